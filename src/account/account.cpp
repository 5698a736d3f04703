#include "account/account.h"

#include "base/overloaded.h"
#include "base/text.h"

#include <algorithm>

namespace jiati::account {
namespace {

bool is_blank(std::string_view text) { return trimmed(text).empty(); }

template <class Predicate>
bool all_of(std::string_view text, Predicate predicate) {
    return !text.empty() && std::all_of(text.begin(), text.end(), predicate);
}
bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

Refusal wrong_date(Date date, std::string pointer = {}) {
    return refuse(dates_wrong, std::move(pointer), {{"date", date.to_string()}});
}

// ---- which role may hold what --------------------------------------------------------------------------------------

// People hold a household or a project, firms their own work, offices a place.
std::vector<ScopeKind> kinds_for(Role role) {
    switch (role) {
        case Role::resident:
            return {ScopeKind::household};
        case Role::lead_owner:
            return {ScopeKind::project};
        case Role::contractor:
        case Role::supervisor:
            return {ScopeKind::firm, ScopeKind::project};
        case Role::property_firm:
        case Role::filing_agent:
            return {ScopeKind::firm, ScopeKind::project, ScopeKind::area};
        case Role::sponsor:
            return {ScopeKind::project, ScopeKind::area};
        case Role::helper:
        case Role::grid_leader:
        case Role::neighbourhood:
        case Role::street:
        case Role::district_bureau:
        case Role::department:
        case Role::city:
        case Role::administrator:
        case Role::system_administrator:
        case Role::security_administrator:
        case Role::audit_administrator:
            return {ScopeKind::area};
    }
    return {};
}

std::string code_of(ScopeKind kind) {
    switch (kind) {
        case ScopeKind::area:
            return "area";
        case ScopeKind::project:
            return "project";
        case ScopeKind::household:
            return "household";
        case ScopeKind::firm:
            return "firm";
    }
    return {};
}

// "cn-jiangxi-nanchang/anyi/": each code followed by a slash, so that a prefix never ends inside a code.
bool is_area_path(std::string_view path) {
    while (!path.empty()) {
        auto const slash = path.find('/');
        if (slash == std::string_view::npos) return false;
        if (!all_of(path.substr(0, slash), [](char c) { return is_lower_or_digit(c) || c == '-'; })) return false;
        path.remove_prefix(slash + 1);
        if (path.empty()) return true;
    }
    return false;
}

bool is_id(std::string_view text) {
    return text.size() <= 64 &&
           all_of(text, [](char c) { return is_lower_or_digit(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; });
}

std::optional<Refusal> fault_of_scope(Role role, Scope const& scope) {
    auto const kinds = kinds_for(role);
    auto const wrong = [&](std::string pointer) {
        std::string known;
        for (auto kind : kinds) known += (known.empty() ? "" : ", ") + code_of(kind);
        return refuse(scope_wrong, std::move(pointer), {{"kinds", known}});
    };
    if (std::find(kinds.begin(), kinds.end(), scope.kind) == kinds.end()) return wrong("/scope/kind");
    if (!(scope.kind == ScopeKind::area ? is_area_path(scope.value) : is_id(scope.value))) return wrong("/scope/value");
    bool const names_department =
        all_of(scope.department, [](char c) { return is_lower_or_digit(c) || c == '_' || c == '-'; });
    if (role == Role::department ? !names_department : !scope.department.empty()) return wrong("/scope/department");
    return std::nullopt;
}

// ---- commands ------------------------------------------------------------------------------------------------------

bool is_login(std::string_view login) {
    return login.size() >= 3 && login.size() <= 40 &&
           all_of(login, [](char c) { return is_lower_or_digit(c) || c == '.' || c == '_' || c == '-'; });
}

Decision create(Create const& command, policy::Context const& context) {
    if (!is_login(command.login)) return Failure{refuse(login_wrong, "/login", {{"login", command.login}})};
    auto ids = context.ids;
    return std::vector<Event>{
        Created{ids.next_as<AccountId>(), command.login, command.name, command.label_zh, command.label_en}};
}

Decision set_password(VaultText const& credential) {
    if (credential.empty()) return Failure{refuse(credential_missing, "/credential")};
    return std::vector<Event>{PasswordSet{credential}};
}

std::string code_of_part(Role role) {
    if (role == Role::system_administrator) return "system_administrator";
    if (role == Role::security_administrator) return "security_administrator";
    return role == Role::audit_administrator ? "audit_administrator" : "administrator";
}

// Whoever could set the password of one of the three could act as it, and hold two offices at once.
bool is_one_of_three(State const& state, Date on) {
    return std::any_of(state.grants.begin(), state.grants.end(), [&](Grant const& grant) {
        return is_administration(grant.role) && grant.role != Role::administrator && is_in_force(grant, on);
    });
}

Decision set_others_password(State const& state, SetPassword const& command, policy::Context const& context) {
    if (is_one_of_three(state, context.occurred_on)) return Failure{refuse(own_password_only, "/credential")};
    return set_password(command.credential);
}

Decision grant_role(State const& state, GrantRole const& command, policy::Context const& context) {
    if (auto fault = fault_of_scope(command.role, command.scope)) return Failure{*std::move(fault)};
    if (command.to && *command.to < context.occurred_on) return Failure{wrong_date(*command.to, "/to")};
    if (context.actor == state.id) return Failure{refuse(own_grant)};
    for (auto const& grant : state.grants) {
        // One that is still to come counts too: a grant cannot be left to lie until another has ended.
        bool const holds_part = is_administration(grant.role) && grant.role != command.role &&
                                (!grant.to || context.occurred_on <= *grant.to);
        if (is_administration(command.role) && holds_part)
            return Failure{refuse(administrators_apart, "/role", {{"held", code_of_part(grant.role)}})};
        if (grant.role == command.role && grant.scope == command.scope && is_in_force(grant, context.occurred_on))
            return Failure{refuse(grant_twice, "/scope")};
    }
    auto ids = context.ids;
    return std::vector<Event>{
        RoleGranted{ids.next_as<ItemId>(), command.role, command.scope, command.to, context.actor.text}};
}

Decision revoke(State const& state, RevokeGrant const& command, policy::Context const& context) {
    auto const grant = std::find_if(state.grants.begin(), state.grants.end(),
                                    [&](auto const& candidate) { return candidate.id == command.grant; });
    if (grant == state.grants.end()) return Failure{refuse(grant_unknown, "/grant")};
    if (context.occurred_on < grant->from) return Failure{wrong_date(context.occurred_on)};
    if (!is_in_force(*grant, context.occurred_on)) return Failure{refuse(grant_unknown, "/grant")};
    if (is_blank(command.reason)) return Failure{refuse(reason_missing, "/reason")};
    return std::vector<Event>{GrantRevoked{command.grant, command.reason}};
}

Decision disable(Disable const& command) {
    if (is_blank(command.reason)) return Failure{refuse(reason_missing, "/reason")};
    return std::vector<Event>{Disabled{command.reason}};
}

Decision enrol(State const& state, EnrolSecondFactor const& command) {
    if (state.second_factor && state.second_factor->confirmed) return Failure{refuse(second_factor_exists)};
    if (command.secret.empty()) return Failure{refuse(secret_missing, "/secret")};
    if (command.recovery.empty()) return Failure{refuse(secret_missing, "/recovery")};
    return std::vector<Event>{SecondFactorEnrolled{command.secret, command.recovery}};
}

Decision confirm(State const& state) {
    if (!state.second_factor) return Failure{refuse(second_factor_missing)};
    if (state.second_factor->confirmed) return Failure{refuse(second_factor_exists)};
    return std::vector<Event>{SecondFactorConfirmed{}};
}

Decision remove(State const& state, RemoveSecondFactor const& command) {
    if (!state.second_factor) return Failure{refuse(second_factor_missing)};
    if (is_blank(command.reason)) return Failure{refuse(reason_missing, "/reason")};
    return std::vector<Event>{SecondFactorRemoved{command.reason}};
}

Decision record_read(RecordRead const& command) {
    bool const named =
        !command.fields.empty() && command.fields.size() <= 20 &&
        std::all_of(command.fields.begin(), command.fields.end(), [](std::string const& field) {
            return field.size() <= 40 && all_of(field, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
        });
    if (!named) return Failure{refuse(fields_wrong, "/fields")};
    if (command.reason.empty()) return Failure{refuse(reason_missing, "/reason")};
    return std::vector<Event>{PersonalDataRead{command.fields, command.purpose, command.reason}};
}

}  // namespace

bool is_staff(Role role) {
    switch (role) {
        case Role::grid_leader:
        case Role::neighbourhood:
        case Role::street:
        case Role::district_bureau:
        case Role::department:
        case Role::city:
        case Role::administrator:
        case Role::system_administrator:
        case Role::security_administrator:
        case Role::audit_administrator:
            return true;
        case Role::resident:
        case Role::lead_owner:
        case Role::property_firm:
        case Role::helper:
        case Role::filing_agent:
        case Role::contractor:
        case Role::supervisor:
        case Role::sponsor:
            return false;
    }
    return true;
}

bool is_administration(Role role) {
    return role == Role::administrator || role == Role::system_administrator || role == Role::security_administrator ||
           role == Role::audit_administrator;
}

bool is_in_force(Grant const& grant, Date on) { return grant.from <= on && (!grant.to || on <= *grant.to); }

Decision decide(State const& state, Command const& command, policy::Context const& context) {
    if (context.occurred_on > context.now.china_date()) return Failure{wrong_date(context.occurred_on)};
    bool const opens = std::holds_alternative<Create>(command);
    if (opens && state.created_on) return Failure{refuse(already_exists)};
    if (!opens && !state.created_on) return Failure{refuse(unknown)};
    if (state.created_on && context.occurred_on < *state.created_on) return Failure{wrong_date(context.occurred_on)};
    bool const erases = std::holds_alternative<ErasePersonalData>(command);
    if (state.erased && (erases || std::holds_alternative<RecordRead>(command))) return Failure{refuse(already_erased)};
    // What was granted may still be taken away from a disabled account, and what is known of it looked at and erased.
    if (state.disabled && !erases && !std::holds_alternative<RevokeGrant>(command) &&
        !std::holds_alternative<RecordRead>(command))
        return Failure{refuse(disabled)};
    return std::visit(
        Overloaded{
            [&](Create const& c) { return create(c, context); },
            [&](SetPassword const& c) { return set_others_password(state, c, context); },
            [&](ChangePassword const& c) { return set_password(c.credential); },
            [&](GrantRole const& c) { return grant_role(state, c, context); },
            [&](RevokeGrant const& c) { return revoke(state, c, context); },
            [&](Disable const& c) { return disable(c); }, [&](EnrolSecondFactor const& c) { return enrol(state, c); },
            [&](ConfirmSecondFactor const&) { return confirm(state); },
            [&](RemoveSecondFactor const& c) { return remove(state, c); },
            [&](ErasePersonalData const& c) -> Decision { return std::vector<Event>{PersonalDataErased{c.asked_by}}; },
            [&](RecordRead const& c) { return record_read(c); }},
        command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{[&](Created const& e) {
                              state.id = e.account;
                              state.login = e.login;
                              state.name = e.name;
                              state.label_zh = e.label_zh;
                              state.label_en = e.label_en;
                              state.created_on = occurred_on;
                          },
                          [&](PasswordSet const& e) { state.credential = e.credential; },
                          [&](RoleGranted const& e) {
                              state.grants.push_back({e.grant, e.role, e.scope, occurred_on, e.to, e.granted_by});
                          },
                          [&](GrantRevoked const& e) {
                              for (auto& grant : state.grants)
                                  if (grant.id == e.grant) grant.to = occurred_on.plus_days(-1);
                          },
                          [&](Disabled const&) { state.disabled = true; },
                          [&](SecondFactorEnrolled const& e) {
                              state.second_factor = SecondFactor{e.secret, e.recovery, false};
                          },
                          [&](SecondFactorConfirmed const&) {
                              if (state.second_factor) state.second_factor->confirmed = true;
                          },
                          [&](SecondFactorRemoved const&) { state.second_factor.reset(); },
                          [&](PersonalDataErased const&) { state.disabled = state.erased = true; },
                          [&](PersonalDataRead const&) {}},
               event);
    return state;
}

}  // namespace jiati::account
