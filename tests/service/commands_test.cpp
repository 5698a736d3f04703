#include "service/town.h"

#include "app/clock_runner.h"

#include <gtest/gtest.h>
#include <atomic>
#include <thread>

namespace jiati::service {
namespace {

using account::Role;
using account::ScopeKind;
using app::CommandError;

class Demonstration : public testing::Test {
  protected:
    Demonstration() : played(town.play("demo.yaml")) {}

    [[nodiscard]] std::string id(std::string const& alias) const { return played.ids.at(alias); }
    [[nodiscard]] app::Viewer resident(std::string const& household) const {
        return town.with(Role::resident, ScopeKind::household, id(household));
    }
    [[nodiscard]] app::Viewer grid() const {
        return town.with(Role::grid_leader, ScopeKind::area, std::string(estate));
    }
    [[nodiscard]] std::string stance(std::string const& household, std::string const& rest) const {
        return R"({"household":")" + id(household) + R"(","stance":)" + rest + "}";
    }
    [[nodiscard]] std::string ballot(std::string const& household, std::string const& choice = "agree") const {
        return R"({"household":")" + id(household) + R"(","choice":")" + choice +
               R"(","channel":"web","plan_version":1})";
    }
    [[nodiscard]] std::int64_t head() { return town.store.head(std::string(city)).value(); }

    Town town;
    app::PlayedCase played;
};

std::string code_of(Result<app::Recorded, CommandError> const& result) {
    if (result) return "recorded";
    switch (result.error().kind) {
        case CommandError::Kind::refused:
            return result.error().refusal.code + " " + result.error().refusal.pointer;
        case CommandError::Kind::forbidden:
            return "forbidden";
        case CommandError::Kind::not_found:
            return "not_found";
        case CommandError::Kind::version_moved:
            return "version_moved";
        case CommandError::Kind::contended:
            return "contended";
        case CommandError::Kind::key_reused:
            return "key_reused";
        case CommandError::Kind::store:
            return "store";
    }
    return "";
}

TEST_F(Demonstration, AGridLeaderRecordsAStanceAndSeesIt) {
    auto const before = head();
    auto const recorded =
        town.send(grid(), id("$p1"), "survey.RecordStance",
                  stance("$h1/601", R"("agree","topics":["price"],"reason":"早该装了","channel":"visit")"));
    ASSERT_EQ(code_of(recorded), "recorded");
    EXPECT_EQ(recorded->events.front().seq, before + 1);
    EXPECT_EQ(recorded->events.front().type, "survey.StanceRecorded");
    EXPECT_EQ(recorded->events.front().leaf_hash.size(), 64U);
    EXPECT_EQ(town.value(grid(), id("$p1"), "/house/cells[room=601]/reason"), "\"早该装了\"");
}

TEST_F(Demonstration, TheSameKeyAnswersTheSameAndAnotherBodyIsRefused) {
    auto const data = stance("$h1/601", R"("agree","channel":"visit")");
    auto const first = town.send(grid(), id("$p1"), "survey.RecordStance", data, "k");
    auto const after = head();
    auto const again = town.send(grid(), id("$p1"), "survey.RecordStance", data, "k");
    ASSERT_TRUE(first && again);
    EXPECT_TRUE(again->repeated);
    EXPECT_EQ(again->events.front().seq, first->events.front().seq);
    EXPECT_EQ(again->events.front().leaf_hash, first->events.front().leaf_hash);
    EXPECT_EQ(again->version, first->version);
    EXPECT_EQ(code_of(town.send(grid(), id("$p1"), "survey.RecordStance",
                                stance("$h1/601", R"("oppose","channel":"visit")"), "k")),
              "key_reused");
    EXPECT_EQ(head(), after);
}

TEST_F(Demonstration, TheSameKeyAnswersTheSameThoughTheVoteHasClosedSince) {
    auto const viewer = resident("$h2/502");
    auto const first = town.send(viewer, id("$v2"), "vote.CastBallot", ballot("$h2/502"), "k");
    town.now = Instant{town.now.unix_ms + 10LL * 24 * 3600 * 1000};
    ASSERT_TRUE(app::run_due(town.stores, town.commands));
    auto const after = head();
    auto const again = town.send(viewer, id("$v2"), "vote.CastBallot", ballot("$h2/502"), "k");
    ASSERT_TRUE(first && again);
    EXPECT_TRUE(again->repeated);
    EXPECT_EQ(again->events.front().leaf_hash, first->events.front().leaf_hash);
    EXPECT_EQ(again->version, first->version);
    EXPECT_EQ(code_of(town.send(viewer, id("$v2"), "vote.CastBallot", ballot("$h2/502", "oppose"), "k")), "key_reused");
    EXPECT_NE(code_of(town.send(viewer, id("$v2"), "vote.CastBallot", ballot("$h2/502"), "another")), "recorded");
    EXPECT_EQ(head(), after);
}

TEST_F(Demonstration, ACommandAtAnOldVersionIsRefusedAndChangesNothing) {
    auto const before = head();
    auto const late =
        town.send(grid(), id("$p1"), "survey.RecordStance", stance("$h1/601", R"("agree","channel":"visit")"), {}, 1);
    EXPECT_EQ(code_of(late), "version_moved");
    EXPECT_GT(late.error().current_version, 1);
    EXPECT_EQ(head(), before);
}

TEST_F(Demonstration, ABallotIsCountedOnceAndShownToItsHousehold) {
    auto const viewer = resident("$h2/502");
    EXPECT_EQ(town.value(viewer, id("$p2"), "/consent/my_ballot/choice"), "\"not_returned\"");
    ASSERT_EQ(code_of(town.send(viewer, id("$v2"), "vote.CastBallot", ballot("$h2/502"))), "recorded");
    EXPECT_EQ(town.value(viewer, id("$p2"), "/consent/my_ballot/choice"), "\"agree\"");
    EXPECT_EQ(town.value(viewer, id("$p2"), "/consent/my_ballot/entry"), std::to_string(head()));
    EXPECT_EQ(town.value(viewer, id("$p2"), "/consent/counts/agree"), "9");
}

TEST_F(Demonstration, ABallotOfAnotherUnitOrForAnotherHouseholdIsRefused) {
    auto const before = head();
    EXPECT_EQ(code_of(town.send(resident("$h3/502"), id("$v2"), "vote.CastBallot", ballot("$h3/502"))), "forbidden");
    EXPECT_EQ(code_of(town.send(resident("$h2/502"), id("$v2"), "vote.CastBallot", ballot("$h2/302"))), "forbidden");
    EXPECT_EQ(code_of(town.send(grid(), id("$v2"), "vote.CastBallot", ballot("$h3/502"))),
              "vote.not_on_roll /household");
    EXPECT_EQ(code_of(town.send(town.anyone(), id("$v2"), "vote.CastBallot", ballot("$h2/502"))), "forbidden");
    EXPECT_EQ(head(), before);
}

TEST_F(Demonstration, BadInputNamesThePlaceAndChangesNothing) {
    auto const before = head();
    EXPECT_EQ(code_of(town.send(grid(), id("$p1"), "survey.RecordStance",
                                stance("$h1/601", R"("perhaps","channel":"visit")"))),
              "codec.bad_value /stance");
    EXPECT_EQ(code_of(town.send(grid(), id("$p1"), "survey.RecordStance",
                                stance("$h1/601", R"("agree","channel":"visit","x":1)"))),
              "codec.unknown_field /x");
    EXPECT_EQ(
        code_of(town.send(grid(), id("$p1"), "survey.RecordStance", stance("$h2/601", R"("agree","channel":"visit")"))),
        "app.household_elsewhere /household");
    EXPECT_EQ(
        code_of(town.send(grid(), "nowhere", "survey.RecordStance", stance("$h1/601", R"("agree","channel":"visit")"))),
        "not_found");
    EXPECT_EQ(code_of(town.send(
                  grid(), id("$c"), "place.RegisterHouseholds",
                  R"({"unit":")" + id("$b/1单元") + R"(","households":[{"room":"701","floors":[6],"area":"-1"}]})")),
              "place.area_not_positive /households/0/area");
    EXPECT_EQ(head(), before);
}

TEST_F(Demonstration, ASharesTableThatSumsTo102PercentIsRefusedWithTheSum) {
    auto const secretary = town.with(Role::neighbourhood, ScopeKind::area, std::string(estate));
    // 248,000 are to be shared among ten households; 25,296 each is 102 %.
    std::string amounts;
    for (auto const* const room : {"201", "202", "301", "302", "401", "402", "501", "502", "601", "602"})
        amounts += std::string(amounts.empty() ? "" : ",") + R"({"household":")" + id(std::string("$h3/") + room) +
                   R"(","amount":"25296"})";
    auto const before = head();
    auto const refused =
        town.send(secretary, id("$p3"), "funding.AdoptShares", R"({"rule":"fixed","amounts":[)" + amounts + "]}");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().refusal.code, "funding.does_not_close");
    auto const said = words().render(refused.error().refusal, http::Language::en);
    EXPECT_NE(said.find("102"), std::string::npos) << said;
    EXPECT_EQ(head(), before);
}

TEST_F(Demonstration, ADateBeforeTheStageOrInTheFutureIsRefused) {
    app::CommandRequest request;
    request.city = city;
    request.aggregate = codec::Aggregate::project;
    request.id = id("$p1");
    request.type = "survey.RecordStance";
    request.data = stance("$h1/601", R"("agree","channel":"visit")");
    request.evidence = "a note";
    request.idempotency_key = "early";
    request.occurred_on = Date::of(2020, 1, 1);
    EXPECT_EQ(code_of(town.commands.execute(grid(), request)).substr(0, 17), "project.too_early");
    request.idempotency_key = "late";
    request.occurred_on = Date::of(2026, 11, 23);
    EXPECT_EQ(code_of(town.commands.execute(grid(), request)).substr(0, 21), "project.in_the_future");
    request.idempotency_key = "bare";
    request.evidence = "";
    request.occurred_on = Date::of(2026, 11, 21);
    EXPECT_EQ(code_of(town.commands.execute(grid(), request)), "app.evidence_missing /evidence");
}

TEST_F(Demonstration, TheClockClosesAVoteAfterItsLastDayAndTheProjectTakesInTheResult) {
    town.now = Instant::start_of(Date::of(2026, 11, 27));
    EXPECT_EQ(app::run_due(town.stores, town.commands).value(), 0U);
    town.now = Instant::start_of(Date::of(2026, 11, 28));
    EXPECT_EQ(app::run_due(town.stores, town.commands).value(), 1U);
    EXPECT_EQ(town.value(town.anyone(), id("$p2"), "/consent/state"), "\"closed\"");
    // Nine of twelve took part and eight agreed: enough, whatever the other three would have said.
    EXPECT_EQ(town.value(town.anyone(), id("$p2"), "/consent/verdict"), R"("passed")");
    EXPECT_EQ(town.value(town.anyone(), id("$p2"), "/next/code"), R"("sign_agreement")");
    EXPECT_EQ(app::run_due(town.stores, town.commands).value(), 0U);
}

TEST_F(Demonstration, ManyAtOnceLoseNothing) {
    std::vector<std::thread> people;
    std::atomic<int> recorded = 0;
    for (int i = 0; i < 8; ++i)
        people.emplace_back([&, i] {
            app::CommandRequest request;
            request.city = city;
            request.aggregate = codec::Aggregate::project;
            request.id = id("$p1");
            request.type = "survey.RaiseWorry";
            request.data = R"({"topic":"noise","text":"说一句"})";
            request.idempotency_key = "at once " + std::to_string(i);
            for (int attempt = 0; attempt < 20; ++attempt)
                if (town.commands.execute(grid(), request)) {
                    ++recorded;
                    return;
                }
        });
    for (auto& person : people) person.join();
    EXPECT_EQ(recorded, 8);
    EXPECT_EQ(town.value(grid(), id("$p1"), "/deliberation/questions/#"), "9");
}

}  // namespace
}  // namespace jiati::service
