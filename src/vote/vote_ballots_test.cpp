// Conditions, proxies, entries by an office, contests, parts of a flat, and laws that ask twice.
#include "vote/vote_fixture.h"

#include <gtest/gtest.h>

namespace jiati::vote {
namespace {

using policy::BallotChange;
using policy::ProxyKind;
using policy::StaffEntry;

policy::Policy with_terms(policy::BallotTerms terms) {
    auto policy = national();
    policy.ballots = policy::BallotRules{std::move(terms), {}};
    return policy;
}
Given opened_under(policy::BallotTerms terms, Open const& command = consent()) {
    Given given(with_terms(std::move(terms)));
    given.when(command);
    return given;
}
ConfirmCondition met(std::string const& room) {
    ConfirmCondition command;
    command.household = flat(room);
    command.by_owner = true;
    return command;
}
CastBallot conditional(std::string const& room) {
    auto command = own_ballot_of(room, "agree");
    command.condition = words("磨砂玻璃");
    return command;
}
games::Ballot counted(Given const& given, std::string const& room) { return legal_ballot(given.state, flat(room)); }

// ---- conditions ----------------------------------------------------------------------------------------------------

TEST(Condition, CountsAsAbstainingUntilItsOwnerSaysThatItIsMet) {
    auto given = opened();
    given.when(conditional("101"));
    EXPECT_EQ(counted(given, "101"), games::Ballot::abstain);
    EXPECT_EQ(outstanding(given.state).size(), 11U);
    given.when(met("101"), Date::of(2023, 11, 5));
    EXPECT_EQ(counted(given, "101"), games::Ballot::agree);
    EXPECT_EQ(given.state.ballots.at(flat("101")).condition_met_on, Date::of(2023, 11, 5));
    EXPECT_EQ(given.refused(met("101"), Date::of(2023, 11, 6)), "vote.no_condition");
}

TEST(Condition, IsConfirmedBeforeTheCloseAndByNobodyElse) {
    auto given = opened();
    given.when(conditional("101"));
    EXPECT_EQ(given.refused(met("101"), last_day.plus_days(1)), "vote.after_close");
    auto by_office = met("101");
    by_office.by_owner = false;
    EXPECT_EQ(given.refused(by_office), "vote.owner_must_confirm");
    by_office.entered_by = "社区";
    EXPECT_EQ(given.refused(by_office), "accepted");  // a slip of paper, entered by the office
    auto strict = opened_under({.staff_entry = StaffEntry::awaits_owner});
    strict.when(conditional("101"));
    EXPECT_EQ(strict.refused(by_office), "vote.owner_must_confirm");
}

TEST(Condition, GoesWithAgreeingOnly) {
    auto command = conditional("101");
    command.choice = "oppose";
    EXPECT_EQ(opened().refused(command), "vote.condition_needs_agree");
}

TEST(Condition, OfAnOwnerOfTwoFlatsIsMetForBoth) {
    auto given = opened(consent({voter("101", 6'000, "o1"), voter("201", 6'000, "o1"), voter("301", 6'000)}));
    given.when(conditional("101"));
    EXPECT_EQ(given.refused(own_ballot_of("201", "agree")), "vote.owner_disagrees");
    given.when(conditional("201")).when(met("101"));
    EXPECT_EQ(count(given.state)->agreement.area.have, SquareMetres{12'000});
}

TEST(Condition, ThatIsOpenKeepsTheVoteOpenUntilItsLastDay) {
    auto given = opened(consent({voter("101", 6'000), voter("201", 6'000)}));
    given.when(conditional("101")).when(own_ballot_of("201", "agree"));
    EXPECT_EQ(given.refused(Close{}), "vote.too_early_to_close");
    given.when(Close{}, last_day);
    EXPECT_FALSE(given.state.passes);
    EXPECT_EQ(given.state.ratios.at(2).have, "1");
}

// ---- in another's place --------------------------------------------------------------------------------------------

CastBallot by_proxy(std::string const& room) {
    auto command = ballot(room, "agree");
    command.proxy = ProxyKind::spouse;
    command.proxy_name = words("李某");
    command.proxy_document = words("结婚证 赣001");
    return command;
}

TEST(Proxy, NamesWhoAndByWhatDocument) {
    auto const refused = [](auto change) {
        auto command = by_proxy("101");
        change(command);
        return opened().refused(command);
    };
    EXPECT_EQ(refused([](auto&) {}), "accepted");
    EXPECT_EQ(refused([](auto& c) { c.proxy.reset(); }), "vote.proxy_incomplete");
    EXPECT_EQ(refused([](auto& c) { c.proxy_name = {}; }), "vote.proxy_incomplete");
    EXPECT_EQ(refused([](auto& c) { c.proxy_document = {}; }), "vote.proxy_incomplete");
    EXPECT_EQ(refused([](auto& c) {
                  c.proxy_document = {};
                  c.proxy_file = {"file1", "c1"};
              }),
              "accepted");
    EXPECT_EQ(opened_under({.proxies = {ProxyKind::heir}}).refused(by_proxy("101")), "vote.proxy_not_allowed");
}

TEST(Proxy, DoesNotSignForAWholeStair) {
    auto given = opened();
    auto with_picture = [](std::string const& room) {
        auto command = by_proxy(room);
        command.proxy_file = {"file1", "c1"};
        return command;
    };
    given.when(with_picture("101"));
    auto const refusal = given.refusal(with_picture("102"));
    EXPECT_EQ(refusal.code, "vote.document_used");
    EXPECT_EQ(refusal.pointer, "/proxy_file");
    auto signed_twice = ballot("103", "agree");
    signed_twice.signature_file = {"form7", "c7"};
    given.when(signed_twice);
    signed_twice.household = flat("104");
    EXPECT_EQ(given.refused(signed_twice), "vote.document_used");
}

// ---- entered by an office ------------------------------------------------------------------------------------------

TEST(StaffEntry, WaitsForTheOwnerWhereTheRuleSaysSo) {
    auto given = opened_under({.staff_entry = StaffEntry::awaits_owner});
    given.when(ballot("101", "agree"));
    EXPECT_EQ(counted(given, "101"), games::Ballot::not_returned);
    EXPECT_EQ(outstanding(given.state).size(), 12U);
    EXPECT_EQ(given.refused(ConfirmBallot{flat("101"), false}), "vote.owner_must_confirm");
    EXPECT_EQ(given.refused(ConfirmBallot{flat("102"), true}), "vote.nothing_to_confirm");
    given.when(ConfirmBallot{flat("101"), true});
    EXPECT_EQ(counted(given, "101"), games::Ballot::agree);
    given.when(own_ballot_of("102", "agree")).when(by_proxy("103"));
    EXPECT_EQ(counted(given, "102"), games::Ballot::agree);
    EXPECT_EQ(counted(given, "103"), games::Ballot::agree);
}

TEST(StaffEntry, CountsAtOnceWithASignatureWhereThatIsEnough) {
    auto given = opened_under({.staff_entry = StaffEntry::with_signature});
    auto signed_form = ballot("101", "agree");
    signed_form.signature = words("M1,1L2,2");
    given.when(signed_form).when(ballot("102", "agree"));
    EXPECT_EQ(counted(given, "101"), games::Ballot::agree);
    EXPECT_EQ(counted(given, "102"), games::Ballot::not_returned);
}

TEST(StaffEntry, DoesNotReplaceTheOwnersOwnAnswerWithoutASignature) {
    auto given = opened();
    given.when(own_ballot_of("101", "oppose"));
    EXPECT_EQ(given.refused(ballot("101", "agree")), "vote.owner_answered");
    auto signed_form = ballot("101", "agree");
    signed_form.signature_file = {"form1", "c1"};
    given.when(signed_form);
    EXPECT_EQ(counted(given, "101"), games::Ballot::agree);
    EXPECT_EQ(given.state.ballots.at(flat("101")).changes, 1);
}

TEST(Contest, TakesABallotOutOfTheCountUntilTheNeighbourhoodHasSettledIt) {
    auto given = opened();
    ContestBallot const contested{flat("101"), words("不是我填的"), true};
    EXPECT_EQ(given.refused(contested), "vote.no_ballot");
    given.when(ballot("101", "agree")).when(contested);
    EXPECT_EQ(counted(given, "101"), games::Ballot::not_returned);
    EXPECT_EQ(given.refused(contested), "vote.already_contested");
    EXPECT_EQ(given.refused(ballot("101", "agree")), "vote.owner_answered");
    auto stands = given;
    stands.when(SettleBallot{flat("101"), true, words("核对过签名")});
    EXPECT_EQ(counted(stands, "101"), games::Ballot::agree);
    given.when(SettleBallot{flat("101"), false, words("录错了门")});
    EXPECT_EQ(given.state.ballots.at(flat("101")).state, BallotState::not_returned);
    EXPECT_EQ(given.refused(SettleBallot{flat("101"), true, words("再来")}), "vote.not_contested");
}

TEST(Contest, IsForWhatOthersEntered) {
    auto given = opened();
    given.when(own_ballot_of("101", "agree")).when(ballot("102", "agree"));
    EXPECT_EQ(given.refused(ContestBallot{flat("101"), words("x"), true}), "vote.own_ballot");
    EXPECT_EQ(given.refused(ContestBallot{flat("102"), words("x"), false}), "vote.owner_must_confirm");
}

// ---- changing one's mind -------------------------------------------------------------------------------------------

TEST(Change, EndsWhereTheRuleSaysSo) {
    auto never = opened_under({.change = BallotChange::never});
    never.when(own_ballot_of("101", "agree"));
    EXPECT_EQ(never.refused(own_ballot_of("101", "oppose")), "vote.change_not_allowed");
    EXPECT_EQ(never.refused(WithdrawBallot{flat("101"), "", true}), "vote.change_not_allowed");

    auto open = consent();
    for (auto const hidden : {false, true}) {
        open.hidden_until_close = hidden;
        auto given = opened_under({.change = BallotChange::until_adopted}, open);
        for (auto const* room : {"101", "102", "103", "104", "201", "202", "203", "204"})
            given.when(own_ballot_of(room, "agree"));
        EXPECT_EQ(given.refused(own_ballot_of("101", "oppose")), "accepted");
        for (auto const* room : {"301", "302", "501"}) given.when(own_ballot_of(room, "agree"));
        // Whoever asks must not learn how a hidden vote stands.
        EXPECT_EQ(given.refused(own_ballot_of("101", "oppose")), hidden ? "accepted" : "vote.already_adopted");
        EXPECT_EQ(given.refused(own_ballot_of("502", "oppose")), "accepted");
    }
}

// ---- a flat's own part ---------------------------------------------------------------------------------------------

TEST(PrivatePart, NeedsItsOwnerWhateverTheRatios) {
    auto open = consent();
    open.private_part_owners = {flat("101")};
    auto given = opened(open);
    for (auto const& voter : case_b_roll())
        given.when(own_ballot_of(voter.room, voter.room == "101" ? "oppose" : "agree"));
    EXPECT_TRUE(count(given.state)->blocked);
    given.when(Close{});
    EXPECT_FALSE(given.state.passes);
    EXPECT_FALSE(given.state.private_parts_agree);
    for (auto const& ratio : given.state.ratios) EXPECT_TRUE(ratio.holds);
    open.private_part_owners = {flat("999")};
    EXPECT_EQ(Given{}.refused(open), "vote.private_parts_wrong");
    open.private_part_owners = {flat("101"), flat("101")};
    EXPECT_EQ(Given{}.refused(open), "vote.private_parts_wrong");
}

// ---- laws that ask twice -------------------------------------------------------------------------------------------

policy::Policy in_two_rounds() {
    auto policy = national();
    policy.consent.back().scope = policy::ConsentScope::building;
    policy.vote_stages = {{"intention", {"一征", "First"}, "cn-278-lift", false, {}},
                          {"scheme", {"二征", "Second"}, "cn-278-lift", true, {}}};
    return policy;
}

TEST(Stages, FollowOneAnotherAndTheLastDecides) {
    auto open = consent();
    open.fact.building = open.fact.estate;
    open.fact.plan_version = 0;
    Given first(in_two_rounds());
    open.stage = "scheme";
    EXPECT_EQ(first.refused(open), "vote.stage_too_early");
    open.stage = "third";
    EXPECT_EQ(first.refused(open), "vote.stage_unknown");
    open.stage.clear();
    first.when(open);
    EXPECT_EQ(first.state.stage, "intention");
    EXPECT_EQ(first.state.plan_version, 0);
    EXPECT_FALSE(first.state.decides);
    EXPECT_EQ(first.refused(ballot("101", "agree", 2)), "vote.older_plan");
    EXPECT_EQ(first.refused(ballot("101", "agree", 0)), "accepted");

    Given second(in_two_rounds());
    open.fact.stages_passed = {"intention"};
    EXPECT_EQ(second.refused(open), "vote.plan_missing");
    open.fact.plan_version = 2;
    second.when(open);
    EXPECT_EQ(second.state.stage, "scheme");
    EXPECT_TRUE(second.state.decides);
    open.stage = "scheme";
    EXPECT_EQ(Given{}.refused(open), "vote.stage_unknown");
}

TEST(Serving, KeepsWhenAndHowAndTheProof) {
    auto given = opened();
    Serve by_letter{flat("101"), true, "挂号信", {"slip", "c"}};
    given.when(by_letter, Date::of(2023, 11, 2)).when(own_ballot_of("101", "agree"), Date::of(2023, 11, 3));
    auto const& service = given.state.ballots.at(flat("101")).service;
    ASSERT_TRUE(service);
    EXPECT_EQ(service->on, Date::of(2023, 11, 2));
    EXPECT_EQ(service->photo.file, "slip");
}

}  // namespace
}  // namespace jiati::vote
