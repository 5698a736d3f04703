// Against a stand-in that checks every signature (s3_stand_in.mjs); with JIATI_TEST_S3=http://127.0.0.1:PORT against a
// real server there, whose bucket "files" is open to the credentials S3RVER/S3RVER.
#include "blobs/s3_blobs.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>
#include <vector>

namespace jiati::blobs {
namespace {

using Kind = app::StoreError::Kind;
namespace fs = std::filesystem;

class StandIn {
  public:
    explicit StandIn(std::vector<char const*> options = {}) {
        int out[2];
        int in[2];
        EXPECT_EQ(::pipe(out) | ::pipe(in), 0);
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(in[0], 0);
            ::dup2(out[1], 1);
            for (int const end : {in[0], in[1], out[0], out[1]}) ::close(end);
            std::vector<char const*> words{"node", S3_STAND_IN};
            words.insert(words.end(), options.begin(), options.end());
            words.push_back(nullptr);
            ::execvp("node", const_cast<char**>(words.data()));
            ::_exit(127);
        }
        ::close(in[0]);
        ::close(out[1]);
        input_ = in[1];
        for (char letter = 0; ::read(out[0], &letter, 1) == 1 && letter != '\n';) port_ += letter;
        ::close(out[0]);
        EXPECT_FALSE(port_.empty()) << "node did not start";
    }
    ~StandIn() {
        ::close(input_);
        int status = 0;
        ::waitpid(process_, &status, 0);
    }
    StandIn(StandIn const&) = delete;
    StandIn& operator=(StandIn const&) = delete;

    [[nodiscard]] std::string endpoint() const { return "http://127.0.0.1:" + port_; }
    // Answers the next requests with 503.
    void fail(int requests) const {
        auto const asked = "curl -s '" + endpoint() + "/fail?" + std::to_string(requests) + "'";
        EXPECT_EQ(std::system(asked.c_str()), 0);
    }

  private:
    int process_ = -1;
    int input_ = -1;
    std::string port_;
};

class S3BlobsTest : public testing::Test {
  protected:
    S3BlobsTest() {
        if (auto const* const real = std::getenv("JIATI_TEST_S3")) {
            place.endpoint = real;
            credentials = {"S3RVER", "S3RVER"};
        } else {
            stand_in = std::make_unique<StandIn>();
            place.endpoint = stand_in->endpoint();
        }
        std::random_device device;  // a real server keeps what an earlier run put there
        for (auto* const id : {&one, &two}) id->text = "ab" + std::to_string(device());
        blobs = std::make_unique<S3Blobs>(place, credentials);
    }

    S3Place place{.endpoint = {}, .bucket = "files"};
    S3Credentials credentials{"AKIDTEST", "secret/of+the test"};
    std::unique_ptr<StandIn> stand_in;
    std::unique_ptr<S3Blobs> blobs;
    FileId one;
    FileId two;
};

TEST_F(S3BlobsTest, GivesBackTheBytesItWasGiven) {
    std::string bytes(300000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31);
    auto const put = blobs->put("nanchang", one, bytes);
    ASSERT_TRUE(put) << put.error().detail;
    EXPECT_EQ(blobs->get("nanchang", one).value(), bytes);
    ASSERT_TRUE(blobs->put("nanchang", two, ""));
    EXPECT_EQ(blobs->get("nanchang", two).value(), "");
}

TEST_F(S3BlobsTest, KnowsNothingUnderAnIdOrCityItWasNotGiven) {
    EXPECT_FALSE(blobs->get("nanchang", one).value());
    ASSERT_TRUE(blobs->put("nanchang", one, "x"));
    EXPECT_FALSE(blobs->get("nanchang", two).value());
    EXPECT_FALSE(blobs->get("guangzhou", one).value());
}

TEST_F(S3BlobsTest, AcceptsTheSameBytesAgainAndRefusesOthers) {
    ASSERT_TRUE(blobs->put("nanchang", one, "first"));
    EXPECT_TRUE(blobs->put("nanchang", one, "first"));
    auto const other = blobs->put("nanchang", one, "second");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().kind, Kind::conflict);
    EXPECT_EQ(blobs->get("nanchang", one).value(), "first");
}

TEST_F(S3BlobsTest, WhatIsRemovedIsGoneAndMayBeRemovedAgain) {
    ASSERT_TRUE(blobs->put("nanchang", one, "x"));
    ASSERT_TRUE(blobs->put("nanchang", two, "y"));
    for (int i = 0; i < 2; ++i) {
        auto const removed = blobs->remove("nanchang", one);
        ASSERT_TRUE(removed) << removed.error().detail;
        EXPECT_FALSE(blobs->get("nanchang", one).value());
    }
    EXPECT_EQ(blobs->get("nanchang", two).value(), "y");
    place.bucket = "elsewhere";
    EXPECT_FALSE(S3Blobs(place, credentials).remove("nanchang", two));
}

TEST_F(S3BlobsTest, OfManyThatPutOtherBytesAtOnceOneWins) {
    if (!stand_in) GTEST_SKIP() << "this server knows no If-None-Match";
    std::atomic<int> accepted = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, i] {
            if (blobs->put("nanchang", one, std::to_string(i))) ++accepted;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(accepted, 1);
}

TEST_F(S3BlobsTest, AStoreThatKnowsNoConditionIsAskedFirst) {
    if (!stand_in) GTEST_SKIP() << "the real server was asked above";
    StandIn const forgetful({"--forgetful"});
    place.endpoint = forgetful.endpoint();
    S3Blobs older(place, credentials);
    ASSERT_TRUE(older.put("nanchang", one, "first"));
    EXPECT_EQ(older.put("nanchang", one, "second").error().kind, Kind::conflict);
    EXPECT_EQ(older.get("nanchang", one).value(), "first");
}

TEST_F(S3BlobsTest, NamesNeverBecomePaths) {
    for (auto const* name : {"", ".", "..", "../secret", "a/b", "a.b", "a\\b", "a?b", "a%2fb", "名", "a b"}) {
        EXPECT_FALSE(blobs->put("nanchang", FileId{name}, "x")) << name;
        EXPECT_FALSE(blobs->put(name, one, "x")) << name;
        EXPECT_FALSE(blobs->get("nanchang", FileId{name}).value()) << name;
    }
}

TEST_F(S3BlobsTest, AWrongKeyOrBucketIsAFailureOfTheWorldNotAMissingFile) {
    auto wrong = credentials;
    wrong.secret_key += "x";
    if (stand_in) {  // not every small server looks
        EXPECT_EQ(S3Blobs(place, wrong).get("nanchang", one).error().kind, Kind::unavailable);
        EXPECT_EQ(S3Blobs(place, wrong).put("nanchang", one, "x").error().kind, Kind::unavailable);
    }
    auto elsewhere = place;
    elsewhere.bucket = "nosuch";
    auto const answer = S3Blobs(elsewhere, credentials).get("nanchang", one);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Kind::unavailable);
    EXPECT_FALSE(blobs->get("nanchang", one).value());
}

TEST_F(S3BlobsTest, WhatPassesIsTriedAgainAndWhatDoesNotIsReported) {
    if (!stand_in) GTEST_SKIP() << "a real server does not fail on demand";
    stand_in->fail(2);
    EXPECT_TRUE(blobs->put("nanchang", one, "x"));
    stand_in->fail(3);
    EXPECT_EQ(blobs->get("nanchang", one).error().kind, Kind::unavailable);
    EXPECT_EQ(blobs->get("nanchang", one).value(), "x");
    place.endpoint = "http://127.0.0.1:1";
    EXPECT_EQ(S3Blobs(place, credentials).get("nanchang", one).error().kind, Kind::unavailable);
}

TEST(S3Place, IsReadFromAnAddress) {
    auto const place =
        read_s3_place("s3://jiati-files?endpoint=https%3A%2F%2Fs3.example.org/&region=cn-east-1").value();
    EXPECT_EQ(place.bucket, "jiati-files");
    EXPECT_EQ(place.endpoint, "https://s3.example.org");
    EXPECT_EQ(place.region, "cn-east-1");
    EXPECT_EQ(read_s3_place("s3://b?endpoint=http://127.0.0.1:9000").value().region, "us-east-1");
    for (auto const* wrong :
         {"", "s3://", "s3://b", "s3://?endpoint=https://h", "s3://b?endpoint=http://example.org",
          "s3://b?endpoint=http://localhost.example.org", "s3://a/b?endpoint=https://h",
          "s3://b?endpoint=https://h&secret=x", "s3://b?endpoint=https://h&region=a:b", "/data/blobs"})
        EXPECT_FALSE(read_s3_place(wrong)) << wrong;
}

TEST(S3Credentials, ComeFromTheEnvironmentOrAFileOfTheirOwnersAlone) {
    ::unsetenv("AWS_ACCESS_KEY_ID");
    ::unsetenv("AWS_SECRET_ACCESS_KEY");
    EXPECT_FALSE(read_s3_credentials());
    ::setenv("AWS_ACCESS_KEY_ID", "a", 1);
    EXPECT_FALSE(read_s3_credentials());
    ::setenv("AWS_SECRET_ACCESS_KEY", "b", 1);
    EXPECT_EQ(read_s3_credentials().value().secret_key, "b");
    auto const file = fs::temp_directory_path() / ("jiati-s3-" + std::to_string(::getpid()));
    std::ofstream(file) << "from\nfile\n";
    ::setenv("JIATI_S3_CREDENTIALS_FILE", file.c_str(), 1);
    fs::permissions(file, fs::perms::owner_read | fs::perms::group_read);
    EXPECT_FALSE(read_s3_credentials()) << "others can read it";
    fs::permissions(file, fs::perms::owner_read);
    EXPECT_EQ(read_s3_credentials().value().access_key, "from");
    fs::remove(file);
    EXPECT_FALSE(read_s3_credentials());
    ::unsetenv("JIATI_S3_CREDENTIALS_FILE");
}

}  // namespace
}  // namespace jiati::blobs
