#include "app/rebuild.h"
#include "cli/backup_folder.h"
#include "cli/commands.h"
#include "cli/system.h"
#include "codec/json_text.h"
#include "store/sql_backup.h"
#include "store/sql_store.h"

#include <fmt/format.h>
#include <iostream>

namespace jiati::cli {
namespace {

namespace fs = std::filesystem;

constexpr int bad_input = 2;
constexpr int world_failed = 3;
constexpr char master_key[] = "master.key";
constexpr std::size_t events_at_once = 1000;

int fail(int status, std::string const& line) {
    std::cerr << line << "\n";
    return status;
}

Fault text_of(app::StoreError const& error) { return error.detail; }

// With or without milliseconds.
std::optional<Instant> instant_of(std::string const& text) {
    if (auto const exact = Instant::parse(text)) return exact;
    return text.ends_with('Z') ? Instant::parse(text.substr(0, text.size() - 1) + ".000Z") : std::nullopt;
}

// The store is made whole in a folder of its own beside its place, and takes its place last.
struct Places {
    fs::path home;     // where the store will lie
    fs::path scratch;  // where it is made
    std::string url;   // of the store in the making
    std::string file;  // its name
};

// Up to where: the moment asked for, or all.
Result<Done, Fault> cut_and_rebuild(Places const& places, store::Moment const& moment) {
    if (!moment.seq && !moment.time) return Done{};
    if (auto cut = store::cut_after(places.url, moment); !cut) return Failure{text_of(cut.error())};
    SystemRandomness randomness;
    auto opened = store::SqlStore::open(places.url, randomness);
    if (!opened) return Failure{text_of(opened.error())};
    auto& store = **opened;
    app::Stores const stores{store, store, store, randomness, system_now};
    app::Repository repository(store);
    if (auto rebuilt = app::rebuild_views(stores, repository); !rebuilt) return Failure{text_of(rebuilt.error())};
    auto cities = store.cities();
    if (!cities) return Failure{text_of(cities.error())};
    std::vector<app::Views::DueTimer> timers;
    for (auto const& city : *cities) {
        auto owed = app::timers_from_journal(store, repository, city);
        if (!owed) return Failure{text_of(owed.error())};
        std::ranges::move(*owed, std::back_inserter(timers));
    }
    if (auto put = store::put_timers(places.url, timers); !put) return Failure{text_of(put.error())};
    return Done{};
}

// Read back through the store itself, as the service will.
Result<std::vector<codec::BackupCity>, Fault> roots_of(app::Journal& journal) {
    LogRoots roots;
    auto cities = journal.cities();
    if (!cities) return Failure{text_of(cities.error())};
    for (auto const& city : *cities)
        for (std::int64_t last = 0;;) {
            auto page = journal.read_all(city, last, events_at_once);
            if (!page) return Failure{text_of(page.error())};
            for (auto const& event : *page) roots.add(city, last = event.seq, event.leaf);
            if (page->size() < events_at_once) break;
        }
    return roots.cities();
}

Result<std::vector<codec::BackupCity>, Fault> roots_of_backup(fs::path const& backup, LogRoots roots) {
    auto const read = store::each_leaf(backup / store::backup_journal,
                                       [&](auto const& city, auto seq, auto leaf) { roots.add(city, seq, leaf); });
    if (!read) return Failure{text_of(read.error())};
    return roots.cities();
}

// Makes the store in the scratch folder and proves it against the backup; answers its heads.
Result<std::vector<codec::BackupCity>, Fault> make(Places const& places, fs::path const& backup,
                                                   RestoreOptions const& options, store::Moment const& moment) {
    std::error_code error;
    fs::remove_all(places.scratch, error);
    fs::create_directories(places.scratch, error);
    if (error) return Failure{places.scratch.string() + ": " + error.message()};
    fs::permissions(places.scratch, fs::perms::owner_all, error);
    // The secrets can be used only with the key they are wrapped by, which is in no backup.
    auto const key = options.master_key.empty() ? places.home / master_key : fs::path(options.master_key);
    if (fs::exists(key, error)) {
        fs::copy_file(key, places.scratch / master_key, error);
        if (error) return Failure{key.string() + ": " + error.message()};
    }
    if (auto put = store::put_back(backup, places.url); !put) return Failure{text_of(put.error())};
    if (auto copied = copy_files(backup / "blobs", places.scratch / "blobs"); !copied) return Failure{copied.error()};
    SystemRandomness randomness;
    // Opening brings an older format forward, and refuses a newer one.
    if (auto opened = store::SqlStore::open(places.url, randomness); !opened) return Failure{text_of(opened.error())};
    if (auto ended = store::end_sessions(places.url); !ended) return Failure{text_of(ended.error())};
    if (auto cut = cut_and_rebuild(places, moment); !cut) return Failure{cut.error()};

    auto opened = store::SqlStore::open(places.url, randomness);
    if (!opened) return Failure{text_of(opened.error())};
    auto restored = roots_of(**opened);
    if (!restored) return restored;
    std::map<std::string, std::int64_t> heads;
    for (auto const& city : *restored) heads.emplace(city.city, city.head);
    auto const wanted = roots_of_backup(backup, LogRoots(std::move(heads)));
    if (!wanted) return wanted;
    if (auto const differs = difference(*restored, *wanted))
        return Failure{"what was restored is not what was backed up: " + *differs};
    return restored;
}

// The journal last: without it there is no store, whatever else lies there.
Result<Done, Fault> move_into_place(Places const& places) {
    std::error_code error;
    fs::remove(places.scratch / master_key, error);
    for (auto const& name : {std::string("blobs"), std::string(store::backup_keys), places.file}) {
        if (!fs::exists(places.scratch / name, error)) continue;
        if (fs::exists(places.home / name, error)) return Failure{(places.home / name).string() + " is there already"};
        fs::rename(places.scratch / name, places.home / name, error);
        if (error) return Failure{(places.home / name).string() + ": " + error.message()};
        if (auto synced = sync_folder(places.home); !synced) return synced;
    }
    fs::remove_all(places.scratch, error);
    return sync_folder(places.home);
}

void print(RestoreOptions const& options, std::vector<codec::BackupCity> const& cities) {
    if (options.json) {
        codec::JsonWriter json;
        json.object().field("store", options.store).key("cities").array();
        for (auto const& city : cities)
            json.object().field("city", city.city).field("head", city.head).field("root", city.root).end();
        fmt::print("{}\n", json.end().end().take());
        return;
    }
    for (auto const& city : cities) fmt::print("{}: {} events, head hash {}\n", city.city, city.head, city.root);
    fmt::print("{}: restored\n", options.store);
}

}  // namespace

int restore(RestoreOptions const& options) {
    if (!names_a_store(options.store))
        return fail(bad_input, "--store: \"" + options.store + "\" is not a store; sqlite:data/jiati.db would be");
    store::Moment moment{.seq = options.to_seq, .time = std::nullopt};
    if (!options.to_time.empty()) {
        moment.time = instant_of(options.to_time);
        if (!moment.time)
            return fail(bad_input,
                        "--to-time: \"" + options.to_time + "\" is no instant; 2026-11-22T16:00:00Z would be");
    }
    auto const home = store::store_folder(options.store);
    if (!home) return fail(bad_input, "--store: " + home.error().detail);
    auto const vacant = store::is_vacant(options.store);
    if (!vacant) return fail(world_failed, "--store: " + vacant.error().detail);
    if (!*vacant || fs::exists(*home / "blobs"))
        return fail(bad_input, "--store: " + options.store + " holds something already; an empty place would do");

    fs::path const backup = options.from;
    auto const manifest = verify_files(backup);
    if (!manifest) return fail(bad_input, "--from: " + manifest.error());
    if (!(system_now() < manifest->keys_expire_at))
        return fail(bad_input, "--from: the keys of this backup were to be deleted on " +
                                   manifest->keys_expire_at.to_string() + "; one of the last seven days would do");
    auto const held = roots_of_backup(backup, LogRoots());
    if (!held) return fail(bad_input, "--from: " + held.error());
    if (auto const differs = difference(*held, manifest->cities)) return fail(bad_input, "--from: " + *differs);
    if (moment.seq && manifest->cities.size() > 1)
        return fail(bad_input, "--to-seq: each city counts for itself and there are several; --to-time would do");

    auto const file = fs::path(options.store).filename().string();
    auto const name = file.substr(file.find(':') + 1);  // "sqlite:jiati.db" has no folder in it
    Places const places{*home, *home / ".restoring", "sqlite:" + (*home / ".restoring" / name).string(), name};
    auto const restored = make(places, backup, options, moment);
    if (!restored) {
        std::error_code ignored;
        fs::remove_all(places.scratch, ignored);
        return fail(world_failed, "restore: " + restored.error());
    }
    if (auto moved = move_into_place(places); !moved) return fail(world_failed, "restore: " + moved.error());
    print(options, *restored);
    return 0;
}

}  // namespace jiati::cli
