#include "project/mediation.h"

#include "project/test_support.h"

namespace jiati::project::mediation {
namespace {

using namespace test;

Open about_light() { return {home("102"), survey::Topic::daylight, Level::community, secret()}; }

Life with_talks() { return with_roll().does(about_light()); }
Mediation const& talks(Life const& life) { return life.state.mediation.mediations.at(0); }

MakeOffer panes(Life const& life) {
    return {talks(life).id, OfferKind::frosted_panes, Fen::yuan(3'000), secret("panes")};
}

TEST(Mediation, IsOpenedOnceForEachHouseholdAndTopic) {
    auto life = with_roll();
    EXPECT_TRUE(refused(life.ask(Open{home("999"), survey::Topic::noise, {}, {}}), lifecycle::unknown_household));
    life.does(about_light());
    EXPECT_TRUE(refused(life.ask(about_light()), already_open));
    EXPECT_TRUE(accepted(life.ask(Open{home("102"), survey::Topic::noise, {}, {}})));
    EXPECT_TRUE(accepted(life.ask(Open{home("101"), survey::Topic::daylight, {}, {}})));
    life.does(Close{talks(life).id, Outcome::unsettled, {}});
    EXPECT_TRUE(accepted(life.ask(about_light()))) << "what was closed may be taken up again";
}

TEST(Mediation, GoesThroughRoundsUpwards) {
    auto life = with_talks();
    auto const id = talks(life).id;
    EXPECT_TRUE(refused(life.ask(HoldRound{ItemId{"x"}, {}, {"owners"}, secret()}), item_unknown));
    EXPECT_TRUE(refused(life.ask(HoldRound{id, {}, {}, secret()}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask(HoldRound{id, {}, {"owners"}, {}}), lifecycle::text_missing));
    life.on("2023-02-10").does(HoldRound{id, Level::street, {"street", "owners"}, secret("r1")});
    life.does(HoldRound{id, Level::community, {"owners"}, secret("r2")});
    EXPECT_EQ(talks(life).rounds.size(), 2U);
    EXPECT_EQ(talks(life).level, Level::street) << "a later talk at a lower table does not undo the higher one";
    auto const third = life.ask(HoldRound{id, Level::hearing, {"owners"}, secret()});
    ASSERT_NE(event_at<RoundHeld>(third, 0), nullptr);
    EXPECT_EQ(event_at<RoundHeld>(third, 0)->round, 3);
    EXPECT_EQ(event_at<RoundHeld>(third, 0)->household, home("102"));
}

TEST(Mediation, AnOfferIsMadeAnsweredAndKept) {
    auto life = with_talks();
    life.does(panes(life));
    auto const offer = talks(life).offers.at(0).id;
    auto const early = life.ask(KeepOffer{offer, secret()});
    EXPECT_TRUE(refused(early, offer_not_in_state));
    EXPECT_EQ(argument(early, "state"), "made");
    EXPECT_TRUE(refused(life.ask(AnswerOffer{ItemId{"x"}, Answer::accepted, {}}), item_unknown));

    life.does(AnswerOffer{offer, Answer::accepted, {}});
    EXPECT_EQ(talks(life).offers.at(0).state, OfferState::accepted);
    EXPECT_TRUE(refused(life.ask(AnswerOffer{offer, Answer::declined, {}}), offer_not_in_state));
    life.does(Close{talks(life).id, Outcome::settled, {}});
    EXPECT_TRUE(refused(life.ask(panes(life)), is_closed));

    EXPECT_TRUE(refused(life.ask(KeepOffer{offer, {}}), lifecycle::text_missing));
    life.on("2023-06-01").does(KeepOffer{offer, secret()});
    EXPECT_EQ(talks(life).offers.at(0).state, OfferState::kept) << "what was promised outlives the talks";
    EXPECT_EQ(talks(life).offers.at(0).kept_on, day("2023-06-01"));
}

TEST(Mediation, CompensationNamesItsSum) {
    auto life = with_talks();
    auto const offer = [&](std::optional<Fen> amount) {
        return life.ask(MakeOffer{talks(life).id, OfferKind::compensation, amount, secret()});
    };
    EXPECT_TRUE(refused(offer({}), amount_missing));
    EXPECT_TRUE(refused(offer(Fen{}), amount_wrong));
    EXPECT_EQ(argument(offer(Fen::yuan(-1)), "amount"), "-1.00");
    EXPECT_TRUE(accepted(offer(Fen::yuan(6'000))));
    EXPECT_TRUE(accepted(life.ask(MakeOffer{talks(life).id, OfferKind::canopy, {}, secret()})));
}

TEST(Mediation, IsNotClosedOverAnOpenOffer) {
    auto life = with_talks();
    life.does(panes(life));
    auto const waiting = life.ask(Close{talks(life).id, Outcome::settled, {}});
    EXPECT_TRUE(refused(waiting, offers_open));
    EXPECT_EQ(argument(waiting, "count"), "1");
    life.does(AnswerOffer{talks(life).offers.at(0).id, Answer::declined, secret()});
    life.does(Close{talks(life).id, Outcome::unsettled, secret()});
    EXPECT_EQ(talks(life).closed_on, life.today());
    EXPECT_TRUE(refused(life.ask(Close{talks(life).id, Outcome::settled, {}}), is_closed));
}

TEST(Mediation, EveryCommandKnowsWhomItConcerns) {
    auto life = with_talks();
    life.does(panes(life));
    auto const offer = talks(life).offers.at(0).id;
    for (Command const& command :
         {Command(about_light()), Command(HoldRound{talks(life).id, {}, {}, {}}), Command(panes(life)),
          Command(AnswerOffer{offer, {}, {}}), Command(KeepOffer{offer, {}}), Command(Close{talks(life).id, {}, {}})})
        EXPECT_EQ(household_of(life.state, command), home("102"));
    EXPECT_FALSE(household_of(life.state, KeepOffer{ItemId{"x"}, {}}));
}

}  // namespace
}  // namespace jiati::project::mediation
