#include "tender/tender.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace jiati::tender {
namespace {

Date const announced = Date::of(2023, 4, 1);
Date const due = Date::of(2023, 4, 20);

policy::Context on(Date date) {
    policy::Context context;
    context.now = Instant::start_of(Date::of(2023, 12, 31));
    context.occurred_on = date;
    context.ids = FreshIds({5, 6});
    return context;
}

class Given {
  public:
    Given& when(Command const& command, Date date = announced) {
        auto const decision = decide(state, command, on(date));
        EXPECT_TRUE(decision) << (decision ? "" : decision.error().code);
        if (!decision) return *this;
        for (auto const& event : *decision) {
            state = evolve(std::move(state), event, date);
            history.emplace_back(event, date);
        }
        return *this;
    }
    [[nodiscard]] Refusal refusal(Command const& command, Date date = announced) const {
        auto const decision = decide(state, command, on(date));
        return decision ? Refusal{"accepted", {}, {}} : decision.error();
    }
    [[nodiscard]] std::string refused(Command const& command, Date date = announced) const {
        return refusal(command, date).code;
    }

    State state;
    std::vector<std::pair<Event, Date>> history;
};

Announce announcement(Kind kind = Kind::comparison) {
    return {kind, "省体育局大院电梯加装", {ProjectId{"p1"}, ProjectId{"p2"}}, "招标代理", "钢结构+玻璃幕墙", due};
}
SubmitBid bid(std::string const& firm, std::int64_t yuan = 310'000) {
    FirmId const id{firm};
    return {id, Fen::yuan(yuan), "免费维保三年", {id, firm + "公司", true, false}};
}
Award award(std::string const& firm) { return {FirmId{firm}, std::nullopt, "报价低，资质全", std::nullopt}; }
Award award_by_vote(std::string const& firm, std::string const& chosen, bool closed = true) {
    return {FirmId{firm}, VoteId{"v1"}, "", VoteFact{VoteId{"v1"}, closed, chosen}};
}
Given with_bids(Kind kind = Kind::comparison) {
    Given given;
    given.when(announcement(kind)).when(bid("a", 350'000)).when(bid("b", 310'000), due);
    return given;
}

TEST(Tender, ServesTheProjectsItWasAnnouncedFor) {
    Given given;
    given.when(announcement());
    EXPECT_EQ(given.state.projects.size(), 2U);
    EXPECT_EQ(given.state.announced_on, announced);
    EXPECT_EQ(given.state.bids_due_on, due);
    EXPECT_FALSE(given.state.id.empty());
    EXPECT_EQ(given.refused(announcement()), "tender.already_announced");
}

TEST(Tender, IsRefusedWithoutTitleProjectsOrTimeForBids) {
    auto const refused = [](auto change) {
        auto command = announcement();
        change(command);
        return Given{}.refused(command);
    };
    EXPECT_EQ(refused([](auto& c) { c.title = " "; }), "tender.title_missing");
    EXPECT_EQ(refused([](auto& c) { c.projects.clear(); }), "tender.projects_missing");
    EXPECT_EQ(refused([](auto& c) { c.projects.push_back(ProjectId{"p1"}); }), "tender.projects_missing");
    EXPECT_EQ(refused([](auto& c) { c.bids_due_on = announced.plus_days(-1); }), "tender.dates_wrong");
    EXPECT_EQ(Given{}.refused(announcement(), Date::of(2024, 1, 1)), "tender.dates_wrong");
    for (Command const& command : {Command{bid("a")}, Command{award("a")}, Command{Cancel{"x"}}})
        EXPECT_EQ(Given{}.refused(command), "tender.not_announced");
}

TEST(Bid, IsTakenOncePerFirmUntilTheEndOfTheLastDay) {
    auto const given = with_bids();
    ASSERT_EQ(given.state.bids.size(), 2U);
    EXPECT_EQ(given.state.bids[1].firm_name, "b公司");
    EXPECT_EQ(given.state.bids[1].on, due);
    EXPECT_EQ(given.refused(bid("a")), "tender.bid_twice");
    auto const late = given.refusal(bid("c"), due.plus_days(1));
    EXPECT_EQ(late.code, "tender.bid_late");
    EXPECT_EQ(late.arguments.at(0).value, "2023-04-20");
    EXPECT_EQ(given.refused(bid("c"), announced.plus_days(-1)), "tender.dates_wrong");
}

TEST(Bid, ComesFromAKnownFirmInGoodStandingAtAPrice) {
    Given given;
    given.when(announcement());
    auto const refused = [&](auto change) {
        auto command = bid("a");
        change(command);
        return given.refused(command);
    };
    EXPECT_EQ(refused([](auto& c) { c.fact.known = false; }), "tender.firm_unknown");
    EXPECT_EQ(refused([](auto& c) { c.fact.firm = FirmId{"b"}; }), "tender.firm_unknown");
    EXPECT_EQ(refused([](auto& c) { c.fact.suspended = true; }), "tender.firm_suspended");
    EXPECT_EQ(refused([](auto& c) { c.price_per_lift = Fen{0}; }), "tender.price_not_positive");
    EXPECT_EQ(refused([](auto& c) { c.price_per_lift = Fen{-1}; }), "tender.price_not_positive");
}

TEST(Comparison, IsAwardedWithAReasonOnceBidsAreDue) {
    auto given = with_bids();
    EXPECT_EQ(given.refused(award("c"), due), "tender.no_bid");
    EXPECT_EQ(given.refused(award("b"), due.plus_days(-1)), "tender.dates_wrong");
    auto silent = award("b");
    silent.reason.clear();
    EXPECT_EQ(given.refused(silent, due), "tender.reason_missing");
    given.when(award("b"), due);
    EXPECT_EQ(given.state.awarded, FirmId{"b"});
    EXPECT_EQ(given.state.awarded_name, "b公司");
    EXPECT_EQ(given.state.awarded_price, Fen::yuan(310'000));
    EXPECT_EQ(given.state.awarded_on, due);
    for (Command const& command : {Command{bid("c")}, Command{award("a")}, Command{Cancel{"x"}}})
        EXPECT_EQ(given.refused(command, due), "tender.already_awarded");
}

TEST(PublicTender, GoesToTheFirmTheRepresentativesChose) {
    auto given = with_bids(Kind::public_tender);
    EXPECT_EQ(given.refused(award("b"), due), "tender.vote_missing");
    auto without_fact = award_by_vote("b", "b");
    without_fact.fact.reset();
    EXPECT_EQ(given.refused(without_fact, due), "tender.vote_missing");
    auto other_vote = award_by_vote("b", "b");
    other_vote.fact->vote = VoteId{"v2"};
    EXPECT_EQ(given.refused(other_vote, due), "tender.vote_missing");
    EXPECT_EQ(given.refused(award_by_vote("b", "", false), due), "tender.vote_not_closed");
    auto const another = given.refusal(award_by_vote("b", "a"), due);
    EXPECT_EQ(another.code, "tender.vote_chose_another");
    EXPECT_EQ(another.arguments.at(0).value, "a");
    EXPECT_EQ(given.refused(award_by_vote("b", ""), due), "tender.vote_chose_another");  // a tie
    given.when(award_by_vote("b", "b"), due.plus_days(5));
    EXPECT_EQ(given.state.awarded, FirmId{"b"});
}

TEST(Comparison, ThatRestsOnAVoteFollowsIt) {
    EXPECT_EQ(with_bids().refused(award_by_vote("b", "a"), due), "tender.vote_chose_another");
    EXPECT_EQ(with_bids().refused(award_by_vote("a", "a"), due), "accepted");
}

TEST(Cancelling, NeedsAReasonAndEndsTheTender) {
    auto given = with_bids();
    EXPECT_EQ(given.refused(Cancel{" "}, due), "tender.reason_missing");
    EXPECT_EQ(given.refused(Cancel{"流标"}, due.plus_days(-1)), "tender.dates_wrong");  // before a bid
    given.when(Cancel{"流标"}, due);
    EXPECT_EQ(given.state.cancelled_on, due);
    for (Command const& command : {Command{bid("c")}, Command{award("a")}, Command{Cancel{"x"}}})
        EXPECT_EQ(given.refused(command, due), "tender.cancelled");
}

RC_GTEST_PROP(TenderLaws, TheWinnerIsABidderAtItsOwnPriceAndTheHistoryFoldsToTheState, ()) {
    auto const kind = *rc::gen::element(Kind::comparison, Kind::public_tender);
    Given given;
    given.when(announcement(kind));
    auto const steps = *rc::gen::inRange(0, 20);
    for (int step = 0; step < steps; ++step) {
        auto const firm = std::string(1, *rc::gen::element('a', 'b', 'c', 'd'));
        auto const date = announced.plus_days(*rc::gen::inRange(-1, 25));
        Command command = bid(firm, *rc::gen::inRange(-1, 400'000));
        auto const what = *rc::gen::inRange(0, 8);
        if (what == 0) command = award(firm);
        if (what == 1) command = award_by_vote(firm, std::string(1, *rc::gen::element('a', 'b')));
        if (what == 2) command = Cancel{"流标"};
        if (given.refused(command, date) == "accepted") given.when(command, date);
    }
    std::set<FirmId> bidders;
    bool found = !given.state.awarded;
    for (auto const& entry : given.state.bids) {
        RC_ASSERT(bidders.insert(entry.firm).second);
        if (entry.firm == given.state.awarded) found = entry.price_per_lift == given.state.awarded_price;
    }
    RC_ASSERT(found);
    RC_ASSERT(!(given.state.awarded && given.state.cancelled_on));
    State folded;
    for (auto const& [event, date] : given.history) folded = evolve(std::move(folded), event, date);
    RC_ASSERT(folded.bids.size() == given.state.bids.size());
    RC_ASSERT(folded.awarded == given.state.awarded);
    RC_ASSERT(folded.cancelled_on == given.state.cancelled_on);
}

}  // namespace
}  // namespace jiati::tender
