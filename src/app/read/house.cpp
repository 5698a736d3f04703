// The floor grid's data: the house row by row, and what each cell may show this viewer.
#include "app/read/sections.h"
#include "app/read/vote_parts.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

std::string_view code_of_ground(place::Ground ground) {
    switch (ground) {
        case place::Ground::none:
            return "none";
        case place::Ground::storage:
            return "storage";
        case place::Ground::stilt:
            return "stilt";
        case place::Ground::shops:
            return "shops";
    }
    return "none";
}

std::string_view code_of_outcome(project::survey::VisitOutcome outcome) {
    switch (outcome) {
        case project::survey::VisitOutcome::met:
            return "met";
        case project::survey::VisitOutcome::absent:
            return "absent";
        case project::survey::VisitOutcome::refused:
            return "refused";
    }
    return "met";
}

// Half a flight of stairs is left when the car stops at no door of the flat's floors but at landings between floors.
bool half_flight_left(project::planning::Plan const& plan, std::vector<std::int64_t> const& floors) {
    if (plan.entry != project::planning::Entry::half_landing || floors.empty()) return false;
    return std::ranges::none_of(plan.stops_at, [&](project::planning::Stop const& stop) {
        return !stop.half && std::ranges::find(floors, stop.floor) != floors.end();
    });
}

void add_survey(json::object& cell, Sources const& from, HouseholdId const& household, bool mine) {
    bool const entitled = from.rights.stances || mine;
    cell["stance_known"] = entitled;
    cell["stance"] = nullptr;
    cell["stance_on"] = nullptr;
    cell["reason"] = nullptr;
    cell["topics"] = json::array();
    cell["visit"] = nullptr;
    auto const found = from.project.survey.households.find(household);
    if (found == from.project.survey.households.end()) return;
    auto const& survey = found->second;
    if (entitled && survey.stance) {
        cell["stance"] = word(code_of(*survey.stance));
        cell["stance_on"] = of(survey.stance_on);
        cell["reason"] = text_or_null(from.text(survey.reason));
        json::array topics;
        for (auto const topic : survey.topics) topics.push_back(word(code_of(topic)));
        cell["topics"] = std::move(topics);
    }
    if (from.rights.visits && survey.visited_on && survey.outcome) {
        cell["visit"] = json::object{{"on", of(survey.visited_on)},
                                     {"outcome", word(code_of_outcome(*survey.outcome))},
                                     {"next_on", of(survey.next_on)},
                                     {"note", text_or_null(from.rights.stances ? from.text(survey.note) : "")}};
    }
}

// The worries of one household, for its own people and those who visit it; the others see counts by topic.
void add_worries(json::object& cell, Sources const& from, HouseholdId const& household, bool mine) {
    json::array worries;
    if (from.rights.stances || mine)
        for (auto const& worry : from.project.survey.worries)
            if (worry.household == household)
                worries.push_back(json::object{{"id", of(worry.id)},
                                               {"on", of(worry.raised_on)},
                                               {"topic", word(code_of(worry.topic))},
                                               {"text", text_or_null(from.text(worry.text))},
                                               {"answer", text_or_null(from.text(worry.answer))},
                                               {"answered_on", of(worry.answered_on)}});
    cell["worries"] = std::move(worries);
}

void add_ballot(json::object& cell, Sources const& from, HouseholdId const& household, bool mine) {
    cell["ballot"] = nullptr;
    cell["ballot_returned"] = nullptr;
    if (from.vote == nullptr || from.vote->find(household) == nullptr) return;
    auto const found = from.vote->ballots.find(household);
    bool const returned = found != from.vote->ballots.end() && found->second.counts();
    bool const entitled = mine || (from.rights.ballots && from.vote->closed_on);
    if (entitled || from.rights.returned) cell["ballot_returned"] = returned;
    if (entitled)
        cell["ballot"] = returned ? word(code_of(vote::legal_ballot(*from.vote, household))) : word("not_returned");
}

}  // namespace

bool shares_are_public(Sources const& from) { return from.project.notice.posted_on.has_value(); }

json::object house(Sources const& from) {
    auto const* const unit = from.unit();
    json::array cells;
    auto const columns = place::landing_columns(from.place, from.project.lifecycle.unit);
    auto const free_up_to = from.project.deliberation.free_rides_up_to_floor();
    auto const* const plan = from.project.planning.current();
    for (auto const* const household : from.households()) {
        auto const& data = household->data;
        bool const mine = from.rights.own.contains(data.id);
        auto const column = std::ranges::find(columns, data.id, &place::Column::household);
        bool const shares_seen = from.rights.shares || mine || shares_are_public(from);
        json::object cell{
            {"household", of(data.id)},
            {"room", of(data.room)},
            {"floors", of(data.floors)},
            {"column", column == columns.end() ? 0 : column->column},
            {"columns", column == columns.end() ? 1 : column->columns},
            {"area_m2", from.rights.areas || mine ? of(data.area) : json::value(nullptr)},
            {"mine", mine},
            {"share", shares_seen && from.project.funding.adopted_on ? of(from.project.funding.share_of(data.id))
                                                                     : json::value(nullptr)},
            {"rides_free", !data.floors.empty() && data.floors.back() <= free_up_to},
            {"half_flight", plan != nullptr && half_flight_left(plan->plan, data.floors)},
        };
        add_survey(cell, from, data.id, mine);
        add_worries(cell, from, data.id, mine);
        add_ballot(cell, from, data.id, mine);
        cells.push_back(std::move(cell));
    }
    auto const building =
        std::ranges::find(from.place.buildings, from.project.lifecycle.building, &place::BuildingState::id);
    return {{"floors", unit == nullptr ? 0 : unit->data.floors},
            {"ground", word(building == from.place.buildings.end() ? "none" : code_of_ground(building->ground))},
            {"cells", std::move(cells)}};
}

json::value stance_counts(Sources const& from) {
    std::int64_t agree = 0, neutral = 0, oppose = 0, unreached = 0, none = 0;
    for (auto const* const household : from.households()) {
        auto const found = from.project.survey.households.find(household->data.id);
        if (found == from.project.survey.households.end() || !found->second.stance) {
            ++none;
            continue;
        }
        switch (*found->second.stance) {
            case project::survey::Stance::agree:
                ++agree;
                break;
            case project::survey::Stance::neutral:
                ++neutral;
                break;
            case project::survey::Stance::oppose:
                ++oppose;
                break;
            case project::survey::Stance::unreached:
                ++unreached;
                break;
        }
    }
    // A count below five would name a household. Staff of the neighbourhood see them all, and so does everyone where a
    // published source states them.
    auto const total = agree + neutral + oppose + unreached + none;
    bool const small =
        !from.rights.stances && from.project.lifecycle.source.empty() &&
        ((oppose > 0 && oppose < 5) || (neutral > 0 && neutral < 5) || (agree > 0 && agree < 5) || total - agree < 5);
    if (small) return nullptr;
    return json::object{
        {"agree", agree}, {"neutral", neutral}, {"oppose", oppose}, {"unreached", unreached}, {"no_answer", none}};
}

json::value people(Sources const& from) {
    if (!from.rights.people) return nullptr;
    std::int64_t count = 0, mobility = 0;
    place::AgeBands sum;
    for (auto const* const household : from.households()) {
        count += household->people;
        mobility += household->reduced_mobility;
        sum.under_60 += household->ages.under_60;
        sum.from_60 += household->ages.from_60;
        sum.from_65 += household->ages.from_65;
        sum.from_70 += household->ages.from_70;
        sum.from_80 += household->ages.from_80;
    }
    return json::object{{"people", count},        {"reduced_mobility", mobility}, {"under_60", sum.under_60},
                        {"from_60", sum.from_60}, {"from_65", sum.from_65},       {"from_70", sum.from_70},
                        {"from_80", sum.from_80}};
}

}  // namespace jiati::app::read
