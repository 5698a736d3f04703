#include "app/log/spot_check.h"

#include "app/log/ed25519.h"
#include "merkle/base64.h"

#include <algorithm>
#include <optional>
#include <set>

namespace jiati::app::log {
namespace {

constexpr std::size_t hash_size = std::tuple_size_v<merkle::Hash>;

std::string_view bytes_of(merkle::Hash const& hash) {
    return {reinterpret_cast<char const*>(hash.data()), hash.size()};
}

class Check {
  public:
    Check(LogStores const& stores, std::string const& city, Published const& shown)
        : stores_(stores), city_(city), shown_(shown) {}

    // The hashes of the leaves of tile/0/<index> as the journal has them now.
    Result<std::string, StoreError> leaves(std::uint64_t index, std::size_t count) {
        auto const events =
            stores_.journal.read_all(city_, static_cast<std::int64_t>(index * merkle::tile_width), count);
        if (!events) return Failure{events.error()};
        std::string hashes;
        for (auto const& event : *events) hashes += bytes_of(merkle::leaf_hash(event.leaf, sha256));
        return hashes;
    }

    // A full tile of leaves, and its root in each tile above it.
    Result<Done, StoreError> look_at(std::uint64_t index) {
        auto const expected = leaves(index, merkle::tile_width);
        if (!expected) return Failure{expected.error()};
        merkle::Tile tile{0, index, merkle::tile_width};
        auto const kept = full(tile);
        if (kept && *kept != *expected) found(tile, "not the hashes of the journal's leaves");
        for (auto bytes = std::optional(*expected); bytes;) {
            auto const root = merkle::root_of_full_tile(*bytes, sha256);
            if (!root) break;
            auto const place = tile.index % merkle::tile_width;
            tile = {*tile.level + 1, tile.index / merkle::tile_width, merkle::tile_width};
            tile.width = merkle::width_in(shown_.checkpoint.size, tile);
            auto const above = hashes(tile);
            if (!above) break;
            if (above->size() < (place + 1) * hash_size ||
                std::string_view(*above).substr(place * hash_size, hash_size) != bytes_of(*root)) {
                found(tile, "not the roots of the tiles below it");
                break;
            }
            bytes = tile.width == merkle::tile_width ? above : std::nullopt;
        }
        return Done{};
    }

    // What is shown of the tiles that are not full: leaves, then the roots of the full tiles under each.
    Result<Done, StoreError> look_at_edge(std::function<bool()> const& is_over) {
        auto const size = shown_.checkpoint.size;
        auto const expected = leaves(size / merkle::tile_width, size % merkle::tile_width);
        if (!expected) return Failure{expected.error()};
        if (size % merkle::tile_width != 0 && shown_.edge.partial(0) != *expected)
            found({0, size / merkle::tile_width, static_cast<unsigned>(size % merkle::tile_width)},
                  "not the hashes of the journal's leaves");
        for (unsigned level = 1; (size >> (level * merkle::tile_height)) > 0; ++level) {
            auto const partial = shown_.edge.partial(level);
            auto const index = (size >> (level * merkle::tile_height)) / merkle::tile_width;
            for (std::size_t i = 0; i * hash_size < partial.size(); ++i) {
                if (is_over && is_over()) return Done{};
                auto const below = full({level - 1, index * merkle::tile_width + i, merkle::tile_width});
                if (!below) continue;
                auto const root = merkle::root_of_full_tile(*below, sha256);
                if (!root || partial.substr(i * hash_size, hash_size) != bytes_of(*root))
                    found({level - 1, index * merkle::tile_width + i, merkle::tile_width},
                          "not what the signed root stands on");
            }
        }
        if (shown_.edge.root() != shown_.checkpoint.root)
            problems_.push_back(city_ + ": the tree's right edge does not lead to the signed root");
        return Done{};
    }

    Result<std::vector<std::string>, StoreError> result() && {
        if (failure_) return Failure{std::move(*failure_)};
        return std::move(problems_);
    }

  private:
    void found(merkle::Tile const& tile, std::string const& what) {
        auto line = city_ + ": " + merkle::path_of(tile) + ": " + what;
        if (std::ranges::find(problems_, line) == problems_.end()) problems_.push_back(std::move(line));
    }
    std::optional<std::string> full(merkle::Tile const& tile) {
        auto const text = stores_.tiles.log_tile(city_, *tile.level, static_cast<std::int64_t>(tile.index));
        if (!text) failure_ = text.error();
        if (!text) return std::nullopt;
        auto bytes = *text ? merkle::from_base64(**text) : std::nullopt;
        if (!bytes) found(tile, *text ? "not a tile" : "missing");
        return bytes;
    }
    std::optional<std::string> hashes(merkle::Tile const& tile) {
        if (tile.width == 0) return std::nullopt;
        if (tile.width == merkle::tile_width) return full(tile);
        return std::string(shown_.edge.partial(*tile.level));
    }

    LogStores const& stores_;
    std::string const& city_;
    Published const& shown_;
    std::optional<StoreError> failure_;  // of the world: no difference
    std::vector<std::string> problems_;
};

}  // namespace

Result<std::vector<std::string>, StoreError> spot_check(LogStores const& stores, std::string const& city,
                                                        Published const& shown, SpotCheckOptions const& options) {
    auto const count = shown.checkpoint.size / merkle::tile_width;
    std::set<std::uint64_t> chosen;
    if (count > 0) chosen.insert(count - 1);
    auto const wanted = std::min<std::uint64_t>(count, options.tiles_max);
    if (wanted == count)
        for (std::uint64_t index = 0; index < count; ++index) chosen.insert(index);
    for (std::uint64_t i = 0; chosen.size() < wanted; ++i) {
        auto const draw = prefix_of(sha256(std::to_string(options.seed) + "/" + std::to_string(i)));
        chosen.insert(static_cast<std::uint64_t>(draw) % count);
    }
    Check check(stores, city, shown);
    for (auto const index : chosen) {
        if (options.is_over && options.is_over()) return std::move(check).result();
        if (auto looked = check.look_at(index); !looked) return Failure{looked.error()};
    }
    if (auto looked = check.look_at_edge(options.is_over); !looked) return Failure{looked.error()};
    return std::move(check).result();
}

}  // namespace jiati::app::log
