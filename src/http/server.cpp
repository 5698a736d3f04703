#include "http/server.h"

#include "http/session.h"

#include <sys/resource.h>
#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <random>
#include <utility>
#include <vector>

namespace jiati::http {
namespace {

using asio::ip::tcp;

constexpr auto as_values = asio::as_tuple(asio::use_awaitable);
constexpr rlim_t descriptors_for_others = 128;

// As many descriptors as the system lets us have; the number of connections that leaves.
std::size_t connections_possible(std::size_t wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur <= descriptors_for_others) return wanted;
    return std::min<std::size_t>(wanted, limit.rlim_cur - descriptors_for_others);
}

FreshIds::Seed random_seed() {
    std::random_device device;
    auto const word = [&] { return (std::uint64_t{device()} << 32U) | device(); };
    return {word(), word()};
}

Result<std::optional<asio::ssl::context>, std::string> make_tls(ServerOptions const& options) {
    using Context = asio::ssl::context;
    if (options.tls_certificate_file.empty() && options.tls_key_file.empty()) return std::optional<Context>{};
    Context tls(Context::tls_server);
    tls.set_options(Context::default_workarounds | Context::no_sslv2 | Context::no_sslv3 | Context::no_tlsv1 |
                    Context::no_tlsv1_1 | Context::no_compression);
    boost::system::error_code error;
    tls.use_certificate_chain_file(options.tls_certificate_file, error);
    if (error) return Failure{"cannot read the certificate " + options.tls_certificate_file + ": " + error.message()};
    tls.use_private_key_file(options.tls_key_file, Context::pem, error);
    if (error) return Failure{"cannot use the key " + options.tls_key_file + ": " + error.message()};
    return std::optional<Context>(std::move(tls));
}

}  // namespace

class Server::Impl {
  public:
    Impl(ServerOptions options, Router const& router, Problems const& problems)
        : options_(std::move(options)),
          workers_(std::make_unique<WorkerPool>(options_.limits.workers_max, options_.limits.waiting_for_worker_max)),
          counts_(options_.limits.connections_per_address_max),
          service_{
              .options = options_, .router = router, .problems = problems, .workers = *workers_, .counts = counts_} {
        options_.limits.connections_max = connections_possible(options_.limits.connections_max);
        auto const count = std::max(options_.io_threads, 1U);
        for (unsigned i = 0; i < count; ++i) io_.push_back(std::make_unique<IoThread>(random_seed()));
        acceptor_.emplace(io_.front()->context);
    }
    ~Impl() { stop(); }
    Impl(Impl const&) = delete;
    Impl& operator=(Impl const&) = delete;

    Result<Done, std::string> listen() {
        auto tls = make_tls(options_);
        if (!tls) return Failure{tls.error()};
        tls_ = std::move(tls).value();
        boost::system::error_code error;
        auto const address =
            asio::ip::make_address(options_.address == "localhost" ? "127.0.0.1" : options_.address, error);
        auto const place = options_.address + ":" + std::to_string(options_.port);
        if (error) return Failure{"cannot listen on " + place + ": " + options_.address + " is not an IP address"};
        tcp::endpoint const endpoint(address, options_.port);
        acceptor_->open(endpoint.protocol(), error);
        if (!error) acceptor_->set_option(tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor_->bind(endpoint, error);
        if (!error) acceptor_->listen(asio::socket_base::max_listen_connections, error);
        if (error) return Failure{"cannot listen on " + place + ": " + error.message()};
        port_ = acceptor_->local_endpoint().port();
        return Done{};
    }

    void run() {
        asio::co_spawn(io_.front()->context, accept_all(), asio::detached);
        for (auto& io : io_) {
            guards_.push_back(asio::make_work_guard(io->context));
            io->thread = std::thread([context = &io->context] { context->run(); });
        }
    }

    void stop() {
        if (service_.stopping.exchange(true)) return;
        asio::post(io_.front()->context, [this] { acceptor_.reset(); });
        for_each_session([](Session& session) { session.stop(); });
        auto const give_up = std::chrono::steady_clock::now() + options_.limits.stop_time;
        while (service_.connections > 0 && std::chrono::steady_clock::now() < give_up)
            std::this_thread::sleep_for(std::chrono::milliseconds{2});
        for_each_session([](Session& session) { session.close(); });
        // The workers first: their jobs refer to requests that live in the loops.
        workers_.reset();
        for (auto& guard : guards_) guard.reset();
        for (auto& io : io_) io->context.stop();
        for (auto& io : io_) {
            if (io->thread.joinable()) io->thread.join();
        }
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::size_t connections() const { return service_.connections; }

  private:
    // One listener hands out connections in turn. A socket per thread with SO_REUSEPORT would spread a few connections
    // unevenly, and would let a second server start on the same port unnoticed.
    asio::awaitable<void> accept_all() {
        for (std::size_t turn = 0; !service_.stopping; ++turn) {
            auto& io = *io_[turn % io_.size()];
            auto [error, socket] = co_await acceptor_->async_accept(io.context, as_values);
            if (service_.stopping) co_return;
            if (error) {  // most often no descriptors: some will be free in a moment
                asio::steady_timer pause(io_.front()->context, std::chrono::milliseconds{50});
                [[maybe_unused]] auto const [ignored] = co_await pause.async_wait(as_values);
                continue;
            }
            if (service_.connections >= options_.limits.connections_max) continue;  // closes it
            boost::system::error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            auto connection = Connection::make(std::move(socket), tls_ ? &*tls_ : nullptr);
            auto const peer = connection->remote_address();
            auto client = is_in_any(peer, options_.trusted_proxies) ? std::string{} : network_of(peer);
            if (!client.empty() && !counts_.take(client)) continue;
            ++service_.connections;
            asio::post(io.context, [this, &io, connection = std::move(connection), client = std::move(client)] {
                auto session = std::make_shared<Session>(service_, io, connection, client);
                asio::co_spawn(io.context, Session::run(std::move(session)), asio::detached);
            });
        }
    }

    template <class Action>
    void for_each_session(Action action) {
        for (auto& io : io_) {
            asio::post(io->context, [&sessions = io->sessions, action] {
                auto const now = sessions;  // ending one changes the set
                for (auto* const session : now) action(*session);
            });
        }
    }

    ServerOptions options_;
    std::optional<asio::ssl::context> tls_;
    std::unique_ptr<WorkerPool> workers_;
    ConnectionCounts counts_;
    Service service_;
    std::uint16_t port_ = 0;
    // Last, since connections that outstay the stop end with their loops and refer to all of the above.
    std::vector<std::unique_ptr<IoThread>> io_;
    std::vector<asio::executor_work_guard<asio::io_context::executor_type>> guards_;
    std::optional<tcp::acceptor> acceptor_;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>, std::string> Server::start(ServerOptions options, Router const& router,
                                                           Problems const& problems) {
    auto impl = std::make_unique<Impl>(std::move(options), router, problems);
    if (auto listening = impl->listen(); !listening) return Failure{listening.error()};
    impl->run();
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const { return impl_->port(); }
std::size_t Server::connections() const { return impl_->connections(); }
void Server::stop() { impl_->stop(); }

}  // namespace jiati::http
