#include "app/case_player.h"

#include "app/figure_path.h"
#include "app/read/role_code.h"

#include <algorithm>
#include <boost/json.hpp>

namespace jiati::app {
namespace {

namespace json = boost::json;
using Ids = std::map<std::string, std::string>;

codec::CaseActor const* find_actor(codec::CaseFile const& file, std::string const& name) {
    auto const found = std::ranges::find(file.cast, name, &codec::CaseActor::name);
    return found == file.cast.end() ? nullptr : &*found;
}

// Replaces every string "$alias" or "$alias/name" by its id; answers the first alias that was not made.
std::optional<std::string> substitute(json::value& value, Ids const& ids) {
    if (value.is_string() && value.as_string().starts_with('$')) {
        auto const found = ids.find(std::string(value.as_string()));
        if (found == ids.end()) return std::string(value.as_string());
        value = json::string(found->second);
    } else if (value.is_array()) {
        for (auto& item : value.as_array())
            if (auto missing = substitute(item, ids)) return missing;
    } else if (value.is_object()) {
        for (auto& [key, item] : value.as_object())
            if (auto missing = substitute(item, ids)) return missing;
    }
    return std::nullopt;
}

void remember(Ids& ids, std::string const& alias, std::map<std::string, std::string> const& made) {
    for (auto const& [name, id] : made) ids["$" + alias + (name.empty() ? "" : "/" + name)] = id;
}

std::optional<std::string> resolved(std::string const& text, Ids const& ids) {
    if (!text.starts_with('$')) return text;
    auto const found = ids.find(text);
    if (found == ids.end()) return std::nullopt;
    return found->second;
}

account::Grant grant_of(account::Role role, account::ScopeKind kind, std::string value, std::string department = {}) {
    return {ItemId{"cast"}, role, {kind, std::move(value), std::move(department)}, {}, std::nullopt, "cast"};
}

// What a member of the cast may do: an owner for their own household, everyone else for the places of the case.
std::optional<std::string> equip(Viewer& viewer, codec::CaseFile const& file, codec::CaseActor const& actor,
                                 Ids const& ids) {
    auto const role = read::role_of(actor.role);
    if (!role) return "role " + actor.role + " does not exist";
    viewer.city = file.city;
    viewer.account = AccountId{"cast." + actor.role + "." + file.name + "." + actor.name};
    viewer.grants.clear();
    if (!actor.household.empty()) {
        auto const household = resolved(actor.household, ids);
        if (!household) return "household " + actor.household + " was not made before";
        viewer.grants.push_back(grant_of(account::Role::resident, account::ScopeKind::household, *household));
        if (*role == account::Role::resident) return std::nullopt;
    }
    viewer.grants.push_back(grant_of(*role, account::ScopeKind::area, file.city + "/", actor.department));
    return std::nullopt;
}

std::string message_of(CommandError const& error, std::function<std::string(Refusal const&)> const& words) {
    switch (error.kind) {
        case CommandError::Kind::refused:
        case CommandError::Kind::forbidden:
        case CommandError::Kind::not_found:
            return words(error.refusal) + (error.refusal.pointer.empty() ? "" : " (" + error.refusal.pointer + ")") +
                   " [" + error.refusal.code + "]";
        case CommandError::Kind::version_moved:
            return "the stream is at version " + std::to_string(error.current_version);
        case CommandError::Kind::contended:
            return "others kept changing the stream; try again";
        case CommandError::Kind::key_reused:
            return "the case was loaded before with other content; use an empty store";
        case CommandError::Kind::store:
            return "the store failed: " + error.store.detail;
    }
    return {};
}

// "agreement/$p?cost=350000&prices=per-floor"
Result<WhatIf, Refusal> what_if_of(std::string const& resource) {
    WhatIf what_if;
    auto const question = resource.find('?');
    for (auto at = question; at < resource.size();) {
        auto const end = std::min(resource.find('&', at + 1), resource.size());
        auto const pair = resource.substr(at + 1, end - at - 1);
        auto const equals = std::min(pair.find('='), pair.size());
        auto const value = equals < pair.size() ? pair.substr(equals + 1) : std::string{};
        if (auto refusal = set(what_if, pair.substr(0, equals), value)) return Failure{*refusal};
        at = end;
    }
    return what_if;
}

std::string stage_of_project(Queries& queries, std::string const& city, std::string const& id) {
    Viewer all;
    all.city = city;
    all.sees_all = true;
    auto page = queries.project(all, id);
    if (!page) return {};
    auto const stage = value_at(page->json, "/stage");
    return stage && stage->size() > 2 ? stage->substr(1, stage->size() - 2) : std::string{};
}

}  // namespace

bool PlayedCase::holds() const {
    return std::ranges::all_of(figures, [](ComparedFigure const& figure) { return figure.equal; });
}

CasePlayer::CasePlayer(Commands& commands, Queries& queries, std::function<std::string(Refusal const&)> words)
    : commands_(commands), queries_(queries), words_(std::move(words)) {}

Result<PlayedCase, CaseError> CasePlayer::play(codec::CaseFile const& file, std::string const& path) {
    PlayedCase played{file.name, file.title, {}, {}, {}};
    auto const wrong = [&](int line, std::string message) {
        return Failure{CaseError{path, line, std::move(message)}};
    };
    for (std::size_t i = 0; i < file.steps.size(); ++i) {
        auto const& step = file.steps[i];
        auto const* const actor = find_actor(file, step.as);
        if (actor == nullptr) return wrong(step.line, "as: " + step.as + " is not in the cast");
        auto const aggregate = codec::aggregate_of(step.type);
        if (!aggregate) return wrong(step.line, "do: there is no command " + step.type);
        Viewer viewer;
        if (auto const missing = equip(viewer, file, *actor, played.ids)) return wrong(step.line, *missing);
        auto data = json::parse(step.data);
        if (auto const missing = substitute(data, played.ids))
            return wrong(step.line, *missing + " was not made before");
        for (auto const& in : step.in) {
            CommandRequest request;
            request.city = file.city;
            request.aggregate = *aggregate;
            if (in.starts_with('$')) {
                auto const id = resolved(in, played.ids);
                if (!id) return wrong(step.line, in + " was not made before");
                request.id = *id;
            }
            request.type = step.type;
            request.data = json::serialize(data);
            request.occurred_on = step.on;
            request.evidence = step.evidence.empty() ? "case " + file.name : step.evidence;
            request.idempotency_key = "case/" + file.name + "/" + std::to_string(i) + "/" + in;
            auto recorded = commands_.execute(viewer, request);
            if (!recorded) {
                auto const line = recorded.error().kind == CommandError::Kind::refused
                                      ? step.line_of(recorded.error().refusal.pointer)
                                      : step.line;
                auto failed = wrong(line, step.type + ": " + message_of(recorded.error(), words_));
                failed.error.already_loaded = recorded.error().kind == CommandError::Kind::key_reused;
                return failed;
            }
            if (!step.let.empty()) remember(played.ids, step.let, recorded->made);
            PlayedStep line{step.on, step.as, actor->role, step.type, {}, {}};
            for (auto const& event : recorded->events) line.events.push_back(event.type);
            if (*aggregate == codec::Aggregate::project)
                line.stage = stage_of_project(queries_, file.city, recorded->id);
            played.timeline.push_back(std::move(line));
        }
    }
    auto figures = compare(file, path, played.ids);
    if (!figures) return Failure{std::move(figures).error()};
    played.figures = std::move(*figures);
    return played;
}

Result<std::vector<ComparedFigure>, CaseError> CasePlayer::compare(codec::CaseFile const& file, std::string const& path,
                                                                   Ids const& ids) {
    Viewer all;
    all.city = file.city;
    all.sees_all = true;
    std::vector<ComparedFigure> figures;
    for (auto const& expected : file.expect) {
        auto const wrong = [&](std::string message) {
            return Failure{CaseError{path, expected.line, std::move(message)}};
        };
        auto const hash = expected.figure.find('#');
        if (hash == std::string::npos)
            return wrong("figure: a path like projects/$p#/funding/cost is needed, not " + expected.figure);
        auto const asked = expected.figure.substr(0, hash);
        auto const resource = asked.substr(0, asked.find('?'));
        auto const slash = resource.find('/');
        auto const kind = resource.substr(0, slash);
        std::string id;
        if (slash != std::string::npos) {
            auto const found = resolved(resource.substr(slash + 1), ids);
            if (!found) return wrong("figure: " + resource.substr(slash + 1) + " was not made");
            id = *found;
        }
        auto const what_if = what_if_of(asked);
        if (!what_if) return wrong("figure: " + words_(what_if.error()) + " [" + what_if.error().code + "]");
        auto page = [&]() -> Result<Page, QueryError> {
            if (kind == "projects") return queries_.project(all, id);
            if (kind == "shares") return queries_.project(all, id, ProjectPart::shares);
            if (kind == "consent") return queries_.project(all, id, ProjectPart::consent);
            if (kind == "agreement") return queries_.agreement(all, id, what_if.value());
            if (kind == "places") return queries_.place(all, id);
            if (kind == "summary") return queries_.summary(file.city, id);
            return Failure{QueryError{QueryError::Kind::absent, {}}};
        }();
        if (!page)
            return wrong("figure: there is no " + resource +
                         "; projects/$p, shares/$p, consent/$p, agreement/$p?cost=350000, places/$c or summary would "
                         "be");
        auto computed = value_at(page->json, std::string_view(expected.figure).substr(hash + 1)).value_or("");
        bool const equal = !computed.empty() && same_value(expected.stated, computed);
        figures.push_back({expected.figure, expected.stated, std::move(computed), expected.from, expected.kind,
                           expected.line, equal});
    }
    return figures;
}

Result<std::vector<std::string>, CaseError> CasePlayer::make_logins(codec::CaseFile const& file,
                                                                    std::string const& path, PlayedCase const& played,
                                                                    std::string const& password) {
    Viewer administrator;
    administrator.city = file.city;
    administrator.account = AccountId{"cast.administrator." + file.name};
    administrator.grants = {grant_of(account::Role::administrator, account::ScopeKind::area, file.city + "/")};
    std::vector<std::string> logins;
    for (auto const& actor : file.cast) {
        if (actor.login.empty()) continue;
        auto const wrong = [&](std::string message) {
            return Failure{CaseError{path, 0, "cast " + actor.name + ": " + message}};
        };
        std::string account;
        int serial = 0;
        auto const send = [&](std::string type, json::object data) -> std::optional<std::string> {
            CommandRequest request;
            request.city = file.city;
            request.aggregate = codec::Aggregate::account;
            request.id = account;
            request.type = std::move(type);
            request.data = json::serialize(data);
            request.idempotency_key = "login/" + file.name + "/" + actor.name + "/" + std::to_string(serial++);
            auto recorded = commands_.execute(administrator, request);
            if (!recorded) return message_of(recorded.error(), words_);
            if (account.empty()) account = recorded->id;
            return std::nullopt;
        };
        auto const grant = [&](std::string_view role, std::string_view kind, std::string const& value) {
            return send(
                "account.GrantRole",
                {{"role", json::string(role)},
                 {"scope",
                  json::object{{"kind", json::string(kind)}, {"value", value}, {"department", actor.department}}}});
        };
        if (auto error = send("account.Create", {{"login", actor.login},
                                                 {"name", actor.office},
                                                 {"label_zh", actor.office},
                                                 {"label_en", actor.office_en}}))
            return wrong(*error);
        if (auto error = send("account.SetPassword", {{"credential", password}})) return wrong(*error);
        if (!actor.household.empty()) {
            auto const household = resolved(actor.household, played.ids);
            if (!household) return wrong("household " + actor.household + " was not made");
            if (auto error = grant("resident", "household", *household)) return wrong(*error);
        }
        if (!actor.project.empty()) {
            auto const project = resolved(actor.project, played.ids);
            if (!project) return wrong("project " + actor.project + " was not made");
            if (auto error = grant(actor.role, "project", *project)) return wrong(*error);
        }
        if (!actor.area.empty())
            if (auto error = grant(actor.role, "area", actor.area)) return wrong(*error);
        logins.push_back(actor.login);
    }
    return logins;
}

}  // namespace jiati::app
