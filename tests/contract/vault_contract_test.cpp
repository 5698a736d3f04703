#include "contract/contract.h"

#include <atomic>
#include <thread>

namespace jiati::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class VaultContract : public OnEveryEngine {
  protected:
    Result<app::Appended, app::StoreError> write(std::string const& key, std::vector<app::VaultRow> values,
                                                 std::string const& city = "nanchang") {
        auto append = an_append(key, {to_stream("household/1", journal().head(city).value())}, city);
        append.vault = std::move(values);
        return journal().append(append);
    }
};
INSTANTIATE_TEST_SUITE_P(Stores, VaultContract, every_engine, engine_name);

TEST_P(VaultContract, ValuesAreFoundByTheirReferencesWithinTheirCity) {
    ASSERT_TRUE(write("k1", {{.ref = "r1", .subject = "household/1", .value = "王小明"},
                             {.ref = "r2", .subject = "household/1", .value = "139 0000 0000"}}));
    EXPECT_THAT(vault().load("nanchang", {"r2", "unknown", "r1"}).value(),
                ElementsAre(Pair("r1", "王小明"), Pair("r2", "139 0000 0000")));
    EXPECT_THAT(vault().load("guangzhou", {"r1"}).value(), IsEmpty());
    EXPECT_THAT(vault().load("nanchang", {}).value(), IsEmpty());
}

TEST_P(VaultContract, AReferenceIsWrittenOnce) {
    app::VaultRow const row{.ref = "r1", .subject = "household/1", .value = "first"};
    ASSERT_TRUE(write("k1", {row}));
    EXPECT_TRUE(write("k2", {row}));
    for (auto const& other : {app::VaultRow{.ref = "r1", .subject = "household/1", .value = "second"},
                              app::VaultRow{.ref = "r1", .subject = "household/2", .value = "first"}}) {
        auto const refused = write("k3", {{.ref = "r9", .subject = "s", .value = "x"}, other});
        ASSERT_FALSE(refused);
        EXPECT_EQ(kind_of(refused), Kind::conflict);
    }
    EXPECT_EQ(kind_of(write(
                  "k4", {{.ref = "r5", .subject = "s", .value = "x"}, {.ref = "r5", .subject = "s", .value = "y"}})),
              Kind::conflict);
    EXPECT_EQ(journal().head("nanchang").value(), 2);
    EXPECT_THAT(vault().load("nanchang", {"r1", "r5", "r9"}).value(), ElementsAre(Pair("r1", "first")));
}

TEST_P(VaultContract, ASubjectKeepsItsSecretAndSharesItWithNobody) {
    auto const first = vault().secrets("nanchang", {"household/1", "household/2", "household/1"}).value();
    ASSERT_EQ(first.size(), 2U);
    EXPECT_NE(first.at("household/1"), first.at("household/2"));
    EXPECT_NE(first.at("household/1"), app::Secret{});
    auto const again = vault().secrets("nanchang", {"household/3", "household/2", "household/1"}).value();
    EXPECT_EQ(again.at("household/1"), first.at("household/1"));
    EXPECT_EQ(again.at("household/2"), first.at("household/2"));
    EXPECT_NE(vault().secrets("guangzhou", {"household/1"}).value().at("household/1"), first.at("household/1"));
    EXPECT_THAT(vault().secrets("nanchang", {}).value(), IsEmpty());
}

TEST_P(VaultContract, ManyWhoAskAtOnceGetTheSameSecret) {
    std::vector<app::Secret> answers(8);
    std::vector<std::thread> threads;
    for (auto& answer : answers)
        threads.emplace_back([&] { answer = vault().secrets("nanchang", {"household/1"}).value().at("household/1"); });
    for (auto& thread : threads) thread.join();
    for (auto const& answer : answers) EXPECT_EQ(answer, answers.front());
}

TEST_P(VaultContract, AnErasedSubjectIsGoneForEverAndAloneInThat) {
    ASSERT_TRUE(write("k1", {{.ref = "r1", .subject = "household/1", .value = "王小明"},
                             {.ref = "r2", .subject = "household/2", .value = "李四"}}));
    for (int i = 0; i < 2; ++i) ASSERT_TRUE(vault().erase("nanchang", {"household/1", "household/9"}));
    EXPECT_THAT(vault().load("nanchang", {"r1", "r2"}).value(), ElementsAre(Pair("r2", "李四")));
    EXPECT_THAT(vault().load_frozen("nanchang", {"r1", "r2"}).value(), IsEmpty());
    EXPECT_THAT(vault().subjects("nanchang", "household/").value(), ElementsAre("household/2"));
    for (auto const* subject : {"household/1", "household/9"})
        EXPECT_EQ(kind_of(vault().secrets("nanchang", {"household/2", subject})), Kind::conflict) << subject;
    EXPECT_EQ(kind_of(write("k2", {{.ref = "r3", .subject = "household/1", .value = "x"}})), Kind::conflict);
    EXPECT_TRUE(vault().secrets("guangzhou", {"household/1"}));
    EXPECT_EQ(journal().head("nanchang").value(), 1);
}

TEST_P(VaultContract, AFrozenSubjectIsShownToAnAuditAlone) {
    ASSERT_TRUE(write("k1", {{.ref = "r1", .subject = "household/1+notice-2026", .value = "王小明"},
                             {.ref = "r2", .subject = "household/1", .value = "李四"}}));
    ASSERT_TRUE(vault().freeze(
        "nanchang", {{"household/1+notice-2026", Date::of(2036, 12, 31)}, {"household/7", Date::of(2036, 12, 31)}}));
    EXPECT_THAT(vault().load("nanchang", {"r1", "r2"}).value(), ElementsAre(Pair("r2", "李四")));
    EXPECT_THAT(vault().load_frozen("nanchang", {"r1", "r2"}).value(), ElementsAre(Pair("r1", "王小明")));
    EXPECT_EQ(kind_of(vault().secrets("nanchang", {"household/1+notice-2026"})), Kind::conflict);
    ASSERT_TRUE(vault().erase("nanchang", {"household/1+notice-2026"}));
    EXPECT_THAT(vault().load_frozen("nanchang", {"r1"}).value(), IsEmpty());
}

TEST_P(VaultContract, SubjectsAreFoundByTheBeginningOfTheirName) {
    ASSERT_TRUE(vault().secrets("nanchang", {"household/1", "household/1+a", "household/1/t", "household/12", "h"}));
    ASSERT_TRUE(vault().secrets("guangzhou", {"household/1+b"}));
    EXPECT_THAT(vault().subjects("nanchang", "household/1").value(),
                ElementsAre("household/1", "household/1+a", "household/1/t", "household/12"));
    EXPECT_THAT(vault().subjects("nanchang", "household/1+").value(), ElementsAre("household/1+a"));
    EXPECT_THAT(vault().subjects("nanchang", "household/3").value(), IsEmpty());
}

class SessionsContract : public OnEveryEngine {
  protected:
    static app::Session session(std::string const& token, std::string const& account, std::int64_t expires = 2000,
                                std::string const& city = "nanchang") {
        return {.token_hash = token,
                .city = city,
                .account = AccountId{account},
                .created = Instant{1000},
                .expires = Instant{expires}};
    }
    bool known(std::string const& token) { return sessions().find(token).value().has_value(); }
};
INSTANTIATE_TEST_SUITE_P(Stores, SessionsContract, every_engine, engine_name);

TEST_P(SessionsContract, ASessionIsFoundByItsTokenUntilItIsRemoved) {
    EXPECT_FALSE(known("aa"));
    ASSERT_TRUE(sessions().create(session("aa", "account-1")));
    auto const found = sessions().find("aa").value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->token_hash, "aa");
    EXPECT_EQ(found->city, "nanchang");
    EXPECT_EQ(found->account, AccountId{"account-1"});
    EXPECT_EQ(found->created, Instant{1000});
    EXPECT_EQ(found->expires, Instant{2000});
    EXPECT_TRUE(sessions().remove("aa"));
    EXPECT_FALSE(known("aa"));
    EXPECT_TRUE(sessions().remove("aa"));
}

TEST_P(SessionsContract, ATokenBelongsToOneSession) {
    ASSERT_TRUE(sessions().create(session("aa", "account-1")));
    EXPECT_EQ(kind_of(sessions().create(session("aa", "account-2"))), Kind::conflict);
    EXPECT_EQ(sessions().find("aa").value()->account, AccountId{"account-1"});
}

TEST_P(SessionsContract, AllSessionsOfAnAccountCanBeRemoved) {
    ASSERT_TRUE(sessions().create(session("aa", "account-1")));
    ASSERT_TRUE(sessions().create(session("bb", "account-1")));
    ASSERT_TRUE(sessions().create(session("cc", "account-2")));
    ASSERT_TRUE(sessions().create(session("dd", "account-1", 2000, "guangzhou")));
    ASSERT_TRUE(sessions().remove_account("nanchang", AccountId{"account-1"}));
    EXPECT_FALSE(known("aa"));
    EXPECT_FALSE(known("bb"));
    EXPECT_TRUE(known("cc"));
    EXPECT_TRUE(known("dd"));
}

TEST_P(SessionsContract, ExpiredSessionsCanBeRemoved) {
    ASSERT_TRUE(sessions().create(session("aa", "account-1", 1999)));
    ASSERT_TRUE(sessions().create(session("bb", "account-1", 2000)));
    ASSERT_TRUE(sessions().create(session("cc", "account-1", 2001)));
    ASSERT_TRUE(sessions().remove_expired(Instant{2000}));
    EXPECT_FALSE(known("aa"));
    EXPECT_FALSE(known("bb"));
    EXPECT_TRUE(known("cc"));
}

TEST_P(SessionsContract, SessionsOfAnAccountAreListedNewestFirstWithWhatTheyTell) {
    auto first = session("bb", "account-1");
    first.device = "firefox/linux";
    first.credential = "ref-1";
    auto second = session("aa", "account-1");
    second.created = second.last_seen = Instant{1500};
    ASSERT_TRUE(sessions().create(first));
    ASSERT_TRUE(sessions().create(second));
    ASSERT_TRUE(sessions().create(session("cc", "account-2")));
    ASSERT_TRUE(sessions().create(session("dd", "account-1", 2000, "guangzhou")));
    ASSERT_TRUE(sessions().touch("bb", Instant{1700}));
    ASSERT_TRUE(sessions().touch("unknown", Instant{1700}));
    auto const listed = sessions().of_account("nanchang", AccountId{"account-1"}).value();
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed[0].token_hash, "aa");
    EXPECT_EQ(listed[1].token_hash, "bb");
    EXPECT_EQ(listed[1].last_seen, Instant{1700});
    EXPECT_EQ(listed[1].device, "firefox/linux");
    EXPECT_EQ(listed[1].credential, "ref-1");
    EXPECT_EQ(sessions().find("bb").value()->last_seen, Instant{1700});
}

TEST_P(SessionsContract, DevicesAreKnownToTheAccountTheySignedInTo) {
    AccountId const one{"account-1"};
    EXPECT_FALSE(sessions().knows_device("nanchang", one, "d").value());
    ASSERT_TRUE(sessions().note_device("nanchang", one, "d", Instant{1000}));
    ASSERT_TRUE(sessions().note_device("nanchang", one, "d", Instant{2000}));
    EXPECT_TRUE(sessions().knows_device("nanchang", one, "d").value());
    EXPECT_FALSE(sessions().knows_device("nanchang", AccountId{"account-2"}, "d").value());
    EXPECT_FALSE(sessions().knows_device("guangzhou", one, "d").value());
    ASSERT_TRUE(sessions().remove_expired(Instant{0}, Instant{2000}));
    EXPECT_TRUE(sessions().knows_device("nanchang", one, "d").value());
    ASSERT_TRUE(sessions().remove_expired(Instant{0}, Instant{2001}));
    EXPECT_FALSE(sessions().knows_device("nanchang", one, "d").value());
}

TEST_P(SessionsContract, ACodeIsUsedOnceThoughManyAskAtOnce) {
    AccountId const one{"account-1"};
    std::atomic<int> granted = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back(
            [&] { granted += sessions().use_once("nanchang", one, "totp 5", Instant{2000}).value() ? 1 : 0; });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(granted, 1);
    EXPECT_TRUE(sessions().use_once("nanchang", AccountId{"account-2"}, "totp 5", Instant{2000}).value());
    ASSERT_TRUE(sessions().remove_expired(Instant{1999}));
    EXPECT_FALSE(sessions().use_once("nanchang", one, "totp 5", Instant{2000}).value());
    ASSERT_TRUE(sessions().remove_expired(Instant{2000}));
    EXPECT_TRUE(sessions().use_once("nanchang", one, "totp 5", Instant{2000}).value());
}

}  // namespace
}  // namespace jiati::contract
