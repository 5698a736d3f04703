// The leaf hash of RFC 6962: SHA-256(0x00 ‖ data). The prefix keeps leaves and inner nodes apart. The hash function is
// a parameter: this folder knows the tree, not a crypto library.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace jiati::merkle {

using Hash = std::array<unsigned char, 32>;

// `sha256` takes a std::string_view and returns a Hash.
template <class Sha256>
[[nodiscard]] Hash leaf_hash(std::string_view data, Sha256 const& sha256) {
    std::string prefixed(1, '\0');
    prefixed.append(data);
    return sha256(std::string_view(prefixed));
}

}  // namespace jiati::merkle
