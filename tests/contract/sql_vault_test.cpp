// What lies on disk: secrets wrapped, values sealed, nothing left of what was erased, and old stores brought forward.
#include "contract/contract.h"

#include "store/master_key.h"

#include <sqlite3.h>
#include <fstream>
#include <iterator>

namespace jiati::contract {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

std::string hex_of(app::Secret const& secret) {
    std::string hex;
    for (auto const byte : secret) {
        char two[3];
        std::snprintf(two, sizeof two, "%02x", byte);
        hex += two;
    }
    return hex;
}
std::string contents_of(std::string const& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}
std::string raw_of(app::Secret const& secret) { return {secret.begin(), secret.end()}; }

class SqlVaultTest : public testing::Test {
  protected:
    std::unique_ptr<store::SqlStore> open() { return open_sql(folder.url(), randomness); }
    app::StoreError refused(std::string const& master = {}) {
        auto const opened = store::SqlStore::open(folder.url(), randomness, master);
        EXPECT_FALSE(opened);
        return opened ? app::StoreError{} : opened.error();
    }
    std::string bytes_of(std::string const& file) const {
        std::ifstream in(folder.path() / file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    // All files of the folder together, apart from the master key.
    std::string everything() const {
        std::string all;
        for (auto const& entry : fs::directory_iterator(folder.path()))
            if (entry.path().extension() != ".key") all += bytes_of(entry.path().filename());
        return all;
    }
    void run(std::string const& file, std::string const& text) {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open((folder.path() / file).c_str(), &db), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(db, text.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
        sqlite3_close(db);
    }
    std::string ask(std::string const& file, std::string const& text) {
        sqlite3* db = nullptr;
        EXPECT_EQ(sqlite3_open((folder.path() / file).c_str(), &db), SQLITE_OK);
        std::string answer;
        auto const take = [](void* into, int, char** columns, char**) {
            static_cast<std::string*>(into)->append(columns[0] != nullptr ? columns[0] : "");
            return 0;
        };
        EXPECT_EQ(sqlite3_exec(db, text.c_str(), take, &answer, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
        sqlite3_close(db);
        return answer;
    }
    void write(store::SqlStore& store, std::string const& ref, std::string const& subject, std::string const& value) {
        auto append = an_append("key " + ref, {to_stream("household/1", store.head("nanchang").value())});
        append.vault = {{.ref = ref, .subject = subject, .value = value}};
        ASSERT_TRUE(store.append(append));
    }

    TemporaryFolder folder;
    CountingRandomness randomness;
};

TEST_F(SqlVaultTest, NeitherValuesNorSecretsLieInTheClear) {
    auto const store = open();
    write(*store, "r1", "household/1", "王小明的电话");
    auto const secret = store->secrets("nanchang", {"household/1"}).value().at("household/1");
    for (auto const& mark : {std::string("王小明"), hex_of(secret), raw_of(secret)})
        EXPECT_EQ(everything().find(mark), std::string::npos);
    EXPECT_NE(everything().find("r1"), std::string::npos);  // the search does find what is there
    EXPECT_EQ(ask("jiati.db", "SELECT COUNT(*) FROM vault"), "1");
}

TEST_F(SqlVaultTest, AnotherOrAMissingMasterKeyIsRefusedAndChangesNothing) {
    {
        auto const store = open();
        write(*store, "r1", "household/1", "王小明");
    }
    auto const journal = bytes_of("jiati.db");
    auto const keys = bytes_of("keys.db");
    TemporaryFolder elsewhere;
    auto const other = (elsewhere.path() / "other.key").string();
    std::array<unsigned char, 3> skipped{};
    randomness.fill(skipped);
    ASSERT_TRUE(store::MasterKey::make(other, randomness));
    EXPECT_THAT(refused(other).detail, HasSubstr("not the master key"));
    EXPECT_THAT(refused(other + ".missing").detail, HasSubstr("other.key.missing"));
    fs::rename(folder.path() / "master.key", elsewhere.path() / "mine.key");
    EXPECT_THAT(refused().detail, HasSubstr("missing"));
    EXPECT_FALSE(fs::exists(folder.path() / "master.key"));
    EXPECT_EQ(bytes_of("jiati.db"), journal);
    EXPECT_EQ(bytes_of("keys.db"), keys);
    auto const opened = store::SqlStore::open(folder.url(), randomness, (elsewhere.path() / "mine.key").string());
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_THAT((*opened)->load("nanchang", {"r1"}).value(), ElementsAre(Pair("r1", "王小明")));
}

TEST_F(SqlVaultTest, AStoreWhoseKeysWereLostIsRefused) {
    {
        auto const store = open();
        write(*store, "r1", "household/1", "王小明");
    }
    TemporaryFolder const elsewhere;
    fs::rename(folder.path() / "keys.db", elsewhere.path() / "keys.db");
    EXPECT_THAT(refused().detail, HasSubstr("put keys.db"));
    EXPECT_THAT(refused().detail, HasSubstr("put keys.db")) << "also with the empty one that was made";
    fs::copy_file(elsewhere.path() / "keys.db", folder.path() / "keys.db", fs::copy_options::overwrite_existing);
    EXPECT_THAT(open()->load("nanchang", {"r1"}).value(), ElementsAre(Pair("r1", "王小明")));
}

TEST_F(SqlVaultTest, AnErasureLeavesNothingInTheFilesWhileTheServiceRuns) {
    auto const store = open();
    write(*store, "r1", "household/1", "王小明");
    write(*store, "r2", "household/2", "李四");
    auto const wrapped = ask("keys.db", "SELECT secret FROM wrapped_secrets WHERE subject = 'household/1'");
    auto const kept = ask("keys.db", "SELECT secret FROM wrapped_secrets WHERE subject = 'household/2'");
    ASSERT_NE((bytes_of("keys.db") + bytes_of("keys.db-wal")).find(wrapped), std::string::npos);
    ASSERT_TRUE(store->erase("nanchang", {"household/1"}));
    EXPECT_EQ(everything().find(wrapped), std::string::npos);
    EXPECT_NE(everything().find(kept), std::string::npos);
    EXPECT_EQ(fs::file_size(folder.path() / "keys.db-wal"), 0U);
    EXPECT_EQ(fs::file_size(folder.path() / "jiati.db-wal"), 0U);
    EXPECT_THAT(store->load("nanchang", {"r1", "r2"}).value(), ElementsAre(Pair("r2", "李四")));
}

TEST_F(SqlVaultTest, AnErasureByOneProcessIsKnownToAnother) {
    auto const one = open();
    auto const other = open();
    write(*one, "r1", "household/1", "王小明");
    ASSERT_THAT(other->load("nanchang", {"r1"}).value(), ElementsAre(Pair("r1", "王小明")));
    ASSERT_TRUE(one->erase("nanchang", {"household/1"}));
    EXPECT_THAT(other->load("nanchang", {"r1"}).value(), IsEmpty());
    EXPECT_EQ(kind_of(other->secrets("nanchang", {"household/1"})), Kind::conflict);
}

TEST_F(SqlVaultTest, AValueMovedToAnotherRowOrSubjectDoesNotOpen) {
    auto const store = open();
    write(*store, "r1", "household/1", "王小明");
    write(*store, "r2", "household/2", "李四");
    run("jiati.db",
        "UPDATE vault SET value = (SELECT value FROM vault WHERE ref = 'r1'), subject = 'household/1' WHERE ref = "
        "'r2'");
    EXPECT_EQ(kind_of(store->load("nanchang", {"r2"})), Kind::corrupt);
    EXPECT_THAT(store->load("nanchang", {"r1"}).value(), ElementsAre(Pair("r1", "王小明")));
}

// A store as the first format left it: values and secrets in the clear.
TEST_F(SqlVaultTest, AStoreOfTheFirstFormatIsBroughtForwardInPlace) {
    std::string const hex(64, 'a');
    run("keys.db", contents_of(JIATI_STORES "/keys-1.sql") +
                       "INSERT INTO subject_secrets VALUES ('nanchang', 'household/1', '" + hex + "')");
    std::string rows;
    for (int i = 2; i < 500; ++i)
        rows += ", ('nanchang', 'r" + std::to_string(i) + "', 'household/2', '李四的电话和别的话" + std::to_string(i) +
                "')";
    run("jiati.db", contents_of(JIATI_STORES "/journal-1.sql") +
                        "INSERT INTO vault VALUES ('nanchang', 'r1', 'household/1', '王小明')" + rows);
    ASSERT_NE(everything().find("王小明"), std::string::npos);
    {
        auto const store = open();
        ASSERT_TRUE(store);
        EXPECT_THAT(store->load("nanchang", {"r1", "r499"}).value(),
                    ElementsAre(Pair("r1", "王小明"), Pair("r499", "李四的电话和别的话499")));
        EXPECT_EQ(hex_of(store->secrets("nanchang", {"household/1"}).value().at("household/1")), hex);
        for (auto const& mark : {std::string("王小明"), std::string("李四"), hex})
            EXPECT_EQ(everything().find(mark), std::string::npos) << mark;
    }
    EXPECT_THAT(open()->load("nanchang", {"r1"}).value(), ElementsAre(Pair("r1", "王小明")));
}

TEST_F(SqlVaultTest, TheLogsSigningKeyLiesWrappedAndSignsAfterANewStart) {
    ASSERT_TRUE(open()->begin_log_epoch("nanchang", {1, "jiati/nanchang", Instant{1}, "", 0}));
    EXPECT_EQ(ask("keys.db", "SELECT length(secret) > 90 FROM log_epochs"), "1") << "nonce, key and tag, as text";
    auto const first = open()->sign_log("nanchang", 1, "text").value();
    EXPECT_EQ(open()->sign_log("nanchang", 1, "text").value(), first);
    run("keys.db", "UPDATE log_epochs SET number = 2");
    EXPECT_FALSE(open()->sign_log("nanchang", 2, "text")) << "a key moved to another row does not open";
}

// A plain hash of a request would give away the password in it to whoever tries passwords.
TEST_F(SqlVaultTest, AFingerprintIsTheStoresOwn) {
    auto const first = open()->fingerprint("SetPassword 一二三四");
    EXPECT_EQ(open()->fingerprint("SetPassword 一二三四"), first) << "known again after a new start";
    EXPECT_NE(open()->fingerprint("SetPassword 一二三五"), first);
    TemporaryFolder const other;
    EXPECT_NE(open_sql(other.url(), randomness)->fingerprint("SetPassword 一二三四"), first);
}

}  // namespace
}  // namespace jiati::contract
