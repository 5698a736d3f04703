// Largest remainder over the stretches of an airport nucleolus, every floor and every order of two remainders decided
// exactly (games/nucleolus_stretches.h). Memory is in proportion to the players; so is the time beside the sorting,
// unless costs are made up so that remainders agree in 64 bits without a short fraction beside them.
#include "base/check.h"
#include "games/certified.h"
#include "games/nucleolus_stretches.h"

#include <algorithm>
#include <numeric>

namespace jiati::games {
namespace {

struct ShortFraction {
    UInt128 top = 0;
    UInt128 bottom = 1;
};

// The one of least bottom from low to high, by their common continued fraction.
ShortFraction shortest_between(ShortFraction const& low, ShortFraction const& high) {
    auto const whole = low.top / low.bottom;
    auto const rest = low.top % low.bottom;
    if (rest == 0) return {whole, 1};
    if (whole < high.top / high.bottom) return {whole + 1, 1};
    auto const inverse = shortest_between({high.bottom, high.top % high.bottom}, {low.bottom, rest});
    return {whole * inverse.top + inverse.bottom, inverse.top};
}

class Rounding {
  public:
    Rounding(WholeAirport const& airport, std::uint64_t unit, unsigned fraction_bits)
        : airport_(airport), unit_(static_cast<Int128>(unit)), stretches_(airport, fraction_bits) {}

    // By place in the airport's order.
    std::vector<std::int64_t> rounded() {
        std::vector<std::int64_t> by_place(airport_.order.size());
        auto left = airport_.classes.back().cost / static_cast<std::int64_t>(unit_);
        for (std::size_t k = 1; k <= stretches_.count(); ++k) {
            parts_.push_back(part(k));
            auto const units = static_cast<std::int64_t>(parts_.back().units);
            raise(by_place, k, units);
            left -= units * members(k);
        }
        CHECK(left >= 0 && left < static_cast<std::int64_t>(airport_.order.size()));
        if (left > 0) hand_out(left, by_place);
        return by_place;
    }

  private:
    struct Part {
        std::size_t stretch = 0;
        Int128 units = 0;
        Int128 remainder = 0;  // in last places, up to two below the true one
    };

    [[nodiscard]] std::int64_t members(std::size_t k) const {
        return static_cast<std::int64_t>(stretches_.first_member(k + 1) - stretches_.first_member(k));
    }

    void raise(std::vector<std::int64_t>& by_place, std::size_t k, std::int64_t units) const {
        for (auto i = stretches_.first_member(k); i < stretches_.first_member(k + 1); ++i) by_place[i] += units;
    }

    Part part(std::size_t k) {
        auto const bits = stretches_.fraction_bits();
        auto const least = static_cast<Int128>(stretches_.least(k));
        auto units = (least >> bits) / unit_;
        if (stretches_.sign_against(k, (units + 1) * unit_, 1) >= 0) ++units;
        return {k, units, least - units * unit_ * (Int128{1} << bits)};
    }

    // The sign of a's remainder less b's.
    int compare(Part const& a, Part const& b) {
        auto const apart = a.remainder - b.remainder;
        if (apart >= 2) return 1;
        if (apart <= -2) return -1;
        return stretches_.sign_of_difference(a.stretch, b.stretch, (a.units - b.units) * unit_);
    }

    // One unit more for the largest remainders; equal ones at the cut are served by the player's number.
    void hand_out(std::int64_t left, std::vector<std::int64_t>& by_place) {
        std::sort(parts_.begin(), parts_.end(), [](Part const& a, Part const& b) { return a.remainder > b.remainder; });
        auto const [first, last] =
            around_cut(left, [](Part const& a, Part const& b) { return a.remainder - b.remainder < 2; });
        if (last - first > 1) settle(first, last);
        std::sort(parts_.begin() + first, parts_.begin() + last,
                  [&](Part const& a, Part const& b) { return compare(a, b) > 0; });
        auto const [equal, end] = around_cut(left, [&](Part const& a, Part const& b) { return compare(a, b) == 0; });

        for (std::ptrdiff_t i = 0; i < equal; ++i) {
            auto const k = parts_[static_cast<std::size_t>(i)].stretch;
            raise(by_place, k, 1);
            left -= members(k);
        }
        std::vector<std::size_t> places;
        for (auto i = equal; i < end; ++i) {
            auto const k = parts_[static_cast<std::size_t>(i)].stretch;
            for (auto at = stretches_.first_member(k); at < stretches_.first_member(k + 1); ++at) places.push_back(at);
        }
        std::sort(places.begin(), places.end(),
                  [&](std::size_t a, std::size_t b) { return airport_.order[a] < airport_.order[b]; });
        for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) ++by_place[places[i]];
    }

    // Among parts in falling order, the one that takes the last unit and its neighbours who are alike, one by one.
    template <class Alike>
    std::pair<std::ptrdiff_t, std::ptrdiff_t> around_cut(std::int64_t left, Alike const& alike) {
        auto at = parts_.begin();
        while (members(at->stretch) < left) left -= members((at++)->stretch);
        auto first = at;
        auto last = at + 1;
        while (first != parts_.begin() && alike(*(first - 1), *first)) --first;
        while (last != parts_.end() && alike(*(last - 1), *last)) ++last;
        return {first - parts_.begin(), last - parts_.begin()};
    }

    // Where the remainders lie beside a short fraction, each is told its side of it.
    void settle(std::ptrdiff_t first, std::ptrdiff_t last) {
        auto const one = UInt128{1} << stretches_.fraction_bits();
        auto const low = static_cast<UInt128>(std::max<Int128>(parts_[static_cast<std::size_t>(first)].remainder, 0));
        auto const fraction = shortest_between({low, one}, {low + 2, one});
        if (fraction.bottom > airport_.order.size()) return;
        for (auto i = first; i < last; ++i) {
            auto const& each = parts_[static_cast<std::size_t>(i)];
            auto const bottom = static_cast<Int128>(fraction.bottom);
            stretches_.sign_against(each.stretch, static_cast<Int128>(fraction.top) + each.units * unit_ * bottom,
                                    static_cast<std::uint64_t>(bottom));
        }
    }

    WholeAirport const& airport_;
    Int128 unit_;
    NucleolusStretches stretches_;
    std::vector<Part> parts_;
};

}  // namespace

std::vector<std::int64_t> certified_nucleolus(std::span<std::int64_t const> costs, std::uint64_t unit,
                                              unsigned fraction_bits) {
    auto const airport = whole_airport(costs);
    return by_player(airport.order, Rounding{airport, unit, fraction_bits}.rounded());
}

}  // namespace jiati::games
