// The vote as this viewer may see it: four ratios with their legal need, the verdict in one word, their own ballot.
#include "app/read/sections.h"

#include "games/consent.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

json::value quantity(std::int64_t heads) { return json::string(std::to_string(heads)); }
json::value quantity(SquareMetres area) { return of(area); }

template <class Quantity>
json::object ratio(games::Ratio<Quantity> const& counted) {
    return {{"have", quantity(counted.have)},
            {"of", quantity(counted.of)},
            {"need", json::string(counted.need.to_string())},
            {"need_count", quantity(counted.least)},
            {"holds", counted.holds}};
}

json::object both(games::DoubleRatio const& counted) {
    return {{"heads", ratio(counted.heads)}, {"area", ratio(counted.area)}};
}

std::string_view verdict(games::ConsentOutcome const& outcome, bool closed) {
    if (closed) return outcome.passes ? "passed" : "failed";
    if (outcome.secure) return "secure";
    return outcome.blocked ? "blocked" : "possible";
}

json::object counts(vote::State const& vote) {
    std::int64_t agree = 0, oppose = 0, abstain = 0, not_returned = 0, not_delivered = 0;
    for (auto const& voter : vote.voters) {
        auto const found = vote.ballots.find(voter.household);
        if (found == vote.ballots.end() || found->second.state == vote::BallotState::not_returned)
            ++not_returned;
        else if (found->second.state == vote::BallotState::not_delivered)
            ++not_delivered;
        else if (found->second.choice == "agree")
            ++agree;
        else if (found->second.choice == "oppose")
            ++oppose;
        else
            ++abstain;
    }
    return {{"agree", agree},
            {"oppose", oppose},
            {"abstain", abstain},
            {"not_returned", not_returned},
            {"not_delivered", not_delivered}};
}

json::value my_ballot(Sources const& from, vote::State const& vote) {
    for (auto const& household : from.rights.own) {
        if (vote.find(household) == nullptr) continue;
        auto const found = vote.ballots.find(household);
        if (found == vote.ballots.end() || found->second.state != vote::BallotState::returned)
            return json::object{
                {"household", of(household)}, {"choice", word("not_returned")}, {"on", nullptr}, {"entry", nullptr}};
        auto const version = static_cast<std::size_t>(found->second.entry);
        bool const known = from.vote_seqs != nullptr && version >= 1 && version <= from.vote_seqs->size();
        return json::object{{"household", of(household)},
                            {"choice", of(found->second.choice)},
                            {"on", of(found->second.on)},
                            {"entry", known ? json::value((*from.vote_seqs)[version - 1]) : json::value(nullptr)}};
    }
    return nullptr;
}

json::array ballots_after_close(Sources const& from, vote::State const& vote) {
    json::array list;
    if (!vote.closed_on || !from.rights.ballots) return list;
    for (auto const& voter : vote.voters) {
        auto const found = vote.ballots.find(voter.household);
        bool const returned = found != vote.ballots.end() && found->second.state == vote::BallotState::returned;
        list.push_back(json::object{{"household", of(voter.household)},
                                    {"room", of(voter.room)},
                                    {"area_m2", of(voter.area)},
                                    {"owner", of(voter.owner)},
                                    {"ballot", returned ? of(found->second.choice) : word("not_returned")}});
    }
    return list;
}

}  // namespace

json::value consent(Sources const& from) {
    if (from.vote == nullptr || !from.vote->opened_on) return nullptr;
    auto const& vote = *from.vote;
    bool const closed = vote.closed_on.has_value();
    bool const tally_seen = closed || (from.rights.tally && !vote.hidden_until_close);
    auto const outcome = vote::count(vote);
    json::object section{{"vote", of(vote.id)},
                         {"version", vote.version},
                         {"question", of(vote.question)},
                         {"plan_version", vote.plan_version},
                         {"state", word(closed ? "closed" : "open")},
                         {"opened_on", of(vote.opened_on)},
                         {"closes_on", of(vote.closes_on)},
                         {"closed_on", of(vote.closed_on)},
                         {"rule", json::object{{"id", of(vote.policy)}, {"article", of(vote.article)}}},
                         {"verdict", nullptr},
                         {"participation", nullptr},
                         {"agreement", nullptr},
                         {"counts", nullptr},
                         {"my_ballot", my_ballot(from, vote)},
                         {"ballots", ballots_after_close(from, vote)}};
    if (tally_seen && outcome) {
        section["verdict"] = word(verdict(*outcome, closed));
        section["participation"] = both(outcome->participation);
        section["agreement"] = both(outcome->agreement);
        // The four ratios of a closed vote are public; how the rest voted is the unit's own.
        if (from.rights.tally) section["counts"] = counts(vote);
    }
    return section;
}

}  // namespace jiati::app::read
