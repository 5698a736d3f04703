// Hashes of the transparency log's tree (RFC 6962, 2.1). The hash function is a parameter: this folder knows the tree,
// not a crypto library.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace jiati::merkle {

using Hash = std::array<unsigned char, 32>;
using HashFunction = Hash (*)(std::string_view);

// Hash(0x00 ‖ data). The prefixes keep leaves and inner nodes apart.
[[nodiscard]] Hash leaf_hash(std::string_view data, HashFunction hash);
// Hash(0x01 ‖ left ‖ right).
[[nodiscard]] Hash node_hash(Hash const& left, Hash const& right, HashFunction hash);

}  // namespace jiati::merkle
