#include "project/contract.h"

#include "base/overloaded.h"
#include "project/rules.h"

#include <algorithm>

namespace jiati::project::contract {
namespace {

constexpr std::int64_t most_years = 50;

std::optional<Refusal> unfit(FirmFact const& firm) {
    if (!firm.known) return refuse(firm_unknown, "/firm");
    if (firm.suspended) return refuse(firm_suspended, "/firm");
    return std::nullopt;
}

// A signed contract is not talked about again, unless the project was sent back since.
std::optional<Refusal> contract_stands(project::State const& project) {
    auto const& signed_on = project.contract.signed_on;
    if (!signed_on || sent_back_since(project, *signed_on)) return std::nullopt;
    return refuse(already_signed);
}

Quote const* last_quote_of(State const& state, FirmId const& firm) {
    auto const found =
        std::find_if(state.quotes.rbegin(), state.quotes.rend(), [&](auto const& quote) { return quote.firm == firm; });
    return found == state.quotes.rend() ? nullptr : &*found;
}

// Prices of several firms are compared; the reason is owed where one firm's price changes.
Decision on(project::State const& project, QuotePrice const& command, Context const&) {
    if (auto refusal = first_of({contract_stands(project), unfit(command.fact)})) return Failure{*refusal};
    if (!is_amount(command.amount)) return Failure{refuse(price_not_positive, "/amount")};
    auto const* const last = last_quote_of(project.contract, command.firm);
    if (last != nullptr && last->amount != command.amount && blank(command.reason, {}))
        return Failure{refuse(reason_missing, "/reason")};
    return happened(Event(PriceQuoted{command.firm, command.fact.name, command.amount, command.reason}));
}

Decision on(project::State const& project, ChooseFirm const& command, Context const&) {
    if (auto refusal = first_of({contract_stands(project), unfit(command.fact), blank(command.how, "/how")}))
        return Failure{*refusal};
    Event chosen{FirmChosen{command.firm, command.fact.name, command.tender, command.how}};
    if (!command.tender) return happened(std::move(chosen));

    auto const& fact = command.tender_fact;
    if (!fact || !fact->awarded) return Failure{refuse(tender_not_awarded, "/tender")};
    if (!fact->serves_project || fact->firm != command.firm || fact->tender != *command.tender)
        return Failure{refuse(tender_elsewhere, "/tender")};
    // The price of the winning bid is the firm's price for this lift.
    auto const* const last = last_quote_of(project.contract, command.firm);
    if (!fact->price || !is_amount(*fact->price) || (last != nullptr && last->amount == *fact->price))
        return happened(std::move(chosen));
    return happened(std::move(chosen), Event(PriceQuoted{command.firm, command.fact.name, *fact->price, command.how}));
}

Decision on(project::State const&, AuthoriseAgent const& command, Context const& context) {
    if (auto refusal =
            first_of({blank(command.agent, "/agent"), blank(command.scope, "/scope"),
                      command.until ? too_early(*command.until, context.occurred_on, "/until") : std::nullopt}))
        return Failure{*refusal};
    return happened(Event(AgentAuthorised{command.agent, command.scope, command.until}));
}

Decision on(project::State const& project, Sign const& command, Context const& context) {
    if (auto refusal = contract_stands(project)) return Failure{*refusal};
    if (!project.contract.firm) return Failure{refuse(no_firm)};
    if (!is_amount(command.price)) return Failure{refuse(price_not_positive, "/price")};
    auto const quoted = project.contract.standing_price();
    if (quoted && *quoted != command.price)
        return Failure{refuse(price_differs, "/price",
                              {{"quoted", quoted->to_string()}, {"contract", command.price.to_string()}})};
    for (std::size_t i = 0; i < command.commitments.size(); ++i) {
        auto const& commitment = command.commitments[i];
        auto const pointer = "/commitments/" + std::to_string(i);
        if (commitment.years < 1 || commitment.years > most_years)
            return Failure{refuse(years_wrong, pointer + "/years", {{"years", std::to_string(commitment.years)}})};
        if (auto refusal = blank(commitment.kind, pointer + "/kind")) return Failure{*refusal};
    }
    if (auto refusal =
            first_of({closed_gate(project, "contract", context), too_early(context, project.contract.chosen_on)}))
        return Failure{*refusal};
    return happened(
        Event(Signed{*project.contract.firm, command.price, command.commitments, command.witnesses, command.terms}));
}

}  // namespace

std::optional<Fen> State::standing_price() const {
    if (price) return price;
    if (quotes.empty()) return std::nullopt;
    auto const* const chosen = firm ? last_quote_of(*this, *firm) : nullptr;
    return chosen != nullptr ? chosen->amount : quotes.back().amount;
}

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{
                   [&](PriceQuoted const& e) {
                       state.quotes.push_back({occurred_on, e.firm, e.amount, e.reason});
                       // After a contract there is a new price only where it is to be signed anew.
                       state.signed_on = std::nullopt;
                       state.price = std::nullopt;
                   },
                   [&](FirmChosen const& e) {
                       state.firm = e.firm;
                       state.firm_name = e.firm_name;
                       state.chosen_how = e.how;
                       state.tender = e.tender;
                       state.chosen_on = occurred_on;
                       state.signed_on = std::nullopt;
                       state.price = std::nullopt;
                   },
                   [&](AgentAuthorised const& e) {
                       state.agent = e.agent;
                       state.agent_scope = e.scope;
                       state.agent_until = e.until;
                   },
                   [&](Signed const& e) {
                       state.signed_on = occurred_on;
                       state.firm = e.firm;
                       state.price = e.price;
                       state.commitments = e.commitments;
                   },
               },
               event);
    return state;
}

}  // namespace jiati::project::contract
