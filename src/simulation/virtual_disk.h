// A disk that survives crashes of the program, and what it holds: every change that was synced, in order. The stores of
// the program are what these changes make, so a crash is: forget the stores, keep the changes that reached the disk,
// and make the stores anew.
#pragma once

#include "app/seeded_randomness.h"
#include "simulation/dice.h"
#include "store/memory_log.h"
#include "store/memory_store.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace jiati::simulation {

// Faults of the code under test, to show that they are found.
enum class PlantedBug : std::uint8_t {
    none,
    forgets_keys,          // a restart loses the idempotency keys
    acknowledges_unsynced  // answers before the change is on the disk
};

// The stores as they stand.
struct Image {
    explicit Image(std::string const& name) : randomness(name), store(randomness), log(randomness) {}
    app::SeededRandomness randomness;
    store::MemoryStore store;
    store::MemoryLog log;
};

class VirtualDisk {
  public:
    using Operation = std::function<void(Image&, std::string const& key_prefix)>;
    // What was done to an empty disk, so that a town made once can be the beginning of many runs.
    struct History {
        std::string name;  // of the chance by which its secrets were made
        std::vector<std::shared_ptr<Operation const>> operations;
        std::multiset<std::string> keys;  // of the appends among them
    };

    VirtualDisk(History history, PlantedBug bug);

    [[nodiscard]] Image& image() { return *image_; }
    [[nodiscard]] History const& history() const { return history_; }

    // `key`: of an append; empty for everything else. The operation has been carried out on the image already.
    void keep(Operation operation, std::string key);
    // What the disk holds after the power went: at least what was synced.
    void crash(Dice& dice);

    // Idempotency keys under which more than one append has survived: none, ever.
    [[nodiscard]] std::vector<std::string> doubled() const;

  private:
    void rebuild();

    History history_;
    PlantedBug bug_;
    std::vector<std::string> key_of_;  // beside history_.operations, from the beginning of this run on
    std::size_t before_ = 0;           // operations of the beginning
    std::size_t synced_ = 0;
    int restarts_ = 0;
    std::unique_ptr<Image> image_;
};

}  // namespace jiati::simulation
