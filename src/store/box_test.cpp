#include "store/box.h"
#include "store/master_key.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>

namespace jiati::store {
namespace {

namespace fs = std::filesystem;

class CountingRandomness final : public app::Randomness {
  public:
    void fill(std::span<unsigned char> bytes) override {
        for (auto& byte : bytes) byte = next_++;
    }

  private:
    unsigned char next_ = 1;
};

class BoxTest : public testing::Test {
  protected:
    BoxTest() {
        auto pattern = (fs::temp_directory_path() / "jiati-box-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
        randomness.fill(key);
    }
    ~BoxTest() override { fs::remove_all(folder); }
    [[nodiscard]] std::string file(std::string const& name) const { return (folder / name).string(); }
    void write(std::string const& name, std::string const& text) const {
        std::ofstream(file(name)) << text;
        fs::permissions(file(name), fs::perms::owner_read | fs::perms::owner_write);
    }

    fs::path folder;
    CountingRandomness randomness;
    BoxKey key{};
};

TEST_F(BoxTest, WhatWasSealedOpensUnderTheSameKeyAndOwner) {
    for (auto const* plain : {"", "x", "王小明 139 0000 0000"}) {
        auto const sealed = seal(key, plain, "nanchang\nr1", randomness);
        EXPECT_EQ(sealed.size(), std::string(plain).size() + 40);
        EXPECT_EQ(open(key, sealed, "nanchang\nr1"), plain);
        EXPECT_EQ(open(key, *from_text(to_text(sealed)), "nanchang\nr1"), plain);
    }
}

TEST_F(BoxTest, AnotherKeyOwnerOrBitDoesNotOpenIt) {
    auto const sealed = seal(key, "王小明", "nanchang\nr1", randomness);
    EXPECT_FALSE(open(key, sealed, "nanchang\nr2"));
    EXPECT_FALSE(open(derive(key, "other"), sealed, "nanchang\nr1"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto bent = sealed;
        bent[i] = static_cast<char>(bent[i] ^ 1);
        EXPECT_FALSE(open(key, bent, "nanchang\nr1")) << i;
        EXPECT_FALSE(open(key, sealed.substr(0, i), "nanchang\nr1")) << i;
    }
}

TEST_F(BoxTest, TheSameTextNeverLooksTheSame) {
    EXPECT_NE(seal(key, "王小明", "a", randomness), seal(key, "王小明", "a", randomness));
}

TEST_F(BoxTest, TextThatIsNotBase64UrlIsNoBox) {
    for (auto const* text : {"a", "ab+d", "ab==", "ab d", "abc\n"}) EXPECT_FALSE(from_text(text)) << text;
}

TEST_F(BoxTest, AMasterKeyIsMadeOnceAndReadBack) {
    auto const made = MasterKey::make(file("master.key"), randomness);
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(fs::status(file("master.key")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_FALSE(MasterKey::make(file("master.key"), randomness));
    auto const read = MasterKey::read(file("master.key"));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 1);
    auto const wrapped = made->wrap("subject-secrets", "a secret", "household/1", randomness);
    EXPECT_EQ(read->unwrap("subject-secrets", wrapped, "household/1"), "a secret");
    EXPECT_FALSE(read->unwrap("log-signing-key", wrapped, "household/1"));
    EXPECT_FALSE(read->unwrap("subject-secrets", wrapped, "household/2"));
}

TEST_F(BoxTest, AFileThatIsNoMasterKeyIsRefused) {
    std::string const good(64, 'a');
    write("good", good + "\n");
    EXPECT_TRUE(MasterKey::read(file("good")));
    for (auto const& text : {std::string(), good.substr(1), good + "a", good + "\n\n", good.substr(1) + "g",
                             good.substr(1) + "\n", "\n" + good}) {
        write("wrong", text);
        auto const read = MasterKey::read(file("wrong"));
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().detail.find(good.substr(8)), std::string::npos);  // errors do not tell the key
    }
    EXPECT_FALSE(MasterKey::read(file("nowhere")));
    EXPECT_FALSE(MasterKey::read(folder.string()));
    fs::permissions(file("good"), fs::perms::group_read, fs::perm_options::add);
    EXPECT_FALSE(MasterKey::read(file("good")));
}

}  // namespace
}  // namespace jiati::store
