#include "codec/calculators/consent.h"

#include "codec/calculators/input.h"
#include "codec/json.h"
#include "policy/codes.h"
#include "policy/selection.h"

#include <algorithm>
#include <array>
#include <set>

namespace jiati::codec::calculators {
namespace {

using policy::ConsentStage;
using policy::Policy;

// ---- which votes the rule asks for

constexpr std::string_view usual_matter = "lift_retrofit";

std::string known_rules(std::vector<Policy> const& policies) {
    std::set<std::string> ids;
    for (auto const& pack : policies) {
        ids.insert(pack.id);
        for (auto const& stage : pack.consent) ids.insert(stage.id);
    }
    std::string all;
    for (auto const& id : ids) all += (all.empty() ? "" : ", ") + id;
    return all;
}

std::vector<ConsentStage> stages_at(std::vector<Policy> const& policies, std::string const& area, Date date,
                                    std::string_view matter) {
    auto const resolved = policy::resolve_policy(policies, area, date);
    return resolved ? policy::consent_stages(resolved->policy, matter) : std::vector<ConsentStage>{};
}

// A pack that leaves the consent test to a wider area has one only while that does not change under it.
std::vector<ConsentStage> stages_of(std::vector<Policy> const& policies, Policy const& pack, std::string_view matter) {
    if (!pack.consent.empty()) return policy::consent_stages(pack, matter);
    auto stages = stages_at(policies, pack.area, pack.valid_from, matter);
    for (auto const& other : policies)
        if (pack.is_valid_on(other.valid_from) && stages_at(policies, pack.area, other.valid_from, matter) != stages)
            return {};
    return stages;
}

struct Asked {
    std::string rule;
    std::string policy;
    std::optional<Date> date;
    std::optional<std::string> matter;
};

bool find_by_rule(Input& input, std::vector<Policy> const& policies, Asked const& asked,
                  std::vector<ConsentStage>& stages) {
    if (auto const* pack = policy::find_policy_by_id(policies, asked.rule))
        stages = stages_of(policies, *pack, asked.matter.value_or(std::string(usual_matter)));
    for (auto const& pack : policies)
        for (auto const& stage : pack.consent)
            if (stages.empty() && stage.id == asked.rule &&
                (!asked.matter || std::ranges::count(stage.matters, *asked.matter) > 0))
                stages = {stage};
    if (!stages.empty()) return true;
    Step const step(input.reader(), "rule");
    return input.fail(unknown_rule, {{"value", asked.rule}, {"expected", known_rules(policies)}});
}

bool find_by_date(Input& input, std::vector<Policy> const& policies, Asked const& asked,
                  std::vector<ConsentStage>& stages) {
    auto const* pack = policy::find_policy_by_id(policies, asked.policy);
    auto const& area = pack != nullptr ? pack->area : asked.policy;
    if (pack == nullptr || pack->is_valid_on(*asked.date))
        stages = stages_at(policies, area, *asked.date, asked.matter.value_or(std::string(usual_matter)));
    if (!stages.empty()) return true;
    Step const step(input.reader(), "policy");
    return input.fail(
        no_rule_then,
        {{"value", asked.policy}, {"date", asked.date->to_string()}, {"expected", known_rules(policies)}});
}

// ---- the document

constexpr std::array<std::string_view, 5> ballot_names{"agree", "oppose", "abstain", "not_returned", "not_delivered"};
constexpr std::array ballots{games::Ballot::agree, games::Ballot::oppose, games::Ballot::abstain,
                             games::Ballot::not_returned, games::Ballot::not_delivered};

bool read_household(Input& input, json::value const& value, games::ConsentHousehold& out) {
    static constexpr std::array<std::string_view, 4> fields{"id", "area_m2", "owner", "ballot"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr) return false;
    auto const ballot = [&](json::value const& v) {
        std::size_t place = 0;
        if (!read_choice(input.reader(), v, ballot_names, place)) return false;
        out.ballot = ballots[place];
        return true;
    };
    return input.field(*object, "id", "\"301\"", [&](auto const& v) { return input.name(v, out.id); }) &&
           input.field(*object, "area_m2", "\"80.50\"", [&](auto const& v) { return input.positive(v, out.area); }) &&
           input.field(*object, "owner", "\"o1\"", [&](auto const& v) { return input.name(v, out.owner); }) &&
           input.field(*object, "ballot", "agree | oppose | abstain | not_returned | not_delivered", ballot);
}

bool read_asked(Input& input, json::object const& object, Asked& out) {
    bool const by_rule = object.contains("rule");
    if (by_rule == (object.contains("policy") || object.contains("date")))
        return input.fail(one_of, {{"expected", "rule, policy + date"}});
    auto const matter = [&](auto const& v) {
        std::size_t place = 0;
        if (!read_choice(input.reader(), v, policy::codes::matters, place)) return false;
        out.matter = policy::codes::matters[place];
        return true;
    };
    if (!input.optional_field(object, "matter", matter)) return false;
    if (by_rule) return input.field(object, "rule", {}, [&](auto const& v) { return input.name(v, out.rule); });
    auto const policy = [&](json::value const& v) { return input.name(v, out.policy); };
    auto const date = [&](json::value const& v) { return read_scalar(input.reader(), v, out.date.emplace()); };
    return input.field(object, "policy", "\"cn-jiangxi-nanchang\"", policy) &&
           input.field(object, "date", "\"2023-10-12\"", date);
}

bool read_document(Input& input, json::value const& value, Asked& asked,
                   std::vector<games::ConsentHousehold>& households) {
    static constexpr std::array<std::string_view, 6> fields{"rule",   "policy",     "date",
                                                            "matter", "households", "private_parts"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr || !read_asked(input, *object, asked)) return false;
    Names names;
    auto const one = [&](json::value const& item, std::size_t) {
        auto& household = households.emplace_back();
        if (!read_household(input, item, household)) return false;
        Step const step(input.reader(), "id");
        return names.add(household.id) || input.fail(repeated, {{"value", household.id}});
    };
    // Flats whose own part the works take in: each of them must agree.
    auto const private_part = [&](json::value const& item, std::size_t) {
        std::string id;
        if (!input.name(item, id)) return false;
        auto const found = std::ranges::find(households, id, &games::ConsentHousehold::id);
        if (found == households.end()) return input.fail(unknown_name, {{"value", id}});
        found->must_agree = true;
        return true;
    };
    return input.field(*object, "households", "[{\"id\", \"area_m2\", \"owner\", \"ballot\"}]", [&](auto const& v) {
        return input.list(v, "households", one);
    }) && input.optional_field(*object, "private_parts", [&](auto const& v) {
        return input.list(v, "private_parts", private_part);
    });
}

// The reader has seen to what a ConsentError may say but for this.
bool refuse_vote(Input& input, games::ConsentError const& error,
                 std::vector<games::ConsentHousehold> const& households) {
    auto const place = std::ranges::find(households, error.household, &games::ConsentHousehold::id);
    Step const list(input.reader(), "households");
    auto const index = static_cast<std::size_t>(place - households.begin());
    Step const item(input.reader(), index);
    switch (error.kind) {
        case games::ConsentError::Kind::owner_ballots_differ: {
            Step const ballot(input.reader(), "ballot");
            return input.fail(ballots_differ, {{"owner", error.owner}});
        }
        case games::ConsentError::Kind::no_households:
        case games::ConsentError::Kind::household_repeated:
        case games::ConsentError::Kind::owner_missing:
        case games::ConsentError::Kind::area_not_positive:
        case games::ConsentError::Kind::area_too_large:
        case games::ConsentError::Kind::threshold_out_of_range:  // check_policies saw to it
            break;
    }
    CHECK(false);
    return false;
}

// ---- several votes

bool all_pass(std::vector<ConsentStage> const& stages, std::vector<games::ConsentHousehold> households,
              std::vector<std::string> const& agreeing) {
    std::set<std::string> const chosen(agreeing.begin(), agreeing.end());
    for (auto& household : households)
        if (chosen.contains(household.id)) household.ballot = games::Ballot::agree;
    return std::ranges::all_of(stages, [&](ConsentStage const& stage) {
        auto const outcome = games::test_consent(households, stage.majority);
        return outcome && outcome->passes;
    });
}

// No set can be smaller than the largest of the single votes' smallest sets; if that one does for all, it is the
// fewest.
std::vector<std::string> least_for_all(ConsentAnswer const& answer,
                                       std::vector<games::ConsentHousehold> const& households) {
    std::vector<ConsentStage> stages;
    for (auto const& vote : answer.votes) {
        if (vote.outcome.blocked) return {};
        stages.push_back(vote.rule);
    }
    auto const largest =
        std::ranges::max_element(answer.votes, {}, [](auto const& vote) { return vote.outcome.least_to_win.size(); });
    if (answer.votes.size() == 1 || all_pass(stages, households, largest->outcome.least_to_win))
        return largest->outcome.least_to_win;
    std::set<std::string> together;
    for (auto const& vote : answer.votes)
        together.insert(vote.outcome.least_to_win.begin(), vote.outcome.least_to_win.end());
    std::vector<std::string> least;
    for (auto const& household : households)
        if (together.contains(household.id)) least.push_back(household.id);
    return least;
}

template <class Quantity>
void write_ratio(JsonWriter& json, std::string_view name, games::Ratio<Quantity> const& ratio) {
    json.key(name).object().field("have", ratio.have).field("of", ratio.of).field("need", ratio.need);
    json.field("holds", ratio.holds).end();
}

void write_vote(JsonWriter& json, games::ConsentOutcome const& outcome) {
    for (auto const& [name, part] :
         {std::pair{"participation", &outcome.participation}, std::pair{"agreement", &outcome.agreement}}) {
        json.key(name).object();
        write_ratio(json, "heads", part->heads);
        write_ratio(json, "area", part->area);
        json.end();
    }
}

}  // namespace

Result<ConsentAnswer, Refusal> consent(std::string_view text, std::vector<Policy> const& policies,
                                       InputLimits const& limits) {
    auto const document = parse_json(text, limits.json);
    if (!document) return Failure{document.error()};
    Input input(limits);
    Asked asked;
    std::vector<games::ConsentHousehold> households;
    std::vector<ConsentStage> stages;
    if (!read_document(input, *document, asked, households) ||
        !(asked.date ? find_by_date(input, policies, asked, stages) : find_by_rule(input, policies, asked, stages)))
        return Failure{input.take_refusal()};

    ConsentAnswer answer{{}, true, true, {}};
    for (auto& stage : stages) {
        auto outcome = games::test_consent(households, stage.majority);
        if (!outcome) {
            refuse_vote(input, outcome.error(), households);
            return Failure{input.take_refusal()};
        }
        answer.passes = answer.passes && outcome->passes;
        answer.secure = answer.secure && outcome->secure;
        answer.votes.push_back({std::move(stage), *std::move(outcome)});
    }
    answer.least_to_win = least_for_all(answer, households);
    return answer;
}

std::string to_json(ConsentAnswer const& answer) {
    JsonWriter json;
    json.object().field("rule", answer.votes.front().rule.id);
    write_vote(json, answer.votes.front().outcome);
    json.field("passes", answer.passes).field("secure", answer.secure).field("least_to_win", answer.least_to_win);
    if (auto const& missing = answer.votes.front().outcome.private_parts_missing; !missing.empty())
        json.field("private_parts_missing", missing);
    if (answer.votes.size() > 1) {
        json.key("stages").array();
        for (auto const& [rule, outcome] : answer.votes) {
            json.object().field("rule", rule.id);
            write_vote(json, outcome);
            json.field("passes", outcome.passes).field("secure", outcome.secure);
            json.field("least_to_win", outcome.least_to_win).end();
        }
        json.end();
    }
    return json.end().take();
}

}  // namespace jiati::codec::calculators
