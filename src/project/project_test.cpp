#include "project/project.h"

#include "project/test_support.h"

#include <rapidcheck/gtest.h>

#include <sstream>

namespace jiati::project {
namespace {

using namespace test;

std::vector<Stage> stages_of(Life const& life) {
    std::vector<Stage> seen;
    State state;
    for (auto const& [event, on] : life.journal) {
        state = evolve(std::move(state), event, on);
        if (seen.empty() || seen.back() != state.lifecycle.stage) seen.push_back(state.lifecycle.stage);
    }
    return seen;
}

TEST(Project, ALiftGoesThroughElevenStages) {
    auto const life = in_use();
    std::vector<Stage> all;
    for (std::size_t i = 0; i < stage_count; ++i) all.push_back(static_cast<Stage>(i));
    EXPECT_EQ(stages_of(life), all);
    for (auto const& entered : life.state.lifecycle.entered) EXPECT_TRUE(entered);
    EXPECT_EQ(life.state.lifecycle.entered.at(static_cast<std::size_t>(Stage::notice)), day("2023-03-01"));
    EXPECT_EQ(life.state.last_occurred_on, day("2023-09-15"));
}

TEST(Project, TheSchemeBeginsAfterTheInitiation) {
    auto life = opened().does(planning::AssessFeasibility{planning::Suitability::suitable, {}, "expert"});
    EXPECT_EQ(life.stage(), Stage::survey) << "looked at before anyone applied";
    life.does(lifecycle::Initiate{{home("501")}, "application"});
    EXPECT_EQ(life.stage(), Stage::initiation);
    life.does(quote(350'000));
    EXPECT_EQ(life.stage(), Stage::scheme);
}

TEST(Project, AStageIsDatedByItsFirstStepUntilItIsSentBackTo) {
    auto life = with_plan().on("2023-02-20");
    auto plan = six_storey_plan();
    plan.corridors = 2;
    life.does(planning::Publish{plan});
    auto const& entered = life.state.lifecycle.entered.at(static_cast<std::size_t>(Stage::deliberation));
    EXPECT_EQ(entered, day("2023-02-15")) << "a second version does not begin the talks anew";
    life.on("2023-03-01").given(lifecycle::SentBack{Stage::vote, Stage::deliberation, "vote_failed"});
    EXPECT_EQ(entered, day("2023-03-01"));
}

TEST(Project, ACityMayPutTheNoticeBeforeTheVote) {
    auto life = with_shares().on("2023-02-20").does(post()).on("2023-02-28").does(notice::Close{});
    EXPECT_EQ(life.stage(), Stage::notice);
    life.does(consent::NoteVoteOpened{VoteId{"v1"}}).on("2023-03-05").does(result_of("v1", true));
    EXPECT_EQ(life.stage(), Stage::notice) << "the stage shown does not fall";
    EXPECT_EQ(life.state.lifecycle.entered.at(static_cast<std::size_t>(Stage::vote)), day("2023-02-28"));
    life.does(approval::Submit{});
    EXPECT_EQ(life.stage(), Stage::approval);
}

TEST(Project, AnEventIsCopiedAndMovedWhole) {
    Event first(lift<EventVariant>(lifecycle::Paused{"why"}));
    Event second(first);
    second = lift<EventVariant>(lifecycle::Resumed{});
    first = second;
    Event const third(std::move(first));
    auto const* const stage = std::get_if<lifecycle::Event>(&third.stage());
    ASSERT_NE(stage, nullptr);
    EXPECT_TRUE(std::holds_alternative<lifecycle::Resumed>(*stage));
}

// What two states must agree in to be the same for everyone who reads them.
std::string digest(State const& s) {
    std::ostringstream text;
    auto const date = [&](std::optional<Date> const& on) { text << (on ? on->to_string() : "-") << ' '; };
    text << code_of(s.lifecycle.stage) << ' ' << static_cast<int>(s.lifecycle.standing) << ' ';
    for (auto const& on : s.lifecycle.entered) date(on);
    for (auto const& on : s.lifecycle.sent_back) date(on);
    for (auto const& on :
         {s.survey.completed_on, s.consent.passed_on, s.notice.posted_on, s.notice.closed_on, s.notice.ends_on,
          s.approval.submitted_on, s.approval.granted_on, s.construction.commenced_on, s.construction.finished_on,
          s.acceptance.inspected_on, s.acceptance.accepted_on, s.acceptance.registered_on, s.acceptance.handed_over_on})
        date(on);
    text << s.planning.versions.size() << ' ' << s.consent.votes.size() << ' ' << s.consent.signatures.size() << ' '
         << s.contract.quotes.size() << ' ' << s.funding.lines_total().to_string() << ' '
         << s.funding.balance().to_string() << ' ' << s.funding.ledger.size() << ' ' << s.notice.objections.size()
         << ' ' << s.approval.lanes.size() << ' ' << s.construction.checks.size() << ' ' << s.operation.faults << ' ';
    for (auto const& share : s.funding.shares) text << share.household.text << '=' << share.amount.to_string() << ' ';
    date(s.last_occurred_on);
    return text.str();
}

// One random command, sensible or not, of those that move a project.
template <class Try>
void enter_one(Life const& life, Try const& attempt) {
    auto const yes = *rc::gen::inRange(0, 4) > 0;
    auto const room = *rc::gen::element<std::string>("101", "301", "302", "501", "502", "999");
    auto const fen = Fen{*rc::gen::inRange<std::int64_t>(-1, 9'000'000)};
    auto plan = six_storey_plan();
    plan.corridors = *rc::gen::inRange(0, 5);
    auto const& state = life.state;
    auto const vote = "v" + std::to_string(state.consent.votes.size());
    auto const objection = state.notice.objections.empty() ? ItemId{"x"} : state.notice.objections.back().id;
    auto const line = state.funding.lines.empty() ? ItemId{"x"} : state.funding.lines.front().id;
    switch (*rc::gen::inRange(0, 28)) {
        case 0:
            return attempt(planning::Publish{plan});
        case 1:
            return attempt(quote(*rc::gen::inRange(250'000, 350'000), "negotiated"));
        case 2:
            return attempt(choose_firm());
        case 3:
            return attempt(subsidy(*rc::gen::inRange(1, 200'000)));
        case 4:
            return attempt(funding::AdoptShares{"equal", {}, {}, {}, {}});
        case 5:
            return attempt(consent::NoteVoteOpened{VoteId{vote + "n"}});
        case 6:
            return attempt(result_of(state.consent.open_vote.value_or(VoteId{"x"}).text, yes,
                                     static_cast<std::int64_t>(state.planning.versions.size())));
        case 7:
            return attempt(consent::SignAgreement{home(room), "in person"});
        case 8:
            return attempt(contract::Sign{state.contract.standing_price().value_or(fen), {}, {}, {}});
        case 9:
            return attempt(post());
        case 10:
            return attempt(notice::RaiseObjection{notice::Origin::household, home(room), {}, {}, secret()});
        case 11:
            return attempt(notice::AnswerObjection{
                objection, yes ? notice::Outcome::dismissed : notice::Outcome::upheld, secret()});
        case 12:
            return attempt(notice::StopClock{"torn down"});
        case 13:
            return attempt(notice::RestartClock{});
        case 14:
            return attempt(notice::Close{});
        case 15:
            return attempt(approval::FilePaper{yes ? "drawings" : "structural_appraisal", "x", "1", {}});
        case 16:
            return attempt(approval::Submit{});
        case 17:
            return attempt(approves("planning"));
        case 18:
            return attempt(approves("housing"));
        case 19:
            return attempt(approval::GiveOpinion{
                "fire", yes ? approval::Opinion::approve : approval::Opinion::returned, {}, secret(), {}});
        case 20:
            return attempt(approval::Grant{"1", {}});
        case 21:
            return attempt(construction::Commence{});
        case 22:
            return attempt(construction::Finish{});
        case 23:
            return attempt(inspection(yes, "door gap"));
        case 24:
            return attempt(funding::RecordPayment{home(room), fen, "r"});
        case 25:
            return attempt(funding::RecordReceipt{line, fen, "r"});
        case 26:
            return attempt(funding::ReleaseToBuilder{fen, "stage", "p"});
        default:
            return attempt(acceptance::Accept{{"owners"}, yes, "canopy leaks"});
    }
}

RC_GTEST_PROP(ProjectLaw, FoldingAllEqualsFoldingStepByStep, ()) {
    auto life = *rc::gen::inRange(0, 3) == 0 ? with_roll() : *rc::gen::arbitrary<bool>() ? posted() : submitted();
    auto today = life.today();
    auto highest = life.stage();
    auto const steps = *rc::gen::inRange(1, 60);
    for (int i = 0; i < steps; ++i) {
        today = today.plus_days(*rc::gen::inRange(0, 5));
        life.on(today.to_string());
        auto const before = digest(life.state);
        enter_one(life, [&](auto const& command) {
            auto const decision = life.ask(command);
            RC_ASSERT(digest(life.state) == before);
            if (!decision) return RC_ASSERT(!decision.error().code.empty());
            RC_ASSERT(!decision.value().empty());
            life.does(command);
            // The stage shown falls only by being sent back.
            auto const sent_back = event_at<lifecycle::SentBack>(decision, decision.value().size() - 1) != nullptr;
            RC_ASSERT(sent_back || life.stage() >= highest);
            highest = life.stage();
        });
        // What stands together: nothing is closed that was never posted, granted that was never submitted.
        RC_ASSERT(!life.state.notice.closed_on || life.state.notice.posted_on);
        RC_ASSERT(!life.state.approval.granted_on || life.state.approval.submitted_on);
        RC_ASSERT(!life.state.construction.finished_on || life.state.construction.commenced_on);
        RC_ASSERT(!life.state.funding.balance().is_negative());
    }
    State folded;
    for (auto const& [event, on] : life.journal) folded = evolve(folded, Event(event), on);
    RC_ASSERT(digest(folded) == digest(life.state));
}

}  // namespace
}  // namespace jiati::project
