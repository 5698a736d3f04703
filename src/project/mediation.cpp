#include "project/mediation.h"

#include "base/overloaded.h"
#include "project/rules.h"

#include <algorithm>

namespace jiati::project::mediation {
namespace {

Decision on(project::State const& project, Open const& command, Context const& context) {
    if (auto refusal = unknown_household(project, command.household, "/household")) return Failure{*refusal};
    for (auto const& known : project.mediation.mediations)
        if (known.household == command.household && known.topic == command.topic && !known.closed_on)
            return Failure{refuse(already_open, "/topic")};
    auto ids = context.ids;
    return happened(
        Event(Opened{ids.next_as<ItemId>(), command.household, command.topic, command.level, command.text}));
}

// Why nothing more can happen in it on that day; nothing where it can.
std::optional<Refusal> ended(Mediation const* mediation, std::string pointer, Context const& context) {
    if (mediation == nullptr) return refuse(item_unknown, std::move(pointer));
    if (mediation->closed_on) return refuse(is_closed, std::move(pointer));
    return too_early(context, mediation->on);
}

Decision on(project::State const& project, HoldRound const& command, Context const& context) {
    auto const* const mediation = find_item(project.mediation.mediations, command.mediation);
    if (auto refusal = first_of({ended(mediation, "/mediation", context), blank(command.parties, "/parties"),
                                 blank(command.note, "/note")}))
        return Failure{*refusal};
    return happened(
        Event(RoundHeld{mediation->id, mediation->household, static_cast<std::int64_t>(mediation->rounds.size()) + 1,
                        command.level, command.parties, command.note}));
}

Decision on(project::State const& project, MakeOffer const& command, Context const& context) {
    auto const* const mediation = find_item(project.mediation.mediations, command.mediation);
    if (auto refusal = first_of({ended(mediation, "/mediation", context), blank(command.text, "/text")}))
        return Failure{*refusal};
    if (command.kind == OfferKind::compensation && !command.amount) return Failure{refuse(amount_missing, "/amount")};
    if (command.amount && !is_amount(*command.amount))
        return Failure{refuse(amount_wrong, "/amount", {{"amount", command.amount->to_string()}})};
    auto ids = context.ids;
    return happened(Event(OfferMade{ids.next_as<ItemId>(), mediation->id, mediation->household, command.kind,
                                    command.amount, command.text}));
}

// An offer goes from made to accepted or declined, and from accepted to kept, each step once. Once accepted it is kept
// after the mediation was closed too.
std::optional<Refusal> not_in(State::Found const& found, OfferState needed, Context const& context) {
    if (found.offer == nullptr) return refuse(item_unknown, "/offer");
    if (found.offer->state != needed)
        return refuse(offer_not_in_state, "/offer", {{"state", std::string(code_of(found.offer->state))}});
    return too_early(context, found.offer->answered_on ? found.offer->answered_on : found.offer->on);
}

Decision on(project::State const& project, AnswerOffer const& command, Context const& context) {
    auto const found = project.mediation.offer(command.offer);
    if (auto refusal = not_in(found, OfferState::made, context)) return Failure{*refusal};
    return happened(Event(OfferAnswered{command.offer, found.mediation->household, command.answer, command.text}));
}

Decision on(project::State const& project, KeepOffer const& command, Context const& context) {
    auto const found = project.mediation.offer(command.offer);
    if (auto refusal = first_of({not_in(found, OfferState::accepted, context), blank(command.how, "/how")}))
        return Failure{*refusal};
    return happened(Event(OfferKept{command.offer, found.mediation->household, command.how}));
}

Decision on(project::State const& project, Close const& command, Context const& context) {
    auto const* const mediation = find_item(project.mediation.mediations, command.mediation);
    if (auto refusal = ended(mediation, "/mediation", context)) return Failure{*refusal};
    auto const waiting = std::count_if(mediation->offers.begin(), mediation->offers.end(),
                                       [](Offer const& offer) { return offer.state == OfferState::made; });
    if (waiting > 0) return Failure{refuse(offers_open, "/mediation", {{"count", std::to_string(waiting)}})};
    return happened(Event(Closed{mediation->id, mediation->household, command.outcome, command.text}));
}

Offer* find_offer(State& state, ItemId const& id) {
    for (auto& mediation : state.mediations)
        if (auto* const offer = find_item(mediation.offers, id)) return offer;
    return nullptr;
}

}  // namespace

std::string_view code_of(OfferState state) {
    switch (state) {
        case OfferState::made:
            return "made";
        case OfferState::accepted:
            return "accepted";
        case OfferState::declined:
            return "declined";
        case OfferState::kept:
            return "kept";
    }
    return {};
}

State::Found State::offer(ItemId const& id) const {
    for (auto const& mediation : mediations)
        if (auto const* const found = find_item(mediation.offers, id)) return {&mediation, found};
    return {};
}

std::optional<HouseholdId> household_of(project::State const& project, Command const& command) {
    auto const of_mediation = [&](ItemId const& id) -> std::optional<HouseholdId> {
        auto const* const mediation = find_item(project.mediation.mediations, id);
        return mediation == nullptr ? std::nullopt : std::optional(mediation->household);
    };
    auto const of_offer = [&](ItemId const& id) -> std::optional<HouseholdId> {
        auto const found = project.mediation.offer(id);
        return found.mediation == nullptr ? std::nullopt : std::optional(found.mediation->household);
    };
    return std::visit(Overloaded{[](Open const& c) { return std::optional(c.household); },
                                 [&](HoldRound const& c) { return of_mediation(c.mediation); },
                                 [&](MakeOffer const& c) { return of_mediation(c.mediation); },
                                 [&](AnswerOffer const& c) { return of_offer(c.offer); },
                                 [&](KeepOffer const& c) { return of_offer(c.offer); },
                                 [&](Close const& c) { return of_mediation(c.mediation); }},
                      command);
}

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{
                   [&](Opened const& e) {
                       state.mediations.push_back(
                           {e.mediation, occurred_on, e.household, e.topic, e.level, e.text, {}, {}, {}, {}, {}});
                   },
                   [&](RoundHeld const& e) {
                       if (auto* const mediation = find_item(state.mediations, e.mediation)) {
                           mediation->rounds.push_back({occurred_on, e.level, e.parties, e.note});
                           mediation->level = std::max(mediation->level, e.level);
                       }
                   },
                   [&](OfferMade const& e) {
                       if (auto* const mediation = find_item(state.mediations, e.mediation))
                           mediation->offers.push_back(
                               {e.offer, occurred_on, e.kind, e.amount, e.text, OfferState::made, {}, {}, {}, {}});
                   },
                   [&](OfferAnswered const& e) {
                       if (auto* const offer = find_offer(state, e.offer)) {
                           offer->state = e.answer == Answer::accepted ? OfferState::accepted : OfferState::declined;
                           offer->answered_on = occurred_on;
                           offer->answer = e.text;
                       }
                   },
                   [&](OfferKept const& e) {
                       if (auto* const offer = find_offer(state, e.offer)) {
                           offer->state = OfferState::kept;
                           offer->kept_on = occurred_on;
                           offer->how = e.how;
                       }
                   },
                   [&](Closed const& e) {
                       if (auto* const mediation = find_item(state.mediations, e.mediation)) {
                           mediation->closed_on = occurred_on;
                           mediation->outcome = e.outcome;
                           mediation->closing = e.text;
                       }
                   },
               },
               event);
    return state;
}

}  // namespace jiati::project::mediation
