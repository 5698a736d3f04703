#include "cli/restored_store.h"

#include "app/rebuild.h"
#include "cli/system.h"
#include "store/sql_backup.h"
#include "store/sql_store.h"

namespace jiati::cli {
namespace {

namespace fs = std::filesystem;

constexpr char master_key[] = "master.key";
constexpr std::size_t events_at_once = 1000;

Fault text_of(app::StoreError const& error) { return error.detail; }

// Up to where: the moment asked for, or all.
Result<Done, Fault> cut_and_rebuild(StorePlan const& plan) {
    if (!plan.moment.seq && !plan.moment.time) return Done{};
    if (auto cut = store::cut_after(plan.url(), plan.moment); !cut) return Failure{text_of(cut.error())};
    SystemRandomness randomness;
    auto opened = store::SqlStore::open(plan.url(), randomness);
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
    if (auto put = store::put_timers(plan.url(), timers); !put) return Failure{text_of(put.error())};
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

}  // namespace

Result<codec::BackupManifest, Fault> prove_backup(fs::path const& backup, Instant now) {
    auto const stated = read_manifest(backup);
    if (!stated) return stated;
    if (!(now < stated->keys_expire_at))
        return Failure{"the keys of this backup were to be deleted on " + stated->keys_expire_at.to_string() +
                       "; one of the last seven days would do"};
    auto manifest = verify_files(backup);
    if (!manifest) return manifest;
    auto const held = roots_of_backup(backup, LogRoots());
    if (!held) return Failure{held.error()};
    if (auto const differs = difference(*held, manifest->cities)) return Failure{*differs};
    return manifest;
}

Result<std::vector<codec::BackupCity>, Fault> make_store(StorePlan const& plan) {
    std::error_code error;
    fs::remove_all(plan.folder, error);
    fs::create_directories(plan.folder, error);
    if (error) return Failure{plan.folder.string() + ": " + error.message()};
    fs::permissions(plan.folder, fs::perms::owner_all, error);
    // The secrets can be used only with the key they are wrapped by, which is in no backup.
    if (fs::exists(plan.master_key, error)) {
        fs::copy_file(plan.master_key, plan.folder / master_key, error);
        if (error) return Failure{plan.master_key.string() + ": " + error.message()};
    }
    auto const url = plan.url();
    if (auto put = store::put_back(plan.backup, url); !put) return Failure{text_of(put.error())};
    if (auto copied = copy_files(plan.backup / "blobs", plan.folder / "blobs"); !copied) return Failure{copied.error()};
    SystemRandomness randomness;
    {
        // Opening brings an older format forward, and refuses a newer one.
        auto opened = store::SqlStore::open(url, randomness);
        if (!opened) return Failure{text_of(opened.error())};
        for (auto const& [city, subjects] : plan.erased)
            if (auto done = (*opened)->erase(city, subjects); !done) return Failure{text_of(done.error())};
    }
    if (auto ended = store::end_sessions(url); !ended) return Failure{text_of(ended.error())};
    if (auto cut = cut_and_rebuild(plan); !cut) return Failure{cut.error()};

    auto opened = store::SqlStore::open(url, randomness);
    if (!opened) return Failure{text_of(opened.error())};
    auto restored = roots_of(**opened);
    if (!restored) return restored;
    std::map<std::string, std::int64_t> heads;
    for (auto const& city : *restored) heads.emplace(city.city, city.head);
    auto const wanted = roots_of_backup(plan.backup, LogRoots(std::move(heads)));
    if (!wanted) return wanted;
    if (auto const differs = difference(*restored, *wanted))
        return Failure{"what was restored is not what was backed up: " + *differs};
    return restored;
}

Result<store::Erased, Fault> erased_since(fs::path const& backup, Instant made_at) {
    store::Erased erased;
    std::error_code error;
    auto const beside = fs::absolute(backup / ".").lexically_normal().parent_path().parent_path();
    for (auto const& entry : fs::directory_iterator(beside, error)) {
        auto const keys = entry.path() / store::backup_keys;
        if (!entry.is_directory(error) || !fs::exists(keys, error)) continue;
        auto const manifest = read_manifest(entry.path());
        if (!manifest || !(made_at < manifest->made_at)) continue;
        auto found = store::erased_in(keys);
        if (!found) return Failure{text_of(found.error())};
        for (auto& [city, subjects] : *found) erased[city].insert(erased[city].end(), subjects.begin(), subjects.end());
    }
    return erased;
}

}  // namespace jiati::cli
