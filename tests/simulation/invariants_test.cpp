// Each law is broken once, and says so.
#include "app/invariants/guard.h"
#include "app/invariants/invariant.h"
#include "app/log/city_log.h"
#include "app/policy_library.h"
#include "rules.h"
#include "simulation/town.h"

#include <gtest/gtest.h>
#include <functional>

namespace jiati::simulation {
namespace {

using app::StoredEvent;
using app::invariants::Invariants;

class Laws : public testing::Test {
  protected:
    static Town const& town() {
        static Town const made = [] {
            auto built = make_town(0, rules());
            EXPECT_TRUE(built) << built.error();
            return built.value();
        }();
        return made;
    }
    Laws() : disk(town().history, PlantedBug::none) {
        events = disk.image().store.read_all(std::string(town_city), 0, 100'000).value();
    }

    // What the laws say of the events alone.
    static std::string said_of(std::vector<StoredEvent> const& events) {
        std::vector<std::string> problems;
        auto laws = app::invariants::of_a_city();
        for (auto const& event : events)
            for (auto const& law : laws) {
                auto const before = problems.size();
                law->take(event, problems);
                for (auto i = before; i < problems.size(); ++i)
                    problems[i] = std::string(law->name()) + ": " + problems[i];
            }
        std::string text;
        for (auto const& problem : problems) text += problem + "\n";
        return text;
    }
    StoredEvent& first(std::string const& type) {
        auto const found =
            std::ranges::find_if(events, [&](StoredEvent const& event) { return event.type.starts_with(type + "/"); });
        EXPECT_NE(found, events.end()) << type;
        return *found;
    }
    static void replace(std::string& text, std::string const& from, std::string const& to) {
        auto const at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from << " in " << text;
        text.replace(at, from.size(), to);
    }

    VirtualDisk disk;
    std::vector<StoredEvent> events;
};

TEST_F(Laws, HoldInATownAsItWasMade) {
    EXPECT_EQ(said_of(events), "");
    auto laws = app::invariants::of_a_city();
    auto& image = disk.image();
    app::Stores const stores{image.store, image.store, image.store, image.randomness, [] { return town().now; }};
    std::vector<std::string> problems;
    std::int64_t seen = 0;
    ASSERT_TRUE(app::invariants::check(laws, {std::string(town_city), stores, image.log, image.log}, seen, problems));
    EXPECT_EQ(problems, std::vector<std::string>{});
    EXPECT_EQ(seen, static_cast<std::int64_t>(events.size()));
}

TEST_F(Laws, APolicyWithAnotherTextHashOrLeafShows) {
    auto const& adopted = first("policy.PolicyAdopted");
    std::string const in(town_city);
    EXPECT_EQ(app::fault_of_adoption(in, adopted), "");
    EXPECT_EQ(app::fault_of_adoption("elsewhere", adopted), "the leaf does not follow from the event");
    for (auto const& [from, to] :
         {std::pair{"\"valid_from\":\"2", "\"valid_from\":\"1"}, {"\"id\":\"", "\"id\":\"x"}}) {
        auto other = adopted;
        replace(other.leaf, from, to);
        EXPECT_EQ(app::fault_of_adoption(in, other), "the leaf does not follow from the event");
    }
    auto text = adopted;
    replace(text.payload, "\"text\":\"", "\"text\":\"more ");
    EXPECT_EQ(app::fault_of_adoption(in, text), "the text has another hash");
    for (auto const* payload : {"", "{}", "[]", R"({"hash":1})"}) {
        text.payload = payload;
        EXPECT_EQ(app::fault_of_adoption(in, text), "not the adoption of a policy as it is written");
    }
}

TEST_F(Laws, AMissingEventShows) {
    events.erase(events.begin() + 20);
    EXPECT_NE(said_of(events).find("sequence: 20 is followed by 22"), std::string::npos);
    EXPECT_NE(said_of(events).find("versions: "), std::string::npos);
}

TEST_F(Laws, AFenTooMuchShows) {
    replace(first("funding.SharesAdopted").payload, "\"cost\":\"420000.00\"", "\"cost\":\"420000.01\"");
    EXPECT_NE(said_of(events).find("money: "), std::string::npos);
}

TEST_F(Laws, ASubsidyThatIsNotThereShows) {
    replace(first("funding.LineAdded").payload, "150000.00", "140000.00");
    EXPECT_NE(said_of(events).find("money: "), std::string::npos);
}

TEST_F(Laws, AResultTheBallotsDoNotGiveShows) {
    replace(first("vote.Closed").payload, "\"passes\":true", "\"passes\":false");
    auto const said = said_of(events);
    EXPECT_NE(said.find("ballots: "), std::string::npos);
    EXPECT_NE(said.find("closed as failed, the ballots say otherwise"), std::string::npos);
    EXPECT_NE(said.find("results: "), std::string::npos);
}

TEST_F(Laws, ABallotThatWasTurnedShows) {
    // Of the closed vote: its count of those who agree no longer holds.
    auto const& closed = first("vote.Closed");
    auto const found = std::ranges::find_if(events, [&](StoredEvent const& event) {
        return event.stream == closed.stream && event.payload.find("\"choice\":\"agree\"") != std::string::npos;
    });
    ASSERT_NE(found, events.end());
    replace(found->payload, "\"choice\":\"agree\"", "\"choice\":\"oppose\"");
    EXPECT_NE(said_of(events).find("ballots: " + closed.stream), std::string::npos);
}

TEST_F(Laws, ABallotAfterTheCloseShows) {
    auto ballot = first("vote.BallotCast");
    ballot.stream = first("vote.Closed").stream;
    ballot.seq = events.back().seq + 1;
    events.push_back(ballot);
    EXPECT_NE(said_of(events).find("after the close"), std::string::npos);
}

TEST_F(Laws, BytesThatAreNotCanonicalShow) {
    auto& payload = first("vote.BallotCast").payload;
    payload.insert(1, " ");
    EXPECT_NE(said_of(events).find("payloads: "), std::string::npos);
}

// A store whose journal was changed behind the program's back.
class Tampered final : public app::Journal {
  public:
    Tampered(app::Journal& journal, std::function<void(StoredEvent&)> tamper)
        : journal_(journal), tamper_(std::move(tamper)) {}
    Result<app::Appended, app::StoreError> append(app::Append append) override {
        return journal_.append(std::move(append));
    }
    Result<std::optional<app::Appended>, app::StoreError> find(std::string const& in, std::string const& key,
                                                               std::string const& hash) override {
        return journal_.find(in, key, hash);
    }
    Result<std::vector<StoredEvent>, app::StoreError> read_stream(std::string const& in, std::string const& stream,
                                                                  std::int64_t after) override {
        return changed(journal_.read_stream(in, stream, after));
    }
    Result<std::vector<StoredEvent>, app::StoreError> read_all(std::string const& in, std::int64_t after,
                                                               std::size_t limit) override {
        return changed(journal_.read_all(in, after, limit));
    }
    Result<std::int64_t, app::StoreError> version(std::string const& in, std::string const& stream) override {
        return journal_.version(in, stream);
    }
    Result<std::int64_t, app::StoreError> head(std::string const& in) override { return journal_.head(in); }
    Result<std::vector<std::string>, app::StoreError> cities() override { return journal_.cities(); }

  private:
    Result<std::vector<StoredEvent>, app::StoreError> changed(Result<std::vector<StoredEvent>, app::StoreError> rows) {
        if (rows)
            for (auto& row : *rows) tamper_(row);
        return rows;
    }
    app::Journal& journal_;
    std::function<void(StoredEvent&)> tamper_;
};

std::string said_of_store(VirtualDisk& disk, std::function<void(StoredEvent&)> const& tamper) {
    auto& image = disk.image();
    app::log::CityLog log({image.store, image.log, image.log, [] { return Instant{}; }}, std::string(town_city),
                          "test");
    EXPECT_TRUE(log.lead());
    Tampered journal(image.store, tamper);
    app::Stores const stores{journal, image.store, image.store, image.randomness, [] { return Instant{}; }};
    auto laws = app::invariants::of_a_city();
    std::vector<std::string> problems;
    std::int64_t seen = 0;
    EXPECT_TRUE(app::invariants::check(laws, {std::string(town_city), stores, image.log, image.log}, seen, problems));
    std::string text;
    for (auto const& problem : problems) text += problem + "\n";
    return text;
}

TEST_F(Laws, AnUntouchedStoreWithALogHolds) {
    EXPECT_EQ(said_of_store(disk, [](StoredEvent&) {}), "");
}

TEST_F(Laws, AnotherLeafShowsInTheLogAndBesideItsEvent) {
    auto const said = said_of_store(disk, [](StoredEvent& event) {
        if (event.seq == 60) replace(event.leaf, "\"version\":", "\"version\":1");
    });
    EXPECT_NE(said.find("log: the root signed for"), std::string::npos) << said;
    EXPECT_NE(said.find("leaves: "), std::string::npos) << said;
}

TEST_F(Laws, AnEventThatIsNotItsLeafsShows) {
    auto const said = said_of_store(disk, [](StoredEvent& event) {
        if (event.type.starts_with("vote.BallotCast/") && event.version == 2)
            replace(event.payload, event.payload.find("agree") != std::string::npos ? "agree" : "oppose", "abstain");
    });
    EXPECT_NE(said.find("leaves: "), std::string::npos) << said;
}

TEST_F(Laws, AViewThatFollowsFromNothingShows) {
    app::Append append;
    append.city = town_city;
    append.actor = "nobody";
    append.recorded_at = town().now;
    append.idempotency_key = "beside";
    append.request_hash = "beside";
    append.streams.push_back({"note/1", 0, {{"note.Made/1", "{}", "{}", town().now.china_date(), {}}}});
    append.views.push_back({"project", "phantom", "cn/", "{}"});
    append.timers.push_back({"vote/phantom/close", town().now, "{}"});
    ASSERT_TRUE(disk.image().store.append(std::move(append)));
    auto const said = said_of_store(disk, [](StoredEvent&) {});
    EXPECT_NE(said.find("views: project holds phantom"), std::string::npos) << said;
    EXPECT_NE(said.find("views: a timer that follows from nothing"), std::string::npos) << said;
}

// A service in which a stream was changed behind its back: reading goes on, writing does not.
TEST_F(Laws, AServiceStopsWritingOnABreach) {
    auto& image = disk.image();
    auto const vote = first("vote.Closed").stream;
    bool spoilt = false;
    Tampered tampered(image.store, [&](StoredEvent& event) {
        if (spoilt && event.type.starts_with("vote.Closed/"))
            replace(event.payload, "\"passes\":true", "\"passes\":false");
    });
    app::invariants::ClosableJournal journal(tampered);
    app::Stores const stores{journal, image.store, image.store, image.randomness, [] { return town().now; }};
    app::Repository repository(journal);
    app::Queries queries(stores, repository, rules());
    std::vector<std::string> said;
    app::invariants::Guard guard(journal, {stores, queries, rules()},
                                 [&](std::string const& problem) { said.push_back(problem); });
    guard.note({std::string(town_city), vote, 1, 1});
    guard.step();
    EXPECT_TRUE(said.empty());
    EXPECT_FALSE(journal.is_closed());

    spoilt = true;
    guard.note({std::string(town_city), vote, 1, 1});
    guard.step();
    ASSERT_FALSE(said.empty());
    EXPECT_NE(said.front().find("ballots: " + vote), std::string::npos) << said.front();
    auto const refused = journal.append({});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, app::StoreError::Kind::unavailable);
    EXPECT_TRUE(journal.read_stream(std::string(town_city), vote, 0));
}

}  // namespace
}  // namespace jiati::simulation
