#include "app/read/light_question.h"

#include "codec/calculators/daylight.h"
#include "codec/canonical.h"
#include "codec/json_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace jiati::app::read {
namespace {

namespace planning = project::planning;
using codec::JsonWriter;
using planning::Source;

// Raised when the same question would get other figures.
constexpr std::string_view engine_version = "daylight-1";

std::string_view code(Source source) {
    constexpr std::array<std::string_view, 4> codes{"measured", "drawing", "map", "guess"};
    return codes.at(static_cast<std::size_t>(source));
}
std::string_view code(planning::Side side) { return side == planning::Side::front ? "front" : "back"; }
std::string_view code(planning::Cladding cladding) {
    constexpr std::array<std::string_view, 4> codes{"panel", "clear", "frosted", "open"};
    return codes.at(static_cast<std::size_t>(cladding));
}

double metres(std::int64_t cm) { return static_cast<double>(cm) / 100; }
std::string number(double value) { return JsonWriter().array().value(value).end().take(); }

// Where a city's houses stand until somebody says it better: the middle of its old town.
struct CitySky {
    std::string_view area;
    std::int64_t lat_microdeg, lon_microdeg;
};
constexpr std::array city_skies{CitySky{"cn-jiangxi-nanchang/", 28'682'000, 115'858'000},
                                CitySky{"cn-guangdong-guangzhou/", 23'129'000, 113'264'000}};

std::optional<planning::Location> location_of(project::State const& project, planning::UnitGeometry const& geometry) {
    if (geometry.location) return geometry.location;
    for (auto const& sky : city_skies)
        if (project.lifecycle.area.starts_with(sky.area))
            return planning::Location{sky.lat_microdeg, sky.lon_microdeg, Source::guess};
    return std::nullopt;
}

std::vector<planning::Bay> bays_of(planning::UnitGeometry const& geometry) {
    using enum planning::RoomKind;
    if (!geometry.bays.empty()) return geometry.bays;
    return {{360, 180, false, bedroom, 1},
            {210, 90, false, kitchen, 1},
            {260, 0, true, other, 0},
            {210, 90, false, kitchen, 2},
            {360, 180, false, bedroom, 2}};
}

struct House {
    std::int64_t floors = 6;
    place::Ground ground{};
    bool is_registered = false;
};

House house_of(project::State const& project, place::State const& place) {
    House house;
    auto const unit = place.units.find(project.lifecycle.unit);
    if (unit == place.units.end()) return house;
    if (unit->second.data.floors > 0) house.floors = unit->second.data.floors;
    std::int64_t highest = 0;
    for (auto const& id : unit->second.households)
        for (auto const floor : place.households.at(id).data.floors) highest = std::max(highest, floor);
    house.is_registered = highest > 0;
    if (highest > 0) house.floors = highest;
    auto const building = std::ranges::find(place.buildings, unit->second.building, &place::BuildingState::id);
    if (building != place.buildings.end()) house.ground = building->ground;
    return house;
}

std::int64_t plinth_cm(place::Ground ground) {
    switch (ground) {
        case place::Ground::none:
            return 60;
        case place::Ground::storage:
            return 220;
        case place::Ground::stilt:
            return 280;
        case place::Ground::shops:
            return 360;
    }
    return 60;
}

// Writes the unit's fields and notes each with its source.
class Writer {
  public:
    explicit Writer(LightQuestion& question) : question_(question) {}

    void length(std::string_view name, std::optional<planning::Length> const& given, std::int64_t default_cm) {
        note(name, number_text(metres(given ? given->cm : default_cm)), given ? given->source : Source::guess);
    }
    void count(std::string_view name, std::optional<planning::Count> const& given, std::int64_t otherwise,
               Source source = Source::guess) {
        note(name, std::to_string(given ? given->number : otherwise), given ? given->source : source);
    }
    void note(std::string_view name, std::string const& value, Source source) {
        add(name, value);
        question_.inputs.push_back({std::string(name), value, code(source)});
    }
    void add(std::string_view name, std::string const& value) {
        text_ += (text_.empty() ? "\"" : ",\"") + std::string(name) + "\":" + value;
    }
    [[nodiscard]] std::string object() const { return "{" + text_ + "}"; }
    static std::string number_text(double value) {
        auto const listed = number(value);
        return listed.substr(1, listed.size() - 2);
    }
    static std::string word(std::string_view text) { return codec::json_string(text); }

  private:
    LightQuestion& question_;
    std::string text_;
};

std::string bays_text(std::vector<planning::Bay> const& bays) {
    JsonWriter json;
    json.array();
    for (auto const& bay : bays) {
        json.object().field("width", metres(bay.width_cm)).field("window", metres(bay.window_cm));
        if (bay.stair) json.field("stair", true);
        json.end();
    }
    return json.end().take();
}

std::string around_text(std::vector<planning::Neighbour> const& around) {
    JsonWriter json;
    json.array();
    for (auto const& other : around)
        json.object()
            .field("side", code(other.side))
            .field("distance", metres(other.distance_cm))
            .field("storeys", other.storeys)
            .field("storey_height", metres(other.storey_height_cm))
            .field("length", metres(other.length_cm))
            .field("depth", metres(other.depth_cm))
            .field("shift", metres(other.shift_cm))
            .field("source", code(other.source))
            .end();
    return json.end().take();
}

std::string unit_text(LightQuestion& question, planning::UnitGeometry const& geometry,
                      std::vector<planning::Bay> const& bays, House const& house) {
    Writer unit(question);
    unit.count("storeys", geometry.storeys, question.storeys, house.is_registered ? Source::measured : Source::guess);
    unit.length("storey_height", geometry.storey_height, 290);
    unit.length("plinth", geometry.plinth, plinth_cm(house.ground));
    unit.length("parapet", geometry.parapet, 60);
    unit.length("depth", geometry.depth, 1100);
    auto const facing = geometry.facing.value_or(planning::Facing{});
    unit.note("facing", std::to_string(facing.deg), facing.source);
    unit.add("facing_source", Writer::word(code(facing.source)));
    auto const bays_source = geometry.bays.empty() ? Source::guess : geometry.bays_source;
    unit.note("bays", bays_text(bays), bays_source);
    unit.add("windows_source", Writer::word(code(bays_source)));
    unit.add("stair_side", Writer::word(code(geometry.stair_side)));
    unit.count("units", geometry.units, 3);
    auto const units = geometry.units ? geometry.units->number : 3;
    unit.count("this", geometry.this_unit, (units + 1) / 2);
    unit.length("sill", geometry.sill, 90);
    unit.length("window_height", geometry.window_height, 150);
    if (geometry.balcony)
        unit.add("balcony", JsonWriter()
                                .object()
                                .field("side", code(geometry.balcony->side))
                                .field("depth", metres(geometry.balcony->depth_cm))
                                .end()
                                .take());
    return unit.object();
}

// The plan's stops as the model counts them: half landing k between floors k and k + 1, or a floor above the first.
std::vector<int> stops_of(planning::Plan const& plan, bool half_landing, int storeys) {
    std::vector<int> stops;
    for (auto const& stop : plan.stops_at) {
        int const at = static_cast<int>(stop.floor);
        bool const fits = half_landing ? stop.half && at >= 1 && at < storeys : !stop.half && at >= 2 && at <= storeys;
        if (fits) stops.push_back(at);
    }
    return stops;
}

std::string lift_text(LightQuestion& question, planning::UnitGeometry const& geometry, planning::Plan const* plan) {
    auto form = geometry.lift.value_or(planning::LiftForm{});
    if (!geometry.lift) form.side = geometry.stair_side;
    question.half_landing = plan == nullptr || plan->entry == planning::Entry::half_landing;
    if (plan != nullptr) question.stops = stops_of(*plan, question.half_landing, question.storeys);
    question.shaft_is_glass = form.shaft != planning::Cladding::panel;
    auto const planned = plan != nullptr ? Source::drawing : Source::guess;
    Writer lift(question);
    lift.note("entry", Writer::word(question.half_landing ? "half_landing" : "level"), planned);
    lift.note("side", Writer::word(code(form.side)), form.source);
    if (!question.stops.empty()) lift.note("stops", JsonWriter().value(question.stops).take(), planned);
    lift.note("shaft", Writer::word(code(form.shaft)), form.source);
    if (form.lower_until_floor > 1) {
        lift.note("lower", Writer::word(code(form.lower)), form.source);
        lift.note("lower_until_floor", std::to_string(std::min<std::int64_t>(form.lower_until_floor, question.storeys)),
                  form.source);
    }
    lift.note("corridor", Writer::word(code(form.corridor)), form.source);
    lift.add("corridor_width", Writer::number_text(metres(form.corridor_width_cm)));
    lift.add("corridor_depth", Writer::number_text(metres(form.corridor_depth_cm)));
    lift.add("shaft_width", Writer::number_text(metres(form.shaft_width_cm)));
    lift.add("shaft_depth", Writer::number_text(metres(form.shaft_depth_cm)));
    return lift.object();
}

std::vector<LightBay> windows_of(std::vector<planning::Bay> const& bays, bool from_the_other_side) {
    auto const stair = std::ranges::find(bays, true, &planning::Bay::stair);
    std::vector<LightBay> windows;
    for (auto bay = bays.begin(); bay != bays.end(); ++bay)
        if (bay->window_cm > 0) windows.push_back({0, bay->room, bay->flat - 1, bay < stair});
    if (from_the_other_side) std::ranges::reverse(windows);
    int number = 0;
    for (auto& window : windows) window.number = ++number;
    return windows;
}

std::int64_t whole(double value) { return std::llround(value); }

}  // namespace

std::string LightQuestion::document(int draws) const {
    return head + ",\"rules\":{\"draws\":" + std::to_string(draws) + "},\"lift\":" + lift + "}";
}
std::string LightQuestion::document() const { return document(0); }

std::optional<LightQuestion> light_question(project::State const& project, planning::UnitGeometry const* geometry,
                                            planning::Plan const* plan, place::State const& place) {
    static planning::UnitGeometry const nothing_known;
    auto const& known = geometry == nullptr ? nothing_known : *geometry;
    auto const location = location_of(project, known);
    if (!location) return std::nullopt;
    auto const house = house_of(project, place);
    LightQuestion question;
    question.storeys =
        static_cast<int>(std::clamp<std::int64_t>(known.storeys ? known.storeys->number : house.floors, 2, 40));
    auto const lat = static_cast<double>(location->lat_microdeg) / 1e6;
    auto const lon = static_cast<double>(location->lon_microdeg) / 1e6;
    question.inputs.push_back(
        {"location", "[" + Writer::number_text(lat) + "," + Writer::number_text(lon) + "]", code(location->source)});
    auto const bays = bays_of(known);
    auto const unit = unit_text(question, known, bays, house);
    for (std::size_t i = 0; i < known.around.size(); ++i)
        question.inputs.push_back({"distance_" + std::to_string(i + 1),
                                   Writer::number_text(metres(known.around[i].distance_cm)),
                                   code(known.around[i].source)});
    question.head =
        "{\"lat\":" + Writer::number_text(lat) + ",\"lon\":" + Writer::number_text(lon) + ",\"unit\":" + unit;
    if (!known.around.empty()) question.head += ",\"around\":" + around_text(known.around);
    question.lift = lift_text(question, known, plan);
    auto const side = known.lift ? known.lift->side : known.stair_side;
    question.bays = windows_of(bays, side != known.stair_side);
    return question;
}

std::optional<planning::LightFact> light_fact(LightQuestion const& question) {
    auto const document = question.document();
    auto const answer = codec::calculators::daylight(document);
    if (!answer) return std::nullopt;
    planning::LightFact fact{std::string(engine_version), codec::hex(codec::sha256(document)), {}};
    for (std::size_t i = 0; i < answer->before.size(); ++i) {
        auto const& before = answer->before[i];
        auto const& after = answer->options.front().windows[i].after;
        fact.windows.push_back({answer->question.scene.windows[i].id, whole(100 * before.vsc),
                                whole(100 * after.light.vsc), whole(100 * after.vsc_glass), whole(before.dahan.minutes),
                                whole(after.light.dahan.minutes), whole(before.dongzhi.minutes),
                                whole(after.light.dongzhi.minutes)});
    }
    return fact;
}

}  // namespace jiati::app::read
