// Several processes on one PostgreSQL, each with a store of its own, and connections that break under them.
#include "contract/contract.h"
#include "contract/server_proxy.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>

namespace jiati::contract {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class Nodes : public testing::Test {
  protected:
    std::unique_ptr<store::SqlStore> open() { return open_sql(url, randomness); }

    // Ends every connection to the test's databases, ours to ask for it excepted.
    static int break_connections() {
        auto const ended = PostgresqlServer::get().ask(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE backend_type = 'client backend' "
            "AND pid <> pg_backend_pid()");
        return std::stoi(ended);
    }
    static bool within(std::chrono::milliseconds time, std::function<bool()> const& holds) {
        for (auto const end = std::chrono::steady_clock::now() + time; std::chrono::steady_clock::now() < end;) {
            if (holds()) return true;
            std::this_thread::sleep_for(10ms);
        }
        return holds();
    }

    std::string url = PostgresqlServer::get().fresh_url();
    CountingRandomness randomness;
};

TEST_F(Nodes, StartedAtOnceOnAnEmptyDatabaseTheyMakeItOnce) {
    std::vector<std::unique_ptr<store::SqlStore>> stores(4);
    std::vector<std::thread> starts;
    for (auto& store : stores) starts.emplace_back([&] { store = open(); });
    for (auto& start : starts) start.join();
    for (auto const& store : stores) ASSERT_TRUE(store);
    ASSERT_TRUE(stores[0]->append(an_append("k1", {to_stream("vote/1", 0)})));
    EXPECT_EQ(stores[3]->head("nanchang").value(), 1);
}

TEST_F(Nodes, TogetherWriteOneDenseSequence) {
    constexpr int threads = 6;
    constexpr int appends = 15;
    std::unique_ptr<store::SqlStore> const stores[] = {open(), open()};
    std::mutex mutex;
    std::map<std::int64_t, std::string> acknowledged;
    int conflicts = 0;
    int repeats = 0;
    auto const note = [&](Result<app::Appended, app::StoreError> const& answer) {
        std::lock_guard const lock(mutex);
        if (!answer) {
            EXPECT_EQ(kind_of(answer), Kind::conflict) << answer.error().detail;
            ++conflicts;
        } else if (answer->repeated) {
            ++repeats;
        } else {
            for (auto const& event : answer->events)
                EXPECT_TRUE(acknowledged.emplace(event.seq, line_of(event)).second) << "twice: " << line_of(event);
        }
    };
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&, t] {
            auto& own = *stores[t % 2];
            auto& other = *stores[(t + 1) % 2];
            for (int i = 0; i < appends; ++i) {
                auto const key = std::to_string(t) + "-" + std::to_string(i);
                auto const append = an_append(key, {to_stream("vote/" + std::to_string(t), i)});
                note(own.append(append));
                note(other.append(append));  // the same request at another node
                note(own.append(an_append("same " + std::to_string(i), {to_stream("once", i)})));
                note(own.append(
                    an_append("shared " + key, {to_stream("shared", own.version("nanchang", "shared").value())})));
                EXPECT_TRUE(own.append(an_append(key, {to_stream("vote/" + std::to_string(t), i)}, "guangzhou")));
            }
        });
    for (auto& worker : workers) worker.join();

    std::map<std::int64_t, std::string> stored;
    for (auto const& event : stores[1]->read_all("nanchang", 0, 100000).value()) stored[event.seq] = line_of(event);
    EXPECT_EQ(stored, acknowledged);
    EXPECT_EQ(stored.rbegin()->first, static_cast<std::int64_t>(stored.size()));
    EXPECT_GE(repeats, threads * appends);
    EXPECT_GT(conflicts, 0);
    EXPECT_EQ(stores[0]->head("guangzhou").value(), threads * appends);
    // Each city's events lie in a partition of their own.
    auto const schema = url.substr(url.rfind("%3D") + 3);
    EXPECT_EQ(PostgresqlServer::get().ask("SELECT count(*) FROM pg_inherits WHERE inhparent = '" + schema +
                                          ".events'::regclass"),
              "2");
}

TEST_F(Nodes, ConnectionsThatBreakUnderLoadLoseNothingAcknowledgedAndDoubleNothing) {
    constexpr int threads = 6;
    constexpr int appends = 40;
    std::unique_ptr<store::SqlStore> const stores[] = {open(), open()};
    std::atomic<int> refused = 0;
    std::atomic<int> busy = threads;
    std::mutex mutex;
    std::map<std::int64_t, std::string> acknowledged;
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&, t] {
            for (int i = 0; i < appends; ++i) {
                auto const key = std::to_string(t) + "-" + std::to_string(i);
                for (;;) {
                    auto const answer =
                        stores[t % 2]->append(an_append(key, {to_stream("vote/" + std::to_string(t), 2 * i, 2)}));
                    if (answer) {
                        std::lock_guard const lock(mutex);
                        for (auto const& event : answer->events) acknowledged[event.seq] = line_of(event);
                        break;
                    }
                    EXPECT_EQ(kind_of(answer), Kind::unavailable) << answer.error().detail;
                    if (HasFailure()) break;
                    ++refused;
                }
                // A reading may fail beside it, but never answer with less than was acknowledged.
                auto const version = stores[t % 2]->version("nanchang", "vote/" + std::to_string(t));
                if (version) {
                    EXPECT_EQ(*version, 2 * (i + 1));
                }
            }
            --busy;
        });
    int broken = 0;
    while (busy > 0) {
        broken += break_connections();
        std::this_thread::sleep_for(60ms);
    }
    for (auto& worker : workers) worker.join();
    EXPECT_GT(broken, 10);

    std::map<std::int64_t, std::string> stored;
    std::set<std::string> distinct;
    for (auto const& event : stores[0]->read_all("nanchang", 0, 100000).value()) {
        stored[event.seq] = line_of(event);
        distinct.insert(event.payload);
    }
    EXPECT_EQ(stored, acknowledged);
    EXPECT_EQ(stored.size(), static_cast<std::size_t>(2 * threads * appends));
    EXPECT_EQ(distinct.size(), stored.size());
    EXPECT_EQ(stored.rbegin()->first, static_cast<std::int64_t>(stored.size()));
}

TEST_F(Nodes, ACommitWhoseAnswerIsLostIsFoundAgainByItsKey) {
    TemporaryFolder folder;
    ServerProxy proxy(folder.path(), PostgresqlServer::get().socket());
    auto through = url;
    auto const& socket = PostgresqlServer::get().socket();
    through.replace(through.find(socket), socket.size(), folder.path().string());
    auto const store = open_sql(through, randomness);
    ASSERT_TRUE(store);
    ASSERT_TRUE(store->append(an_append("k1", {to_stream("vote/1", 0)})));
    proxy.lose_next_commit();
    auto const answer = store->append(an_append("k2", {to_stream("vote/1", 1, 2)}));
    ASSERT_EQ(proxy.lost(), 1);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_THAT(lines_of(answer->events),
                ElementsAre(R"(2 vote/1@2 {"what":"vote/1 2"})", R"(3 vote/1@3 {"what":"vote/1 3"})"));
    EXPECT_EQ(store->head("nanchang").value(), 3);

    app::Session const session{"aa", "nanchang", AccountId{"account-1"}, Instant{1}, Instant{2}};
    proxy.lose_next_commit();
    EXPECT_TRUE(store->create(session));
    EXPECT_TRUE(store->find("aa").value());
    proxy.lose_next_commit();
    auto const made = store->secrets("nanchang", {"s"}).value();
    EXPECT_EQ(made, open()->secrets("nanchang", {"s"}).value());
    EXPECT_EQ(proxy.lost(), 3);
}

TEST_F(Nodes, SecretsMadeAtOnceAreTheSameEverywhere) {
    std::unique_ptr<store::SqlStore> const stores[] = {open(), open()};
    std::vector<std::map<std::string, app::Secret>> answers(6);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < answers.size(); ++i)
        threads.emplace_back([&, i] {
            auto subjects =
                i % 2 == 0 ? std::vector<std::string>{"a", "b", "c"} : std::vector<std::string>{"c", "b", "a"};
            answers[i] = stores[i % 2]->secrets("nanchang", subjects).value();
        });
    for (auto& thread : threads) thread.join();
    for (auto const& answer : answers) EXPECT_EQ(answer, answers.front());
}

TEST_F(Nodes, HearOfWhatTheOthersAppend) {
    auto const one = open();
    auto const other = open();
    ASSERT_TRUE(one->append(an_append("k0", {to_stream("vote/0", 0)})));
    std::mutex mutex;
    std::vector<std::string> heard;
    auto const lines = [&] {
        std::lock_guard const lock(mutex);
        return heard;
    };
    auto const watching = one->watch_others([&](app::Change const& change) {
        std::lock_guard const lock(mutex);
        heard.push_back(change.city + " " + change.stream + "@" + std::to_string(change.version) + " " +
                        std::to_string(change.seq));
    });
    // It listens once a connection of its own says so; until then nothing is promised.
    ASSERT_TRUE(within(5s, [] {
        return PostgresqlServer::get().ask(
                   "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%heads ORDER BY%' OR "
                   "query = 'LISTEN jiati'") != "0";
    }));
    std::this_thread::sleep_for(100ms);
    ASSERT_TRUE(one->append(an_append("k1", {to_stream("vote/1", 0)})));
    ASSERT_TRUE(other->append(an_append("k2", {to_stream("vote/1", 1, 2), to_stream("project/1", 0)})));
    EXPECT_TRUE(other->append(an_append("k2", {to_stream("vote/1", 1, 2), to_stream("project/1", 0)}))->repeated);
    EXPECT_TRUE(within(5s, [&] { return lines().size() >= 2; }));
    EXPECT_THAT(lines(), ElementsAre("nanchang vote/1@3 4", "nanchang project/1@1 5"));

    break_connections();
    while (!other->append(an_append("k3", {to_stream("vote/2", 0)}))) {
    }
    EXPECT_TRUE(within(10s, [&] { return !lines().empty() && lines().back() == "nanchang vote/2@1 6"; }))
        << testing::PrintToString(lines());
}

TEST_F(Nodes, OneLeadsACityAtATime) {
    auto one = open();
    auto const other = open();
    EXPECT_TRUE(one->lead("nanchang", "log").value());
    EXPECT_TRUE(one->lead("nanchang", "log").value());
    EXPECT_FALSE(other->lead("nanchang", "log").value());
    EXPECT_TRUE(other->lead("guangzhou", "log").value());
    EXPECT_TRUE(other->lead("nanchang", "clock").value());
    one.reset();
    EXPECT_TRUE(within(5s, [&] { return other->lead("nanchang", "log").value(); }));
}

TEST_F(Nodes, WhoLosesItsConnectionLeadsNoMore) {
    auto const one = open();
    auto const other = open();
    ASSERT_TRUE(one->lead("nanchang", "log").value());
    break_connections();
    auto const leads = [](store::SqlStore& store) {
        auto const answer = store.lead("nanchang", "log");
        return answer && *answer;
    };
    EXPECT_TRUE(within(5s, [&] { return leads(*other); }));
    EXPECT_FALSE(leads(*one));
    EXPECT_FALSE(one->lead("nanchang", "log").value());
}

TEST_F(Nodes, AStoreOfANewerProgramIsRefusedAndLeftAsItIs) {
    open().reset();
    auto const schema = url.substr(url.rfind("%3D") + 3);
    for (auto const* database : {"jiati", "jiati_keys"}) {
        auto const change = [&](std::string const& by) {
            PostgresqlServer::get().ask("UPDATE " + schema + ".schema_version SET version = version " + by, database);
        };
        change("+ 1");
        auto const opened = store::SqlStore::open(url, randomness, PostgresqlServer::get().master_key());
        ASSERT_FALSE(opened);
        EXPECT_EQ(kind_of(opened), Kind::newer_format);
        change("- 1");
    }
    EXPECT_TRUE(open());
}

TEST_F(Nodes, EveryConnectionReportsTheSettingsDurabilityRestsOn) {
    auto const settings = open()->settings().value();
    for (auto const* kind : {"writer", "reader", "keys"}) {
        auto const of = [&](std::string const& name) { return settings.at(kind + ("." + name)); };
        EXPECT_EQ(of("synchronous_commit"), "on") << kind;
        EXPECT_EQ(of("fsync"), "on") << kind;
        EXPECT_EQ(of("full_page_writes"), "on") << kind;
        EXPECT_EQ(of("default_transaction_isolation"), "read committed") << kind;
    }
    EXPECT_EQ(settings.at("reader.default_transaction_read_only"), "on");
    EXPECT_EQ(settings.at("writer.default_transaction_read_only"), "off");
}

TEST_F(Nodes, AServerThatIsNotThereIsReportedAsUnavailable) {
    for (auto const* address : {"postgresql:///jiati?host=/nowhere", "postgresql://127.0.0.1:1/jiati"}) {
        auto const opened = store::SqlStore::open(address, randomness);
        ASSERT_FALSE(opened);
        EXPECT_EQ(kind_of(opened), Kind::unavailable);
    }
}

}  // namespace
}  // namespace jiati::contract
