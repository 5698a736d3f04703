#include "http/client_address.h"

#include "base/text.h"

#include <algorithm>

#include <arpa/inet.h>

namespace jiati::http {
namespace {

using Bytes = std::array<std::uint8_t, 16>;
constexpr Bytes mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::size_t mapped_bytes = 12;
constexpr unsigned address_bits = 128;

bool is_mapped(Bytes const& bytes) {
    return std::equal(mapped_prefix.begin(), mapped_prefix.begin() + mapped_bytes, bytes.begin());
}

std::optional<Bytes> bytes_of(std::string_view address) {
    std::string const text(address);
    auto bytes = mapped_prefix;
    if (inet_pton(AF_INET, text.c_str(), bytes.data() + mapped_bytes) == 1) return bytes;
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
    return std::nullopt;
}

// As the system writes it, so that one client has one name.
std::string written(Bytes const& bytes) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    bool const is_v4 = is_mapped(bytes);
    inet_ntop(is_v4 ? AF_INET : AF_INET6, bytes.data() + (is_v4 ? mapped_bytes : 0), text.data(), text.size());
    return text.data();
}

// "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]:80", each perhaps in quotes.
std::optional<std::string> address_in(std::string_view node) {
    node = trimmed(node);
    if (node.size() >= 2 && node.front() == '"' && node.back() == '"') node = node.substr(1, node.size() - 2);
    if (node.starts_with('[')) {
        node = node.substr(1, std::min(node.find(']'), node.size()) - 1);
    } else if (std::ranges::count(node, ':') == 1) {
        node = node.substr(0, node.find(':'));
    }
    auto const bytes = bytes_of(node);
    if (!bytes) return std::nullopt;
    return written(*bytes);
}

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    for (;;) {
        auto const end = std::min(text.find(mark), text.size());
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == text.size()) return parts;
        text.remove_prefix(end + 1);
    }
}

// The elements of all fields of that name, in the order in which proxies added them.
std::vector<std::string_view> list_of(Headers const& headers, std::string_view name) {
    std::vector<std::string_view> list;
    for (auto const& field : headers) {
        if (!equal_ignoring_case(field.name, name)) continue;
        for (auto const element : split(field.value, ',')) list.push_back(element);
    }
    return list;
}

// RFC 7239: for=192.0.2.60;proto=http;by=203.0.113.43
std::string_view parameter_of(std::string_view element, std::string_view name) {
    for (auto const pair : split(element, ';')) {
        auto const equals = std::min(pair.find('='), pair.size());
        if (equals < pair.size() && equal_ignoring_case(pair.substr(0, equals), name)) return pair.substr(equals + 1);
    }
    return {};
}

// The address nearest to us that no trusted proxy has; an element that is no address ends what can be believed.
std::string believed(std::string peer, std::vector<std::string_view> const& nodes,
                     std::vector<Network> const& trusted) {
    for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
        auto address = address_in(*node);
        if (!address) return peer;
        peer = std::move(*address);
        if (!is_in_any(peer, trusted)) return peer;
    }
    return peer;
}

}  // namespace

std::optional<Network> Network::parse(std::string_view text) {
    auto const slash = std::min(text.find('/'), text.size());
    auto const bytes = bytes_of(text.substr(0, slash));
    if (!bytes) return std::nullopt;
    bool const is_v4 = text.substr(0, slash).find(':') == std::string_view::npos;
    unsigned const own_bits = is_v4 ? 32 : address_bits;
    unsigned bits = own_bits;
    if (slash < text.size()) {
        auto const digits = text.substr(slash + 1);
        auto const number = digits.size() <= 3 ? parse_integer(digits) : std::nullopt;
        if (!number || *number < 0 || *number > own_bits) return std::nullopt;
        bits = static_cast<unsigned>(*number);
    }
    Network network;
    network.bytes_ = *bytes;
    network.prefix_bits_ = address_bits - own_bits + bits;
    for (unsigned bit = network.prefix_bits_; bit < address_bits; ++bit)
        if ((network.bytes_[bit / 8] >> (7 - bit % 8) & 1) != 0) return std::nullopt;
    return network;
}

bool Network::contains(std::string_view address) const {
    auto const bytes = bytes_of(address);
    if (!bytes) return false;
    for (unsigned bit = 0; bit < prefix_bits_; ++bit)
        if ((((*bytes)[bit / 8] ^ bytes_[bit / 8]) >> (7 - bit % 8) & 1) != 0) return false;
    return true;
}

bool is_in_any(std::string_view address, std::vector<Network> const& networks) {
    return std::ranges::any_of(networks, [&](Network const& network) { return network.contains(address); });
}

Client client_of(Client peer, Headers const& headers, std::vector<Network> const& trusted) {
    if (!is_in_any(peer.address, trusted)) return peer;
    auto const plain = list_of(headers, "X-Forwarded-For");
    auto standard = list_of(headers, "Forwarded");
    auto proto = list_of(headers, "X-Forwarded-Proto");
    if (proto.empty() && !standard.empty()) proto.push_back(parameter_of(standard.back(), "proto"));
    for (auto& element : standard) element = parameter_of(element, "for");
    auto const address = believed(peer.address, plain.empty() ? standard : plain, trusted);
    bool const disagree = !plain.empty() && !standard.empty() && believed(peer.address, standard, trusted) != address;
    if (!disagree) peer.address = address;
    if (!proto.empty()) peer.is_encrypted = equal_ignoring_case(proto.back(), "https");
    return peer;
}

std::string network_of(std::string const& address) {
    auto const bytes = bytes_of(address);
    if (!bytes || is_mapped(*bytes)) return bytes ? written(*bytes) : address;
    auto network = *bytes;
    std::fill(network.begin() + network.size() / 2, network.end(), std::uint8_t{0});
    return written(network) + "/64";
}

}  // namespace jiati::http
