#include "vote/vote_fixture.h"

#include <gtest/gtest.h>

namespace jiati::vote {
namespace {

template <class Change>
Open consent_with(Change change) {
    auto command = consent();
    change(command);
    return command;
}

Ratio ratio(Given const& given, std::size_t index) { return given.state.ratios.at(index); }

void expect_ratio(Ratio const& ratio, std::string const& name, std::string const& have, std::string const& of,
                  std::string const& need, bool holds) {
    EXPECT_EQ(ratio.name, name);
    EXPECT_EQ(ratio.have, have);
    EXPECT_EQ(ratio.of, of);
    EXPECT_EQ(ratio.need, need);
    EXPECT_EQ(ratio.holds, holds);
}

// ---- opening -------------------------------------------------------------------------------------------------------

TEST(Open, BindsTheVoteToTheRollThePlanAndTheRuleOfItsDay) {
    auto const given = opened();
    EXPECT_TRUE(given.state.is_open());
    EXPECT_EQ(given.state.policy, "cn-2021");
    EXPECT_EQ(given.state.policy_hash, "hash");
    EXPECT_EQ(given.state.rule, "cn-278-lift");
    EXPECT_EQ(given.state.article, "民法典第278条");
    EXPECT_EQ(given.state.plan_version, 2);
    EXPECT_EQ(given.state.voters.size(), 12U);
    EXPECT_EQ(given.state.ballots.size(), 12U);
    EXPECT_EQ(outstanding(given.state).size(), 12U);
    EXPECT_EQ(given.refused(consent()), "vote.already_open");
}

TEST(Open, TakesTheRuleNamedWhereOneIs) {
    auto const given = opened(consent_with([](auto& c) { c.rule = "cn-278-fund"; }));
    EXPECT_EQ(given.state.rule, "cn-278-fund");
    auto const refusal = Given{}.refusal(consent_with([](auto& c) { c.rule = "cn-9"; }));
    EXPECT_EQ(refusal.code, "vote.rule_unknown");
    EXPECT_EQ(refusal.pointer, "/rule");
    EXPECT_EQ(refusal.arguments.at(1).value, "cn-278-fund, cn-278-lift");
    auto without = national();
    without.consent.pop_back();
    EXPECT_EQ(Given(without).refused(consent()), "vote.rule_unknown");
    auto broken = national();
    broken.consent.back().majority.agreement_heads = Fraction{5, 4};
    EXPECT_EQ(Given(broken).refused(consent()), "vote.rule_unknown");
}

TEST(Open, IsRefusedWhileSomethingItRestsOnIsMissing) {
    Given const given;
    EXPECT_EQ(given.refused(consent_with([](auto& c) { c.question = " "; })), "vote.question_missing");
    EXPECT_EQ(given.refused(consent_with([](auto& c) { c.projects.clear(); })), "vote.projects_missing");
    EXPECT_EQ(given.refused(consent_with([](auto& c) { c.fact.frozen = false; })), "vote.roll_not_frozen");
    EXPECT_EQ(given.refused(consent_with([](auto& c) { c.fact.voters.clear(); })), "vote.roll_empty");
    EXPECT_EQ(given.refused(consent_with([](auto& c) {
        c.rule = "cn-278-fund";
        c.fact.estate.declared = 13;
    })),
              "vote.roll_incomplete");
    EXPECT_EQ(given.refused(consent_with([](auto& c) { c.fact.plan_version = 0; })), "vote.plan_missing");
    EXPECT_EQ(given.refused(consent_with([](auto& c) { c.closes_on = opening.plus_days(-1); })),
              "vote.closes_too_early");
    EXPECT_EQ(given.refused(consent_with([](auto& c) { c.options = choice().options; })), "vote.options_wrong");
    EXPECT_EQ(given.refused(consent_with([](auto& c) { c.projects.push_back(ProjectId{"p2"}); })),
              "vote.several_units");
    EXPECT_EQ(given.refused(consent(), Date::of(2024, 1, 2)), "vote.in_the_future");
}

TEST(Open, IsRefusedOnARollThatCannotBeCounted) {
    Given const given;
    auto const wrong = [&](auto change) { return given.refused(consent_with(change)); };
    EXPECT_EQ(wrong([](auto& c) { c.fact.voters[1] = c.fact.voters[0]; }), "vote.roll_wrong");
    EXPECT_EQ(wrong([](auto& c) { c.fact.voters[0].area = SquareMetres{0}; }), "vote.roll_wrong");
    EXPECT_EQ(wrong([](auto& c) { c.fact.voters[0].area = SquareMetres{-1}; }), "vote.roll_wrong");
    EXPECT_EQ(wrong([](auto& c) { c.fact.voters[0].area = SquareMetres{10'000'000'001}; }), "vote.roll_wrong");
    EXPECT_EQ(wrong([](auto& c) { c.fact.voters[0].owner = {}; }), "vote.roll_wrong");
    auto twice = choice();
    twice.fact.voters.push_back(twice.fact.voters.front());
    EXPECT_EQ(given.refused(twice), "vote.roll_wrong");
}

TEST(Open, OfAChoiceNeedsTwoDistinctOptions) {
    auto const with = [](std::vector<Option> options) {
        auto command = choice();
        command.options = std::move(options);
        return command;
    };
    Given const given;
    EXPECT_EQ(given.refused(choice()), "accepted");
    EXPECT_EQ(given.refused(with({})), "vote.options_wrong");
    EXPECT_EQ(given.refused(with({{"a", "甲"}})), "vote.options_wrong");
    EXPECT_EQ(given.refused(with({{"a", "甲"}, {"a", "乙"}})), "vote.options_wrong");
    EXPECT_EQ(given.refused(with({{"a", "甲"}, {"b", " "}})), "vote.options_wrong");
}

// ---- ballots -------------------------------------------------------------------------------------------------------

TEST(Ballot, IsRecordedWithItsDayItsEntryAndItsChannel) {
    auto given = opened();
    given.when(ballot("101", "agree"), Date::of(2023, 11, 3));
    auto const& recorded = given.state.ballots.at(flat("101"));
    EXPECT_EQ(recorded.state, BallotState::returned);
    EXPECT_EQ(recorded.choice, "agree");
    EXPECT_EQ(recorded.on, Date::of(2023, 11, 3));
    EXPECT_EQ(recorded.entry, 2);
    EXPECT_EQ(recorded.channel, Channel::paper);
    EXPECT_EQ(recorded.entered_by, "社区");
    EXPECT_EQ(outstanding(given.state).size(), 11U);
}

TEST(Ballot, MayBeChangedBeforeTheCloseAndTheHistoryKeepsBoth) {
    auto given = opened();
    given.when(ballot("101", "agree"), Date::of(2023, 11, 3)).when(ballot("101", "oppose"), Date::of(2023, 11, 4));
    EXPECT_EQ(given.state.ballots.at(flat("101")).choice, "oppose");
    EXPECT_EQ(given.history.size(), 3U);
    EXPECT_EQ(given.refused(ballot("101", "agree"), Date::of(2023, 11, 3)), "vote.too_early");
}

TEST(Ballot, OfAnotherUnitIsRefused) {
    auto const refusal = opened().refusal(ballot("999", "agree"));
    EXPECT_EQ(refusal.code, "vote.not_on_roll");
    EXPECT_EQ(refusal.pointer, "/household");
}

TEST(Ballot, ForAnUnknownChoiceIsRefusedWithTheKnownOnes) {
    auto const refusal = opened().refusal(ballot("101", "yes"));
    EXPECT_EQ(refusal.code, "vote.choice_unknown");
    EXPECT_EQ(refusal.arguments.at(1).value, "agree, oppose, abstain");
    EXPECT_EQ(opened(choice()).refused(ballot("p1", "agree")), "vote.choice_unknown");
}

TEST(Ballot, OnAFormOfAnOlderPlanIsRefused) {
    auto const refusal = opened().refusal(ballot("101", "agree", 1));
    EXPECT_EQ(refusal.code, "vote.older_plan");
    EXPECT_EQ(refusal.arguments.at(0).value, "1");
    EXPECT_EQ(refusal.arguments.at(1).value, "2");
    EXPECT_EQ(opened(choice()).refused(ballot("p1", "firm-a", 7)), "accepted");  // not about one plan
}

TEST(Ballot, CountsUntilTheEndOfTheLastDay) {
    auto const given = opened();
    EXPECT_EQ(given.refused(ballot("101", "agree"), last_day), "accepted");
    EXPECT_EQ(given.refused(ballot("101", "agree"), last_day.plus_days(1)), "vote.after_close");
    EXPECT_EQ(given.refused(ballot("101", "agree"), opening.plus_days(-1)), "vote.too_early");
    EXPECT_EQ(given.refused(ballot("101", "agree"), Date::of(2024, 1, 2)), "vote.in_the_future");
    EXPECT_EQ(Given{}.refused(ballot("101", "agree")), "vote.not_open");
}

TEST(Ballot, MayBeWithdrawnUntilThen) {
    auto given = opened();
    EXPECT_EQ(given.refused(WithdrawBallot{flat("101"), ""}), "vote.no_ballot");
    given.when(ballot("101", "agree")).when(WithdrawBallot{flat("101"), "想再看采光"});
    EXPECT_EQ(given.state.ballots.at(flat("101")).state, BallotState::not_returned);
    EXPECT_EQ(given.state.ballots.at(flat("101")).entry, 0);
    given.when(ballot("101", "agree"));
    EXPECT_EQ(given.refused(WithdrawBallot{flat("101"), ""}, last_day.plus_days(1)), "vote.after_close");
    EXPECT_EQ(given.refused(WithdrawBallot{flat("999"), ""}), "vote.not_on_roll");
}

TEST(Serving, TellsTheUndeliveredFromThoseWhoDidNotAnswer) {
    auto given = opened();
    given.when(serving("101", false, "无人应门")).when(serving("102", true, "当面"));
    EXPECT_EQ(given.state.ballots.at(flat("101")).state, BallotState::not_delivered);
    EXPECT_EQ(given.state.ballots.at(flat("102")).state, BallotState::not_returned);
    given.when(serving("101", true, "当面"));
    EXPECT_EQ(given.state.ballots.at(flat("101")).state, BallotState::not_returned);
    given.when(ballot("101", "agree")).when(serving("101", false, "挂号信退回"));
    EXPECT_EQ(given.state.ballots.at(flat("101")).state, BallotState::returned);
    EXPECT_EQ(given.refused(serving("999", true, "")), "vote.not_on_roll");
    EXPECT_EQ(given.refused(serving("103", true, ""), last_day.plus_days(1)), "vote.after_close");
}

// ---- one owner, several flats --------------------------------------------------------------------------------------

std::vector<Voter> roll_with_two_flats_of_one() {
    return {voter("101", 6'000, "o1"), voter("201", 6'000, "o1"), voter("301", 6'000), voter("401", 6'000)};
}

TEST(OwnerOfTwoFlats, MayNotAnswerInTwoWays) {
    auto given = opened(consent(roll_with_two_flats_of_one()));
    given.when(ballot("101", "agree"));
    EXPECT_EQ(given.refused(ballot("201", "oppose")), "vote.owner_disagrees");
    given.when(WithdrawBallot{flat("101"), "改主意"}).when(ballot("201", "oppose")).when(ballot("101", "oppose"));
    EXPECT_EQ(count(given.state)->participation.heads.have, 1);
    EXPECT_EQ(count(given.state)->participation.area.have, SquareMetres{12'000});
}

TEST(OwnerOfTwoFlats, HasAnsweredOnceBothHave) {
    auto given = opened(consent(roll_with_two_flats_of_one()));
    given.when(ballot("101", "agree"));
    EXPECT_EQ(count(given.state)->participation.heads.have, 0);
    EXPECT_EQ(outstanding(given.state).size(), 3U);
    given.when(ballot("201", "agree"));
    EXPECT_EQ(count(given.state)->participation.heads.have, 1);
    EXPECT_EQ(count(given.state)->participation.heads.of, 3);
    EXPECT_EQ(count(given.state)->agreement.area.have, SquareMetres{12'000});
}

TEST(OwnerOfTwoFlats, AnswersForBothWhereTheRuleSaysSo) {
    auto policy = national();
    policy.consent.back().majority.answer_covers_all_flats = true;
    Given given(policy);
    given.when(consent(roll_with_two_flats_of_one())).when(ballot("101", "agree"));
    EXPECT_EQ(count(given.state)->agreement.area.have, SquareMetres{12'000});
    EXPECT_EQ(outstanding(given.state), (std::vector{flat("301"), flat("401")}));
    given.when(ballot("201", "agree")).when(ballot("201", "oppose"));
    EXPECT_EQ(given.state.ballots.at(flat("101")).choice, "oppose");
    EXPECT_EQ(count(given.state)->agreement.heads.have, 0);
    given.when(WithdrawBallot{flat("101"), ""});
    EXPECT_EQ(outstanding(given.state).size(), 4U);
}

TEST(Count, RefusesBallotsOfOneOwnerThatDiffer) {
    // Cannot be brought about by commands; a count over foreign events must still say what is wrong.
    auto given = opened(consent(roll_with_two_flats_of_one()));
    for (auto const& [room, answer] : {std::pair{"101", "agree"}, std::pair{"201", "oppose"}})
        given.state = evolve(std::move(given.state), answered(room, answer), opening);
    auto const outcome = count(given.state);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, "vote.owner_disagrees");
    EXPECT_EQ(given.refused(Close{}, last_day), "vote.owner_disagrees");
}

// ---- the close -----------------------------------------------------------------------------------------------------

TEST(Close, OfCaseBPassesWithTheFourRatiosOfItsPage) {
    auto given = opened();
    for (auto const* room : {"101", "103", "104", "201", "202", "203", "204", "301", "302", "502"})
        given.when(ballot(room, "agree"), Date::of(2023, 11, 10));
    given.when(ballot("501", "oppose"), Date::of(2023, 11, 12));
    EXPECT_TRUE(count(given.state)->secure);
    auto const early = given.refusal(Close{}, last_day.plus_days(-1));
    EXPECT_EQ(early.code, "vote.too_early_to_close");
    EXPECT_EQ(early.arguments.at(1).value, "1");

    given.when(Close{}, last_day);
    EXPECT_TRUE(given.state.passes);
    ASSERT_EQ(given.state.ratios.size(), 4U);
    expect_ratio(ratio(given, 0), "participation_heads", "11", "12", "2/3", true);
    expect_ratio(ratio(given, 1), "participation_area", "927.00", "988.80", "2/3", true);
    expect_ratio(ratio(given, 2), "agreement_heads", "10", "11", "3/4", true);
    expect_ratio(ratio(given, 3), "agreement_area", "803.40", "927.00", "3/4", true);
    EXPECT_EQ(given.state.closed_on, last_day);
    EXPECT_FALSE(given.state.is_open());
}

Given all_voted(int agreeing) {
    std::vector<Voter> voters;
    for (int i = 0; i < 12; ++i) voters.push_back(voter(std::to_string(101 + i), 8'050));
    auto given = opened(consent(voters));
    for (int i = 0; i < 12; ++i) given.when(ballot(std::to_string(101 + i), i < agreeing ? "agree" : "oppose"));
    return given;
}

TEST(Close, AtExactlyThreeQuartersPasses) {
    auto given = all_voted(9);
    given.when(Close{}, opening);  // nobody is outstanding
    EXPECT_TRUE(given.state.passes);
    expect_ratio(ratio(given, 2), "agreement_heads", "9", "12", "3/4", true);
    expect_ratio(ratio(given, 3), "agreement_area", "724.50", "966.00", "3/4", true);
}

TEST(Close, OneBelowThreeQuartersFails) {
    auto given = all_voted(8);
    given.when(Close{}, opening);
    EXPECT_FALSE(given.state.passes);
    expect_ratio(ratio(given, 2), "agreement_heads", "8", "12", "3/4", false);
}

TEST(Close, WithoutAnyBallotDoesNotPass) {
    auto given = opened();
    given.when(Close{}, last_day.plus_days(3));
    EXPECT_FALSE(given.state.passes);
    expect_ratio(ratio(given, 0), "participation_heads", "0", "12", "2/3", false);
    expect_ratio(ratio(given, 2), "agreement_heads", "0", "0", "3/4", false);
}

TEST(Close, IsFinal) {
    auto given = all_voted(9);
    given.when(Close{});
    EXPECT_EQ(given.refused(Close{}), "vote.not_open");
    EXPECT_EQ(given.refused(ballot("101", "oppose")), "vote.not_open");
    EXPECT_EQ(given.refused(WithdrawBallot{flat("101"), ""}), "vote.not_open");
    EXPECT_EQ(given.refused(serving("101", true, "")), "vote.not_open");
    EXPECT_EQ(given.refused(consent()), "vote.already_open");
}

TEST(Close, DoesNotPrecedeTheLastBallot) {
    auto given = opened(choice());
    for (auto const* project : {"p1", "p2", "p3"}) given.when(ballot(project, "firm-a"), Date::of(2023, 11, 9));
    EXPECT_EQ(given.refused(Close{}, Date::of(2023, 11, 8)), "vote.too_early");
    EXPECT_EQ(given.refused(Close{}, Date::of(2023, 11, 9)), "accepted");
}

TEST(Choice, GoesToTheOptionWithMostBallots) {
    auto given = opened(choice());
    given.when(ballot("p1", "firm-b")).when(ballot("p2", "firm-a")).when(ballot("p3", "firm-b")).when(Close{});
    EXPECT_TRUE(given.state.passes);
    EXPECT_EQ(given.state.chosen, "firm-b");
    ASSERT_EQ(given.state.tallies.size(), 2U);
    EXPECT_EQ(given.state.tallies[0].option, "firm-a");
    EXPECT_EQ(given.state.tallies[0].ballots, 1);
    EXPECT_EQ(given.state.tallies[1].ballots, 2);
}

TEST(Choice, IsNoneOnATieAndWithoutBallots) {
    auto tie = opened(choice());
    tie.when(ballot("p1", "firm-b")).when(ballot("p2", "firm-a")).when(Close{}, last_day);
    EXPECT_EQ(tie.state.chosen, "");
    EXPECT_FALSE(tie.state.passes);
    auto silent = opened(choice());
    silent.when(Close{}, last_day);
    EXPECT_EQ(silent.state.chosen, "");
    EXPECT_FALSE(silent.state.passes);
}

TEST(Evolve, IgnoresBallotsOfThoseWhoAreNotOnTheRoll) {
    auto given = opened();
    for (Event const& event :
         {Event{answered("999", "agree")}, Event{served("999", false)}, Event{BallotWithdrawn{flat("999"), ""}}})
        given.state = evolve(std::move(given.state), event, opening);
    EXPECT_EQ(given.state.ballots.size(), 12U);
    EXPECT_EQ(given.state.version, 4);
}

}  // namespace
}  // namespace jiati::vote
