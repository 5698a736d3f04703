// The life of one connection: requests one after another, or one stream of events. For session.cpp and server.cpp only.
#pragma once

#include "base/fresh_ids.h"
#include "http/connection.h"
#include "http/connection_counts.h"
#include "http/head.h"
#include "http/server.h"
#include "http/worker_pool.h"

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unordered_set>

namespace jiati::http {

class Session;

// What the sessions of a server share.
struct Service {
    ServerOptions const& options;
    Router const& router;
    Problems const& problems;
    WorkerPool& workers;
    ConnectionCounts& counts;
    std::atomic<bool> stopping = false;
    std::atomic<std::size_t> connections = 0;
};

// A thread with its own loop: what it owns is touched by no other thread, so nothing here is locked.
struct IoThread {
    explicit IoThread(FreshIds::Seed seed) : request_ids(seed) {}

    std::unordered_set<Session*> sessions;
    FreshIds request_ids;
    std::string date;  // of `date_s`, for the Date field
    std::int64_t date_s = -1;
    asio::io_context context{1};  // after what sessions refer to: those still there end with it
    std::thread thread;
};

class Session : public std::enable_shared_from_this<Session> {
  public:
    // `counted_as`: the client in Service::counts, given back at the end; empty when it was not counted.
    Session(Service& service, IoThread& io, std::shared_ptr<Connection> connection, std::string counted_as);
    ~Session();
    Session(Session const&) = delete;
    Session& operator=(Session const&) = delete;

    // Serves the connection to its end.
    static asio::awaitable<void> run(std::shared_ptr<Session> self);
    // The server stops: ends at once unless a request is being answered, then after it.
    void stop();
    void close() { connection_->close(); }

  private:
    enum class Phase : std::uint8_t { waiting, answering, streaming, closing };
    // One request on its way in. Either `refusal`, `is_gone` (no answer can reach the client) or a whole request.
    struct Incoming {
        Head head;
        Request request;
        Router::Match match;
        std::optional<Refusal> refusal;
        bool is_gone = false;
    };

    asio::awaitable<bool> serve_one();
    asio::awaitable<void> read_head(Incoming& in);
    asio::awaitable<void> read_body(Incoming& in);
    asio::awaitable<std::size_t> read_more(std::size_t bytes_max);
    void take_head(Incoming& in, std::size_t length);
    asio::awaitable<Response> answer(Incoming& in);
    asio::awaitable<bool> run_on_worker(std::function<void()> job);
    asio::awaitable<bool> send(Incoming const& in, Response& response, bool close);
    asio::awaitable<void> stream(Response& response);
    static asio::awaitable<void> watch_for_end(std::shared_ptr<Session> self);
    void wake(EventSource const& source);
    [[nodiscard]] std::string_view date();
    [[nodiscard]] std::chrono::milliseconds time_for(std::chrono::milliseconds base, std::size_t bytes) const;

    Service& service_;
    IoThread& io_;
    std::shared_ptr<Connection> connection_;
    std::string counted_as_;
    boost::beast::flat_buffer buffer_;  // received and not used yet
    asio::steady_timer stream_timer_;
    Phase phase_ = Phase::waiting;
    bool is_new_ = true;
    bool was_refused_ = false;  // so there may be more input than was read
    bool must_close_at_once_ = false;
};

}  // namespace jiati::http
