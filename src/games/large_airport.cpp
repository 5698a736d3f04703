// The quick way: radix sort, one pass per rule with 64 fractional bits and an error bound. Where these bits do not
// decide (a share that may be whole, remainders too near each other at the cut), games/certified.h does, with as many
// as needed.
#include "games/large_airport.h"

#include "base/check.h"
#include "games/certified.h"
#include "games/game.h"
#include "games/int128.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>

namespace jiati::games {
namespace {

constexpr unsigned index_bits = 20;
constexpr std::uint64_t index_mask = (1U << index_bits) - 1;
// Cost × players stays below 2^63, and cost and index fit in one word.
constexpr unsigned cost_bits_max = 43;

// Cost above index, in rising order.
std::vector<std::uint64_t> sorted_by_cost(std::span<std::int64_t const> costs, std::uint64_t highest) {
    constexpr unsigned digit_bits = 11;
    constexpr std::size_t digits = std::size_t{1} << digit_bits;
    auto const passes = (static_cast<unsigned>(std::bit_width(highest)) + digit_bits - 1) / digit_bits;
    std::vector<std::uint64_t> words(costs.size());
    std::vector<std::array<std::uint32_t, digits>> counts(passes);
    for (std::size_t i = 0; i < costs.size(); ++i) {
        auto const cost = static_cast<std::uint64_t>(costs[i]);
        words[i] = cost << index_bits | i;
        for (unsigned pass = 0; pass < passes; ++pass) ++counts[pass][cost >> pass * digit_bits & (digits - 1)];
    }
    std::vector<std::uint64_t> other(costs.size());
    for (unsigned pass = 0; pass < passes; ++pass) {
        auto& starts = counts[pass];
        std::uint32_t start = 0;
        for (auto& count : starts) {
            auto const size = count;
            count = start;
            start += size;
        }
        auto const shift = index_bits + pass * digit_bits;
        for (auto const word : words) other[starts[word >> shift & (digits - 1)]++] = word;
        words.swap(other);
    }
    return words;
}

// Players in sorted order who pay the same, from `first` to the next one's: at least whole + fraction / 2^64.
struct Part {
    std::uint32_t first = 0;
    std::int64_t whole = 0;
    std::uint64_t fraction = 0;
};
struct Parts {
    std::vector<Part> parts;
    std::uint64_t width = 0;  // and at most so many 2^-64 more
};

// Nothing when a share may be the next whole number.
std::optional<Parts> shapley_parts(std::vector<std::uint64_t> const& words) {
    auto const players = static_cast<std::uint32_t>(words.size());
    Parts result;
    result.parts.reserve(players);
    std::uint64_t below = 0;
    UInt128 share = 0;
    for (std::uint32_t i = 0; i < players; ++i) {
        auto const cost = words[i] >> index_bits;
        if (i > 0 && cost == below) continue;
        // 64 fractional bits by two plain divisions: 44 and 20 of them, as the remainder has at most 20.
        std::uint64_t const users = players - i;
        auto const added = cost - below;
        auto const whole = added < users ? 0 : added / users;
        auto const rest = (added - whole * users) << 44;
        auto const upper = rest / users;
        auto const lower = ((rest - upper * users) << 20) / users;
        share += (UInt128{whole} << 64) + (UInt128{upper} << 20) + lower;
        below = cost;
        result.parts.push_back({i, static_cast<std::int64_t>(share >> 64), static_cast<std::uint64_t>(share)});
    }
    result.width = result.parts.size();
    auto const near_whole = std::numeric_limits<std::uint64_t>::max() - result.width;
    for (auto const& part : result.parts)
        if (part.fraction >= near_whole) return std::nullopt;
    return result;
}

struct Point {
    std::int64_t cost = 0;
    std::int64_t at = 0;     // players up to here, plus one
    std::uint32_t next = 0;  // vertex of the lower hull of all to the right; the last one's is itself
};

std::vector<Point> hull_points(std::vector<std::uint64_t> const& words) {
    std::vector<Point> points;
    points.reserve(words.size());
    // The last player takes what is left; the others' points are the last of each cost.
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        auto const cost = words[i] >> index_bits;
        if (i + 2 == words.size() || words[i + 1] >> index_bits != cost)
            points.push_back({static_cast<std::int64_t>(cost), static_cast<std::int64_t>(i) + 2, 0});
    }
    for (auto k = static_cast<std::uint32_t>(points.size()); k-- > 0;) {
        auto& from = points[k];
        auto vertex = k + 1 < points.size() ? k + 1 : k;
        while (points[vertex].next != vertex && vertex != k) {
            auto const& here = points[vertex];
            auto const& there = points[here.next];
            if ((here.cost - from.cost) * (there.at - from.at) < (there.cost - from.cost) * (here.at - from.at)) break;
            vertex = here.next;
        }
        from.next = vertex;
    }
    return points;
}

// See games/certified_nucleolus.cpp for the bound. Nothing when a comparison is not decided.
std::optional<Parts> nucleolus_parts(std::vector<std::uint64_t> const& words) {
    auto const points = hull_points(words);
    auto const highest = static_cast<std::int64_t>(words.back() >> index_bits);
    std::vector<std::pair<std::uint32_t, UInt128>> slopes;
    UInt128 paid = 0;
    std::int64_t served = 0;
    // Until a division leaves a rest all is exact, and a whole share is seen to be whole.
    std::uint64_t error = 0;
    std::vector<std::uint64_t> errors;
    for (std::uint32_t k = 0; k < points.size();) {
        auto vertex = k;
        while (points[vertex].next != vertex) {
            auto const& here = points[vertex];
            auto const& there = points[here.next];
            auto const most = here.cost * (there.at - served) - there.cost * (here.at - served);
            if (most < 0) break;
            auto const factor = static_cast<std::uint64_t>(there.at - here.at);
            auto const reached = paid * factor;
            auto const bound = UInt128{static_cast<std::uint64_t>(most)} << 64;
            auto const apart = reached > bound ? reached - bound : bound - reached;
            if (error > 0 && apart <= UInt128{error} * factor) return std::nullopt;
            if (reached > bound) break;
            vertex = here.next;
        }
        auto const& point = points[vertex];
        auto const cost = UInt128{static_cast<std::uint64_t>(point.cost)} << 64;
        auto const slope = (cost - paid) / static_cast<std::uint64_t>(point.at - served);
        if (error > 0 || slope * static_cast<std::uint64_t>(point.at - served) != cost - paid) ++error;
        errors.push_back(error);
        slopes.emplace_back(static_cast<std::uint32_t>(served), slope);
        paid = cost - slope;
        served = point.at - 1;
        k = vertex + 1;
    }
    // With company in the highest class the last player has that class's slope, and belongs to its stretch.
    if (points.empty() || points.back().cost < highest)
        slopes.emplace_back(static_cast<std::uint32_t>(served),
                            (UInt128{static_cast<std::uint64_t>(highest)} << 64) - paid);

    errors.resize(slopes.size(), error);
    Parts result{{}, 2 * error + 4};
    auto const near_whole = std::numeric_limits<std::uint64_t>::max() - result.width;
    for (std::size_t k = 0; k < slopes.size(); ++k) {
        auto const& [first, slope] = slopes[k];
        auto const off = errors[k] == 0 ? 0 : errors[k] + 1;
        auto const least = slope > off ? slope - off : 0;
        result.parts.push_back({first, static_cast<std::int64_t>(least >> 64), static_cast<std::uint64_t>(least)});
        if (off > 0 && result.parts.back().fraction >= near_whole) return std::nullopt;
    }
    return result;
}

// Raises the whole numbers of the largest remainders; within the part at the cut the first players by number. Nothing
// when another part's remainder is too near the cut.
bool hand_out_rest(Parts& shares, std::vector<std::uint64_t> const& words, std::int64_t total,
                   std::vector<std::int64_t>& by_player) {
    auto& parts = shares.parts;
    auto const end_of = [&](std::size_t k) {
        return k + 1 < parts.size() ? parts[k + 1].first : static_cast<std::uint32_t>(words.size());
    };
    constexpr unsigned bucket_bits = 16;
    constexpr std::size_t buckets = std::size_t{1} << bucket_bits;
    std::vector<std::uint32_t> members(buckets);
    auto left = total;
    for (std::size_t k = 0; k < parts.size(); ++k) {
        auto const size = end_of(k) - parts[k].first;
        left -= parts[k].whole * size;
        members[parts[k].fraction >> (64 - bucket_bits)] += size;
    }
    CHECK(left >= 0 && left < static_cast<std::int64_t>(words.size()));

    auto cut = parts.size();  // the part at the cut
    std::int64_t rest = left;
    if (left > 0) {
        auto bucket = buckets - 1;
        for (; members[bucket] < rest; --bucket) rest -= members[bucket];
        std::vector<std::size_t> inside;
        for (std::size_t k = 0; k < parts.size(); ++k)
            if (parts[k].fraction >> (64 - bucket_bits) == bucket) inside.push_back(k);
        std::sort(inside.begin(), inside.end(),
                  [&](std::size_t a, std::size_t b) { return parts[a].fraction > parts[b].fraction; });
        for (auto const k : inside) {
            cut = k;
            if (end_of(k) - parts[k].first >= rest) break;
            rest -= end_of(k) - parts[k].first;
        }
        auto const at = parts[cut].fraction;
        for (std::size_t k = 0; k < parts.size(); ++k) {
            auto const apart = parts[k].fraction > at ? parts[k].fraction - at : at - parts[k].fraction;
            if (k != cut && apart <= shares.width) return false;
            if (parts[k].fraction > at) ++parts[k].whole;
        }
    }

    by_player.resize(words.size());
    for (std::size_t k = 0; k < parts.size(); ++k)
        for (auto i = parts[k].first; i < end_of(k); ++i) by_player[words[i] & index_mask] = parts[k].whole;
    if (cut == parts.size()) return true;
    std::vector<std::uint32_t> players;
    for (auto i = parts[cut].first; i < end_of(cut); ++i)
        players.push_back(static_cast<std::uint32_t>(words[i] & index_mask));
    std::nth_element(players.begin(), players.begin() + (rest - 1), players.end());
    for (std::int64_t i = 0; i < rest; ++i) ++by_player[players[static_cast<std::size_t>(i)]];
    return true;
}

}  // namespace

LargeAirportShares large_airport_shares(std::span<std::int64_t const> costs_fen) {
    CHECK(!costs_fen.empty() && costs_fen.size() <= players_max);
    auto const [least, most] = std::minmax_element(costs_fen.begin(), costs_fen.end());
    CHECK(*least >= 0 && *most < std::int64_t{1} << 62);
    LargeAirportShares shares;
    bool has_shapley = false;
    bool has_nucleolus = false;
    if (*most < std::int64_t{1} << cost_bits_max) {
        auto const words = sorted_by_cost(costs_fen, static_cast<std::uint64_t>(*most));
        if (auto parts = shapley_parts(words)) has_shapley = hand_out_rest(*parts, words, *most, shares.shapley);
        if (auto parts = nucleolus_parts(words)) has_nucleolus = hand_out_rest(*parts, words, *most, shares.nucleolus);
    }
    if (!has_shapley) shares.shapley = certified_shapley(costs_fen, 1);
    if (!has_nucleolus) shares.nucleolus = certified_nucleolus(costs_fen, 1);
    return shares;
}

}  // namespace jiati::games
