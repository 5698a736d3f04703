// The document of the calculator of shares, read. For the sources of this folder only.
#pragma once

#include "base/fraction.h"
#include "base/result.h"
#include "codec/calculators/input.h"
#include "games/allocation.h"

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec::calculators {

// A number for everybody, in published order; absent where the document has none.
using Numbers = std::optional<std::vector<Fraction>>;

struct AllocationQuestion {
    Names players;
    std::string rule;
    std::variant<Fraction, games::Game> cost;
    std::string total_text;
    Fraction round_to{1, 100};

    Numbers weights;
    Numbers benefits;
    Numbers amounts;
    Numbers percents;
    Numbers steps;
    Numbers values;
    std::optional<games::Unions> unions;
    std::optional<std::vector<games::Limits>> limits;
    std::optional<std::vector<games::Flat>> flats;
    // Floor → from, to; the same number twice where one stands.
    std::optional<std::map<int, games::Limits>> table;
    games::FloorPercent::Within within = games::FloorPercent::Within::equal;
};

bool read_allocation(Input& input, json::value const& document, std::string_view rule_override,
                     AllocationQuestion& out);
// airport, elements, game or total: `cost` and `total_text`.
bool read_cost(Input& input, json::object const& object, AllocationQuestion& out);

// The rule with what it needs, or a refusal that names what is missing.
bool make_rule(Input& input, AllocationQuestion question, games::AllocationRule& out);
void refuse_allocation(Input& input, AllocationQuestion const& question, games::AllocationError const& error);

}  // namespace jiati::codec::calculators
