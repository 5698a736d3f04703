#include "games/lift_elements.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace jiati::games {
namespace {

using Error = LiftElementsError;

// Heights are whole numbers of half storeys, so that level stops and half landings compare exactly.
std::int64_t height(LiftStop const& stop) { return 2 * std::int64_t{stop.floor} + (stop.half ? 1 : 0); }

std::optional<Error> fault_of(LiftWorks const& works) {
    if (works.access_floors.empty()) return Error::no_flats;
    if (works.cost.is_negative()) return Error::cost_negative;
    if (works.subsidy.is_negative()) return Error::subsidy_negative;
    if (works.subsidy > works.cost) return Error::subsidy_above_cost;
    if (works.pit_part.is_negative() || works.pit_part > Fraction{1}) return Error::pit_part_out_of_range;
    LiftStop const entry{works.entry_floor, false};
    for (auto const& stop : works.stops)
        if (height(stop) <= height(entry)) return Error::stop_not_above_entry;
    return std::nullopt;
}

// The stops that can be got off at, ascending, the entry first.
std::vector<LiftStop> stops_of(LiftWorks const& works) {
    std::vector<LiftStop> stops = works.stops;
    if (stops.empty())
        for (auto const floor : works.access_floors)
            if (floor > works.entry_floor) stops.push_back({floor, false});
    stops.push_back({works.entry_floor, false});
    std::ranges::sort(stops);
    stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
    return stops;
}

// The place in `stops` of the one nearest to the floor, the lower of two.
std::size_t nearest(std::vector<LiftStop> const& stops, int floor) {
    auto const wanted = height({floor, false});
    auto const above = std::ranges::lower_bound(stops, wanted, {}, height);
    auto const place = static_cast<std::size_t>(above - stops.begin());
    if (place == 0) return 0;
    if (above == stops.end()) return place - 1;
    return wanted - height(stops[place - 1]) <= height(*above) - wanted ? place - 1 : place;
}

void pay(Fraction subsidy, Fraction const& pit, Fraction const& rest, std::vector<LiftElement>& elements) {
    auto const for_pit = std::min(subsidy, pit);
    elements.front().amount = pit - for_pit;
    subsidy -= for_pit;
    for (auto element = elements.begin() + 1; element != elements.end(); ++element)
        element->amount = subsidy.is_zero() ? element->gross : element->gross - element->gross * subsidy / rest;
}

}  // namespace

ElementGame LiftElements::game() const {
    ElementGame game{players, {}};
    for (auto const& element : elements) game.elements.push_back({element.amount, element.users});
    return game;
}

AirportGame LiftElements::airport() const {
    AirportGame game{std::vector<Fraction>(players)};
    for (auto const& element : elements)
        for (auto const user : element.users) game.costs[user] += element.amount;
    return game;
}

Result<LiftElements, LiftElementsError> lift_elements(LiftWorks const& works) {
    if (auto const fault = fault_of(works)) return Failure{*fault};
    auto const stops = stops_of(works);

    // Flats by the stop they use; whoever rides further needs the way below as well.
    std::vector<std::vector<Player>> riders(stops.size());
    for (std::size_t i = 0; i < works.access_floors.size(); ++i)
        riders[nearest(stops, works.access_floors[i])].push_back(static_cast<Player>(i));
    LiftElements result{works.access_floors.size(), {}};
    std::vector<Player> above;
    for (auto place = stops.size() - 1; place > 0; --place) {
        if (riders[place].empty()) continue;
        auto const middle = static_cast<std::ptrdiff_t>(above.size());
        above.insert(above.end(), riders[place].begin(), riders[place].end());
        std::inplace_merge(above.begin(), above.begin() + middle, above.end());
        result.elements.push_back({LiftElement::Kind::storeys, stops[place], {}, {}, {}, above});
    }
    if (above.empty()) return Failure{Error::nobody_rides};
    result.elements.push_back({LiftElement::Kind::pit, stops.front(), {}, works.cost * works.pit_part, {}, above});
    std::ranges::reverse(result.elements);

    auto const pit = works.cost * works.pit_part;
    auto const rest = works.cost - pit;
    auto const top = height(result.elements.back().to);
    auto below = height(stops.front());
    Fraction const per_half_storey = rest / Fraction{top - below};
    for (auto element = result.elements.begin() + 1; element != result.elements.end(); ++element) {
        auto const halves = height(element->to) - below;
        element->storeys = Fraction{halves, 2};
        element->gross = per_half_storey * Fraction{halves};
        below = height(element->to);
    }
    pay(works.subsidy, pit, rest, result.elements);
    return result;
}

}  // namespace jiati::games
