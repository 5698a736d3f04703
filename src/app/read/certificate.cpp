#include "app/read/certificate.h"

#include "app/read/vote_parts.h"
#include "base/check.h"
#include "codec/leaf.h"

#include <algorithm>
#include <set>

namespace jiati::app::read {
namespace {

// The rule as its policy words it: of the pack the vote went by, or of a wider one it took the rule from.
json::object rule(vote::State const& vote, std::vector<policy::Policy> const& packs) {
    constexpr std::string_view scopes[] = {"unit", "building", "estate"};
    json::object named{{"policy", of(vote.policy)},
                       {"policy_hash", of(vote.policy_hash)},
                       {"id", of(vote.rule)},
                       {"article", of(vote.article)},
                       {"participation_heads", of(vote.majority.participation_heads.to_string())},
                       {"participation_area", of(vote.majority.participation_area.to_string())},
                       {"agreement_heads", of(vote.majority.agreement_heads.to_string())},
                       {"agreement_area", of(vote.majority.agreement_area.to_string())},
                       {"more_than", vote.majority.strict_agreement},
                       {"of_all_owners", vote.majority.base == AgreementBase::all_owners},
                       {"policy_name_zh", nullptr},
                       {"policy_name_en", nullptr},
                       {"scope", nullptr},
                       {"source", nullptr},
                       {"source_where", nullptr},
                       {"note", nullptr}};
    for (auto const& pack : packs) {
        if (pack.id == vote.policy) {
            named["policy_name_zh"] = of(pack.name.zh);
            named["policy_name_en"] = of(pack.name.en);
        }
        auto const stage = std::ranges::find(pack.consent, vote.rule, &policy::ConsentStage::id);
        if (stage == pack.consent.end()) continue;
        named["scope"] = word(scopes[static_cast<std::size_t>(stage->scope)]);
        named["note"] = text_or_null(stage->basis.note);
        auto const source = std::ranges::find(pack.sources, stage->basis.source, &policy::Source::id);
        if (source == pack.sources.end()) continue;
        named["source"] = of(source->title);
        named["source_where"] = text_or_null(source->where);
    }
    return named;
}

json::object commitment(StoredEvent const& row) {
    return {{"entry", row.seq}, {"leaf", json::string(codec::leaf_hash_hex(row.leaf))}};
}

json::array ratios(games::ConsentOutcome const& outcome) {
    json::array list;
    for (auto const& [name, group] :
         {std::pair{"participation", &outcome.participation}, std::pair{"agreement", &outcome.agreement}}) {
        auto const counted = both(*group);
        for (auto const* const measure : {"heads", "area"}) {
            auto one = counted.at(measure).as_object();
            one["name"] = std::string(name) + "_" + measure;
            list.push_back(std::move(one));
        }
    }
    return list;
}

// In the order of their entries, so that the order tells no room.
json::array ballots(Sources const& from, vote::State const& vote, std::vector<StoredEvent> const& rows) {
    std::vector<std::pair<std::int64_t, vote::Voter const*>> in;
    for (auto const& voter : vote.voters)
        if (auto const& ballot = vote.ballots.at(voter.household); ballot.counts())
            in.emplace_back(ballot.entry, &voter);
    std::ranges::sort(in, {}, [](auto const& one) { return one.first; });
    json::array list;
    for (auto const& [version, voter] : in) {
        if (version < 1 || static_cast<std::size_t>(version) > rows.size()) continue;
        auto line = commitment(rows[static_cast<std::size_t>(version) - 1]);
        if (from.rights.ballots) {
            auto const& ballot = vote.ballots.at(voter->household);
            line["room"] = of(voter->room);
            line["area_m2"] = of(voter->area);
            line["ballot"] = word(code_of(vote::legal_ballot(vote, voter->household)));
            line["on"] = of(ballot.on);
            line["channel"] = word(code_of(ballot.channel));
            line["conditional"] = ballot.is_conditional();
            line["proxy"] = ballot.proxy ? word(code_of(*ballot.proxy)) : json::value(nullptr);
        }
        list.push_back(std::move(line));
    }
    return list;
}

json::object roll(vote::State const& vote) {
    std::set<OwnerId> owners;
    SquareMetres area;
    for (auto const& voter : vote.voters) {
        owners.insert(voter.owner);
        area += voter.area;
    }
    return {{"households", static_cast<std::int64_t>(vote.voters.size())},
            {"heads", static_cast<std::int64_t>(owners.size())},
            {"area_m2", of(area)}};
}

json::object place(Sources const& from) {
    json::array names;
    for (auto const& area : from.place.areas) names.push_back(of(area.name));
    auto const building =
        std::ranges::find(from.place.buildings, from.project.lifecycle.building, &place::BuildingState::id);
    auto const* const unit = from.unit();
    return {{"names", std::move(names)},
            {"community", of(from.place.name)},
            {"building", building == from.place.buildings.end() ? json::value("") : of(building->name)},
            {"unit", unit == nullptr ? json::value("") : of(unit->data.name)}};
}

json::object plan(Sources const& from, vote::State const& vote) {
    json::value published = nullptr;
    for (auto const& version : from.project.planning.versions)
        if (version.version == vote.plan_version) published = of(version.published_on);
    return {{"version", vote.plan_version}, {"published_on", std::move(published)}};
}

}  // namespace

std::string certificate_json(Sources const& from, std::vector<StoredEvent> const& rows,
                             std::vector<policy::Policy> const& packs) {
    CHECK(from.vote != nullptr && from.vote->closed_on && from.vote->kind == vote::Kind::consent);
    auto const& vote = *from.vote;
    auto const outcome = vote::count(vote);
    CHECK(outcome);  // it was counted at the close
    auto const closed =
        std::ranges::find_if(rows, [](StoredEvent const& row) { return row.type.starts_with("vote.Closed/"); });
    json::object page{
        {"vote", of(vote.id)},
        {"version", vote.version},
        {"project", of(from.project.lifecycle.project)},
        {"title", of(from.project.lifecycle.title)},
        {"place", place(from)},
        {"question", of(vote.question)},
        {"stage", text_or_null(vote.stage)},
        {"decides", vote.decides},
        {"plan", plan(from, vote)},
        {"rule", rule(vote, packs)},
        {"terms", terms(vote.terms)},
        {"opened_on", of(vote.opened_on)},
        {"closes_on", of(vote.closes_on)},
        {"closed_on", of(vote.closed_on)},
        {"hidden_until_close", vote.hidden_until_close},
        {"passes", vote.passes},
        {"private_parts", json::object{{"flats", static_cast<std::int64_t>(vote.private_part_owners.size())},
                                       {"agree", vote.private_parts_agree}}},
        {"roll", roll(vote)},
        {"ratios", ratios(*outcome)},
        {"counts", from.rights.tally ? json::value(counts(vote)) : json::value(nullptr)},
        {"opened", rows.empty() ? json::value(nullptr) : json::value(commitment(rows.front()))},
        {"closed", closed == rows.end() ? json::value(nullptr) : json::value(commitment(*closed))},
        {"ballots", ballots(from, vote, rows)},
        {"input", from.rights.ballots ? json::value(recount_question(vote)) : json::value(nullptr)}};
    return json::serialize(page);
}

}  // namespace jiati::app::read
