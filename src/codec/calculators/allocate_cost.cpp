// The cost to share: a total, or one of three games.
#include "codec/calculators/allocate_question.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace jiati::codec::calculators {
namespace {

constexpr std::array<std::string_view, 4> forms{"airport", "elements", "game", "total"};

std::string text_of(json::value const& number) {
    if (auto const* text = number.if_string()) return std::string(*text);
    return number.is_int64() ? std::to_string(number.get_int64()) : std::to_string(number.get_uint64());
}

bool read_airport(Input& input, json::value const& value, AllocationQuestion& out) {
    games::AirportGame game;
    std::optional<std::size_t> highest;
    auto const one = [&](json::value const& item, std::size_t place) {
        auto& cost = game.costs.emplace_back();
        if (!input.not_negative(item, cost)) return false;
        if (!highest || cost > game.costs[*highest]) {
            highest = place;
            out.total_text = text_of(item);
        }
        return true;
    };
    if (!input.list(value, "\"8\"", one)) return false;
    if (game.costs.size() != out.players.size())
        return input.fail(count_differs, {{"value", std::to_string(game.costs.size())},
                                          {"expected", std::to_string(out.players.size())}});
    out.cost = games::Game{std::move(game)};
    return true;
}

bool read_users(Input& input, json::value const& value, Names const& players, std::vector<std::size_t>& last_seen,
                std::size_t element, std::vector<games::Player>& users) {
    return input.list(value, "\"101\"", [&](json::value const& item, std::size_t) {
        auto const* name = item.if_string();
        if (name == nullptr) return input.reader().fail(wrong_type, "\"101\"", item);
        auto const place = place_of(input, *name, players);
        if (!place) return false;
        if (last_seen[*place] == element + 1) return input.fail(repeated, {{"value", players.all()[*place]}});
        last_seen[*place] = element + 1;
        users.push_back(static_cast<games::Player>(*place));
        return true;
    });
}

// Digits behind the point; nothing for "20/3".
std::optional<std::size_t> decimals_of(std::string_view text) {
    if (text.find('/') != std::string_view::npos) return std::nullopt;
    auto const point = text.find('.');
    return point == std::string_view::npos ? 0 : text.size() - point - 1;
}

bool read_elements(Input& input, json::value const& value, AllocationQuestion& out) {
    static constexpr std::array<std::string_view, 2> fields{"amount", "users"};
    games::ElementGame game{out.players.size(), {}};
    std::vector<std::size_t> last_seen(out.players.size());
    Fraction total;
    std::optional<std::size_t> decimals = 0;
    auto const one = [&](json::value const& item, std::size_t place) {
        auto const* object = input.reader().object(item, fields);
        if (object == nullptr) return false;
        auto& element = game.elements.emplace_back();
        auto const amount = [&](json::value const& v) {
            if (!input.not_negative(v, element.amount)) return false;
            total += element.amount;
            auto const here = decimals_of(text_of(v));
            decimals = decimals && here ? std::optional{std::max(*decimals, *here)} : std::nullopt;
            return true;
        };
        auto const users = [&](json::value const& v) {
            return read_users(input, v, out.players, last_seen, place, element.users);
        };
        return input.field(*object, "amount", "\"120000\"", amount) &&
               input.field(*object, "users", "[\"101\"]", users);
    };
    if (!input.list(value, "{\"amount\", \"users\"}", one)) return false;
    out.total_text = decimals ? fixed_text(total, *decimals) : total.to_string();
    out.cost = games::Game{std::move(game)};
    return true;
}

// "1,3" as a set of bits; nothing when it is not a list of different positions up to `count`.
std::optional<std::size_t> coalition_of(std::string_view key, std::size_t count) {
    std::size_t mask = 0;
    while (true) {
        auto const comma = key.find(',');
        auto const position = parse_integer(key.substr(0, comma));
        if (!position || *position < 1 || static_cast<std::size_t>(*position) > count) return std::nullopt;
        auto const bit = std::size_t{1} << static_cast<std::size_t>(*position - 1);
        if ((mask & bit) != 0) return std::nullopt;
        mask |= bit;
        if (comma == std::string_view::npos) return mask;
        key.remove_prefix(comma + 1);
    }
}

std::string coalition_text(std::size_t mask) {
    std::string text;
    for (std::size_t i = 0; (mask >> i) != 0; ++i)
        if ((mask >> i & 1U) != 0) text += (text.empty() ? "" : ",") + std::to_string(i + 1);
    return text;
}

bool read_coalitions(Input& input, json::value const& value, games::ExplicitGame& game, std::string& total_text) {
    auto const* object = value.if_object();
    if (object == nullptr) return input.reader().fail(wrong_type, "{\"1\": \"0\", \"1,2\": \"5\"}", value);
    game.values.assign(std::size_t{1} << game.players, {});
    std::vector<bool> seen(game.values.size());
    for (auto const& member : *object) {
        Step const step(input.reader(), std::string_view(member.key()));
        auto const mask = coalition_of(member.key(), game.players);
        if (!mask)
            return input.fail(bad_coalition, {{"value", shortened(json::value(member.key()))},
                                              {"expected", coalition_text(game.values.size() - 1)}});
        if (seen[*mask]) return input.fail(repeated, {{"value", coalition_text(*mask)}});
        seen[*mask] = true;
        if (!input.exact(member.value(), game.values[*mask])) return false;
        if (*mask + 1 == game.values.size()) total_text = text_of(member.value());
    }
    for (std::size_t mask = 1; mask < seen.size(); ++mask)
        if (!seen[mask])
            return input.fail(coalition_missing,
                              {{"value", coalition_text(mask)}, {"expected", std::to_string(seen.size() - 1)}});
    return true;
}

bool read_explicit(Input& input, json::value const& value, AllocationQuestion& out) {
    static constexpr std::array<std::string_view, 2> fields{"kind", "values"};
    static constexpr std::array<std::string_view, 2> kinds{"cost", "value"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr) return false;
    if (out.players.size() > games::shapley_explicit_max)
        return input.fail(too_many_players, {{"value", std::to_string(out.players.size())},
                                             {"limit", std::to_string(games::shapley_explicit_max)},
                                             {"rule", out.rule}});
    games::ExplicitGame game;
    game.players = out.players.size();
    auto const kind = [&](json::value const& v) {
        std::size_t place = 0;
        if (!read_choice(input.reader(), v, kinds, place)) return false;
        game.kind = place == 0 ? games::ExplicitGame::Kind::cost : games::ExplicitGame::Kind::value;
        return true;
    };
    auto const values = [&](json::value const& v) { return read_coalitions(input, v, game, out.total_text); };
    if (!input.field(*object, "kind", "cost | value", kind) ||
        !input.field(*object, "values", "{\"1\": \"0\", \"1,2\": \"5\"}", values))
        return false;
    out.cost = games::Game{std::move(game)};
    return true;
}

bool read_total(Input& input, json::value const& value, AllocationQuestion& out) {
    Fraction total;
    if (!input.exact(value, total)) return false;
    out.total_text = text_of(value);
    out.cost = std::move(total);
    return true;
}

}  // namespace

bool read_cost(Input& input, json::object const& object, AllocationQuestion& out) {
    if (std::ranges::count_if(forms, [&](auto form) { return object.contains(form); }) != 1)
        return input.fail(one_of, {{"expected", "airport, elements, game, total"}});
    return input.optional_field(object, "airport", [&](auto const& v) { return read_airport(input, v, out); }) &&
           input.optional_field(object, "elements", [&](auto const& v) { return read_elements(input, v, out); }) &&
           input.optional_field(object, "game", [&](auto const& v) { return read_explicit(input, v, out); }) &&
           input.optional_field(object, "total", [&](auto const& v) { return read_total(input, v, out); });
}

}  // namespace jiati::codec::calculators
