// The transparency log of every city of a store: a thread that signs what was recorded, and what anyone may read of it.
// Safe to call from many threads.
#pragma once

#include "app/log/city_log.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace jiati::app::log {

struct LogSettings {
    std::string name = "jiati";  // the origin of a city's log is "<name>/<city>"; fixed when the log is born
    // Whether this process may sign for the city now. Where several serve one database, an election stands behind it.
    std::function<bool(std::string const& city)> try_lead = [](std::string const&) { return true; };
    // Told of each fault that is new, for the operator.
    std::function<void(LogFault const&)> on_fault = [](LogFault const&) {};
    std::uint64_t check_seed = 0;  // which tiles the check at the start looks at
};

struct ReceiptError {
    enum class Kind : unsigned char {
        unknown,  // no such leaf
        pending,  // recorded, but not yet under a checkpoint
        store
    };
    Kind kind{};
    StoreError store = {};
};

class Log {
  public:
    Log(LogStores stores, LogSettings settings);
    ~Log();
    Log(Log const&) = delete;
    Log& operator=(Log const&) = delete;

    // Before anything is written: refuses a store that is older than, or other than, what was signed last.
    Result<Done, LogFault> open();

    // From here on a thread of its own looks at the journal each second, and soon after wake(); another checks what was
    // signed before, once. stop() ends both.
    void start();
    void stop();
    void wake();
    // What the thread does, once.
    void step();

    // Whether every leaf was under a checkpoint a moment ago: the last look at each city found nothing it could not
    // sign, and was not long ago.
    [[nodiscard]] bool is_current() const;

    // A spot check of every city's published tree; each difference is told as a fault and counted.
    void check();
    [[nodiscard]] std::int64_t differences() const { return differences_; }

    // Events of all cities that no checkpoint covers yet.
    Result<std::int64_t, StoreError> lag();

    [[nodiscard]] std::vector<std::string> cities() const;  // of which something is signed
    [[nodiscard]] std::shared_ptr<Published const> published(std::string const& city) const;

    // The bytes of a hash tile or entry bundle within the published tree, at most as wide as it is there; nothing when
    // there is none.
    Result<std::optional<std::string>, StoreError> tile(std::string const& city, merkle::Tile const& tile);
    // The receipt of a leaf; waits for a leaf that is recorded already.
    Result<std::string, ReceiptError> receipt(std::string const& city, merkle::Hash const& leaf,
                                              std::chrono::milliseconds wait_max);

  private:
    struct Entry {
        CityLog log;
        std::shared_ptr<Published const> published;
        std::string fault;         // the last one's detail; empty when all is well
        bool has_stopped = false;  // older or forked: nothing is signed until a new start
        Instant current_at{};
    };

    Entry& entry(std::string const& city);
    void step(Entry& entry, std::string const& city);
    void run();
    Result<std::optional<std::uint64_t>, StoreError> find(std::string const& city, merkle::Hash const& leaf,
                                                          Published const* published);

    LogStores stores_;
    LogSettings settings_;
    std::mutex stepping_;  // one step at a time; CityLogs are touched under it only
    std::map<std::string, std::unique_ptr<Entry>> entries_;

    mutable std::mutex mutex_;  // of what follows, and of each entry's fields beside its log
    std::condition_variable changed_;
    std::condition_variable woken_;
    bool has_looked_ = false;
    bool wakes_ = false;
    std::atomic<bool> stops_ = false;
    std::atomic<std::int64_t> differences_ = 0;
    std::thread thread_;
    std::thread checker_;
};

}  // namespace jiati::app::log
