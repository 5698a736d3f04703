#include "app/facts.h"

#include "app/erasure.h"
#include "app/read/light_question.h"
#include "app/read/role_code.h"
#include "app/read/sources.h"
#include "base/overloaded.h"

#include <algorithm>
#include <boost/json.hpp>

namespace jiati::app {
namespace {

namespace consents = project::consent;
namespace contracts = project::contract;

CommandError unknown(std::string pointer) { return refused(refuse(unknown_reference, std::move(pointer))); }

std::string city_area(std::string const& city) { return city + "/"; }

// Stages that stand: those asked before there was a plan, and those about the plan that is current.
std::vector<std::string> stages_passed(project::State const& state) {
    auto const* const plan = state.planning.current();
    std::vector<std::string> passed;
    for (auto const& [stage, when] : state.consent.stages_passed)
        if (when.plan_version == 0 || (plan != nullptr && when.plan_version == plan->version)) passed.push_back(stage);
    return passed;
}

// The register of these units, for a rule that asks more than one.
vote::WiderRoll roll_of(place::State const& place, std::vector<UnitId> const& units) {
    vote::WiderRoll roll;
    for (auto const& id : units) {
        roll.declared += place.units.at(id).data.households;
        for (auto const& household : place::published_order(place, id)) {
            auto const& data = place.households.at(household).data;
            // Where the register does not know the owner, the household is a head of its own.
            roll.voters.push_back(
                {data.id, data.room, data.area, data.owner.empty() ? OwnerId{data.id.text} : data.owner});
        }
    }
    return roll;
}

}  // namespace

CommandError failed(StoreError error) {
    if (error.kind == StoreError::Kind::key_reused) return {CommandError::Kind::key_reused, {}, 0, std::move(error)};
    return {CommandError::Kind::store, {}, 0, std::move(error)};
}

CommandError refused(Refusal refusal) { return {CommandError::Kind::refused, std::move(refusal), 0, {}}; }

template <class Kind>
Result<std::shared_ptr<Loaded<Kind> const>, CommandError> Facts::load(std::string const& id) {
    auto loaded = repository_.load<Kind>(city_, id);
    if (!loaded) return Failure{failed(std::move(loaded).error())};
    if constexpr (std::is_same_v<Kind, PlaceKind>) places_.push_back(*loaded);
    return std::move(*loaded);
}

Result<std::string, StoreError> Facts::subject_name(std::string const& subject, place::State const* newest) {
    constexpr std::string_view households = "household/";
    if (!subject.starts_with(households)) return subject;
    auto const plus = subject.find('+');
    auto const rest = plus == std::string::npos ? std::string() : subject.substr(plus);
    HouseholdId const household{subject.substr(households.size(), subject.size() - households.size() - rest.size())};
    if (newest != nullptr && newest->households.contains(household))
        return place::subject_of(*newest, household) + rest;
    for (auto const& place : places_)
        if (place->state.households.contains(household)) return place::subject_of(place->state, household) + rest;
    auto row = views_.get(city_, "household", household.text);
    if (!row) return Failure{std::move(row).error()};
    if (!*row) return subject;
    auto const where = boost::json::parse((*row)->body).as_object();
    auto place = repository_.load<PlaceKind>(city_, std::string(where.at("community").as_string()));
    if (!place) return Failure{std::move(place).error()};
    places_.push_back(*place);
    return place::subject_of((*place)->state, household) + rest;
}

Result<Done, CommandError> Facts::fill(project::State const& state, project::CommandVariant& command) {
    if (auto* const stage = std::get_if<consents::Command>(&command)) {
        if (auto* const freeze = std::get_if<consents::FreezeRoll>(stage)) {
            auto place = load<PlaceKind>(state.lifecycle.community.text);
            if (!place) return Failure{std::move(place).error()};
            auto const& community = (*place)->state;
            freeze->fact.place_version = (*place)->version;
            auto const unit = community.units.find(state.lifecycle.unit);
            if (unit == community.units.end()) return Failure{unknown("")};
            auto const registered = static_cast<std::int64_t>(unit->second.households.size());
            // A roll of some of the households would let them decide for all.
            if (registered < unit->second.data.households)
                return Failure{refused(refuse(register_incomplete, {},
                                              {{"registered", std::to_string(registered)},
                                               {"declared", std::to_string(unit->second.data.households)}}))};
            for (auto const& id : place::published_order(community, state.lifecycle.unit)) {
                auto const& data = community.households.at(id).data;
                freeze->fact.households.push_back({data.id, data.room, data.floors, data.area, data.owner});
            }
        }
        if (auto* const take = std::get_if<consents::TakeInResult>(stage)) {
            auto vote = load<VoteKind>(take->fact.vote.text);
            if (!vote) return Failure{std::move(vote).error()};
            if ((*vote)->version == 0) return Failure{unknown("/vote")};
            auto fact = result_of((*vote)->state);
            if (!fact) return Failure{std::move(fact).error()};
            take->fact = std::move(*fact);
        }
    }
    if (auto* const stage = std::get_if<project::planning::Command>(&command))
        if (auto filled = fill_light(state, *stage); !filled) return filled;
    if (auto* const stage = std::get_if<contracts::Command>(&command)) {
        auto const firm_fact = [&](FirmId const& id) -> Result<contracts::FirmFact, CommandError> {
            auto firm = load<FirmKind>(id.text);
            if (!firm) return Failure{std::move(firm).error()};
            return contracts::FirmFact{id, (*firm)->state.name, (*firm)->state.suspended_on.has_value(),
                                       (*firm)->version > 0};
        };
        if (auto* const quote = std::get_if<contracts::QuotePrice>(stage)) {
            auto fact = firm_fact(quote->firm);
            if (!fact) return Failure{std::move(fact).error()};
            quote->fact = std::move(*fact);
        }
        if (auto* const choose = std::get_if<contracts::ChooseFirm>(stage)) {
            auto fact = firm_fact(choose->firm);
            if (!fact) return Failure{std::move(fact).error()};
            choose->fact = std::move(*fact);
            if (choose->tender) {
                auto tender = load<TenderKind>(choose->tender->text);
                if (!tender) return Failure{std::move(tender).error()};
                auto const& held = (*tender)->state;
                if ((*tender)->version == 0) return Failure{unknown("/tender")};
                bool const serves = std::ranges::find(held.projects, state.lifecycle.project) != held.projects.end();
                choose->tender_fact = contracts::TenderFact{
                    held.id, held.awarded.has_value(), held.awarded.value_or(FirmId{}), held.awarded_price, serves};
            }
        }
    }
    return Done{};
}

// Without a shape on record the figures would be guesses of the program's alone: none enter the record.
Result<Done, CommandError> Facts::fill_light(project::State const& state, project::planning::Command& command) {
    namespace plans = project::planning;
    auto* const publish = std::get_if<plans::Publish>(&command);
    auto* const record = std::get_if<plans::RecordGeometry>(&command);
    auto const* const current = state.planning.current();
    auto const* geometry = record != nullptr ? &record->geometry : nullptr;
    if (publish != nullptr && state.planning.geometry) geometry = &*state.planning.geometry;
    auto const* plan = publish != nullptr ? &publish->plan : nullptr;
    if (record != nullptr && current != nullptr) plan = &current->plan;
    if (geometry == nullptr || plan == nullptr || plans::wrong(*geometry)) return Done{};
    auto place = load<PlaceKind>(state.lifecycle.community.text);
    if (!place) return Failure{std::move(place).error()};
    auto const question = read::light_question(state, geometry, plan, (*place)->state);
    auto fact = question ? read::light_fact(*question) : std::nullopt;
    if (fact) (publish != nullptr ? publish->light : record->light) = *std::move(fact);
    return Done{};
}

void Facts::note_household(project::State const& state, project::CommandVariant const& command, Claim& claim) {
    if (auto const* const mediation = std::get_if<project::mediation::Command>(&command)) {
        claim.household = project::mediation::household_of(state, *mediation);
        return;
    }
    auto const* const stage = std::get_if<project::notice::Command>(&command);
    auto const* const withdraw = stage != nullptr ? std::get_if<project::notice::WithdrawObjection>(stage) : nullptr;
    if (withdraw == nullptr) return;
    auto const& objections = state.notice.objections;
    auto const found = std::ranges::find(objections, withdraw->objection, &project::notice::Objection::id);
    if (found != objections.end()) claim.household = found->household;
}

void Facts::note_role(project::CommandVariant& command, Standing const& standing) {
    auto* const stage = std::get_if<project::deliberation::Command>(&command);
    if (stage == nullptr) return;
    auto* const estimate = std::get_if<project::deliberation::EstimateAcceptance>(stage);
    if (estimate != nullptr && standing.role) estimate->by = read::code_of(*standing.role);
}

void Facts::note_owner(vote::Command& command, std::set<HouseholdId> const& own) {
    std::visit(
        [&](auto& one) {
            if constexpr (requires { one.by_owner; }) one.by_owner = own.contains(one.household);
        },
        command);
}

Result<Done, CommandError> Facts::fill(place::State const& state, place::Command& command) {
    auto* const erase = std::get_if<place::ErasePersonalData>(&command);
    if (erase == nullptr) return Done{};
    auto subjects = std::vector{place::subject_of(state, erase->household)};
    if (auto const held = state.households.find(erase->household); erase->former && held != state.households.end())
        subjects = held->second.former_subjects;
    erase->withheld.clear();
    for (auto const& subject : subjects) {
        auto withheld = withheld_of(vault_, city_, subject);
        if (!withheld) return Failure{failed(std::move(withheld).error())};
        std::ranges::move(*withheld, std::back_inserter(erase->withheld));
    }
    return Done{};
}

Result<Done, CommandError> Facts::fill(vote::State const&, vote::Command& command) {
    auto* const open = std::get_if<vote::Open>(&command);
    if (open == nullptr) return Done{};
    open->fact = {};
    open->fact.frozen = true;
    for (std::size_t i = 0; i < open->projects.size(); ++i) {
        auto project = load<ProjectKind>(open->projects[i].text);
        if (!project) return Failure{std::move(project).error()};
        if ((*project)->version == 0) return Failure{unknown("/projects/" + std::to_string(i))};
        auto const& state = (*project)->state;
        auto const* const plan = state.planning.current();
        if (i == 0 && plan != nullptr) open->fact.plan_version = plan->version;
        if (open->kind == vote::Kind::choice) {
            // The units' representatives vote: one ballot per project.
            open->fact.voters.push_back(
                {HouseholdId{open->projects[i].text}, state.lifecycle.title, {}, OwnerId{open->projects[i].text}});
            continue;
        }
        open->fact.frozen = open->fact.frozen && state.consent.roll_frozen_on.has_value();
        for (auto const& entry : state.consent.roll)
            open->fact.voters.push_back({entry.household, entry.room, entry.area, entry.owner});
        auto passed = stages_passed(state);
        if (i == 0) {
            open->fact.stages_passed = std::move(passed);
            if (auto done = fill_wider(state, open->fact); !done) return Failure{std::move(done).error()};
        } else {
            std::erase_if(open->fact.stages_passed,
                          [&](auto const& stage) { return std::ranges::find(passed, stage) == passed.end(); });
        }
    }
    return Done{};
}

Result<Done, CommandError> Facts::fill_wider(project::State const& project, vote::RollFact& fact) {
    auto place = load<PlaceKind>(project.lifecycle.community.text);
    if (!place) return Failure{std::move(place).error()};
    std::vector<UnitId> building, estate;
    for (auto const& [id, unit] : (*place)->state.units) {
        estate.push_back(id);
        if (unit.building == project.lifecycle.building) building.push_back(id);
    }
    fact.building = roll_of((*place)->state, building);
    fact.estate = roll_of((*place)->state, estate);
    return Done{};
}

Result<Done, CommandError> Facts::fill(tender::State const&, tender::Command& command) {
    if (auto* const bid = std::get_if<tender::SubmitBid>(&command)) {
        auto firm = load<FirmKind>(bid->firm.text);
        if (!firm) return Failure{std::move(firm).error()};
        bid->fact = {bid->firm, (*firm)->state.name, (*firm)->version > 0, (*firm)->state.suspended_on.has_value()};
    }
    if (auto* const award = std::get_if<tender::Award>(&command); award != nullptr && award->vote) {
        auto vote = load<VoteKind>(award->vote->text);
        if (!vote) return Failure{std::move(vote).error()};
        if ((*vote)->version == 0) return Failure{unknown("/vote")};
        award->fact = tender::VoteFact{*award->vote, (*vote)->state.closed_on.has_value(), (*vote)->state.chosen};
    }
    return Done{};
}

Result<Done, CommandError> Facts::fill(firm::State const&, firm::Command&) { return Done{}; }

Result<Done, CommandError> Facts::fill(account::State const&, account::Command& command) {
    auto const* const create = std::get_if<account::Create>(&command);
    if (create == nullptr) return Done{};
    auto taken = views_.get(city_, "login", create->login);
    if (!taken) return Failure{failed(std::move(taken).error())};
    if (*taken) return Failure{refused(refuse(login_taken, "/login", {{"login", create->login}}))};
    return Done{};
}

Result<Target, CommandError> Facts::target(project::State const& state, project::CommandVariant const& command) {
    CommunityId community = state.lifecycle.community;
    UnitId unit = state.lifecycle.unit;
    auto const* const life = std::get_if<project::lifecycle::Command>(&command);
    if (life != nullptr)
        if (auto const* const open = std::get_if<project::lifecycle::Open>(life)) {
            community = open->community;
            unit = open->unit;
        }
    auto place = load<PlaceKind>(community.text);
    if (!place) return Failure{std::move(place).error()};
    if ((*place)->version == 0) return Failure{unknown("/community")};
    if (state.lifecycle.project.empty()) {
        Target target;
        target.area = (*place)->state.area;
        auto const known = (*place)->state.units.find(unit);
        if (known == (*place)->state.units.end()) return Failure{unknown("/unit")};
        target.households.insert(known->second.households.begin(), known->second.households.end());
        return target;
    }
    return read::target_of(state, (*place)->state);
}

Result<Target, CommandError> Facts::target(place::State const& state, place::Command const& command) {
    Target target;
    target.area = state.area;
    if (auto const* const create = std::get_if<place::RegisterCommunity>(&command);
        create != nullptr && state.area.empty())
        for (auto const& level : create->areas) target.area += level.code + "/";
    for (auto const& [id, household] : state.households) target.households.insert(id);
    return target;
}

Result<Target, CommandError> Facts::target_of_projects(std::vector<ProjectId> const& projects) {
    Target all;
    for (auto const& id : projects) {
        auto project = load<ProjectKind>(id.text);
        if (!project) return Failure{std::move(project).error()};
        auto place = load<PlaceKind>((*project)->state.lifecycle.community.text);
        if (!place) return Failure{std::move(place).error()};
        auto one = read::target_of((*project)->state, (*place)->state);
        if (all.area.empty()) all.area = one.area;
        if (!all.firm) all.firm = one.firm;
        all.projects.merge(one.projects);
        all.households.merge(one.households);
    }
    return all;
}

Result<Target, CommandError> Facts::target(vote::State const& state, vote::Command const& command) {
    auto const* const open = std::get_if<vote::Open>(&command);
    auto target = target_of_projects(open != nullptr && state.projects.empty() ? open->projects : state.projects);
    // Whoever is on the roll may answer, of other units too where the rule asks more than one.
    if (target && state.kind == vote::Kind::consent)
        for (auto const& voter : state.voters) target->households.insert(voter.household);
    return target;
}

Result<Target, CommandError> Facts::target(tender::State const& state, tender::Command const& command) {
    auto const* const announce = std::get_if<tender::Announce>(&command);
    return target_of_projects(announce != nullptr && state.projects.empty() ? announce->projects : state.projects);
}

Result<Target, CommandError> Facts::target(firm::State const& state, firm::Command const& command) {
    Target target;
    target.area = city_area(city_);
    if (!state.id.empty()) target.firm = state.id;
    if (auto const* const rate = std::get_if<firm::Rate>(&command)) {
        auto rated = target_of_projects({rate->project});
        if (!rated) return rated;
        target.households = std::move(rated->households);
    }
    return target;
}

Result<Target, CommandError> Facts::target(account::State const& state, account::Command const&) {
    Target target;
    target.area = city_area(city_);
    if (!state.id.empty()) target.account = state.id;
    return target;
}

Result<consents::VoteFact, CommandError> Facts::result_of(vote::State const& vote) {
    consents::VoteFact fact;
    fact.vote = vote.id;
    fact.version = vote.version;
    fact.closed = vote.closed_on.has_value();
    fact.plan_version = vote.plan_version;
    fact.policy = vote.policy + "#" + vote.rule;
    fact.article = vote.article;
    fact.passes = vote.passes;
    fact.stage = vote.stage;
    fact.decides = vote.decides;
    for (auto const& ratio : vote.ratios) fact.ratios.push_back({ratio.have, ratio.of, ratio.need, ratio.holds});
    return fact;
}

}  // namespace jiati::app
