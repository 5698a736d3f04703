// The rules of games that list every coalition. Shapley needs only, per player and size, the sum of the worths of the
// coalitions of that size with the player in: two additions per coalition give them all, because the sums are first
// taken over the upper and the lower half of the players apart.
#include "base/check.h"
#include "games/int128.h"
#include "games/shapley.h"

#include <bit>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>

namespace jiati::games {
namespace {

using Mask = std::size_t;

Fraction whole(std::size_t count) { return static_cast<std::int64_t>(count); }
std::size_t size_of(Mask mask) { return static_cast<std::size_t>(std::popcount(mask)); }

Fraction exact(Fraction const& value) { return value; }
Fraction exact(Int128 value) {
    constexpr std::int64_t base = std::int64_t{1} << 62;
    auto const high = value / base;  // below 2^65: the sums stay below 2^84
    return Fraction{static_cast<std::int64_t>(high)} * Fraction{base} +
           Fraction{static_cast<std::int64_t>(value % base)};
}

// [player][size]: the sum over the coalitions of that size that have the player; [players][size]: over all of them.
template <class Sum, class Value>
std::vector<std::vector<Sum>> sums_by_size(std::vector<Value> const& values, std::size_t players) {
    auto const low_players = players / 2;
    auto const high_players = players - low_players;
    auto const low_size = Mask{1} << low_players;
    auto const high_size = Mask{1} << high_players;
    std::vector<std::vector<Sum>> by_low(high_players + 1,
                                         std::vector<Sum>(low_size));  // [size of high part][low part]
    std::vector<std::vector<Sum>> by_high(low_players + 1, std::vector<Sum>(high_size));
    std::vector<std::uint8_t> count(low_size);
    for (Mask low = 0; low < low_size; ++low) count[low] = static_cast<std::uint8_t>(size_of(low));
    for (Mask high = 0; high < high_size; ++high) {
        auto& of_low = by_low[size_of(high)];
        auto const* const row = values.data() + (high << low_players);
        std::vector<Sum> of_high(low_players + 1);
        for (Mask low = 0; low < low_size; ++low) {
            of_low[low] += row[low];
            of_high[count[low]] += row[low];
        }
        for (std::size_t size = 0; size <= low_players; ++size) by_high[size][high] = of_high[size];
    }

    std::vector<std::vector<Sum>> sums(players + 1, std::vector<Sum>(players + 1));
    for (std::size_t other = 0; other < by_low.size(); ++other)
        for (Mask low = 0; low < low_size; ++low) {
            auto const size = size_of(low) + other;
            sums[players][size] += by_low[other][low];
            for (auto rest = low; rest != 0; rest &= rest - 1)
                sums[static_cast<std::size_t>(std::countr_zero(rest))][size] += by_low[other][low];
        }
    for (std::size_t other = 0; other < by_high.size(); ++other)
        for (Mask high = 0; high < high_size; ++high)
            for (auto rest = high; rest != 0; rest &= rest - 1)
                sums[low_players + static_cast<std::size_t>(std::countr_zero(rest))][size_of(high) + other] +=
                    by_high[other][high];
    return sums;
}

// Joining a coalition of s others has the weight s!(n−s−1)!/n! = 1/(n·C(n−1, s)).
template <class Sum, class Value>
std::vector<Fraction> from_sums(std::vector<Value> const& values, std::size_t players, Fraction const& scale) {
    auto const sums = sums_by_size<Sum>(values, players);
    std::vector<Fraction> weights;
    Fraction choices = 1;
    for (std::size_t s = 0; s < players; ++s) {
        weights.push_back(Fraction{1} / (whole(players) * choices * scale));
        choices *= Fraction{static_cast<std::int64_t>(players - 1 - s), static_cast<std::int64_t>(s + 1)};
    }
    std::vector<Fraction> shares(players);
    for (std::size_t i = 0; i < players; ++i)
        for (std::size_t s = 0; s < players; ++s)
            shares[i] += weights[s] * exact(Sum{sums[i][s + 1] - (sums[players][s] - sums[i][s])});
    return shares;
}

struct Scaled {
    std::vector<std::int64_t> values;
    std::int64_t denominator = 1;
};

// All values over one denominator, where everything fits in 64 bits.
std::optional<Scaled> scaled(std::vector<Fraction> const& values) {
    Scaled result;
    result.values.reserve(values.size());
    for (auto const& value : values) {
        auto const count = value.to_int64();
        if (!count) break;
        result.values.push_back(*count);
    }
    if (result.values.size() == values.size()) return result;

    constexpr std::int64_t most = std::int64_t{1} << 62;
    for (auto const& value : values) {
        auto const denominator = value.denominator().to_int64();
        if (!denominator) return std::nullopt;
        auto const factor = *denominator / std::gcd(*denominator, result.denominator);
        if (result.denominator > most / factor) return std::nullopt;
        result.denominator *= factor;
    }
    result.values.clear();
    for (auto const& value : values) {
        auto const numerator = value.numerator().to_int64();
        if (!numerator) return std::nullopt;
        auto const product = Int128{*numerator} * (result.denominator / *value.denominator().to_int64());
        if (product > most || product < -most) return std::nullopt;
        result.values.push_back(static_cast<std::int64_t>(product));
    }
    return result;
}

// Harsanyi's dividends: what a coalition is worth beyond all that its parts are worth.
std::vector<Fraction> dividends(std::vector<Fraction> values) {
    for (Mask bit = 1; bit < values.size(); bit <<= 1)
        for (Mask mask = 0; mask < values.size(); ++mask)
            if ((mask & bit) != 0) values[mask] -= values[mask ^ bit];
    return values;
}

// Halves first, so that the long denominators meet in a few sums only.
Fraction sum_of(std::vector<Fraction>& terms) {
    if (terms.empty()) return {};
    for (std::size_t step = 1; step < terms.size(); step *= 2)
        for (std::size_t i = 0; i + step < terms.size(); i += 2 * step) terms[i] += terms[i + step];
    return terms.front();
}

void check_listed(ExplicitGame const& game) {
    CHECK(game.players <= shapley_explicit_max);
    CHECK(game.values.size() == Mask{1} << game.players);
}

}  // namespace

std::vector<Fraction> shapley(ExplicitGame const& game) {
    check_listed(game);
    if (auto const whole_values = scaled(game.values))
        return from_sums<Int128>(whole_values->values, game.players, whole_values->denominator);
    return from_sums<Fraction>(game.values, game.players, 1);
}

std::vector<Fraction> weighted_shapley(ExplicitGame const& game, std::vector<Fraction> const& weights) {
    check_listed(game);
    CHECK(weights.size() == game.players);
    // In a cost game the weight is the chance to be the first who needs a thing and pays it, as in element games: these
    // are the dividends of the dual, what a coalition saves by leaving.
    auto worths = game.values;
    if (game.kind == ExplicitGame::Kind::cost)
        for (Mask mask = 0; mask < worths.size(); ++mask)
            worths[mask] = game.values.back() - game.values[game.values.size() - 1 - mask];
    auto per_weight = dividends(std::move(worths));
    std::vector<Fraction> weight_of(per_weight.size());
    for (Mask mask = 1; mask < per_weight.size(); ++mask) {
        weight_of[mask] = weight_of[mask & (mask - 1)] + weights[static_cast<std::size_t>(std::countr_zero(mask))];
        per_weight[mask] /= weight_of[mask];
    }
    std::vector<Fraction> shares;
    for (std::size_t i = 0; i < game.players; ++i) {
        std::vector<Fraction> terms;
        for (Mask mask = 0; mask < per_weight.size(); ++mask)
            if ((mask >> i & 1) != 0) terms.push_back(per_weight[mask]);
        shares.push_back(weights[i] * sum_of(terms));
    }
    return shares;
}

// A dividend is shared equally by the unions that meet its coalition, then by the members of each that are in it.
std::vector<Fraction> owen(ExplicitGame const& game, Unions const& unions) {
    check_listed(game);
    std::vector<Mask> members;
    Mask seen = 0;
    for (auto const& each : unions) {
        Mask mask = 0;
        for (auto const player : each) {
            CHECK(player < game.players && (seen >> player & 1) == 0);
            mask |= Mask{1} << player;
            seen |= Mask{1} << player;
        }
        members.push_back(mask);
    }
    CHECK(seen == game.values.size() - 1);

    // [player][unions met × members of the own union]: few different divisors, so divided once at the end.
    std::vector<std::vector<Fraction>> sums(game.players, std::vector<Fraction>(game.players * game.players + 1));
    auto const dividend = dividends(game.values);
    for (Mask mask = 1; mask < dividend.size(); ++mask) {
        if (dividend[mask].is_zero()) continue;
        std::size_t met = 0;
        for (auto const each : members)
            if ((each & mask) != 0) ++met;
        for (auto const each : members) {
            auto const divisor = met * size_of(each & mask);
            for (auto rest = each & mask; rest != 0; rest &= rest - 1)
                sums[static_cast<std::size_t>(std::countr_zero(rest))][divisor] += dividend[mask];
        }
    }
    std::vector<Fraction> shares(game.players);
    for (std::size_t i = 0; i < game.players; ++i)
        for (std::size_t divisor = 1; divisor < sums[i].size(); ++divisor)
            shares[i] += sums[i][divisor] / whole(divisor);
    return shares;
}

}  // namespace jiati::games
