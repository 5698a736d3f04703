// The right edge of a growing tree, tile by tile: of each level the tile that is not full yet. Everything to the left
// is in full tiles, which never change; so the edge and the full tiles are the whole tree.
#pragma once

#include "merkle/tiles.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::merkle {

class TileEdge {
  public:
    explicit TileEdge(HashFunction hash) : hash_(hash) {}

    // The bytes of a full tile; nothing when it cannot be read.
    using FullTile = std::function<std::optional<std::string>(Tile const&)>;
    // The edge of the tree of `full_bundles` · 256 leaves; reads at most 255 tiles of each level. Nothing when one
    // cannot be read.
    static std::optional<TileEdge> resume(std::uint64_t full_bundles, FullTile const& read, HashFunction hash);

    struct Full {
        Tile tile;
        std::string bytes;
    };
    // Answers the tiles this leaf fills, the lowest first.
    std::vector<Full> append(Hash const& leaf);

    [[nodiscard]] std::uint64_t size() const { return size_; }
    // Of the empty tree: the hash of nothing.
    [[nodiscard]] Hash root() const;
    // The hashes at hand of the level's tile that is not full; empty when there are none.
    [[nodiscard]] std::string_view partial(unsigned level) const;
    // Every perfect subtree within the tree, the full tiles being read by `read`.
    [[nodiscard]] NodeReader reader(FullTile read) const;

  private:
    HashFunction hash_;
    std::uint64_t size_ = 0;
    std::vector<std::string> partials_;  // by level
};

// The root over a full tile's bytes.
[[nodiscard]] std::optional<Hash> root_of_full_tile(std::string_view tile_bytes, HashFunction hash);

}  // namespace jiati::merkle
