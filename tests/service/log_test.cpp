// The sequencer: roots and receipts at every size, restarts, copies that are too old, two processes, failing disks; and
// the audit that finds whatever was changed.
#include "app/log/cosignatures.h"
#include "app/log/spot_check.h"
#include "codec/canonical.h"
#include "service/log_support.h"

#include <gmock/gmock.h>
#include <cstdlib>

namespace jiati::service {
namespace {

using app::log::CityLog;
using app::log::Log;
using app::log::LogFault;
using app::log::sha256;
using testing::HasSubstr;

std::string const town = "nanchang";

// RFC 6962, 2.1, as it is written.
merkle::Hash naive_root(std::vector<merkle::Hash> const& leaves) {
    if (leaves.empty()) return sha256("");
    if (leaves.size() == 1) return leaves[0];
    std::size_t k = 1;
    while (2 * k < leaves.size()) k *= 2;
    auto const middle = leaves.begin() + static_cast<std::ptrdiff_t>(k);
    return merkle::node_hash(naive_root({leaves.begin(), middle}), naive_root({middle, leaves.end()}), sha256);
}
merkle::Hash hash_of_event(std::int64_t index) { return merkle::leaf_hash(event_leaf(index), sha256); }
merkle::Hash root_of_events(std::int64_t count) {
    std::vector<merkle::Hash> leaves;
    for (std::int64_t i = 0; i < count; ++i) leaves.push_back(hash_of_event(i));
    return naive_root(leaves);
}

class Folder {
  public:
    Folder() {
        auto pattern = (std::filesystem::temp_directory_path() / "jiati-log-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

app::log::LogSettings settings() {
    return {.name = "jiati", .try_lead = [](auto const&) { return true; }};
}

void expect_good(Log& log, std::int64_t size) {
    auto const shown = log.published(town);
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->checkpoint.size, static_cast<std::uint64_t>(size));
    EXPECT_EQ(shown->checkpoint.root, root_of_events(size));
    auto const key = app::log::verifier_key(shown->epoch());
    for (auto const index : {std::int64_t{0}, size / 2, size - 1}) {
        auto const receipt = log.receipt(town, hash_of_event(index), {});
        ASSERT_TRUE(receipt);
        EXPECT_TRUE(app::log::audit_receipt(*receipt, event_leaf(index), {key}).holds());
        EXPECT_FALSE(app::log::audit_receipt(*receipt, event_leaf(index + 1), {key}).holds());
    }
}

TEST(Sequencer, SignsTheNaiveRootAtEverySizeAlsoAfterARestartAtEachStep) {
    auto rows = rows_in_memory();
    for (std::int64_t size = 1; size <= 300; ++size) {
        append_leaves(*rows.journal, town, 1);
        Log log(rows.stores(), settings());
        ASSERT_TRUE(log.open());
        log.step();
        expect_good(log, size);
    }
}

TEST(Sequencer, GoesOnFromDiskAndReadsFullTilesOnlyOnce) {
    Folder const folder;
    std::string last_note;
    for (std::int64_t size = 0; auto const more : {1, 254, 1, 1, 255, 512, 3, 700}) {
        auto rows = rows_on_disk(folder.path());
        append_leaves(*rows.journal, town, more);
        size += more;
        Log log(rows.stores(), settings());
        ASSERT_TRUE(log.open());
        EXPECT_EQ(log.published(town) ? log.published(town)->note : "", last_note);
        log.step();
        expect_good(log, size);
        EXPECT_EQ(rows.tiles->count_log_tiles(town, 0).value(), size / 256);
        EXPECT_TRUE(log.is_current());
        last_note = log.published(town)->note;
    }
}

TEST(Sequencer, WritesTheCheckpointReceiptAndTilesOfThePublishedVectors) {
    auto rows = rows_in_memory();
    append_leaves(*rows.journal, "log", 1000);
    // The name is the origin's first part: here the city is its last.
    Log log(rows.stores(), {.name = "civic.example", .try_lead = [](auto const&) { return true; }});
    log.step();
    auto const shown = log.published("log");
    ASSERT_TRUE(shown);
    EXPECT_EQ(merkle::to_string(app::log::verifier_key(shown->epoch())),
              "civic.example/log+228021f7+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4");
    std::string const text = "civic.example/log\n1000\nOGQEChbbJQj2Gw385Iwa5XBpD6gru7Fn+BPr65FfEXU=\n";
    std::string const own =
        "— civic.example/log IoAh90MZg9anLV4fDB6/5mKLErkAX4IcvqpBQxMWcHEL/l6Y7xpgNlxOCDo93zNKFgQcmV0n7V3/"
        "3TdZxcV39REUWQs=\n";
    std::string const witness =
        "— witness.example/w1 CdzwvQAAAABpVbkArVa6o7tYQIaYJ5mcqOoZ93gqF9a/cVvkIj7bB8pSDPEDtlkqehmfsoKuk2egQaUrVwtMVaFYX"
        "itl4Zgyg+dRBw==\n";
    EXPECT_EQ(shown->note, text + "\n" + own);
    auto const files = mirror(log, "log");
    EXPECT_EQ(files.size(), 1U + 4 + 1 + 4);
    auto const digest = [&](std::string const& path) { return codec::hex(codec::sha256(files.at(path))); };
    EXPECT_EQ(digest("tile/0/000"), "ed9ce093d17c8fd1939bc079d84be4d682e1027f469eb4fd0bf37db4355d7522");
    EXPECT_EQ(digest("tile/0/003.p/232"), "9809ae16ed2711dfed0fd7070ee3ea74569eda436cd8f304bb2fc73ef1d435ad");
    EXPECT_EQ(digest("tile/1/000.p/3"), "42de7b35f339e1a7f2bb576c5260b5b8c8791fdea8fd72932f75d514029d6e07");
    EXPECT_EQ(digest("tile/entries/000"), "e3a4f33c66d70a86d0929772e161c4c43f0f6cd9a7dbc6f33eb7fee638d1d433");

    auto const witness_key =
        merkle::parse_key("witness.example/w1+09dcf0bd+BAu8NGpXZnw4ASC9nH/X5R0sX9/qN80vW/QFssa/by14", sha256);
    ASSERT_TRUE(witness_key);
    EXPECT_EQ(app::log::add_cosignature(log, rows.stores(), "log", text + "\n" + own + witness, {*witness_key}).value(),
              1000U);
    log.step();
    EXPECT_EQ(log.published("log")->note, text + "\n" + own + witness);
    // Later checkpoints have no witness yet; receipts of older leaves keep the one they have.
    append_leaves(*rows.journal, "log", 5);
    log.step();
    EXPECT_EQ(log.published("log")->checkpoint.size, 1005U);
    auto const old_leaf = log.receipt("log", hash_of_event(17), {}).value();
    EXPECT_THAT(old_leaf, HasSubstr(text + "\n" + own + witness));
    EXPECT_THAT(old_leaf, HasSubstr("index 17\nsh0ELKsrtb/mT+5F+B/XCkIiGLTOb8qiBNcqQvXCdNs=\n"));
    auto const keys = std::vector{app::log::verifier_key(shown->epoch()), *witness_key};
    EXPECT_TRUE(app::log::audit_receipt(old_leaf, event_leaf(17), keys).holds());
    EXPECT_THAT(log.receipt("log", hash_of_event(1002), {}).value(), HasSubstr("\n1005\n"));
}

TEST(Sequencer, KeepsNoCosignatureThatDoesNotHold) {
    auto rows = rows_in_memory();
    append_leaves(*rows.journal, town, 3);
    Log log(rows.stores(), settings());
    log.step();
    auto const note = log.published(town)->note;
    auto const witness =
        merkle::parse_key("witness.example/w1+09dcf0bd+BAu8NGpXZnw4ASC9nH/X5R0sX9/qN80vW/QFssa/by14", sha256);
    auto const line = [](std::string bytes) {
        return "— witness.example/w1 " + merkle::to_base64(std::string("\x09\xdc\xf0\xbd", 4) + std::move(bytes)) +
               "\n";
    };
    auto const add = [&](std::string const& text) {
        return app::log::add_cosignature(log, rows.stores(), town, text, {*witness}).has_value();
    };
    EXPECT_FALSE(add(note));
    EXPECT_FALSE(add(note + line(std::string(72, 'x'))));
    EXPECT_FALSE(add("jiati/nanchang\n3\n" + merkle::to_base64(std::string(32, 'r')) + "\n\n" + line("x")));
    EXPECT_FALSE(add(""));
    EXPECT_EQ(rows.book->log_epochs(town).value().back().cosigned, "");
}

TEST(Sequencer, RefusesAJournalThatEndsBeforeWhatWasSigned) {
    auto rows = rows_in_memory();
    append_leaves(*rows.journal, town, 300);
    Log(rows.stores(), settings()).step();
    // The same book and tiles, an older journal.
    auto older = rows_in_memory();
    append_leaves(*older.journal, town, 299);
    app::log::LogStores const stores{*older.journal, *rows.tiles, *rows.book, rows.stores().now};
    Log log(stores, settings());
    auto const opened = log.open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, LogFault::Kind::older_store);
    EXPECT_THAT(opened.error().detail, HasSubstr("300 were signed for as jiati/nanchang"));
    EXPECT_EQ(CityLog(stores, town, "jiati/nanchang").lead().error().kind, LogFault::Kind::older_store);

    // A new epoch goes on with what there is; old receipts keep their key and checkpoint.
    auto const begun = app::log::begin_epoch(stores, town, "the disk was lost");
    ASSERT_TRUE(begun);
    EXPECT_EQ(begun->origin, "jiati/nanchang/2");
    EXPECT_EQ(begun->began_with, 299);
    Log next(stores, settings());
    ASSERT_TRUE(next.open());
    next.step();
    expect_good(next, 299);
    auto const& epochs = next.published(town)->epochs;
    ASSERT_EQ(epochs.size(), 2U);
    EXPECT_EQ(epochs[0].last->size, 300);
    EXPECT_EQ(epochs[1].reason, "the disk was lost");
    EXPECT_EQ(app::log::begin_epoch(stores, town, "again")->origin, "jiati/nanchang/3");
}

TEST(Sequencer, RefusesAJournalThatWentAnotherWay) {
    for (std::int64_t const signed_for : {5, 256, 300}) {
        auto rows = rows_in_memory();
        append_leaves(*rows.journal, town, signed_for);
        Log(rows.stores(), settings()).step();
        auto other = rows_in_memory();
        append_leaves(*other.journal, town, signed_for - 2);
        append_leaves(*other.journal, town, 500, "another-");
        for (auto* const tiles : {other.tiles, rows.tiles}) {
            app::log::LogStores const stores{*other.journal, *tiles, *rows.book, rows.stores().now};
            auto const before = rows.book->log_epochs(town).value().back().last->note;
            Log opening(stores, settings());
            auto const opened = opening.open();
            // Full tiles that are there already are not worked out again at a start: then signing finds it.
            EXPECT_TRUE(!opened || tiles == rows.tiles);
            std::vector<LogFault> faults;
            auto watched = settings();
            watched.on_fault = [&](LogFault const& fault) { faults.push_back(fault); };
            Log log(stores, watched);
            log.step();
            log.step();
            if (signed_for == 256 && tiles == rows.tiles) continue;  // see above: the audit finds it
            ASSERT_EQ(faults.size(), 1U) << signed_for;
            EXPECT_EQ(faults[0].kind, LogFault::Kind::forked);
            EXPECT_FALSE(log.is_current());
            EXPECT_EQ(rows.book->log_epochs(town).value().back().last->note, before);
        }
    }
}

TEST(Sequencer, TwoProcessesDoNoHarm) {
    Folder const folder;
    auto one = rows_on_disk(folder.path());
    auto two = rows_on_disk(folder.path());
    Log first(one.stores(), settings());
    Log second(two.stores(), settings());
    auto watching = settings();
    watching.try_lead = [](auto const&) { return false; };
    Log follower(two.stores(), watching);
    std::int64_t size = 0;
    for (int round = 0; round < 12; ++round) {
        auto const more = 1 + round * 17 % 100;
        append_leaves(round % 2 == 0 ? *one.journal : *two.journal, town, more);
        size += more;
        if (round % 3 != 1) first.step();
        if (round % 3 != 0) second.step();
        if (round % 4 == 0) std::swap(one, two);
        follower.step();
        expect_good(follower, size);
    }
    first.step();
    second.step();
    expect_good(first, size);
    expect_good(second, size);
    EXPECT_EQ(one.book->log_epochs(town).value().size(), 1U);
}

// Fails one call, the nth.
class FailingRows final : public app::LogTiles, public app::LogBook {
  public:
    FailingRows(app::LogTiles& tiles, app::LogBook& book, int nth) : tiles_(tiles), book_(book), left_(nth) {}
    [[nodiscard]] bool has_failed() const { return left_ <= 0; }

    Result<Done, app::StoreError> put_log(std::string const& city, std::vector<app::LogTile> const& tiles,
                                          std::vector<app::LogLeaf> const& leaves) override {
        if (fails()) return failure();
        return tiles_.put_log(city, tiles, leaves);
    }
    Result<std::optional<std::string>, app::StoreError> log_tile(std::string const& city, std::int64_t level,
                                                                 std::int64_t index) override {
        if (fails()) return failure();
        return tiles_.log_tile(city, level, index);
    }
    Result<std::int64_t, app::StoreError> count_log_tiles(std::string const& city, std::int64_t level) override {
        if (fails()) return failure();
        return tiles_.count_log_tiles(city, level);
    }
    Result<std::vector<std::int64_t>, app::StoreError> find_log_leaves(std::string const& city,
                                                                       std::int64_t prefix) override {
        return tiles_.find_log_leaves(city, prefix);
    }
    Result<std::vector<app::LogEpoch>, app::StoreError> log_epochs(std::string const& city) override {
        if (fails()) return failure();
        return book_.log_epochs(city);
    }
    Result<std::vector<std::string>, app::StoreError> log_cities() override { return book_.log_cities(); }
    Result<Done, app::StoreError> begin_log_epoch(std::string const& city, NewEpoch const& epoch) override {
        if (fails()) return failure();
        return book_.begin_log_epoch(city, epoch);
    }
    Result<std::string, app::StoreError> sign_log(std::string const& city, std::int64_t number,
                                                  std::string_view message) override {
        if (fails()) return failure();
        return book_.sign_log(city, number, message);
    }
    // What it was told to keep is kept all the same: the answer alone is lost, as when a process dies.
    Result<bool, app::StoreError> advance_log(std::string const& city, std::int64_t number, std::int64_t size_before,
                                              app::LogCheckpoint const& next) override {
        auto const done = book_.advance_log(city, number, size_before, next);
        if (fails()) return failure();
        return done;
    }
    Result<Done, app::StoreError> keep_cosigned(std::string const&, std::int64_t, std::string const&,
                                                std::string const&) override {
        return failure();
    }

  private:
    bool fails() { return --left_ == 0; }
    static Failure<app::StoreError> failure() {
        return Failure{app::StoreError{app::StoreError::Kind::unavailable, "the disk"}};
    }
    app::LogTiles& tiles_;
    app::LogBook& book_;
    int left_;
};

TEST(Sequencer, MendsItselfAfterAnyOneFailure) {
    for (int nth = 1;; ++nth) {
        auto rows = rows_in_memory();
        FailingRows failing(*rows.tiles, *rows.book, nth);
        app::log::LogStores const stores{*rows.journal, failing, failing, rows.stores().now};
        Log log(stores, settings());
        append_leaves(*rows.journal, town, 250);
        log.step();
        append_leaves(*rows.journal, town, 270);
        log.step();
        append_leaves(*rows.journal, town, 3);
        log.step();
        bool const has_failed = failing.has_failed();
        log.step();
        log.step();
        expect_good(log, 523);
        Log again(rows.stores(), settings());
        ASSERT_TRUE(again.open()) << nth;
        expect_good(again, 523);
        auto const files = mirror(again, town);
        EXPECT_TRUE(app::log::audit(reading(files), {app::log::verifier_key(again.published(town)->epoch())})->holds());
        if (!has_failed) break;
        ASSERT_LT(nth, 200);
    }
}

TEST(Audit, FindsAnyChangedByteAndAnyMissingFile) {
    auto rows = rows_in_memory();
    append_leaves(*rows.journal, town, 515);
    Log log(rows.stores(), settings());
    log.step();
    auto const files = mirror(log, town);
    auto const key = app::log::verifier_key(log.published(town)->epoch());
    auto const whole = app::log::audit(reading(files), {key});
    ASSERT_TRUE(whole);
    EXPECT_TRUE(whole->holds());
    EXPECT_EQ(whole->size, 515U);
    EXPECT_EQ(whole->root, root_of_events(515));
    for (auto const& [path, bytes] : files) {
        auto changed = files;
        // Some forty bytes of each file, the first and the last among them.
        auto const stride = std::max<std::size_t>(1, bytes.size() / 40);
        for (std::size_t step = 0; step * stride < bytes.size() + stride; ++step) {
            auto const at = std::min(step * stride, bytes.size() - 1);
            changed[path][at] = static_cast<char>(bytes[at] ^ (step % 2 == 0 ? 0x01 : 0x80));
            EXPECT_FALSE(app::log::audit(reading(changed), {key})->holds()) << path << " at " << at;
            changed[path][at] = bytes[at];
        }
        changed[path].pop_back();
        EXPECT_FALSE(app::log::audit(reading(changed), {key})->holds()) << path;
        changed[path] = bytes + "x";
        EXPECT_FALSE(app::log::audit(reading(changed), {key})->holds()) << path;
        changed.erase(path);
        EXPECT_FALSE(app::log::audit(reading(changed), {key})->holds()) << path;
    }
    // Another key, and a log that cannot be read.
    auto const other = merkle::make_key(key.name, merkle::ed25519, std::string(32, 'k'), sha256);
    EXPECT_FALSE(app::log::audit(reading(files), {other})->holds());
    EXPECT_FALSE(app::log::audit(
        [](auto const&) { return Result<std::optional<std::string>, std::string>(Failure{std::string("no network")}); },
        {key}));
}

TEST(Audit, FindsAnyByteOfTheJournalChangedBehindTheLog) {
    Folder const folder;
    {
        auto rows = rows_on_disk(folder.path());
        append_leaves(*rows.journal, town, 515);
        Log(rows.stores(), settings()).step();
    }
    // A mirror of a journal whose leaf at `changed` is another, beside tiles and checkpoint as they were.
    for (std::int64_t const changed : {0, 255, 256, 511, 512, 514}) {
        auto rows = rows_on_disk(folder.path());
        auto forged = rows_in_memory();
        append_leaves(*forged.journal, town, changed);
        append_leaves(*forged.journal, town, 1, "Event-");
        append_leaves(*forged.journal, town, 514 - changed);
        Log log({*forged.journal, *rows.tiles, *rows.book, rows.stores().now}, settings());
        if (!log.open()) continue;  // beyond the full tiles: found at the start
        EXPECT_LT(changed, 512);
        auto const files = mirror(log, town);
        EXPECT_FALSE(app::log::audit(reading(files), {app::log::verifier_key(log.published(town)->epoch())})->holds())
            << changed;
    }
}

// What a start looks at by itself: cheaper than an audit, and with few tiles it is all of them.
TEST(SpotCheck, FindsAChangedLeafAndAChangedTileAndNothingElse) {
    Folder const folder;
    {
        auto rows = rows_on_disk(folder.path());
        append_leaves(*rows.journal, town, 1100);
        Log(rows.stores(), settings()).step();
    }
    auto const lines = [&](app::Journal& journal, app::log::LogStores stores) {
        std::vector<std::string> told;
        auto listening = settings();
        listening.on_fault = [&](LogFault const& fault) { told.push_back(fault.detail); };
        Log log({journal, stores.tiles, stores.book, stores.now}, listening);
        EXPECT_TRUE(log.open());
        log.check();
        EXPECT_EQ(log.differences(), std::ssize(told));
        return told;
    };
    for (std::int64_t const changed : {0, 255, 700, 1023}) {
        auto rows = rows_on_disk(folder.path());
        EXPECT_TRUE(lines(*rows.journal, rows.stores()).empty());
        auto forged = rows_in_memory();
        append_leaves(*forged.journal, town, changed);
        append_leaves(*forged.journal, town, 1, "Event-");
        append_leaves(*forged.journal, town, 1099 - changed);
        auto const told = lines(*forged.journal, rows.stores());
        ASSERT_EQ(told.size(), 2U) << changed;  // the tile, and that its new root is not in the tile above
        EXPECT_EQ(told.front(),
                  town + ": tile/0/00" + std::to_string(changed / 256) + ": not the hashes of the journal's leaves");
    }
    // With more tiles than are looked at, the last one is looked at whatever is drawn.
    auto rows = rows_on_disk(folder.path());
    auto forged = rows_in_memory();
    append_leaves(*forged.journal, town, 1000);
    append_leaves(*forged.journal, town, 1, "Event-");
    append_leaves(*forged.journal, town, 99);
    Log log(rows.stores(), settings());
    ASSERT_TRUE(log.open());
    app::log::LogStores const mixed{*forged.journal, *rows.tiles, *rows.book, rows.stores().now};
    EXPECT_EQ(app::log::spot_check(mixed, town, *log.published(town), {.seed = 1, .tiles_max = 1})->size(), 2U);
    bool const nothing =
        app::log::spot_check(mixed, town, *log.published(town), {.is_over = [] { return true; }})->empty();
    EXPECT_TRUE(nothing) << "a stop ends it";
}

}  // namespace
}  // namespace jiati::service
