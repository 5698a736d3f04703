// From the rule's name to the engine's rule, and from the engine's refusals to words with a place.
#include "codec/calculators/allocate_question.h"

#include "base/check.h"
#include "games/interval_shares.h"

#include <algorithm>
#include <array>
#include <utility>

namespace jiati::codec::calculators {
namespace {

// Takes what a rule needs out of the question, or refuses its absence.
class Needs {
  public:
    Needs(Input& input, AllocationQuestion& question) : input_(input), question_(question) {}

    template <class T>
    T take(std::string_view field, std::optional<T>& from) {
        if (from) return *std::move(from);
        if (ok_) {
            Step const step(input_.reader(), field);
            ok_ = input_.fail(needed, {{"rule", question_.rule}, {"value", std::string(field)}});
        }
        return {};
    }
    // A table of single numbers.
    games::FloorTable single_table() {
        games::FloorTable table;
        for (auto& [floor, entry] : take("table", question_.table)) {
            if (ok_ && entry.least != entry.most) ok_ = refuse_interval(floor, entry);
            table.emplace(floor, std::move(entry.least));
        }
        return table;
    }
    // The percentages within the intervals that are nearest to the height travelled.
    games::FloorTable table_within_intervals() {
        std::vector<games::FloorInterval> intervals;
        for (auto& [floor, entry] : take("table", question_.table))
            intervals.push_back({floor, std::move(entry), Fraction{std::max(floor - 1, 0)}});
        if (!ok_) return {};
        if (std::ranges::all_of(intervals, [](auto const& each) { return each.pattern.is_zero(); }))
            for (auto& each : intervals) each.pattern = 1;
        auto const percents = games::interval_shares(intervals);
        if (percents) return *percents;
        ok_ = refuse_intervals(percents.error());
        return {};
    }
    std::vector<games::Limits> limits() {
        return question_.limits ? *std::move(question_.limits) : std::vector<games::Limits>{};
    }
    [[nodiscard]] bool ok() const { return ok_; }

  private:
    bool refuse_intervals(games::IntervalError const& error) {
        Step const table(input_.reader(), "table");
        auto const sum = error.sum.to_string();
        using Kind = games::IntervalError::Kind;
        switch (error.kind) {
            case Kind::outside_percent:
                return input_.fail(out_of_range, {{"value", sum}, {"expected", "0…100"}});
            case Kind::least_above_all:
                return input_.fail(total_below, {{"sum", sum}, {"total", "100"}});
            case Kind::most_below_all:
                return input_.fail(total_above, {{"sum", sum}, {"total", "100"}});
            case Kind::no_floors:  // the reader saw to the others
            case Kind::floor_repeated:
            case Kind::limits_crossed:
            case Kind::pattern_negative:
            case Kind::patterns_all_zero:
                break;
        }
        CHECK(false);
        return false;
    }
    bool refuse_interval(int floor, games::Limits const& entry) {
        Step const table(input_.reader(), "table");
        auto const name = std::to_string(floor);
        Step const step(input_.reader(), name);
        return input_.fail(single_number,
                           {{"value", "[" + entry.least.to_string() + ", " + entry.most.to_string() + "]"}});
    }

    Input& input_;
    AllocationQuestion& question_;
    bool ok_ = true;
};

using Make = games::AllocationRule (*)(Needs&, AllocationQuestion&);

template <class Rule>
games::AllocationRule plain(Needs&, AllocationQuestion&) {
    return Rule{};
}

games::AllocationRule floor_percent(Needs& needs, AllocationQuestion& q, games::FloorTable table) {
    return games::FloorPercent{std::move(table), needs.take("households", q.flats), q.within};
}

constexpr std::array<std::pair<std::string_view, Make>, 21> rules{{
    {"equal", plain<games::Equal>},
    {"proportional",
     [](Needs& n, AllocationQuestion& q) -> games::AllocationRule {
         return games::Proportional{n.take("weights", q.weights)};
     }},
    {"shapley", plain<games::Shapley>},
    {"weighted-shapley",
     [](Needs& n, AllocationQuestion& q) -> games::AllocationRule {
         return games::WeightedShapley{n.take("weights", q.weights)};
     }},
    {"owen",
     [](Needs& n, AllocationQuestion& q) -> games::AllocationRule { return games::Owen{n.take("unions", q.unions)}; }},
    {"nucleolus", plain<games::Nucleolus>},
    {"prenucleolus", plain<games::Prenucleolus>},
    {"cec", plain<games::ConstrainedEqualContributions>},
    {"ceb", plain<games::ConstrainedEqualBenefits>},
    {"sfc", plain<games::SequentialFullContributions>},
    {"equal-gain",
     [](Needs& n, AllocationQuestion& q) -> games::AllocationRule {
         return games::EqualGain{n.take("benefits", q.benefits), n.limits()};
     }},
    {"kalai-smorodinsky",
     [](Needs& n, AllocationQuestion& q) -> games::AllocationRule {
         return games::KalaiSmorodinsky{n.take("benefits", q.benefits), n.limits()};
     }},
    {"benefit-proportional",
     [](Needs& n, AllocationQuestion& q) -> games::AllocationRule {
         return games::BenefitProportional{n.take("benefits", q.benefits), n.limits()};
     }},
    {"fixed",
     [](Needs& n, AllocationQuestion& q) -> games::AllocationRule {
         return games::Fixed{n.take("amounts", q.amounts)};
     }},
    {"coefficient",
     [](Needs& n, AllocationQuestion& q) -> games::AllocationRule {
         return games::Coefficient{n.single_table(), n.take("households", q.flats)};
     }},
    // Beyond the contract.
    {"weighted-nash",
     [](Needs& n, AllocationQuestion& q) -> games::AllocationRule {
         return games::WeightedNash{n.take("benefits", q.benefits), n.take("weights", q.weights), n.limits()};
     }},
    {"no-arbitrage",
     [](Needs& n, AllocationQuestion& q) -> games::AllocationRule {
         return games::NoArbitrage{n.take("benefits", q.benefits), n.take("values", q.values)};
     }},
    {"percent",
     [](Needs& n, AllocationQuestion& q) -> games::AllocationRule {
         return games::Percent{n.take("percents", q.percents)};
     }},
    {"floor-percent", [](Needs& n, AllocationQuestion& q) { return floor_percent(n, q, n.single_table()); }},
    {"intervals", [](Needs& n, AllocationQuestion& q) { return floor_percent(n, q, n.table_within_intervals()); }},
    {"steps",
     [](Needs& n, AllocationQuestion& q) -> games::AllocationRule {
         return games::Proportional{n.take("steps", q.steps)};
     }},
}};

std::string known_rules() {
    std::string all;
    for (auto const& [name, make] : rules) all += (all.empty() ? "" : ", ") + std::string(name);
    return all;
}

// "90.50" rather than 181/2, where two decimals do.
std::string amount_text(Fraction const& amount) {
    if (amount.is_integer() || !(amount * Fraction{100}).is_integer()) return amount.to_string();
    return fixed_text(amount, 2);
}

// Which field holds the numbers that weigh under the rule.
std::string_view weights_field(std::string_view rule) {
    if (rule == "steps") return "steps";
    if (rule == "coefficient") return "table";
    return "weights";
}

// One refusal at a place of up to two steps; an empty step is none.
bool refuse_at(Input& input, std::string_view field, std::string const& within, RefusalCode code,
               std::vector<Refusal::Argument> arguments) {
    if (field.empty()) return input.fail(code, std::move(arguments));
    Step const outer(input.reader(), field);
    if (within.empty()) return input.fail(code, std::move(arguments));
    Step const inner(input.reader(), within);
    return input.fail(code, std::move(arguments));
}

void refuse_bargain(Input& input, std::string_view rule, games::AllocationError const& error,
                    std::string const& total) {
    auto const& bargain = *error.bargain;
    auto const bound = amount_text(bargain.bound);
    using Kind = games::BargainError::Kind;
    switch (bargain.kind) {
        case Kind::limits_crossed:  // the reader saw to it for those given
            refuse_at(input, "limits", error.player, limits_crossed, {{"least", bound}, {"most", bound}});
            return;
        case Kind::total_below:
            refuse_at(input, "limits", {}, total_below, {{"sum", bound}, {"total", total}});
            return;
        case Kind::total_above:
            refuse_at(input, "limits", {}, total_above, {{"sum", bound}, {"total", total}});
            return;
        case Kind::benefit_negative:
            refuse_at(input, "benefits", error.player, negative, {{"value", bound}});
            return;
        case Kind::benefits_all_zero:
            refuse_at(input, "benefits", {}, all_zero, {});
            return;
        case Kind::weight_not_positive:
            refuse_at(input, rule == "no-arbitrage" ? "values" : "weights", error.player, not_positive,
                      {{"value", bound}});
            return;
        case Kind::no_surplus:
            refuse_at(input, "benefits", {}, no_surplus, {{"sum", bound}, {"total", total}});
            return;
        case Kind::count_differs:  // the reader reads one number for each
            break;
    }
    CHECK(false);
}

}  // namespace

bool make_rule(Input& input, AllocationQuestion question, games::AllocationRule& out) {
    for (auto const& [name, make] : rules) {
        if (name != question.rule) continue;
        Needs needs(input, question);
        out = make(needs, question);
        return needs.ok();
    }
    return refuse_at(input, "rule", {}, unknown_rule, {{"value", question.rule}, {"expected", known_rules()}});
}

void refuse_allocation(Input& input, AllocationQuestion const& question, games::AllocationError const& error) {
    auto const& rule = question.rule;
    auto const sum = amount_text(error.sum);
    auto const expected = amount_text(error.expected);
    auto const floor = std::to_string(error.floor);
    using Kind = games::AllocationError::Kind;
    switch (error.kind) {
        case Kind::weights_all_zero:
            refuse_at(input, weights_field(rule), {}, all_zero, {});
            return;
        case Kind::weight_not_positive:
            refuse_at(input, weights_field(rule), error.player, not_positive, {{"value", "0"}});
            return;
        case Kind::does_not_close:
            refuse_at(input, "amounts", {}, does_not_close, {{"sum", sum}, {"total", question.total_text}});
            return;
        case Kind::percents_do_not_close:
            refuse_at(input, rule == "percent" ? "percents" : "table", {}, does_not_close,
                      {{"sum", sum}, {"total", "100"}});
            return;
        case Kind::floor_not_in_table:
            refuse_at(input, "table", {}, floor_not_in_table, {{"player", error.player}, {"floor", floor}});
            return;
        case Kind::floor_has_no_flat:
            refuse_at(input, "table", floor, floor_has_no_flat, {{"floor", floor}});
            return;
        case Kind::out_of_bounds:
            refuse_at(input, {}, {}, total_out_of_bounds, {{"value", question.total_text}});
            return;
        case Kind::needs_game:
            refuse_at(input, "total", {}, needs_game, {{"rule", rule}});
            return;
        case Kind::needs_airport:
            refuse_at(input, "rule", {}, needs_airport, {{"rule", rule}});
            return;
        case Kind::too_many_players:
            refuse_at(input, "players", {}, too_many_players, {{"value", sum}, {"limit", expected}, {"rule", rule}});
            return;
        case Kind::no_imputation:
            refuse_at(input, "game", {}, no_imputation, {});
            return;
        case Kind::total_not_on_grid:
            refuse_at(input, "round_to", {}, total_not_on_grid, {{"value", expected}, {"total", question.total_text}});
            return;
        case Kind::bargain:
            refuse_bargain(input, rule, error, question.total_text);
            return;
        case Kind::no_players:  // the reader saw to all of these
        case Kind::player_repeated:
        case Kind::count_differs:
        case Kind::weight_negative:
        case Kind::amount_negative:
        case Kind::floor_missing:
        case Kind::area_not_positive:
        case Kind::player_unknown:
        case Kind::player_twice:
        case Kind::player_in_no_union:
        case Kind::element_without_users:
        case Kind::cost_negative:
        case Kind::coalitions_missing:
        case Kind::round_to_not_positive:
            break;
    }
    CHECK(false);
}

}  // namespace jiati::codec::calculators
