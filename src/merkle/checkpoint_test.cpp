#include "merkle/checkpoint.h"

#include "merkle/test_support.h"
#include "merkle/test_vectors.h"

#include <gtest/gtest.h>

namespace jiati::merkle {
namespace {

constexpr std::string_view text = "civic.example/log\n1000\nOGQEChbbJQj2Gw385Iwa5XBpD6gru7Fn+BPr65FfEXU=\n";

std::string with_line(std::size_t line, std::string_view value) {
    std::string changed;
    std::size_t number = 0;
    for (std::string_view rest = text; !rest.empty(); ++number) {
        auto const end = rest.find('\n');
        changed += std::string(number == line ? value : rest.substr(0, end)) + '\n';
        rest.remove_prefix(end + 1);
    }
    return changed;
}

TEST(Checkpoint, ReadsAndWritesTheVectors) {
    auto const checkpoint = parse_checkpoint(text);
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->size, 1'000U);
    EXPECT_EQ(hex(checkpoint->root), "3864040a16db2508f61b0dfce48c1ae570690fa82bbbb167f813ebeb915f1175");
    EXPECT_EQ(to_string(*checkpoint), text);
    EXPECT_EQ(parse_checkpoint(std::string(text) + "more\n")->extensions, std::vector<std::string>{"more"});
}

TEST(Checkpoint, RefusesEverythingElse) {
    for (std::string_view const size : {"007", "+7", "-7", "7 ", "", "3438945738945739845734895735"})
        EXPECT_EQ(parse_checkpoint(with_line(1, size)), std::nullopt) << size;
    for (std::string_view const root :
         {"OGQEChbbJQj2Gw385Iwa5XBpD6gru7Fn+BPr65FfEXU", "OGQEChbbJQj2Gw385Iwa5XBpD6gru7Fn+BPr65FfEXV=",
          "OGQEChbbJQj2Gw385Iwa5XBpD6gru7Fn+BPr65FfEQ==", "OGQEChbbJQj2Gw385Iwa5XBpD6gru7Fn+BPr65FfEXUA", ""})
        EXPECT_EQ(parse_checkpoint(with_line(2, root)), std::nullopt) << root;
    EXPECT_EQ(parse_checkpoint(with_line(0, "")), std::nullopt);
    EXPECT_EQ(parse_checkpoint(std::string(text) + "\n"), std::nullopt);
    EXPECT_EQ(parse_checkpoint(text.substr(0, text.size() - 1)), std::nullopt);
    EXPECT_EQ(parse_checkpoint(""), std::nullopt);
}

std::vector<VerifierKey> known() {
    return {parse_key(log_key, sha256).value(), parse_key(witness_key, sha256).value()};
}

ReceiptFault fault(Receipt const& receipt, Hash const& leaf) {
    return check_receipt(receipt, leaf, known(), is_ed25519, sha256);
}

TEST(Receipt, OfTheVectorsHolds) {
    EXPECT_EQ(hex(sha256(receipt_of_leaf_17)), "2fc51c6409139a47e184d01bd1c948de3123cf76840e4c430888f3c5e89dcb94");
    auto const receipt = parse_receipt(receipt_of_leaf_17);
    ASSERT_TRUE(receipt);
    EXPECT_EQ(receipt->extra, "extra-data");
    EXPECT_EQ(receipt->index, 17U);
    EXPECT_EQ(to_string(*receipt), receipt_of_leaf_17);
    auto const leaf = leaf_hash("event-17", sha256);
    EXPECT_EQ(hex(leaf), "057fbeec204001919476014c45e786675384e6e97e665c1dde65ecc4e21d522d");
    EXPECT_EQ(fault(*receipt, leaf), ReceiptFault::none);
}

TEST(Receipt, SaysWhatIsWrong) {
    auto const good = *parse_receipt(receipt_of_leaf_17);
    auto const leaf = leaf_hash("event-17", sha256);
    EXPECT_EQ(fault(good, leaf_hash("event-18", sha256)), ReceiptFault::not_in_the_log);
    auto bad = good;
    bad.index = 18;
    EXPECT_EQ(fault(bad, leaf), ReceiptFault::not_in_the_log);
    bad = good;
    bad.proof.pop_back();
    EXPECT_EQ(fault(bad, leaf), ReceiptFault::not_in_the_log);
    bad = good;
    bad.signed_checkpoint[20] = '2';
    EXPECT_EQ(fault(bad, leaf), ReceiptFault::not_signed);
    // A witness alone does not make a log.
    EXPECT_EQ(check_receipt(good, leaf, {known()[1]}, is_ed25519, sha256), ReceiptFault::not_a_checkpoint);
    EXPECT_EQ(check_receipt(good, leaf, {}, is_ed25519, sha256), ReceiptFault::not_signed);
}

TEST(Receipt, RefusesOtherSpellings) {
    std::string const good(receipt_of_leaf_17);
    auto const replaced = [&](std::string_view what, std::string_view with) {
        auto changed = good;
        return changed.replace(changed.find(what), what.size(), with);
    };
    for (auto const& bad :
         {replaced("@v1", "@v2"), replaced("index 17", "index 017"), replaced("index 17\n", ""),
          replaced("extra ZXh", "extra ZX"), replaced("sh0E", "sh0"), good.substr(0, 40), std::string()})
        EXPECT_EQ(parse_receipt(bad), std::nullopt) << bad.substr(0, 60);
}

}  // namespace
}  // namespace jiati::merkle
