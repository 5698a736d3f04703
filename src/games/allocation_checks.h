// What is wrong with an allocation problem, one question at a time. Internal to this folder.
#pragma once

#include "games/allocation.h"

#include <optional>
#include <string>
#include <vector>

namespace jiati::games {

using AllocationFault = std::optional<AllocationError>;
using PlayerNames = std::vector<std::string>;

[[nodiscard]] AllocationError allocation_error(AllocationError::Kind kind, std::string player = {}, int floor = 0);
[[nodiscard]] AllocationError allocation_error(AllocationError::Kind kind, Fraction sum, Fraction expected);

[[nodiscard]] AllocationFault count_fault(std::size_t values, std::size_t players);
[[nodiscard]] AllocationFault players_fault(PlayerNames const& players);
[[nodiscard]] AllocationFault game_fault(Game const& game, PlayerNames const& players);
[[nodiscard]] AllocationFault unions_fault(Unions const& unions, PlayerNames const& players);
[[nodiscard]] AllocationFault flats_fault(std::vector<Flat> const& flats, PlayerNames const& players);
[[nodiscard]] AllocationFault positive_weights_fault(std::vector<Fraction> const& weights, PlayerNames const& players);

[[nodiscard]] Fraction sum_of(std::vector<Fraction> const& values);

}  // namespace jiati::games
