// The Merkle tree of RFC 6962 over a growing list of leaves: roots, inclusion and consistency proofs. What is kept are
// perfect subtrees only; everything at the ragged right edge is worked out from them.
#pragma once

#include "merkle/hash.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace jiati::merkle {

// The root of the perfect subtree over leaves [index·2^level, (index + 1)·2^level).
struct Node {
    unsigned level = 0;
    std::uint64_t index = 0;
    friend auto operator<=>(Node const&, Node const&) = default;
};

// Gives the hash of a perfect subtree that lies within the tree; nothing when it cannot be read.
using NodeReader = std::function<std::optional<Hash>(Node)>;
using Proof = std::vector<Hash>;

// Perfect subtrees over leaves [begin, end), left to right, the largest there are.
[[nodiscard]] std::vector<Node> decompose(std::uint64_t begin, std::uint64_t end);

// The growing edge: as many hashes as the size has bits.
class Frontier {
  public:
    explicit Frontier(HashFunction hash) : hash_(hash) {}
    // From the hashes of decompose(0, size), in that order.
    Frontier(std::uint64_t size, std::vector<Hash> subtrees, HashFunction hash);

    // Answers the perfect subtrees this leaf completes, the leaf first.
    std::vector<std::pair<Node, Hash>> append(Hash const& leaf);
    [[nodiscard]] std::uint64_t size() const { return size_; }
    // Of the empty tree: the hash of nothing.
    [[nodiscard]] Hash root() const;

  private:
    HashFunction hash_;
    std::uint64_t size_ = 0;
    std::vector<Hash> subtrees_;  // the largest first
};

// Nothing when a node cannot be read.
[[nodiscard]] std::optional<Hash> root_of(std::uint64_t size, NodeReader const& node, HashFunction hash);
// index < size.
[[nodiscard]] std::optional<Proof> prove_inclusion(std::uint64_t index, std::uint64_t size, NodeReader const& node,
                                                   HashFunction hash);
// 0 < older ≤ newer; empty when they are equal.
[[nodiscard]] std::optional<Proof> prove_consistency(std::uint64_t older, std::uint64_t newer, NodeReader const& node,
                                                     HashFunction hash);

// Whether the leaf stands at `index` in the tree of `size` leaves with `root`. The size must come from a signed
// checkpoint: a path alone does not bind it.
[[nodiscard]] bool verify_inclusion(std::uint64_t index, std::uint64_t size, Hash const& leaf, Proof const& proof,
                                    Hash const& root, HashFunction hash);
// Whether the newer tree is the older one with leaves added. Refused from size 0, which proves nothing.
[[nodiscard]] bool verify_consistency(std::uint64_t older, std::uint64_t newer, Hash const& older_root,
                                      Hash const& newer_root, Proof const& proof, HashFunction hash);

}  // namespace jiati::merkle
