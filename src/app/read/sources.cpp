#include "app/read/sources.h"

#include <algorithm>

namespace jiati::app::read {

Rights rights_of(Viewer const& viewer, Target const& target) {
    auto const sees = [&](std::string_view what) { return may(viewer, what, target); };
    Rights rights;
    rights.stances = sees("see.stances");
    rights.visits = sees("see.visits");
    rights.people = sees("see.people");
    rights.returned = sees("see.returned");
    rights.tally = sees("see.tally");
    rights.ballots = sees("see.ballots");
    rights.shares = sees("see.shares");
    rights.areas = sees("see.areas");
    rights.ledger = sees("see.ledger");
    rights.objections = sees("see.objections");
    rights.opinions = sees("see.opinions");
    rights.questions = sees("see.questions");
    rights.bills = sees("see.bills");
    rights.own = own_households(viewer, target);
    rights.standing = standing_of(viewer, target);
    for (auto const& grant : viewer.grants)
        if (grant.role == account::Role::department && covers(grant, target))
            rights.departments.insert(grant.scope.department);
    Claim claim;
    if (!rights.own.empty()) claim.household = *rights.own.begin();
    for (auto const action : known_actions()) {
        if (action.starts_with("see.")) continue;
        bool allowed = may(viewer, action, target, claim);
        for (auto const& department : rights.departments)
            allowed = allowed || may(viewer, action, target, {claim.household, department});
        if (allowed) rights.may.push_back(action);
    }
    return rights;
}

place::UnitState const* Sources::unit() const {
    auto const found = place.units.find(project.lifecycle.unit);
    return found == place.units.end() ? nullptr : &found->second;
}

std::string Sources::text(VaultText const& text) const {
    auto const found = texts.find(text.ref);
    return found == texts.end() ? std::string{} : found->second;
}

std::string Sources::room(HouseholdId const& household) const {
    auto const found = place.households.find(household);
    return found == place.households.end() ? std::string{} : found->second.data.room;
}

std::vector<place::HouseholdState const*> Sources::households() const {
    std::vector<place::HouseholdState const*> list;
    auto const* const here = unit();
    if (here == nullptr) return list;
    for (auto const& id : here->households) list.push_back(&place.households.at(id));
    std::ranges::sort(list, [](auto const* a, auto const* b) {
        auto const key = [](place::HouseholdState const& h) { return std::tie(h.data.floors, h.data.room, h.data.id); };
        return key(*a) < key(*b);
    });
    return list;
}

Target target_of(project::State const& project, place::State const& place) {
    Target target;
    target.area = project.lifecycle.area;
    target.projects = {project.lifecycle.project};
    target.firm = project.contract.firm;
    if (auto const unit = place.units.find(project.lifecycle.unit); unit != place.units.end())
        target.households.insert(unit->second.households.begin(), unit->second.households.end());
    return target;
}

}  // namespace jiati::app::read
