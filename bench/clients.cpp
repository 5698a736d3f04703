#include "clients.h"

#include "measure.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <csignal>
#include <deque>
#include <string_view>

namespace jiati::bench {
namespace {

constexpr int patience_ms = 30'000;

class Client {
  public:
    Client(std::uint16_t port, Plan const& plan) : plan_(plan), left_(plan.times * plan.requests.size()) {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        require(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "no connection");
        int const on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }

    ~Client() { ::close(socket_); }
    Client(Client const&) = delete;
    Client& operator=(Client const&) = delete;

    [[nodiscard]] int descriptor() const { return socket_; }
    [[nodiscard]] bool is_done() const { return left_ == 0; }

    // Requests are far smaller than a socket's buffer: sending one does not wait.
    void send_next() {
        auto const& text = plan_.requests[sent_++ % plan_.requests.size()];
        require(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size()),
                "a request could not be sent");
    }

    void receive() {
        std::array<char, 64 * 1024> buffer;
        auto const count = ::recv(socket_, buffer.data(), buffer.size(), 0);
        require(count > 0, "the server hung up");
        received_.append(buffer.data(), static_cast<std::size_t>(count));
        if (!is_whole()) return;
        require(received_.substr(9, 3) == plan_.status, "an answer was: " + received_.substr(0, 2000));
        if (--left_ == 0) return;
        received_.clear();
        send_next();
    }

    [[nodiscard]] std::string const& last() const { return received_; }

  private:
    [[nodiscard]] bool is_whole() const {
        constexpr std::string_view length = "\r\nContent-Length: ";
        auto const head = received_.find("\r\n\r\n");
        if (head == std::string::npos) return false;
        if (received_.substr(9, 3) == "304") return true;  // has no body and need not say so
        auto const at = received_.find(length);
        require(at < head, "an answer without length: " + received_.substr(0, head));
        return received_.size() >= head + 4 + std::stoul(received_.substr(at + length.size(), 12));
    }

    Plan const& plan_;
    std::size_t left_;
    std::size_t sent_ = 0;
    int socket_ = -1;
    std::string received_;
};

// In the child: connects, says so, waits for the start, works through the plans.
[[noreturn]] void be_the_clients(std::uint16_t port, std::vector<Plan> const& plans, int ready, int start) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::deque<Client> clients;
    std::vector<pollfd> waiting;
    for (auto const& plan : plans) {
        clients.emplace_back(port, plan);
        waiting.push_back({.fd = clients.back().descriptor(), .events = POLLIN, .revents = 0});
    }
    char byte = 1;
    require(::write(ready, &byte, 1) == 1 && ::read(start, &byte, 1) == 1, "the clients were not started");
    for (auto& client : clients) client.send_next();
    for (auto open = clients.size(); open > 0;) {
        require(::poll(waiting.data(), waiting.size(), patience_ms) > 0, "no answer in 30 seconds");
        for (std::size_t i = 0; i < clients.size(); ++i) {
            if (waiting[i].fd < 0 || waiting[i].revents == 0) continue;
            clients[i].receive();
            if (!clients[i].is_done()) continue;
            waiting[i].fd = -1;
            --open;
        }
    }
    ::_exit(0);
}

}  // namespace

Served serve_clients(std::uint16_t port, std::vector<Plan> const& plans) {
    std::array<int, 2> ready{};
    std::array<int, 2> start{};
    require(::pipe(ready.data()) == 0 && ::pipe(start.data()) == 0, "no pipe");
    auto const child = ::fork();
    require(child >= 0, "no second process");
    if (child == 0) be_the_clients(port, plans, ready[1], start[0]);
    char byte = 0;
    ::close(ready[1]);
    require(::read(ready[0], &byte, 1) == 1, "the clients did not connect");
    Stopwatch const watch;
    require(::write(start[1], &byte, 1) == 1, "the clients cannot be started");
    int status = 0;
    require(::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0,
            "the clients failed");
    Served served{.requests = 0, .wall_s = watch.wall_s(), .cpu_s = watch.cpu_s()};
    for (auto const& plan : plans) served.requests += plan.times * plan.requests.size();
    for (int const end : {ready[0], start[0], start[1]}) ::close(end);
    return served;
}

std::string ask_whole(std::uint16_t port, std::string const& request) {
    Plan const plan{{request}, 1};
    Client client(port, plan);
    client.send_next();
    while (!client.is_done()) client.receive();
    return client.last();
}

std::string ask(std::uint16_t port, std::string const& request) {
    auto const answer = ask_whole(port, request);
    return answer.substr(answer.find("\r\n\r\n") + 4);
}

}  // namespace jiati::bench
