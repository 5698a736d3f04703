#include "cli/backup_folder.h"
#include "cli/commands.h"
#include "cli/system.h"
#include "codec/json_text.h"
#include "store/sql_backup.h"
#include "store/sql_restore.h"
#include "store/sql_store.h"

#include <fmt/format.h>
#include <iostream>

namespace jiati::cli {
namespace {

namespace fs = std::filesystem;

constexpr int bad_input = 2;
constexpr int world_failed = 3;

int fail(int status, std::string const& line) {
    std::cerr << line << "\n";
    return status;
}

void print(BackupOptions const& options, std::vector<codec::BackupCity> const& cities,
           std::vector<fs::path> const& dropped) {
    if (options.json) {
        codec::JsonWriter json;
        json.object().field("folder", options.to).key("cities").array();
        for (auto const& city : cities)
            json.object().field("city", city.city).field("head", city.head).field("root", city.root).end();
        json.end().key("keys_deleted").array();
        for (auto const& keys : dropped) json.value(keys.string());
        fmt::print("{}\n", json.end().end().take());
        return;
    }
    for (auto const& city : cities) fmt::print("{}: {} events, head hash {}\n", city.city, city.head, city.root);
    for (auto const& keys : dropped) fmt::print("{}: older than seven days, deleted\n", keys.string());
    fmt::print("{}: complete\n", options.to);
}

}  // namespace

// Everything is written beside the folder under another name, which it gets only once it is whole and synced.
int backup(BackupOptions const& options) {
    if (!names_a_store(options.store))
        return fail(bad_input, "--store: \"" + store::SqlStore::shown(options.store) +
                                   "\" is not a store; sqlite:data/jiati.db or postgresql://localhost/jiati would be");
    auto const home = store::store_folder(options.store);
    if (!home) return fail(bad_input, "--store: " + home.error().detail);
    auto const place = store::place_at(options.store);
    if (!place) return fail(world_failed, "--store: " + place.error().detail);
    if (*place != store::Place::filled)
        return fail(bad_input, "--store: " + store::SqlStore::shown(options.store) + ": there is no store" +
                                   (*place == store::Place::unfinished ? ", a restore came to no end there" : ""));
    auto folder = fs::absolute(options.to).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    std::error_code error;
    if (fs::exists(folder, error))
        return fail(bad_input, "--to: " + options.to + " is there already; a new folder would do");

    auto const part = folder.string() + ".part";  // of an earlier one that did not come to its end
    fs::remove_all(part, error);
    fs::create_directories(part, error);
    if (error) return fail(world_failed, "--to: " + part + ": " + error.message());
    fs::permissions(part, fs::perms::owner_all, error);
    auto const give_up = [&](std::string const& why) {
        std::error_code ignored;
        fs::remove_all(part, ignored);
        return fail(world_failed, "backup: " + why);
    };
    if (auto done = store::back_up(options.store, part); !done) return give_up(done.error().detail);
    // After the journal: a file is on disk before the event that mentions it.
    if (*home)
        if (auto done = copy_files(**home / "blobs", fs::path(part) / "blobs"); !done) return give_up(done.error());

    LogRoots copied;
    auto done = store::each_leaf(fs::path(part) / store::backup_journal,
                                 [&](auto const& city, auto seq, auto leaf) { copied.add(city, seq, leaf); });
    if (!done) return give_up(done.error().detail);
    auto const cities = copied.cities();
    std::map<std::string, std::int64_t> heads;
    for (auto const& city : cities) heads.emplace(city.city, city.head);
    LogRoots live(std::move(heads));
    done = store::each_leaf(options.store, [&](auto const& city, auto seq, auto leaf) { live.add(city, seq, leaf); });
    if (!done) return give_up(done.error().detail);
    if (auto const differs = difference(cities, live.cities()))
        return give_up("the copy is not the store: " + *differs);

    auto const now = system_now();
    if (auto sealed = seal(part, now, cities); !sealed) return give_up(sealed.error());
    fs::rename(part, folder, error);
    if (error) return give_up(error.message());
    if (auto synced = sync_folder(folder.parent_path()); !synced) return fail(world_failed, synced.error());
    print(options, cities, drop_expired_keys(folder.parent_path(), now));
    return 0;
}

}  // namespace jiati::cli
