// The quick way: radix sort, one pass per rule with 64 fractional bits and an error bound. Where these bits do not
// decide (a share that may be whole, remainders too near each other at the cut), games/certified.h does. Most of the
// time goes into memory touched for the first time, so three arrays serve for everything: one for the sorted words and
// the two of the result, which are scratch until their own turn.
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
#include <utility>

namespace jiati::games {
namespace {

constexpr unsigned index_bits = 20;
constexpr std::uint32_t index_mask = (1U << index_bits) - 1;
// Cost × players stays below 2^63, and cost and index fit in one word.
constexpr unsigned cost_bits_max = 43;

using Words = std::vector<std::int64_t>;

std::uint32_t player_in(std::int64_t word) { return static_cast<std::uint32_t>(word) & index_mask; }

// Words of cost above player, in rising order. Uses `scratch`.
Words sorted_by_cost(std::span<std::int64_t const> costs, std::int64_t highest, Words& scratch) {
    constexpr unsigned digit_bits = 10;
    constexpr std::size_t digits = std::size_t{1} << digit_bits;
    auto const bits = static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(highest)));
    auto const passes = std::max(1U, (bits + digit_bits - 1) / digit_bits);
    auto const digit = [](std::int64_t cost, unsigned pass) {
        return static_cast<std::size_t>(cost >> pass * digit_bits) & (digits - 1);
    };
    std::vector<std::array<std::uint32_t, digits>> starts(passes);
    for (auto const cost : costs)
        for (unsigned pass = 0; pass < passes; ++pass) ++starts[pass][digit(cost, pass)];
    for (auto& of_pass : starts) {
        std::uint32_t start = 0;
        for (auto& count : of_pass) start += std::exchange(count, start);
    }
    Words words(costs.size());
    for (std::size_t i = 0; i < costs.size(); ++i)
        words[starts[0][digit(costs[i], 0)]++] = costs[i] << index_bits | static_cast<std::int64_t>(i);
    scratch.resize(costs.size());
    for (unsigned pass = 1; pass < passes; ++pass) {
        for (auto const word : words) scratch[starts[pass][digit(word >> index_bits, pass)]++] = word;
        words.swap(scratch);
    }
    return words;
}

// A point of the hull is a place, the last of its cost but for the last player, who takes what is left: to the right of
// it lie place + 2 parts. next[place] is the vertex after it on the lower hull of all to the right, itself at the end.
void find_hull(Words const& words, Words& next) {
    auto const players = words.size();
    auto const cost = [&](std::size_t place) { return words[place] >> index_bits; };
    auto vertex = players;  // the point to the right
    for (auto place = players - 1; place-- > 0;) {
        if (place + 2 < players && cost(place) == cost(place + 1)) continue;
        if (vertex == players) {
            vertex = place;
            next[place] = static_cast<std::int64_t>(place);
            continue;
        }
        auto run = static_cast<std::int64_t>(vertex - place);
        auto rise = cost(vertex) - cost(place);
        while (static_cast<std::size_t>(next[vertex]) != vertex) {
            auto const there = static_cast<std::size_t>(next[vertex]);
            auto const there_run = static_cast<std::int64_t>(there - place);
            auto const there_rise = cost(there) - cost(place);
            if (rise * there_run < there_rise * run) break;
            vertex = there;
            run = there_run;
            rise = there_rise;
        }
        next[place] = static_cast<std::int64_t>(vertex);
        vertex = place;
    }
}

// Stretches of places that pay the same, each at least whole + fraction / 2^64 and at most `width` last places more.
struct Stretches {
    struct Stretch {
        std::size_t first = 0;
        std::int64_t whole = 0;
        std::uint64_t fraction = 0;
    };
    std::size_t players = 0;
    std::vector<Stretch> stretches;
    std::uint64_t width = 2;

    [[nodiscard]] std::size_t size() const { return stretches.size(); }
    [[nodiscard]] std::size_t first(std::size_t k) const { return k < size() ? stretches[k].first : players; }
    [[nodiscard]] std::int64_t whole(std::size_t k) const { return stretches[k].whole; }
    [[nodiscard]] std::uint64_t fraction(std::size_t k) const { return stretches[k].fraction; }
    [[nodiscard]] bool is_one(std::size_t a, std::size_t b) const { return a == b; }
    void add(std::size_t at, UInt128 share) {
        stretches.push_back({at, static_cast<std::int64_t>(share >> 64), static_cast<std::uint64_t>(share)});
    }
};

// The recursion of games/nucleolus_stretches.h: its shares are less than two last places too low. Nothing when that
// does not decide a comparison, or when a share may be the next whole number. Uses `scratch`.
std::optional<Stretches> nucleolus_stretches(Words const& words, Words& scratch) {
    find_hull(words, scratch);
    auto const players = words.size();
    auto const next = [&](std::size_t place) { return static_cast<std::size_t>(scratch[place]); };
    auto const cost_at = [&](std::size_t place) { return words[place] >> index_bits; };
    Stretches result{players, {}};
    std::int64_t cost = 0;  // of the stretch before
    UInt128 share = 0;
    // Until a division leaves a rest all is exact, and a whole share is seen to be whole.
    bool is_exact = true;
    std::size_t served = 0;  // so many places; the next stretch starts here
    while (served + 1 < players) {
        auto vertex = served;
        while (vertex + 2 < players && cost_at(vertex) == cost_at(vertex + 1)) ++vertex;
        for (; next(vertex) != vertex; vertex = next(vertex)) {
            // The slope does not rise to the next vertex where (cost − share) · factor ≤ most.
            auto const there = next(vertex);
            auto const factor = static_cast<std::int64_t>(there - vertex);
            auto const most = cost_at(vertex) * static_cast<std::int64_t>(there + 2 - served) -
                              cost_at(there) * static_cast<std::int64_t>(vertex + 2 - served);
            auto const needed = cost * factor - most;
            if (needed <= 0) continue;
            auto const bound = UInt128{static_cast<std::uint64_t>(needed)} << 64;
            auto const reached = share * static_cast<std::uint64_t>(factor);
            if (reached >= bound) continue;
            if (!is_exact && bound - reached < UInt128{2} * static_cast<std::uint64_t>(factor)) return std::nullopt;
            break;
        }
        auto const parts = vertex + 2 - served;
        auto const sum = (UInt128{static_cast<std::uint64_t>(cost_at(vertex) - cost)} << 64) + share;
        share = sum / parts;
        is_exact = is_exact && share * parts == sum;
        if (!is_exact && static_cast<std::uint64_t>(share) >= std::numeric_limits<std::uint64_t>::max() - 2)
            return std::nullopt;
        result.add(served, share);
        cost = cost_at(vertex);
        served = vertex + 1;
    }
    // With company in the highest class the last player has that class's slope, and belongs to its stretch.
    auto const highest = cost_at(players - 1);
    if (players == 1 || cost < highest)
        result.add(served, (UInt128{static_cast<std::uint64_t>(highest - cost)} << 64) + share);
    return result;
}

// Shares place by place: whole numbers above the player, fractions beside.
struct Places {
    Words const& words;
    Words const& fractions;
    std::uint64_t width = 0;

    [[nodiscard]] std::size_t size() const { return words.size(); }
    [[nodiscard]] std::size_t first(std::size_t k) const { return k; }
    [[nodiscard]] std::int64_t whole(std::size_t k) const { return words[k] >> index_bits; }
    [[nodiscard]] std::uint64_t fraction(std::size_t k) const { return static_cast<std::uint64_t>(fractions[k]); }
    // Shares rise with the cost by more than a last place.
    [[nodiscard]] bool is_one(std::size_t a, std::size_t b) const {
        return fractions[a] == fractions[b] && whole(a) == whole(b);
    }
};

// Words of cost above player become words of whole share above player. False when a share may be the next whole number.
bool share_by_shapley(Words& words, Words& fractions) {
    auto const players = words.size();
    auto const near_whole = std::numeric_limits<std::uint64_t>::max() - players;
    bool is_clear = true;
    std::uint64_t below = 0;
    UInt128 share = 0;
    for (std::size_t i = 0; i < players; ++i) {
        auto const cost = static_cast<std::uint64_t>(words[i]) >> index_bits;
        if (cost != below) {
            // 64 fractional bits by two plain divisions: 44 and 20 of them, as the remainder has at most 20.
            auto const users = players - i;
            auto const added = cost - below;
            auto const whole = added < users ? 0 : added / users;
            auto const rest = (added - whole * users) << 44;
            auto const upper = rest / users;
            auto const lower = ((rest - upper * users) << 20) / users;
            share += (UInt128{whole} << 64) + (UInt128{upper} << 20) + lower;
            below = cost;
            is_clear = is_clear && static_cast<std::uint64_t>(share) < near_whole;
        }
        words[i] = static_cast<std::int64_t>(share >> 64) << index_bits | player_in(words[i]);
        fractions[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(share));
    }
    return is_clear;
}

constexpr unsigned bucket_bits = 12;

// The one that gets the last of the units left over, in the order of falling remainders.
template <class Shares>
std::size_t cut_of(Shares const& shares, std::vector<std::uint32_t> const& members, std::int64_t left) {
    auto bucket = members.size() - 1;
    for (; members[bucket] < left; --bucket) left -= members[bucket];
    std::vector<std::size_t> inside;
    for (std::size_t k = 0; k < shares.size(); ++k)
        if (shares.fraction(k) >> (64 - bucket_bits) == bucket) inside.push_back(k);
    std::sort(inside.begin(), inside.end(),
              [&](std::size_t a, std::size_t b) { return shares.fraction(a) > shares.fraction(b); });
    auto const size_of = [&](std::size_t k) {
        return static_cast<std::int64_t>(shares.first(k + 1) - shares.first(k));
    };
    auto at = inside.begin();
    for (; size_of(*at) < left; ++at) left -= size_of(*at);
    return *at;
}

// By player: whole numbers, one more for the largest remainders; at the cut for the first players by number. False when
// the remainder of others is too near the cut.
template <class Shares>
bool hand_out(Shares const& shares, Words const& words, std::int64_t total, std::vector<std::int64_t>& by_player) {
    std::vector<std::uint32_t> members(std::size_t{1} << bucket_bits);
    auto left = total;
    for (std::size_t k = 0; k < shares.size(); ++k) {
        auto const size = shares.first(k + 1) - shares.first(k);
        left -= shares.whole(k) * static_cast<std::int64_t>(size);
        members[shares.fraction(k) >> (64 - bucket_bits)] += static_cast<std::uint32_t>(size);
    }
    CHECK(left >= 0 && left < static_cast<std::int64_t>(words.size()));
    auto const pay = [&](std::size_t k, std::int64_t units) {
        auto const end = shares.first(k + 1);
        for (auto i = shares.first(k); i < end; ++i) by_player[player_in(words[i])] = units;
    };
    if (left == 0) {
        for (std::size_t k = 0; k < shares.size(); ++k) pay(k, shares.whole(k));
        return true;
    }
    auto const cut = cut_of(shares, members, left);
    auto const fraction = shares.fraction(cut);
    constexpr std::int64_t to_be_served = -1;
    for (std::size_t k = 0; k < shares.size(); ++k) {
        auto const is_above = shares.fraction(k) > fraction;
        auto const apart = is_above ? shares.fraction(k) - fraction : fraction - shares.fraction(k);
        if (is_above) left -= static_cast<std::int64_t>(shares.first(k + 1) - shares.first(k));
        if (apart > shares.width) {
            pay(k, shares.whole(k) + (is_above ? 1 : 0));
        } else {
            if (!shares.is_one(k, cut)) return false;
            pay(k, to_be_served);
        }
    }
    auto const whole = shares.whole(cut);
    for (auto& units : by_player) {  // without a branch: who is at the cut is no pattern
        auto const is_at_cut = units == to_be_served;
        units = is_at_cut ? whole + (left > 0 ? 1 : 0) : units;
        left -= is_at_cut ? 1 : 0;
    }
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
        auto words = sorted_by_cost(costs_fen, *most, shares.nucleolus);
        auto const stretches = nucleolus_stretches(words, shares.nucleolus);
        shares.shapley.resize(costs_fen.size());
        has_shapley = share_by_shapley(words, shares.nucleolus) &&
                      hand_out(Places{words, shares.nucleolus, words.size()}, words, *most, shares.shapley);
        has_nucleolus = stretches && hand_out(*stretches, words, *most, shares.nucleolus);
    }
    if (!has_shapley) shares.shapley = certified_shapley(costs_fen, 1);
    if (!has_nucleolus) shares.nucleolus = certified_nucleolus(costs_fen, 1);
    return shares;
}

}  // namespace jiati::games
