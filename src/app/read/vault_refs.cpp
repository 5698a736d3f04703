#include "app/read/vault_refs.h"

#include "app/read/json_parts.h"

#include <algorithm>

namespace jiati::app::read {

std::vector<std::string> refs_for(project::State const& project, Rights const& rights) {
    std::vector<std::string> refs;
    auto const add = [&](VaultText const& text, bool entitled) {
        if (entitled && !text.empty()) refs.push_back(text.ref);
    };
    auto const own = [&](std::optional<HouseholdId> const& household) {
        return household && rights.own.contains(*household);
    };
    for (auto const& [household, survey] : project.survey.households) {
        add(survey.reason, rights.stances || rights.own.contains(household));
        add(survey.note, rights.visits && rights.stances);
    }
    for (auto const& worry : project.survey.worries) {
        add(worry.text, rights.questions || own(worry.household));
        add(worry.answer, rights.questions || own(worry.household));
    }
    for (auto const& question : project.deliberation.questions) {
        add(question.text, rights.questions || own(question.household));
        add(question.answer, rights.questions || own(question.household));
    }
    for (auto const& objection : project.notice.objections) {
        add(objection.text, rights.objections || own(objection.household));
        add(objection.answer, rights.objections || own(objection.household));
    }
    for (auto const& lane : project.approval.lanes) add(lane.text, rights.opinions);
    return refs;
}

Result<std::optional<std::string>, StoreError> household_of(Views& views, Repository& repository,
                                                            std::string const& city, std::string const& household) {
    auto row = views.get(city, "household", household);
    if (!row) return Failure{std::move(row).error()};
    if (!*row) return std::optional<std::string>{};
    auto const where = json::parse((*row)->body).as_object();
    std::string const unit(where.at("unit").as_string());
    auto project = views.get(city, "unit_project", unit);
    if (!project) return Failure{std::move(project).error()};
    auto place = repository.load<PlaceKind>(city, std::string(where.at("community").as_string()));
    if (!place) return Failure{std::move(place).error()};
    auto const& community = (*place)->state;
    std::string address = community.name;
    if (auto const found = community.units.find(UnitId{unit}); found != community.units.end()) {
        auto const building = std::ranges::find(community.buildings, found->second.building, &place::BuildingState::id);
        if (building != community.buildings.end()) address += building->name;
        address += found->second.data.name;
    }
    return std::optional(
        json::serialize(json::object{{"id", of(household)},
                                     {"project", *project ? of((*project)->body) : json::value(nullptr)},
                                     {"room", where.at("room")},
                                     {"address", of(address)}}));
}

}  // namespace jiati::app::read
