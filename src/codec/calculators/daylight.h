// The calculator of light: a scene, or a unit as people can count and pace it, in JSON, to what each window gets
// without and with the lift.
#pragma once

#include "base/refusal.h"
#include "base/result.h"
#include "codec/calculators/limits.h"
#include "daylight/assessment.h"
#include "daylight/interval.h"
#include "daylight/noise.h"
#include "daylight/privacy.h"
#include "daylight/scene_check.h"
#include "daylight/unit_model.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec::calculators {

struct DaylightLimits {
    InputLimits input;
    double ray_tests_max = 2e10;  // rays × boxes of all states, draws included
    std::size_t boxes_max = 2000;
    std::size_t windows_max = 500;

    static DaylightLimits of_the_public() {
        return {.input = InputLimits::of_the_public(), .ray_tests_max = 1e9, .boxes_max = 500, .windows_max = 200};
    }
};

struct DaylightQuestion {
    struct Option {
        std::string name;
        std::string cost;  // as given, in yuan; empty where none is
        std::vector<daylight::Box> lift;
        std::optional<daylight::LiftModel> model;
    };
    // What the district asks for.
    struct Required {
        bool on_dongzhi = false;
        double minutes = 0;
        std::string source;
    };

    daylight::Scene scene;  // its lift is the first option's
    daylight::Rules rules;
    std::optional<Required> required;
    std::size_t draws = 64;  // 0: no intervals
    daylight::Spread spread;
    std::vector<Option> options;  // at least one
    bool are_options = false;     // listed as such, and told side by side
    std::optional<daylight::UnitModel> unit;
    std::vector<std::string> guessed;  // inputs left to their defaults, as pointers
};

struct DaylightAnswer {
    struct PerWindow {
        daylight::WithLift after;
        std::optional<daylight::Intervals> interval;
        double visible_share = 0;  // of its room, from the corridor that sees most of it
        daylight::NoiseLevel noise;
    };
    struct Option {
        std::vector<PerWindow> windows;
        std::vector<std::size_t> worst_first;
        std::vector<daylight::Finding> findings;
    };

    DaylightQuestion question;
    std::vector<daylight::Light> before;
    std::vector<Option> options;

    // VSC and indoor daylight (by the angle of visible sky) after, as shares of before; 1 where nothing was.
    [[nodiscard]] double vsc_ratio(std::size_t option, std::size_t window) const;
    [[nodiscard]] double indoor_ratio(std::size_t option, std::size_t window) const;
    // Codes of what must be said beside a window's figures.
    [[nodiscard]] std::vector<std::string_view> notes(std::size_t option, std::size_t window) const;
};

// {"lat","lon","boxes","lift","windows"} or {"lat","lon","unit","around"?,"lift"}; "options" in place of "lift";
// "rules", "glass", "seed" optional. docs/formats/daylight.md has every field.
[[nodiscard]] Result<DaylightAnswer, Refusal> daylight(std::string_view text, DaylightLimits const& limits = {});
[[nodiscard]] std::string to_json(DaylightAnswer const& answer);

}  // namespace jiati::codec::calculators
