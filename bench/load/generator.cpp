#include "load/generator.h"

#include "measure.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <optional>
#include <string_view>
#include <utility>

namespace jiati::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds patience{30};

// Where the whole answer ends; nothing while some of it is missing.
std::optional<std::size_t> end_of_answer(std::string_view text) {
    auto const head = text.find("\r\n\r\n");
    if (head == std::string_view::npos) return std::nullopt;
    constexpr std::string_view length = "\r\nContent-Length: ";
    auto const at = text.find(length);
    bool const has_body = at < head;
    auto const end = head + 4 + (has_body ? std::stoul(std::string(text.substr(at + length.size(), 12))) : 0);
    return text.size() >= end ? std::optional(end) : std::nullopt;
}

struct Line {
    int socket = -1;
    unsigned address = 1;
    std::optional<std::size_t> shot;  // in flight
    std::string received;
};

class Gun {
  public:
    Gun(std::uint16_t port, Volley const& volley)
        : port_(port), volley_(volley), epoll_(::epoll_create1(0)), lines_(volley.connections) {
        outcome_.planned = static_cast<std::size_t>(volley.per_s * volley.seconds);
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            lines_[i].address = static_cast<unsigned>(1 + i % volley.addresses);
            open(i);
        }
    }
    ~Gun() {
        for (auto const& line : lines_) ::close(line.socket);
        ::close(epoll_);
    }
    Gun(Gun const&) = delete;
    Gun& operator=(Gun const&) = delete;

    Outcome run() {
        begin_ = Clock::now();
        auto const give_up =
            begin_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(volley_.seconds)) +
            patience;
        auto next_tick = begin_;
        while (settled_ < outcome_.planned && Clock::now() < give_up) {
            auto const now = Clock::now();
            while (next_ < outcome_.planned && moment_of(next_) <= now) waiting_.push_back(next_++);
            while (!waiting_.empty() && !free_.empty()) shoot();
            if (volley_.meanwhile && now >= next_tick) {
                volley_.meanwhile();
                next_tick = now + std::chrono::milliseconds{50};
            }
            listen();
        }
        outcome_.unanswered += outcome_.planned - settled_;
        outcome_.wall_s = std::chrono::duration<double>(Clock::now() - begin_).count();
        std::ranges::sort(outcome_.times_ms);
        return std::move(outcome_);
    }

  private:
    [[nodiscard]] Clock::time_point moment_of(std::size_t shot) const {
        return begin_ + std::chrono::duration_cast<Clock::duration>(
                            std::chrono::duration<double>(static_cast<double>(shot) / volley_.per_s));
    }

    void open(std::size_t number) {
        auto& line = lines_[number];
        line.socket = connect_from(port_, line.address);
        line.received.clear();
        ::fcntl(line.socket, F_SETFL, O_NONBLOCK);
        epoll_event event{.events = EPOLLIN, .data = {.u64 = number}};
        require(::epoll_ctl(epoll_, EPOLL_CTL_ADD, line.socket, &event) == 0, "epoll takes no socket");
        free_.push_back(number);
    }

    void reopen(std::size_t number) {
        auto& line = lines_[number];
        if (std::exchange(line.shot, std::nullopt)) {
            ++outcome_.unanswered;
            ++settled_;
        } else {
            std::erase(free_, number);
        }
        ::close(line.socket);
        open(number);
    }

    void shoot() {
        auto const number = free_.front();
        free_.pop_front();
        auto& line = lines_[number];
        line.shot = waiting_.front();
        waiting_.pop_front();
        auto const text = volley_.request(*line.shot);
        auto const sent = ::send(line.socket, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent != static_cast<ssize_t>(text.size())) reopen(number);
    }

    void listen() {
        std::array<epoll_event, 256> events{};
        auto const count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 1);
        for (int i = 0; i < count; ++i) receive(events[static_cast<std::size_t>(i)].data.u64);
    }

    void receive(std::size_t number) {
        auto& line = lines_[number];
        std::array<char, 64 * 1024> buffer;
        auto const count = ::recv(line.socket, buffer.data(), buffer.size(), 0);
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
        if (count <= 0) return reopen(number);
        line.received.append(buffer.data(), static_cast<std::size_t>(count));
        if (!line.shot || !end_of_answer(line.received)) return;
        auto const status = std::stoi(line.received.substr(9, 3));
        std::string_view const head(line.received.data(), line.received.find("\r\n\r\n"));
        ++outcome_.statuses[status];
        bool const must_wait = status == 429 || status == 503;
        if (must_wait && head.find("\r\nRetry-After: ") == std::string_view::npos) ++outcome_.without_retry_after;
        auto const time = Clock::now() - moment_of(*line.shot);
        if (status < 400) outcome_.times_ms.push_back(std::chrono::duration<double, std::milli>(time).count());
        ++settled_;
        line.shot.reset();
        bool const is_last = head.find("\r\nConnection: close") != std::string_view::npos;
        line.received.clear();
        free_.push_back(number);
        if (is_last) reopen(number);
    }

    std::uint16_t port_;
    Volley const& volley_;
    int epoll_;
    std::vector<Line> lines_;
    std::deque<std::size_t> free_;     // lines without a shot
    std::deque<std::size_t> waiting_;  // shots past their moment
    std::size_t next_ = 0;
    std::size_t settled_ = 0;
    Clock::time_point begin_;
    Outcome outcome_;
};

}  // namespace

double Outcome::percentile_ms(double share) const {
    if (times_ms.empty()) return 0;
    auto const place = static_cast<std::size_t>(share * static_cast<double>(times_ms.size()));
    return times_ms[std::min(place, times_ms.size() - 1)];
}

std::size_t Outcome::good() const { return times_ms.size(); }

std::size_t Outcome::failed() const {
    auto failed = unanswered + without_retry_after;
    for (auto const& [status, count] : statuses)
        if (status >= 500 && status != 503) failed += count;
    return failed;
}

Outcome fire(std::uint16_t port, Volley const& volley) { return Gun(port, volley).run(); }

std::string ask_once(std::uint16_t port, std::string const& request) {
    auto const socket = connect_from(port, 1);
    require(::send(socket, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size()),
            "a request could not be sent");
    std::string received;
    std::array<char, 64 * 1024> buffer;
    while (!end_of_answer(received)) {
        auto const count = ::recv(socket, buffer.data(), buffer.size(), 0);
        require(count > 0, "the server hung up: " + received);
        received.append(buffer.data(), static_cast<std::size_t>(count));
    }
    ::close(socket);
    return received;
}

int connect_from(std::uint16_t port, unsigned last) {
    auto const socket = ::socket(AF_INET, SOCK_STREAM, 0);
    require(socket >= 0, "no socket: raise the limit of open files (ulimit -n)");
    int const on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // The port is chosen at the connect, where it need only differ from others to the same place.
    ::setsockopt(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(0x7F000000U + last);
    require(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "no loopback address");
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    require(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "no connection");
    return socket;
}

}  // namespace jiati::bench
