#include "merkle/note.h"

#include "merkle/base64.h"
#include "merkle/test_support.h"
#include "merkle/test_vectors.h"

#include <gtest/gtest.h>

namespace jiati::merkle {
namespace {

VerifierKey key(std::string_view text) { return parse_key(text, sha256).value(); }

std::string replaced(std::string_view text, std::string_view what, std::string_view with) {
    std::string result(text);
    auto const at = result.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return result.replace(at, what.size(), with);
}

std::size_t signers(std::string_view bytes, std::vector<VerifierKey> const& known) {
    auto const note = parse_note(bytes);
    return note ? verified_by(*note, known, is_ed25519).size() : 0;
}

TEST(Base64, ReadsTheCanonicalSpellingOnly) {
    for (std::string_view const bytes : {"", "f", "fo", "foo", "foob", "fooba", "foobar"})
        EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
    EXPECT_EQ(to_base64("fooba"), "Zm9vYmE=");
    for (std::string_view const text :
         {"Zm9vYmE", "Zm9vYmF=", "Zh==", "Z===", "====", "Zm9v\n", "Zm-v", "Zm=v", "=m9v"})
        EXPECT_EQ(from_base64(text), std::nullopt) << text;
}

TEST(Note, KeysHaveTheStatedIds) {
    auto const log = key(log_key);
    EXPECT_EQ(log.name, "civic.example/log");
    EXPECT_EQ(log.id, 0x228021f7U);
    EXPECT_EQ(hex(log.public_key), "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");
    EXPECT_EQ(to_string(log), log_key);
    EXPECT_EQ(key(witness_key).algorithm, cosignature);
    EXPECT_EQ(to_string(key(witness_key)), witness_key);
}

TEST(Note, RefusesKeysThatAreNone) {
    for (auto const& text :
         {std::string(), std::string("name"), std::string("name+228021f7"), replaced(log_key, "228021f7", "228021f8"),
          replaced(log_key, "228021f7", "228021F7"), replaced(log_key, "AQOh", "AgOh"),
          replaced(log_key, "/log", " log"), std::string(log_key) + "=", replaced(log_key, "civic.example/log", "")})
        EXPECT_EQ(parse_key(text, sha256), std::nullopt) << text;
}

TEST(Note, OfTheVectorsIsSignedByLogAndWitness) {
    EXPECT_EQ(hex(sha256(signed_checkpoint)), "40b4770abcbeb0bdf526122793681c6a2234fad51292e0b987c3e68bc10a2b38");
    auto const note = parse_note(signed_checkpoint);
    ASSERT_TRUE(note);
    EXPECT_EQ(to_string(*note), signed_checkpoint);
    EXPECT_EQ(verified_by(*note, {key(log_key), key(witness_key)}, is_ed25519).size(), 2U);
    EXPECT_EQ(cosigned_at(note->signatures[1]), 1'767'225'600U);
}

TEST(Note, OfTheSpecificationVerifies) {
    auto const published = key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    EXPECT_EQ(published.name, "example.com/foo");
}

TEST(Note, IsRefusedWhenAnythingIsChanged) {
    std::vector<VerifierKey> const known{key(log_key), key(witness_key)};
    EXPECT_EQ(signers(replaced(signed_checkpoint, "1000", "1001"), known), 0U);
    EXPECT_EQ(signers(replaced(signed_checkpoint, "1000\n", "1000 \n"), known), 0U);
    EXPECT_EQ(signers(replaced(signed_checkpoint, "\u2014 civic", "- civic"), known), 0U);
    EXPECT_EQ(signers(replaced(signed_checkpoint, "\u2014 witness", "\u2014\twitness"), known), 0U);
    EXPECT_EQ(signers(replaced(signed_checkpoint, "1000\n", "1000\r\n"), known), 0U);
    EXPECT_EQ(signers(signed_checkpoint.substr(0, signed_checkpoint.size() - 1), known), 0U);
    EXPECT_EQ(signers(std::string(signed_checkpoint) + "\n", known), 0U);
    EXPECT_EQ(signers(signed_checkpoint, {}), 0U);
    auto other_id = key(log_key);
    other_id.id ^= 1;
    EXPECT_EQ(signers(signed_checkpoint, {other_id}), 0U);
}

TEST(Note, StandsBesideUnknownKeysButNotBesideAWrongSignatureOfAKnownOne) {
    EXPECT_EQ(signers(signed_checkpoint, {key(log_key)}), 1U);
    auto note = *parse_note(signed_checkpoint);
    auto const good = note.signatures[0];
    note.signatures[0].bytes[5] ^= 1;
    EXPECT_EQ(signers(to_string(note), {key(log_key), key(witness_key)}), 0U);
    EXPECT_EQ(signers(to_string(note), {key(log_key)}), 0U);
    EXPECT_EQ(signers(to_string(note), {key(witness_key)}), 1U);
    note.signatures.assign(16, note.signatures[1]);
    note.signatures[7] = good;
    EXPECT_EQ(signers(to_string(note), {key(log_key)}), 1U);
    note.signatures.assign(signatures_max + 1, good);
    EXPECT_EQ(parse_note(to_string(note)), std::nullopt);
}

TEST(Note, RefusesSignaturesShiftedByTheGroupOrder) {
    struct Case {
        std::string_view key, message, good, shifted;
    };
    for (auto const& each : {Case{"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                                  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e"
                                  "39701cf9b46bd25bf5f059"
                                  "5bbe24655141438e7a100b",
                                  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901554c8c7872aa064e049dbb"
                                  "3013fbf29380d25bf5f059"
                                  "5bbe24655141438e7a101b"},
                             Case{"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                                  "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f"
                                  "3613d0f11d8c387b2eaeb4"
                                  "302aeeb00d291612bb0c00",
                                  "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69daf52db7415978abc61b2c"
                                  "2eb6aeebfca0387b2eaeb4"
                                  "302aeeb00d291612bb0c10"}}) {
        EXPECT_TRUE(is_ed25519(unhex(each.key), unhex(each.message), unhex(each.good)));
        EXPECT_FALSE(is_ed25519(unhex(each.key), unhex(each.message), unhex(each.shifted)));
    }
}

}  // namespace
}  // namespace jiati::merkle
