// The document of the calculator of light, read. For the sources of this folder only.
#pragma once

#include "codec/calculators/daylight.h"
#include "codec/calculators/input.h"

#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec::calculators {

struct Bounds {
    double low;
    double high;
};
// A JSON number within the bounds.
bool read_number(Input& input, json::value const& value, Bounds bounds, double& out);
bool number_field(Input& input, json::object const& object, std::string_view name, Bounds bounds, double& out);
// Leaves the default where the field is missing; notes its pointer among the guessed ones, if any are kept.
bool default_field(Input& input, json::object const& object, std::string_view name, Bounds bounds, double& out,
                   std::vector<std::string>* guessed = nullptr);
bool whole_default(Input& input, json::object const& object, std::string_view name, int least, int most, int& out,
                   std::vector<std::string>* guessed = nullptr);
bool choice_field(Input& input, json::object const& object, std::string_view name,
                  std::span<std::string_view const> names, std::size_t& out);
bool source_field(Input& input, json::object const& object, std::string_view name, daylight::Source& out);

bool read_unit(Input& input, json::value const& value, daylight::Place const& place, daylight::UnitModel& unit,
               std::vector<std::string>& guessed);
bool read_neighbour(Input& input, json::value const& value, daylight::Neighbour& out,
                    std::vector<std::string>& guessed);
bool read_lift_model(Input& input, json::value const& value, daylight::UnitModel const& unit, daylight::LiftModel& out);

bool read_daylight(Input& input, json::value const& document, DaylightLimits const& limits, DaylightQuestion& out);

}  // namespace jiati::codec::calculators
