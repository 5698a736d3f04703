// Mediation: the talks with single households, as far as the viewer takes part in them.
#include "app/read/sections.h"

namespace jiati::app::read {
namespace {

namespace talks = project::mediation;

std::string_view code_of_level(talks::Level level) {
    switch (level) {
        case talks::Level::community:
            return "community";
        case talks::Level::street:
            return "street";
        case talks::Level::peoples_mediation:
            return "peoples_mediation";
        case talks::Level::hearing:
            return "hearing";
    }
    return "community";
}

std::string_view code_of_kind(talks::OfferKind kind) {
    switch (kind) {
        case talks::OfferKind::compensation:
            return "compensation";
        case talks::OfferKind::free_rides:
            return "free_rides";
        case talks::OfferKind::waived_upkeep:
            return "waived_upkeep";
        case talks::OfferKind::frosted_panes:
            return "frosted_panes";
        case talks::OfferKind::canopy:
            return "canopy";
        case talks::OfferKind::plan_change:
            return "plan_change";
        case talks::OfferKind::other:
            return "other";
    }
    return "other";
}

json::object round_of(Sources const& from, talks::Round const& round) {
    return {{"on", of(round.on)},
            {"level", word(code_of_level(round.level))},
            {"parties", of(round.parties)},
            {"note", text_or_null(from.text(round.note))}};
}

json::object offer_of(Sources const& from, talks::Offer const& offer) {
    return {{"id", of(offer.id)},
            {"on", of(offer.on)},
            {"kind", word(code_of_kind(offer.kind))},
            {"amount", offer.amount ? of(*offer.amount) : json::value(nullptr)},
            {"text", text_or_null(from.text(offer.text))},
            {"state", word(talks::code_of(offer.state))},
            {"answered_on", of(offer.answered_on)},
            {"answer", text_or_null(from.text(offer.answer))},
            {"kept_on", of(offer.kept_on)},
            {"how", text_or_null(from.text(offer.how))}};
}

}  // namespace

json::array mediations(Sources const& from) {
    json::array list;
    for (auto const& talk : from.project.mediation.mediations) {
        if (!from.rights.mediation && !from.rights.own.contains(talk.household)) continue;
        json::array rounds, offers;
        for (auto const& round : talk.rounds) rounds.push_back(round_of(from, round));
        for (auto const& offer : talk.offers) offers.push_back(offer_of(from, offer));
        list.push_back(json::object{
            {"id", of(talk.id)},
            {"on", of(talk.on)},
            {"household", of(talk.household)},
            {"room", of(from.room(talk.household))},
            {"topic", word(code_of(talk.topic))},
            {"level", word(code_of_level(talk.level))},
            {"text", text_or_null(from.text(talk.text))},
            {"rounds", std::move(rounds)},
            {"offers", std::move(offers)},
            {"closed_on", of(talk.closed_on)},
            {"outcome", talk.closed_on ? word(talk.outcome == talks::Outcome::settled ? "settled" : "unsettled")
                                       : json::value(nullptr)},
            {"closing", text_or_null(from.text(talk.closing))}});
    }
    return list;
}

}  // namespace jiati::app::read
