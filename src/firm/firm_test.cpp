#include "firm/firm.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace jiati::firm {
namespace {

Date const registered = Date::of(2023, 1, 10);

class Given {
  public:
    Given& when(Command const& command, Date date = registered) {
        auto const decision = decide(state, command, on(date));
        EXPECT_TRUE(decision) << (decision ? "" : decision.error().code);
        if (!decision) return *this;
        for (auto const& event : *decision) {
            state = evolve(std::move(state), event, date);
            history.emplace_back(event, date);
        }
        return *this;
    }
    [[nodiscard]] std::string refused(Command const& command, Date date = registered) const {
        auto const decision = decide(state, command, on(date));
        return decision ? "accepted" : decision.error().code + " " + decision.error().pointer;
    }

    State state;
    std::vector<std::pair<Event, Date>> history;

  private:
    static policy::Context on(Date date) {
        policy::Context context;
        context.now = Instant::start_of(Date::of(2023, 12, 31));
        context.occurred_on = date;
        return context;
    }
};

Register registration() { return {"某电梯公司", {"contractor", "maintenance"}, {{"安装改造修理", "TS3636", {}}}}; }
Given known_firm() {
    Given given;
    given.when(registration());
    return given;
}
Rate rating(std::string const& household, std::int64_t score, std::string const& project = "p1") {
    return {ProjectId{project}, HouseholdId{household}, score, {}};
}

TEST(Firm, IsRegisteredOnceWithItsDutiesAndLicences) {
    auto const given = known_firm();
    EXPECT_EQ(given.state.duties.size(), 2U);
    EXPECT_EQ(given.state.licences.at(0).number, "TS3636");
    EXPECT_FALSE(given.state.id.empty());
    EXPECT_EQ(given.refused(registration()), "firm.already_registered ");
    for (Command const& command :
         {Command{Suspend{"局", "x"}}, Command{Reinstate{"局", "x"}}, Command{rating("h1", 5)}})
        EXPECT_EQ(Given{}.refused(command), "firm.not_registered ");
}

TEST(Firm, IsRefusedWithWhatIsMissing) {
    auto const refused = [](auto change) {
        auto command = registration();
        change(command);
        return Given{}.refused(command);
    };
    EXPECT_EQ(refused([](auto& c) { c.name = " "; }), "firm.name_missing /name");
    EXPECT_EQ(refused([](auto& c) { c.duties.clear(); }), "firm.duties_missing /duties");
    EXPECT_EQ(refused([](auto& c) { c.duties[1] = "friend"; }), "firm.duty_unknown /duties/1");
    EXPECT_EQ(refused([](auto& c) { c.licences[0].number.clear(); }), "firm.licence_incomplete /licences/0");
    EXPECT_EQ(refused([](auto& c) { c.licences[0].kind.clear(); }), "firm.licence_incomplete /licences/0");
}

TEST(Firm, TakesNoDateToComeOrBeforeItsRegistration) {
    EXPECT_EQ(Given{}.refused(registration(), Date::of(2024, 1, 1)), "firm.dates_wrong ");
    EXPECT_EQ(known_firm().refused(rating("h1", 5), registered.plus_days(-1)), "firm.dates_wrong ");
}

TEST(Suspension, IsAnOfficesActWithAReasonAndMayBeLifted) {
    auto given = known_firm();
    EXPECT_EQ(given.refused(Reinstate{"区住建局", "整改完成"}), "firm.not_suspended ");
    EXPECT_EQ(given.refused(Suspend{"", "质量"}), "firm.office_missing /office");
    EXPECT_EQ(given.refused(Suspend{"区住建局", " "}), "firm.reason_missing /reason");
    given.when(Suspend{"区住建局", "质量"}, Date::of(2023, 5, 1));
    EXPECT_EQ(given.state.suspended_on, Date::of(2023, 5, 1));
    EXPECT_EQ(given.state.suspension_reason, "质量");
    EXPECT_EQ(given.refused(Suspend{"区住建局", "质量"}, Date::of(2023, 5, 2)), "firm.already_suspended ");
    EXPECT_EQ(given.refused(Reinstate{"区住建局", "整改完成"}, Date::of(2023, 4, 30)), "firm.dates_wrong ");
    EXPECT_EQ(given.refused(Reinstate{"区住建局", ""}, Date::of(2023, 6, 1)), "firm.reason_missing /reason");
    given.when(Reinstate{"区住建局", "整改完成"}, Date::of(2023, 6, 1));
    EXPECT_FALSE(given.state.suspended_on);
    EXPECT_EQ(given.refused(Suspend{"区住建局", "质量"}, Date::of(2023, 5, 20)), "firm.dates_wrong ");
}

TEST(Rating, IsFromOneToFiveOncePerHouseholdAndProject) {
    auto given = known_firm();
    for (auto wrong : {0, 6, -3}) EXPECT_EQ(given.refused(rating("h1", wrong)), "firm.score_wrong /score");
    given.when(rating("h1", 5));
    EXPECT_EQ(given.refused(rating("h1", 1)), "firm.rated_before ");
    given.when(rating("h2", 1)).when(rating("h1", 4, "p2"));
    EXPECT_EQ(given.state.ratings.size(), 3U);
}

RC_GTEST_PROP(FirmLaws, NoHouseholdRatesAProjectTwiceAndTheHistoryFoldsToTheState, ()) {
    auto given = known_firm();
    auto const steps = *rc::gen::inRange(0, 40);
    for (int step = 0; step < steps; ++step) {
        Command command = rating(std::to_string(*rc::gen::inRange(0, 5)), *rc::gen::inRange(0, 7),
                                 std::to_string(*rc::gen::inRange(0, 3)));
        auto const what = *rc::gen::inRange(0, 6);
        if (what == 0) command = Suspend{"局", "质量"};
        if (what == 1) command = Reinstate{"局", "整改"};
        auto const date = registered.plus_days(*rc::gen::inRange(-1, 300));
        if (given.refused(command, date) == "accepted") given.when(command, date);
    }
    std::set<std::pair<ProjectId, HouseholdId>> seen;
    for (auto const& entry : given.state.ratings) {
        RC_ASSERT(seen.emplace(entry.project, entry.household).second);
        RC_ASSERT(entry.score >= 1 && entry.score <= 5);
    }
    State folded;
    for (auto const& [event, date] : given.history) folded = evolve(std::move(folded), event, date);
    RC_ASSERT(folded.suspended_on == given.state.suspended_on);
    RC_ASSERT(folded.ratings.size() == given.state.ratings.size());
}

}  // namespace
}  // namespace jiati::firm
