// Which rules hold at a place on a day, and what a pack says about a given case.
#pragma once

#include "policy/policy.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::policy {

// True when `area` is `wider` or lies in it. Segments are parted by '-' or '/', alike: "cn-jiangxi-nanchang" covers
// "cn-jiangxi-nanchang-anyi" and "cn/jiangxi/nanchang/anyi".
[[nodiscard]] bool covers(std::string_view wider, std::string_view area);

// The pack valid on that date for the longest area prefix; the national one ("cn") covers all of China. Null when none
// is valid. Of several for one area the one that took effect last counts, then the one listed first.
[[nodiscard]] Policy const* find_policy(std::vector<Policy> const& policies, std::string_view area, Date date);

// By id, whatever the date.
[[nodiscard]] Policy const* find_policy_by_id(std::vector<Policy> const& policies, std::string_view id);

// The pack of find_policy with each section it leaves out (consent, notice, calendar, …) taken from the next wider pack
// valid that day. `parts` names the packs used, narrowest first. Sources are joined.
struct ResolvedPolicy {
    Policy policy;
    std::vector<std::string> parts;
    friend bool operator==(ResolvedPolicy const&, ResolvedPolicy const&) = default;
};
[[nodiscard]] std::optional<ResolvedPolicy> resolve_policy(std::vector<Policy> const& policies, std::string_view area,
                                                           Date date);

// The votes a matter needs, in order; empty when the pack knows none.
[[nodiscard]] std::vector<ConsentStage> consent_stages(Policy const& policy, std::string_view matter);

// The requirements before a stage opens; none when the pack has no gate for it.
[[nodiscard]] std::vector<std::string> requirements_of(Policy const& policy, std::string_view stage);

// What a subsidy pays for a lift in a building of so many floors at this cost; absent where no tier fits. A part of the
// cost is rounded down to the fen.
[[nodiscard]] std::optional<Fen> subsidy_amount(Subsidy const& subsidy, int floors, Fen cost);

// The table's value for a floor; absent below the first floor it lists, in a gap, and above the last without
// step_above.
[[nodiscard]] std::optional<Fraction> coefficient_of(CoefficientTable const& table, int floor);

// What is to be built, as far as interval tables tell cases apart.
struct LiftShape {
    int building_floors = 0;
    EntryMode entry = EntryMode::level;
    bool new_corridor = false;
};
// The tables made for such a lift, in the pack's order; a table that leaves entry or corridor open is for both.
[[nodiscard]] std::vector<IntervalTable> interval_tables_for(Policy const& policy, LiftShape const& shape);

// Who may be the use-management unit on that day; empty when the pack says nothing for it.
[[nodiscard]] std::vector<std::string> use_unit_kinds_on(Policy const& policy, Date date);

}  // namespace jiati::policy
