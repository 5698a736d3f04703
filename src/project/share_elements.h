// The cost elements of a lift for the rules of "who uses it pays for it", after what the lines pay: as given, or by the
// default split, which is an assumption (games/lift_elements.h). Internal to this folder.
#pragma once

#include "project/rules.h"
#include "project/share_rules.h"

#include <set>
#include <string>
#include <type_traits>
#include <vector>

namespace jiati::project::funding {

using Roll = std::vector<consent::RollEntry>;

inline constexpr std::int64_t floors_most = 1000;

// By which a household pays: that of a duplex is its upper one (games/allocation.h).
[[nodiscard]] std::int64_t access_floor(consent::RollEntry const& entry);
[[nodiscard]] consent::RollEntry const* find(Roll const& roll, HouseholdId const& household);
[[nodiscard]] std::optional<Refusal> not_on_roll(Roll const& roll, HouseholdId const& household, std::string pointer);

// Unknown, or named twice.
template <class Item>
std::optional<Refusal> wrong_household(Roll const& roll, std::vector<Item> const& items, std::string const& list) {
    std::set<HouseholdId> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
        HouseholdId const* household = nullptr;
        auto pointer = list + "/" + std::to_string(i);
        if constexpr (std::is_same_v<Item, HouseholdId>) {
            household = &items[i];
        } else {
            household = &items[i].household;
            pointer += "/household";
        }
        if (auto refusal = not_on_roll(roll, *household, pointer)) return refusal;
        if (!seen.insert(*household).second) return refuse(household_twice, pointer, {{"household", household->text}});
    }
    return std::nullopt;
}

[[nodiscard]] Result<std::vector<ElementInput>, Refusal> share_elements(ShareSources const& from,
                                                                        AdoptShares const& command,
                                                                        ToShare const& money);

}  // namespace jiati::project::funding
