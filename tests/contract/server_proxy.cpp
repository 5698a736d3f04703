#include "contract/server_proxy.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <cstring>
#include <string_view>

namespace jiati::contract {
namespace {

constexpr int patience_ms = 50;

sockaddr_un address_in(std::string const& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    auto const path = folder + "/.s.PGSQL.5432";
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    return address;
}

bool send_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        auto const count = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace

ServerProxy::ServerProxy(std::filesystem::path const& folder, std::string const& server)
    : listening_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    auto const address = address_in(folder.string());
    if (::bind(listening_, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0) ::listen(listening_, 64);
    accepting_ = std::thread([this, server] { accept_all(server); });
}

ServerProxy::~ServerProxy() {
    ends_ = true;
    accepting_.join();
    for (auto& connection : connections_) connection.join();
    ::close(listening_);
}

void ServerProxy::accept_all(std::string server) {
    auto const address = address_in(server);
    while (!ends_) {
        pollfd ready{listening_, POLLIN, 0};
        if (::poll(&ready, 1, patience_ms) != 1) continue;
        int const client = ::accept(listening_, nullptr, nullptr);
        int const behind = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::connect(behind, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0) {
            ::close(client);
            ::close(behind);
            continue;
        }
        connections_.emplace_back([this, client, behind] { pass(client, behind); });
    }
}

void ServerProxy::pass(int client, int server) {
    // CommandComplete of the protocol: 'C', its length, and the words "COMMIT".
    constexpr std::string_view committed{
        "C\0\0\0\x0b"
        "COMMIT\0",
        12};
    char buffer[1 << 16];
    for (bool open = true; open && !ends_;) {
        pollfd ready[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        if (::poll(ready, 2, patience_ms) <= 0) continue;
        for (int i = 0; i < 2 && open; ++i) {
            if (ready[i].revents == 0) continue;
            auto const count = ::recv(ready[i].fd, buffer, sizeof buffer, 0);
            if (count <= 0) {
                open = false;
                break;
            }
            std::string_view const bytes(buffer, static_cast<std::size_t>(count));
            if (i == 1 && bytes.find(committed) != std::string_view::npos && loses_.exchange(false)) {
                ++lost_;
                open = false;
                break;
            }
            open = send_all(ready[1 - i].fd, bytes);
        }
    }
    ::close(client);
    ::close(server);
}

}  // namespace jiati::contract
