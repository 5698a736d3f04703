#include "merkle/tiles.h"

#include "merkle/test_support.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace jiati::merkle {
namespace {

TEST(Tiles, AreNamedAsTheSpecificationNamesThem) {
    EXPECT_EQ(path_of({0U, 1'234'067, 256}), "tile/0/x001/x234/067");
    EXPECT_EQ(path_of({std::nullopt, 5, 17}), "tile/entries/005.p/17");
    for (Tile const& tile : {Tile{0U, 0, 256}, Tile{63U, 999, 1}, Tile{2U, 1'000, 255}, Tile{std::nullopt, 273, 112}})
        EXPECT_EQ(parse_tile_path(path_of(tile)), tile);
}

TEST(Tiles, HaveOneSpellingOnly) {
    for (std::string_view const path : {"",
                                        "tile",
                                        "tile/0",
                                        "tile/0/",
                                        "tile/0/0",
                                        "tile/0/00",
                                        "tile/0/0000",
                                        "tile/00/000",
                                        "tile/64/000",
                                        "tile/-1/000",
                                        "tile/0/x000/001",
                                        "tile/0/001/002",
                                        "tile/0/x001",
                                        "tile/0/000.p/0",
                                        "tile/0/000.p/256",
                                        "tile/0/000.p/01",
                                        "tile/0/000.p/+1",
                                        "tile/0/000.p/",
                                        "tile/0/000/",
                                        "tile/0/000.p/1/",
                                        "tile/0/000.q/1",
                                        "tile/entries/x005",
                                        "tile/entrie/005",
                                        "/tile/0/000",
                                        "tile/0/x999/x999/x999/x999/x999/999",
                                        "tile/0/٠٠١"})
        EXPECT_EQ(parse_tile_path(path), std::nullopt) << path;
}

TEST(Tiles, OfTheEventTreeHaveTheStatedBytes) {
    WholeTree const tree(events(70'000));
    auto const digest = [&](std::string_view path) {
        auto const bytes = tile_bytes(*parse_tile_path(path), tree.reader());
        return bytes ? hex(sha256(*bytes)) : "";
    };
    EXPECT_EQ(digest("tile/0/000"), "ed9ce093d17c8fd1939bc079d84be4d682e1027f469eb4fd0bf37db4355d7522");
    EXPECT_EQ(digest("tile/0/003.p/232"), "9809ae16ed2711dfed0fd7070ee3ea74569eda436cd8f304bb2fc73ef1d435ad");
    EXPECT_EQ(digest("tile/1/000.p/3"), "42de7b35f339e1a7f2bb576c5260b5b8c8791fdea8fd72932f75d514029d6e07");
    EXPECT_EQ(digest("tile/0/272"), "57ce3261c8f01f464ddc6bc3ceeb1de02ef6b65a9ff2a48338e65a1f8828f5cb");
    EXPECT_EQ(digest("tile/0/273.p/112"), "41ce9a7ffcdbf1fba96e022c4039c66972f9dd9bb033dc7afe1a039fc0fe840f");
    EXPECT_EQ(digest("tile/1/000"), "e11a17d168b069ba49e262fc0ba4b253f1c9dcb20531dc66884d97c557a23403");
    EXPECT_EQ(digest("tile/1/001.p/17"), "8f5e20426293346d5ddd167fd146c086668d032d9fb0996a1a80665da461853a");
    EXPECT_EQ(digest("tile/2/000.p/1"), "5e8a31389583538e0a90f4f8d138bc42363d387d74aa213f40dea9b2713d1c37");
}

TEST(Tiles, AreListedForASizeWithoutAnEmptyOne) {
    EXPECT_TRUE(hash_tiles(0).empty());
    auto const small = hash_tiles(256);
    EXPECT_EQ(small, (std::vector<Tile>{{0U, 0, 256}, {1U, 0, 1}}));
    auto const tiles = hash_tiles(70'000);
    EXPECT_EQ(tiles.size(), 273U + 1 + 1 + 1 + 1);
    EXPECT_EQ(tiles.back(), (Tile{2U, 0, 1}));
    EXPECT_EQ(entry_bundles(1'000).back(), (Tile{std::nullopt, 3, 232}));
    EXPECT_EQ(width_in(1'000, {1U, 0, 256}), 3U);
    EXPECT_EQ(width_in(1'000, {1U, 1, 256}), 0U);
    EXPECT_EQ(width_in(1'000, {0U, 3, 256}), 232U);
    EXPECT_EQ(width_in(1'000, {63U, 0, 256}), 0U);
}

// A verifier that has tiles only finds every node, and so every root and proof, in them.
TEST(Tiles, GiveBackEveryNode) {
    constexpr std::uint64_t size = 1'500;
    WholeTree const tree(events(size));
    NodeReader const from_tiles = [&](Node node) {
        auto const bytes = tile_bytes(tile_of(node, size), tree.reader());
        return bytes ? node_in_tile(node, *bytes, sha256) : std::nullopt;
    };
    EXPECT_EQ(root_of(size, from_tiles, sha256), tree.frontier().root());
    for (std::uint64_t index : {0U, 255U, 256U, 1'024U, 1'499U})
        EXPECT_EQ(prove_inclusion(index, size, from_tiles, sha256),
                  prove_inclusion(index, size, tree.reader(), sha256));
    EXPECT_EQ(node_in_tile({1, 0}, std::string(32, 'x'), sha256), std::nullopt);
    EXPECT_EQ(node_in_tile({0, 0}, std::string(33, 'x'), sha256), std::nullopt);
}

TEST(Tiles, BundleEntriesWithTheirLengths) {
    auto const bundle = bundle_bytes(events(256));
    EXPECT_EQ(bundle.size(), 2'706U);
    EXPECT_EQ(hex(sha256(bundle)), "e3a4f33c66d70a86d0929772e161c4c43f0f6cd9a7dbc6f33eb7fee638d1d433");
    EXPECT_EQ(hex(bundle.substr(0, 18)), "00076576656e742d3000076576656e742d31");
    EXPECT_EQ(parse_bundle(bundle), events(256));
    EXPECT_EQ(parse_bundle(bundle_bytes({std::string(65'535, 'x'), ""})),
              (std::vector<std::string>{std::string(65'535, 'x'), ""}));
    EXPECT_EQ(parse_bundle(bundle.substr(0, bundle.size() - 1)), std::nullopt);
    EXPECT_EQ(parse_bundle(std::string(1, '\0')), std::nullopt);
    EXPECT_EQ(parse_bundle(bundle_bytes(events(257))), std::nullopt);
}

}  // namespace
}  // namespace jiati::merkle
