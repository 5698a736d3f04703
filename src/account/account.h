// People and offices who may sign in, and what each was granted: a role within a scope, from a day to a day. Names and
// credentials lie in the vault.
#pragma once

#include "base/id.h"
#include "base/personal_data.h"
#include "base/refusal.h"
#include "base/result.h"
#include "base/vault_text.h"
#include "policy/context.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace jiati::account {

enum class Role : std::uint8_t {
    resident,
    lead_owner,
    property_firm,
    helper,
    grid_leader,
    neighbourhood,
    street,
    district_bureau,
    department,
    filing_agent,
    contractor,
    supervisor,
    sponsor,
    city,
    administrator,
    // The three offices into which an administrator's can be divided; nobody holds two of them.
    system_administrator,    // makes accounts without rights, sets up places
    security_administrator,  // gives and takes rights, ends sessions
    audit_administrator      // reads what both did, and changes nothing
};
// Where a grant holds: everywhere under an area path, in one project, for one household, for one firm's projects, or
// for a department within an area (`department` names it, `area` bounds it).
enum class ScopeKind : std::uint8_t { area, project, household, firm };
struct Scope {
    ScopeKind kind{};
    std::string value;
    std::string department;
    friend bool operator==(Scope const&, Scope const&) = default;
};
struct Grant {
    ItemId id;
    Role role{};
    Scope scope;
    Date from;
    std::optional<Date> to;
    std::string granted_by;
};

// ---- Commands ("account.Create" …)
struct Create {
    std::string login;
    VaultText name;
    std::string label_zh;
    std::string label_en;
};  // login: [a-z0-9._-]{3,40}; label: office or duty in words
struct SetPassword {
    VaultText credential;
};  // the Argon2id string; the application hashes before it gets here
struct ChangePassword {
    VaultText credential;
};  // by the account itself; the application has asked for the old one
struct GrantRole {
    Role role{};
    Scope scope;
    std::optional<Date> to;
};
struct RevokeGrant {
    ItemId grant;
    std::string reason;
};
struct Disable {
    std::string reason;
};
// A second factor is enrolled by the account itself, counts once a code of it was shown, and is taken away by an
// administrator when the telephone is lost.
struct EnrolSecondFactor {
    VaultText secret;    // base32
    VaultText recovery;  // SHA-256 of the recovery codes in hexadecimal, one a line
};
struct ConfirmSecondFactor {};
struct RemoveSecondFactor {
    std::string reason;
};
struct ErasePersonalData {
    AskedBy asked_by{};
};  // name and credential; the account can never be used again
struct RecordRead {
    std::vector<std::string> fields;
    ReadPurpose purpose{};
    VaultText reason;
};  // someone looked at what is masked to them; recorded before they see it
using Command = std::variant<Create, SetPassword, ChangePassword, GrantRole, RevokeGrant, Disable, EnrolSecondFactor,
                             ConfirmSecondFactor, RemoveSecondFactor, ErasePersonalData, RecordRead>;

// ---- Events
struct Created {
    AccountId account;
    std::string login;
    VaultText name;
    std::string label_zh;
    std::string label_en;
};
struct PasswordSet {
    VaultText credential;
};
struct RoleGranted {
    ItemId grant;
    Role role{};
    Scope scope;
    std::optional<Date> to;
    std::string granted_by;
};
struct GrantRevoked {
    ItemId grant;
    std::string reason;
};
struct Disabled {
    std::string reason;
};
struct SecondFactorEnrolled {
    VaultText secret;
    VaultText recovery;
};
struct SecondFactorConfirmed {};
struct SecondFactorRemoved {
    std::string reason;
};
struct PersonalDataErased {
    AskedBy asked_by{};
};
struct PersonalDataRead {
    std::vector<std::string> fields;
    ReadPurpose purpose{};
    VaultText reason;
};  // who and when: the event's own
using Event = std::variant<Created, PasswordSet, RoleGranted, GrantRevoked, Disabled, SecondFactorEnrolled,
                           SecondFactorConfirmed, SecondFactorRemoved, PersonalDataErased, PersonalDataRead>;

struct SecondFactor {
    VaultText secret;
    VaultText recovery;
    bool confirmed = false;  // until then it opens and closes nothing
};

struct State {
    AccountId id;
    std::string login;
    VaultText name;
    std::string label_zh, label_en;
    VaultText credential;
    std::vector<Grant> grants;  // revoked ones have `to` set to the day before
    std::optional<SecondFactor> second_factor;
    bool disabled = false;
    bool erased = false;
    std::optional<Date> created_on;  // no claimed date may precede it
};
// From the first day to the last, both included. A revoked grant ends with the day before, so that it is never in force
// on the day it was taken away. Says nothing about whether the account is disabled.
[[nodiscard]] bool is_in_force(Grant const& grant, Date on);

// Whether the role acts for an office: such an account can do the most harm in strange hands.
[[nodiscard]] bool is_staff(Role role);

// The administrator's office, whole or one of its three parts.
[[nodiscard]] bool is_administration(Role role);

inline constexpr RefusalCode already_exists{"account.already_exists"};
inline constexpr RefusalCode unknown{"account.unknown"};
inline constexpr RefusalCode disabled{"account.disabled"};
inline constexpr RefusalCode login_wrong{"account.login_wrong"};  // {login}
inline constexpr RefusalCode scope_wrong{
    "account.scope_wrong"};  // {kinds}: what the role may have; or the value is no such scope
inline constexpr RefusalCode credential_missing{"account.credential_missing"};
inline constexpr RefusalCode grant_unknown{"account.grant_unknown"};  // or it has ended
inline constexpr RefusalCode grant_twice{"account.grant_twice"};
inline constexpr RefusalCode own_grant{"account.own_grant"};  // nobody gives themselves a right
inline constexpr RefusalCode administrators_apart{
    "account.administrators_apart"};  // {held}: the part of the administration that the account holds already
inline constexpr RefusalCode own_password_only{
    "account.own_password_only"};  // one of the three administrators: the role is taken away first
inline constexpr RefusalCode reason_missing{"account.reason_missing"};
inline constexpr RefusalCode second_factor_exists{"account.second_factor_exists"};
inline constexpr RefusalCode second_factor_missing{"account.second_factor_missing"};  // none to confirm or to remove
inline constexpr RefusalCode secret_missing{"account.secret_missing"};
inline constexpr RefusalCode dates_wrong{"account.dates_wrong"};  // {date}: to come, or before what it follows
inline constexpr RefusalCode already_erased{"account.already_erased"};
inline constexpr RefusalCode fields_wrong{"account.fields_wrong"};  // none, or one that is not [a-z_]+

using Decision = Result<std::vector<Event>, Refusal>;
Decision decide(State const& state, Command const& command, policy::Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::account
