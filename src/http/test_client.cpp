#include "http/test_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <stdexcept>

namespace jiati::http {
namespace {

constexpr int patience_ms = 5000;

}  // namespace

TestClient::TestClient(std::uint16_t port, char const* from) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in own{};
    own.sin_family = AF_INET;
    ::inet_pton(AF_INET, from, &own.sin_addr);
    ::bind(socket_, reinterpret_cast<sockaddr*>(&own), sizeof own);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect");
}

TestClient::~TestClient() { ::close(socket_); }

void TestClient::make_receive_buffer_small() {
    int const size = 4096;
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

void TestClient::finish_sending() { ::shutdown(socket_, SHUT_WR); }

bool TestClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        pollfd waiting{.fd = socket_, .events = POLLOUT, .revents = 0};
        if (::poll(&waiting, 1, patience_ms) != 1) return false;
        auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

TestClient::More TestClient::read_more(int ms) {
    pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, ms) == 0) return More::timeout;
    std::array<char, 16 * 1024> buffer{};
    auto const count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (count <= 0) return More::end;
    received_.append(buffer.data(), static_cast<std::size_t>(count));
    return More::some;
}

bool TestClient::wait_for(std::string_view text) {
    while (received_.find(text) == std::string::npos) {
        if (read_more(patience_ms) != More::some) return false;
    }
    return true;
}

std::optional<Answer> TestClient::read(bool is_head) {
    if (!wait_for("\r\n\r\n")) return std::nullopt;
    auto const head_end = received_.find("\r\n\r\n") + 4;
    auto head = received_.substr(0, head_end - 2);
    Answer answer{.status = std::stoi(head.substr(9, 3)), .headers = {}, .body = {}};
    head.erase(0, head.find("\r\n") + 2);
    while (!head.empty()) {
        auto const line = head.substr(0, head.find("\r\n"));
        auto name = line.substr(0, line.find(':'));
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        answer.headers[name] = line.substr(line.find(':') + 2);
        head.erase(0, line.size() + 2);
    }
    auto const length = answer.headers.find("content-length");
    auto const body_size = is_head || length == answer.headers.end() ? 0 : std::stoul(length->second);
    while (received_.size() < head_end + body_size) {
        if (read_more(patience_ms) != More::some) return std::nullopt;
    }
    answer.body = received_.substr(head_end, body_size);
    received_.erase(0, head_end + body_size);
    return answer;
}

std::optional<std::string> TestClient::read_to_end() {
    for (;;) {
        auto const more = read_more(patience_ms);
        if (more == More::timeout) return std::nullopt;
        if (more == More::end) return received_;
    }
}

bool TestClient::is_closed_within_ms(int ms) {
    auto const until = std::chrono::steady_clock::now() + std::chrono::milliseconds{ms};
    for (;;) {
        auto const left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        auto const more = read_more(static_cast<int>(left.count()));
        if (more != More::some) return more == More::end;
    }
}

}  // namespace jiati::http
