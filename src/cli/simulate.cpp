#include "app/policy_library.h"
#include "cli/built_in.h"
#include "cli/commands.h"
#include "codec/json_text.h"
#include "simulation/simulation.h"

#include <fmt/format.h>
#include <iostream>

namespace jiati::cli {
namespace {

using simulation::Options;
using simulation::Outcome;

std::string to_json(Options const& options, Outcome const& outcome) {
    codec::JsonWriter json;
    json.object()
        .field("seed", std::to_string(options.seed))
        .field("steps", outcome.steps)
        .field("holds", outcome.holds())
        .field("programs", outcome.programs)
        .field("requests", outcome.requests)
        .field("sent", outcome.sent)
        .field("accepted", outcome.accepted)
        .field("refused", outcome.refused)
        .field("repeated", outcome.repeated)
        .field("unknown", outcome.unknown)
        .field("reads", outcome.reads)
        .field("crashes", outcome.crashes)
        .field("events", outcome.events)
        .field("signed", outcome.signed_for)
        .field("digest", outcome.digest)
        .field("problems", outcome.problems)
        .field("repeat", simulation::command_line(options))
        .end();
    return json.take();
}

void print(Options const& options, Outcome const& outcome) {
    fmt::print("seed {}: {} steps, {} requests sent {} times: {} accepted, {} refused, {} repeated, {} unknown; ",
               options.seed, outcome.steps, outcome.requests, outcome.sent, outcome.accepted, outcome.refused,
               outcome.repeated, outcome.unknown);
    fmt::print("{} reads, {} crashes, {} events\n", outcome.reads, outcome.crashes, outcome.events);
    if (outcome.holds()) {
        fmt::print("  holds; {}\n", outcome.digest);
        return;
    }
    for (auto const& problem : outcome.problems) fmt::print("  {}\n", problem);
    fmt::print("again: {}\n", simulation::command_line(options));
}

}  // namespace

int simulate(SimulateOptions const& options) {
    auto packs = policies();
    if (!packs) {
        std::cerr << packs.error() << "\n";
        return 3;
    }
    app::PolicyLibrary const library(std::move(*packs));
    simulation::Simulator simulator(library);
    bool holds = true;
    for (std::uint64_t i = 0; i < options.seeds; ++i) {
        Options const one{options.seed + i, options.steps};
        auto const outcome = simulator.run(one);
        if (!outcome) {
            std::cerr << outcome.error() << "\n";
            return 3;
        }
        holds = holds && outcome->holds();
        if (options.json)
            fmt::print("{}\n", to_json(one, *outcome));
        else
            print(one, *outcome);
    }
    return holds ? 0 : 1;
}

}  // namespace jiati::cli
