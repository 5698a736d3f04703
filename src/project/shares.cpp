#include "project/shares.h"

#include "base/text.h"
#include "project/rules.h"
#include "project/share_rules.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace jiati::project::funding {
namespace {

using Shares = Result<std::vector<Share>, Refusal>;

// "102" or "99.97": what was given as a percentage of what was needed, cut to two decimals.
std::string percent_of(Fraction const& sum, Fraction const& needed) {
    if (needed <= Fraction{}) return {};
    auto const hundredths = (sum * Fraction(10'000) / needed).floor().to_int64();
    if (!hundredths) return {};
    auto text = print_hundredths(*hundredths);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

// Whole fen where the figure is one, else cut.
std::string yuan(Fraction const& fen) { return Fen{fen.floor().to_int64().value_or(0)}.to_string(); }

std::string room_of(std::vector<consent::RollEntry> const& roll, std::string const& household) {
    auto const found =
        std::find_if(roll.begin(), roll.end(), [&](auto const& entry) { return entry.household.text == household; });
    return found == roll.end() ? household : found->room;
}

Refusal refusal_of(games::BargainError const& error, ShareInputs const& inputs,
                   std::vector<consent::RollEntry> const& roll) {
    using Kind = games::BargainError::Kind;
    auto const& player = inputs.households.at(std::min(error.player, inputs.households.size() - 1));
    auto const room = room_of(roll, player.household.text);
    if (error.kind == Kind::limits_crossed)
        return refuse(limits_wrong, "/stakes",
                      {{"room", room},
                       {"least", player.least.value_or(Fen{}).to_string()},
                       {"most", player.most.value_or(Fen{}).to_string()}});
    if (error.kind == Kind::benefit_negative) return refuse(stake_missing, "/stakes", {{"room", room}});
    if (error.kind == Kind::weight_not_positive) return refuse(weight_wrong, "/weights", {{"room", room}});
    if (error.kind == Kind::benefits_all_zero) return refuse(nobody_pays);
    return refuse(limits_do_not_close, "/stakes", {{"bound", yuan(error.bound)}, {"needed", inputs.total.to_string()}});
}

// Which number is wrong, in the words of the command.
Refusal refusal_of(games::AllocationError const& error, ShareInputs const& inputs,
                   std::vector<consent::RollEntry> const& roll) {
    using Kind = games::AllocationError::Kind;
    auto const room = room_of(roll, error.player);
    auto const floor = std::to_string(error.floor);
    if (error.bargain) return refusal_of(*error.bargain, inputs, roll);
    switch (error.kind) {
        case Kind::does_not_close:
            return refuse(does_not_close, "/amounts",
                          {{"sum", yuan(error.sum)},
                           {"needed", yuan(error.expected)},
                           {"difference", yuan(error.sum - error.expected)},
                           {"percent", percent_of(error.sum, error.expected)}});
        case Kind::percents_do_not_close:
            return refuse(percents_do_not_close, {}, {{"sum", error.sum.to_string()}});
        case Kind::floor_not_in_table:
        case Kind::floor_missing:
        case Kind::area_not_positive:
            return refuse(coefficients_wrong, "/coefficients", {{"floor", floor}});
        case Kind::floor_has_no_flat:
            return refuse(floor_empty, {}, {{"floor", floor}});
        case Kind::weight_negative:
            if (error.player.empty()) return refuse(coefficients_wrong, "/coefficients", {{"floor", floor}});
            return refuse(weight_wrong, "/weights", {{"room", room}});
        case Kind::weight_not_positive:
            return refuse(weight_wrong, "/weights", {{"room", room}});
        case Kind::amount_negative:
            return refuse(share_negative, "/amounts");
        case Kind::player_unknown:
        case Kind::player_twice:
        case Kind::element_without_users:
        case Kind::cost_negative:
            return refuse(element_wrong, "/elements");
        case Kind::player_in_no_union:
            return refuse(union_wrong, "/unions", {{"room", room}});
        case Kind::needs_game:
        case Kind::needs_airport:
            return refuse(elements_not_nested, "/elements", {{"rule", inputs.rule}});
        case Kind::too_many_players:
            return refuse(too_many_households, "/rule",
                          {{"households", error.sum.to_string()}, {"most", error.expected.to_string()}});
        case Kind::no_players:
        case Kind::player_repeated:
        case Kind::count_differs:
        case Kind::weights_all_zero:
        case Kind::out_of_bounds:
        case Kind::coalitions_missing:
        case Kind::no_imputation:
        case Kind::bargain:
        case Kind::round_to_not_positive:
        case Kind::total_not_on_grid:
            return refuse(nobody_pays);
    }
    return refuse(nobody_pays);
}

// The households in the published order; those the rule does not name are listed with nothing to pay.
std::vector<Share> in_published_order(std::vector<consent::RollEntry> const& roll, std::vector<Share> given) {
    if (roll.empty()) return given;
    std::vector<Share> shares;
    for (auto const& entry : roll) {
        auto const found =
            std::find_if(given.begin(), given.end(), [&](auto const& s) { return s.household == entry.household; });
        shares.push_back({entry.household, found == given.end() ? Fen{} : found->amount});
    }
    return shares;
}

std::optional<Refusal> wrong_compensation(project::State const& project, AdoptShares const& command) {
    std::set<HouseholdId> seen;
    for (std::size_t i = 0; i < command.compensation.size(); ++i) {
        auto const& each = command.compensation[i];
        auto const pointer = "/compensation/" + std::to_string(i);
        if (auto refusal = unknown_household(project, each.household, pointer + "/household")) return refusal;
        if (!seen.insert(each.household).second)
            return refuse(household_twice, pointer + "/household", {{"household", each.household.text}});
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

// What one household takes over from another, after the rule; the sum stays.
Shares after_transfers(project::State const& project, std::vector<Transfer> const& transfers,
                       std::vector<Share> shares) {
    auto const share_of = [&](HouseholdId const& household) {
        return std::find_if(shares.begin(), shares.end(), [&](auto const& s) { return s.household == household; });
    };
    for (std::size_t i = 0; i < transfers.size(); ++i) {
        auto const& each = transfers[i];
        auto const pointer = "/transfers/" + std::to_string(i);
        auto const from = share_of(each.from);
        auto const to = share_of(each.to);
        if (auto refusal = first_of({unknown_household(project, each.from, pointer + "/from"),
                                     unknown_household(project, each.to, pointer + "/to"),
                                     blank(each.agreement, pointer + "/agreement")}))
            return Failure{*refusal};
        if (from == shares.end() || to == shares.end() || from == to)
            return Failure{refuse(lifecycle::unknown_household, pointer + "/to", {{"household", each.to.text}})};
        if (!is_amount(each.amount)) return Failure{refuse(amount_not_positive, pointer + "/amount")};
        if (each.amount > from->amount)
            return Failure{
                refuse(transfer_wrong, pointer + "/amount",
                       {{"room", room_of(project.consent.roll, each.from.text)}, {"share", from->amount.to_string()}})};
        from->amount -= each.amount;
        to->amount += each.amount;
    }
    return shares;
}

}  // namespace

Fen total_of(std::vector<Share> const& shares) {
    Fen total;
    for (auto const& share : shares) total = bounded_sum(total, share.amount);
    return total;
}

Shares shares_of(ShareInputs const& inputs, std::vector<consent::RollEntry> const& roll) {
    auto const problem = problem_of(inputs);
    CHECK(problem);
    if (problem->players.empty()) {
        // Amounts for nobody close where there is nothing to share.
        if (inputs.total.is_zero()) return in_published_order(roll, {});
        return Failure{refusal_of(
            {games::AllocationError::Kind::does_not_close, {}, 0, Fraction{}, Fraction(inputs.total.count())}, inputs,
            roll)};
    }
    auto const allocation = games::allocate(*problem);
    if (!allocation) return Failure{refusal_of(allocation.error(), inputs, roll)};
    std::vector<Share> shares;
    for (std::size_t i = 0; i < inputs.households.size(); ++i) {
        auto const fen = allocation.value().shares[i].rounded.to_int64();
        CHECK(fen);
        if (*fen < 0) return Failure{refuse(share_negative, "/rule")};
        shares.push_back({inputs.households[i].household, Fen{*fen}});
    }
    return in_published_order(roll, std::move(shares));
}

std::optional<bool> is_recomputed(State const& state) {
    auto const problem = problem_of(state.inputs);
    if (!problem) return std::nullopt;
    std::map<std::string, Fraction> expected;
    if (!problem->players.empty()) {
        auto const allocation = games::allocate(*problem);
        if (!allocation) return false;
        for (auto const& share : allocation.value().shares) expected[share.player] = share.rounded;
    }
    for (auto const& transfer : state.transfers) {
        expected[transfer.from.text] -= Fraction(transfer.amount.count());
        expected[transfer.to.text] += Fraction(transfer.amount.count());
    }
    for (auto const& share : state.shares) expected[share.household.text] -= Fraction(share.amount.count());
    return std::all_of(expected.begin(), expected.end(), [](auto const& each) { return each.second.is_zero(); });
}

Decision adopt_shares(project::State const& project, AdoptShares const& command, Context const& context) {
    auto const price = project.contract.standing_price();
    if (!price) return Failure{refuse(price_missing)};
    if (auto refusal = first_of({closed_gate(project, "funding", context), wrong_compensation(project, command)}))
        return Failure{*refusal};

    ToShare const money{*price, project.funding.lines_total(), total_of(command.compensation)};
    auto const due = bounded_sum(money.price, money.compensation);
    if (money.lines > due)
        return Failure{refuse(lines_exceed_cost, {}, {{"lines", money.lines.to_string()}, {"cost", due.to_string()}})};
    auto const* const plan = project.planning.current();
    auto inputs = share_inputs(
        {project.consent.roll, plan == nullptr ? nullptr : &plan->plan, *context.policy, context.policy_hash}, command,
        money);
    if (!inputs) return Failure{inputs.error()};
    auto by_rule = shares_of(inputs.value(), project.consent.roll);
    if (!by_rule) return Failure{by_rule.error()};
    auto shares = after_transfers(project, command.transfers, std::move(by_rule).value());
    if (!shares) return Failure{shares.error()};
    if (auto refusal = below_paid(project.funding, shares.value())) return Failure{*refusal};

    return happened(Event(SharesAdopted{
        command.rule, money.price, money.lines, total_of(shares.value()), money.compensation, shares.value(),
        command.compensation, plan == nullptr ? 0 : plan->version, std::move(inputs).value(), command.transfers}));
}

}  // namespace jiati::project::funding
