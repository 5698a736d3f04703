// The laws in a running service: streams that changed are looked at again a little later, off the request path. On the
// first breach writing stops and reading goes on, until an operator has looked and started anew.
#pragma once

#include "app/invariants/kept_states.h"

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>

namespace jiati::app::invariants {

// A journal that takes nothing more once it is closed.
class ClosableJournal final : public Journal {
  public:
    explicit ClosableJournal(Journal& journal) : journal_(journal) {}
    void close() { closed_ = true; }
    [[nodiscard]] bool is_closed() const { return closed_; }

    Result<Appended, StoreError> append(Append append) override;
    Result<std::optional<Appended>, StoreError> find(std::string const& city, std::string const& idempotency_key,
                                                     std::string const& request_hash) override {
        return journal_.find(city, idempotency_key, request_hash);
    }
    Result<std::vector<StoredEvent>, StoreError> read_stream(std::string const& city, std::string const& stream,
                                                             std::int64_t after_version) override {
        return journal_.read_stream(city, stream, after_version);
    }
    Result<std::vector<StoredEvent>, StoreError> read_all(std::string const& city, std::int64_t after_seq,
                                                          std::size_t limit) override {
        return journal_.read_all(city, after_seq, limit);
    }
    Result<std::int64_t, StoreError> head(std::string const& city) override { return journal_.head(city); }
    Result<std::int64_t, StoreError> version(std::string const& city, std::string const& stream) override {
        return journal_.version(city, stream);
    }
    Result<std::vector<std::string>, StoreError> cities() override { return journal_.cities(); }
    [[nodiscard]] bool is_shared() const override { return journal_.is_shared(); }

  private:
    Journal& journal_;
    std::atomic<bool> closed_ = false;
};

class Guard {
  public:
    // `on_breach` is told each broken law in a line for the operator.
    Guard(ClosableJournal& journal, Kept kept, std::function<void(std::string const&)> on_breach)
        : journal_(journal), kept_(kept), on_breach_(std::move(on_breach)) {}

    // From the thread that wrote; must be quick.
    void note(Change const& change);
    // Looks at some of what changed. From one thread.
    void step();

  private:
    ClosableJournal& journal_;
    Kept kept_;
    std::function<void(std::string const&)> on_breach_;
    std::mutex mutex_;
    std::map<std::string, std::set<std::string>> changed_;  // city → streams
    std::size_t count_ = 0;
};

}  // namespace jiati::app::invariants
