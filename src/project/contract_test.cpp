#include "project/contract.h"

#include "project/test_support.h"

namespace jiati::project::contract {
namespace {

using namespace test;

TEST(Contract, APriceComesDownWithItsReason) {
    auto life = with_roll().does(quote(350'000));
    EXPECT_TRUE(refused(life.ask(quote(310'000)), reason_missing));
    life.does(quote(310'000, "fewer pipes moved, less digging"));
    EXPECT_EQ(life.state.contract.standing_price(), Fen::yuan(310'000));
    ASSERT_EQ(life.state.contract.quotes.size(), 2U);
    EXPECT_EQ(life.state.contract.quotes[0].amount - life.state.contract.quotes[1].amount, Fen::yuan(40'000));
    EXPECT_TRUE(accepted(life.ask(quote(310'000)))) << "the same price needs no reason";
}

TEST(Contract, ComparesFirmsAndTakesThePriceOfTheChosenOne) {
    auto life = with_roll().does(quote(350'000)).does(quote(300'000, {}, "f2"));
    EXPECT_EQ(life.state.contract.standing_price(), Fen::yuan(300'000));
    life.does(choose_firm("f1"));
    EXPECT_EQ(life.state.contract.standing_price(), Fen::yuan(350'000));
}

TEST(Contract, DealsWithKnownFirmsInGoodStandingOnly) {
    auto life = with_roll();
    auto bad = quote(310'000);
    bad.fact.known = false;
    EXPECT_TRUE(refused(life.ask(bad), firm_unknown));
    bad.fact = {FirmId{"f1"}, "电梯公司", true, true};
    EXPECT_TRUE(refused(life.ask(bad), firm_suspended));
    auto choice = choose_firm();
    choice.fact.suspended = true;
    EXPECT_TRUE(refused(life.ask(choice), firm_suspended));
    EXPECT_TRUE(refused(life.ask(quote(0)), price_not_positive));
    EXPECT_TRUE(refused(life.ask(quote(-1)), price_not_positive));
    EXPECT_TRUE(refused(life.ask(quote(2'000'000'000'000)), price_not_positive)) << "beyond any sum of money";
}

TEST(Contract, AnAwardedTenderBringsFirmAndPrice) {
    auto life = with_roll();
    auto choice = choose_firm();
    choice.tender = TenderId{"t1"};
    EXPECT_TRUE(refused(life.ask(choice), tender_not_awarded));
    choice.tender_fact = TenderFact{TenderId{"t1"}, true, FirmId{"f2"}, Fen::yuan(420'000), true};
    EXPECT_TRUE(refused(life.ask(choice), tender_elsewhere));
    choice.tender_fact->firm = FirmId{"f1"};
    choice.tender_fact->serves_project = false;
    EXPECT_TRUE(refused(life.ask(choice), tender_elsewhere));
    choice.tender_fact->serves_project = true;
    life.does(choice);
    EXPECT_EQ(life.state.contract.firm, FirmId{"f1"});
    EXPECT_EQ(life.state.contract.standing_price(), Fen::yuan(420'000));
    EXPECT_EQ(life.stage(), Stage::scheme);
}

TEST(Contract, AnAgentHasAScopeAndATime) {
    auto const life = with_roll().on("2023-02-10");
    EXPECT_TRUE(refused(life.ask(AuthoriseAgent{"builder", {}, {}}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask(AuthoriseAgent{"builder", {"papers"}, day("2023-02-09")}), lifecycle::too_early));
    EXPECT_TRUE(accepted(life.ask(AuthoriseAgent{"builder", {"papers"}, day("2024-02-09")})));
}

TEST(Contract, IsSignedAtThePriceQuoted) {
    EXPECT_TRUE(refused(with_roll().does(quote(310'000)).ask(contract_for(310'000)), no_firm));
    auto life = voted();
    auto const other = life.ask(contract_for(300'000));
    EXPECT_TRUE(refused(other, price_differs));
    EXPECT_EQ(argument(other, "quoted"), "310000.00");
    EXPECT_TRUE(refused(life.ask(contract_for(0)), price_not_positive));
    auto for_ever = contract_for(310'000);
    for_ever.commitments[1].years = 0;
    EXPECT_TRUE(refused(life.ask(for_ever), years_wrong));
    EXPECT_EQ(life.ask(for_ever).error().pointer, "/commitments/1/years");
    for_ever.commitments[1].years = 1'000'000'000'000;
    EXPECT_TRUE(refused(life.ask(for_ever), years_wrong));
    life.does(contract_for(310'000));
    EXPECT_EQ(life.state.contract.commitments.size(), 2U);
    EXPECT_TRUE(refused(life.ask(contract_for(310'000)), already_signed));
    EXPECT_TRUE(refused(life.ask(quote(300'000, "cheaper")), already_signed));
    EXPECT_TRUE(refused(life.ask(choose_firm("f2")), already_signed));
}

TEST(Contract, IsSignedAnewAfterTheProjectWasSentBack) {
    auto life = posted().on("2023-03-05");
    life.given(lifecycle::SentBack{Stage::notice, Stage::scheme, "objection_upheld"});
    life.does(quote(330'000, "corridor moved"));
    EXPECT_FALSE(life.state.contract.signed_on);
    EXPECT_EQ(life.state.contract.standing_price(), Fen::yuan(330'000));
    EXPECT_FALSE(funding::closes(life.state)) << "the shares were for another price";
    life.does(contract_for(330'000));
}

TEST(Contract, WaitsForTheGateOfTheCity) {
    auto const life = with_shares(policy_with_gate("contract", {"consent_passed"}));
    EXPECT_EQ(argument(life.ask(contract_for(310'000)), "missing"), "consent_passed");
}

}  // namespace
}  // namespace jiati::project::contract
