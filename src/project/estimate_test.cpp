#include "project/estimate.h"

#include "project/test_support.h"

namespace jiati::project::deliberation {
namespace {

using namespace test;

EstimateAcceptance between(std::string room, std::int64_t low_yuan, std::int64_t high_yuan) {
    EstimateAcceptance estimate;
    estimate.household = home(std::move(room));
    estimate.low = Fen::yuan(low_yuan);
    estimate.high = Fen::yuan(high_yuan);
    estimate.basis = Basis::stance;
    estimate.by = "grid_leader";
    return estimate;
}
EstimateAcceptance of_parts(std::string room, std::int64_t benefit, std::int64_t harm) {
    EstimateAcceptance estimate;
    estimate.household = home(std::move(room));
    estimate.benefit = Fen::yuan(benefit);
    estimate.harm = Fen::yuan(harm);
    estimate.basis = Basis::stance;
    return estimate;
}
// A unit in which 501 opposes over the price and 101 is afraid for its light.
Life surveyed() {
    auto life = with_roll();
    life.on("2023-02-10")
        .does(survey::RecordStance{
            home("501"), survey::Stance::oppose, {survey::Topic::price}, {}, survey::Channel::visit});
    return life.does(survey::RaiseWorry{home("101"), survey::Topic::daylight, secret()});
}

TEST(Estimate, StandsWithItsDateItsGroundAndWhoMadeIt) {
    auto life = surveyed().on("2023-02-12").does(between("501", 50'000, 60'000));
    auto const& estimate = life.state.deliberation.estimates.at(home("501"));
    EXPECT_EQ(estimate.low, Fen::yuan(50'000));
    EXPECT_EQ(estimate.high, Fen::yuan(60'000));
    EXPECT_EQ(estimate.basis, Basis::stance);
    EXPECT_EQ(estimate.by, "grid_leader");
    EXPECT_EQ(estimate.on, day("2023-02-12"));
    EXPECT_EQ(estimate.entry, static_cast<std::int64_t>(life.journal.size())) << "its line in the project's stream";
}

TEST(Estimate, TheLatestTakesThePlaceOfTheEarlier) {
    auto life = surveyed().does(between("501", 50'000, 60'000)).does(between("501", 55'000, 65'000));
    EXPECT_EQ(life.state.deliberation.estimates.size(), 1U);
    EXPECT_EQ(life.state.deliberation.estimates.at(home("501")).low, Fen::yuan(55'000));
}

TEST(Estimate, FollowsFromItsPartsWhereNoIntervalIsGiven) {
    auto life = surveyed().does(of_parts("501", 80'000, 5'000));
    EXPECT_EQ(life.state.deliberation.estimates.at(home("501")).low, Fen::yuan(75'000));
    EXPECT_EQ(life.state.deliberation.estimates.at(home("501")).high, Fen::yuan(75'000));

    auto tight = of_parts("501", 80'000, 5'000);
    tight.reserve = Fen::yuan(10'000);
    tight.budget = Fen::yuan(60'000);
    life.does(tight);
    EXPECT_EQ(life.state.deliberation.estimates.at(home("501")).low, Fen::yuan(60'000)) << "the budget binds";
    tight.budget = Fen::yuan(90'000);
    life.does(tight);
    EXPECT_EQ(life.state.deliberation.estimates.at(home("501")).low, Fen::yuan(65'000)) << "the gain binds";
}

TEST(Estimate, ANegativeOneSaysThatCompensationIsNeeded) {
    auto harmed = of_parts("101", 0, 8'000);
    harmed.basis = Basis::worry;
    auto const life = surveyed().does(harmed);
    EXPECT_EQ(life.state.deliberation.estimates.at(home("101")).high, Fen::yuan(-8'000));
}

TEST(Estimate, TheIntervalCountsWhereBothAreGiven) {
    auto both = between("501", 50'000, 60'000);
    both.benefit = Fen::yuan(10);
    auto const life = surveyed().does(both);
    EXPECT_EQ(life.state.deliberation.estimates.at(home("501")).high, Fen::yuan(60'000));
    EXPECT_EQ(life.state.deliberation.estimates.at(home("501")).parts.benefit, Fen::yuan(10));
}

TEST(Estimate, NamesTheNumberThatIsWrong) {
    auto const life = surveyed();
    EXPECT_TRUE(refused(life.ask(between("501", 60'000, 50'000)), estimate_crossed));
    EXPECT_EQ(argument(life.ask(between("501", 60'000, 50'000)), "high"), "50000.00");
    EXPECT_TRUE(refused(life.ask(between("999", 1, 2)), lifecycle::unknown_household));

    auto estimate = between("501", 1, 2);
    estimate.high.reset();
    EXPECT_TRUE(refused(life.ask(estimate), estimate_missing));
    EXPECT_EQ(life.ask(estimate).error().pointer, "/high");
    estimate.low.reset();
    EXPECT_TRUE(refused(life.ask(estimate), estimate_missing));
    estimate.harm = Fen::yuan(1);
    EXPECT_TRUE(refused(life.ask(estimate), estimate_missing)) << "harm alone says nothing of what it would bear";

    auto const beyond = life.ask(of_parts("501", -1, 0));
    EXPECT_TRUE(refused(beyond, estimate_out_of_bounds));
    EXPECT_EQ(beyond.error().pointer, "/benefit");
    EXPECT_TRUE(refused(life.ask(between("501", 0, 100'000'001)), estimate_out_of_bounds));
    EXPECT_TRUE(refused(life.ask(between("501", -100'000'001, 0)), estimate_out_of_bounds));
    EXPECT_TRUE(accepted(life.ask(between("501", -100'000'000, 100'000'000))));
    auto indebted = of_parts("501", 1, 0);
    indebted.budget = Fen::yuan(-1);
    EXPECT_EQ(life.ask(indebted).error().pointer, "/budget");
}

TEST(Estimate, RestsOnWhatIsOnRecordForTheHousehold) {
    auto life = surveyed();
    auto const made_from = [&](std::string room, Basis basis) {
        auto estimate = between(std::move(room), 1, 2);
        estimate.basis = basis;
        return life.ask(estimate);
    };
    auto const guessed = made_from("502", Basis::stance);
    EXPECT_TRUE(refused(guessed, estimate_unfounded));
    EXPECT_EQ(argument(guessed, "basis"), "stance");
    EXPECT_TRUE(refused(made_from("101", Basis::stance), estimate_unfounded)) << "a worry is no stance";
    EXPECT_TRUE(accepted(made_from("101", Basis::worry)));
    EXPECT_TRUE(accepted(made_from("101", Basis::condition)));
    EXPECT_TRUE(accepted(made_from("501", Basis::worry))) << "its stance named the price";
    EXPECT_TRUE(refused(made_from("502", Basis::conversation), estimate_unfounded));
    life.does(survey::RecordVisit{home("502"), survey::VisitOutcome::met, {}, secret()});
    EXPECT_TRUE(accepted(made_from("502", Basis::conversation)));
    EXPECT_TRUE(refused(made_from("502", Basis::worry), estimate_unfounded));
}

TEST(Estimate, IsWithdrawnOnce) {
    auto life = surveyed().does(between("501", 50'000, 60'000));
    EXPECT_TRUE(refused(life.ask(WithdrawEstimate{home("502")}), estimate_unknown));
    life.does(WithdrawEstimate{home("501")});
    EXPECT_TRUE(life.state.deliberation.estimates.empty());
    EXPECT_TRUE(refused(life.ask(WithdrawEstimate{home("501")}), estimate_unknown));
}

}  // namespace
}  // namespace jiati::project::deliberation
