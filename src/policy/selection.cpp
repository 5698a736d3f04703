#include "policy/selection.h"

#include <algorithm>
#include <iterator>

namespace jiati::policy {
namespace {

bool is_separator(char c) { return c == '-' || c == '/'; }

// The packs that hold at a place on a day: narrowest area first, then the one that took effect last, then list order.
std::vector<Policy const*> valid_packs(std::vector<Policy> const& policies, std::string_view area, Date date) {
    std::vector<Policy const*> valid;
    for (auto const& policy : policies)
        if (covers(policy.area, area) && policy.is_valid_on(date)) valid.push_back(&policy);
    std::stable_sort(valid.begin(), valid.end(), [](Policy const* a, Policy const* b) {
        if (a->area.size() != b->area.size()) return a->area.size() > b->area.size();
        return a->valid_from > b->valid_from;
    });
    return valid;
}

// A section that is left out is an empty list or an absent value.
template <class T>
void inherit(std::vector<T>& section, std::vector<T> const& wider) {
    if (section.empty()) section = wider;
}
template <class T>
void inherit(std::optional<T>& section, std::optional<T> const& wider) {
    if (!section) section = wider;
}

template <class Values>
std::optional<Fraction> value_on(Values const& floors, int floor) {
    auto const found = std::ranges::find(floors, floor, &FloorValue::floor);
    return found == floors.end() ? std::nullopt : std::optional(found->value);
}

}  // namespace

bool covers(std::string_view wider, std::string_view area) {
    if (wider.empty() || area.size() < wider.size()) return false;
    for (std::size_t i = 0; i < wider.size(); ++i)
        if (wider[i] != area[i] && !(is_separator(wider[i]) && is_separator(area[i]))) return false;
    return area.size() == wider.size() || is_separator(area[wider.size()]);
}

Policy const* find_policy(std::vector<Policy> const& policies, std::string_view area, Date date) {
    auto const valid = valid_packs(policies, area, date);
    return valid.empty() ? nullptr : valid.front();
}

Policy const* find_policy_by_id(std::vector<Policy> const& policies, std::string_view id) {
    auto const found = std::ranges::find(policies, id, &Policy::id);
    return found == policies.end() ? nullptr : &*found;
}

std::optional<ResolvedPolicy> resolve_policy(std::vector<Policy> const& policies, std::string_view area, Date date) {
    auto const valid = valid_packs(policies, area, date);
    if (valid.empty()) return std::nullopt;
    ResolvedPolicy resolved{*valid.front(), {valid.front()->id}};
    auto& policy = resolved.policy;
    for (std::size_t i = 1; i < valid.size(); ++i) {
        auto const& wider = *valid[i];
        if (wider.area.size() == valid[i - 1]->area.size()) continue;  // replaced by a later pack of the same area
        resolved.parts.push_back(wider.id);
        // The stages name rules of their own pack: they come with these or not at all.
        if (policy.consent.empty()) inherit(policy.vote_stages, wider.vote_stages);
        inherit(policy.consent, wider.consent);
        inherit(policy.ballots, wider.ballots);
        inherit(policy.notice, wider.notice);
        inherit(policy.calendar, wider.calendar);
        inherit(policy.subsidies, wider.subsidies);
        inherit(policy.coefficient_tables, wider.coefficient_tables);
        inherit(policy.percent_tables, wider.percent_tables);
        inherit(policy.interval_tables, wider.interval_tables);
        inherit(policy.joint_approval, wider.joint_approval);
        inherit(policy.gates, wider.gates);
        inherit(policy.use_unit_rules, wider.use_unit_rules);
        inherit(policy.operation, wider.operation);
        for (auto const& source : wider.sources)
            if (std::ranges::find(policy.sources, source.id, &Source::id) == policy.sources.end())
                policy.sources.push_back(source);
    }
    return resolved;
}

std::vector<ConsentStage> consent_stages(Policy const& policy, std::string_view matter) {
    std::vector<ConsentStage> stages;
    for (auto const& stage : policy.consent)
        if (std::ranges::find(stage.matters, matter) != stage.matters.end()) stages.push_back(stage);
    return stages;
}

std::vector<std::string> requirements_of(Policy const& policy, std::string_view stage) {
    auto const gate = std::ranges::find(policy.gates, stage, &Gate::stage);
    return gate == policy.gates.end() ? std::vector<std::string>{} : gate->requirements;
}

std::optional<Fen> subsidy_amount(Subsidy const& subsidy, int floors, Fen cost) {
    auto const tier = std::ranges::find_if(subsidy.tiers, [&](SubsidyTier const& candidate) {
        return candidate.floors_min <= floors && (!candidate.floors_max || floors <= *candidate.floors_max);
    });
    if (tier == subsidy.tiers.end()) return std::nullopt;
    if (tier->amount) return tier->amount;
    if (!tier->part_of_cost) return std::nullopt;
    auto const part = (*tier->part_of_cost * Fraction{cost.count()}).floor().to_int64();
    if (!part) return std::nullopt;
    return tier->cap ? std::min(Fen{*part}, *tier->cap) : Fen{*part};
}

std::optional<Fraction> coefficient_of(CoefficientTable const& table, int floor) {
    if (auto value = value_on(table.floors, floor)) return value;
    auto const last = std::ranges::max_element(table.floors, {}, &FloorValue::floor);
    if (last == table.floors.end() || floor < last->floor || !table.step_above) return std::nullopt;
    return last->value + *table.step_above * Fraction{floor - last->floor};
}

std::vector<IntervalTable> interval_tables_for(Policy const& policy, LiftShape const& shape) {
    std::vector<IntervalTable> tables;
    if (!policy.interval_tables) return tables;
    std::ranges::copy_if(*policy.interval_tables, std::back_inserter(tables), [&](IntervalTable const& table) {
        return table.building_floors == shape.building_floors && (!table.entry || *table.entry == shape.entry) &&
               (!table.new_corridor || *table.new_corridor == shape.new_corridor);
    });
    return tables;
}

std::vector<std::string> use_unit_kinds_on(Policy const& policy, Date date) {
    UseUnitRule const* latest = nullptr;
    for (auto const& rule : policy.use_unit_rules)
        if (rule.from <= date && (!latest || latest->from < rule.from)) latest = &rule;
    return latest ? latest->kinds : std::vector<std::string>{};
}

}  // namespace jiati::policy
