#include "merkle/tree.h"

#include "merkle/test_support.h"

#include <gtest/gtest.h>

#include <array>

namespace jiati::merkle {
namespace {

using Leaves = std::vector<std::string>;

// ---- the definition of RFC 6962, 2.1, as naive as it stands

Hash naive_root(Leaves const& leaves, std::size_t begin, std::size_t end) {
    if (begin == end) return sha256("");
    if (end - begin == 1) return leaf_hash(leaves[begin], sha256);
    std::size_t split = 1;
    while (2 * split < end - begin) split *= 2;
    return node_hash(naive_root(leaves, begin, begin + split), naive_root(leaves, begin + split, end), sha256);
}

Proof naive_path(Leaves const& leaves, std::size_t index, std::size_t begin, std::size_t end) {
    if (end - begin == 1) return {};
    std::size_t split = 1;
    while (2 * split < end - begin) split *= 2;
    auto const middle = begin + split;
    auto path = index < middle ? naive_path(leaves, index, begin, middle) : naive_path(leaves, index, middle, end);
    path.push_back(index < middle ? naive_root(leaves, middle, end) : naive_root(leaves, begin, middle));
    return path;
}

Leaves reference_leaves() {
    Leaves leaves;
    for (std::string_view const each :
         {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"})
        leaves.push_back(unhex(each));
    return leaves;
}

struct Path {
    std::uint64_t first = 0;  // the leaf's index, or the older size
    std::uint64_t size = 0;
    std::vector<std::string> hashes;
};

Proof proof_of(Path const& path) {
    Proof proof;
    for (auto const& each : path.hashes) proof.push_back(hash_of(each));
    return proof;
}

TEST(Tree, KeepsLeavesAndNodesApart) {
    EXPECT_EQ(hex(Frontier(sha256).root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(leaf_hash("", sha256)), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    EXPECT_EQ(hex(leaf_hash("L123456", sha256)), "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
    auto const left = leaf_hash("a", sha256);
    auto const right = leaf_hash("b", sha256);
    std::string joined(left.begin(), left.end());
    joined.append(right.begin(), right.end());
    EXPECT_NE(leaf_hash(joined, sha256), node_hash(left, right, sha256));
    EXPECT_NE(node_hash(right, left, sha256), node_hash(left, right, sha256));
}

TEST(Tree, HasTheRootsOfTheReferenceTree) {
    std::vector<std::string> const roots{"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    auto const leaves = reference_leaves();
    Frontier frontier(sha256);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        frontier.append(leaf_hash(leaves[i], sha256));
        EXPECT_EQ(hex(frontier.root()), roots[i]) << i;
    }
}

TEST(Tree, HasTheRootsOfTheEventTree) {
    std::map<std::uint64_t, std::string> const roots{
        {1, "6734db3b19b64dc83703f9a1f4aee7697dfb292fb4e0827cc63f8a351b1b3609"},
        {2, "3fd1d5a059ab171a345f9912c83c2dd8b7933b4e950e6749bc83dbb1f43ccbde"},
        {3, "db2effe64d36352bcd4c260bde0e1138310c9f77b89d4c57578652f9b185b630"},
        {4, "330157348b2985bd1c4657e44f3628ae9176dd82811ffb31a8e011b9dea8b9a1"},
        {5, "0b74d4300e798056cd48728b4fb01e9f15ad3e0a7950fbc58974ff6753271d24"},
        {7, "813bda3a42000f8294b6a954ea83792c2defae65246ef760af9fdd53af7d4638"},
        {8, "37dd16ebf683d96c0e244084d5cd76e022d00c6a092f6008cc8ac7abcd2b6f12"},
        {9, "93caf1904885a0aebce52d6daad26289ae5a0a7981789f075bba4f2b73f2dfd9"},
        {15, "dd4dd6d18e3437e679ee8d01009ba5ddd2ce10942d183d8d151371d61c3d8c13"},
        {16, "d035246e4cc81f15910b39b06fa1cff1058b04560e1401eb9e38ee5a6141722d"},
        {17, "1054356c8fbea9200453c74e52cfd34276314ac865c159e6d986a7bffab1f717"},
        {100, "c98b1d3bbb0e87a221f856ed6c8b88bd8cab8a165adf5818f0be31befc97271f"},
        {255, "f897cd1ca68411adcf7c96d6ff8f2a3820fb8f875326b7a0ccd5e7cd2401f8ca"},
        {256, "63c56b646560de064a88321722936845520f2c8663e3dc01e6277fe608311679"},
        {257, "ca8470b7fee55b3a4083bd3fb8afb0a74b0c365a2daef3d969012211da45488c"},
        {1000, "3864040a16db2508f61b0dfce48c1ae570690fa82bbbb167f813ebeb915f1175"},
        {65535, "4dc47d08f624c02b7170684a89c566b62cf5d99678a768af747b5693df855111"},
        {65536, "de8b46e338fde16d099447f91ec594e1598ec5bbdbca8938beb7512e76f39daa"},
        {65537, "204718ca1d559ac2823f193d33c3b4a06c54def012ff1ef2c80436e86e45283f"},
        {70000, "cb6c0dc41879e806df8946d9648a9f2578d49148913e13a48e3c789441036f65"}};
    Frontier frontier(sha256);
    for (auto const& leaf : events(70'000)) {
        frontier.append(leaf_hash(leaf, sha256));
        auto const found = roots.find(frontier.size());
        if (found != roots.end()) {
            EXPECT_EQ(hex(frontier.root()), found->second) << found->first;
        }
    }
}

TEST(Tree, ProvesWhatTheReferenceTreeProves) {
    WholeTree const tree(reference_leaves());
    std::vector<Path> const inclusions{{0,
                                        8,
                                        {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                         "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                         "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
                                       {5,
                                        8,
                                        {"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                                         "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}}};
    for (auto const& path : inclusions)
        EXPECT_EQ(prove_inclusion(path.first, path.size, tree.reader(), sha256), proof_of(path)) << path.first;
    std::vector<Path> const growths{{1,
                                     8,
                                     {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
                                    {6,
                                     8,
                                     {"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}}};
    for (auto const& path : growths)
        EXPECT_EQ(prove_consistency(path.first, path.size, tree.reader(), sha256), proof_of(path)) << path.first;
}

TEST(Tree, ProvesWhatTheEventTreeProves) {
    WholeTree const tree(events(1000));
    std::vector<Path> const inclusions{{0, 1, {}},
                                       {2,
                                        7,
                                        {"5f3e698cf937622aca7c6bf273ef2176092ec33c162dccae39df8701625d189f",
                                         "3fd1d5a059ab171a345f9912c83c2dd8b7933b4e950e6749bc83dbb1f43ccbde",
                                         "09d13ddb7669b7344c1a4e7fcd27d9367524d4cc6f9831e367d86c103d39eb78"}},
                                       {6,
                                        7,
                                        {"35a34418ee4343aa51ebc6e97899075c467f12dd217aea54cc2d71581813d413",
                                         "330157348b2985bd1c4657e44f3628ae9176dd82811ffb31a8e011b9dea8b9a1"}},
                                       {256, 257, {"63c56b646560de064a88321722936845520f2c8663e3dc01e6277fe608311679"}},
                                       {999,
                                        1000,
                                        {"a3195f031807bce6fdfb955bf4ec402e5a7b93645eef9de8414abd224f1ff6d6",
                                         "011ce0fa887ec1f859c059377cc49f240a59028acdf74ee398eb5f06cde50a02",
                                         "cd62741ce073cef9b8981482570a79228f2d25913f79cc957c5bd6001d2608e7",
                                         "51a342080ab6af414408393e37196727d4f4fd6c18e14f0b092415b0001be812",
                                         "e3b74e06aa9efabaa27dc02640bbdeb5b392c81daae9895626fa39cfbc4fbee7",
                                         "847c038ffe1e488190011ca1407d0aedcd0fa74e1ffd390991eee13d6de16055",
                                         "be203ead193816fd5cde3abd9488ce13411680853bd1290fdcf60645802f4ec5",
                                         "ca827fd11e6c83635b9d6fef144262bc67381af9066b722052cd38db9f476bf2"}}};
    for (auto const& path : inclusions)
        EXPECT_EQ(prove_inclusion(path.first, path.size, tree.reader(), sha256), proof_of(path)) << path.first;
    std::vector<Path> const growths{{3,
                                     7,
                                     {"4fb70daa0a6daaf7e93f2b37c5e5df73346630fd8a51996d50f1d8eeff279426",
                                      "5f3e698cf937622aca7c6bf273ef2176092ec33c162dccae39df8701625d189f",
                                      "3fd1d5a059ab171a345f9912c83c2dd8b7933b4e950e6749bc83dbb1f43ccbde",
                                      "09d13ddb7669b7344c1a4e7fcd27d9367524d4cc6f9831e367d86c103d39eb78"}},
                                    {4, 8, {"daa36cb7ff32e4f3f2951544610295d886da3ac7acb39c240aa6e3e3d7a97fe9"}},
                                    {7, 7, {}},
                                    {255,
                                     257,
                                     {"2f7dcf75d3ecda41ba6eccb5993d58c426a103a90069dc405d61cd25152e669b",
                                      "465d509ce76eaa6d0c1936eaa35ed0328147b7a64b3cf91297a5a3af9405e49d",
                                      "2877bb708c2ef67b83d40370769a4d59de8f5edc3f053b37e912840f6a699a42",
                                      "722de810c7552e6ea19d227499052c3f92451ef02f71065698b16dcedbc19c7a",
                                      "f39acb820764e6af1d9ee76b681050b6bca90d48273f9686395753e5c3df7502",
                                      "9bc94ab6aa2f04a57afd1ae4f6f46af99a80f8208bf38f4a4e2802f95fb4aa9f",
                                      "041326e932ab7b3a196f4b4d9ff8d658c62b0291d24aafb187301cf7e38121a2",
                                      "4e85698682a93fb291643e0b482aaa4dcdcf039b787732756517227bd25c9f26",
                                      "cd49b80c8001d8639e661cbe1084aeb125f02d192a2cad9adaf559552320482a",
                                      "0bddf12df622678b87ff03bf9feb23b96d10f6ec647efdc66c871668d964d9ae"}},
                                    {256,
                                     1000,
                                     {"53d1243f66824fced385356b1929e259b64adaed7cf8cec775507d7ef652f280",
                                      "7d4aa7c7970d9016c6769b09b969dcb20fdfc48a326b4c003a5a21261c8b463e"}}};
    for (auto const& path : growths)
        EXPECT_EQ(prove_consistency(path.first, path.size, tree.reader(), sha256), proof_of(path)) << path.first;
}

TEST(Tree, EqualsTheDefinitionForAllSizesTo300) {
    auto const leaves = events(300);
    WholeTree const tree(leaves);
    for (std::uint64_t size = 1; size <= 300; ++size) {
        auto const root = naive_root(leaves, 0, size);
        ASSERT_EQ(root_of(size, tree.reader(), sha256), root);
        for (std::uint64_t index = 0; index < size; index += 1 + size / 9) {
            auto const proof = prove_inclusion(index, size, tree.reader(), sha256);
            ASSERT_EQ(proof, naive_path(leaves, index, 0, size));
            ASSERT_TRUE(verify_inclusion(index, size, leaf_hash(leaves[index], sha256), *proof, root, sha256));
        }
        for (std::uint64_t older = 1; older <= size; older += 1 + size / 9) {
            auto const proof = prove_consistency(older, size, tree.reader(), sha256);
            auto const older_root = naive_root(leaves, 0, older);
            ASSERT_TRUE(verify_consistency(older, size, older_root, root, *proof, sha256)) << older << ' ' << size;
            ASSERT_FALSE(older != size && verify_consistency(older, size, root, root, *proof, sha256));
        }
    }
}

TEST(Tree, GoesOnFromItsFrontier) {
    auto const leaves = events(100);
    WholeTree const tree(leaves);
    for (std::uint64_t size = 0; size < 100; ++size) {
        std::vector<Hash> subtrees;
        for (auto const& node : decompose(0, size)) subtrees.push_back(*tree.reader()(node));
        Frontier frontier(size, subtrees, sha256);
        for (auto i = size; i < 100; ++i) frontier.append(leaf_hash(leaves[i], sha256));
        ASSERT_EQ(frontier.root(), tree.frontier().root());
    }
}

TEST(Tree, SaysWhenANodeCannotBeRead) {
    auto const nothing = [](Node) { return std::optional<Hash>(); };
    EXPECT_EQ(root_of(3, nothing, sha256), std::nullopt);
    EXPECT_EQ(prove_inclusion(1, 3, nothing, sha256), std::nullopt);
    EXPECT_EQ(prove_consistency(1, 3, nothing, sha256), std::nullopt);
}

// ---- wrong proofs

Hash flipped(Hash hash) {
    hash[7] ^= 0x10;
    return hash;
}

TEST(Tree, RefusesWrongInclusionProofs) {
    auto const leaves = events(40);
    WholeTree const tree(leaves);
    for (std::uint64_t size : {1U, 2U, 3U, 7U, 8U, 13U, 40U}) {
        auto const root = *root_of(size, tree.reader(), sha256);
        for (std::uint64_t index = 0; index < size; ++index) {
            auto const leaf = leaf_hash(leaves[index], sha256);
            auto const proof = *prove_inclusion(index, size, tree.reader(), sha256);
            auto const holds = [&](std::uint64_t i, std::uint64_t n, Hash const& l, Proof const& p, Hash const& r) {
                return verify_inclusion(i, n, l, p, r, sha256);
            };
            ASSERT_TRUE(holds(index, size, leaf, proof, root));
            for (auto const wrong : {index + 1, index - 1, index ^ 2, index + (std::uint64_t{1} << 63)})
                EXPECT_FALSE(holds(wrong, size, leaf, proof, root)) << index << '/' << size << " as " << wrong;
            for (auto const wrong : std::array<std::uint64_t, 2>{size * 2, 0})
                EXPECT_FALSE(holds(index, wrong, leaf, proof, root));
            EXPECT_FALSE(holds(index, size, flipped(leaf), proof, root));
            EXPECT_FALSE(holds(index, size, leaf, proof, flipped(root)));
            EXPECT_FALSE(holds(index, size, leaf, proof, sha256("")));
            EXPECT_EQ(holds(index, size, leaf, proof, leaf), size == 1);
            auto longer = proof;
            longer.push_back(root);
            EXPECT_FALSE(holds(index, size, leaf, longer, root));
            longer = proof;
            longer.insert(longer.begin(), leaf);
            EXPECT_FALSE(holds(index, size, leaf, longer, root));
            for (std::size_t i = 0; i < proof.size(); ++i) {
                auto wrong = proof;
                wrong[i] = flipped(wrong[i]);
                EXPECT_FALSE(holds(index, size, leaf, wrong, root));
                wrong = proof;
                wrong.erase(wrong.begin() + static_cast<std::ptrdiff_t>(i));
                EXPECT_FALSE(holds(index, size, leaf, wrong, root));
            }
        }
    }
}

TEST(Tree, RefusesWrongConsistencyProofs) {
    WholeTree const tree(events(40));
    auto const root = [&](std::uint64_t size) { return *root_of(size, tree.reader(), sha256); };
    for (std::uint64_t newer : {1U, 2U, 3U, 7U, 8U, 13U, 40U}) {
        for (std::uint64_t older = 1; older <= newer; ++older) {
            auto const proof = *prove_consistency(older, newer, tree.reader(), sha256);
            auto const holds = [&](std::uint64_t m, std::uint64_t n, Hash const& a, Hash const& b, Proof const& p) {
                return verify_consistency(m, n, a, b, p, sha256);
            };
            ASSERT_TRUE(holds(older, newer, root(older), root(newer), proof));
            EXPECT_FALSE(holds(0, newer, sha256(""), root(newer), {}));
            EXPECT_FALSE(holds(newer + 1, newer, root(older), root(newer), proof));
            EXPECT_FALSE(holds(older, newer, flipped(root(older)), root(newer), proof));
            EXPECT_FALSE(holds(older, newer, root(older), flipped(root(newer)), proof));
            auto longer = proof;
            longer.push_back(root(older));
            EXPECT_FALSE(holds(older, newer, root(older), root(newer), longer));
            for (std::size_t i = 0; i < proof.size(); ++i) {
                auto wrong = proof;
                wrong[i] = flipped(wrong[i]);
                EXPECT_FALSE(holds(older, newer, root(older), root(newer), wrong));
                wrong = proof;
                wrong.erase(wrong.begin() + static_cast<std::ptrdiff_t>(i));
                EXPECT_FALSE(holds(older, newer, root(older), root(newer), wrong));
            }
        }
    }
}

}  // namespace
}  // namespace jiati::merkle
