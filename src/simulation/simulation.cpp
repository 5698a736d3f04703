#include "simulation/simulation.h"

#include "simulation/world.h"

namespace jiati::simulation {

std::string command_line(Options const& options) {
    return "jiati simulate --seed " + std::to_string(options.seed) + " --steps " + std::to_string(options.steps);
}

Simulator::Simulator(app::PolicyLibrary const& policies) : policies_(policies) {}
Simulator::~Simulator() = default;

Result<Outcome, std::string> Simulator::run(Options const& options) {
    auto const variant = static_cast<int>(options.seed % town_variants);
    auto& town = towns_[variant];
    if (!town) {
        auto made = make_town(variant, policies_);
        if (!made) return Failure{"the town could not be built: " + made.error()};
        town = std::make_unique<Town>(std::move(*made));
    }
    return World(options, *town, policies_).run();
}

}  // namespace jiati::simulation
