// The part of a session's life in which it sends events.
#include "http/event_source.h"
#include "http/session.h"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace jiati::http {
namespace {

constexpr auto as_values = asio::as_tuple(asio::use_awaitable);

}  // namespace

asio::awaitable<void> Session::stream(Response& response) {
    auto const source = response.stream;
    // However this ends, also by the loop's destruction: the source calls nobody after end().
    struct Ending {
        EventSource& source;
        ~Ending() { source.end(); }
    } const ending{*source};
    phase_ = Phase::streaming;
    auto const& limits = service_.options.limits;
    auto const wake_later = [weak = weak_from_this(), executor = connection_->executor(), raw = source.get()] {
        asio::post(executor, [weak, raw] {
            if (auto const self = weak.lock(); self && self->phase_ == Phase::streaming) self->wake(*raw);
        });
    };
    source->attach(wake_later);
    asio::co_spawn(connection_->executor(), watch_for_end(shared_from_this()), asio::detached);
    while (!service_.stopping && !must_close_at_once_) {
        auto text = source->take();
        if (!text) break;
        if (text->empty()) {
            stream_timer_.expires_after(limits.heartbeat_time);
            auto const [error] = co_await stream_timer_.async_wait(as_values);
            if (error) continue;  // woken
            text = ":\n\n";
        }
        connection_->set_deadline(limits.write_time);
        bool const sent = co_await connection_->write(asio::buffer(*text), {});
        connection_->clear_deadline();
        if (!sent) break;
    }
    must_close_at_once_ = true;
    phase_ = Phase::answering;
    connection_->close();  // also ends watch_for_end()
}

// A listener has nothing to say, so anything read, the end above all, ends the stream without waiting for a heartbeat.
asio::awaitable<void> Session::watch_for_end(std::shared_ptr<Session> self) {
    std::array<char, 64> ignored;
    auto const space = asio::buffer(ignored);
    [[maybe_unused]] auto const count = co_await self->connection_->read_some(space);
    self->must_close_at_once_ = true;
    self->stream_timer_.cancel();
    self->connection_->cancel();
}

void Session::wake(EventSource const& source) {
    // A listener dropped for its slowness may be in the middle of a write that never ends.
    if (source.has_ended()) connection_->cancel();
    stream_timer_.cancel();
}

}  // namespace jiati::http
