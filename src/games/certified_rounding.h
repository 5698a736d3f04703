// Largest remainder over shares known within bounds. Internal to this folder.
#pragma once

#include "games/fixed_point.h"
#include "games/game.h"

#include <cstdint>
#include <vector>

namespace jiati::games {

// Players who pay the same, as members order[first, last).
struct EqualShares {
    std::size_t first = 0;
    std::size_t last = 0;
};

struct Bounded {
    FixedPoints least;               // each share is between this …
    std::uint64_t width = 0;         // … and so many last places more
    std::vector<EqualShares> among;  // one per share
};

// Shares that can be had with as many limbs as are asked for.
class BoundedShares {
  public:
    BoundedShares() = default;
    BoundedShares(BoundedShares const&) = delete;
    BoundedShares& operator=(BoundedShares const&) = delete;
    virtual ~BoundedShares() = default;

    virtual Bounded with(std::size_t fraction_limbs) = 0;
    // Whether the k-th share is surely a whole number. Asked after with(), for rising k.
    virtual bool is_whole(std::size_t k) = 0;
    // Whether these shares, by rising k, surely differ by whole numbers.
    virtual bool same_fraction(std::vector<std::size_t> const& shares) = 0;
};

// By place in `order`: the whole numbers, which sum to `total`. Equal remainders are served by the player's number.
[[nodiscard]] std::vector<std::int64_t> rounded_for_certain(BoundedShares& shares, std::vector<Player> const& order,
                                                            std::int64_t total);

}  // namespace jiati::games
