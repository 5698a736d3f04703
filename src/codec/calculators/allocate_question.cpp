// The document around the cost: who shares, by which rule, and the numbers of the rules.
#include "codec/calculators/allocate_question.h"

#include "base/text.h"

#include <array>

namespace jiati::codec::calculators {
namespace {

constexpr int floor_least = -10;
constexpr int floor_most = 200;

bool read_players(Input& input, json::value const& value, Names& out) {
    return input.list(value, "\"101\"", [&](json::value const& item, std::size_t place) {
        std::string name;
        if (!input.name(item, name)) return false;
        if (place == games::players_max)
            return input.reader().fail_text(too_long, std::to_string(games::players_max), "");
        return out.add(name) || input.fail(repeated, {{"value", name}});
    });
}

bool read_household(Input& input, json::value const& value, Names const& players, std::vector<bool>& seen,
                    std::vector<games::Flat>& out) {
    static constexpr std::array<std::string_view, 3> fields{"id", "floors", "area_m2"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr) return false;
    games::Flat flat;
    std::optional<std::size_t> place;
    auto const id = [&](json::value const& v) {
        std::string name;
        if (!input.name(v, name)) return false;
        place = place_of(input, name, players);
        if (!place) return false;
        if (seen[*place]) return input.fail(repeated, {{"value", name}});
        seen[*place] = true;
        return true;
    };
    auto const floor = [&](json::value const& v, std::size_t) {
        return input.whole(v, floor_least, floor_most, flat.floors.emplace_back());
    };
    if (!input.field(*object, "id", "\"301\"", id) ||
        !input.field(*object, "floors", "[3]", [&](auto const& v) { return input.list(v, "3", floor); }) ||
        !input.field(*object, "area_m2", "\"80.50\"", [&](auto const& v) { return input.positive(v, flat.area); }))
        return false;
    out[*place] = std::move(flat);
    return true;
}

bool read_households(Input& input, json::value const& value, AllocationQuestion& out) {
    auto& flats = out.flats.emplace(out.players.size());
    std::vector<bool> seen(out.players.size());
    if (!input.list(value, "{\"id\", \"floors\", \"area_m2\"}", [&](json::value const& item, std::size_t) {
            return read_household(input, item, out.players, seen, flats);
        }))
        return false;
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (!seen[i]) return input.fail(name_missing, {{"value", out.players.all()[i]}});
    return true;
}

// ["4", "6"], least and most
bool read_pair(Input& input, json::value const& value, games::Limits& out) {
    auto const* pair = value.if_array();
    if (pair == nullptr || pair->size() != 2) return input.reader().fail(wrong_type, "[\"0\", \"20000.00\"]", value);
    for (std::size_t i = 0; i < 2; ++i) {
        Step const step(input.reader(), i);
        if (!input.exact((*pair)[i], i == 0 ? out.least : out.most)) return false;
    }
    if (out.least <= out.most) return true;
    return input.fail(limits_crossed, {{"least", out.least.to_string()}, {"most", out.most.to_string()}});
}

bool read_table(Input& input, json::value const& value, AllocationQuestion& out) {
    auto const* object = value.if_object();
    if (object == nullptr) return input.reader().fail(wrong_type, "{\"3\": \"1.0\"}", value);
    auto& table = out.table.emplace();
    for (auto const& member : *object) {
        Step const step(input.reader(), std::string_view(member.key()));
        auto const floor = parse_integer(member.key());
        if (!floor || *floor < floor_least || *floor > floor_most)
            return input.fail(out_of_range,
                              {{"value", shortened(json::value(member.key()))},
                               {"expected", std::to_string(floor_least) + "…" + std::to_string(floor_most)}});
        games::Limits entry;
        if (member.value().is_array()) {
            if (!read_pair(input, member.value(), entry)) return false;
        } else {
            if (!input.exact(member.value(), entry.least)) return false;
            entry.most = entry.least;
        }
        if (entry.least.is_negative()) return input.fail(negative, {{"value", entry.least.to_string()}});
        table.emplace(static_cast<int>(*floor), std::move(entry));
    }
    return !table.empty() || input.fail(nothing_given, {{"expected", "{\"3\": \"1.0\"}"}});
}

bool read_unions(Input& input, json::value const& value, AllocationQuestion& out) {
    auto& unions = out.unions.emplace();
    std::vector<bool> seen(out.players.size());
    auto const member = [&](json::value const& item, std::size_t) {
        std::string name;
        if (!input.name(item, name)) return false;
        auto const place = place_of(input, name, out.players);
        if (!place) return false;
        if (seen[*place]) return input.fail(repeated, {{"value", name}});
        unions.back().push_back(static_cast<games::Player>(*place));
        seen[*place] = true;
        return true;
    };
    auto const each = [&](json::value const& item, std::size_t) {
        unions.emplace_back();
        return input.list(item, "\"101\"", member);
    };
    if (!input.list(value, "[\"101\"]", each)) return false;
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (!seen[i]) return input.fail(name_missing, {{"value", out.players.all()[i]}});
    return true;
}

// Who has no limits may pay or get anything: limits that cannot bind, since nobody's payment leaves the span of all
// amounts named together.
bool read_limits(Input& input, json::value const& value, AllocationQuestion& out) {
    auto& limits = out.limits.emplace(out.players.size());
    std::vector<bool> seen(out.players.size());
    if (!by_name(input, value, out.players, true, [&](json::value const& item, std::size_t place) {
            seen[place] = true;
            return read_pair(input, item, limits[place]);
        }))
        return false;
    Fraction span{1};
    auto const widen = [&](Fraction const& amount) { span += amount.is_negative() ? -amount : amount; };
    widen(std::holds_alternative<Fraction>(out.cost) ? std::get<Fraction>(out.cost)
                                                     : games::grand_worth(std::get<games::Game>(out.cost)));
    for (auto const& limit : limits) {
        widen(limit.least);
        widen(limit.most);
    }
    if (out.benefits)
        for (auto const& benefit : *out.benefits) widen(benefit);
    span *= static_cast<std::int64_t>(out.players.size() + 1);
    for (std::size_t i = 0; i < limits.size(); ++i)
        if (!seen[i]) limits[i] = {-span, span};
    return true;
}

bool read_numbers(Input& input, json::object const& object, AllocationQuestion& out) {
    auto const numbers = [&](std::string_view name, Numbers& list, bool (Input::*read)(json::value const&, Fraction&)) {
        return input.optional_field(object, name, [&](json::value const& value) {
            list.emplace(out.players.size());
            return by_name(input, value, out.players, false, [&](json::value const& item, std::size_t place) {
                return (input.*read)(item, (*list)[place]);
            });
        });
    };
    return numbers("weights", out.weights, &Input::not_negative) && numbers("benefits", out.benefits, &Input::exact) &&
           numbers("amounts", out.amounts, &Input::not_negative) &&
           numbers("percents", out.percents, &Input::not_negative) &&
           numbers("steps", out.steps, &Input::not_negative) && numbers("values", out.values, &Input::positive);
}

bool read_within(Input& input, json::value const& value, games::FloorPercent::Within& out) {
    static constexpr std::array<std::string_view, 2> names{"area", "equal"};
    std::size_t place = 0;
    if (!read_choice(input.reader(), value, names, place)) return false;
    out = place == 0 ? games::FloorPercent::Within::area : games::FloorPercent::Within::equal;
    return true;
}

}  // namespace

bool read_allocation(Input& input, json::value const& document, std::string_view rule_override,
                     AllocationQuestion& out) {
    static constexpr std::array<std::string_view, 18> fields{
        "players", "airport", "elements", "game",   "total",      "rule",   "weights", "unions", "benefits",
        "limits",  "amounts", "percents", "values", "households", "within", "steps",   "table",  "round_to"};
    auto const* object = input.reader().object(document, fields);
    if (object == nullptr) return false;
    auto const rule = [&](auto const& v) { return input.name(v, out.rule); };
    if (rule_override.empty() ? !input.field(*object, "rule", "shapley", rule)
                              : !input.optional_field(*object, "rule", rule))
        return false;
    if (!rule_override.empty()) out.rule = rule_override;
    return input.field(*object, "players", "[\"101\"]",
                       [&](auto const& v) { return read_players(input, v, out.players); }) &&
           read_cost(input, *object, out) && read_numbers(input, *object, out) &&
           input.optional_field(*object, "limits", [&](auto const& v) { return read_limits(input, v, out); }) &&
           input.optional_field(*object, "unions", [&](auto const& v) { return read_unions(input, v, out); }) &&
           input.optional_field(*object, "households", [&](auto const& v) { return read_households(input, v, out); }) &&
           input.optional_field(*object, "table", [&](auto const& v) { return read_table(input, v, out); }) &&
           input.optional_field(*object, "within", [&](auto const& v) { return read_within(input, v, out.within); }) &&
           input.optional_field(*object, "round_to", [&](auto const& v) { return input.positive(v, out.round_to); });
}

}  // namespace jiati::codec::calculators
