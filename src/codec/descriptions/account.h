// Stored names, fields and their classes: account. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "account/account.h"
#include "codec/descriptions/personal_data.h"
#include "codec/fields.h"

namespace jiati::codec {

template <>
struct EnumNames<account::Role> {
    using enum account::Role;
    static constexpr std::array entries{named(resident, "resident"),
                                        named(lead_owner, "lead_owner"),
                                        named(property_firm, "property_firm"),
                                        named(helper, "helper"),
                                        named(grid_leader, "grid_leader"),
                                        named(neighbourhood, "neighbourhood"),
                                        named(street, "street"),
                                        named(district_bureau, "district_bureau"),
                                        named(department, "department"),
                                        named(filing_agent, "filing_agent"),
                                        named(contractor, "contractor"),
                                        named(supervisor, "supervisor"),
                                        named(sponsor, "sponsor"),
                                        named(city, "city"),
                                        named(administrator, "administrator"),
                                        named(system_administrator, "system_administrator"),
                                        named(security_administrator, "security_administrator"),
                                        named(audit_administrator, "audit_administrator")};
};

template <>
struct EnumNames<account::ScopeKind> {
    using enum account::ScopeKind;
    static constexpr std::array entries{named(area, "area"), named(project, "project"), named(household, "household"),
                                        named(firm, "firm")};
};

template <>
struct Description<account::Scope> {
    using T = account::Scope;
    static constexpr auto fields() {
        return std::tuple{field("kind", &T::kind), field("value", &T::value),
                          field("department", &T::department).code().or_default()};
    }
};

// ---- commands

template <>
struct Description<account::Create> {
    using T = account::Create;
    static constexpr std::string_view name = "account.Create";
    static constexpr auto fields() {
        return std::tuple{field("login", &T::login).code(), field("name", &T::name).or_default(),
                          field("label_zh", &T::label_zh).or_default(), field("label_en", &T::label_en).or_default()};
    }
};

template <>
struct Description<account::SetPassword> {
    using T = account::SetPassword;
    static constexpr std::string_view name = "account.SetPassword";
    static constexpr auto fields() { return std::tuple{password("credential", &T::credential)}; }
};

template <>
struct Description<account::ChangePassword> {
    using T = account::ChangePassword;
    static constexpr std::string_view name = "account.ChangePassword";
    static constexpr auto fields() { return std::tuple{password("credential", &T::credential)}; }
};

template <>
struct Description<account::GrantRole> {
    using T = account::GrantRole;
    static constexpr std::string_view name = "account.GrantRole";
    static constexpr auto fields() {
        return std::tuple{field("role", &T::role), field("scope", &T::scope), field("to", &T::to)};
    }
};

template <>
struct Description<account::RevokeGrant> {
    using T = account::RevokeGrant;
    static constexpr std::string_view name = "account.RevokeGrant";
    static constexpr auto fields() {
        return std::tuple{field("grant", &T::grant), field("reason", &T::reason).or_default()};
    }
};

template <>
struct Description<account::Disable> {
    using T = account::Disable;
    static constexpr std::string_view name = "account.Disable";
    static constexpr auto fields() { return std::tuple{field("reason", &T::reason).or_default()}; }
};

template <>
struct Description<account::EnrolSecondFactor> {
    using T = account::EnrolSecondFactor;
    static constexpr std::string_view name = "account.EnrolSecondFactor";
    static constexpr auto fields() { return std::tuple{field("secret", &T::secret), field("recovery", &T::recovery)}; }
};

template <>
struct Description<account::ConfirmSecondFactor> {
    using T = account::ConfirmSecondFactor;
    static constexpr std::string_view name = "account.ConfirmSecondFactor";
    static constexpr auto fields() { return std::tuple<>{}; }
};

template <>
struct Description<account::RemoveSecondFactor> {
    using T = account::RemoveSecondFactor;
    static constexpr std::string_view name = "account.RemoveSecondFactor";
    static constexpr auto fields() { return std::tuple{field("reason", &T::reason).or_default()}; }
};

template <>
struct Description<account::ErasePersonalData> {
    using T = account::ErasePersonalData;
    static constexpr std::string_view name = "account.ErasePersonalData";
    static constexpr auto fields() { return std::tuple{field("asked_by", &T::asked_by)}; }
};

template <>
struct Description<account::RecordRead> {
    using T = account::RecordRead;
    static constexpr std::string_view name = "account.RecordRead";
    static constexpr auto fields() {
        return std::tuple{field("fields", &T::fields), field("purpose", &T::purpose),
                          field("reason", &T::reason).at_most(200)};
    }
};

// ---- events

template <>
struct Description<account::Created> {
    using T = account::Created;
    static constexpr std::string_view name = "account.Created/1";
    static constexpr auto fields() {
        return std::tuple{open("account", &T::account), sealed("login", &T::login), vault("name", &T::name),
                          sealed("label_zh", &T::label_zh), sealed("label_en", &T::label_en)};
    }
};

template <>
struct Description<account::PasswordSet> {
    using T = account::PasswordSet;
    static constexpr std::string_view name = "account.PasswordSet/1";
    static constexpr auto fields() { return std::tuple{vault("credential", &T::credential)}; }
};

template <>
struct Description<account::RoleGranted> {
    using T = account::RoleGranted;
    static constexpr std::string_view name = "account.RoleGranted/1";
    static constexpr auto fields() {
        return std::tuple{open("grant", &T::grant), sealed("role", &T::role), sealed("scope", &T::scope),
                          sealed("to", &T::to), sealed("granted_by", &T::granted_by)};
    }
};

template <>
struct Description<account::GrantRevoked> {
    using T = account::GrantRevoked;
    static constexpr std::string_view name = "account.GrantRevoked/1";
    static constexpr auto fields() { return std::tuple{open("grant", &T::grant), sealed("reason", &T::reason)}; }
};

template <>
struct Description<account::Disabled> {
    using T = account::Disabled;
    static constexpr std::string_view name = "account.Disabled/1";
    static constexpr auto fields() { return std::tuple{sealed("reason", &T::reason)}; }
};

template <>
struct Description<account::SecondFactorEnrolled> {
    using T = account::SecondFactorEnrolled;
    static constexpr std::string_view name = "account.SecondFactorEnrolled/1";
    static constexpr auto fields() { return std::tuple{vault("secret", &T::secret), vault("recovery", &T::recovery)}; }
};

template <>
struct Description<account::SecondFactorConfirmed> {
    using T = account::SecondFactorConfirmed;
    static constexpr std::string_view name = "account.SecondFactorConfirmed/1";
    static constexpr auto fields() { return std::tuple<>{}; }
};

template <>
struct Description<account::SecondFactorRemoved> {
    using T = account::SecondFactorRemoved;
    static constexpr std::string_view name = "account.SecondFactorRemoved/1";
    static constexpr auto fields() { return std::tuple{sealed("reason", &T::reason)}; }
};

template <>
struct Description<account::PersonalDataErased> {
    using T = account::PersonalDataErased;
    static constexpr std::string_view name = "account.PersonalDataErased/1";
    static constexpr auto fields() { return std::tuple{open("asked_by", &T::asked_by)}; }
};

template <>
struct Description<account::PersonalDataRead> {
    using T = account::PersonalDataRead;
    static constexpr std::string_view name = "account.PersonalDataRead/1";
    static constexpr auto fields() {
        return std::tuple{sealed("fields", &T::fields), open("purpose", &T::purpose), vault("reason", &T::reason)};
    }
};

}  // namespace jiati::codec
