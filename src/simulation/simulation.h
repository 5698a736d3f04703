// The whole system in one process on a virtual clock, disk and network, driven by one seed: commands, queries, sign-in,
// the clock's commands, the log. The same seed and number of steps give the same bytes. docs/simulation.md says what is
// simulated and what is not.
#pragma once

#include "app/policy_library.h"
#include "simulation/virtual_disk.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace jiati::simulation {

struct Town;

struct Options {
    std::uint64_t seed = 1;
    std::size_t steps = 250;
    PlantedBug bug = PlantedBug::none;
};

struct Outcome {
    std::size_t steps = 0;  // fewer than asked for when a problem was found
    std::size_t programs = 1;
    std::size_t requests = 0;
    std::size_t sent = 0;  // with all retries and duplicates
    std::size_t accepted = 0;
    std::map<std::string, std::size_t> accepted_of;  // by type
    std::size_t refused = 0;
    std::size_t repeated = 0;  // answered from an earlier time
    std::size_t unknown = 0;   // failed, whether before or after it was done
    std::size_t crashes = 0;
    std::size_t reads = 0;
    std::int64_t events = 0;
    std::int64_t signed_for = 0;        // of them under the last checkpoint
    std::string digest;                 // of every event and the log's last note
    std::vector<std::string> problems;  // what is broken, with the step at which it was seen

    [[nodiscard]] bool holds() const { return problems.empty(); }
};

// Runs one seed after another under the same rules.
class Simulator {
  public:
    explicit Simulator(app::PolicyLibrary const& policies);
    ~Simulator();

    // A failure is no finding: the town could not be built, because the rules are others than it was written for.
    [[nodiscard]] Result<Outcome, std::string> run(Options const& options);

  private:
    app::PolicyLibrary const& policies_;
    // Building a town takes longer than a short run in it; it depends on nothing but its number and the rules.
    std::map<int, std::unique_ptr<Town>> towns_;
};

// "jiati simulate --seed 17 --steps 250"
[[nodiscard]] std::string command_line(Options const& options);

}  // namespace jiati::simulation
