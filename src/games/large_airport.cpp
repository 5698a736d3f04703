// The quick way: radix sort, one pass per rule with 64 fractional bits and an error bound. Where these bits do not
// decide (a share that may be whole, remainders too near each other at the cut), games/certified.h does. Time goes into
// memory first touched and into writing by player, so that little is stored and buffers are used again.
#include "games/large_airport.h"

#include "base/check.h"
#include "games/certified.h"
#include "games/game.h"
#include "games/int128.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace jiati::games {
namespace {

constexpr unsigned index_bits = 20;
constexpr std::uint64_t index_mask = (1U << index_bits) - 1;
// Cost × players stays below 2^63, and cost and index fit in one word.
constexpr unsigned cost_bits_max = 43;

using Words = std::vector<std::uint64_t>;

struct Sorted {
    Words words;  // cost above index, in rising order
    Words spare;  // as many, to be used again
};

Sorted sorted_by_cost(std::span<std::int64_t const> costs, std::uint64_t highest) {
    constexpr unsigned digit_bits = 11;
    constexpr std::size_t digits = std::size_t{1} << digit_bits;
    auto const passes = (static_cast<unsigned>(std::bit_width(highest)) + digit_bits - 1) / digit_bits;
    Words words(costs.size());
    std::vector<std::array<std::uint32_t, digits>> counts(passes);
    for (std::size_t i = 0; i < costs.size(); ++i) {
        auto const cost = static_cast<std::uint64_t>(costs[i]);
        words[i] = cost << index_bits | i;
        for (unsigned pass = 0; pass < passes; ++pass) ++counts[pass][cost >> pass * digit_bits & (digits - 1)];
    }
    Words other(costs.size());
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
    return {std::move(words), std::move(other)};
}

// Places in sorted order that pay the same, from first[k] to first[k + 1]: at least whole[k] + fraction[k] / 2^64.
struct Parts {
    std::vector<std::uint32_t> first;
    std::vector<std::int64_t> whole;
    std::vector<std::uint64_t> fraction;
    std::uint64_t width = 0;  // and at most so many 2^-64 more

    [[nodiscard]] std::size_t size() const { return first.size(); }
    void clear() {
        first.clear();
        whole.clear();
        fraction.clear();
    }
    void add(std::uint32_t at, UInt128 share) {
        first.push_back(at);
        whole.push_back(static_cast<std::int64_t>(share >> 64));
        fraction.push_back(static_cast<std::uint64_t>(share));
    }
};

// False when a share may be the next whole number.
bool shapley_parts(Words const& words, Parts& parts) {
    auto const players = static_cast<std::uint32_t>(words.size());
    parts.clear();
    parts.first.reserve(players);
    parts.whole.reserve(players);
    parts.fraction.reserve(players);
    parts.width = players;
    auto const near_whole = std::numeric_limits<std::uint64_t>::max() - parts.width;
    bool is_clear = true;
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
        is_clear = is_clear && static_cast<std::uint64_t>(share) < near_whole;
        parts.add(i, share);
    }
    return is_clear;
}

// A point of the hull is a place, the last of its cost but for the last player, who takes what is left: to the right of
// it lie place + 2 parts. next[place] is the vertex after it on the lower hull of all to the right, itself at the end.
std::vector<std::uint32_t> hull_of(Words const& words) {
    auto const players = static_cast<std::uint32_t>(words.size());
    std::vector<std::uint32_t> next(players);
    auto const cost = [&](std::uint32_t place) { return static_cast<std::int64_t>(words[place] >> index_bits); };
    auto vertex = players;  // the point to the right
    for (auto place = players - 1; place-- > 0;) {
        if (place + 2 < players && cost(place) == cost(place + 1)) continue;
        if (vertex == players) {
            vertex = next[place] = place;
            continue;
        }
        auto run = std::int64_t{vertex - place};
        auto rise = cost(vertex) - cost(place);
        while (next[vertex] != vertex) {
            auto const there = next[vertex];
            auto const there_run = std::int64_t{there - place};
            auto const there_rise = cost(there) - cost(place);
            if (rise * there_run < there_rise * run) break;
            vertex = there;
            run = there_run;
            rise = there_rise;
        }
        next[place] = vertex;
        vertex = place;
    }
    return next;
}

// The recursion of games/nucleolus_stretches.h: its shares are less than two last places too low. False when that does
// not decide a comparison, or when a share may be the next whole number.
bool nucleolus_parts(Words const& words, Parts& parts) {
    parts.clear();
    parts.width = 2;
    auto const players = static_cast<std::uint32_t>(words.size());
    auto const next = hull_of(words);
    auto const cost_at = [&](std::uint32_t place) { return static_cast<std::int64_t>(words[place] >> index_bits); };
    std::int64_t cost = 0;  // of the stretch before
    UInt128 share = 0;
    // Until a division leaves a rest all is exact, and a whole share is seen to be whole.
    bool is_exact = true;
    std::uint32_t served = 0;  // so many places; the next stretch starts here
    while (served + 1 < players) {
        auto vertex = served;
        while (vertex + 2 < players && cost_at(vertex) == cost_at(vertex + 1)) ++vertex;
        for (; next[vertex] != vertex; vertex = next[vertex]) {
            // The slope does not rise to the next vertex where (cost − share) · factor ≤ most.
            auto const there = next[vertex];
            std::int64_t const factor = there - vertex;
            auto const most =
                cost_at(vertex) * (there + 2 - served) - cost_at(there) * std::int64_t{vertex + 2 - served};
            auto const needed = cost * factor - most;
            if (needed <= 0) continue;
            auto const bound = UInt128{static_cast<std::uint64_t>(needed)} << 64;
            auto const reached = share * static_cast<std::uint64_t>(factor);
            if (reached >= bound) continue;
            if (!is_exact && bound - reached < UInt128{2} * static_cast<std::uint64_t>(factor)) return false;
            break;
        }
        auto const count = std::uint64_t{vertex} + 2 - served;
        auto const sum = (UInt128{static_cast<std::uint64_t>(cost_at(vertex) - cost)} << 64) + share;
        share = sum / count;
        is_exact = is_exact && share * count == sum;
        if (!is_exact && static_cast<std::uint64_t>(share) >= std::numeric_limits<std::uint64_t>::max() - 2)
            return false;
        parts.add(served, share);
        cost = cost_at(vertex);
        served = vertex + 1;
    }
    // With company in the highest class the last player has that class's slope, and belongs to its stretch.
    auto const highest = cost_at(players - 1);
    if (players == 1 || cost < highest)
        parts.add(served, (UInt128{static_cast<std::uint64_t>(highest - cost)} << 64) + share);
    return true;
}

// Where the units left over end, in the order of falling remainders.
struct Cut {
    std::size_t part = 0;
    std::int64_t rest = 0;  // members of it that get one
};

constexpr unsigned bucket_bits = 16;

Cut cut_at(Parts const& parts, std::vector<std::uint32_t> const& members, std::uint32_t players, std::int64_t left) {
    auto const size_of = [&](std::size_t k) {
        return std::int64_t{k + 1 < parts.size() ? parts.first[k + 1] : players} - parts.first[k];
    };
    auto bucket = members.size() - 1;
    for (; members[bucket] < left; --bucket) left -= members[bucket];
    std::vector<std::size_t> inside;
    for (std::size_t k = 0; k < parts.size(); ++k)
        if (parts.fraction[k] >> (64 - bucket_bits) == bucket) inside.push_back(k);
    std::sort(inside.begin(), inside.end(),
              [&](std::size_t a, std::size_t b) { return parts.fraction[a] > parts.fraction[b]; });
    auto at = inside.begin();
    for (; size_of(*at) < left; ++at) left -= size_of(*at);
    return {*at, left};
}

// By player: whole numbers, one more for the largest remainders; within the part at the cut for the first players by
// number. False when another part's remainder is too near the cut.
bool hand_out(Parts const& parts, Words const& words, std::int64_t total, std::vector<std::int64_t>& by_player) {
    auto const players = static_cast<std::uint32_t>(words.size());
    auto const end_of = [&](std::size_t k) { return k + 1 < parts.size() ? parts.first[k + 1] : players; };
    std::vector<std::uint32_t> members(std::size_t{1} << bucket_bits);
    auto left = total;
    for (std::size_t k = 0; k < parts.size(); ++k) {
        auto const size = end_of(k) - parts.first[k];
        left -= parts.whole[k] * size;
        members[parts.fraction[k] >> (64 - bucket_bits)] += size;
    }
    CHECK(left >= 0 && left < players);

    by_player.resize(players);
    if (left == 0) {
        for (std::size_t k = 0; k < parts.size(); ++k)
            for (auto i = parts.first[k]; i < end_of(k); ++i) by_player[words[i] & index_mask] = parts.whole[k];
        return true;
    }
    auto const cut = cut_at(parts, members, players, left);
    auto const fraction = parts.fraction[cut.part];
    std::size_t near = 0;
    for (std::size_t k = 0; k < parts.size(); ++k) {
        auto const is_above = parts.fraction[k] > fraction;
        auto const apart = is_above ? parts.fraction[k] - fraction : fraction - parts.fraction[k];
        near += apart <= parts.width ? 1 : 0;
        auto const units = parts.whole[k] + (is_above ? 1 : 0);
        for (auto i = parts.first[k]; i < end_of(k); ++i) by_player[words[i] & index_mask] = units;
    }
    if (near > 1) return false;  // more than the cut itself
    std::vector<std::uint32_t> first;
    for (auto i = parts.first[cut.part]; i < end_of(cut.part); ++i)
        first.push_back(static_cast<std::uint32_t>(words[i] & index_mask));
    std::nth_element(first.begin(), first.begin() + (cut.rest - 1), first.end());
    for (std::int64_t i = 0; i < cut.rest; ++i) ++by_player[first[static_cast<std::size_t>(i)]];
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
        auto sorted = sorted_by_cost(costs_fen, static_cast<std::uint64_t>(*most));
        Parts parts;
        parts.fraction = std::move(sorted.spare);
        has_shapley = shapley_parts(sorted.words, parts) && hand_out(parts, sorted.words, *most, shares.shapley);
        has_nucleolus = nucleolus_parts(sorted.words, parts) && hand_out(parts, sorted.words, *most, shares.nucleolus);
    }
    if (!has_shapley) shares.shapley = certified_shapley(costs_fen, 1);
    if (!has_nucleolus) shares.nucleolus = certified_nucleolus(costs_fen, 1);
    return shares;
}

}  // namespace jiati::games
