#include "app/invariants/invariant.h"
#include "cli/commands.h"
#include "cli/restored_store.h"
#include "cli/system.h"
#include "codec/json_text.h"
#include "store/sql_restore.h"
#include "store/sql_store.h"

#include <fmt/format.h>
#include <iostream>
#include <set>

namespace jiati::cli {

namespace {

constexpr int bad_input = 2;
constexpr int world_failed = 3;

int fail(int status, std::string const& line) {
    std::cerr << line << "\n";
    return status;
}

int check_store(std::string const& url, std::string const& master_key, bool json_wanted) {
    SystemRandomness randomness;
    auto store = store::SqlStore::open(url, randomness, master_key);
    if (!store) return fail(world_failed, store::SqlStore::shown(url) + ": " + store.error().detail);
    app::Stores const stores{**store, **store, **store, randomness, system_now};
    auto const recorded = stores.journal.cities();
    auto const signed_for = (*store)->log_cities();
    if (!recorded || !signed_for) return fail(world_failed, (recorded ? signed_for : recorded).error().detail);
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
        if (!checked && checked.error().kind != app::StoreError::Kind::corrupt)
            return fail(world_failed, city + ": " + checked.error().detail);
        if (!checked) found.push_back(checked.error().detail);
        for (auto const& problem : found) problems.push_back(city + ": " + problem);
        events += seen;
    }
    if (json_wanted) {
        codec::JsonWriter json;
        json.object().field("holds", problems.empty()).field("events", events).field("problems", problems).end();
        fmt::print("{}\n", json.take());
    } else {
        for (auto const& problem : problems) fmt::print("{}\n", problem);
        fmt::print("{} events, {} problems\n", events, problems.size());
    }
    return problems.empty() ? 0 : 1;
}

// A store is made from the backup, as by a restore, looked at and thrown away.
int check_backup(CheckOptions const& options) {
    namespace fs = std::filesystem;
    if (auto const proven = prove_backup(options.backup, system_now()); !proven)
        return fail(bad_input, "--backup: " + proven.error());
    auto const folder = fs::absolute(fs::path(options.backup) / ".").lexically_normal().parent_path().string();
    StorePlan const plan{
        .backup = options.backup,
        .folder = folder + ".checking",
        .master_key = options.master_key.empty() ? fs::path("data/master.key") : fs::path(options.master_key)};
    auto const made = make_store(plan);
    int const status =
        made ? check_store(plan.url(), "", options.json) : fail(world_failed, "--backup: " + made.error());
    std::error_code ignored;
    fs::remove_all(plan.folder, ignored);
    return status;
}

}  // namespace

int check(CheckOptions const& options) {
    if (!options.backup.empty()) return check_backup(options);
    auto const shown = store::SqlStore::shown(options.store);
    if (!names_a_store(options.store))
        return fail(bad_input, "--store: \"" + shown +
                                   "\" is not a store; sqlite:data/jiati.db or postgresql://localhost/jiati would be");
    auto const place = store::place_at(options.store);
    if (!place) return fail(world_failed, "--store: " + shown + ": " + place.error().detail);
    if (*place == store::Place::vacant) return fail(bad_input, "--store: " + shown + ": there is no store");
    return check_store(options.store, options.master_key, options.json);
}

}  // namespace jiati::cli
