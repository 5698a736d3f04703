// What the tests of the log need: SHA-256 and Ed25519 from a library, hexadecimal, trees kept whole.
#pragma once

#include "merkle/note.h"
#include "merkle/tree.h"

#include <sodium.h>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::merkle {

inline Hash sha256(std::string_view bytes) {
    Hash hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    return hash;
}

inline std::string hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    text.pop_back();
    return text;
}
inline std::string hex(Hash const& hash) { return hex(std::string(hash.begin(), hash.end())); }

inline std::string unhex(std::string_view text) {
    std::string bytes(text.size() / 2, '\0');
    std::size_t length = 0;
    sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                   &length, nullptr);
    return bytes;
}

inline Hash hash_of(std::string_view text) {
    Hash hash{};
    auto const bytes = unhex(text);
    for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = static_cast<unsigned char>(bytes[i]);
    return hash;
}

inline bool is_ed25519(std::string_view public_key, std::string_view message, std::string_view signature) {
    return public_key.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(reinterpret_cast<unsigned char const*>(signature.data()),
                                       reinterpret_cast<unsigned char const*>(message.data()), message.size(),
                                       reinterpret_cast<unsigned char const*>(public_key.data())) == 0;
}

// Every perfect subtree of the tree over `leaves`.
class WholeTree {
  public:
    explicit WholeTree(std::vector<std::string> const& leaves) {
        for (auto const& leaf : leaves)
            for (auto const& [node, hash] : frontier_.append(leaf_hash(leaf, sha256))) nodes_[node] = hash;
    }
    [[nodiscard]] NodeReader reader() const {
        return [this](Node node) {
            auto const found = nodes_.find(node);
            return found == nodes_.end() ? std::nullopt : std::optional(found->second);
        };
    }
    [[nodiscard]] Frontier const& frontier() const { return frontier_; }

  private:
    Frontier frontier_{sha256};
    std::map<Node, Hash> nodes_;
};

// "event-0", "event-1", …
inline std::vector<std::string> events(std::size_t count) {
    std::vector<std::string> leaves;
    for (std::size_t i = 0; i < count; ++i) leaves.push_back("event-" + std::to_string(i));
    return leaves;
}

}  // namespace jiati::merkle
