// The one table of rights: who may do or see what, where. A grant counts when its scope covers the target; the table
// says which roles may, and whether only for their own household or department.
#pragma once

#include "app/viewer.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::app {

// What an action is about, as far as rights go.
struct Target {
    std::string area;                  // materialised path of the place; empty: a whole city's matter
    std::set<ProjectId> projects;      // the project, or the projects a vote or tender serves
    std::set<HouseholdId> households;  // of the unit
    std::optional<FirmId> firm;        // the chosen builder, or the firm itself
    std::optional<AccountId> account;  // the account itself
};

// What the command itself names.
struct Claim {
    std::optional<HouseholdId> household;  // on whose behalf
    std::string department;
};

enum class Relation : std::uint8_t { none, own, same_unit, in_area, party };

// Whether a grant's scope covers the target.
[[nodiscard]] bool covers(account::Grant const& grant, Target const& target);

// `action` is a command type ("survey.RecordStance") or a way of seeing ("see.stances").
[[nodiscard]] bool may(Viewer const& viewer, std::string_view action, Target const& target, Claim const& claim = {});

// The most telling role towards a target, for the page's header; nothing for the public.
struct Standing {
    std::optional<account::Role> role;
    Relation relation{};
};
[[nodiscard]] Standing standing_of(Viewer const& viewer, Target const& target);

// The viewer's own households among the target's.
[[nodiscard]] std::set<HouseholdId> own_households(Viewer const& viewer, Target const& target);

// Every action the table knows, in its order.
[[nodiscard]] std::span<std::string_view const> known_actions();

// Of all these the ones for which may() says yes to one of the claims; one pass over the table, for a page that asks
// about every action at once.
[[nodiscard]] std::vector<std::string_view> allowed_actions(Viewer const& viewer, Target const& target,
                                                            std::span<Claim const> claims);

}  // namespace jiati::app
