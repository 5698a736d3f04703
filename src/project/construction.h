// 施工: the commencement gate, milestones planned and reached, utilities moved, supervision and patrols, coordination
// with other works on the estate.
#pragma once

#include "base/id.h"
#include "project/decision.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::project::construction {

enum class Utility : std::uint8_t {
    gas,
    sewage,
    power,
    greenery,
    sheds,
    chargers,
    lamps,
    fire_lane,
    water,
    telecom,
    meter,
    other
};
enum class CheckKind : std::uint8_t { supervision, patrol, bureau, material, process, quality };

// ---- Commands
struct AgreeSitePlan {
    std::vector<std::string> parties;
    std::string text;
};  // with property, water, power, cleaning, road people (G)
struct CoordinateWorks {
    std::string with;
    std::string text;
};  // estate renovation (F)
struct Commence {
    std::string supervisor;
};  // 开工; passes the gate of the city
struct PlanMilestone {
    std::string code;
    Date on;
};
struct ReachMilestone {
    std::string code;
    std::string text;
};  // ground_broken, foundation, shaft_hoisted …
struct ListRelocation {
    Utility utility{};
    std::string owner;
    std::string text;
};
struct FinishRelocation {
    ItemId relocation;
};
struct RecordCheck {
    CheckKind kind{};
    std::string by;
    std::string text;
    std::int64_t defects = 0;
};
struct RectifyDefects {
    ItemId check;
    std::int64_t defects = 0;
    std::string text;
};
struct Finish {};  // 完工
using Command = std::variant<AgreeSitePlan, CoordinateWorks, Commence, PlanMilestone, ReachMilestone, ListRelocation,
                             FinishRelocation, RecordCheck, RectifyDefects, Finish>;

// ---- Events
struct SitePlanAgreed {
    std::vector<std::string> parties;
    std::string text;
};
struct WorksCoordinated {
    std::string with;
    std::string text;
};
struct Commenced {
    std::string supervisor;
};
struct MilestonePlanned {
    std::string code;
    Date on;
};
struct MilestoneReached {
    std::string code;
    std::string text;
};
struct RelocationListed {
    ItemId relocation;
    Utility utility{};
    std::string owner;
    std::string text;
};
struct RelocationFinished {
    ItemId relocation;
};
struct CheckRecorded {
    ItemId check;
    CheckKind kind{};
    std::string by;
    std::string text;
    std::int64_t defects = 0;
};
struct DefectsRectified {
    ItemId check;
    std::int64_t defects = 0;
    std::string text;
};
struct Finished {};
using Event = std::variant<SitePlanAgreed, WorksCoordinated, Commenced, MilestonePlanned, MilestoneReached,
                           RelocationListed, RelocationFinished, CheckRecorded, DefectsRectified, Finished>;

struct Milestone {
    std::string code;
    std::optional<Date> planned_on;
    std::optional<Date> reached_on;
    std::string text;
};
struct Relocation {
    ItemId id;
    Utility utility{};
    std::string owner;
    std::string text;
    std::optional<Date> done_on;
};
struct Check {
    ItemId id;
    Date on;
    CheckKind kind{};
    std::string by;
    std::string text;
    std::int64_t defects = 0;
    std::int64_t rectified = 0;
};
struct Coordination {
    Date on;
    std::string with;
    std::string text;
};
struct State {
    std::vector<std::string> site_plan_parties;
    std::optional<Date> site_plan_on;
    std::vector<Coordination> coordination;
    std::optional<Date> commenced_on;
    std::string supervisor;
    std::vector<Milestone> milestones;
    std::vector<Relocation> relocations;
    std::vector<Check> checks;
    std::optional<Date> finished_on;
};

inline constexpr RefusalCode already_commenced{"construction.already_commenced"};
inline constexpr RefusalCode not_commenced{"construction.not_commenced"};
inline constexpr RefusalCode already_finished{"construction.already_finished"};
inline constexpr RefusalCode milestone_missing{"construction.milestone_missing"};
inline constexpr RefusalCode milestone_reached{"construction.milestone_reached"};
inline constexpr RefusalCode item_unknown{"construction.item_unknown"};
inline constexpr RefusalCode already_done{"construction.already_done"};
inline constexpr RefusalCode defects_wrong{
    "construction.defects_wrong"};                                 // {open}: negative, or more rectified than found
inline constexpr RefusalCode work_open{"construction.work_open"};  // {what}: relocations or defects still open
inline constexpr RefusalCode parties_missing{"construction.parties_missing"};

Decision decide(project::State const& project, Command const& command, Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::project::construction
