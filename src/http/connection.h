// A TCP connection, plain or under TLS, with one deadline at a time. For session.cpp and server.cpp only: the one other
// header that knows Asio. Everything happens on the connection's own I/O thread.
#pragma once

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace jiati::http {

namespace asio = boost::asio;

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    // Under TLS when `tls` is given; the context must outlive the connection.
    static std::shared_ptr<Connection> make(asio::ip::tcp::socket socket, asio::ssl::context* tls);
    virtual ~Connection() = default;
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    // False when the other side does not speak TLS as it should.
    virtual asio::awaitable<bool> open() = 0;
    // Bytes read; 0 when the other side has closed, something broke or the deadline has passed.
    virtual asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) = 0;
    // Whether all was written.
    virtual asio::awaitable<bool> write(asio::const_buffer first, asio::const_buffer second) = 0;
    // Says goodbye, then reads and throws away what still comes until the other side closes too, is silent for `pause`
    // or `time` has passed: closing with unread input would reset the connection and destroy the answer on its way.
    asio::awaitable<void> close_gently(std::chrono::milliseconds pause, std::chrono::milliseconds time);

    // From now on. When it passes, whatever is being waited for gives up.
    void set_deadline(std::chrono::milliseconds time);
    void clear_deadline() { deadline_ = Time::max(); }
    [[nodiscard]] bool timed_out() const { return timed_out_; }
    // Whatever is being waited for gives up now.
    void cancel();
    void close();

    [[nodiscard]] asio::any_io_executor executor() { return socket_.get_executor(); }
    [[nodiscard]] std::string remote_address() const;
    [[nodiscard]] virtual bool is_encrypted() const = 0;

  protected:
    explicit Connection(asio::ip::tcp::socket socket) : socket_(std::move(socket)), timer_(socket_.get_executor()) {}
    virtual asio::awaitable<void> say_goodbye() = 0;

    asio::ip::tcp::socket socket_;

  private:
    using Time = std::chrono::steady_clock::time_point;
    void arm();

    asio::steady_timer timer_;
    Time deadline_ = Time::max();
    Time armed_for_ = Time::max();
    bool timed_out_ = false;
};

}  // namespace jiati::http
