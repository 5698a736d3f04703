#include "base/check.h"
#include "games/certified.h"
#include "games/certified_rounding.h"
#include "games/whole_airport.h"

#include <algorithm>
#include <bit>
#include <optional>

namespace jiati::games {
namespace {

// The stretches of games/nucleolus_airport.cpp in fixed point. Two facts make the bound small. What is paid after a
// player, as a function of what was paid before, never stretches a difference, so an error made once does not grow:
// after k stretches it is at most k last places. And a stretch that ends at cost c leaves c less its slope, so nothing
// is multiplied.
//
// A comparison of slopes that the bound does not decide asks for more limbs, unless these already resolve every
// difference there can be: all is a multiple of one over the product of (members + 1) of the stretches so far. Then it
// is a tie, and either way is right.
class NucleolusShares : public BoundedShares {
  public:
    NucleolusShares(WholeAirport const& airport, std::uint64_t unit) : airport_(airport), unit_(unit) {
        auto const players = airport.order.size();
        for (auto const& each : airport.classes)
            if (each.last < players) points_.push_back({each.last + 1, each.cost, each.last});
        auto const& top = airport.classes.back();
        if (top.last - top.first > 1) points_.push_back({players, top.cost, players});
        next_.resize(points_.size());
        for (auto k = points_.size(); k-- > 0;) {
            auto vertex = k + 1 < points_.size() ? k + 1 : k;
            while (vertex != k && next_[vertex] != vertex && is_above(points_[k], vertex)) vertex = next_[vertex];
            next_[k] = vertex;
        }
    }

    std::optional<Bounded> with(std::size_t fraction_limbs) override {
        Bounded bounded{FixedPoints(0, fraction_limbs), 0, {}};
        bits_.clear();
        precision_ = 64 * fraction_limbs;
        FixedPoints scratch(2, fraction_limbs);
        auto const paid = scratch[0];
        auto const slope = scratch[1];
        std::size_t served = 0;
        std::size_t bits = 0;
        for (std::size_t k = 0; k < points_.size();) {
            auto const end = stretch_end(k, served, paid, bits, bits_.size());
            if (!end) return std::nullopt;
            auto const& point = points_[*end];
            auto const parts = point.at - served;  // its members and one more
            std::copy(paid.begin(), paid.end(), slope.begin());
            subtract_from(static_cast<std::uint64_t>(point.cost), slope);
            divide(slope, parts);
            std::copy(slope.begin(), slope.end(), paid.begin());
            subtract_from(static_cast<std::uint64_t>(point.cost), paid);
            bits += static_cast<std::size_t>(std::bit_width(parts));
            bits_.push_back(bits);
            bounded.least.push_back(slope);
            bounded.among.push_back({served, point.served});
            served = point.at - 1;
            k = *end + 1;
        }
        if (bounded.among.empty() || bounded.among.back().last < airport_.order.size()) {
            subtract_from(static_cast<std::uint64_t>(airport_.classes.back().cost), paid);
            bits_.push_back(bits);
            bounded.least.push_back(paid);
            bounded.among.push_back({served, airport_.order.size()});
        }
        auto const error = bits_.size() + 1;
        bounded.width = 2 * error + 2;
        for (std::size_t k = 0; k < bounded.least.size(); ++k) {
            lower(bounded.least[k], error);
            if (unit_ > 1) divide(bounded.least[k], unit_);
        }
        return bounded;
    }

    bool is_whole(std::size_t k) override { return resolves(bits_[k]); }
    // The last has the longest denominator, and each one's divides the next one's.
    bool same_fraction(std::vector<std::size_t> const& shares) override { return resolves(bits_[shares.back()]); }

  private:
    struct Point {
        std::size_t at = 0;  // players up to here, plus one
        std::int64_t cost = 0;
        std::size_t served =
            0;  // players who share the slope; the last player has it too when not alone in their class
    };

    // Whether points_[vertex] is on or above the line from `from` to the next vertex.
    [[nodiscard]] bool is_above(Point const& from, std::size_t vertex) const {
        auto const& here = points_[vertex];
        auto const& there = points_[next_[vertex]];
        return Int128{here.cost - from.cost} * static_cast<std::int64_t>(there.at - from.at) >=
               Int128{there.cost - from.cost} * static_cast<std::int64_t>(here.at - from.at);
    }

    // Room for the unit, the factors of a comparison and the width of the bound.
    [[nodiscard]] bool resolves(std::size_t bits) const { return precision_ >= bits + 128; }

    [[nodiscard]] std::optional<std::size_t> stretch_end(std::size_t vertex, std::size_t served,
                                                         FixedPoints::ConstLimbs paid, std::size_t bits,
                                                         std::uint64_t error) const {
        while (next_[vertex] != vertex) {
            auto const& here = points_[vertex];
            auto const& there = points_[next_[vertex]];
            // The slope does not rise where paid × (there.at − here.at) is at most this.
            auto const most = Int128{here.cost} * static_cast<std::int64_t>(there.at - served) -
                              Int128{there.cost} * static_cast<std::int64_t>(here.at - served);
            auto const factor = there.at - here.at;
            auto const sign = compare_product(paid, factor, most, UInt128{error} * factor);
            if (sign == 0 && error > 0 && !resolves(bits)) return std::nullopt;
            if (sign > 0) break;
            vertex = next_[vertex];
        }
        return vertex;
    }

    WholeAirport const& airport_;
    std::uint64_t unit_;
    std::vector<Point> points_;
    std::vector<std::size_t> next_;
    std::vector<std::size_t> bits_;  // of each stretch's denominator, at most
    std::size_t precision_ = 0;
};

}  // namespace

std::vector<std::int64_t> certified_nucleolus(std::span<std::int64_t const> costs, std::uint64_t unit) {
    auto const airport = whole_airport(costs);
    NucleolusShares shares(airport, unit);
    auto const total = airport.classes.back().cost / static_cast<std::int64_t>(unit);
    return by_player(airport.order, rounded_for_certain(shares, airport.order, total));
}

}  // namespace jiati::games
