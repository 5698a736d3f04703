#include "project/funding.h"

#include "base/overloaded.h"
#include "base/text.h"
#include "games/funding.h"
#include "policy/policy.h"
#include "policy/selection.h"
#include "project/consent.h"
#include "project/rules.h"
#include "project/shares.h"

#include <algorithm>

namespace jiati::project::funding {
namespace {

std::optional<Refusal> not_an_amount(Fen amount) {
    return is_amount(amount) ? std::nullopt : std::optional(refuse(amount_not_positive, "/amount"));
}

std::optional<Refusal> no_voucher(std::string const& voucher) {
    return blank(voucher, {}) ? std::optional(refuse(voucher_missing, "/voucher")) : std::nullopt;
}

Fen paid_by(State const& state, HouseholdId const& household) {
    auto const found = state.paid.find(household);
    return found == state.paid.end() ? Fen{} : found->second;
}

// What the dated rule pays for a lift here: by the floors of the unit and the price that stands.
Result<Fen, Refusal> amount_by_rule(project::State const& project, AddLine const& command, Context const& context) {
    auto const& rules = context.policy->subsidies;
    auto const rule =
        std::find_if(rules.begin(), rules.end(), [&](auto const& each) { return each.id == command.rule; });
    if (rule == rules.end()) {
        std::vector<std::string> known;
        for (auto const& each : rules) known.push_back(each.id);
        return Failure{refuse(rule_unknown, "/rule", {{"rule", command.rule}, {"known", joined(known)}})};
    }
    auto const price = project.contract.standing_price();
    if (!price) return Failure{refuse(price_missing)};
    std::int64_t floors = 0;
    for (auto const& entry : project.consent.roll) floors = std::max(floors, entry.floors.back());
    if (floors == 0) return Failure{refuse(consent::roll_not_frozen)};
    auto const amount = policy::subsidy_amount(*rule, static_cast<int>(floors), *price);
    if (!amount || (!command.amount.is_zero() && command.amount != *amount))
        return Failure{refuse(amount_not_by_rule, "/amount",
                              {{"amount", command.amount.to_string()},
                               {"by_rule", amount.value_or(Fen{}).to_string()},
                               {"floors", std::to_string(floors)}})};
    return *amount;
}

Decision on(project::State const& project, AddLine const& command, Context const& context) {
    auto line = command;
    if (!command.rule.empty()) {
        auto const amount = amount_by_rule(project, command, context);
        if (!amount) return Failure{amount.error()};
        line.amount = *amount;
        if (trimmed(line.basis).empty()) line.basis = command.rule;
    }
    if (auto refusal = first_of({not_an_amount(line.amount), blank(line.payer, "/payer"), blank(line.basis, "/basis")}))
        return Failure{*refusal};
    auto const lines = bounded_sum(project.funding.lines_total(), line.amount);
    auto const price = project.contract.standing_price();
    // Without a price yet the bound of all amounts is the only one.
    auto const most = price ? *price + project.funding.compensation_total() : Fen{100'000'000'000'000};
    if (lines > most)
        return Failure{
            refuse(lines_exceed_cost, "/amount", {{"lines", lines.to_string()}, {"cost", most.to_string()}})};
    auto ids = context.ids;
    return happened(
        Event(LineAdded{ids.next_as<ItemId>(), line.kind, line.payer, line.amount, line.basis, line.milestone}));
}

Decision on(project::State const& project, RemoveLine const& command, Context const&) {
    auto const* const line = find_item(project.funding.lines, command.line);
    if (line == nullptr) return Failure{refuse(line_unknown, "/line")};
    if (!line->received.is_zero())
        return Failure{refuse(line_received, "/line", {{"received", line->received.to_string()}})};
    if (auto refusal = blank(command.reason, "/reason")) return Failure{*refusal};
    return happened(Event(LineRemoved{command.line, command.reason}));
}

Decision on(project::State const& project, AdoptShares const& command, Context const& context) {
    return adopt_shares(project, command, context);
}

Decision on(project::State const& project, FileSubsidy const& command, Context const&) {
    auto const* const line = find_item(project.funding.lines, command.line);
    if (line == nullptr || line->kind != LineKind::subsidy) return Failure{refuse(line_unknown, "/line")};
    if (line->filed_on) return Failure{refuse(already_filed, "/line", {{"number", line->filing}})};
    if (auto refusal = blank(command.number, "/number")) return Failure{*refusal};
    return happened(Event(SubsidyFiled{command.line, command.number}));
}

Decision on(project::State const&, NameAccount const& command, Context const&) {
    if (auto refusal = first_of({blank(command.bank, "/bank"), blank(command.keeper, "/keeper")}))
        return Failure{*refusal};
    return happened(Event(AccountNamed{command.bank, command.kind, command.keeper}));
}

Decision on(project::State const& project, RecordPayment const& command, Context const& context) {
    auto const& state = project.funding;
    if (!state.adopted_on) return Failure{refuse(no_shares)};
    if (auto refusal = first_of({not_an_amount(command.amount), no_voucher(command.voucher),
                                 unknown_household(project, command.household, "/household"),
                                 too_early(context, state.adopted_on)}))
        return Failure{*refusal};
    auto const share = state.share_of(command.household);
    auto const paid = paid_by(state, command.household);
    if (paid + command.amount > share)
        return Failure{
            refuse(overpaid, "/amount", {{"share", share.to_string()}, {"paid", (paid + command.amount).to_string()}})};
    return happened(Event(PaymentRecorded{command.household, command.amount, command.voucher}));
}

Decision on(project::State const& project, RecordReceipt const& command, Context const&) {
    auto const* const line = find_item(project.funding.lines, command.line);
    if (line == nullptr) return Failure{refuse(line_unknown, "/line")};
    if (auto refusal = first_of({not_an_amount(command.amount), no_voucher(command.voucher)})) return Failure{*refusal};
    auto const received = line->received + command.amount;
    if (received > line->amount)
        return Failure{
            refuse(overpaid, "/amount", {{"share", line->amount.to_string()}, {"paid", received.to_string()}})};
    return happened(Event(ReceiptRecorded{command.line, command.amount, command.voucher}));
}

std::optional<Refusal> beyond_balance(State const& state, Fen amount) {
    auto const balance = state.balance();
    if (amount <= balance) return std::nullopt;
    return refuse(not_enough_money, "/amount", {{"balance", balance.to_string()}});
}

Decision on(project::State const& project, ReleaseToBuilder const& command, Context const&) {
    auto const& state = project.funding;
    auto const price = project.contract.standing_price();
    if (!price) return Failure{refuse(price_missing)};
    if (auto refusal = first_of({not_an_amount(command.amount), no_voucher(command.voucher)})) return Failure{*refusal};
    Fen released;
    for (auto const& entry : state.ledger)
        if (entry.posting.debit == Account::builder) released += entry.posting.amount;
    if (released + command.amount > *price)
        return Failure{refuse(more_than_price, "/amount",
                              {{"price", price->to_string()}, {"released", (released + command.amount).to_string()}})};
    if (auto refusal = beyond_balance(state, command.amount)) return Failure{*refusal};
    return happened(Event(ReleasedToBuilder{command.amount, command.milestone, command.voucher}));
}

Decision on(project::State const& project, RefundHousehold const& command, Context const&) {
    auto const& state = project.funding;
    if (auto refusal =
            first_of({not_an_amount(command.amount), blank(command.reason, "/reason"), no_voucher(command.voucher),
                      unknown_household(project, command.household, "/household")}))
        return Failure{*refusal};
    auto const paid = paid_by(state, command.household);
    if (command.amount > paid)
        return Failure{refuse(overpaid, "/amount",
                              {{"share", state.share_of(command.household).to_string()}, {"paid", paid.to_string()}})};
    if (auto refusal = beyond_balance(state, command.amount)) return Failure{*refusal};
    return happened(Event(HouseholdRefunded{command.household, command.amount, command.reason, command.voucher}));
}

}  // namespace

Fen State::lines_total() const {
    Fen total;
    for (auto const& line : lines) total = bounded_sum(total, line.amount);
    return total;
}

Fen State::compensation_total() const { return total_of(compensation); }

Fen State::share_of(HouseholdId const& household) const {
    auto const found =
        std::find_if(shares.begin(), shares.end(), [&](auto const& share) { return share.household == household; });
    return found == shares.end() ? Fen{} : found->amount;
}

Fen State::balance() const {
    Fen total;
    for (auto const& entry : ledger) {
        if (entry.posting.debit == Account::bank) total += entry.posting.amount;
        if (entry.posting.credit == Account::bank) total -= entry.posting.amount;
    }
    return total;
}

bool closes(project::State const& project) {
    auto const& state = project.funding;
    auto const price = project.contract.standing_price();
    if (!state.adopted_on || !price) return false;
    games::FundingBalance balance{total_of(state.shares), {}, {}, *price, state.compensation_total()};
    for (auto const& line : state.lines)
        (line.kind == LineKind::subsidy ? balance.subsidies : balance.other_contributions) += line.amount;
    return balance.closes();
}

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(
        Overloaded{
            [&](LineAdded const& e) {
                state.lines.push_back({e.line, e.kind, e.payer, e.amount, e.basis, e.milestone, {}, {}, {}});
            },
            [&](LineRemoved const& e) {
                auto& lines = state.lines;
                lines.erase(std::remove_if(lines.begin(), lines.end(), [&](auto const& l) { return l.id == e.line; }),
                            lines.end());
            },
            [&](SharesAdopted const& e) {
                state.adopted_on = occurred_on;
                state.rule = e.rule;
                state.cost = e.cost;
                state.shares = e.shares;
                state.compensation = e.compensation;
                state.inputs = e.inputs;
                state.transfers = e.transfers;
            },
            [&](SubsidyFiled const& e) {
                if (auto* const line = find_item(state.lines, e.line)) {
                    line->filed_on = occurred_on;
                    line->filing = e.number;
                }
            },
            [&](AccountNamed const& e) {
                state.bank = e.bank;
                state.account_kind = e.kind;
                state.keeper = e.keeper;
            },
            [&](PaymentRecorded const& e) {
                state.paid[e.household] += e.amount;
                state.ledger.push_back({occurred_on,
                                        "payment",
                                        e.household,
                                        {},
                                        e.voucher,
                                        {Account::bank, Account::households, e.amount}});
            },
            [&](ReceiptRecorded const& e) {
                auto from = Account::sponsors;
                std::string payer;
                if (auto* const line = find_item(state.lines, e.line)) {
                    line->received += e.amount;
                    payer = line->payer;
                    if (line->kind == LineKind::subsidy) from = Account::subsidies;
                }
                state.ledger.push_back({occurred_on, "receipt", {}, payer, e.voucher, {Account::bank, from, e.amount}});
            },
            [&](ReleasedToBuilder const& e) {
                state.ledger.push_back(
                    {occurred_on, "release", {}, e.milestone, e.voucher, {Account::builder, Account::bank, e.amount}});
            },
            [&](HouseholdRefunded const& e) {
                state.paid[e.household] -= e.amount;
                state.ledger.push_back({occurred_on,
                                        "refund",
                                        e.household,
                                        e.reason,
                                        e.voucher,
                                        {Account::refunds, Account::bank, e.amount}});
            },
        },
        event);
    return state;
}

}  // namespace jiati::project::funding
