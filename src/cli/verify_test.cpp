// jiati verify against a log in a folder and the same one served over HTTP: what it prints and its exit status.
#include "app/log/ed25519.h"
#include "app/log/log.h"
#include "cli/commands.h"
#include "codec/canonical.h"
#include "http/problem.h"
#include "http/server.h"
#include "store/memory_log.h"
#include "store/memory_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace jiati::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
namespace fs = std::filesystem;

class CountingBytes final : public app::Randomness {
  public:
    void fill(std::span<unsigned char> bytes) override {
        for (auto& byte : bytes) byte = next_++;
    }

  private:
    unsigned char next_ = 0;
};

// The published tree of "event-0" … "event-999" with its published key.
class Verify : public testing::Test {
  protected:
    Verify() {
        auto pattern = (fs::temp_directory_path() / "jiati-verify-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
        app::Append append{.city = "log",
                           .actor = "clock",
                           .recorded_at = Instant{1},
                           .idempotency_key = "k",
                           .request_hash = "h",
                           .streams = {{"vote/v1", 0, {}}},
                           .views = {},
                           .vault = {},
                           .timers = {}};
        for (int i = 0; i < 1000; ++i)
            append.streams[0].events.push_back(
                {"vote.Opened/1", "{}", "event-" + std::to_string(i), Date::of(2026, 1, 1), ""});
        EXPECT_TRUE(journal.append(append));
        log.step();
        auto const shown = log.published("log");
        write("checkpoint", shown->note);
        auto tiles = merkle::hash_tiles(1000);
        for (auto const& bundle : merkle::entry_bundles(1000)) tiles.push_back(bundle);
        for (auto const& tile : tiles) write(merkle::path_of(tile), log.tile("log", tile).value().value());
    }
    ~Verify() override { fs::remove_all(folder); }

    void write(std::string const& path, std::string const& bytes) {
        fs::create_directories((folder / path).parent_path());
        std::ofstream(folder / path, std::ios::binary) << bytes;
    }

    // Exit status; what was printed is in `out` and `err`.
    int run(VerifyOptions options) {
        if (options.keys.empty()) options.keys = {key};
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        auto const status = verify(options);
        std::fflush(stdout);
        out = testing::internal::GetCapturedStdout();
        err = testing::internal::GetCapturedStderr();
        return status;
    }
    int run_on(std::string const& dir) {
        VerifyOptions options;
        options.dir = dir;
        options.json = true;
        return run(options);
    }

    static constexpr auto key = "civic.example/log+228021f7+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    static constexpr auto good =
        "{\"holds\":true,\"size\":1000,\"root\":\"3864040a16db2508f61b0dfce48c1ae570690fa82bbbb167f813ebeb915f1175\","
        "\"problems\":[]}\n";
    CountingBytes randomness;
    store::MemoryStore journal{randomness};
    store::MemoryLog rows{randomness};
    app::log::Log log{{journal, rows, rows, [] { return Instant{0}; }}, {.name = "civic.example"}};
    fs::path folder;
    std::string out, err;
};

TEST_F(Verify, HoldsForAGoodFolderAndNotForAChangedOne) {
    EXPECT_EQ(run_on(folder.string()), 0) << err;
    EXPECT_EQ(out, good);
    auto const bundle = log.tile("log", {std::nullopt, 2, 256}).value().value();
    auto changed = bundle;
    changed[105] = static_cast<char>(changed[105] ^ 1);
    write("tile/entries/002", changed);
    EXPECT_EQ(run_on(folder.string()), 1);
    EXPECT_THAT(out, StartsWith("{\"holds\":false,\"size\":1000,"));
    EXPECT_THAT(out, HasSubstr("tile/0/002: not the hashes of the entries"));
    write("tile/entries/002", bundle);
    fs::remove(folder / "tile/1/000.p/3");
    EXPECT_EQ(run_on(folder.string()), 1);
    EXPECT_THAT(out, HasSubstr("tile/1/000.p/3: missing"));
}

TEST_F(Verify, ReadsAServedLogAndSaysWhenThereIsNone) {
    http::Problems const problems(http::Words::parse("{}", "{}").value());
    http::Router router;
    router.add("GET", "/some/where/{path...}", [this](http::Request const& request) {
        std::ifstream file(folder / request.path_parameter("path"), std::ios::binary);
        if (!file) return http::Response::text(404, "text/plain", "");
        return http::Response::text(200, "application/octet-stream", {std::istreambuf_iterator<char>(file), {}});
    });
    auto server = http::Server::start({}, router, problems);
    ASSERT_TRUE(server);
    VerifyOptions options;
    options.json = true;
    options.url = "http://127.0.0.1:" + std::to_string((*server)->port()) + "/some/where/";
    EXPECT_EQ(run(options), 0) << err;
    EXPECT_EQ(out, good);
    (*server)->stop();
    EXPECT_EQ(run(options), 3);
    EXPECT_EQ(out, "");
}

TEST_F(Verify, ChecksOneReceiptOffline) {
    auto const leaf = merkle::leaf_hash("event-17", app::log::sha256);
    write("receipt", log.receipt("log", leaf, {}).value());
    VerifyOptions options;
    options.proof = (folder / "receipt").string();
    options.leaf_hex = codec::hex(std::string("event-17"));
    options.json = true;
    EXPECT_EQ(run(options), 0) << err;
    EXPECT_EQ(out, good);
    options.leaf_hex = codec::hex(std::string("event-18"));
    EXPECT_EQ(run(options), 1);
    options.proof = (folder / "checkpoint").string();
    EXPECT_EQ(run(options), 1);
}

TEST_F(Verify, RefusesACallThatCannotBeMeant) {
    EXPECT_EQ(run({}), 2);
    EXPECT_EQ(run_on((folder / "nowhere").string()), 2);
    VerifyOptions options;
    options.dir = folder.string();
    options.leaf_hex = "00";
    EXPECT_EQ(run(options), 2);
    options.leaf_hex.reset();
    options.keys = {"civic.example/log+228021f8+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"};
    EXPECT_EQ(run(options), 2);
    EXPECT_THAT(err, HasSubstr("--key:"));
    options.keys = {key};
    options.url = "http://127.0.0.1:1";
    EXPECT_EQ(run(options), 2);
    options.dir.clear();
    options.url = "ftp://127.0.0.1";
    EXPECT_EQ(run(options), 2);
    VerifyOptions receipt;
    receipt.proof = (folder / "checkpoint").string();
    EXPECT_EQ(run(receipt), 2);
    receipt.leaf_hex = "0";
    EXPECT_EQ(run(receipt), 2);
    receipt.leaf_hex = "00";
    receipt.proof = (folder / "nothing").string();
    EXPECT_EQ(run(receipt), 2);
}

}  // namespace
}  // namespace jiati::cli
