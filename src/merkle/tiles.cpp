#include "merkle/tiles.h"

#include "base/check.h"

#include <algorithm>

namespace jiati::merkle {
namespace {

constexpr std::size_t hash_size = 32;

std::string three_digits(std::uint64_t number) {
    auto text = std::to_string(number);
    return std::string(3 - text.size(), '0') + text;
}

// Takes a decimal number without leading zeros off the front.
std::optional<std::uint64_t> take_number(std::string_view& text, std::uint64_t most) {
    std::size_t length = 0;
    std::uint64_t number = 0;
    while (length < text.size() && text[length] >= '0' && text[length] <= '9') {
        number = number * 10 + static_cast<std::uint64_t>(text[length] - '0');
        if (number > most) return std::nullopt;
        ++length;
    }
    if (length == 0 || (length > 1 && text[0] == '0')) return std::nullopt;
    text.remove_prefix(length);
    return number;
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

// "x001/x234/067": groups of three digits, all but the last with an x, the first not 000 unless it is the only one.
std::optional<std::uint64_t> take_index(std::string_view& text) {
    std::uint64_t index = 0;
    for (bool is_first = true;; is_first = false) {
        bool const goes_on = take(text, "x");
        if (text.size() < 3 ||
            !std::all_of(text.begin(), text.begin() + 3, [](char c) { return c >= '0' && c <= '9'; }))
            return std::nullopt;
        auto const group = static_cast<std::uint64_t>((text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0'));
        text.remove_prefix(3);
        if (is_first && goes_on && group == 0) return std::nullopt;
        constexpr std::uint64_t index_max = std::uint64_t{1} << 53;
        index = index * 1'000 + group;
        if (index > index_max) return std::nullopt;
        if (!goes_on) return index;
        if (!take(text, "/")) return std::nullopt;
    }
}

std::vector<Tile> tiles_of_level(std::optional<unsigned> level, std::uint64_t nodes) {
    std::vector<Tile> tiles;
    for (std::uint64_t index = 0; index < nodes / tile_width; ++index) tiles.push_back({level, index, tile_width});
    if (auto const rest = static_cast<unsigned>(nodes % tile_width); rest > 0)
        tiles.push_back({level, nodes / tile_width, rest});
    return tiles;
}

Hash hash_at(std::string_view bytes, std::size_t position) {
    Hash hash{};
    auto const from = bytes.substr(position * hash_size, hash_size);
    std::transform(from.begin(), from.end(), hash.begin(), [](char c) { return static_cast<unsigned char>(c); });
    return hash;
}

std::uint64_t nodes_at(std::uint64_t size, unsigned tile_level) {
    auto const shift = tile_level * tile_height;
    return shift < 64 ? size >> shift : 0;
}

}  // namespace

std::string path_of(Tile const& tile) {
    std::string index = three_digits(tile.index % 1'000);
    for (auto rest = tile.index / 1'000; rest > 0; rest /= 1'000)
        index = "x" + three_digits(rest % 1'000) + "/" + index;
    auto path = "tile/" + (tile.level ? std::to_string(*tile.level) : std::string("entries")) + "/" + index;
    if (tile.width < tile_width) path += ".p/" + std::to_string(tile.width);
    return path;
}

std::optional<Tile> parse_tile_path(std::string_view path) {
    constexpr std::uint64_t level_max = 63;
    if (!take(path, "tile/")) return std::nullopt;
    Tile tile;
    if (!take(path, "entries/")) {
        auto const level = take_number(path, level_max);
        if (!level || !take(path, "/")) return std::nullopt;
        tile.level = static_cast<unsigned>(*level);
    }
    auto const index = take_index(path);
    if (!index) return std::nullopt;
    tile.index = *index;
    if (path.empty()) return tile;
    if (!take(path, ".p/")) return std::nullopt;
    auto const width = take_number(path, tile_width - 1);
    if (!width || *width == 0 || !path.empty()) return std::nullopt;
    tile.width = static_cast<unsigned>(*width);
    return tile;
}

std::vector<Tile> hash_tiles(std::uint64_t size) {
    std::vector<Tile> tiles;
    for (unsigned level = 0; nodes_at(size, level) > 0; ++level) {
        auto const of_level = tiles_of_level(level, nodes_at(size, level));
        tiles.insert(tiles.end(), of_level.begin(), of_level.end());
    }
    return tiles;
}

std::vector<Tile> entry_bundles(std::uint64_t size) { return tiles_of_level(std::nullopt, size); }

unsigned width_in(std::uint64_t size, Tile const& tile) {
    auto const nodes = nodes_at(size, tile.level.value_or(0));
    auto const full = nodes / tile_width;
    if (tile.index < full) return tile_width;
    return tile.index == full ? static_cast<unsigned>(nodes % tile_width) : 0;
}

std::optional<std::string> tile_bytes(Tile const& tile, NodeReader const& node) {
    CHECK(tile.level.has_value());
    std::string bytes;
    for (unsigned i = 0; i < tile.width; ++i) {
        auto const hash = node({*tile.level * tile_height, tile.index * tile_width + i});
        if (!hash) return std::nullopt;
        bytes.append(hash->begin(), hash->end());
    }
    return bytes;
}

Tile tile_of(Node node, std::uint64_t size) {
    auto const level = node.level / tile_height;
    auto const within = node.level % tile_height;
    Tile tile{level, (node.index << within) / tile_width, tile_width};
    tile.width = width_in(size, tile);
    return tile;
}

std::optional<Hash> node_in_tile(Node node, std::string_view bytes, HashFunction hash) {
    auto const within = node.level % tile_height;
    auto const first = (node.index << within) % tile_width;
    auto const count = std::uint64_t{1} << within;
    if (bytes.size() % hash_size != 0 || (first + count) * hash_size > bytes.size()) return std::nullopt;
    std::vector<Hash> row;
    for (std::uint64_t i = 0; i < count; ++i) row.push_back(hash_at(bytes, first + i));
    while (row.size() > 1) {
        for (std::size_t i = 0; i < row.size() / 2; ++i) row[i] = node_hash(row[2 * i], row[2 * i + 1], hash);
        row.resize(row.size() / 2);
    }
    return row.front();
}

std::string bundle_bytes(std::vector<std::string> const& entries) {
    std::string bytes;
    for (auto const& entry : entries) {
        CHECK(entry.size() <= entry_bytes_max);
        bytes += static_cast<char>(static_cast<unsigned char>(entry.size() >> 8));
        bytes += static_cast<char>(static_cast<unsigned char>(entry.size() & 0xff));
        bytes += entry;
    }
    return bytes;
}

std::optional<std::vector<std::string>> parse_bundle(std::string_view bytes) {
    std::vector<std::string> entries;
    while (!bytes.empty()) {
        if (bytes.size() < 2 || entries.size() == tile_width) return std::nullopt;
        auto const length =
            static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) * 256 + static_cast<unsigned char>(bytes[1]);
        bytes.remove_prefix(2);
        if (bytes.size() < length) return std::nullopt;
        entries.emplace_back(bytes.substr(0, length));
        bytes.remove_prefix(length);
    }
    return entries;
}

}  // namespace jiati::merkle
