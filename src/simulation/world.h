// One run: the programs on the disk, the requests on their way, and what everybody was told.
#pragma once

#include "app/invariants/invariant.h"
#include "app/invariants/kept_states.h"
#include "app/log/log.h"
#include "app/queries.h"
#include "app/sign_in.h"
#include "simulation/faulty_store.h"
#include "simulation/ledger.h"
#include "simulation/simulation.h"
#include "simulation/walk.h"

#include <deque>
#include <memory>
#include <vector>

namespace jiati::simulation {

class World {
  public:
    World(Options const& options, Town const& town, app::PolicyLibrary const& policies);
    World(World const&) = delete;
    World& operator=(World const&) = delete;

    Outcome run();

  private:
    // A server process; everything in it is gone after a crash.
    struct Program {
        Program(app::Stores const& stores, FaultyStore& store, app::PolicyLibrary const& policies,
                std::vector<std::string>& faults);
        app::Repository repository;
        app::Commands commands;
        app::Queries queries;
        app::SignIn sign_in;
        app::log::Log log;
    };

    void start_programs();
    void restart();
    void step();
    void serve_others();

    void send_new();
    void send_again();
    void deliver_one();
    void deliver(std::size_t intent);
    void read();
    void let_time_pass();
    std::optional<app::Viewer> sign_in(Program& program, Actor const& actor);
    Program& any_program() { return *programs_[dice_.below(programs_.size())]; }

    void check_cheap();
    void check_dear();
    void finish();
    std::vector<app::StoredEvent> all_events();
    std::string digest();

    Options options_;
    Dice dice_;
    Town const& town_;
    app::PolicyLibrary const& policies_;
    VirtualDisk disk_;
    FaultyStore store_;
    Instant now_;
    app::SeededRandomness randomness_;
    app::Stores stores_;  // of the programs
    std::vector<std::unique_ptr<Program>> programs_;
    std::vector<std::string> tokens_;  // by actor
    std::size_t tokens_made_ = 0;

    Walk walk_;
    Ledger ledger_;
    std::deque<Intent> intents_;
    std::vector<std::size_t> on_the_way_;  // intents; one may be there several times
    app::invariants::Invariants laws_;
    std::int64_t seen_ = 0;
    std::vector<std::string> faults_;  // what the programs said of their logs
    Outcome outcome_;
};

}  // namespace jiati::simulation
