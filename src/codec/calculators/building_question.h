// The document of the building's calculator, read. For the sources of this folder only.
#pragma once

#include "base/date.h"
#include "base/fen.h"
#include "base/square_metres.h"
#include "codec/calculators/input.h"

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <vector>

namespace jiati::codec::calculators {

struct BuildingQuestion {
    int first_floor = 1;
    std::vector<int> homes;           // per floor, from the first
    std::vector<SquareMetres> areas;  // per door; empty where none were given
    Fen cost{};
    std::optional<Fen> subsidy;
    std::optional<std::string> city;
    std::optional<Date> on;
};

bool read_building(Input& input, json::value const& document, BuildingQuestion& out);

}  // namespace jiati::codec::calculators
