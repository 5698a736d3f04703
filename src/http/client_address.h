// Who a request comes from. Behind a proxy the peer is the proxy, and the client's address stands in a field that
// anybody can write: it is believed only when the peer is one of the proxies the deployment names, and only as far as
// such proxies have written it. Total on any bytes (fuzzed).
#pragma once

#include "http/headers.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::http {

// "10.0.0.0/8", "fd00::/8", "127.0.0.1"
class Network {
  public:
    // Nothing when it is none: no address, a prefix too long, bits set behind the prefix.
    [[nodiscard]] static std::optional<Network> parse(std::string_view text);
    [[nodiscard]] bool contains(std::string_view address) const;

  private:
    std::array<std::uint8_t, 16> bytes_{};  // IPv4 as mapped IPv6
    unsigned prefix_bits_ = 0;
};

struct Client {
    std::string address;
    bool is_encrypted = false;
};
// `peer` is the other end of the connection. X-Forwarded-For and Forwarded are read from their ends, past the proxies
// in `trusted`; where both stand and disagree, neither is believed. X-Forwarded-Proto tells whether the proxy was
// spoken to over TLS.
[[nodiscard]] Client client_of(Client peer, Headers const& headers, std::vector<Network> const& trusted);

[[nodiscard]] bool is_in_any(std::string_view address, std::vector<Network> const& networks);

// One client as far as limits go: an IPv4 address, or the first 64 bits of an IPv6 address, since whoever has one of
// those has them all. Anything else stands for itself.
[[nodiscard]] std::string network_of(std::string const& address);

}  // namespace jiati::http
