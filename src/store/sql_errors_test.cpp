#include "store/sql_errors.h"

#include "store/sql_dialect.h"

#include <gtest/gtest.h>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

TEST(SqlErrors, WhatAServerSaysTellsHowFarItReaches) {
    struct Case {
        char const* sqlstate;
        bool connected;
        Kind kind;
        Reach reach;
    };
    for (auto const& [sqlstate, connected, kind, reach] : std::initializer_list<Case>{
             {"23505", true, Kind::conflict, Reach::statement},       // unique_violation
             {"22021", true, Kind::unavailable, Reach::statement},    // not UTF-8
             {"54000", true, Kind::unavailable, Reach::statement},    // too long for the index
             {"40001", true, Kind::busy, Reach::transaction},         // serialization_failure
             {"40P01", true, Kind::busy, Reach::transaction},         // deadlock_detected
             {"55P03", true, Kind::busy, Reach::transaction},         // lock_not_available
             {"25P02", true, Kind::unavailable, Reach::transaction},  // in_failed_sql_transaction
             {"53100", true, Kind::full, Reach::transaction},         // disk_full
             {"53300", true, Kind::unavailable, Reach::transaction},  // too_many_connections
             {"XX001", true, Kind::corrupt, Reach::transaction},      // data_corrupted
             {"25006", true, Kind::unavailable, Reach::connection},   // a standby by now
             {"57P01", true, Kind::unavailable, Reach::connection},   // admin_shutdown
             {"08006", true, Kind::unavailable, Reach::connection},   // connection_failure
             {"     ", false, Kind::unavailable, Reach::connection},  // gone without a word
             {"23505", false, Kind::unavailable, Reach::connection},
         }) {
        auto const failure = postgresql_failure(sqlstate, connected, "words\n");
        EXPECT_EQ(failure.error.kind, kind) << sqlstate;
        EXPECT_EQ(failure.reach, reach) << sqlstate;
        EXPECT_EQ(failure.error.detail, "words");
    }
}

TEST(SqlDialect, AnAddressIsShownWithoutItsPassword) {
    EXPECT_EQ(without_password("sqlite:data/jiati.db"), "sqlite:data/jiati.db");
    EXPECT_EQ(without_password("postgresql://db.example:5432/jiati"), "postgresql://db.example:5432/jiati");
    EXPECT_EQ(without_password("postgresql://jiati:se/c:r@t@db.example/jiati"),
              "postgresql://jiati:***@db.example/jiati");
    EXPECT_EQ(without_password("postgresql:///jiati?user=a&password=secret"),
              "postgresql:///jiati?user=a&password=***");
    EXPECT_EQ(without_password("postgresql:///jiati?keys=postgresql%3A%2F%2Fa%3Asecret%40b%2Fc"),
              "postgresql:///jiati?keys=***");
}

TEST(SqlDialect, KeysLieApartFromTheRest) {
    EXPECT_EQ(keys_database("sqlite:/data/jiati.db").where, "/data/keys.db");
    auto const sibling = keys_database("postgresql://db.example/jiati?application_name=a");
    EXPECT_NE(sibling.where.find("dbname='jiati_keys'"), std::string::npos) << sibling.where;
    EXPECT_EQ(sibling.name, "jiati_keys");
    std::string const url =
        "postgresql://db.example/jiati?keys=postgresql%3A%2F%2Fvault.example%2Fk&application_name=a";
    auto const named = keys_database(url);
    EXPECT_NE(named.where.find("host='vault.example'"), std::string::npos) << named.where;
    EXPECT_NE(named.where.find("dbname='k'"), std::string::npos) << named.where;
    EXPECT_EQ(named.name, "") << "another server's database is not made unasked";
    EXPECT_NE(main_database(url).where.find("application_name='a'"), std::string::npos);
    EXPECT_EQ(main_database(url).where.find("vault.example"), std::string::npos);
}

TEST(SqlDialect, AnAddressThatIsNoneIsRefusedWithoutTellingThePassword) {
    for (auto const* url : {"", "sqlite:", "postgresql://", "postgresql://db.example", "postgresql:///jiati?no=such",
                            "postgresql://u:secret@db.example:port%/jiati"}) {
        try {
            static_cast<void>(main_database(url));
            ADD_FAILURE() << url;
        } catch (SqlFailure const& failed) {
            EXPECT_EQ(failed.error.kind, Kind::unavailable);
            EXPECT_EQ(failed.error.detail.find("secret"), std::string::npos) << failed.error.detail;
        }
    }
}

TEST(SqlDialect, OnPostgresqlTextsAreComparedByBytes) {
    EXPECT_EQ(table_text(Engine::sqlite, "(city TEXT NOT NULL, seq BIGINT)"), "(city TEXT NOT NULL, seq BIGINT)");
    EXPECT_EQ(table_text(Engine::postgresql, "(city TEXT NOT NULL, key TEXT)"),
              "(city TEXT COLLATE \"C\" NOT NULL, key TEXT COLLATE \"C\")");
}

}  // namespace
}  // namespace jiati::store
