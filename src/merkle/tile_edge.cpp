#include "merkle/tile_edge.h"

#include "base/check.h"

#include <utility>

namespace jiati::merkle {
namespace {

constexpr std::size_t hash_size = std::tuple_size_v<Hash>;

void add(std::string& bytes, Hash const& hash) { bytes.append(hash.begin(), hash.end()); }

}  // namespace

std::optional<Hash> root_of_full_tile(std::string_view tile_bytes, HashFunction hash) {
    if (tile_bytes.size() != tile_width * hash_size) return std::nullopt;
    auto const left = node_in_tile({tile_height - 1, 0}, tile_bytes, hash);
    auto const right = node_in_tile({tile_height - 1, 1}, tile_bytes, hash);
    CHECK(left && right);
    return node_hash(*left, *right, hash);
}

std::optional<TileEdge> TileEdge::resume(std::uint64_t full_bundles, FullTile const& read, HashFunction hash) {
    TileEdge edge(hash);
    edge.size_ = full_bundles * tile_width;
    edge.partials_.emplace_back();
    auto nodes = full_bundles;
    for (unsigned level = 1; nodes > 0; ++level, nodes /= tile_width) {
        auto& partial = edge.partials_.emplace_back();
        for (auto index = nodes - nodes % tile_width; index < nodes; ++index) {
            auto const bytes = read({level - 1, index, tile_width});
            auto const root = bytes ? root_of_full_tile(*bytes, hash) : std::nullopt;
            if (!root) return std::nullopt;
            add(partial, *root);
        }
    }
    return edge;
}

std::vector<TileEdge::Full> TileEdge::append(Hash const& leaf) {
    std::vector<Full> full;
    auto hash = leaf;
    for (unsigned level = 0;; ++level) {
        if (level == partials_.size()) partials_.emplace_back();
        auto& partial = partials_[level];
        add(partial, hash);
        if (partial.size() < tile_width * hash_size) break;
        hash = root_of_full_tile(partial, hash_).value();
        full.push_back({{level, size_ >> (tile_height * (level + 1)), tile_width}, std::exchange(partial, {})});
    }
    ++size_;
    return full;
}

Hash TileEdge::root() const {
    // The perfect subtrees a tree falls into all end in tiles that are not full.
    auto const none = [](Tile const&) -> std::optional<std::string> { return std::nullopt; };
    auto const root = root_of(size_, reader(none), hash_);
    CHECK(root);
    return *root;
}

std::string_view TileEdge::partial(unsigned level) const {
    return level < partials_.size() ? std::string_view(partials_[level]) : std::string_view{};
}

NodeReader TileEdge::reader(FullTile read) const {
    return [this, read = std::move(read)](Node node) -> std::optional<Hash> {
        auto const tile = tile_of(node, size_);
        if (tile.width == 0) return std::nullopt;
        if (tile.width < tile_width) return node_in_tile(node, partial(*tile.level), hash_);
        auto const bytes = read(tile);
        return bytes ? node_in_tile(node, *bytes, hash_) : std::nullopt;
    };
}

}  // namespace jiati::merkle
