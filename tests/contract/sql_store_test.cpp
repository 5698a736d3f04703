#include "contract/contract.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <fstream>
#include <sstream>

namespace jiati::contract {
namespace {

using testing::ElementsAre;
using testing::Pair;

class SqlStoreTest : public testing::Test {
  protected:
    std::unique_ptr<store::SqlStore> open() { return open_sql(folder.url(), randomness); }
    Kind kind_on_open() {
        auto const opened = store::SqlStore::open(folder.url(), randomness);
        EXPECT_FALSE(opened);
        return opened ? Kind{} : kind_of(opened);
    }
    // Changes a file behind the store's back.
    void tamper(std::string const& file, std::string const& text) {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open((folder.path() / file).c_str(), &db), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(db, text.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
        sqlite3_close(db);
    }

    TemporaryFolder folder;
    CountingRandomness randomness;
};

TEST_F(SqlStoreTest, AReopenedStoreHoldsEverything) {
    std::vector<std::string> before;
    app::Secret secret{};
    {
        auto const store = open();
        auto append = an_append("k1", {to_stream("vote/1", 0, 2), to_stream("project/1", 0)});
        append.views = {{.view = "v", .key = "k", .area = "a/", .body = "{}"}};
        append.vault = {{.ref = "r", .subject = "s", .value = "x"}};
        append.timers = {{.key = "t", .due = Instant{1}, .command = "{}"}};
        before = lines_of(store->append(append).value().events);
        secret = store->secrets("nanchang", {"s"}).value().at("s");
        ASSERT_TRUE(store->create({"aa", "nanchang", AccountId{"account-1"}, Instant{1}, Instant{2}}));
    }
    auto const store = open();
    EXPECT_EQ(lines_of(store->read_all("nanchang", 0, 10).value()), before);
    EXPECT_EQ(lines_of(store->find("nanchang", "k1", "hash of k1").value()->events), before);
    EXPECT_TRUE(store->get("nanchang", "v", "k").value());
    EXPECT_THAT(store->load("nanchang", {"r"}).value(), ElementsAre(Pair("r", "x")));
    EXPECT_EQ(store->due(Instant{1}, 10).value().size(), 1U);
    EXPECT_EQ(store->secrets("nanchang", {"s"}).value().at("s"), secret);
    EXPECT_TRUE(store->find("aa").value());
    EXPECT_EQ(store->append(an_append("k2", {to_stream("vote/1", 2)})).value().events.front().seq, 4);
}

TEST_F(SqlStoreTest, EveryConnectionReportsTheSettingsDurabilityRestsOn) {
    auto const settings = open()->settings().value();
    for (auto const* kind : {"writer", "reader", "keys"}) {
        auto const of = [&](std::string const& name) { return settings.at(kind + ("." + name)); };
        EXPECT_EQ(of("journal_mode"), "wal") << kind;
        EXPECT_EQ(of("synchronous"), "2") << kind << " (2 is FULL)";
        EXPECT_EQ(of("foreign_keys"), "1") << kind;
        EXPECT_EQ(of("busy_timeout"), "5000") << kind;
    }
    EXPECT_EQ(settings.at("keys.secure_delete"), "1");
    EXPECT_EQ(settings.at("reader.query_only"), "1");
}

TEST_F(SqlStoreTest, FilesBelongToTheirOwnerAlone) {
    auto const store = open();
    ASSERT_TRUE(store->append(an_append("k1", {to_stream("vote/1", 0)})));
    for (auto const& entry : fs::directory_iterator(folder.path()))
        EXPECT_EQ(entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none)
            << entry.path();
}

TEST_F(SqlStoreTest, FoldersAreMadeAndNamesMayHoldBlanks) {
    auto const url = "sqlite:" + (folder.path() / "county of  Anyi" / "安义 = 1.db").string();
    {
        auto const store = open_sql(url, randomness);
        ASSERT_TRUE(store);
        ASSERT_TRUE(store->append(an_append("k1", {to_stream("vote/1", 0)})));
    }
    EXPECT_TRUE(fs::exists(folder.path() / "county of  Anyi" / "安义 = 1.db"));
    EXPECT_TRUE(fs::exists(folder.path() / "county of  Anyi" / "keys.db"));
    EXPECT_EQ(open_sql(url, randomness)->head("nanchang").value(), 1);
}

TEST_F(SqlStoreTest, AnAddressThatIsNotAFileIsRefused) {
    for (auto const* url :
         {"", "sqlite:", "jiati.db", "postgresql://localhost/jiati", "sqlite:a\"b.db", "sqlite:/proc/x.db"}) {
        auto const opened = store::SqlStore::open(url, randomness);
        ASSERT_FALSE(opened) << url;
        EXPECT_EQ(kind_of(opened), Kind::unavailable) << url;
    }
}

TEST_F(SqlStoreTest, AStoreOfANewerProgramIsRefusedAndLeftAsItIs) {
    open().reset();
    tamper("jiati.db", "UPDATE schema_version SET version = version + 1");
    EXPECT_EQ(kind_on_open(), Kind::newer_format);
    tamper("jiati.db", "UPDATE schema_version SET version = version - 1");
    tamper("keys.db", "UPDATE schema_version SET version = version + 1");
    EXPECT_EQ(kind_on_open(), Kind::newer_format);
    tamper("keys.db", "UPDATE schema_version SET version = version - 1");
    EXPECT_TRUE(open());
}

TEST_F(SqlStoreTest, AFileThatIsNoStoreIsRefusedAndLeftAsItIs) {
    std::ofstream(folder.path() / "jiati.db") << std::string(8192, 'x');
    EXPECT_EQ(kind_on_open(), Kind::corrupt);
    fs::remove(folder.path() / "jiati.db");
    tamper("jiati.db", "CREATE TABLE recipes (name TEXT)");
    EXPECT_EQ(kind_on_open(), Kind::corrupt);
    tamper("jiati.db", "INSERT INTO recipes VALUES ('soup')");
}

TEST_F(SqlStoreTest, AJournalWithoutItsLastOrFirstEventIsRefused) {
    ASSERT_TRUE(open()->append(an_append("k1", {to_stream("vote/1", 0, 3)})));
    tamper("jiati.db", "CREATE TABLE kept AS SELECT * FROM events; DELETE FROM events WHERE seq = 3");
    EXPECT_EQ(kind_on_open(), Kind::corrupt);
    tamper("jiati.db", "DELETE FROM events; INSERT INTO events SELECT * FROM kept WHERE seq > 1");
    EXPECT_EQ(kind_on_open(), Kind::corrupt);
    tamper("jiati.db", "DELETE FROM events");
    EXPECT_EQ(kind_on_open(), Kind::corrupt);
    tamper("jiati.db", "INSERT INTO events SELECT * FROM kept; DROP TABLE kept");
    EXPECT_EQ(open()->head("nanchang").value(), 3);
}

TEST_F(SqlStoreTest, AGapInTheMiddleIsReportedAndNeverServed) {
    auto const store = open();
    ASSERT_TRUE(store->append(an_append("k1", {to_stream("vote/1", 0, 3)})));
    tamper("jiati.db", "DELETE FROM events WHERE seq = 2");
    EXPECT_EQ(kind_of(store->read_all("nanchang", 0, 10)), Kind::corrupt);
    EXPECT_EQ(kind_of(store->read_stream("nanchang", "vote/1", 0)), Kind::corrupt);
    EXPECT_EQ(kind_of(store->find("nanchang", "k1", "hash of k1")), Kind::corrupt);
    EXPECT_EQ(store->read_all("nanchang", 2, 10).value().size(), 1U);
}

// The rows of a table as docs/journal-format.md prints them.
std::string dump(sqlite3* db, std::string const& table) {
    std::string text = table + "\n";
    sqlite3_stmt* rows = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db, ("SELECT * FROM " + table).c_str(), -1, &rows, nullptr), SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(rows); ++i) {
            std::string name = sqlite3_column_name(rows, i);
            name.resize(14, ' ');
            text += "  " + name + reinterpret_cast<char const*>(sqlite3_column_text(rows, i)) + "\n";
        }
    sqlite3_finalize(rows);
    return text;
}

// Pairs of hexadecimal digits at the beginning of each line, up to the end of the block.
std::string bytes_in(std::string const& block) {
    std::istringstream lines(block.substr(0, block.find("```")));
    std::string bytes;
    for (std::string line; std::getline(lines, line);) {
        constexpr char digits[] = "0123456789abcdef";
        for (std::size_t at = 0; line.find_first_of(digits, at) == at && line.find_first_of(digits, at + 1) == at + 1 &&
                                 (at + 2 >= line.size() || line[at + 2] == ' ');
             at += 3)
            bytes.push_back(static_cast<char>(std::stoi(line.substr(at, 2), nullptr, 16)));
    }
    return bytes;
}

TEST_F(SqlStoreTest, TheWorkedExampleOfTheFormatIsWhatTheStoreWrites) {
    auto store = open();
    app::NewEvent const event{.type = "vote.BallotCast/1",
                              .payload = R"({"ballot":"agree","household":"h302"})",
                              .leaf = R"({"ballot":"9rJ0","household":"Zk1q","type":"vote.BallotCast/1"})",
                              .occurred_on = Date::of(2023, 10, 12),
                              .evidence = "paper ballot, scan f81"};
    ASSERT_TRUE(store->append(
        {.city = "nanchang",
         .actor = "helper-3",
         .recorded_at = Instant::parse("2023-10-12T04:00:00.123Z").value(),
         .idempotency_key = "6f1c",
         .request_hash = "b5bb9d80",
         .streams = {{.stream = "vote/v7", .expected_version = 0, .events = {event}}},
         .views = {{.view = "votes", .key = "v7", .area = "nanchang/anyi/", .body = R"({"agree":1})"}},
         .vault = {{.ref = "r1", .subject = "household/h302", .value = "按手印的照片在 f82"}},
         .timers = {{.key = "vote/v7", .due = Instant{1697688000000}, .command = R"({"type":"vote.Close"})"}}}));
    store.reset();
    std::ifstream in(JIATI_DOCS "/journal-format.md");
    std::string const page(std::istreambuf_iterator<char>(in), {});
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open((folder.path() / "jiati.db").c_str(), &db), SQLITE_OK);
    std::string written;
    for (auto const* table : {"events", "heads", "request_keys", "views", "timers", "vault"})
        written += dump(db, table);
    sqlite3_close(db);
    EXPECT_THAT(page, testing::HasSubstr("```\n" + written + "```\n"));

    std::ifstream file(folder.path() / "jiati.db", std::ios::binary);  // the connection closed last has emptied the log
    std::string const bytes(std::istreambuf_iterator<char>(file), {});
    auto const record = bytes_in(page.substr(page.find("```bytes\n") + 9));
    EXPECT_EQ(record.size(), 186U);
    EXPECT_NE(bytes.find(record), std::string::npos);
}

TEST_F(SqlStoreTest, TwoStoresOnOneFileTakeTurns) {
    auto const one = open();
    auto const other = open();
    ASSERT_TRUE(one->append(an_append("k1", {to_stream("vote/1", 0)})));
    EXPECT_TRUE(other->append(an_append("k1", {to_stream("vote/1", 0)}))->repeated);
    EXPECT_EQ(kind_of(other->append(an_append("k2", {to_stream("vote/1", 0)}))), Kind::conflict);
    EXPECT_EQ(other->append(an_append("k2", {to_stream("vote/1", 1)})).value().events.front().seq, 2);
    EXPECT_EQ(one->head("nanchang").value(), 2);
    EXPECT_EQ(one->secrets("nanchang", {"s"}).value(), other->secrets("nanchang", {"s"}).value());
}

}  // namespace
}  // namespace jiati::contract
