#include "app/read/sources.h"

#include <algorithm>
#include <array>

namespace jiati::app::read {

namespace {

struct Sight {
    std::string_view action;
    bool Rights::*right;
};
constexpr std::array sights{
    Sight{"see.stances", &Rights::stances},     Sight{"see.visits", &Rights::visits},
    Sight{"see.people", &Rights::people},       Sight{"see.returned", &Rights::returned},
    Sight{"see.tally", &Rights::tally},         Sight{"see.ballots", &Rights::ballots},
    Sight{"see.shares", &Rights::shares},       Sight{"see.areas", &Rights::areas},
    Sight{"see.ledger", &Rights::ledger},       Sight{"see.objections", &Rights::objections},
    Sight{"see.opinions", &Rights::opinions},   Sight{"see.questions", &Rights::questions},
    Sight{"see.bills", &Rights::bills},         Sight{"see.estimates", &Rights::estimates},
    Sight{"see.mediation", &Rights::mediation}, Sight{"see.verdict", &Rights::verdict},
    Sight{"see.daylight", &Rights::daylight},
};

}  // namespace

Rights rights_of(Viewer const& viewer, Target const& target) {
    Rights rights;
    rights.own = own_households(viewer, target);
    rights.standing = standing_of(viewer, target);
    for (auto const& grant : viewer.grants)
        if (grant.role == account::Role::department && covers(grant, target))
            rights.departments.insert(grant.scope.department);
    std::vector<Claim> claims(1);
    if (!rights.own.empty()) claims.front().household = *rights.own.begin();
    for (auto const& department : rights.departments) claims.push_back({claims.front().household, department});
    for (auto const action : allowed_actions(viewer, target, claims)) {
        auto const* const sight = std::ranges::find(sights, action, &Sight::action);
        if (sight != sights.end())
            rights.*(sight->right) = true;
        else if (!action.starts_with("see.") && !action.starts_with("file."))
            rights.may.push_back(action);
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
