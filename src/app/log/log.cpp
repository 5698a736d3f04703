#include "app/log/log.h"

#include "app/log/ed25519.h"
#include "app/log/spot_check.h"

#include <algorithm>
#include <set>

namespace jiati::app::log {
namespace {

// Between two checkpoints at least: each is a sync of keys.db.
constexpr std::chrono::milliseconds pause{250};
constexpr std::chrono::seconds look_again{1};
constexpr std::int64_t current_for_ms = 5'000;
constexpr std::size_t leaves_at_once = 1000;

}  // namespace

Log::Log(LogStores stores, LogSettings settings) : stores_(std::move(stores)), settings_(std::move(settings)) {}

Log::~Log() { stop(); }

Result<Done, LogFault> Log::open() {
    std::lock_guard const stepping(stepping_);
    auto const cities = stores_.book.log_cities();
    if (!cities) return Failure{LogFault{LogFault::Kind::store, cities.error().detail}};
    for (auto const& city : *cities) {
        auto& opened = entry(city);
        if (auto followed = opened.log.follow(); !followed) return followed;
        std::lock_guard const lock(mutex_);
        opened.published = opened.log.published();
    }
    return Done{};
}

void Log::start() {
    thread_ = std::thread([this] { run(); });
    checker_ = std::thread([this] { check(); });
}

void Log::stop() {
    {
        std::lock_guard const lock(mutex_);
        stops_ = true;
    }
    woken_.notify_all();
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
    if (checker_.joinable()) checker_.join();
}

void Log::check() {
    for (auto const& city : cities()) {
        auto const problems = spot_check(stores_, city, *published(city),
                                         {.seed = settings_.check_seed, .is_over = [this] { return stops_.load(); }});
        if (!problems) {
            settings_.on_fault({LogFault::Kind::store, city + ": not checked: " + problems.error().detail});
            continue;
        }
        for (auto const& problem : *problems) {
            ++differences_;
            settings_.on_fault({LogFault::Kind::forked, problem});
        }
    }
}

void Log::wake() {
    {
        std::lock_guard const lock(mutex_);
        wakes_ = true;
    }
    woken_.notify_one();
}

void Log::run() {
    for (;;) {
        auto const began = std::chrono::steady_clock::now();
        step();
        std::unique_lock lock(mutex_);
        woken_.wait_until(lock, began + pause, [&] { return stops_.load(); });
        woken_.wait_until(lock, began + look_again, [&] { return stops_ || wakes_; });
        if (stops_) return;
        wakes_ = false;
    }
}

void Log::step() {
    std::lock_guard const stepping(stepping_);
    auto cities = stores_.journal.cities();
    if (!cities) return settings_.on_fault({LogFault::Kind::store, cities.error().detail});
    for (auto const& city : *cities) step(entry(city), city);
    std::lock_guard const lock(mutex_);
    has_looked_ = true;
}

void Log::step(Entry& entry, std::string const& city) {
    if (entry.has_stopped) return;
    auto const began = stores_.now();
    auto const done = settings_.try_lead(city) ? entry.log.lead() : entry.log.follow();
    bool is_new = false;
    {
        std::lock_guard const lock(mutex_);
        if (done) {
            entry.published = entry.log.published();
            if (entry.published) entry.current_at = began;
        }
        auto const fault = done ? std::string() : done.error().detail;
        is_new = !fault.empty() && fault != entry.fault;
        entry.fault = fault;
        entry.has_stopped = !done && done.error().kind != LogFault::Kind::store;
    }
    changed_.notify_all();
    if (is_new) settings_.on_fault(done.error());
}

Log::Entry& Log::entry(std::string const& city) {
    std::lock_guard const lock(mutex_);
    auto& kept = entries_[city];
    if (!kept)
        kept =
            std::unique_ptr<Entry>(new Entry{CityLog(stores_, city, settings_.name + "/" + city), {}, {}, false, {}});
    return *kept;
}

bool Log::is_current() const {
    auto const now = stores_.now().unix_ms;
    std::lock_guard const lock(mutex_);
    return has_looked_ && std::ranges::all_of(entries_, [&](auto const& kept) {
               return kept.second->fault.empty() && kept.second->published &&
                      now - kept.second->current_at.unix_ms <= current_for_ms;
           });
}

Result<std::int64_t, StoreError> Log::lag() {
    auto const recorded = stores_.journal.cities();
    if (!recorded) return Failure{recorded.error()};
    std::int64_t events = 0;
    for (auto const& city : *recorded) {
        // What is signed first: it never overtakes the head that is read after it.
        auto const shown = published(city);
        auto const head = stores_.journal.head(city);
        if (!head) return Failure{head.error()};
        events += *head - (shown ? static_cast<std::int64_t>(shown->checkpoint.size) : 0);
    }
    return events;
}

std::vector<std::string> Log::cities() const {
    std::lock_guard const lock(mutex_);
    std::vector<std::string> cities;
    for (auto const& [city, kept] : entries_)
        if (kept->published) cities.push_back(city);
    return cities;
}

std::shared_ptr<Published const> Log::published(std::string const& city) const {
    std::lock_guard const lock(mutex_);
    auto const found = entries_.find(city);
    return found == entries_.end() ? nullptr : found->second->published;
}

Result<std::optional<std::string>, StoreError> Log::tile(std::string const& city, merkle::Tile const& tile) {
    auto const shown = published(city);
    if (!shown || tile.width > merkle::width_in(shown->checkpoint.size, tile)) return std::optional<std::string>{};
    if (!tile.level) {
        auto events =
            stores_.journal.read_all(city, static_cast<std::int64_t>(tile.index * merkle::tile_width), tile.width);
        if (!events) return Failure{std::move(events).error()};
        std::vector<std::string> entries;
        for (auto& event : *events) entries.push_back(std::move(event.leaf));
        return std::optional(merkle::bundle_bytes(entries));
    }
    constexpr std::size_t hash_size = std::tuple_size_v<merkle::Hash>;
    if (merkle::width_in(shown->checkpoint.size, tile) < merkle::tile_width)
        return std::optional(std::string(shown->edge.partial(*tile.level).substr(0, tile.width * hash_size)));
    auto bytes = full_tiles(stores_.tiles, city)({tile.level, tile.index, merkle::tile_width});
    if (!bytes)
        return Failure{StoreError{StoreError::Kind::unavailable, city + ": " + merkle::path_of(tile) + " is missing"}};
    bytes->resize(std::min(bytes->size(), tile.width * hash_size));
    return bytes;
}

// Where the leaf stands. Leaves that no checkpoint covers yet have no row in the index: they are looked through.
Result<std::optional<std::uint64_t>, StoreError> Log::find(std::string const& city, merkle::Hash const& leaf,
                                                           Published const* shown) {
    auto const size = shown ? shown->checkpoint.size : 0;
    auto places = stores_.tiles.find_log_leaves(city, prefix_of(leaf));
    if (!places) return Failure{std::move(places).error()};
    auto const is_leaf = [&](std::string const& text) { return merkle::leaf_hash(text, sha256) == leaf; };
    for (auto const index : *places) {
        auto const events = stores_.journal.read_all(city, index, 1);
        if (!events) return Failure{events.error()};
        if (!events->empty() && is_leaf(events->front().leaf)) return std::optional(static_cast<std::uint64_t>(index));
    }
    auto const recent = stores_.journal.read_all(city, static_cast<std::int64_t>(size), leaves_at_once);
    if (!recent) return Failure{recent.error()};
    for (auto const& event : *recent)
        if (is_leaf(event.leaf)) return std::optional(static_cast<std::uint64_t>(event.seq - 1));
    return std::optional<std::uint64_t>{};
}

Result<std::string, ReceiptError> Log::receipt(std::string const& city, merkle::Hash const& leaf,
                                               std::chrono::milliseconds wait_max) {
    using Kind = ReceiptError::Kind;
    auto shown = published(city);
    auto const found = find(city, leaf, shown.get());
    if (!found) return Failure{ReceiptError{Kind::store, found.error()}};
    if (!*found) return Failure{ReceiptError{Kind::unknown}};
    auto const index = **found;
    auto const covers = [&] { return shown && index < shown->checkpoint.size; };
    if (!covers()) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, wait_max, [&] {
            if (auto const kept = entries_.find(city); kept != entries_.end()) shown = kept->second->published;
            return stops_ || covers();
        });
    }
    if (!covers()) return Failure{ReceiptError{Kind::pending}};

    // The newest checkpoint that witnesses signed too, where it covers the leaf.
    bool const witnessed = index < shown->cosigned;
    auto const size = witnessed ? shown->cosigned : shown->checkpoint.size;
    auto proof = merkle::prove_inclusion(index, size, shown->edge.reader(full_tiles(stores_.tiles, city)), sha256);
    if (!proof)
        return Failure{ReceiptError{Kind::store, {StoreError::Kind::unavailable, city + ": a tile is missing"}}};
    return merkle::to_string(
        merkle::Receipt{{}, index, std::move(*proof), witnessed ? shown->epoch().cosigned : shown->note});
}

}  // namespace jiati::app::log
