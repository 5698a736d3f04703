#include "cli/commands.h"
#include "cli/restored_store.h"
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

// Where the store will lie: a folder of this machine, or a server.
struct Destination {
    std::string url;
    std::optional<fs::path> folder;
    store::Place place = store::Place::vacant;
};

Result<Destination, Fault> look_at(std::string const& url) {
    auto const folder = store::store_folder(url);
    if (!folder) return Failure{text_of(folder.error())};
    auto const place = store::place_at(url);
    if (!place) return Failure{text_of(place.error())};
    Destination to{url, *folder, *place};
    if (to.place == store::Place::vacant && to.folder && fs::exists(*to.folder / "blobs"))
        to.place = store::Place::filled;
    return to;
}

// The keys first, with the mark of an unfinished restore; the journal last: without it there is no store.
Result<Done, Fault> move_into_folder(StorePlan const& made, Destination const& to) {
    if (auto marked = store::mark_unfinished(made.url()); !marked) return Failure{text_of(marked.error())};
    std::error_code error;
    fs::remove(made.folder / master_key, error);
    for (auto const& name : {std::string(store::backup_keys), std::string("blobs"), made.file}) {
        if (!fs::exists(made.folder / name, error)) continue;
        if (fs::exists(*to.folder / name, error)) return Failure{(*to.folder / name).string() + " is there already"};
        fs::rename(made.folder / name, *to.folder / name, error);
        if (error) return Failure{(*to.folder / name).string() + ": " + error.message()};
        if (auto synced = sync_folder(*to.folder); !synced) return synced;
    }
    return Done{};
}

// Read back from the server, before it may be used.
Result<Done, Fault> move_to_server(StorePlan const& made, Destination const& to,
                                   std::vector<codec::BackupCity> const& cities) {
    if (auto marked = store::mark_unfinished(to.url); !marked) return Failure{text_of(marked.error())};
    if (auto moved = store::move_to_server(made.url(), to.url); !moved) return Failure{text_of(moved.error())};
    LogRoots there;
    auto const read =
        store::each_leaf(to.url, [&](auto const& city, auto seq, auto leaf) { there.add(city, seq, leaf); });
    if (!read) return Failure{text_of(read.error())};
    if (auto const differs = difference(cities, there.cities()))
        return Failure{"what lies on the server is not what was backed up: " + *differs};
    return Done{};
}

Result<Done, Fault> put_in_place(StorePlan const& made, Destination const& to,
                                 std::vector<codec::BackupCity> const& cities) {
    if (to.place == store::Place::unfinished) {
        if (to.folder) fs::remove_all(*to.folder / "blobs");
        if (auto cleared = store::clear_unfinished(to.url); !cleared) return Failure{text_of(cleared.error())};
    }
    auto moved = to.folder ? move_into_folder(made, to) : move_to_server(made, to, cities);
    if (!moved) return moved;
    if (auto done = store::mark_finished(to.url); !done) return Failure{text_of(done.error())};
    std::error_code ignored;
    fs::remove_all(made.folder, ignored);
    return to.folder ? sync_folder(*to.folder) : Result<Done, Fault>(Done{});
}

// Who must not come back: of the newer backups beside this one, and of what the operator names.
Result<store::Erased, Fault> must_stay_erased(RestoreOptions const& options, Instant made_at) {
    auto erased = erased_since(options.from, made_at);
    if (!erased) return erased;
    for (auto const& source : options.erasures) {
        auto named = names_a_store(source) ? store::erased_in_store(source) : store::erased_in(source);
        if (!named) return Failure{"--erasures: " + text_of(named.error())};
        for (auto& [city, subjects] : *named)
            (*erased)[city].insert((*erased)[city].end(), subjects.begin(), subjects.end());
    }
    return erased;
}

void print(RestoreOptions const& options, std::vector<codec::BackupCity> const& cities) {
    if (options.json) {
        codec::JsonWriter json;
        json.object().field("store", store::SqlStore::shown(options.store)).key("cities").array();
        for (auto const& city : cities)
            json.object().field("city", city.city).field("head", city.head).field("root", city.root).end();
        fmt::print("{}\n", json.end().end().take());
        return;
    }
    for (auto const& city : cities) fmt::print("{}: {} events, head hash {}\n", city.city, city.head, city.root);
    fmt::print("{}: restored\n", store::SqlStore::shown(options.store));
}

}  // namespace

int restore(RestoreOptions const& options) {
    if (!names_a_store(options.store))
        return fail(bad_input, "--store: \"" + store::SqlStore::shown(options.store) +
                                   "\" is not a store; sqlite:data/jiati.db or postgresql://localhost/jiati would be");
    StorePlan plan{.backup = options.from, .moment = {.seq = options.to_seq, .time = std::nullopt}};
    if (!options.to_time.empty()) {
        plan.moment.time = instant_of(options.to_time);
        if (!plan.moment.time)
            return fail(bad_input,
                        "--to-time: \"" + options.to_time + "\" is no instant; 2026-11-22T16:00:00Z would be");
    }
    auto const to = look_at(options.store);
    if (!to) return fail(world_failed, "--store: " + to.error());
    if (to->place == store::Place::filled)
        return fail(bad_input, "--store: " + store::SqlStore::shown(options.store) +
                                   " holds something already; an empty place would do");

    auto const manifest = prove_backup(options.from, system_now());
    if (!manifest) return fail(bad_input, "--from: " + manifest.error());
    if (plan.moment.seq && manifest->cities.size() > 1)
        return fail(bad_input, "--to-seq: each city counts for itself and there are several; --to-time would do");
    auto erased = must_stay_erased(options, manifest->made_at);
    if (!erased) return fail(bad_input, erased.error());
    plan.erased = std::move(*erased);

    if (to->folder) {
        auto const file = fs::path(options.store).filename().string();
        plan.file = file.substr(file.find(':') + 1);  // "sqlite:jiati.db" has no folder in it
        plan.folder = *to->folder / ".restoring";
    } else {
        plan.folder = fs::absolute(plan.backup / ".").lexically_normal().parent_path().string() + ".restoring";
    }
    plan.master_key =
        !options.master_key.empty() ? fs::path(options.master_key) : to->folder.value_or("data") / master_key;
    auto const restored = make_store(plan);
    if (!restored) {
        std::error_code ignored;
        fs::remove_all(plan.folder, ignored);
        return fail(world_failed, "restore: " + restored.error());
    }
    if (auto placed = put_in_place(plan, *to, *restored); !placed)
        return fail(world_failed, "restore: " + placed.error());
    print(options, *restored);
    return 0;
}

}  // namespace jiati::cli
