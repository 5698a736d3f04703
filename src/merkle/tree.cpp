#include "merkle/tree.h"

#include "base/check.h"

#include <algorithm>
#include <bit>

namespace jiati::merkle {
namespace {

// The largest power of two below n, for n > 1.
std::uint64_t split_of(std::uint64_t n) { return std::bit_floor(n - 1); }

// The root over the leaves [begin, end).
std::optional<Hash> range_root(std::uint64_t begin, std::uint64_t end, NodeReader const& node, HashFunction hash) {
    std::optional<Hash> root;
    auto const parts = decompose(begin, end);
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        auto const left = node(*part);
        if (!left) return std::nullopt;
        root = root ? node_hash(*left, *root, hash) : *left;
    }
    return root;
}

bool add(Proof& proof, std::optional<Hash> const& hash) {
    if (hash) proof.push_back(*hash);
    return hash.has_value();
}

// RFC 9162, 2.1.3.1: PATH(index, [begin, end)).
bool inclusion(std::uint64_t index, std::uint64_t begin, std::uint64_t end, NodeReader const& node, HashFunction hash,
               Proof& proof) {
    if (end - begin == 1) return true;
    auto const middle = begin + split_of(end - begin);
    if (index < middle)
        return inclusion(index, begin, middle, node, hash, proof) && add(proof, range_root(middle, end, node, hash));
    return inclusion(index, middle, end, node, hash, proof) && add(proof, range_root(begin, middle, node, hash));
}

// RFC 9162, 2.1.4.1: SUBPROOF(older, [begin, end), whole), `older` counted from the first leaf of all.
bool consistency(std::uint64_t older, std::uint64_t begin, std::uint64_t end, bool is_whole, NodeReader const& node,
                 HashFunction hash, Proof& proof) {
    if (older == end) return is_whole || add(proof, range_root(begin, end, node, hash));
    auto const middle = begin + split_of(end - begin);
    if (older <= middle)
        return consistency(older, begin, middle, is_whole, node, hash, proof) &&
               add(proof, range_root(middle, end, node, hash));
    return consistency(older, middle, end, false, node, hash, proof) &&
           add(proof, range_root(begin, middle, node, hash));
}

}  // namespace

std::vector<Node> decompose(std::uint64_t begin, std::uint64_t end) {
    CHECK(begin <= end);
    std::vector<Node> nodes;
    while (begin < end) {
        auto const aligned = begin == 0 ? 63U : static_cast<unsigned>(std::countr_zero(begin));
        auto const fitting = static_cast<unsigned>(std::bit_width(end - begin)) - 1;
        auto const level = std::min(aligned, fitting);
        nodes.push_back({level, begin >> level});
        begin += std::uint64_t{1} << level;
    }
    return nodes;
}

Frontier::Frontier(std::uint64_t size, std::vector<Hash> subtrees, HashFunction hash)
    : hash_(hash), size_(size), subtrees_(std::move(subtrees)) {
    CHECK(subtrees_.size() == static_cast<std::size_t>(std::popcount(size)));
}

std::vector<std::pair<Node, Hash>> Frontier::append(Hash const& leaf) {
    std::vector<std::pair<Node, Hash>> completed{{{0, size_}, leaf}};
    auto const merges = static_cast<unsigned>(std::countr_one(size_));
    for (unsigned level = 1; level <= merges; ++level) {
        auto const joined = node_hash(subtrees_.back(), completed.back().second, hash_);
        subtrees_.pop_back();
        completed.push_back({{level, size_ >> level}, joined});
    }
    subtrees_.push_back(completed.back().second);
    ++size_;
    return completed;
}

Hash Frontier::root() const {
    if (subtrees_.empty()) return hash_({});
    auto root = subtrees_.back();
    for (auto left = std::next(subtrees_.rbegin()); left != subtrees_.rend(); ++left)
        root = node_hash(*left, root, hash_);
    return root;
}

std::optional<Hash> root_of(std::uint64_t size, NodeReader const& node, HashFunction hash) {
    return size == 0 ? hash({}) : range_root(0, size, node, hash);
}

std::optional<Proof> prove_inclusion(std::uint64_t index, std::uint64_t size, NodeReader const& node,
                                     HashFunction hash) {
    CHECK(index < size);
    Proof proof;
    if (!inclusion(index, 0, size, node, hash, proof)) return std::nullopt;
    return proof;
}

std::optional<Proof> prove_consistency(std::uint64_t older, std::uint64_t newer, NodeReader const& node,
                                       HashFunction hash) {
    CHECK(older > 0 && older <= newer);
    Proof proof;
    if (!consistency(older, 0, newer, true, node, hash, proof)) return std::nullopt;
    return proof;
}

// RFC 9162, 2.1.3.2.
bool verify_inclusion(std::uint64_t index, std::uint64_t size, Hash const& leaf, Proof const& proof, Hash const& root,
                      HashFunction hash) {
    if (index >= size) return false;
    auto first = index;
    auto second = size - 1;
    auto computed = leaf;
    for (auto const& sibling : proof) {
        if (second == 0) return false;
        if ((first & 1) == 1 || first == second) {
            computed = node_hash(sibling, computed, hash);
            while ((first & 1) == 0 && first != 0) {
                first >>= 1;
                second >>= 1;
            }
        } else {
            computed = node_hash(computed, sibling, hash);
        }
        first >>= 1;
        second >>= 1;
    }
    return second == 0 && computed == root;
}

// RFC 9162, 2.1.4.2.
bool verify_consistency(std::uint64_t older, std::uint64_t newer, Hash const& older_root, Hash const& newer_root,
                        Proof const& proof, HashFunction hash) {
    if (older == 0 || older > newer) return false;
    if (older == newer) return proof.empty() && older_root == newer_root;
    auto path = proof;
    if (std::has_single_bit(older)) path.insert(path.begin(), older_root);
    if (path.empty()) return false;
    auto first = older - 1;
    auto second = newer - 1;
    while ((first & 1) == 1) {
        first >>= 1;
        second >>= 1;
    }
    auto older_computed = path.front();
    auto newer_computed = path.front();
    for (std::size_t i = 1; i < path.size(); ++i) {
        if (second == 0) return false;
        if ((first & 1) == 1 || first == second) {
            older_computed = node_hash(path[i], older_computed, hash);
            newer_computed = node_hash(path[i], newer_computed, hash);
            while ((first & 1) == 0 && first != 0) {
                first >>= 1;
                second >>= 1;
            }
        } else {
            newer_computed = node_hash(newer_computed, path[i], hash);
        }
        first >>= 1;
        second >>= 1;
    }
    return second == 0 && older_computed == older_root && newer_computed == newer_root;
}

}  // namespace jiati::merkle
