#include "blobs/directory_blobs.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>
#include <fstream>
#include <thread>
#include <vector>

namespace jiati::blobs {
namespace {

using Kind = app::StoreError::Kind;
namespace fs = std::filesystem;

class DirectoryBlobsTest : public testing::Test {
  protected:
    DirectoryBlobsTest() { fs::remove_all(folder); }
    ~DirectoryBlobsTest() override { fs::remove_all(folder); }

    fs::path folder = fs::temp_directory_path() / ("jiati-blobs-" + std::to_string(::getpid()));
    DirectoryBlobs blobs{folder};
};

std::vector<fs::path> files_in(fs::path const& folder) {
    std::vector<fs::path> files;
    for (auto const& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    return files;
}

TEST_F(DirectoryBlobsTest, GivesBackTheBytesItWasGiven) {
    std::string bytes(300000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31);
    ASSERT_TRUE(blobs.put("nanchang", FileId{"ab12cd"}, bytes));
    EXPECT_EQ(blobs.get("nanchang", FileId{"ab12cd"}).value(), bytes);
    EXPECT_EQ(DirectoryBlobs(folder).get("nanchang", FileId{"ab12cd"}).value(), bytes);
    EXPECT_EQ(files_in(folder), std::vector{folder / "nanchang" / "ab" / "ab12cd"});
}

TEST_F(DirectoryBlobsTest, AnEmptyFileIsAFile) {
    ASSERT_TRUE(blobs.put("nanchang", FileId{"empty"}, ""));
    EXPECT_EQ(blobs.get("nanchang", FileId{"empty"}).value(), "");
}

TEST_F(DirectoryBlobsTest, KnowsNothingUnderAnIdOrCityItWasNotGiven) {
    EXPECT_FALSE(blobs.get("nanchang", FileId{"ab12cd"}).value());
    ASSERT_TRUE(blobs.put("nanchang", FileId{"ab12cd"}, "x"));
    EXPECT_FALSE(blobs.get("nanchang", FileId{"ab12ce"}).value());
    EXPECT_FALSE(blobs.get("guangzhou", FileId{"ab12cd"}).value());
}

TEST_F(DirectoryBlobsTest, AcceptsTheSameBytesAgainAndRefusesOthers) {
    ASSERT_TRUE(blobs.put("nanchang", FileId{"ab12cd"}, "first"));
    EXPECT_TRUE(blobs.put("nanchang", FileId{"ab12cd"}, "first"));
    auto const other = blobs.put("nanchang", FileId{"ab12cd"}, "second");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().kind, Kind::conflict);
    EXPECT_EQ(blobs.get("nanchang", FileId{"ab12cd"}).value(), "first");
    EXPECT_EQ(files_in(folder).size(), 1U);
}

TEST_F(DirectoryBlobsTest, OfManyThatPutOtherBytesAtOnceOneWins) {
    std::atomic<int> accepted = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, i] {
            if (blobs.put("nanchang", FileId{"ab12cd"}, std::to_string(i))) ++accepted;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(accepted, 1);
    EXPECT_EQ(files_in(folder).size(), 1U);
}

TEST_F(DirectoryBlobsTest, NamesNeverBecomePaths) {
    fs::create_directories(folder);
    std::ofstream(folder / "secret") << "outside";
    for (auto const* name : {"", ".", "..", "../secret", "a/b", "/etc/passwd", "a.b", "a\\b", "名", "a b"}) {
        EXPECT_FALSE(blobs.put("nanchang", FileId{name}, "x")) << name;
        EXPECT_FALSE(blobs.put(name, FileId{"ab12cd"}, "x")) << name;
        EXPECT_FALSE(blobs.get("nanchang", FileId{name}).value()) << name;
        EXPECT_FALSE(blobs.get(name, FileId{"secret"}).value()) << name;
    }
    EXPECT_FALSE(blobs.put("nanchang", FileId{std::string(65, 'a')}, "x"));
    EXPECT_FALSE(blobs.put("nanchang", FileId{std::string("a\0b", 3)}, "x"));
    EXPECT_EQ(files_in(folder).size(), 1U);
}

TEST_F(DirectoryBlobsTest, DoesNotFollowALinkOutOfItsFolder) {
    fs::create_directories(folder / "nanchang" / "ab");
    std::ofstream(folder / "secret") << "outside";
    fs::create_symlink(folder / "secret", folder / "nanchang" / "ab" / "ab12cd");
    EXPECT_FALSE(blobs.get("nanchang", FileId{"ab12cd"}));
    EXPECT_FALSE(blobs.put("nanchang", FileId{"ab12cd"}, "outside"));
}

TEST_F(DirectoryBlobsTest, WhatIsRemovedIsGoneAndMayBeRemovedAgain) {
    ASSERT_TRUE(blobs.put("nanchang", FileId{"ab12cd"}, "x"));
    for (int i = 0; i < 2; ++i) {
        EXPECT_TRUE(blobs.remove("nanchang", FileId{"ab12cd"}));
        EXPECT_FALSE(blobs.get("nanchang", FileId{"ab12cd"}).value());
    }
    EXPECT_TRUE(blobs.remove("nanchang", FileId{"../../etc/passwd"})) << "there is no such file";
    EXPECT_TRUE(blobs.remove("elsewhere", FileId{"ab12cd"}));
}

TEST_F(DirectoryBlobsTest, FilesBelongToTheirOwnerAlone) {
    ASSERT_TRUE(blobs.put("nanchang", FileId{"ab12cd"}, "x"));
    for (auto const& entry : fs::recursive_directory_iterator(folder))
        EXPECT_EQ(entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none)
            << entry.path();
}

TEST_F(DirectoryBlobsTest, AFailureOfTheDiskIsReportedAndLeavesNothingBehind) {
    std::ofstream(folder.string()) << "a file where the folder should be";
    auto const put = blobs.put("nanchang", FileId{"ab12cd"}, "x");
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().kind, Kind::unavailable);
}

}  // namespace
}  // namespace jiati::blobs
