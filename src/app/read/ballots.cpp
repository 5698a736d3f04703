// The vote as this viewer may see it: four ratios with their legal need, the verdict in one word, their own ballot.
#include "app/read/sections.h"
#include "app/read/vote_parts.h"
#include "games/consent.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

std::string_view verdict(vote::State const& vote, games::ConsentOutcome const& outcome) {
    if (vote.closed_on) return vote.passes ? "passed" : "failed";
    if (outcome.secure) return "secure";
    return outcome.blocked ? "blocked" : "possible";
}

json::array my_ballots(Sources const& from, vote::State const& vote) {
    json::array list;
    for (auto const& voter : vote.voters)
        if (from.rights.own.contains(voter.household)) list.push_back(own_ballot(from, vote, voter));
    return list;
}

// For the unit's owners, reviewers and a court, and only once nobody can be leaned on any more.
json::array ballots_after_close(Sources const& from, vote::State const& vote) {
    json::array list;
    if (!vote.closed_on || !from.rights.ballots) return list;
    for (auto const& voter : vote.voters) {
        auto const& ballot = vote.ballots.at(voter.household);
        bool const consents = vote.kind == vote::Kind::consent;
        list.push_back(json::object{{"household", of(voter.household)},
                                    {"room", of(voter.room)},
                                    {"area_m2", of(voter.area)},
                                    {"owner", of(voter.owner)},
                                    {"ballot", consents ? word(code_of(vote::legal_ballot(vote, voter.household)))
                                               : ballot.counts() ? of(ballot.choice)
                                                                 : word("not_returned")},
                                    {"standing", word(standing_of(ballot))},
                                    {"conditional", ballot.counts() && ballot.is_conditional()},
                                    {"channel", ballot.counts() ? word(code_of(ballot.channel)) : json::value(nullptr)},
                                    {"proxy", ballot.proxy ? word(code_of(*ballot.proxy)) : json::value(nullptr)}});
    }
    return list;
}

// The fewest owners still to be won. Their rooms are for the neighbourhood's staff alone.
json::value least(Sources const& from, vote::State const& vote, games::ConsentOutcome const& outcome) {
    if (vote.closed_on || outcome.least_to_win.empty() || !(from.rights.returned || from.rights.estimates))
        return nullptr;
    std::set<OwnerId> owners;
    json::array rooms;
    for (auto const& household : outcome.least_to_win) {
        auto const* const voter = vote.find(HouseholdId{household});
        if (voter == nullptr) continue;
        owners.insert(voter->owner);
        rooms.push_back(of(voter->room));
    }
    return json::object{{"heads", static_cast<std::int64_t>(owners.size())},
                        {"rooms", from.rights.returned ? json::value(std::move(rooms)) : json::value(nullptr)}};
}

json::value stage(Sources const& from, vote::State const& vote) {
    if (vote.stage.empty()) return nullptr;
    json::object named{{"id", of(vote.stage)}, {"name_zh", of(vote.stage)}, {"name_en", of(vote.stage)}};
    if (from.policy.vote_stages)
        for (auto const& one : *from.policy.vote_stages)
            if (one.id == vote.stage) {
                named["name_zh"] = of(one.name.zh);
                named["name_en"] = of(one.name.en);
            }
    return named;
}

}  // namespace

json::value consent(Sources const& from) {
    if (from.vote == nullptr || !from.vote->opened_on) return nullptr;
    auto const& vote = *from.vote;
    bool const closed = vote.closed_on.has_value();
    bool const consents = vote.kind == vote::Kind::consent;
    bool const tally_seen = closed || (from.rights.tally && !vote.hidden_until_close);
    auto mine = my_ballots(from, vote);
    json::array votes;
    for (auto const& id : from.project.consent.votes) votes.push_back(of(id));
    json::object section{
        {"vote", of(vote.id)},
        {"version", vote.version},
        {"kind", word(consents ? "consent" : "choice")},
        {"question", of(vote.question)},
        {"plan_version", vote.plan_version},
        {"state", word(closed ? "closed" : "open")},
        {"opened_on", of(vote.opened_on)},
        {"closes_on", of(vote.closes_on)},
        {"closed_on", of(vote.closed_on)},
        {"hidden_until_close", vote.hidden_until_close},
        {"stage", stage(from, vote)},
        {"decides", vote.decides},
        {"terms", terms(vote.terms)},
        {"rule", json::object{{"id", of(vote.policy)}, {"article", of(vote.article)}, {"rule", of(vote.rule)}}},
        {"private_parts",
         json::object{{"flats", static_cast<std::int64_t>(vote.private_part_owners.size())},
                      {"agree", closed ? json::value(vote.private_parts_agree) : json::value(nullptr)}}},
        {"verdict", nullptr},
        {"participation", nullptr},
        {"agreement", nullptr},
        {"counts", nullptr},
        {"least", nullptr},
        {"tallies", nullptr},
        {"chosen", closed && !vote.chosen.empty() ? of(vote.chosen) : json::value(nullptr)},
        {"my_ballot", mine.empty() ? json::value(nullptr) : mine.front()},
        {"my_ballots", std::move(mine)},
        {"roll", closed ? json::array() : collecting_list(from, vote)},
        {"ballots", ballots_after_close(from, vote)},
        {"input", nullptr},
        {"votes", std::move(votes)}};
    if (consents && tally_seen) {
        if (auto const outcome = vote::count(vote)) {
            section["verdict"] = word(verdict(vote, *outcome));
            section["participation"] = both(outcome->participation);
            section["agreement"] = both(outcome->agreement);
            section["least"] = least(from, vote, *outcome);
            // The four ratios of a closed vote are public; how the rest voted is the unit's own.
            if (from.rights.tally) section["counts"] = counts(vote);
        }
    }
    if (consents && closed && from.rights.ballots) section["input"] = recount_question(vote);
    if (!consents && closed) {
        json::array tallies;
        for (auto const& one : vote.tallies)
            tallies.push_back(json::object{{"option", of(one.option)}, {"ballots", one.ballots}});
        section["tallies"] = std::move(tallies);
        section["verdict"] = word(vote.passes ? "passed" : "failed");
    }
    return section;
}

}  // namespace jiati::app::read
