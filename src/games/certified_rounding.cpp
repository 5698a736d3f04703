#include "games/certified_rounding.h"

#include "base/check.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace jiati::games {
namespace {

std::int64_t count_of(EqualShares const& share) { return static_cast<std::int64_t>(share.last - share.first); }

// Shares that the bound cannot tell from a whole number are raised to it where they surely are it.
bool settle_floors(BoundedShares& shares, Bounded& bounded) {
    for (std::size_t k = 0; k < bounded.least.size(); ++k) {
        if (!reaches_next_whole(bounded.least[k], bounded.width)) continue;
        if (!shares.is_whole(k)) return false;
        auto const value = bounded.least[k];
        std::fill(value.begin(), value.end() - 1, std::uint64_t{0});
        ++value.back();
    }
    return true;
}

struct Cut {
    std::vector<std::size_t> above;  // shares whose every member gets one unit more
    std::vector<std::size_t> at;     // shares whose members get the rest, in the published order
    std::int64_t left = 0;
};

// Remainders in falling order; those around the cut that the bound cannot tell apart must be equal.
std::optional<Cut> cut_at(BoundedShares& shares, Bounded const& bounded, std::int64_t left) {
    std::vector<std::size_t> order(bounded.least.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return fraction_below(bounded.least[b], bounded.least[a]); });
    std::size_t at = 0;
    auto served = count_of(bounded.among[order[at]]);
    while (served < left) {
        ++at;
        CHECK(at < order.size());
        served += count_of(bounded.among[order[at]]);
    }
    auto const near = [&](std::size_t i) {  // order[i] and order[i + 1] cannot be told apart
        return fraction_within(bounded.least[order[i]], bounded.least[order[i + 1]], bounded.width);
    };
    auto first = at;
    auto last = at + 1;
    while (first > 0 && near(first - 1)) --first;
    while (last < order.size() && near(last - 1)) ++last;

    Cut cut{{order.begin(), order.begin() + static_cast<std::ptrdiff_t>(first)},
            {order.begin() + static_cast<std::ptrdiff_t>(first), order.begin() + static_cast<std::ptrdiff_t>(last)},
            left};
    for (auto const k : cut.above) cut.left -= count_of(bounded.among[k]);
    std::sort(cut.at.begin(), cut.at.end());
    if (cut.at.size() > 1 && !shares.same_fraction(cut.at)) return std::nullopt;
    return cut;
}

}  // namespace

std::vector<std::int64_t> rounded_for_certain(BoundedShares& shares, std::vector<Player> const& order,
                                              std::int64_t total) {
    for (std::size_t limbs = 2;; limbs *= 2) {
        auto bounded = shares.with(limbs);
        if (!settle_floors(shares, bounded)) continue;

        std::vector<std::int64_t> rounded(order.size());
        auto left = total;
        for (std::size_t k = 0; k < bounded.least.size(); ++k) {
            auto const whole = static_cast<std::int64_t>(whole_part(bounded.least[k]));
            auto const& among = bounded.among[k];
            std::fill(rounded.begin() + static_cast<std::ptrdiff_t>(among.first),
                      rounded.begin() + static_cast<std::ptrdiff_t>(among.last), whole);
            left -= whole * count_of(among);
        }
        CHECK(left >= 0 && left < std::max<std::int64_t>(1, static_cast<std::int64_t>(order.size())));
        if (left == 0) return rounded;

        auto const cut = cut_at(shares, bounded, left);
        if (!cut) continue;
        for (auto const k : cut->above)
            for (auto i = bounded.among[k].first; i < bounded.among[k].last; ++i) ++rounded[i];
        std::vector<std::size_t> places;
        for (auto const k : cut->at)
            for (auto i = bounded.among[k].first; i < bounded.among[k].last; ++i) places.push_back(i);
        std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) { return order[a] < order[b]; });
        for (std::size_t i = 0; i < static_cast<std::size_t>(cut->left); ++i) ++rounded[places[i]];
        return rounded;
    }
}

}  // namespace jiati::games
