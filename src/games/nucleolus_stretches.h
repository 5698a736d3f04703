// The stretches of an airport nucleolus (see nucleolus_airport.cpp) in whole amounts, and exact answers about them
// without their long fractions.
//
// Stretch k pays x(k) = (rise + x(k−1)) / parts: the rise is what its end costs above the end before, the parts are its
// members and one more, x(0) = 0. As parts ≥ 2, an error halves from stretch to stretch: rounding down at each leaves
// less than two last places, for ever. What these bits leave open is settled by walking the recursion back: x(k) lies
// above top / bottom exactly when x(k−1) lies above (top · parts − rise · bottom) / bottom, which is parts times as far
// away, so that after a while the bits tell; in the end x(0) is known. Around each x(k) there is room for one fraction
// with a short bottom only, so the answer is kept, and later walks end where an earlier one has been.
// Internal to this folder.
#pragma once

#include "games/int128.h"
#include "games/whole_airport.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace jiati::games {

class NucleolusStretches {
  public:
    // Costs below 2^62 of at most players_max. Fewer fractional bits than 64 give the same answers more slowly; at
    // least 2 · (length of the number of players) + 2 are needed. Keeps a reference to the airport.
    explicit NucleolusStretches(WholeAirport const& airport, unsigned fraction_bits = 64);

    [[nodiscard]] std::size_t count() const { return levels_.size() - 1; }
    // Members of stretch k = 1 … count(): order[first_member(k), first_member(k + 1)).
    [[nodiscard]] std::size_t first_member(std::size_t k) const;
    // x(k) is between this and less than two more, in 2^-fraction_bits.
    [[nodiscard]] UInt128 least(std::size_t k) const { return levels_[k].least; }
    [[nodiscard]] unsigned fraction_bits() const { return fraction_bits_; }

    // The sign of x(k) − top / bottom; 1 ≤ bottom ≤ the number of players. All such questions together take time in
    // proportion to the stretches and the questions. What is asked here helps to answer sign_of_difference.
    int sign_against(std::size_t k, Int128 top, std::uint64_t bottom);
    // The sign of x(a) − x(b) − whole. Beside one short fraction the nearer of two is told by the parts between them;
    // else both are walked back, and for one b − a no stretch is passed twice. Only where the bits of two stretches
    // with different parts agree does the walk need numbers as long as the product of all parts from a to b.
    [[nodiscard]] int sign_of_difference(std::size_t a, std::size_t b, Int128 whole);

  private:
    struct Level {
        UInt128 least = 0;
        std::int64_t rise = 0;
        std::uint32_t parts = 1;
        std::uint32_t first = 0;  // member
        // Once a walk came by: how x lies to the short fraction beside it.
        bool is_settled = false;
        std::int8_t sign = 0;
        std::uint32_t root = 0;     // where that walk ended
        std::int64_t nearness = 0;  // −log2 of the distance in last places, in 2^-32
    };
    // Of walks that took two stretches back together: the highest lower one, and the lowest passed.
    struct Walked {
        std::size_t from = 0;
        std::size_t to = 0;
        int sign = 0;
    };
    struct Question {
        Int128 top = 0;
        std::uint64_t bottom = 1;
    };
    struct Point {
        std::uint32_t at = 0;      // players up to here, plus one
        std::uint32_t served = 0;  // players who share the slope; the last one too when not alone in their class
        std::int64_t cost = 0;
        std::size_t next = 0;  // vertex of the lower hull of all to the right; the last one's is itself
    };

    static std::vector<Point> hull_points(WholeAirport const& airport);
    std::size_t stretch_end(std::vector<Point> const& points, std::size_t from, std::int64_t cost_before);
    void push(std::int64_t rise, std::uint32_t parts, std::uint32_t first);
    [[nodiscard]] Question one_back(std::size_t k, Question const& question) const;
    [[nodiscard]] Int128 least_distance(std::size_t k, Question const& question) const;
    [[nodiscard]] std::int64_t nearness(std::size_t k, Question question) const;
    static std::optional<int> sign_beside_fraction(Level const& a, Level const& b);
    [[nodiscard]] int long_walk(std::size_t a, std::size_t b, Int128 whole) const;

    [[nodiscard]] Int128 whole_of(std::size_t k) const {
        return static_cast<Int128>(levels_[k].least >> fraction_bits_);
    }
    [[nodiscard]] Int128 fraction_of(std::size_t k) const {
        return static_cast<Int128>(levels_[k].least & ((UInt128{1} << fraction_bits_) - 1));
    }
    [[nodiscard]] Int128 in_places(Int128 whole) const;

    WholeAirport const& airport_;
    unsigned fraction_bits_;
    std::vector<Level> levels_;                // the first one is the start
    std::map<std::size_t, Walked> walked_by_;  // by the difference of the two
};

}  // namespace jiati::games
