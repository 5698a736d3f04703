#include "app/commands.h"

#include "app/erasure.h"
#include "app/facts.h"
#include "app/invitations.h"
#include "app/made.h"
#include "app/permissions.h"
#include "app/retention.h"
#include "app/transaction.h"
#include "base/text.h"
#include "codec/canonical.h"
#include "codec/leaf.h"

#include <boost/json.hpp>
#include <type_traits>

namespace jiati::app {
namespace {

namespace json = boost::json;

constexpr int attempts_max = 5;  // how often a decision is made again when someone else was first

// The fields that rights depend on, read leniently: the strict reader comes after the right to act at all.
Claim claim_of(std::string const& data) {
    Claim claim;
    json::error_code error;
    auto const parsed = json::parse(data, error);
    if (error || !parsed.is_object()) return claim;
    if (auto const* const household = parsed.as_object().if_contains("household");
        household != nullptr && household->is_string())
        claim.household = HouseholdId{std::string(household->as_string())};
    if (auto const* const department = parsed.as_object().if_contains("department");
        department != nullptr && department->is_string())
        claim.department = std::string(department->as_string());
    return claim;
}

FreshIds fresh_ids(Randomness& randomness) {
    FreshIds::Seed seed{};
    randomness.fill(std::span(reinterpret_cast<unsigned char*>(seed.data()), sizeof seed));
    return FreshIds(seed);
}

// Commands that other aggregates owe because of these events, decided in the same transaction.
struct FollowUp {
    ProjectId project;
    project::CommandVariant command;
    bool optional = false;  // a refusal does not undo the cause
};

template <class Kind>
std::vector<FollowUp> follow_ups(typename Kind::State const& after, std::vector<typename Kind::Event> const& events,
                                 Facts& facts) {
    std::vector<FollowUp> list;
    if constexpr (std::is_same_v<Kind, VoteKind>) {
        if (after.kind != vote::Kind::consent) return list;
        for (auto const& event : events) {
            for (auto const& project : after.projects) {
                if (std::holds_alternative<vote::Opened>(event))
                    list.push_back(
                        {project,
                         project::consent::Command{project::consent::NoteVoteOpened{after.id, after.plan_version > 0}},
                         false});
                if (std::holds_alternative<vote::Closed>(event))
                    if (auto fact = facts.result_of(after); fact)
                        list.push_back({project,
                                        project::consent::Command{project::consent::TakeInResult{std::move(*fact)}},
                                        true});
            }
        }
    } else {
        (void)after, (void)events, (void)facts;
    }
    return list;
}

// Whom a command's texts concern where it names an item and not the household behind it: who asked is who is answered.
std::optional<HouseholdId> whom_it_answers(project::State const& state, project::CommandVariant const& command) {
    auto const household_of = [](auto const& items, ItemId const& id) -> std::optional<HouseholdId> {
        for (auto const& item : items)
            if (item.id == id) return item.household;
        return std::nullopt;
    };
    if (auto const* const survey = std::get_if<project::survey::Command>(&command))
        if (auto const* const answer = std::get_if<project::survey::AnswerWorry>(survey))
            return household_of(state.survey.worries, answer->worry);
    if (auto const* const talk = std::get_if<project::deliberation::Command>(&command))
        if (auto const* const answer = std::get_if<project::deliberation::AnswerQuestion>(talk))
            return household_of(state.deliberation.questions, answer->question);
    if (auto const* const mediation = std::get_if<project::mediation::Command>(&command))
        return project::mediation::household_of(state, *mediation);
    if (auto const* const notice = std::get_if<project::notice::Command>(&command))
        if (auto const* const answer = std::get_if<project::notice::AnswerObjection>(notice))
            return household_of(state.notice.objections, answer->objection);
    return std::nullopt;
}

std::string without_version(std::string const& type) { return type.substr(0, type.find('/')); }

Recorded recorded(std::string id, std::string const& stream, Appended const& appended) {
    Recorded answer;
    answer.id = std::move(id);
    answer.repeated = appended.repeated;
    for (auto const& event : appended.events) {
        if (event.stream == stream) answer.version = event.version;
        answer.events.push_back({event.seq, without_version(event.type), codec::leaf_hash_hex(event.leaf)});
    }
    return answer;
}

// What a repeated command made the first time.
template <class Kind>
std::map<std::string, std::string> made_before(std::string const& stream, Appended const& appended) {
    std::vector<typename Kind::Event> events;
    for (auto const& row : appended.events) {
        if (row.stream != stream) continue;
        auto event = Kind::decode_event(row.type, row.payload);
        if (event) events.push_back(std::move(*event));
    }
    return made_by(stream.substr(stream.find('/') + 1), events);
}

std::map<std::string, std::string> made_before(codec::Aggregate aggregate, std::string const& stream,
                                               Appended const& appended) {
    switch (aggregate) {
        case codec::Aggregate::project:
            return made_before<ProjectKind>(stream, appended);
        case codec::Aggregate::place:
            return made_before<PlaceKind>(stream, appended);
        case codec::Aggregate::vote:
            return made_before<VoteKind>(stream, appended);
        case codec::Aggregate::tender:
            return made_before<TenderKind>(stream, appended);
        case codec::Aggregate::firm:
            return made_before<FirmKind>(stream, appended);
        case codec::Aggregate::account:
            return made_before<AccountKind>(stream, appended);
    }
    return {};
}

Recorded answered_before(codec::Aggregate aggregate, Appended const& appended) {
    auto const& stream = appended.events.front().stream;
    auto answer = recorded(stream.substr(stream.find('/') + 1), stream, appended);
    answer.repeated = true;
    answer.made = made_before(aggregate, stream, appended);
    return answer;
}

std::string request_hash(CommandRequest const& request, Vault& vault) {
    auto const data = codec::canonical(request.data);
    return vault.fingerprint(request.type + "\n" + request.id + "\n" + (data ? *data : request.data) + "\n" +
                             (request.occurred_on ? request.occurred_on->to_string() : "") + "\n" + request.evidence);
}

// The commands that make a new stream of each kind.
std::string_view creating_type(codec::Aggregate aggregate) {
    switch (aggregate) {
        case codec::Aggregate::project:
            return "project.Open";
        case codec::Aggregate::place:
            return "place.RegisterCommunity";
        case codec::Aggregate::vote:
            return "vote.Open";
        case codec::Aggregate::tender:
            return "tender.Announce";
        case codec::Aggregate::firm:
            return "firm.Register";
        case codec::Aggregate::account:
            return "account.Create";
    }
    return "";
}

// Where the rules for a target are looked up: its place, or the whole city.
std::string area_of(Target const& target, std::string const& city) { return target.area.empty() ? city : target.area; }

bool may_change(Viewer const& viewer, account::State const& state, CommandRequest const& request) {
    Target target;
    target.area = request.city + "/";
    target.account = state.id;
    return may(viewer, request.type, target);
}

// Ids are the context's first draw in every aggregate that makes a stream.
std::string new_id(policy::Context const& context) {
    auto ids = context.ids;
    return ids.next();
}

}  // namespace

Commands::Commands(Stores stores, Repository& repository, PolicyLibrary const& policies)
    : stores_(std::move(stores)), repository_(repository), policies_(policies) {}

Result<Recorded, CommandError> Commands::execute(Viewer const& viewer, CommandRequest const& request) {
    if (codec::aggregate_of(request.type) != request.aggregate)
        return Failure{refused(refuse(wrong_aggregate, "/type", {{"type", request.type}}))};
    bool const creates = request.type == creating_type(request.aggregate);
    if (request.id.empty() != creates)
        return Failure{
            refused(refuse(not_creating, "/type",
                           {{"type", request.type}, {"creating", std::string(creating_type(request.aggregate))}}))};
    auto const forbidden = [&] {
        return CommandError{
            CommandError::Kind::forbidden, refuse(command_forbidden, {}, {{"action", request.type}}), 0, {}};
    };
    // Nobody acts without an account; what the account may do is decided once the target is known.
    if (viewer.is_public()) return Failure{forbidden()};
    auto const hash = request_hash(request, stores_.vault);
    // A key that was used is answered as it was then, whatever the state says now. What is accepted learns of it from
    // the append itself, so the journal is asked only about what is refused, and about what would make a stream: each
    // repeated one would leave a secret of a stream that never comes to be.
    if (creates)
        if (auto before = first_answer(request, hash)) return std::move(*before);
    auto answer = decided(viewer, request, hash);
    bool const is_refused = !answer && answer.error().kind != CommandError::Kind::store &&
                            answer.error().kind != CommandError::Kind::key_reused;
    if (is_refused && !creates)
        if (auto before = first_answer(request, hash)) return std::move(*before);
    return answer;
}

std::optional<Result<Recorded, CommandError>> Commands::first_answer(CommandRequest const& request,
                                                                     std::string const& hash) {
    auto before = stores_.journal.find(request.city, request.idempotency_key, hash);
    if (!before) return Failure{failed(std::move(before).error())};
    if (!*before || (*before)->events.empty()) return std::nullopt;
    catch_up(request.city, **before);
    if (auto settled = settle_erasures(stores_.vault, request.city, (*before)->events); !settled)
        return Failure{failed(std::move(settled).error())};
    return answered_before(request.aggregate, **before);
}

// Whoever is told of events can read them: the first time may have ended in a failure after they were written.
void Commands::catch_up(std::string const& city, Appended const& appended) {
    for (auto const& event : appended.events) repository_.forget_before(city, event.stream, event.version);
}

Result<Recorded, CommandError> Commands::decided(Viewer const& viewer, CommandRequest const& request,
                                                 std::string const& hash) {
    switch (request.aggregate) {
        case codec::Aggregate::project:
            return run<ProjectKind>(viewer, request, hash);
        case codec::Aggregate::place:
            return run<PlaceKind>(viewer, request, hash);
        case codec::Aggregate::vote:
            return run<VoteKind>(viewer, request, hash);
        case codec::Aggregate::tender:
            return run<TenderKind>(viewer, request, hash);
        case codec::Aggregate::firm:
            return run<FirmKind>(viewer, request, hash);
        case codec::Aggregate::account:
            return run<AccountKind>(viewer, request, hash);
    }
    return Failure{CommandError{CommandError::Kind::not_found, refuse(not_found), 0, {}}};
}

template <class Kind>
Result<Recorded, CommandError> Commands::run(Viewer const& viewer, CommandRequest const& request,
                                             std::string const& hash) {
    Instant not_before;  // what the streams it leads to were recorded at
    for (int attempt = 0; attempt < attempts_max; ++attempt) {
        Facts facts(repository_, stores_.views, stores_.vault, request.city);
        auto loaded = repository_.load<Kind>(request.city, request.id.empty() ? "?" : request.id);
        if (!loaded) return Failure{failed(std::move(loaded).error())};
        auto const& before = **loaded;
        if (before.version == 0 && !request.id.empty())
            return Failure{CommandError{CommandError::Kind::not_found, refuse(not_found), 0, {}}};
        // Nobody's account is anybody else's to know of. Asked before the command is read, which for a password is
        // work.
        if constexpr (std::is_same_v<Kind, AccountKind>)
            if (before.version > 0 && !may_change(viewer, before.state, request))
                return Failure{CommandError{CommandError::Kind::not_found, refuse(not_found), 0, {}}};
        if (request.if_match && *request.if_match != before.version)
            return Failure{CommandError{CommandError::Kind::version_moved, {}, before.version, {}}};

        policy::Context context;
        context.now = std::max({stores_.now(), before.last_recorded_at, not_before});
        context.occurred_on = request.occurred_on.value_or(context.now.china_date());
        context.evidence = request.evidence;
        context.actor = viewer.account;
        context.ids = fresh_ids(stores_.randomness);
        if (context.occurred_on < context.now.china_date() && trimmed(request.evidence).empty())
            return Failure{
                refused(refuse(evidence_missing, "/evidence", {{"occurred_on", context.occurred_on.to_string()}}))};
        auto const id = request.id.empty() ? new_id(context) : request.id;

        auto claim = claim_of(request.data);
        SubjectSecrets secrets(stores_.vault, facts, request.city);
        Stash stash(stores_.randomness, stream_of<Kind>(id));
        auto command = Kind::decode_command(request.type, request.data, stash);
        if (!command) return Failure{refused(std::move(command).error())};
        auto target = facts.target(before.state, *command);
        if (!target) return Failure{std::move(target).error()};
        if constexpr (std::is_same_v<Kind, ProjectKind>) Facts::note_household(before.state, *command, claim);
        if (!may(viewer, request.type, *target, claim))
            return Failure{CommandError{
                CommandError::Kind::forbidden, refuse(command_forbidden, {}, {{"action", request.type}}), 0, {}}};
        // A household's lock is a printed code and a PIN: short on purpose, and guesses at it are slowed.
        if constexpr (std::is_same_v<Kind, AccountKind>)
            if (auto refusal = stash.guessable_password(before.state.login);
                refusal && !is_household_login(before.state.login))
                return Failure{refused(*std::move(refusal))};
        if (std::is_same_v<Kind, ProjectKind> && claim.household && !target->households.contains(*claim.household))
            return Failure{refused(refuse(household_elsewhere, "/household", {{"household", claim.household->text}}))};
        auto const fill = [&] {
            if constexpr (std::is_same_v<Kind, ProjectKind>) Facts::note_role(*command, standing_of(viewer, *target));
            if constexpr (std::is_same_v<Kind, VoteKind>) Facts::note_owner(*command, own_households(viewer, *target));
            return facts.fill(before.state, *command);
        };
        if (auto filled = fill(); !filled) return Failure{std::move(filled).error()};

        auto const in_force = policies_.at(area_of(*target, request.city), context.occurred_on);
        if (!in_force)
            return Failure{
                refused(refuse(no_policy, "/occurred_on",
                               {{"area", area_of(*target, request.city)}, {"date", context.occurred_on.to_string()}}))};
        context.policy = &in_force->policy;
        context.policy_hash = in_force->hash;

        auto decision = decide(before.state, *command, context);
        if (!decision) return Failure{refused(std::move(decision).error())};
        if (!stash.is_empty()) {
            std::optional<HouseholdId> about;
            if constexpr (std::is_same_v<Kind, ProjectKind>) about = whom_it_answers(before.state, *command);
            auto const sealed = stash.seal(secrets, about, records_of(request.type), context.now.china_date());
            if (!sealed && sealed.error().kind == StoreError::Kind::conflict) continue;  // erased a moment ago
            if (!sealed) return Failure{failed(sealed.error())};
            command = Kind::decode_command(request.type, request.data, stash);
            CHECK(command);
            if (auto filled = fill(); !filled) return Failure{std::move(filled).error()};
            decision = decide(before.state, *command, context);
            if (!decision) return Failure{refused(std::move(decision).error())};
        }

        Transaction transaction(secrets, request.city, context.now);
        std::vector<std::shared_ptr<Loaded<PlaceKind> const>> places;
        FindPlace const find_place = [&](CommunityId const& community) -> place::State const* {
            auto place = repository_.load<PlaceKind>(request.city, community.text);
            if (!place) return nullptr;
            places.push_back(*place);
            return &places.back()->state;
        };
        auto after = transaction.add<Kind>(before, id, *decision, context, find_place);
        if (!after && after.error().kind == StoreError::Kind::conflict) continue;
        if (!after) return Failure{failed(std::move(after).error())};

        std::vector<std::pair<std::string, std::shared_ptr<Loaded<ProjectKind>>>> led_to;
        for (auto& follow_up : follow_ups<Kind>((*after)->state, *decision, facts)) {
            auto project = repository_.load<ProjectKind>(request.city, follow_up.project.text);
            if (!project) return Failure{failed(std::move(project).error())};
            not_before = std::max(not_before, (*project)->last_recorded_at);
            auto then = decide((*project)->state, follow_up.command, context);
            if (!then && follow_up.optional) continue;
            if (!then) return Failure{refused(std::move(then).error())};
            auto changed = transaction.add<ProjectKind>(**project, follow_up.project.text, *then, context, find_place);
            if (!changed) return Failure{failed(std::move(changed).error())};
            led_to.emplace_back(follow_up.project.text, std::move(*changed));
        }

        // The machine's clock went backwards: decided again at a time that is late enough for all of them.
        if (not_before > context.now) continue;

        transaction.append.actor = viewer.account.text;
        transaction.append.idempotency_key = request.idempotency_key;
        transaction.append.request_hash = hash;
        transaction.append.vault = std::move(stash).rows();
        auto appended = stores_.journal.append(std::move(transaction.append));
        if (!appended) {
            // After a conflict the states at hand are old; after any other failure nobody knows whether they are.
            repository_.forget(request.city, stream_of<Kind>(id));
            for (auto const& [project, state] : led_to)
                repository_.forget(request.city, stream_of<ProjectKind>(project));
            if (appended.error().kind != StoreError::Kind::conflict)
                return Failure{failed(std::move(appended).error())};
            continue;
        }
        if (appended->repeated) {
            catch_up(request.city, *appended);
            if (auto settled = settle_erasures(stores_.vault, request.city, appended->events); !settled)
                return Failure{failed(std::move(settled).error())};
            return answered_before(request.aggregate, *appended);
        }
        auto const stream = stream_of<Kind>(id);
        for (auto const& row : appended->events) {
            if (row.stream == stream) Repository::note(**after, row);
            for (auto& [project, state] : led_to)
                if (row.stream == stream_of<ProjectKind>(project)) Repository::note(*state, row);
        }
        repository_.advance<Kind>(request.city, id, *after);
        for (auto& [project, state] : led_to) repository_.advance<ProjectKind>(request.city, project, state);
        // After the states: whoever finds the secret gone finds the subject's new name at once.
        if (auto settled = settle_erasures(stores_.vault, request.city, appended->events); !settled)
            return Failure{failed(std::move(settled).error())};
        auto answer = recorded(id, stream, *appended);
        answer.made = made_by(id, *decision);
        for (auto const& watcher : watchers_)
            for (auto const& row : appended->events) watcher({request.city, row.stream, row.seq, row.version});
        return answer;
    }
    return Failure{CommandError{CommandError::Kind::contended, refuse(too_many_readings), 0, {}}};
}

}  // namespace jiati::app
