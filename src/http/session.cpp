#include "http/session.h"

#include "http/codes.h"
#include "http/conditional.h"
#include "http/door.h"
#include "http/response_head.h"
#include "http/security_headers.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <ctime>
#include <exception>
#include <limits>
#include <utility>

namespace jiati::http {
namespace {

namespace beast = boost::beast;

constexpr std::size_t head_read_bytes = 2 * 1024;  // an idle connection costs this much
constexpr std::size_t body_read_bytes = 64 * 1024;
constexpr std::size_t chunk_head_bytes_max = 16 * 1024;
// How long the other side may be silent before the connection is closed on it: after a refusal it may still be sending
// what was refused and see the answer only then.
constexpr std::chrono::milliseconds pause_after_refusal{2000};
constexpr std::chrono::milliseconds pause_after_answer{200};

std::string_view text_of(beast::flat_buffer const& buffer) {
    return {static_cast<char const*>(buffer.data().data()), buffer.size()};
}

// What a handler throws is a fault of ours: the client learns the request id, the log the rest.
Response call(Handler const& handler, Request const& request, Problems const& problems) {
    std::string detail;
    try {
        return handler(request);
    } catch (std::exception const& error) {
        detail = error.what();
    } catch (...) {
        detail = "a handler threw something that is no std::exception";
    }
    auto response = problems.render(refuse(codes::internal, {}, {{"request_id", request.request_id}}), request);
    response.log_detail = std::move(detail);
    return response;
}

}  // namespace

Session::Session(Service& service, IoThread& io, std::shared_ptr<Connection> connection, std::string counted_as)
    : service_(service),
      io_(io),
      connection_(std::move(connection)),
      counted_as_(std::move(counted_as)),
      stream_timer_(connection_->executor()) {
    io_.sessions.insert(this);
}

Session::~Session() {
    io_.sessions.erase(this);
    if (!counted_as_.empty()) service_.counts.give_back(counted_as_);
    --service_.connections;
}

asio::awaitable<void> Session::run(std::shared_ptr<Session> self) {
    self->connection_->set_deadline(self->service_.options.limits.header_time);
    bool again = co_await self->connection_->open();
    if (!again) co_return self->connection_->close();
    while (again && !self->service_.stopping) again = co_await self->serve_one();
    if (self->must_close_at_once_) co_return self->connection_->close();
    self->phase_ = Phase::closing;
    auto const pause = self->was_refused_ ? pause_after_refusal : pause_after_answer;
    co_await self->connection_->close_gently(pause, 5 * pause);
}

void Session::stop() {
    if (phase_ == Phase::answering) return;
    must_close_at_once_ = phase_ == Phase::streaming;
    stream_timer_.cancel();
    connection_->cancel();
}

// False when the connection is to be closed.
asio::awaitable<bool> Session::serve_one() {
    phase_ = Phase::waiting;
    Incoming in;
    in.request.request_id = io_.request_ids.next();
    in.request.is_encrypted = connection_->is_encrypted();
    co_await read_head(in);
    if (!in.is_gone && !in.refusal && in.head.has_body()) co_await read_body(in);
    if (in.is_gone) co_return false;

    auto const started = std::chrono::steady_clock::now();
    connection_->clear_deadline();
    Response response;
    if (in.refusal) {
        response = service_.problems.render(*in.refusal, in.request);
        if (response.status == 405) response.headers.add("Allow", "GET, HEAD, POST, DELETE, OPTIONS");
        response.close = true;
        was_refused_ = true;
    } else {
        response = co_await answer(in);
        answer_conditionally(in.request, response);
    }
    add_security_headers(in.request, response);
    // The end of a stream is the end of its connection.
    bool const close = response.close || response.stream || in.head.wants_close || service_.stopping;
    bool const sent = co_await send(in, response, close);
    if (service_.options.observe) {
        auto const elapsed = std::chrono::steady_clock::now() - started;
        service_.options.observe({.request_id = in.request.request_id,
                                  .method = in.request.method,
                                  .pattern = in.match.route != nullptr ? in.match.route->pattern : std::string{},
                                  .remote_address = in.request.remote_address,
                                  .detail = response.log_detail,
                                  .status = response.status,
                                  .response_bytes = response.bytes().size(),
                                  .time = std::chrono::duration_cast<std::chrono::microseconds>(elapsed)});
    }
    if (sent && response.stream && in.request.method != "HEAD") {
        co_await stream(response);
        co_return false;
    }
    co_return sent && !close;
}

asio::awaitable<std::size_t> Session::read_more(std::size_t bytes_max) {
    auto const space = buffer_.prepare(bytes_max);
    auto const count = co_await connection_->read_some(space);
    buffer_.commit(count);
    co_return count;
}

asio::awaitable<void> Session::read_head(Incoming& in) {
    auto const& limits = service_.options.limits;
    bool has_begun = buffer_.size() > 0;
    if (!has_begun && buffer_.capacity() > head_read_bytes) buffer_ = {};
    connection_->set_deadline(has_begun || is_new_ ? limits.header_time : limits.idle_time);
    HeadScanner scanner;
    for (;;) {
        if (buffer_.size() > 0) {
            phase_ = Phase::answering;
            auto const outcome = scanner.scan(text_of(buffer_));
            bool const is_long = outcome == HeadScan::complete ? scanner.length() > limits.header_bytes_max
                                                               : buffer_.size() >= limits.header_bytes_max;
            if (outcome == HeadScan::malformed) in.refusal = refuse(codes::bad_request);
            if (outcome != HeadScan::malformed && is_long)
                in.refusal = refuse(codes::header_too_large, {}, {{"limit", std::to_string(limits.header_bytes_max)}});
            if (in.refusal) break;
            if (outcome == HeadScan::complete) co_return take_head(in, scanner.length());
        }
        auto const count = co_await read_more(head_read_bytes);
        if (count == 0) {
            in.is_gone = buffer_.size() == 0 || !connection_->timed_out();
            if (!in.is_gone) in.refusal = refuse(codes::timeout);
            break;
        }
        if (!has_begun && !is_new_) connection_->set_deadline(limits.header_time);
        has_begun = true;
    }
}

// Whatever is refused here leaves the bytes that follow without a meaning, so the connection is closed after the
// answer.
void Session::take_head(Incoming& in, std::size_t length) {
    is_new_ = false;
    auto& request = in.request;
    auto head = parse_head(text_of(buffer_).substr(0, length));
    request.remote_address = connection_->remote_address();
    if (!head) {
        in.refusal = head.error();
        return;
    }
    in.head = std::move(head).value();
    auto client = client_of({std::move(request.remote_address), request.is_encrypted}, in.head.headers,
                            service_.options.trusted_proxies);
    request.remote_address = std::move(client.address);
    request.is_encrypted = client.is_encrypted;
    request.method = in.head.method;
    request.language = preferred_language(in.head.headers.find("Accept-Language").value_or(""));
    auto target = parse_target(in.head.target, in.head.host());
    if (!target) {
        in.refusal = target.error();
        return;
    }
    request.headers = std::move(in.head.headers);
    request.path = std::move(target->path);
    request.raw_query = std::move(target->raw_query);
    request.query = std::move(target->query);
    in.match = service_.router.find(request.method, request.path);
    request.path_parameters = std::move(in.match.parameters);
    auto const* const route = in.match.route;
    auto const header_bytes_max = route != nullptr ? route->options.header_bytes_max : std::nullopt;
    if (length > header_bytes_max.value_or(length)) {
        in.refusal = refuse(codes::header_too_large, {}, {{"limit", std::to_string(*header_bytes_max)}});
        return;
    }
    if (!in.head.has_body()) buffer_.consume(length);
}

asio::awaitable<void> Session::read_body(Incoming& in) {
    auto const& limits = service_.options.limits;
    auto const of_route = in.match.route != nullptr ? in.match.route->options : RouteOptions{};
    auto const bytes_max = of_route.body_bytes_max.value_or(limits.body_bytes_max);
    auto const too_large = refuse(codes::body_too_large, {}, {{"limit", std::to_string(bytes_max)}});
    if (in.head.content_length.value_or(0) > bytes_max) {
        in.refusal = too_large;
        co_return;
    }
    auto const announced = in.head.content_length ? static_cast<std::size_t>(*in.head.content_length) : bytes_max;
    connection_->set_deadline(time_for(of_route.body_time.value_or(limits.body_time), announced));

    // The library reads the head a second time; the framing it finds must be what the strict reading found.
    beast::http::request_parser<beast::http::string_body> parser;
    parser.eager(true);
    parser.header_limit(std::numeric_limits<std::uint32_t>::max());  // its length was checked
    parser.body_limit(bytes_max);
    bool may_want_continue = in.head.expects_continue;
    for (;;) {
        boost::system::error_code error;
        buffer_.consume(parser.put(buffer_.cdata(), error));
        if (error && error != beast::http::error::need_more) {
            in.refusal = error == beast::http::error::body_limit ? too_large : refuse(codes::bad_framing);
            co_return;
        }
        if (parser.is_done()) break;
        if (buffer_.size() > chunk_head_bytes_max) {  // a chunk's head without end
            in.refusal = refuse(codes::bad_framing);
            co_return;
        }
        if (std::exchange(may_want_continue, false)) {
            auto const invitation = asio::buffer("HTTP/1.1 100 Continue\r\n\r\n", 25);
            bool const invited = co_await connection_->write(invitation, {});
            in.is_gone = !invited;
            if (in.is_gone) co_return;
        }
        auto const count = co_await read_more(std::min(body_read_bytes, announced + head_read_bytes));
        if (count == 0) {
            in.is_gone = !connection_->timed_out();
            if (!in.is_gone) in.refusal = refuse(codes::timeout);
            co_return;
        }
    }
    in.request.body = std::move(parser.get().body());
}

asio::awaitable<Response> Session::answer(Incoming& in) {
    auto const& problems = service_.problems;
    auto const& request = in.request;
    auto const* const route = in.match.route;
    if (auto answered = answer_at_the_door(request, in.match, problems)) co_return std::move(*answered);
    if (route->options.on_io_thread) co_return call(route->handler, request, problems);
    Response response;
    auto job = [&] { response = call(route->handler, request, problems); };
    bool const ran = co_await run_on_worker(job);
    if (!ran) {
        response = problems.render(refuse(codes::busy), request);
        response.headers.add("Retry-After", "1");
    }
    co_return response;
}

// False, and the job not run, when the workers have too much to do.
asio::awaitable<bool> Session::run_on_worker(std::function<void()> job) {
    auto initiate = [&](auto resume) {
        // A job must be copyable, which what resumes a coroutine is not.
        auto const shared = std::make_shared<decltype(resume)>(std::move(resume));
        auto const executor = connection_->executor();
        auto const resume_with = [shared, executor](bool ran) {
            asio::post(executor, [shared, ran] { (*shared)(ran); });
        };
        bool const taken = service_.workers.submit([job = std::move(job), resume_with] {
            job();
            resume_with(true);
        });
        if (!taken) resume_with(false);
    };
    bool const ran =
        co_await asio::async_initiate<asio::use_awaitable_t<> const, void(bool)>(initiate, asio::use_awaitable);
    co_return ran;
}

asio::awaitable<bool> Session::send(Incoming const& in, Response& response, bool close) {
    auto const bytes = response.bytes();
    ResponseHeadOptions options{.content_length = bytes.size(), .date = date(), .close = close};
    if (response.stream) options.content_length.reset();
    response.headers.set("X-Request-Id", in.request.request_id);
    auto const head = write_response_head(response, options);
    auto const body = in.request.method == "HEAD" || response.status == 304 ? std::string_view{} : bytes;
    auto const of_route = in.match.route != nullptr ? in.match.route->options.write_time : std::nullopt;
    connection_->set_deadline(time_for(of_route.value_or(service_.options.limits.write_time), body.size()));
    bool const sent = co_await connection_->write(asio::buffer(head), asio::buffer(body.data(), body.size()));
    must_close_at_once_ = !sent;
    connection_->clear_deadline();
    co_return sent;
}

std::string_view Session::date() {
    auto const now_s = static_cast<std::int64_t>(std::time(nullptr));
    if (now_s != io_.date_s) {
        io_.date_s = now_s;
        io_.date = http_date(now_s);
    }
    return io_.date;
}

std::chrono::milliseconds Session::time_for(std::chrono::milliseconds base, std::size_t bytes) const {
    auto const slowest = std::max<std::size_t>(service_.options.limits.slowest_bytes_per_s, 1);
    return base + std::chrono::milliseconds{bytes * 1000 / slowest};
}

}  // namespace jiati::http
