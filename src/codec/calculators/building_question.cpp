#include "codec/calculators/building_question.h"

#include "policy/selection.h"

#include <array>
#include <numeric>

namespace jiati::codec::calculators {
namespace {

constexpr int floors_most = 60;
constexpr int homes_most = 50;
constexpr int first_floor_most = 10;
constexpr Fen cost_most{100'000'000'000};  // 10^9 yuan

bool read_sum(Input& input, json::value const& value, Fen& out) {
    if (!read_scalar(input.reader(), value, out)) return false;
    if (out.is_negative()) return input.fail(negative, {{"value", out.to_string()}});
    return out <= cost_most ||
           input.fail(out_of_range, {{"value", out.to_string()}, {"expected", "≤ " + cost_most.to_string()}});
}

bool read_homes(Input& input, json::value const& value, std::size_t floors, std::vector<int>& out) {
    if (!input.list(value, "2", [&](json::value const& item, std::size_t place) {
            if (place == floors) return input.reader().fail_text(too_long, std::to_string(floors), "");
            return input.whole(item, 0, homes_most, out.emplace_back());
        }))
        return false;
    return out.size() == floors ||
           input.fail(count_differs, {{"value", std::to_string(out.size())}, {"expected", std::to_string(floors)}});
}

bool read_areas(Input& input, json::value const& value, std::size_t doors, std::vector<SquareMetres>& out) {
    if (!input.list(value, "\"80.50\"",
                    [&](json::value const& item, std::size_t) { return input.positive(item, out.emplace_back()); }))
        return false;
    return out.size() == doors ||
           input.fail(count_differs, {{"value", std::to_string(out.size())}, {"expected", std::to_string(doors)}});
}

bool read_subsidy(Input& input, json::value const& value, BuildingQuestion& out) {
    auto& subsidy = out.subsidy.emplace();
    if (!read_sum(input, value, subsidy)) return false;
    return subsidy <= out.cost ||
           input.fail(subsidy_above_cost, {{"value", subsidy.to_string()}, {"expected", out.cost.to_string()}});
}

bool read_city(Input& input, json::value const& value, BuildingQuestion& out) {
    auto& city = out.city.emplace();
    if (!input.name(value, city)) return false;
    return policy::covers("cn", city) || input.reader().fail(bad_value, "\"cn-jiangxi-nanchang\"", value);
}

}  // namespace

bool read_building(Input& input, json::value const& document, BuildingQuestion& out) {
    static constexpr std::array<std::string_view, 8> fields{
        "floors", "first_floor", "households_per_floor", "area_m2", "cost", "subsidy", "city", "on"};
    auto const* object = input.reader().object(document, fields);
    if (object == nullptr) return false;
    int floors = 0;
    auto const count = [&](json::value const& v) { return input.whole(v, 1, floors_most, floors); };
    auto const first = [&](json::value const& v) { return input.whole(v, 0, first_floor_most, out.first_floor); };
    auto const homes = [&](json::value const& v) {
        return read_homes(input, v, static_cast<std::size_t>(floors), out.homes);
    };
    auto const areas = [&](json::value const& v) {
        auto const doors = std::accumulate(out.homes.begin(), out.homes.end(), std::size_t{0});
        return read_areas(input, v, doors, out.areas);
    };
    auto const on = [&](json::value const& v) { return read_scalar(input.reader(), v, out.on.emplace()); };
    return input.field(*object, "floors", "6", count) && input.optional_field(*object, "first_floor", first) &&
           input.field(*object, "households_per_floor", "[2, 2, 2, 2, 2, 2]", homes) &&
           input.optional_field(*object, "area_m2", areas) &&
           input.field(*object, "cost", "\"400000.00\"",
                       [&](json::value const& v) { return read_sum(input, v, out.cost); }) &&
           input.optional_field(*object, "subsidy",
                                [&](json::value const& v) { return read_subsidy(input, v, out); }) &&
           input.optional_field(*object, "city", [&](json::value const& v) { return read_city(input, v, out); }) &&
           input.optional_field(*object, "on", on);
}

}  // namespace jiati::codec::calculators
