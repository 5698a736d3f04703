#include "app/invariants/invariant.h"
#include "cli/commands.h"
#include "cli/system.h"
#include "codec/json_text.h"
#include "store/sql_store.h"

#include <fmt/format.h>
#include <iostream>
#include <set>

namespace jiati::cli {

int check(CheckOptions const& options) {
    if (!names_a_store(options.store)) {
        std::cerr << "--store: \"" << store::SqlStore::shown(options.store)
                  << "\" is not a store; sqlite:data/jiati.db or postgresql://localhost/jiati would be\n";
        return 2;
    }
    SystemRandomness randomness;
    auto store = store::SqlStore::open(options.store, randomness, options.master_key);
    if (!store) {
        std::cerr << "--store: " << store::SqlStore::shown(options.store) << ": " << store.error().detail << "\n";
        return 3;
    }
    app::Stores const stores{**store, **store, **store, randomness, system_now};
    auto const recorded = stores.journal.cities();
    auto const signed_for = (*store)->log_cities();
    if (!recorded || !signed_for) {
        std::cerr << (recorded ? signed_for : recorded).error().detail << "\n";
        return 3;
    }
    // A city that was signed for and of which the journal knows nothing has lost everything.
    std::set<std::string> cities(recorded->begin(), recorded->end());
    cities.insert(signed_for->begin(), signed_for->end());
    std::vector<std::string> problems;
    std::int64_t events = 0;
    for (auto const& city : cities) {
        auto laws = app::invariants::of_a_city();
        std::vector<std::string> found;
        std::int64_t seen = 0;
        auto const checked = app::invariants::check(laws, {city, stores, **store, **store}, seen, found);
        if (!checked && checked.error().kind != app::StoreError::Kind::corrupt) {
            std::cerr << city << ": " << checked.error().detail << "\n";
            return 3;
        }
        if (!checked) found.push_back(checked.error().detail);
        for (auto const& problem : found) problems.push_back(city + ": " + problem);
        events += seen;
    }
    if (options.json) {
        codec::JsonWriter json;
        json.object().field("holds", problems.empty()).field("events", events).field("problems", problems).end();
        fmt::print("{}\n", json.take());
    } else {
        for (auto const& problem : problems) fmt::print("{}\n", problem);
        fmt::print("{} events, {} problems\n", events, problems.size());
    }
    return problems.empty() ? 0 : 1;
}

}  // namespace jiati::cli
