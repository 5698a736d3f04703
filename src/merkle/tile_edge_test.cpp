#include "merkle/tile_edge.h"

#include "merkle/test_support.h"

#include <gtest/gtest.h>

namespace jiati::merkle {
namespace {

// Full tiles by their paths.
using Kept = std::map<std::string, std::string>;

TileEdge::FullTile reading(Kept const& kept) {
    return [&kept](Tile const& tile) -> std::optional<std::string> {
        auto const found = kept.find(path_of(tile));
        return found == kept.end() ? std::nullopt : std::optional(found->second);
    };
}

void expect_edges(TileEdge const& edge, TileEdge const& other) {
    EXPECT_EQ(edge.size(), other.size());
    for (unsigned level = 0; level < 4; ++level) EXPECT_EQ(edge.partial(level), other.partial(level)) << level;
}

TEST(TileEdge, HasRootsTilesAndProofsOfTheWholeTree) {
    auto const leaves = events(70'000);
    TileEdge edge(sha256);
    Kept kept;
    Frontier frontier(sha256);
    for (auto const& leaf : leaves) {
        for (auto& [tile, bytes] : edge.append(leaf_hash(leaf, sha256))) kept[path_of(tile)] = std::move(bytes);
        (void)frontier.append(leaf_hash(leaf, sha256));
        auto const size = edge.size();
        if (size > 300 && size % 4'099 != 0 && size != 65'535 && size != 65'536 && size != 70'000) continue;
        ASSERT_EQ(edge.root(), frontier.root()) << size;
        // A start anew from the full tiles and the leaves after them is the same edge.
        auto again = TileEdge::resume(size / tile_width, reading(kept), sha256);
        ASSERT_TRUE(again) << size;
        for (auto i = again->size(); i < size; ++i) EXPECT_TRUE(again->append(leaf_hash(leaves[i], sha256)).empty());
        expect_edges(edge, *again);
        auto const at = size * 7 / 11;
        auto const proof = prove_inclusion(at, size, edge.reader(reading(kept)), sha256);
        ASSERT_TRUE(proof);
        EXPECT_TRUE(verify_inclusion(at, size, leaf_hash(leaves[at], sha256), *proof, frontier.root(), sha256));
    }
    EXPECT_EQ(hex(edge.root()), "cb6c0dc41879e806df8946d9648a9f2578d49148913e13a48e3c789441036f65");
    EXPECT_EQ(hex(sha256(kept.at("tile/0/272"))), "57ce3261c8f01f464ddc6bc3ceeb1de02ef6b65a9ff2a48338e65a1f8828f5cb");
    EXPECT_EQ(hex(sha256(kept.at("tile/1/000"))), "e11a17d168b069ba49e262fc0ba4b253f1c9dcb20531dc66884d97c557a23403");
    EXPECT_EQ(hex(sha256(edge.partial(0))), "41ce9a7ffcdbf1fba96e022c4039c66972f9dd9bb033dc7afe1a039fc0fe840f");
    EXPECT_EQ(hex(sha256(edge.partial(1))), "8f5e20426293346d5ddd167fd146c086668d032d9fb0996a1a80665da461853a");
    EXPECT_EQ(hex(sha256(edge.partial(2))), "5e8a31389583538e0a90f4f8d138bc42363d387d74aa213f40dea9b2713d1c37");
    EXPECT_EQ(kept.size(), 274U);
}

TEST(TileEdge, DoesNotResumeWhereATileIsMissingOrCut) {
    TileEdge edge(sha256);
    Kept kept;
    for (auto const& leaf : events(600))
        for (auto& [tile, bytes] : edge.append(leaf_hash(leaf, sha256))) kept[path_of(tile)] = std::move(bytes);
    EXPECT_TRUE(TileEdge::resume(2, reading(kept), sha256));
    EXPECT_FALSE(TileEdge::resume(3, reading(kept), sha256));
    kept["tile/0/001"].pop_back();
    EXPECT_FALSE(TileEdge::resume(2, reading(kept), sha256));
    EXPECT_TRUE(TileEdge::resume(1, reading(kept), sha256));
    EXPECT_EQ(TileEdge(sha256).root(), sha256(""));
}

}  // namespace
}  // namespace jiati::merkle
