#include "codec/calculators/daylight_question.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace jiati::codec::calculators {
namespace {

using namespace jiati::daylight;

constexpr double far_m = 5000;  // of the local origin
constexpr std::array<std::string_view, 4> source_names{"measured", "drawing", "map", "guess"};
constexpr std::array<std::string_view, 3> lit_names{"full", "centre", "any"};
constexpr std::array<std::string_view, 2> day_names{"dahan", "dongzhi"};

std::string number_text(double value) {
    auto text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

bool read_box(Input& input, json::value const& value, double glass, bool is_lift, Box& out) {
    constexpr std::array<std::string_view, 9> fields{"cx", "cy",  "sx",     "sy",           "z0",
                                                     "z1", "yaw", "source", "transmittance"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr) return false;
    out.transmittance = is_lift ? glass : 0;
    if (!number_field(input, *object, "cx", {-far_m, far_m}, out.cx) ||
        !number_field(input, *object, "cy", {-far_m, far_m}, out.cy) ||
        !number_field(input, *object, "sx", {0.01, far_m}, out.sx) ||
        !number_field(input, *object, "sy", {0.01, far_m}, out.sy) ||
        !number_field(input, *object, "z0", {-100, 1000}, out.z0) ||
        !number_field(input, *object, "z1", {-100, 1000}, out.z1) ||
        !default_field(input, *object, "yaw", {-360, 360}, out.yaw_deg) ||
        !source_field(input, *object, "source", out.source) ||
        !default_field(input, *object, "transmittance", {0, 1}, out.transmittance))
        return false;
    if (out.z1 > out.z0) return true;
    Step const step(input.reader(), "z1");
    return input.fail(out_of_range, {{"value", number_text(out.z1)}, {"expected", "> z0 = " + number_text(out.z0)}});
}

bool read_boxes(Input& input, json::value const& value, double glass, bool is_lift, DaylightLimits const& limits,
                std::vector<Box>& out) {
    auto const* items = value.if_array();
    if (items == nullptr) return input.reader().fail(wrong_type, "[…]", value);
    if (items->size() > limits.boxes_max)
        return input.reader().fail_text(too_long, std::to_string(limits.boxes_max), std::to_string(items->size()));
    for (std::size_t i = 0; i < items->size(); ++i) {
        Step const step(input.reader(), i);
        out.emplace_back();
        if (!read_box(input, (*items)[i], glass, is_lift, out.back())) return false;
    }
    return true;
}

bool read_window(Input& input, json::value const& value, Window& out) {
    constexpr std::array<std::string_view, 8> fields{"id", "x", "y", "z", "w", "h", "az", "source"};
    auto const* object = input.reader().object(value, fields);
    return object != nullptr &&
           input.field(*object, "id", "\"F1L\"", [&](auto const& v) { return input.name(v, out.id); }) &&
           number_field(input, *object, "x", {-far_m, far_m}, out.x) &&
           number_field(input, *object, "y", {-far_m, far_m}, out.y) &&
           number_field(input, *object, "z", {-100, 1000}, out.z) &&
           number_field(input, *object, "w", {0.1, 20}, out.width) &&
           number_field(input, *object, "h", {0.1, 20}, out.height) &&
           number_field(input, *object, "az", {-360, 360}, out.azimuth_deg) &&
           source_field(input, *object, "source", out.source);
}

bool read_windows(Input& input, json::value const& value, DaylightLimits const& limits, std::vector<Window>& out) {
    std::set<std::string> ids;
    return input.list(value, "{\"id\": \"F1L\", …}", [&](auto const& element, std::size_t) {
        if (out.size() == limits.windows_max)
            return input.reader().fail_text(too_long, std::to_string(limits.windows_max), "");
        out.emplace_back();
        if (!read_window(input, element, out.back())) return false;
        if (ids.insert(out.back().id).second) return true;
        Step const step(input.reader(), "id");
        return input.fail(repeated, {{"value", out.back().id}});
    });
}

bool read_band(Input& input, json::object const& rules, std::string_view name, Band& out) {
    return input.optional_field(rules, name, [&](auto const& value) {
        constexpr std::array<std::string_view, 4> fields{"date", "from", "to", "declination"};
        auto const* object = input.reader().object(value, fields);
        double declination = 0;
        if (object == nullptr ||
            !input.optional_field(*object, "date",
                                  [&](auto const& v) { return read_scalar(input.reader(), v, out.date); }) ||
            !default_field(input, *object, "from", {0, 12}, out.from_h) ||
            !default_field(input, *object, "to", {12, 24}, out.to_h) ||
            !default_field(input, *object, "declination", {-24, 24}, declination))
            return false;
        if (object->contains("declination")) out.declination_deg = declination;
        if (out.to_h - out.from_h >= 1) return true;
        Step const step(input.reader(), "to");
        return input.fail(out_of_range, {{"value", number_text(out.to_h)}, {"expected", "≥ from + 1"}});
    });
}

bool read_required(Input& input, json::value const& value, DaylightQuestion& out) {
    constexpr std::array<std::string_view, 3> fields{"day", "minutes", "source"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr) return false;
    out.required.emplace();
    std::size_t day = 0;
    if (!choice_field(input, *object, "day", day_names, day)) return false;
    out.required->on_dongzhi = day == 1;
    return number_field(input, *object, "minutes", {0, 720}, out.required->minutes) &&
           input.optional_field(*object, "source", [&](auto const& v) { return input.name(v, out.required->source); });
}

bool read_rules(Input& input, json::value const& value, DaylightQuestion& out) {
    constexpr std::array<std::string_view, 11> fields{"dahan", "dongzhi",   "step", "sill_spacing",   "run",
                                                      "sweep", "width_max", "lit",  "sky_directions", "required",
                                                      "draws"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr) return false;
    auto& counting = out.rules.counting;
    auto lit = static_cast<std::size_t>(counting.lit);
    auto directions = static_cast<int>(out.rules.sky_directions);
    auto draws = static_cast<int>(out.draws);
    if (!read_band(input, *object, "dahan", counting.dahan) ||
        !read_band(input, *object, "dongzhi", counting.dongzhi) ||
        !default_field(input, *object, "step", {0.1, 10}, counting.step_min) ||
        !default_field(input, *object, "sill_spacing", {0.05, 1}, counting.sill_spacing_m) ||
        !default_field(input, *object, "run", {0, 120}, counting.run_min) ||
        !default_field(input, *object, "sweep", {0, 45}, counting.sweep_deg) ||
        !default_field(input, *object, "width_max", {0.3, 100}, counting.width_max_m) ||
        !choice_field(input, *object, "lit", lit_names, lit) ||
        !whole_default(input, *object, "sky_directions", 100, 100'000, directions) ||
        !whole_default(input, *object, "draws", 0, 256, draws) ||
        !input.optional_field(*object, "required", [&](auto const& v) { return read_required(input, v, out); }))
        return false;
    counting.lit = static_cast<Lit>(lit);
    out.rules.sky_directions = static_cast<std::size_t>(directions);
    out.draws = static_cast<std::size_t>(draws);
    return true;
}

bool read_lift(Input& input, json::value const& value, double glass, DaylightLimits const& limits,
               DaylightQuestion const& question, DaylightQuestion::Option& out) {
    if (!question.unit) return read_boxes(input, value, glass, true, limits, out.lift);
    out.model.emplace();
    if (!read_lift_model(input, value, *question.unit, *out.model)) return false;
    out.lift = boxes_of(*out.model, *question.unit);
    return true;
}

bool read_options(Input& input, json::object const& object, double glass, DaylightLimits const& limits,
                  DaylightQuestion& out) {
    bool const has_options = object.contains("options");
    if (has_options == object.contains("lift")) return input.fail(one_of, {{"expected", "lift, options"}});
    if (!has_options) {
        out.options.emplace_back();
        return input.field(object, "lift", "[…]",
                           [&](auto const& v) { return read_lift(input, v, glass, limits, out, out.options.back()); });
    }
    out.are_options = true;
    constexpr std::size_t options_max = 12;
    return input.field(object, "options", "[…]", [&](auto const& list) {
        return input.list(list, "{\"name\", \"lift\"}", [&](auto const& value, std::size_t) {
            constexpr std::array<std::string_view, 3> fields{"name", "lift", "cost"};
            if (out.options.size() == options_max) return input.reader().fail_text(too_long, "12", "");
            auto const* option = input.reader().object(value, fields);
            auto& to = out.options.emplace_back();
            Fen cost{};
            return option != nullptr &&
                   input.field(*option, "name", "\"A\"", [&](auto const& v) { return input.name(v, to.name); }) &&
                   input.field(*option, "lift", "[…]",
                               [&](auto const& v) { return read_lift(input, v, glass, limits, out, to); }) &&
                   input.optional_field(*option, "cost", [&](auto const& v) {
                       if (!read_scalar(input.reader(), v, cost)) return false;
                       to.cost = cost.to_string();
                       return true;
                   });
        });
    });
}

bool read_unit_scene(Input& input, json::object const& object, DaylightQuestion& out, std::vector<Neighbour>& around) {
    out.unit.emplace();
    return input.field(object, "unit", "{…}", [&](auto const& v) {
        return read_unit(input, v, out.scene.place, *out.unit, out.guessed);
    }) && input.optional_field(object, "around", [&](auto const& list) {
        return input.list(list, "{\"side\": \"front\", \"distance\": 18}", [&](auto const& v, std::size_t) {
            if (around.size() == 40) return input.reader().fail_text(too_long, "40", "");
            return read_neighbour(input, v, around.emplace_back(), out.guessed);
        });
    });
}

// Rays × boxes of every state and draw, and what it takes to prepare the rays.
double ray_tests(DaylightQuestion const& question, std::size_t draws) {
    auto const& counting = question.rules.counting;
    double const steps =
        (counting.dahan.to_h - counting.dahan.from_h + counting.dongzhi.to_h - counting.dongzhi.from_h) * 60 /
        counting.step_min;
    auto const sky = static_cast<double>(question.rules.sky_directions);
    double rays = 0;
    std::set<double> walls;
    std::set<double> yaws;
    for (auto const& window : question.scene.windows) {
        rays += sky + (window.width / counting.sill_spacing_m + 2) * steps;
        walls.insert(window.azimuth_deg);
    }
    auto boxes = static_cast<double>(question.scene.boxes.size());
    for (auto const& box : question.scene.boxes) yaws.insert(box.yaw_deg);
    for (auto const& option : question.options) {
        boxes += 2 * static_cast<double>(option.lift.size());
        for (auto const& box : option.lift) yaws.insert(box.yaw_deg);
    }
    constexpr double prepare = 100;
    auto const turned = static_cast<double>(walls.size()) * static_cast<double>(yaws.size() + 1) * (sky + steps);
    return (rays * (boxes + 4) + prepare * turned) *
           (1 + static_cast<double>(draws) * static_cast<double>(question.options.size()) / 3);
}

}  // namespace

bool read_number(Input& input, json::value const& value, Bounds bounds, double& out) {
    if (!value.is_number()) return input.reader().fail(wrong_type, number_text(std::max(bounds.low, 1.0)), value);
    double const number = value.to_number<double>();
    if (std::isfinite(number) && number >= bounds.low && number <= bounds.high) {
        out = number;
        return true;
    }
    return input.fail(out_of_range, {{"value", shortened(value)},
                                     {"expected", number_text(bounds.low) + "…" + number_text(bounds.high)}});
}

bool number_field(Input& input, json::object const& object, std::string_view name, Bounds bounds, double& out) {
    return input.field(object, name, number_text(std::max(bounds.low, 1.0)),
                       [&](auto const& v) { return read_number(input, v, bounds, out); });
}

bool default_field(Input& input, json::object const& object, std::string_view name, Bounds bounds, double& out,
                   std::vector<std::string>* guessed) {
    if (guessed != nullptr && !object.contains(name)) guessed->push_back(input.reader().pointer() + pointer_step(name));
    return input.optional_field(object, name, [&](auto const& v) { return read_number(input, v, bounds, out); });
}

bool whole_default(Input& input, json::object const& object, std::string_view name, int least, int most, int& out,
                   std::vector<std::string>* guessed) {
    if (guessed != nullptr && !object.contains(name)) guessed->push_back(input.reader().pointer() + pointer_step(name));
    out = std::min(out, most);
    return input.optional_field(object, name, [&](auto const& v) { return input.whole(v, least, most, out); });
}

bool choice_field(Input& input, json::object const& object, std::string_view name,
                  std::span<std::string_view const> names, std::size_t& out) {
    return input.optional_field(object, name,
                                [&](auto const& v) { return read_choice(input.reader(), v, names, out); });
}

bool source_field(Input& input, json::object const& object, std::string_view name, Source& out) {
    auto chosen = static_cast<std::size_t>(out);
    if (!choice_field(input, object, name, source_names, chosen)) return false;
    out = static_cast<Source>(chosen);
    return true;
}

bool read_daylight(Input& input, json::value const& document, DaylightLimits const& limits, DaylightQuestion& out) {
    constexpr std::array<std::string_view, 11> fields{"lat",   "lon",  "seed",   "boxes",   "lift", "windows",
                                                      "rules", "unit", "around", "options", "glass"};
    auto const* object = input.reader().object(document, fields);
    if (object == nullptr) return false;
    double seed = 0;
    double glass = 0;
    constexpr double any = 9e15;
    if (!number_field(input, *object, "lat", {-66, 66}, out.scene.place.latitude_deg) ||
        !number_field(input, *object, "lon", {-180, 180}, out.scene.place.longitude_deg) ||
        !default_field(input, *object, "seed", {-any, any}, seed) ||
        !default_field(input, *object, "glass", {0, 1}, glass) ||
        !input.optional_field(*object, "rules", [&](auto const& v) { return read_rules(input, v, out); }))
        return false;
    std::vector<Neighbour> around;
    if (object->contains("unit") == object->contains("boxes")) return input.fail(one_of, {{"expected", "boxes, unit"}});
    if (object->contains("unit")) {
        for (auto const* name : {"windows", "glass"}) {
            if (!object->contains(name)) continue;
            Step const step(input.reader(), name);
            return input.fail(one_of, {{"expected", std::string(name) + ", unit"}});
        }
        if (!read_unit_scene(input, *object, out, around)) return false;
    } else if (object->contains("around")) {
        Step const step(input.reader(), "around");
        return input.fail(one_of, {{"expected", "around, boxes"}});
    } else if (!input.field(*object, "boxes", "[…]",
                            [&](auto const& v) { return read_boxes(input, v, 0, false, limits, out.scene.boxes); }) ||
               !input.field(*object, "windows", "[…]",
                            [&](auto const& v) { return read_windows(input, v, limits, out.scene.windows); })) {
        return false;
    }
    if (!read_options(input, *object, glass, limits, out)) return false;
    if (out.unit) out.scene = scene_of(out.scene.place, *out.unit, around, out.options[0].model->side);
    out.scene.lift = out.options[0].lift;
    if (ray_tests(out, 0) > limits.ray_tests_max)
        return input.fail(too_much_light, {{"value", std::to_string(out.scene.windows.size())},
                                           {"boxes", std::to_string(out.scene.boxes.size())}});
    if (ray_tests(out, out.draws) > limits.ray_tests_max) out.draws = 0;
    return true;
}

}  // namespace jiati::codec::calculators
