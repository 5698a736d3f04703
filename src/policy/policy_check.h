// What a policy pack must obey beyond its shape: tables sum, thresholds are parts of a whole, dates are in order, codes
// are known, sources exist. A pack with a fault is not adopted.
#pragma once

#include "policy/policy.h"

#include <cstdint>
#include <string>
#include <vector>

namespace jiati::policy {

struct PolicyFault {
    enum class Kind : std::uint8_t {
        empty,           // a text or list that must not be
        repeated,        // `found` stands twice
        unknown_code,    // `found` is not in the list of codes
        unknown_source,  // no source of this pack has the id `found`
        out_of_range,    // a number where it cannot be
        does_not_sum,    // `found` instead of `wanted`
        dates_out_of_order,
        date_outside_year,
        not_a_weekend_day,  // `found` listed as worked in exchange is no Saturday or Sunday
        tiers_overlap,
        overlapping_packs,  // two packs of one area take effect on the same day
    };
    Kind kind{};
    std::string pointer;  // RFC 6901, into the pack: "/percent_tables/0/floors"
    std::string found;
    std::string wanted;

    friend bool operator==(PolicyFault const&, PolicyFault const&) = default;
};

[[nodiscard]] std::vector<PolicyFault> check_policy(Policy const& policy);
// All packs together: each one, ids, and overlaps. Pointers start with the pack's place in the list:
// "/3/gates/0/stage".
[[nodiscard]] std::vector<PolicyFault> check_policies(std::vector<Policy> const& policies);

// One English line for an operator: what is wrong and what would be right.
[[nodiscard]] std::string describe(PolicyFault const& fault);

}  // namespace jiati::policy
