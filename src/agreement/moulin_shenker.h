// A what-if, not a poll: offer everyone the equal split of each cost element among those still in (the Shapley share),
// drop who would not pay it, offer again (Moulin & Shenker 2001). The cascade may end with nobody served.
#pragma once

#include "games/game.h"

#include <optional>
#include <vector>

namespace jiati::agreement {

struct OfferRound {
    std::vector<games::Player> offered;  // ascending
    std::vector<Fraction> shares;        // one per player, 0 for who is out
    std::vector<games::Player> dropped;  // whose share is above the bid

    friend bool operator==(OfferRound const&, OfferRound const&) = default;
};

struct Cascade {
    std::vector<games::Player> served;  // ascending
    std::vector<Fraction> shares;       // one per player, 0 for who is not served
    std::vector<OfferRound> rounds;     // the last one drops nobody

    friend bool operator==(Cascade const&, Cascade const&) = default;
};

// One bid per player, an element's users within the players; CHECKed: callers validate games.
[[nodiscard]] Cascade iterated_offers(games::ElementGame const& game, std::vector<Fraction> const& bids);
[[nodiscard]] Cascade iterated_offers(games::AirportGame const& game, std::vector<Fraction> const& bids);

}  // namespace jiati::agreement
