#include "games/allocation_large.h"

#include "base/check.h"
#include "games/airport_order.h"
#include "games/certified.h"
#include "games/nucleolus_airport.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace jiati::games {
namespace {

using MaybeExact = std::vector<std::optional<Fraction>>;

// A running sum can become shorter again, so it is followed a little beyond what is shown.
constexpr std::size_t followed_bits_max = 2 * exact_bits_max;

std::optional<Fraction> shown(Fraction const& share) {
    return share.bit_length() <= exact_bits_max ? std::optional{share} : std::nullopt;
}

// Amounts in 1/unit of round_to.
struct WholeAmounts {
    std::vector<std::int64_t> amounts;
    std::int64_t unit = 1;
};

std::optional<WholeAmounts> whole_amounts(std::vector<Fraction> amounts, Fraction const& round_to) {
    constexpr std::int64_t unit_max = std::int64_t{1} << 40;
    constexpr std::int64_t amount_max = (std::int64_t{1} << 62) - 1;
    WholeAmounts whole;
    for (auto& amount : amounts) {
        amount /= round_to;
        if (amount.is_integer()) continue;
        auto const denominator = amount.denominator().to_int64();
        if (!denominator) return std::nullopt;
        auto const factor = *denominator / std::gcd(*denominator, whole.unit);
        if (whole.unit > unit_max / factor) return std::nullopt;
        whole.unit *= factor;
    }
    for (auto const& amount : amounts) {
        auto const count = (amount * Fraction{whole.unit}).to_int64();
        if (!count || *count > amount_max) return std::nullopt;
        whole.amounts.push_back(*count);
    }
    return whole;
}

std::uint64_t unit_of(WholeAmounts const& whole) { return static_cast<std::uint64_t>(whole.unit); }

MaybeExact exact_shapley(AirportGame const& game) {
    auto const sorted = airport_order(game);
    MaybeExact of_class(sorted.classes.size());
    Fraction share;
    Fraction below;
    for (std::size_t k = 0; k < of_class.size() && share.bit_length() <= followed_bits_max; ++k) {
        auto const& each = sorted.classes[k];
        share += (each.cost - below) / Fraction{static_cast<std::int64_t>(sorted.order.size() - each.first)};
        below = each.cost;
        of_class[k] = shown(share);
    }
    return spread_over_players(sorted, of_class);
}

MaybeExact exact_shapley(ElementGame const& game) {
    MaybeExact shares(game.players, Fraction{});
    for (auto const& element : game.elements) {
        auto const each = element.amount / Fraction{static_cast<std::int64_t>(element.users.size())};
        for (auto const user : element.users) {
            auto& share = shares[user];
            if (!share) continue;
            *share += each;
            if (share->bit_length() > followed_bits_max) share.reset();
        }
    }
    for (auto& share : shares)
        if (share) share = shown(*share);
    return shares;
}

std::optional<LargeShares> airport_shares(AirportGame const& game, Fraction const& round_to, bool is_shapley) {
    auto const whole = whole_amounts(game.costs, round_to);
    if (!whole) return std::nullopt;
    if (is_shapley) return LargeShares{exact_shapley(game), certified_shapley(whole->amounts, unit_of(*whole))};
    return LargeShares{nucleolus_up_to(game, exact_bits_max), certified_nucleolus(whole->amounts, unit_of(*whole))};
}

std::optional<LargeShares> element_shares(ElementGame const& game, Fraction const& round_to) {
    std::vector<Fraction> amounts;
    for (auto const& element : game.elements) amounts.push_back(element.amount);
    auto const whole = whole_amounts(std::move(amounts), round_to);
    if (!whole) return std::nullopt;
    std::vector<WholeElement> elements;
    std::int64_t left = (std::int64_t{1} << 62) - 1;
    for (std::size_t e = 0; e < game.elements.size(); ++e) {
        elements.push_back({whole->amounts[e], game.elements[e].users});
        left -= whole->amounts[e];
        if (left < 0) return std::nullopt;
    }
    return LargeShares{exact_shapley(game), certified_shapley(game.players, elements, unit_of(*whole))};
}

}  // namespace

bool is_large(AllocationRule const& rule, Game const& game) {
    if (player_count(game) <= exact_players_max || std::holds_alternative<ExplicitGame>(game)) return false;
    if (std::holds_alternative<Shapley>(rule)) return true;
    auto const is_nucleolus = std::holds_alternative<Nucleolus>(rule) || std::holds_alternative<Prenucleolus>(rule);
    return is_nucleolus && std::holds_alternative<AirportGame>(game);
}

std::optional<LargeShares> large_shares(AllocationRule const& rule, Game const& game, Fraction const& round_to) {
    CHECK(is_large(rule, game));
    if (auto const* const elements = std::get_if<ElementGame>(&game)) return element_shares(*elements, round_to);
    return airport_shares(std::get<AirportGame>(game), round_to, std::holds_alternative<Shapley>(rule));
}

}  // namespace jiati::games
