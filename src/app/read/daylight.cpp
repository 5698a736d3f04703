#include "app/read/daylight.h"

#include "app/read/json_parts.h"
#include "codec/canonical.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace jiati::app::read {
namespace {

namespace planning = project::planning;

constexpr int draws = 64;

std::string_view code(planning::RoomKind room) {
    constexpr std::array<std::string_view, 5> codes{"other", "kitchen", "bedroom", "living", "bath"};
    return codes.at(static_cast<std::size_t>(room));
}

// Where a window of the answer is: "3F-2" in the house itself, "N1-4F" opposite.
struct Spot {
    std::int64_t floor = 0;
    int number = 0;
    int neighbour = 0;
};
Spot spot_of(std::string const& id) {
    if (id.starts_with('N')) return {std::atoi(id.c_str() + id.find('-') + 1), 0, std::atoi(id.c_str() + 1)};
    return {std::atoi(id.c_str()), std::atoi(id.c_str() + id.find('-') + 1), 0};
}

struct Seen {
    Spot spot;
    planning::RoomKind room{};
    std::optional<HouseholdId> household;
    json::object const* row = nullptr;
};

// Whose window it is, where the register and the bays tell.
class Flats {
  public:
    explicit Flats(Sources const& from) {
        for (auto const& column : place::landing_columns(from.place, from.project.lifecycle.unit))
            for (auto const floor : from.place.households.at(column.household).data.floors)
                landings_[floor].push_back(column);
    }
    [[nodiscard]] std::optional<HouseholdId> at(std::int64_t floor, LightBay const& bay) const {
        auto const found = landings_.find(floor);
        if (found == landings_.end()) return std::nullopt;
        auto const& flats = found->second;
        if (flats.size() == 1) return flats.front().household;
        for (auto const& flat : flats)
            if (flat.column == bay.column) return flat.household;
        return std::nullopt;
    }

  private:
    std::map<std::int64_t, std::vector<place::Column>> landings_;
};

double at(json::object const& row, char const* part, char const* figure) {
    return row.at(part).at(figure).to_number<double>();
}

std::int64_t to_five(double value) { return 5 * std::llround(value / 5); }

// The least and the most of a figure, rounded as the public may be told it.
template <class Figure>
json::array range(std::vector<Seen const*> const& windows, Figure const& figure) {
    std::int64_t least = figure(*windows.front()->row);
    std::int64_t most = least;
    for (auto const* window : windows) {
        std::int64_t const value = figure(*window->row);
        least = std::min(least, value);
        most = std::max(most, value);
    }
    return {least, most};
}

struct PublicRow {
    std::int64_t from_floor = 0, to_floor = 0;
    planning::RoomKind room{};
    int neighbour = 0;
    std::vector<Seen const*> windows;
    std::set<HouseholdId> flats;

    [[nodiscard]] double least_left() const {
        double least = 10;
        for (auto const* window : windows) least = std::min(least, window->row->at("vsc_ratio").to_number<double>());
        return least;
    }
};

json::object of(PublicRow const& row) {
    auto const minutes = [&](char const* part, char const* day) {
        return range(row.windows, [&](json::object const& w) { return to_five(at(w, part, day)); });
    };
    auto const points = [&](char const* part, char const* figure) {
        return range(row.windows, [&](json::object const& w) { return std::llround(at(w, part, figure)); });
    };
    json::array ids;
    for (auto const* window : row.windows) ids.push_back(window->row->at("id"));
    std::set<std::string> notes;
    for (auto const* window : row.windows)
        for (auto const& note : window->row->at("notes").as_array()) notes.insert(std::string(note.as_string()));
    json::array said;
    for (auto const& note : notes) said.push_back(json::string(note));
    return {{"floors", json::array{row.from_floor, row.to_floor}},
            {"room", word(code(row.room))},
            {"neighbour", row.neighbour},
            {"windows", std::move(ids)},
            {"left_percent",
             range(row.windows,
                   [](json::object const& w) { return to_five(100 * w.at("vsc_ratio").to_number<double>()); })},
            {"vsc_before", points("before", "vsc")},
            {"vsc_after", points("after", "vsc")},
            {"vsc_glass", points("after", "vsc_glass")},
            {"dahan_before", minutes("before", "dahan")},
            {"dahan_after", minutes("after", "dahan")},
            {"dongzhi_before", minutes("before", "dongzhi")},
            {"dongzhi_after", minutes("after", "dongzhi")},
            {"notes", std::move(said)}};
}

// By floor and kind of window, never by flat: floors of one flat are joined with the next until a row speaks of two.
// What would still speak of one is joined with the row before, or left out.
json::array public_table(std::vector<Seen> const& seen) {
    std::map<std::pair<int, planning::RoomKind>, std::map<std::int64_t, PublicRow>> kinds;
    bool const is_registered = std::ranges::any_of(seen, [](Seen const& s) { return s.household.has_value(); });
    for (auto const& window : seen) {
        auto& row = kinds[{window.spot.neighbour, window.room}][window.spot.floor];
        row.windows.push_back(&window);
        // A window whose flat is not known may be anybody's.
        if (window.household) row.flats.insert(*window.household);
    }
    std::vector<PublicRow> rows;
    for (auto& [kind, floors] : kinds) {
        std::vector<PublicRow> joined;
        bool is_open = false;
        for (auto& [floor, row] : floors) {
            if (!is_open) {
                joined.push_back({floor, floor, kind.second, kind.first, {}, {}});
                is_open = true;
            }
            auto& last = joined.back();
            last.to_floor = floor;
            last.windows.insert(last.windows.end(), row.windows.begin(), row.windows.end());
            last.flats.merge(row.flats);
            bool const is_one = is_registered && kind.first == 0 && last.flats.size() < 2;
            is_open = is_one;
        }
        if (is_open) {
            auto short_one = std::move(joined.back());
            joined.pop_back();
            if (joined.empty()) continue;
            auto& last = joined.back();
            last.to_floor = short_one.to_floor;
            last.windows.insert(last.windows.end(), short_one.windows.begin(), short_one.windows.end());
        }
        std::ranges::move(joined, std::back_inserter(rows));
    }
    std::ranges::stable_sort(rows, {}, &PublicRow::least_left);
    json::array table;
    for (auto const& row : rows) table.push_back(of(row));
    return table;
}

json::array inputs_of(LightQuestion const& question) {
    json::array inputs;
    for (auto const& input : question.inputs)
        inputs.push_back(json::object{
            {"name", json::string(input.name)}, {"value", json::parse(input.value)}, {"source", word(input.source)}});
    return inputs;
}

// What else could be built, to be told side by side; the plan comes first.
std::string options_of(LightQuestion const& question) {
    json::array options;
    auto const plan = json::parse(question.lift).as_object();
    auto const add = [&](char const* name, auto const& change) {
        auto lift = plan;
        change(lift);
        options.push_back(json::object{{"name", name}, {"lift", std::move(lift)}});
    };
    add("this_plan", [](json::object&) {});
    add(question.shaft_is_glass ? "panel_shaft" : "glass_shaft", [&](json::object& lift) {
        lift["shaft"] = question.shaft_is_glass ? "panel" : "clear";
        lift.erase("lower");
        lift.erase("lower_until_floor");
    });
    add(question.half_landing ? "level_entry" : "half_landing_entry", [&](json::object& lift) {
        lift["entry"] = question.half_landing ? "level" : "half_landing";
        lift.erase("stops");
    });
    if (question.half_landing && question.storeys >= 5 && question.stops.size() != 2)
        add("two_corridors", [&](json::object& lift) {
            lift["stops"] = json::array{question.storeys - 3, question.storeys - 1};
        });
    return question.head + R"(,"rules":{"draws":0},"options":)" + json::serialize(options) + "}";
}

// Of an option everybody may know what it has and how much sky the windows lose in all.
json::array options_answered(json::value const& answer) {
    json::array options;
    for (auto const& option : answer.at("options").as_array()) {
        double least = 1;
        double glass = 1;
        for (auto const& window : option.at("windows").as_array()) {
            auto const& row = window.as_object();
            least = std::min(least, row.at("vsc_ratio").to_number<double>());
            if (auto const before = at(row, "before", "vsc"); before > 0)
                glass = std::min(glass, at(row, "after", "vsc_glass") / before);
        }
        options.push_back(json::object{{"name", option.at("name")},
                                       {"stops", option.at("stops")},
                                       {"doors", option.at("stops")},
                                       {"corridors", option.at("corridors")},
                                       {"half_flights_left", option.at("half_flights_left")},
                                       {"vsc_lost_mean", option.at("vsc_lost_mean")},
                                       {"least_left_percent", to_five(100 * least)},
                                       {"least_left_glass_percent", to_five(100 * glass)},
                                       {"lift", option.at("lift")}});
    }
    return options;
}

json::value recorded(Sources const& from, LightQuestion const& question) {
    auto const& light = from.project.planning.light;
    if (!light) return nullptr;
    auto const hash = codec::hex(codec::sha256(question.document()));
    return json::object{{"plan_version", light->plan_version},
                        {"on", read::of(light->on)},
                        {"engine", read::of(light->computed.engine)},
                        {"is_current", light->computed.input_hash == hash}};
}

}  // namespace

Result<std::string, Refusal> daylight_json(Sources const& from, AnswerLight const& answer) {
    auto const& planned = from.project.planning;
    auto const* const geometry = planned.geometry ? &*planned.geometry : nullptr;
    auto const* const current = planned.current();
    auto const* const plan = current == nullptr ? nullptr : &current->plan;
    auto const question = light_question(from.project, geometry, plan, from.place);
    json::object page{{"plan_version", current == nullptr ? json::value(nullptr) : json::value(current->version)},
                      {"geometry_on", read::of(planned.geometry_on)}};
    if (!question) {
        page["missing"] = json::array{"location"};
        return json::serialize(page);
    }
    auto const whole = answer(question->document(draws));
    if (!whole) return Failure{whole.error()};
    auto const options = answer(options_of(*question));
    if (!options) return Failure{options.error()};

    auto const found = json::parse(*whole);
    Flats const flats(from);
    std::vector<Seen> seen;
    for (auto const& value : found.at("windows").as_array()) {
        auto const& row = value.as_object();
        Seen one{spot_of(std::string(row.at("id").as_string())), planning::RoomKind::other, {}, &row};
        for (auto const& bay : question->bays) {
            if (one.spot.neighbour != 0 || bay.number != one.spot.number) continue;
            one.room = bay.room;
            one.household = flats.at(one.spot.floor, bay);
        }
        seen.push_back(one);
    }

    bool const sees_all = from.rights.daylight;
    json::array windows;
    for (auto const& id : found.at("worst_first").as_array()) {
        auto const one = std::ranges::find_if(seen, [&](Seen const& s) { return s.row->at("id") == id; });
        bool const is_own = one->household && from.rights.own.contains(*one->household);
        if (!sees_all && !is_own) continue;
        auto row = *one->row;
        row["floor"] = one->spot.floor;
        row["neighbour"] = one->spot.neighbour;
        row["room"] = word(code(one->room));
        row["flat"] = one->household ? json::value(json::string(from.room(*one->household))) : json::value(nullptr);
        row["mine"] = is_own;
        windows.push_back(std::move(row));
    }
    auto scene = found.at("scene").as_object();
    json::object rooms;
    for (auto const& one : seen) rooms[one.row->at("id").as_string()] = word(code(one.room));
    scene["rooms"] = std::move(rooms);

    page["sees_all"] = sees_all;
    page["inputs"] = inputs_of(*question);
    page["table"] = public_table(seen);
    page["windows"] = std::move(windows);
    page["options"] = options_answered(json::parse(*options));
    page["scene"] = std::move(scene);
    page["facing_deg"] = found.at("facing_deg");
    page["half_flights_left"] = found.at("half_flights_left");
    page["words"] = found.at("words");
    page["warnings"] = found.at("warnings");
    page["recorded"] = recorded(from, *question);
    // Whoever sees every window may take the question away and put it to the program anew.
    page["question"] = sees_all ? json::parse(question->document(draws)) : json::value(nullptr);
    return json::serialize(page);
}

}  // namespace jiati::app::read
