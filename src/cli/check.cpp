#include "app/log/audit.h"
#include "app/log/log.h"
#include "app/policy_library.h"
#include "app/rebuild.h"
#include "cli/commands.h"
#include "cli/system.h"
#include "codec/json_text.h"
#include "project/share_rules.h"
#include "store/sql_store.h"

#include <fmt/format.h>
#include <iostream>
#include <map>

namespace jiati::cli {
namespace {

constexpr std::size_t events_at_once = 1000;

// Sequence dense, versions dense in each stream, every event still readable.
void check_journal(app::Journal& journal, std::string const& city, std::vector<std::string>& problems) {
    std::map<std::string, std::int64_t> versions;
    std::int64_t last = 0;
    for (;;) {
        auto page = journal.read_all(city, last, events_at_once);
        if (!page) {
            problems.push_back(city + ": " + page.error().detail);
            return;
        }
        for (auto const& event : *page) {
            if (event.seq != last + 1)
                problems.push_back(fmt::format("{}: {} is followed by {}", city, last, event.seq));
            last = event.seq;
            if (event.version != ++versions[event.stream])
                problems.push_back(
                    fmt::format("{}: {} has version {} at {}", city, event.stream, event.version, event.seq));
        }
        if (page->size() < events_at_once) return;
    }
}

// Shares, subsidies and compensation close, and the shares follow from what they were worked out from; every posting
// moves the same amount from one account to another.
void check_money(app::Repository& repository, app::Views& views, std::string const& city,
                 std::vector<std::string>& problems) {
    for (std::string after;;) {
        auto page = views.list(city, "project", "", after, events_at_once);
        if (!page) {
            problems.push_back(page.error().detail);
            return;
        }
        for (auto const& row : *page) {
            after = row.key;
            auto loaded = repository.load<app::ProjectKind>(city, row.key);
            if (!loaded) {
                problems.push_back(loaded.error().detail);
                continue;
            }
            auto const& funding = (*loaded)->state.funding;
            if (!funding.adopted_on) continue;
            Fen in = funding.lines_total();
            Fen out = funding.cost;
            for (auto const& share : funding.shares) in += share.amount;
            for (auto const& share : funding.compensation) out += share.amount;
            if (in != out)
                problems.push_back(
                    fmt::format("project {}: {} comes in, {} goes out", row.key, in.to_string(), out.to_string()));
            if (!project::funding::is_recomputed(funding).value_or(true))
                problems.push_back(fmt::format("project {}: the shares are not what their inputs make", row.key));
            if (funding.balance().is_negative())
                problems.push_back(fmt::format("project {}: more paid out than received", row.key));
        }
        if (page->size() < events_at_once) return;
    }
}

void check_views(app::Stores const& stores, app::Repository& repository, std::string const& city,
                 std::vector<std::string>& problems) {
    auto rows = app::rows_from_journal(stores, repository, city);
    if (!rows) {
        problems.push_back(rows.error().detail);
        return;
    }
    // Later rows of one key replace earlier ones, as in the store.
    std::map<std::pair<std::string, std::string>, std::string> expected;
    for (auto const& [in_city, row] : *rows) expected[{row.view, row.key}] = row.body;
    for (auto const& [key, body] : expected) {
        auto stored = stores.views.get(city, key.first, key.second);
        if (!stored)
            problems.push_back(stored.error().detail);
        else if (!*stored)
            problems.push_back(fmt::format("view {} lacks {}", key.first, key.second));
        else if ((*stored)->body != body)
            problems.push_back(fmt::format("view {} differs at {}", key.first, key.second));
    }
}

// The log is the journal's: worked out from the leaves again, tile by tile, it is what was signed.
void check_log(app::log::Log& log, std::vector<std::string>& problems) {
    if (auto const opened = log.open(); !opened) problems.push_back(opened.error().detail);
    for (auto const& city : log.cities()) {
        auto const shown = log.published(city);
        auto const read = [&](std::string const& path) -> Result<std::optional<std::string>, std::string> {
            if (path == "checkpoint") return std::optional(shown->note);
            auto const tile = merkle::parse_tile_path(path);
            auto bytes = log.tile(city, tile.value());
            if (!bytes) return Failure{bytes.error().detail};
            return std::move(*bytes);
        };
        auto const audited = app::log::audit(read, {app::log::verifier_key(shown->epoch())});
        if (!audited)
            problems.push_back(audited.error());
        else
            for (auto const& problem : audited->problems) problems.push_back(city + ": log: " + problem);
    }
}

}  // namespace

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
    app::Repository repository(**store);
    auto cities = stores.journal.cities();
    if (!cities) {
        std::cerr << cities.error().detail << "\n";
        return 3;
    }
    std::vector<std::string> problems;
    std::int64_t events = 0;
    for (auto const& city : *cities) {
        check_journal(stores.journal, city, problems);
        check_money(repository, stores.views, city, problems);
        check_views(stores, repository, city, problems);
        if (auto head = stores.journal.head(city)) events += *head;
    }
    app::log::Log log({**store, **store, **store, system_now}, {});
    check_log(log, problems);
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
