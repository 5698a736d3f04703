#include "app/read/project_view.h"

#include "app/read/role_code.h"
#include "app/read/sections.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

std::string_view code_of_relation(Relation relation) {
    switch (relation) {
        case Relation::none:
            return "none";
        case Relation::own:
            return "own";
        case Relation::same_unit:
            return "same_unit";
        case Relation::in_area:
            return "in_area";
        case Relation::party:
            return "party";
    }
    return "none";
}

json::object place_section(Sources const& from) {
    json::array names;
    for (auto const& area : from.place.areas) names.push_back(of(area.name));
    auto const building =
        std::ranges::find(from.place.buildings, from.project.lifecycle.building, &place::BuildingState::id);
    bool const known = building != from.place.buildings.end();
    auto const* const unit = from.unit();
    return {{"names", std::move(names)},
            {"community", json::object{{"id", of(from.place.id)}, {"name", of(from.place.name)}}},
            {"building", known ? of(building->name) : json::value("")},
            {"unit", unit == nullptr ? json::value("") : of(unit->data.name)},
            {"built", text_or_null(known && !building->built.empty() ? building->built : from.place.built)},
            {"structure", known ? text_or_null(building->structure) : json::value(nullptr)}};
}

json::object viewer_section(Sources const& from) {
    json::array may, lenses;
    for (auto const command : from.rights.may) may.push_back(word(command));
    if (from.rights.stances) lenses.push_back(word("stance"));
    lenses.push_back(word("share"));
    if (from.rights.visits) lenses.push_back(word("visit"));
    lenses.push_back(word("operation"));
    return {{"role", word(from.rights.standing.role ? code_of(*from.rights.standing.role) : "public")},
            {"relation", word(code_of_relation(from.rights.standing.relation))},
            {"may", std::move(may)},
            {"lenses", std::move(lenses)}};
}

SquareMetres total_area(Sources const& from) {
    SquareMetres sum;
    for (auto const* const household : from.households()) sum += household->data.area;
    return sum;
}

}  // namespace

std::string project_json(Sources const& from) {
    auto const& life = from.project.lifecycle;
    auto const* const unit = from.unit();
    json::object page;
    page["id"] = of(life.project);
    page["version"] = from.version;
    page["title"] = of(life.title);
    page["standing"] = word(code_of(life.standing));
    page["standing_reason"] = text_or_null(life.standing_reason);
    page["stage"] = word(code_of(life.stage));
    page["stages"] = stage_marks(from);
    page["place"] = place_section(from);
    page["viewer"] = viewer_section(from);
    page["house"] = house(from);
    page["households"] = unit == nullptr ? 0 : from.place.household_count(*unit);
    page["area_m2"] = unit == nullptr || unit->households.empty() ? json::value(nullptr) : of(total_area(from));
    page["stance_counts"] = stance_counts(from);
    page["people"] = people(from);
    page["lead"] = life.lead && (from.rights.shares || from.rights.own.contains(*life.lead)) ? of(from.room(*life.lead))
                                                                                             : json::value(nullptr);
    page["working_group"] = of(life.working_group);
    page["next"] = next_step(from);
    page["plan"] = plan(from);
    page["plans"] = plan_versions(from);
    page["price"] = price(from);
    page["funding"] = funding(from);
    page["consent"] = consent(from);
    page["vote_form"] = vote_form(from);
    page["notice"] = notice(from);
    page["approval"] = approval(from);
    page["deliberation"] = deliberation(from);
    page["mediations"] = mediations(from);
    page["construction"] = construction(from);
    page["acceptance"] = acceptance(from);
    page["operation"] = operation(from);
    page["durations"] = durations(from);
    page["source"] = text_or_null(life.source);
    page["disputed"] = of(life.disputed);
    page["assumed"] = of(life.assumed);
    return json::serialize(page);
}

std::string shares_json(Sources const& from) { return json::serialize(shares(from)); }
std::string consent_json(Sources const& from) { return json::serialize(consent(from)); }

}  // namespace jiati::app::read
