// The closed lists of codes that policy data may use. The project aggregate evaluates requirements; policy data only
// orders them.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace jiati::policy::codes {

inline constexpr std::array<std::string_view, 14> stages{
    "planning",     "deliberation", "consent",    "funding",      "contract", "notice",    "approval",
    "construction", "inspection",   "acceptance", "registration", "handover", "operation", "subsidy_claim"};

inline constexpr std::array<std::string_view, 21> requirements{
    "stance_survey_done", "feasibility_assessed", "group_formed",      "plan_published",  "price_agreed",
    "unities_confirmed",  "consent_passed",       "agreement_signed",  "shares_adopted",  "funding_closed",
    "notice_closed",      "papers_filed",         "approval_granted",  "contract_signed", "subsidy_filed",
    "gate_open",          "works_finished",       "inspection_passed", "accepted",        "use_unit_appointed",
    "registered"};

// What may be put to a vote.
inline constexpr std::array<std::string_view, 5> matters{
    "lift_retrofit",       // 改建附属设施: adding the lift, with plan and shares
    "change_of_plan",      // a change that needs a new vote
    "occupy_common_part",  // common parts of the estate outside the unit
    "raise_maintenance_fund", "use_maintenance_fund"};

inline constexpr std::array<std::string_view, 4> posting_places{"unit_entrance", "building", "estate_board",
                                                                "neighbouring_buildings"};

inline constexpr std::array<std::string_view, 4> use_unit_kinds{"property_firm", "maintenance_firm",
                                                                "professional_firm", "co_owners"};

template <std::size_t n>
[[nodiscard]] constexpr bool knows(std::array<std::string_view, n> const& list, std::string_view code) {
    return std::find(list.begin(), list.end(), code) != list.end();
}

}  // namespace jiati::policy::codes
