// The figures of engine_bench: the agreement engine alone, in one thread, on inputs a generator makes.
#pragma once

#include "measure.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jiati::bench {

// One size of one piece of work, in milliseconds of CPU.
struct Sized {
    std::size_t size = 0;
    Runs ours_ms;
    Runs yardstick_ms;  // empty where there is none
};

// Shapley and nucleolus of an airport game, shares to the fen, beside std::sort of the same costs.
std::vector<Sized> measure_airport(std::vector<std::size_t> const& players, std::size_t rounds);
// Listed games: Shapley, and the exact nucleolus, of random cost games.
std::vector<Sized> measure_listed_shapley(std::vector<std::size_t> const& players, std::size_t rounds);
std::vector<Sized> measure_listed_nucleolus(std::vector<std::size_t> const& players, std::size_t rounds);

// The search for agreement in its three forms of prices, one after the other.
std::vector<Sized> measure_agreement(std::vector<std::size_t> const& households, std::size_t options,
                                     std::size_t rounds);

struct ProgrammeFigure {
    Sized time;
    std::int64_t value = 0;
    std::int64_t bound = 0;
    Runs check_ms;  // the separate checker
    // A general solver on the same programme in the same run, where one is installed: seconds until it ended, and what
    // it found.
    struct Peer {
        std::string name;
        double seconds = 0;
        std::string found;
    };
    std::optional<Peer> peer;
};
std::vector<ProgrammeFigure> measure_programme(std::vector<std::size_t> const& units, std::size_t rounds,
                                               std::filesystem::path const& folder);

// Numbers that are the same on every machine (the generator of Knuth's MMIX).
class Numbers {
  public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}
    std::int64_t below(std::int64_t limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(limit));
    }

  private:
    std::uint64_t state_;
};

}  // namespace jiati::bench
