// The tree cut into tiles (C2SP tlog-tiles): a hash tile holds 256 nodes of one level side by side, an entry bundle 256
// leaves. A full tile never changes; the last one of a level is partial and named by its width.
#pragma once

#include "merkle/tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::merkle {

inline constexpr unsigned tile_height = 8;
inline constexpr std::uint64_t tile_width = 256;
inline constexpr std::size_t entry_bytes_max = 65'535;

struct Tile {
    std::optional<unsigned> level;  // of the tile; nothing: a bundle of entries
    std::uint64_t index = 0;
    unsigned width = tile_width;  // 1 … 256
    friend bool operator==(Tile const&, Tile const&) = default;
};

// "tile/0/x001/x234/067", "tile/entries/005.p/17".
[[nodiscard]] std::string path_of(Tile const& tile);
// The one spelling only: no signs, no other digits, no width 0 or 256 in a partial tile's name, level at most 63.
[[nodiscard]] std::optional<Tile> parse_tile_path(std::string_view path);

// All hash tiles of a tree, by level, full ones first; an empty tile is none.
[[nodiscard]] std::vector<Tile> hash_tiles(std::uint64_t size);
[[nodiscard]] std::vector<Tile> entry_bundles(std::uint64_t size);
// How wide the tile is in a tree of `size`: 0 where it does not exist.
[[nodiscard]] unsigned width_in(std::uint64_t size, Tile const& tile);

// The bytes of a hash tile; nothing when a node cannot be read.
[[nodiscard]] std::optional<std::string> tile_bytes(Tile const& tile, NodeReader const& node);
// The hash of a perfect subtree at `node` from the bytes of the tile it lies in: the tile of level node.level / 8.
[[nodiscard]] Tile tile_of(Node node, std::uint64_t size);
[[nodiscard]] std::optional<Hash> node_in_tile(Node node, std::string_view tile_bytes, HashFunction hash);

// Each entry with its length in two bytes before it, big-endian. CHECKs entry_bytes_max.
[[nodiscard]] std::string bundle_bytes(std::vector<std::string> const& entries);
[[nodiscard]] std::optional<std::vector<std::string>> parse_bundle(std::string_view bytes);

}  // namespace jiati::merkle
