#include "cli/commands.h"
#include "cli/system.h"
#include "codec/json_text.h"
#include "store/sql_store.h"

#include <fmt/format.h>
#include <iostream>

namespace jiati::cli {
namespace {

constexpr int bad_input = 2;
constexpr int world_failed = 3;

void print(std::string_view part, int from, int to) {
    if (from == to)
        fmt::print("{}: format {}, nothing to do\n", part, to);
    else if (from == 0)
        fmt::print("{}: made, format {}\n", part, to);
    else
        fmt::print("{}: from format {} to {}\n", part, from, to);
}

}  // namespace

int migrate(MigrateOptions const& options) {
    auto const shown = store::SqlStore::shown(options.store);
    if (!names_a_store(options.store)) {
        std::cerr << "--store: \"" << shown
                  << "\" is not a store; sqlite:data/jiati.db or postgresql://localhost/jiati would be\n";
        return bad_input;
    }
    SystemRandomness randomness;
    auto const formats = store::SqlStore::migrate(options.store, randomness);
    if (!formats) {
        std::cerr << "--store: " << shown << ": " << formats.error().detail << "\n";
        return world_failed;
    }
    if (options.json) {
        codec::JsonWriter json;
        json.object()
            .key("journal")
            .object()
            .field("from", formats->journal_from)
            .field("to", formats->journal_to)
            .end();
        json.key("keys").object().field("from", formats->keys_from).field("to", formats->keys_to).end();
        fmt::print("{}\n", json.end().take());
    } else {
        print("journal", formats->journal_from, formats->journal_to);
        print("keys", formats->keys_from, formats->keys_to);
    }
    return 0;
}

}  // namespace jiati::cli
