#include "app/read/agreement.h"

#include "agreement/blockers.h"
#include "agreement/curve.h"
#include "app/read/agreement_facts.h"
#include "app/read/sections.h"
#include "app/read/tried_coefficients.h"
#include "codec/calculators/agree.h"

#include <algorithm>
#include <set>

namespace jiati::app::read {
namespace {

using agreement::Blocker;
using agreement::Lever;
using agreement::Problem;

constexpr std::size_t ways_most = 3;

json::object heads_and_area(std::int64_t heads, SquareMetres area) { return {{"heads", heads}, {"area_m2", of(area)}}; }

json::object standing_of(agreement::Need const& need, std::int64_t heads, SquareMetres area) {
    return {{"heads", heads}, {"of", need.of_heads}, {"area_m2", of(area)}, {"of_area_m2", of(need.of_area)}};
}

json::array estimates(Sources const& from, AgreementFacts const& facts) {
    json::array list;
    for (auto const& entry : facts.roll) {
        auto const found = facts.estimates.find(entry.household);
        if (found == facts.estimates.end()) continue;
        auto const& estimate = found->second;
        auto const version = static_cast<std::size_t>(std::max<std::int64_t>(estimate.entry, 0));
        bool const known = from.seqs != nullptr && version >= 1 && version <= from.seqs->size();
        list.push_back(json::object{{"household", of(entry.household)},
                                    {"room", of(entry.room)},
                                    {"option", "current"},
                                    {"low", of(estimate.low)},
                                    {"high", of(estimate.high)},
                                    {"benefit", of(estimate.parts.benefit)},
                                    {"harm", of(estimate.parts.harm)},
                                    {"budget", of(estimate.parts.budget)},
                                    {"reserve", of(estimate.parts.reserve)},
                                    {"why", word(code_of(estimate.basis))},
                                    {"by", text_or_null(estimate.by)},
                                    {"on", of(estimate.on)},
                                    {"entry", known ? json::value((*from.seqs)[version - 1]) : json::value(nullptr)}});
    }
    return list;
}

// From 80 to 115 percent of the price.
json::array curve(Problem const& problem, Money const& money) {
    auto const part = [&](std::int64_t percent) {
        auto const cost = (Fraction(money.cost.count()) * Fraction(percent) / Fraction(100)).floor().to_int64();
        auto const left = Fen{cost.value_or(0)} + money.pool - money.lines;
        return std::max(left, Fen{});
    };
    json::array steps;
    auto const found = agreement::cost_curve(problem, 0, part(80), part(115));
    if (!found) return steps;
    for (auto const& step : found.value().steps) {
        auto line = heads_and_area(step.heads, step.area);
        line["cost"] = of(step.up_to + money.lines - money.pool);
        steps.push_back(std::move(line));
    }
    return steps;
}

std::string_view code_of_lever(Lever::Kind kind) {
    switch (kind) {
        case Lever::Kind::option:
            return "option";
        case Lever::Kind::instalments:
            return "instalments";
        case Lever::Kind::compensate:
            return "compensate";
        case Lever::Kind::talk:
            return "talk";
    }
    return {};
}

// One step each: what would bring one more household in, the cheapest first; ties in the published order.
json::array ways(AgreementFacts const& facts, Problem const& problem, agreement::Agreement const& found,
                 std::int64_t heads, SquareMetres area) {
    struct Way {
        Blocker const* blocker;
        Lever lever;
    };
    std::vector<Way> all;
    for (auto const& blocker : found.blockers)
        for (auto const& lever : agreement::levers(problem, blocker)) all.push_back({&blocker, lever});
    std::ranges::stable_sort(all, [](Way const& a, Way const& b) { return a.lever.amount < b.lever.amount; });
    auto const agrees = found.search.best
                            ? std::set<std::size_t>(found.search.best->agrees.begin(), found.search.best->agrees.end())
                            : std::set<std::size_t>{};
    json::array list;
    for (auto const& [blocker, lever] : all) {
        if (list.size() == ways_most) break;
        auto const& household = problem.households[blocker->household];
        // A head comes with all of its flats, and only when all of them suit.
        SquareMetres gained;
        bool whole = true;
        for (std::size_t i = 0; i < problem.households.size(); ++i) {
            if (problem.households[i].owner != household.owner) continue;
            gained += problem.households[i].area;
            whole = whole && (i == blocker->household || agrees.contains(i));
        }
        json::array funded_by;
        auto const& flip = found.cheapest_flip;
        bool const is_flip = std::ranges::find(flip.households, blocker->household) != flip.households.end();
        if (is_flip && lever.kind == Lever::Kind::compensate)
            for (auto const& each : flip.funded_by) funded_by.push_back(of(facts.roll[each.household].room));
        list.push_back(json::object{{"household", of(household.id)},
                                    {"room", of(facts.roll[blocker->household].room)},
                                    {"act", word(code_of_lever(lever.kind))},
                                    {"cost", of(lever.amount)},
                                    {"heads_after", heads + (whole ? 1 : 0)},
                                    {"area_after_m2", of(whole ? area + gained : area)},
                                    {"funded_by", std::move(funded_by)},
                                    {"detail", nullptr}});
    }
    return list;
}

// "0.71": cut below and above, so that the interval shown holds the exact one.
json::value hundredths(Fraction const& value, bool up) {
    auto const scaled = value * Fraction(100);
    auto const whole = (up ? scaled.ceil() : scaled.floor()).to_int64().value_or(0);
    auto const text = std::to_string(whole % 100);
    return json::string(std::to_string(whole / 100) + "." + (text.size() < 2 ? "0" : "") + text);
}

json::value chance(AgreementFacts const& facts, Problem const& problem, agreement::PlanSearch const& search) {
    if (!search.best) return nullptr;
    auto const likely = agreement::chance_of_consent(voters_of(facts, problem, search.best->prices), search.need);
    if (!likely) return nullptr;
    return json::object{{"low", hundredths(likely.value().low, false)},
                        {"high", hundredths(likely.value().high, true)}};
}

std::int64_t defections(Problem const& problem, agreement::PlanSearch const& search) {
    std::map<std::string, SquareMetres> owners;
    if (search.best)
        for (auto const place : search.best->agrees)
            owners[problem.households[place].owner] += problem.households[place].area;
    std::vector<SquareMetres> areas;
    for (auto const& [owner, area] : owners) areas.push_back(area);
    return agreement::defections_survived(areas, search.need);
}

json::object short_answer(agreement::Need const& need, std::int64_t heads, SquareMetres area, bool passes) {
    return {{"standing", standing_of(need, heads, area)},
            {"need", heads_and_area(need.heads, need.area)},
            {"passes", passes}};
}

// A count below five names neighbours; excepted are closed votes and what a published source states.
bool would_name(Sources const& from, agreement::Need const& need, std::int64_t heads) {
    if (from.rights.stances || has_voted(from) || !from.project.lifecycle.source.empty()) return false;
    auto const is_few = [](std::int64_t count) { return count > 0 && count < 5; };
    return is_few(heads) || is_few(need.of_heads - heads);
}

}  // namespace

Result<std::string, Refusal> agreement_json(Sources const& from, WhatIf const& what_if) {
    auto const rule = majority_of(from);
    auto const standing = from.project.contract.standing_price();
    auto const facts = facts_of(from, standing ? standing : what_if.cost, rule.value_or(DoubleMajority{}));
    // Without a register or a rule there is nothing to count: an empty object.
    if (facts.roll.empty() || !rule) return json::serialize(json::object{});
    auto const said = said_yes(facts);

    auto const reading = from.rights.estimates ? what_if.reading : agreement::Reading::secure;
    auto const problem = problem_of(facts, from.rights.estimates ? what_if : WhatIf{});
    auto const need = agreement::need_of(problem.households, problem.rule, reading);
    auto const said_passes = need.met_by(said.heads, said.area);
    // Before there is a price nothing can be shared, and nobody but a negotiator is told more than this.
    if (!from.rights.estimates && would_name(from, need, said.heads))
        return json::serialize(json::object{{"need", heads_and_area(need.heads, need.area)}});
    if (!from.rights.estimates || (!standing && !what_if.cost))
        return json::serialize(short_answer(need, said.heads, said.area, said_passes));

    if (auto refusal = refuse_what_if(facts, what_if)) return Failure{*refusal};
    if (agreement::fault_of(problem))
        return Failure{refuse(cannot_be_worked_out, {}, {{"households", std::to_string(problem.households.size())}})};
    auto answer = codec::calculators::agree(problem);
    if (!answer) return Failure{answer.error()};
    auto const& search = answer->found.search;
    // Where no prices close, as many as said yes stand behind a lift, and none behind these prices.
    auto const heads = search.best ? search.best->heads : said.heads;
    auto const area = search.best ? search.best->area : said.area;
    auto const money = money_of(facts, what_if);
    auto page = short_answer(need, heads, area, search.best.has_value());
    page["cost"] = of(money.cost);
    page["lines"] = of(money.lines);
    page["pool"] = of(money.pool);
    page["to_share"] = of(money.to_share());
    page["reading"] = word(app::code_of(what_if.reading));
    page["prices"] = word(app::code_of(what_if.prices));
    page["estimates"] = estimates(from, facts);
    page["result"] = json::parse(codec::calculators::to_json(*answer));
    json::object rooms;
    for (auto const& entry : facts.roll) rooms[entry.household.text] = of(entry.room);
    page["rooms"] = std::move(rooms);
    page["coefficients"] = coefficients_in_force(from.policy, facts);
    if (what_if.coefficients) {
        auto tried = tried_coefficients(facts, problem, money.to_share(), *what_if.coefficients);
        if (!tried) return Failure{tried.error()};
        page["tried"] = std::move(*tried);
    }
    page["curve"] = curve(problem, money);
    page["ways"] = ways(facts, problem, answer->found, heads, area);
    page["chance"] = chance(facts, problem, search);
    page["defections_survived"] = defections(problem, search);
    return json::serialize(page);
}

}  // namespace jiati::app::read
