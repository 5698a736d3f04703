// 方案: whether the unit suits a lift, and the versions of the plan. Consent is bound to one version.
#pragma once

#include "base/id.h"
#include "project/decision.h"
#include "project/geometry.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::project::planning {

enum class Entry : std::uint8_t { level, half_landing };  // 平层入户, 半层入户
enum class Suitability : std::uint8_t { suitable, fairly_suitable, unsuitable };

// Where the car stops: at a floor, or at the landing between `floor` and `floor + 1` when `half`. Floor 0 is the ground
// row (storage, stilt floor, street level).
struct Stop {
    std::int64_t floor = 0;
    bool half = false;
    friend bool operator==(Stop const&, Stop const&) = default;
};
struct Detail {
    std::string topic;
    std::string text;
    friend bool operator==(Detail const&, Detail const&) = default;
};  // "cladding", "panes", "corridor", "drainage" …

struct Plan {
    Entry entry{};
    std::int64_t levels = 0;     // 几层: levels the shaft spans
    std::int64_t doors = 0;      // 几门
    std::int64_t corridors = 0;  // 连廊
    std::vector<Stop> stops_at;  // 几站: one per stop
    std::optional<std::int64_t> load_kg;
    std::optional<std::int64_t> persons;
    std::string shaft;  // "steel frame, glass below the third floor, aluminium above"
    std::vector<Detail> details;
    friend bool operator==(Plan const&, Plan const&) = default;
};

// ---- Commands
struct AssessFeasibility {
    Suitability grade{};
    std::vector<std::string> reasons;
    std::string by;
};
struct Publish {
    Plan plan;
    LightFact light{};  // fact: of that plan, where the unit's geometry is on record
};                      // a new version
struct RecordGeometry {
    UnitGeometry geometry;
    LightFact light{};  // fact: of the current plan, if there is one
};                      // whole; it takes the place of an earlier one
using Command = std::variant<AssessFeasibility, Publish, RecordGeometry>;

// ---- Events
struct FeasibilityAssessed {
    Suitability grade{};
    std::vector<std::string> reasons;
    std::string by;
};
struct Published {
    std::int64_t version = 0;
    Plan plan;
};
struct GeometryRecorded {
    UnitGeometry geometry;
};
struct DaylightComputed {
    std::int64_t plan_version = 0;
    std::string engine;
    std::string input_hash;
    std::vector<WindowLight> windows;
};
using Event = std::variant<FeasibilityAssessed, Published, GeometryRecorded, DaylightComputed>;

struct Version {
    std::int64_t version = 0;
    Date published_on;
    Plan plan;
};
struct State {
    std::optional<Suitability> grade;
    std::vector<std::string> reasons;
    std::optional<Date> assessed_on;
    std::vector<Version> versions;  // ascending; the last one is current
    std::optional<UnitGeometry> geometry;
    std::optional<Date> geometry_on;
    std::optional<Light> light;  // the latest that was computed
    [[nodiscard]] Version const* current() const { return versions.empty() ? nullptr : &versions.back(); }
};

inline constexpr RefusalCode unsuitable{"planning.unsuitable"};  // the unit was graded unsuitable
inline constexpr RefusalCode stops_wrong{
    "planning.stops_wrong"};  // {stops}, {levels}: none, repeated, or more than levels
inline constexpr RefusalCode doors_wrong{"planning.doors_wrong"};      // fewer doors than stops
inline constexpr RefusalCode numbers_wrong{"planning.numbers_wrong"};  // {field}: negative or absurd
inline constexpr RefusalCode unchanged{"planning.unchanged"};          // the same plan as the current version
inline constexpr RefusalCode vote_is_open{"planning.vote_is_open"};    // close the vote first

Decision decide(project::State const& project, Command const& command, Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::project::planning
