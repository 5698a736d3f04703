// One sum shared by many rules, side by side: what each household would pay, how far that is from what was adopted, and
// whether a group would pay for others. Worked out from the record alone, by the functions that adopt shares.
#pragma once

#include "policy/policy.h"
#include "project/share_rules.h"

#include <optional>
#include <string>
#include <vector>

namespace jiati::app::read {

struct RuleShares {
    std::string key;              // "adopted", a rule's, or the id of a policy's table
    policy::Names const* name{};  // of a table
    bool is_first = false;        // shown before "more"
    std::vector<Fen> shares;      // by place in the roll
    std::optional<Fen> moved;     // against what was adopted

    // The group that pays most beyond a lift of its own, by how much; places in the roll.
    struct Excess {
        std::vector<std::size_t> group;
        Fen by;
    };
    std::optional<Excess> paying_for_others;
};

struct Comparison {
    project::funding::ToShare money;
    std::vector<project::consent::RollEntry> roll;
    // How the price was split for the rules of "who uses it pays": an assumption, since contracts state one sum.
    std::vector<project::funding::ElementInput> elements;
    std::vector<Fen> element_amounts;  // rounded so that they still add up
    std::vector<RuleShares> rules;
};

// Nothing where the lines pay more than everything, or nobody is on the roll. `adopted`: null before shares are
// adopted; in any order, who is missing pays nothing.
[[nodiscard]] std::optional<Comparison> compare_rules(project::funding::ShareSources const& from,
                                                      project::funding::ToShare const& money,
                                                      std::vector<project::funding::Share> const* adopted);

}  // namespace jiati::app::read
