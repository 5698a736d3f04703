// Years of use: the clocks that run, the rule of the running cost, and the same total split all four ways.
#include "app/read/sections.h"

#include <array>

namespace jiati::app::read {
namespace {

namespace use = project::operation;
using use::CostRule;

constexpr std::int32_t due_soon_days = 30;

json::array clocks(Sources const& from) {
    json::array list;
    for (auto const& clock : use::clocks(from.project, &from.policy)) {
        auto const left = days_between(from.today, clock.until);
        list.push_back(json::object{{"kind", of(clock.kind)},
                                    {"from", of(clock.from)},
                                    {"until", of(clock.until)},
                                    {"state", word(left < 0                ? "expired"
                                                   : left <= due_soon_days ? "due_soon"
                                                                           : "running")},
                                    {"days", left < 0 ? -left : left}});
    }
    return list;
}

// The last bill's total by each rule; a rule that lacks what it needs is absent. Amounts of households only to those
// who live or keep the books there.
json::value comparison(Sources const& from) {
    auto const& bills = from.project.operation.bills;
    if (bills.empty()) return nullptr;
    auto const& bill = bills.back();
    json::array rules;
    for (auto const rule :
         std::array{CostRule::equal, CostRule::coefficient, CostRule::floor_people, CostRule::counted_trips}) {
        auto const lines = use::split(from.project, rule, bill.total, bill.period);
        if (!lines) continue;
        json::array rows;
        Fen total;
        for (auto const& line : *lines) {
            total += line.amount;
            if (!from.rights.bills && !from.rights.own.contains(line.household)) continue;
            rows.push_back(json::object{{"household", of(line.household)},
                                        {"room", of(from.room(line.household))},
                                        {"amount", of(line.amount)}});
        }
        rules.push_back(json::object{{"rule", word(code_of(rule))}, {"rows", std::move(rows)}, {"total", of(total)}});
    }
    return json::object{{"total", of(bill.total)}, {"period", of(bill.period)}, {"rules", std::move(rules)}};
}

json::array bills(Sources const& from) {
    json::array list;
    for (auto const& bill : from.project.operation.bills) {
        json::value mine = nullptr;
        for (auto const& line : bill.lines)
            if (from.rights.own.contains(line.household)) mine = of(line.amount);
        list.push_back(json::object{{"period", of(bill.period)},
                                    {"on", of(bill.on)},
                                    {"total", of(bill.total)},
                                    {"rule", word(code_of(bill.rule))},
                                    {"mine", std::move(mine)}});
    }
    return list;
}

}  // namespace

json::value operation(Sources const& from) {
    auto const& accepted = from.project.acceptance;
    if (!accepted.handed_over_on && !accepted.use_unit_on) return nullptr;
    auto const& state = from.project.operation;
    return json::object{{"since", of(accepted.handed_over_on)},
                        {"use_unit", text_or_null(accepted.use_unit)},
                        {"use_unit_fee", text_or_null(accepted.use_unit_fee)},
                        {"upkeep_unit", text_or_null(accepted.use_unit)},
                        {"clocks", clocks(from)},
                        {"rule", state.rule_on ? word(code_of(state.rule)) : json::value(nullptr)},
                        {"comparison", comparison(from)},
                        {"bills", bills(from)}};
}

}  // namespace jiati::app::read
