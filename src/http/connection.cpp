#include "http/connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace jiati::http {
namespace {

using asio::ip::tcp;
using Buffers = std::array<asio::const_buffer, 2>;

// Errors come as values: a client that goes away is no exception.
constexpr auto as_values = asio::as_tuple(asio::use_awaitable);

template <class Stream>
asio::awaitable<std::size_t> read_from(Stream& stream, asio::mutable_buffer buffer) {
    auto const [error, count] = co_await stream.async_read_some(buffer, as_values);
    co_return error ? 0 : count;
}

template <class Stream>
asio::awaitable<bool> write_to(Stream& stream, asio::const_buffer first, asio::const_buffer second) {
    Buffers const buffers{first, second};
    auto const [error, count] = co_await asio::async_write(stream, buffers, as_values);
    co_return !error;
}

class PlainConnection final : public Connection {
  public:
    explicit PlainConnection(tcp::socket socket) : Connection(std::move(socket)) {}

    asio::awaitable<bool> open() override { co_return true; }
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override { return read_from(socket_, buffer); }
    asio::awaitable<bool> write(asio::const_buffer first, asio::const_buffer second) override {
        return write_to(socket_, first, second);
    }
    [[nodiscard]] bool is_encrypted() const override { return false; }

  private:
    asio::awaitable<void> say_goodbye() override { co_return; }
};

class TlsConnection final : public Connection {
  public:
    TlsConnection(tcp::socket socket, asio::ssl::context& tls) : Connection(std::move(socket)), stream_(socket_, tls) {}

    asio::awaitable<bool> open() override {
        auto const [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, as_values);
        co_return !error;
    }
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override { return read_from(stream_, buffer); }
    asio::awaitable<bool> write(asio::const_buffer first, asio::const_buffer second) override {
        return write_to(stream_, first, second);
    }
    [[nodiscard]] bool is_encrypted() const override { return true; }

  private:
    asio::awaitable<void> say_goodbye() override {
        [[maybe_unused]] auto const [error] = co_await stream_.async_shutdown(as_values);
    }

    asio::ssl::stream<tcp::socket&> stream_;
};

}  // namespace

std::shared_ptr<Connection> Connection::make(tcp::socket socket, asio::ssl::context* tls) {
    if (tls != nullptr) return std::make_shared<TlsConnection>(std::move(socket), *tls);
    return std::make_shared<PlainConnection>(std::move(socket));
}

asio::awaitable<void> Connection::close_gently(std::chrono::milliseconds pause, std::chrono::milliseconds time) {
    auto const give_up = std::chrono::steady_clock::now() + time;
    set_deadline(pause);
    co_await say_goodbye();
    boost::system::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    std::array<char, 16 * 1024> discarded;
    while (std::chrono::steady_clock::now() < give_up) {
        set_deadline(pause);
        auto const buffer = asio::buffer(discarded);
        auto const [error, count] = co_await socket_.async_read_some(buffer, as_values);
        if (error) break;
    }
    close();
}

void Connection::set_deadline(std::chrono::milliseconds time) {
    timed_out_ = false;
    deadline_ = std::chrono::steady_clock::now() + time;
    if (deadline_ < armed_for_) arm();
}

// The timer is set anew only when the deadline comes nearer: most deadlines are met, and setting a timer costs more
// than looking at the clock when it rings.
void Connection::arm() {
    armed_for_ = deadline_;
    timer_.expires_at(deadline_);
    timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
        auto const self = weak.lock();
        if (error || !self) return;
        self->armed_for_ = Time::max();
        if (self->deadline_ == Time::max()) return;
        if (std::chrono::steady_clock::now() < self->deadline_) return self->arm();
        self->timed_out_ = true;
        self->cancel();
    });
}

void Connection::cancel() {
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void Connection::close() {
    boost::system::error_code ignored;
    timer_.cancel();
    socket_.close(ignored);
}

std::string Connection::remote_address() const {
    boost::system::error_code error;
    auto const endpoint = socket_.remote_endpoint(error);
    if (error) return {};
    auto const address = endpoint.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

}  // namespace jiati::http
