// What an operator does to a store's log: begins a new epoch, adds witnesses' signatures.
#include "app/log/cosignatures.h"
#include "app/log/ed25519.h"
#include "cli/calculator.h"
#include "cli/commands.h"
#include "cli/system.h"
#include "codec/json_text.h"
#include "store/sql_store.h"

#include <fmt/format.h>

namespace jiati::cli {
namespace {

std::string not_a_store(std::string const& url) {
    return "--store: \"" + url + "\" is not a store; sqlite:data/jiati.db would be";
}

// The city meant, where one must be: the one given, or the only one with a log.
Result<std::string, std::string> only_city(app::LogBook& book, std::string const& given) {
    if (!given.empty()) return given;
    auto const cities = book.log_cities();
    if (!cities) return Failure{cities.error().detail};
    if (cities->size() != 1)
        return Failure{fmt::format("--city: {} logs lie here; name the city of one", cities->size())};
    return cities->front();
}

}  // namespace

int new_epoch(NewEpochOptions const& options) {
    if (!names_a_store(options.store)) return bad_input(not_a_store(options.store));
    if (options.reason.find_first_not_of(' ') == std::string::npos)
        return bad_input("--new-epoch: the reason is empty; say what was lost and how");
    SystemRandomness randomness;
    auto store = store::SqlStore::open(options.store, randomness, options.master_key);
    if (!store) return world_failed("--store: " + options.store + ": " + store.error().detail);
    app::log::LogStores const stores{**store, **store, **store, system_now};
    auto cities = (*store)->log_cities();
    if (!cities) return world_failed("--store: " + cities.error().detail);
    if (!options.city.empty()) cities = std::vector{options.city};
    if (cities->empty()) return bad_input("--store: no log has begun here; jiati serve begins one");
    codec::JsonWriter json;
    json.object().key("epochs").array();
    for (auto const& city : *cities) {
        auto const before = (*store)->log_epochs(city);
        if (!before) return world_failed("--store: " + before.error().detail);
        if (before->empty()) return bad_input("--city: no log of \"" + city + "\" has begun here");
        auto const begun = app::log::begin_epoch(stores, city, options.reason);
        if (!begun) return world_failed("--store: " + begun.error().detail);
        auto const& old = before->back();
        auto const old_size = old.last ? old.last->size : 0;
        json.object().field("city", city).field("origin", begun->origin);
        json.field("verifier_key", merkle::to_string(app::log::verifier_key(*begun))).field("reason", begun->reason);
        json.field("began", begun->began).field("began_with", begun->began_with);
        json.field("old_origin", old.origin).field("old_size", old_size);
        json.field("old_root", old.last ? old.last->root : std::string()).end();
        if (!options.json)
            fmt::print("{}: {} ended at {} leaves, root {}; {} goes on with {} events\n", city, old.origin, old_size,
                       old.last ? old.last->root : std::string("none"), begun->origin, begun->began_with);
    }
    json.end().end();
    if (options.json) fmt::print("{}\n", json.take());
    return 0;
}

int add_cosignature(AddCosignatureOptions const& options) {
    if (!names_a_store(options.store)) return bad_input(not_a_store(options.store));
    std::vector<merkle::VerifierKey> witnesses;
    for (auto const& text : options.keys) {
        auto key = merkle::parse_key(text, app::log::sha256);
        if (!key || key->algorithm != merkle::cosignature)
            return bad_input("--key: \"" + text + "\" is not a witness's verifier key; NAME+HEX+BASE64 would be");
        witnesses.push_back(std::move(*key));
    }
    auto const note = read_input(options.file);
    if (!note) return bad_input(note.error());
    SystemRandomness randomness;
    auto store = store::SqlStore::open(options.store, randomness);
    if (!store) return world_failed("--store: " + options.store + ": " + store.error().detail);
    auto const city = only_city(**store, options.city);
    if (!city) return bad_input(city.error());
    app::log::LogStores const stores{**store, **store, **store, system_now};
    app::log::Log log(stores, {});
    if (auto const opened = log.open(); !opened) return world_failed("--store: " + opened.error().detail);
    auto const size = app::log::add_cosignature(log, stores, *city, *note, witnesses);
    if (!size) return bad_input(options.file + ": " + size.error());
    fmt::print("{}: witnessed at {} leaves\n", *city, *size);
    return 0;
}

}  // namespace jiati::cli
