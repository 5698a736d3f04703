// The project as a whole: opened for a unit, initiated by its owners, paused, withdrawn, revived, sent back.
// Nothing is erased by any of these; they move where the project stands.
#pragma once

#include "base/id.h"
#include "base/vault_text.h"
#include "project/decision.h"
#include "project/stage.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace jiati::project::lifecycle {

enum class Standing : std::uint8_t { absent, active, paused, withdrawn };
[[nodiscard]] std::string_view code_of(Standing standing);

// ---- Commands (stored as "project.Open" …)
struct Open {
    CommunityId community;
    BuildingId building;
    UnitId unit;
    std::string title;
    std::string area;                   // materialised path of the neighbourhood (and grid): "nanchang/anyi/xiangyang/"
    std::string source;                 // the published source a case rests on; empty for a project of today
    std::vector<std::string> disputed;  // where that source contradicts itself
    std::vector<std::string> assumed;   // what the record assumes, with the reason
};
struct Initiate {
    std::vector<HouseholdId> applicants;
    std::string basis;
};  // 立项: by which owners, on what basis
struct AppointLead {
    HouseholdId household;
    std::string chosen_by;
};  // 牵头业主
struct ElectWorkingGroup {
    std::vector<std::string> parties;
    std::string chosen_by;
};  // 工作小组, offices and duties, no names
struct Pause {
    std::string reason;
};
struct Resume {};
struct Withdraw {
    std::string reason;
};
struct Revive {
    std::string reason;
};
using Command = std::variant<Open, Initiate, AppointLead, ElectWorkingGroup, Pause, Resume, Withdraw, Revive>;

// ---- Events
struct Opened {
    ProjectId project;
    CommunityId community;
    BuildingId building;
    UnitId unit;
    std::string title;
    std::string area;
    std::string source;
    std::vector<std::string> disputed;
    std::vector<std::string> assumed;
};
struct Initiated {
    std::vector<HouseholdId> applicants;
    std::int64_t applicant_count = 0;
    std::string basis;
};
struct LeadAppointed {
    HouseholdId household;
    std::string chosen_by;
};
struct WorkingGroupElected {
    std::vector<std::string> parties;
    std::string chosen_by;
};
struct SentBack {
    Stage from{};
    Stage to{};
    std::string cause;
};  // cause: "objection_upheld", "review_returned", "inspection_failed", "acceptance_failed", "vote_failed",
    // "plan_changed"
struct Paused {
    std::string reason;
};
struct Resumed {};
struct Withdrawn {
    std::string reason;
};
struct Revived {
    std::string reason;
};
using Event =
    std::variant<Opened, Initiated, LeadAppointed, WorkingGroupElected, SentBack, Paused, Resumed, Withdrawn, Revived>;

struct State {
    Standing standing{};
    ProjectId project;
    CommunityId community;
    BuildingId building;
    UnitId unit;
    std::string title;
    std::string area;
    std::string source;
    std::vector<std::string> disputed;
    std::vector<std::string> assumed;
    std::optional<Date> opened_on;
    std::optional<Date> initiated_on;
    std::optional<HouseholdId> lead;
    std::vector<std::string> working_group;
    std::optional<Date> group_on;
    std::string standing_reason;
    // When each displayed stage was last entered, and when it was last sent back from.
    Stage stage{};
    std::array<std::optional<Date>, stage_count> entered;
    std::array<std::optional<Date>, stage_count> sent_back;
};

inline constexpr RefusalCode already_open{"project.already_open"};
inline constexpr RefusalCode not_open{"project.not_open"};      // no such project yet
inline constexpr RefusalCode not_active{"project.not_active"};  // paused or withdrawn; {standing}
inline constexpr RefusalCode not_paused{"project.not_paused"};
inline constexpr RefusalCode not_withdrawn{"project.not_withdrawn"};
inline constexpr RefusalCode already_initiated{"project.already_initiated"};
inline constexpr RefusalCode too_early{
    "project.too_early"};  // {occurred_on} before {earliest}: a claimed date may not precede its stage
inline constexpr RefusalCode in_the_future{"project.in_the_future"};  // {occurred_on} after today
inline constexpr RefusalCode gate_closed{"project.gate_closed"};  // {stage}, {missing}: requirement codes joined by ","
inline constexpr RefusalCode unknown_household{"project.unknown_household"};  // {household} is not of this unit
inline constexpr RefusalCode text_missing{"project.text_missing"};

Decision decide(project::State const& project, Command const& command, Context const& context);
// Acts on the whole project: being sent back clears what stood after the stage it is sent back to.
[[nodiscard]] project::State evolve(project::State state, Event const& event, Date occurred_on);

}  // namespace jiati::project::lifecycle
