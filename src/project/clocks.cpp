#include "policy/policy.h"
#include "project/operation.h"
#include "project/project.h"

#include <algorithm>

namespace jiati::project::operation {
namespace {

// A periodic inspection may be made so much early without moving its anchor (TSG T7001-2023).
constexpr int early_months = 2;

// The first due date that the last passed inspection has not met: after the years the rule lists, then at its interval.
std::optional<Clock> next_inspection(project::State const& project, policy::Operation const& rule) {
    auto const anchor =
        project.acceptance.inspected_on ? project.acceptance.inspected_on : project.acceptance.accepted_on;
    if (!anchor) return std::nullopt;
    auto const last = project.operation.last_inspection_on;
    auto const from = last.value_or(*anchor);
    auto const is_met = [&](Date due) { return last && due <= last->plus_months(early_months); };
    int years = 0;
    for (auto const listed : rule.inspection_years) {
        years = std::max(years, listed);
        if (auto const due = anchor->plus_years(listed); !is_met(due)) return Clock{"inspection", from, due};
    }
    if (rule.inspection_interval_years_after < 1) return std::nullopt;
    auto due = anchor->plus_years(years);
    do due = anchor->plus_years(years += rule.inspection_interval_years_after);
    while (is_met(due));
    return Clock{"inspection", from, due};
}

}  // namespace

std::vector<Clock> clocks(project::State const& project, policy::Policy const* policy) {
    std::vector<Clock> all;
    if (auto const& accepted_on = project.acceptance.accepted_on)
        for (auto const& commitment : project.contract.commitments)
            all.push_back({commitment.kind, *accepted_on, accepted_on->plus_years(static_cast<int>(commitment.years))});
    if (policy == nullptr || !policy->operation || !project.acceptance.handed_over_on) return all;
    if (auto const inspection = next_inspection(project, *policy->operation)) all.push_back(*inspection);
    if (auto const interval = policy->operation->maintenance_interval_days; interval > 0) {
        auto const last = project.operation.last_upkeep_on.value_or(*project.acceptance.handed_over_on);
        all.push_back({"upkeep", last, last.plus_days(interval)});
    }
    return all;
}

}  // namespace jiati::project::operation
