#include "app/read/vote_parts.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

bool sees_words(vote::State const& vote, Rights const& rights, HouseholdId const& household) {
    return rights.own.contains(household) || (rights.stances && (!vote.hidden_until_close || vote.closed_on));
}

std::vector<VaultText const*> texts_of(vote::Ballot const& ballot) {
    return {&ballot.condition, &ballot.proxy_name, &ballot.proxy_document, &ballot.signature, &ballot.signed_at_place};
}

template <class Wanted>
std::vector<std::string> refs(vote::State const& vote, Wanted const& wanted) {
    std::vector<std::string> list;
    for (auto const& [household, ballot] : vote.ballots) {
        for (auto const* const text : texts_of(ballot))
            if (!text->empty() && wanted(household, false)) list.push_back(text->ref);
        // What is said against an entry has to be settled before the close, hidden or not.
        for (auto const* const text : {&ballot.contest_reason, &ballot.settled_reason})
            if (!text->empty() && wanted(household, true)) list.push_back(text->ref);
    }
    return list;
}

json::object attachment(vote::Attachment const& file) {
    return {{"file", of(file.file)}, {"commitment", text_or_null(file.commitment)}};
}
json::value attachment_or_null(vote::Attachment const& file) {
    return file.empty() ? json::value(nullptr) : json::value(attachment(file));
}

json::value entry_of(Sources const& from, vote::Ballot const& ballot) {
    auto const version = static_cast<std::size_t>(ballot.entry);
    bool const known = from.vote_seqs != nullptr && version >= 1 && version <= from.vote_seqs->size();
    return known ? json::value((*from.vote_seqs)[version - 1]) : json::value(nullptr);
}

json::value proxy(Sources const& from, vote::Ballot const& ballot) {
    if (!ballot.proxy) return nullptr;
    return json::object{{"kind", word(code_of(*ballot.proxy))},
                        {"name", text_or_null(from.text(ballot.proxy_name))},
                        {"document", text_or_null(from.text(ballot.proxy_document))},
                        {"file", attachment_or_null(ballot.proxy_file)}};
}

json::value signature(Sources const& from, vote::Ballot const& ballot) {
    if (ballot.signature.empty() && ballot.signature_file.empty() && ballot.signed_at_place.empty() &&
        !ballot.signed_at && ballot.handler.empty())
        return nullptr;
    return json::object{{"drawing", text_or_null(from.text(ballot.signature))},
                        {"commitment", text_or_null(ballot.signature.commitment)},
                        {"file", attachment_or_null(ballot.signature_file)},
                        {"place", text_or_null(from.text(ballot.signed_at_place))},
                        {"at", ballot.signed_at ? of(ballot.signed_at->to_string()) : json::value(nullptr)},
                        {"handler", text_or_null(ballot.handler)}};
}

json::value service(vote::Ballot const& ballot) {
    if (!ballot.service) return nullptr;
    return json::object{{"on", of(ballot.service->on)},
                        {"delivered", ballot.service->delivered},
                        {"how", text_or_null(ballot.service->how)},
                        {"photo", attachment_or_null(ballot.service->photo)}};
}

}  // namespace

std::vector<std::string> refs_for(vote::State const& vote, Rights const& rights) {
    return refs(vote, [&](HouseholdId const& household, bool contested) {
        return sees_words(vote, rights, household) || (contested && rights.stances);
    });
}

std::vector<std::string> own_refs(vote::State const& vote, Rights const& rights) {
    return refs(vote, [&](HouseholdId const& household, bool) { return rights.own.contains(household); });
}

std::string_view code_of(games::Ballot ballot) {
    switch (ballot) {
        case games::Ballot::agree:
            return "agree";
        case games::Ballot::oppose:
            return "oppose";
        case games::Ballot::abstain:
            return "abstain";
        case games::Ballot::not_returned:
            return "not_returned";
        case games::Ballot::not_delivered:
            return "not_delivered";
    }
    return "not_returned";
}

std::string_view code_of(vote::Channel channel) {
    switch (channel) {
        case vote::Channel::web:
            return "web";
        case vote::Channel::paper:
            return "paper";
        case vote::Channel::meeting:
            return "meeting";
    }
    return "web";
}

std::string_view code_of(policy::ProxyKind kind) {
    switch (kind) {
        case policy::ProxyKind::proxy:
            return "proxy";
        case policy::ProxyKind::spouse:
            return "spouse";
        case policy::ProxyKind::heir:
            return "heir";
        case policy::ProxyKind::employer:
            return "employer";
    }
    return "proxy";
}

json::object terms(policy::BallotTerms const& terms) {
    constexpr std::string_view changes[] = {"until_close", "until_adopted", "never"};
    constexpr std::string_view entries[] = {"counts", "with_signature", "awaits_owner"};
    json::array proxies;
    for (auto const kind : terms.proxies) proxies.push_back(word(code_of(kind)));
    return {{"change", word(changes[static_cast<std::size_t>(terms.change)])},
            {"staff_entry", word(entries[static_cast<std::size_t>(terms.staff_entry)])},
            {"proxies", std::move(proxies)}};
}

json::object counts(vote::State const& vote) {
    json::object sums{{"agree", 0}, {"oppose", 0}, {"abstain", 0}, {"not_returned", 0}, {"not_delivered", 0}};
    for (auto const& voter : vote.voters) ++sums[code_of(vote::legal_ballot(vote, voter.household))].as_int64();
    return sums;
}

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

}  // namespace

json::object both(games::DoubleRatio const& counted) {
    return {{"heads", ratio(counted.heads)}, {"area", ratio(counted.area)}};
}

json::object recount_question(vote::State const& vote) {
    json::array households, private_parts;
    for (auto const& household : vote::counted_roll(vote)) {
        households.push_back(json::object{{"id", of(household.id)},
                                          {"area_m2", of(household.area)},
                                          {"owner", of(household.owner)},
                                          {"ballot", word(code_of(household.ballot))}});
        if (household.must_agree) private_parts.push_back(of(household.id));
    }
    json::object question{{"rule", of(vote.rule)}, {"households", std::move(households)}};
    if (!private_parts.empty()) question["private_parts"] = std::move(private_parts);
    return question;
}

std::string_view standing_of(vote::Ballot const& ballot) {
    if (ballot.state == vote::BallotState::not_delivered) return "not_delivered";
    if (ballot.state == vote::BallotState::not_returned) return "none";
    if (ballot.contested) return "contested";
    return ballot.waits_for_owner ? "waits_for_owner" : "in";
}

json::object own_ballot(Sources const& from, vote::State const& vote, vote::Voter const& voter) {
    auto const& ballot = vote.ballots.at(voter.household);
    bool const returned = ballot.state == vote::BallotState::returned;
    return {{"household", of(voter.household)},
            {"room", of(voter.room)},
            {"choice", returned ? of(ballot.choice) : word("not_returned")},
            {"on", returned ? of(ballot.on) : json::value(nullptr)},
            {"entry", returned ? entry_of(from, ballot) : json::value(nullptr)},
            {"standing", word(standing_of(ballot))},
            {"counted_as", vote.kind == vote::Kind::consent ? word(code_of(vote::legal_ballot(vote, voter.household)))
                                                            : json::value(nullptr)},
            {"channel", returned ? word(code_of(ballot.channel)) : json::value(nullptr)},
            {"entered_by", text_or_null(ballot.entered_by)},
            {"by_owner", ballot.by_owner},
            {"condition", text_or_null(from.text(ballot.condition))},
            {"condition_met_on", of(ballot.condition_met_on)},
            {"contest_reason", text_or_null(from.text(ballot.contest_reason))},
            {"settled_reason", text_or_null(from.text(ballot.settled_reason))},
            {"proxy", proxy(from, ballot)},
            {"signature", signature(from, ballot)},
            {"service", service(ballot)},
            {"changes", ballot.changes}};
}

json::array collecting_list(Sources const& from, vote::State const& vote) {
    json::array list;
    if (!from.rights.returned) return list;
    for (auto const& voter : vote.voters) {
        auto const& ballot = vote.ballots.at(voter.household);
        bool const words = sees_words(vote, from.rights, voter.household) && from.rights.stances;
        list.push_back(
            json::object{{"household", of(voter.household)},
                         {"room", of(voter.room)},
                         {"standing", word(standing_of(ballot))},
                         {"entered_by", text_or_null(ballot.entered_by)},
                         {"service", service(ballot)},
                         {"contest_reason", text_or_null(ballot.contested ? from.text(ballot.contest_reason) : "")},
                         {"condition", text_or_null(words && ballot.counts() ? from.text(ballot.condition) : "")},
                         {"condition_met_on", words ? of(ballot.condition_met_on) : json::value(nullptr)}});
    }
    return list;
}

}  // namespace jiati::app::read
