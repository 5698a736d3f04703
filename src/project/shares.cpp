#include "project/shares.h"

#include "base/text.h"
#include "games/allocation.h"
#include "project/rules.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace jiati::project::funding {
namespace {

using Shares = Result<std::vector<Share>, Refusal>;

std::optional<Refusal> unknown_or_twice(project::State const& project, HouseholdId const& household,
                                        std::set<HouseholdId>& seen, std::string const& pointer) {
    if (auto refusal = unknown_household(project, household, pointer)) return refusal;
    if (seen.insert(household).second) return std::nullopt;
    return refuse(household_twice, pointer, {{"household", household.text}});
}

// "102" or "99.97": what was given as a percentage of what was needed, cut to two decimals.
std::string percent_of(Fen sum, Fen needed) {
    if (needed <= Fen{}) return {};
    auto const hundredths = (Fraction(sum.count()) * Fraction(10'000) / Fraction(needed.count())).floor().to_int64();
    if (!hundredths) return {};
    auto text = print_hundredths(*hundredths);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

// The households in the published order; those the rule does not name are listed with nothing to pay.
std::vector<Share> in_published_order(project::State const& project, std::vector<Share> given) {
    if (project.consent.roll.empty()) return given;
    std::vector<Share> shares;
    for (auto const& entry : project.consent.roll) {
        auto const found =
            std::find_if(given.begin(), given.end(), [&](auto const& s) { return s.household == entry.household; });
        shares.push_back({entry.household, found == given.end() ? Fen{} : found->amount});
    }
    return shares;
}

Shares fixed(project::State const& project, AdoptShares const& command, Fen needed) {
    std::set<HouseholdId> seen;
    for (std::size_t i = 0; i < command.amounts.size(); ++i) {
        auto const& share = command.amounts[i];
        auto const pointer = "/amounts/" + std::to_string(i);
        if (auto refusal = unknown_or_twice(project, share.household, seen, pointer + "/household"))
            return Failure{*refusal};
        if (share.amount.is_negative()) return Failure{refuse(share_negative, pointer + "/amount")};
    }
    auto const sum = total_of(command.amounts);
    if (sum != needed)
        return Failure{refuse(does_not_close, "/amounts",
                              {{"sum", sum.to_string()},
                               {"needed", needed.to_string()},
                               {"difference", (sum - needed).to_string()},
                               {"percent", percent_of(sum, needed)}})};
    return in_published_order(project, command.amounts);
}

Refusal refusal_of(games::AllocationError const& error) {
    using Kind = games::AllocationError::Kind;
    if (error.kind == Kind::floor_not_in_table || error.kind == Kind::floor_missing ||
        error.kind == Kind::area_not_positive || error.kind == Kind::weight_negative)
        return refuse(coefficients_wrong, "/coefficients", {{"floor", std::to_string(error.floor)}});
    return refuse(nobody_pays);
}

Shares allocated(std::vector<HouseholdId> const& households, games::AllocationRule rule, Fen needed) {
    games::AllocationProblem problem{{}, Fraction{needed.count()}, std::move(rule)};  // in fen
    for (auto const& household : households) problem.players.push_back(household.text);
    auto const allocation = games::allocate(problem);
    if (!allocation) return Failure{refusal_of(allocation.error())};
    std::vector<Share> shares;
    for (std::size_t i = 0; i < households.size(); ++i)
        shares.push_back({households[i], Fen{*allocation.value().shares[i].rounded.to_int64()}});
    return shares;
}

Shares equal(project::State const& project, AdoptShares const& command, Fen needed) {
    if (project.consent.roll.empty()) return Failure{refuse(consent::roll_not_frozen)};
    std::set<HouseholdId> among;
    for (std::size_t i = 0; i < command.among.size(); ++i)
        if (auto refusal = unknown_or_twice(project, command.among[i], among, "/among/" + std::to_string(i)))
            return Failure{*refusal};
    std::vector<HouseholdId> payers;
    for (auto const& entry : project.consent.roll)
        if (among.empty() || among.count(entry.household) > 0) payers.push_back(entry.household);
    auto shares = allocated(payers, games::Equal{}, needed);
    if (!shares) return shares;
    return in_published_order(project, std::move(shares).value());
}

Shares by_coefficient(project::State const& project, AdoptShares const& command, Fen needed) {
    constexpr std::int64_t floors_most = 1000;
    if (project.consent.roll.empty()) return Failure{refuse(consent::roll_not_frozen)};
    games::Coefficient rule;
    for (std::size_t i = 0; i < command.coefficients.size(); ++i) {
        auto const& each = command.coefficients[i];
        auto const is_good = each.thousandths >= 0 && each.floor >= -floors_most && each.floor <= floors_most &&
                             rule.table.emplace(static_cast<int>(each.floor), Fraction(each.thousandths, 1000)).second;
        if (!is_good)
            return Failure{refuse(coefficients_wrong, "/coefficients/" + std::to_string(i),
                                  {{"floor", std::to_string(each.floor)}})};
    }
    std::vector<HouseholdId> households;
    for (auto const& entry : project.consent.roll) {
        households.push_back(entry.household);
        games::Flat flat{{}, entry.area};
        for (auto const floor : entry.floors)
            flat.floors.push_back(static_cast<int>(std::clamp(floor, -floors_most, floors_most)));
        rule.flats.push_back(std::move(flat));
    }
    return allocated(households, std::move(rule), needed);
}

Shares shares_by_rule(project::State const& project, AdoptShares const& command, Fen needed) {
    if (command.rule == "fixed") return fixed(project, command, needed);
    if (command.rule == "equal") return equal(project, command, needed);
    if (command.rule == "coefficient") return by_coefficient(project, command, needed);
    return Failure{refuse(rule_unknown, "/rule", {{"rule", command.rule}, {"known", "fixed,equal,coefficient"}})};
}

std::optional<Refusal> wrong_compensation(project::State const& project, AdoptShares const& command) {
    std::set<HouseholdId> seen;
    for (std::size_t i = 0; i < command.compensation.size(); ++i) {
        auto const& each = command.compensation[i];
        auto const pointer = "/compensation/" + std::to_string(i);
        if (auto refusal = unknown_or_twice(project, each.household, seen, pointer + "/household")) return refusal;
        if (!is_amount(each.amount)) return refuse(amount_not_positive, pointer + "/amount");
    }
    return std::nullopt;
}

// New shares may not fall below what a household has paid already: that would have to be refunded first.
std::optional<Refusal> below_paid(State const& state, std::vector<Share> const& shares) {
    for (auto const& [household, paid] : state.paid) {
        auto const found = std::find_if(shares.begin(), shares.end(),
                                        [&, id = household](auto const& share) { return share.household == id; });
        auto const share = found == shares.end() ? Fen{} : found->amount;
        if (paid > share) return refuse(overpaid, {}, {{"share", share.to_string()}, {"paid", paid.to_string()}});
    }
    return std::nullopt;
}

}  // namespace

Fen total_of(std::vector<Share> const& shares) {
    Fen total;
    for (auto const& share : shares) total = bounded_sum(total, share.amount);
    return total;
}

Decision adopt_shares(project::State const& project, AdoptShares const& command, Context const& context) {
    auto const price = project.contract.standing_price();
    if (!price) return Failure{refuse(price_missing)};
    if (auto refusal = first_of({closed_gate(project, "funding", context), wrong_compensation(project, command)}))
        return Failure{*refusal};

    auto const lines = project.funding.lines_total();
    auto const compensation = total_of(command.compensation);
    auto const due = bounded_sum(*price, compensation);
    if (lines > due)
        return Failure{refuse(lines_exceed_cost, {}, {{"lines", lines.to_string()}, {"cost", due.to_string()}})};
    auto shares = shares_by_rule(project, command, due - lines);
    if (!shares) return Failure{shares.error()};
    if (auto refusal = below_paid(project.funding, shares.value())) return Failure{*refusal};

    auto const* const plan = project.planning.current();
    return happened(Event(SharesAdopted{command.rule, *price, lines, total_of(shares.value()), compensation,
                                        shares.value(), command.compensation, plan == nullptr ? 0 : plan->version}));
}

}  // namespace jiati::project::funding
