#include "contract/contract.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace jiati::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class JournalContract : public OnEveryEngine {
  protected:
    std::vector<app::StoredEvent> all(std::string const& city = "nanchang") {
        return journal().read_all(city, 0, 1000000).value();
    }
};
INSTANTIATE_TEST_SUITE_P(Stores, JournalContract, every_engine, engine_name);

TEST_P(JournalContract, AnEmptyStoreHasNoCitiesNoEventsAndHeadZero) {
    EXPECT_THAT(journal().cities().value(), IsEmpty());
    EXPECT_EQ(journal().head("nanchang").value(), 0);
    EXPECT_THAT(all(), IsEmpty());
    EXPECT_THAT(journal().read_stream("nanchang", "vote/1", 0).value(), IsEmpty());
    EXPECT_FALSE(journal().find("nanchang", "k", "h").value());
}

TEST_P(JournalContract, AnAppendedEventIsReadBackWithEveryField) {
    auto const appended = journal().append(an_append("k1", {to_stream("vote/1", 0)}));
    ASSERT_TRUE(appended);
    EXPECT_FALSE(appended->repeated);
    ASSERT_EQ(appended->events.size(), 1U);
    for (auto const& event :
         {appended->events.front(), all().front(), journal().read_stream("nanchang", "vote/1", 0).value().front()}) {
        EXPECT_EQ(event.seq, 1);
        EXPECT_EQ(event.stream, "vote/1");
        EXPECT_EQ(event.version, 1);
        EXPECT_EQ(event.type, "vote.Opened/1");
        EXPECT_EQ(event.payload, R"({"what":"vote/1 1"})");
        EXPECT_EQ(event.leaf, R"({"leaf":"vote/1 1"})");
        EXPECT_EQ(event.occurred_on, Date::of(2023, 10, 12));
        EXPECT_EQ(event.evidence, "minutes of the meeting");
        EXPECT_EQ(event.recorded_at, Instant{1697083200123});
        EXPECT_EQ(event.actor, "account-1");
    }
}

TEST_P(JournalContract, TextComesBackByteForByte) {
    auto append = an_append("k1", {to_stream("vote/1", 0)});
    std::string const wanted = "加装电梯 𠮷 \"quoted\" 'single' \\ % _ \n" + std::string(100000, 'x');
    append.streams[0].events[0].payload = wanted;
    append.streams[0].events[0].evidence = "";
    ASSERT_TRUE(journal().append(append));
    EXPECT_EQ(all()[0].payload, wanted);
    EXPECT_EQ(all()[0].evidence, "");
}

TEST_P(JournalContract, ATextWithTheZeroCharacterIsRefusedAndSpoilsNothing) {
    auto append = an_append("k1", {to_stream("vote/1", 0, 2)});
    append.streams[0].events[1].evidence = std::string("before\0after", 12);
    EXPECT_EQ(kind_of(journal().append(append)), Kind::unavailable);
    EXPECT_EQ(journal().head("nanchang").value(), 0);
    EXPECT_TRUE(journal().append(an_append("k1", {to_stream("vote/1", 0)})));
}

TEST_P(JournalContract, OneAppendMayWriteToSeveralStreams) {
    auto const appended = journal().append(an_append("k1", {to_stream("vote/1", 0, 2), to_stream("project/1", 0, 1)}));
    ASSERT_TRUE(appended);
    EXPECT_THAT(lines_of(appended->events),
                ElementsAre(R"(1 vote/1@1 {"what":"vote/1 1"})", R"(2 vote/1@2 {"what":"vote/1 2"})",
                            R"(3 project/1@1 {"what":"project/1 1"})"));
    EXPECT_EQ(lines_of(all()), lines_of(appended->events));
    EXPECT_EQ(journal().head("nanchang").value(), 3);
}

TEST_P(JournalContract, ReadingStartsAfterTheGivenNumberAndStopsAtTheLimit) {
    ASSERT_TRUE(journal().append(an_append("k1", {to_stream("vote/1", 0, 3), to_stream("vote/2", 0, 2)})));
    EXPECT_THAT(lines_of(journal().read_all("nanchang", 2, 2).value()),
                ElementsAre(R"(3 vote/1@3 {"what":"vote/1 3"})", R"(4 vote/2@1 {"what":"vote/2 1"})"));
    EXPECT_THAT(lines_of(journal().read_stream("nanchang", "vote/1", 2).value()),
                ElementsAre(R"(3 vote/1@3 {"what":"vote/1 3"})"));
    EXPECT_THAT(journal().read_stream("nanchang", "vote/1", 3).value(), IsEmpty());
    EXPECT_THAT(journal().read_all("nanchang", 5, 10).value(), IsEmpty());
    EXPECT_THAT(journal().read_all("nanchang", 0, 0).value(), IsEmpty());
}

TEST_P(JournalContract, TheVersionOfAStreamIsThatOfItsLastEvent) {
    EXPECT_EQ(journal().version("nanchang", "vote/1").value(), 0);
    ASSERT_TRUE(journal().append(an_append("k1", {to_stream("vote/1", 0, 2), to_stream("vote/2", 0, 1)})));
    EXPECT_EQ(journal().version("nanchang", "vote/1").value(), 2);
    EXPECT_EQ(journal().version("nanchang", "vote/3").value(), 0);
    EXPECT_EQ(journal().version("guangzhou", "vote/1").value(), 0);
}

TEST_P(JournalContract, EveryCityCountsForItself) {
    ASSERT_TRUE(journal().append(an_append("k1", {to_stream("vote/1", 0, 2)}, "nanchang")));
    ASSERT_TRUE(journal().append(an_append("k1", {to_stream("vote/1", 0, 1)}, "guangzhou")));
    EXPECT_THAT(journal().cities().value(), ElementsAre("guangzhou", "nanchang"));
    EXPECT_EQ(journal().head("nanchang").value(), 2);
    EXPECT_EQ(journal().head("guangzhou").value(), 1);
    EXPECT_EQ(all("guangzhou").size(), 1U);
}

TEST_P(JournalContract, AWrongVersionIsAConflictThatChangesNothing) {
    ASSERT_TRUE(journal().append(an_append("k1", {to_stream("vote/1", 0)})));
    for (std::int64_t const wrong : {0, 2, 7}) {
        auto refused = an_append("k2", {to_stream("project/1", 0), to_stream("vote/1", wrong)});
        refused.views = {{.view = "v", .key = "k", .area = "a/", .body = "{}"}};
        refused.vault = {{.ref = "r", .subject = "s", .value = "x"}};
        refused.timers = {{.key = "t", .due = Instant{1}, .command = "{}"}};
        auto const answer = journal().append(refused);
        ASSERT_FALSE(answer) << wrong;
        EXPECT_EQ(kind_of(answer), Kind::conflict);
    }
    EXPECT_EQ(journal().head("nanchang").value(), 1);
    EXPECT_EQ(all().size(), 1U);
    EXPECT_FALSE(journal().find("nanchang", "k2", "hash of k2").value());
    EXPECT_FALSE(views().get("nanchang", "v", "k").value());
    EXPECT_THAT(vault().load("nanchang", {"r"}).value(), IsEmpty());
    EXPECT_THAT(views().due(Instant{10}, 10).value(), IsEmpty());
    EXPECT_TRUE(journal().append(an_append("k2", {to_stream("vote/1", 1)})));
}

TEST_P(JournalContract, AStreamNamedTwiceInOneAppendCountsOn) {
    ASSERT_TRUE(journal().append(an_append("k1", {to_stream("vote/1", 0, 2), to_stream("vote/1", 2, 1)})));
    EXPECT_EQ(all().back().version, 3);
    auto const stale = journal().append(an_append("k2", {to_stream("vote/1", 3, 1), to_stream("vote/1", 3, 1)}));
    ASSERT_FALSE(stale);
    EXPECT_EQ(kind_of(stale), Kind::conflict);
}

TEST_P(JournalContract, ARepeatedKeyAnswersWithTheFirstEvents) {
    auto const append = an_append("k1", {to_stream("vote/1", 0, 2), to_stream("project/1", 0)});
    auto const first = journal().append(append);
    ASSERT_TRUE(journal().append(an_append("k2", {to_stream("vote/1", 2)})));
    auto const again = journal().append(append);
    ASSERT_TRUE(first && again);
    EXPECT_TRUE(again->repeated);
    EXPECT_EQ(lines_of(again->events), lines_of(first->events));
    EXPECT_EQ(journal().head("nanchang").value(), 4);
    auto const found = journal().find("nanchang", "k1", "hash of k1").value();
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->repeated);
    EXPECT_EQ(lines_of(found->events), lines_of(first->events));
}

TEST_P(JournalContract, AKeyThatBelongsToAnotherRequestIsRefused) {
    ASSERT_TRUE(journal().append(an_append("k1", {to_stream("vote/1", 0)})));
    auto other = an_append("k1", {to_stream("vote/1", 1)});
    other.request_hash = "another";
    EXPECT_EQ(kind_of(journal().append(other)), Kind::key_reused);
    EXPECT_EQ(kind_of(journal().find("nanchang", "k1", "another")), Kind::key_reused);
    EXPECT_EQ(journal().head("nanchang").value(), 1);
    EXPECT_FALSE(journal().find("guangzhou", "k1", "another").value());
}

TEST_P(JournalContract, TheSequenceIsDenseUnderSixteenThreads) {
    constexpr int threads = 16;
    constexpr int appends = 40;
    std::atomic<int> conflicts = 0;
    std::vector<std::vector<app::StoredEvent>> acknowledged(threads);
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&, t] {
            for (int i = 0; i < appends; ++i) {
                auto const key = std::to_string(t) + "-" + std::to_string(i);
                auto const own = journal().append(an_append(key, {to_stream("vote/" + std::to_string(t), i)}));
                ASSERT_TRUE(own) << own.error().detail;
                acknowledged[static_cast<std::size_t>(t)].push_back(own->events.front());
                // Everyone wants to be the next on this one; most come too late, and may not spoil the others.
                auto const version =
                    static_cast<std::int64_t>(journal().read_stream("nanchang", "shared", 0).value().size());
                auto const shared = journal().append(an_append("shared " + key, {to_stream("shared", version)}));
                if (shared)
                    acknowledged[static_cast<std::size_t>(t)].push_back(shared->events.front());
                else if (kind_of(shared) == Kind::conflict)
                    ++conflicts;
                else
                    ADD_FAILURE() << shared.error().detail;
            }
        });
    for (auto& worker : workers) worker.join();

    auto const events = all();
    EXPECT_EQ(events.size(), static_cast<std::size_t>(2 * threads * appends - conflicts));
    for (std::size_t i = 0; i < events.size(); ++i) ASSERT_EQ(events[i].seq, static_cast<std::int64_t>(i) + 1);
    std::size_t count = 0;
    for (auto const& of_thread : acknowledged)
        for (auto const& event : of_thread) {
            ASSERT_EQ(line_of(events.at(static_cast<std::size_t>(event.seq - 1))), line_of(event));
            ++count;
        }
    EXPECT_EQ(count, events.size());
}

TEST_P(JournalContract, OfManyWhoSendTheSameRequestAtOnceOneIsRecorded) {
    std::vector<std::thread> workers;
    std::atomic<int> firsts = 0;
    std::atomic<int> repeats = 0;
    for (int t = 0; t < 16; ++t)
        workers.emplace_back([&] {
            auto const answer = journal().append(an_append("same", {to_stream("vote/1", 0, 2)}));
            ASSERT_TRUE(answer) << answer.error().detail;
            ++(answer->repeated ? repeats : firsts);
            EXPECT_EQ(answer->events.front().seq, 1);
        });
    for (auto& worker : workers) worker.join();
    EXPECT_EQ(firsts, 1);
    EXPECT_EQ(repeats, 15);
    EXPECT_EQ(journal().head("nanchang").value(), 2);
}

using JournalContractDeathTest = JournalContract;
INSTANTIATE_TEST_SUITE_P(Stores, JournalContractDeathTest, every_engine, engine_name);

TEST_P(JournalContractDeathTest, AnAppendWithoutEventsIsABrokenProgram) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_DEATH(static_cast<void>(journal().append(an_append("k1", {}))), "CHECK failed");
    EXPECT_DEATH(static_cast<void>(journal().append(an_append("k1", {to_stream("vote/1", 0, 0)}))), "CHECK failed");
    EXPECT_DEATH(static_cast<void>(journal().append(an_append("", {to_stream("vote/1", 0)}))), "CHECK failed");
}

}  // namespace
}  // namespace jiati::contract
