#include "project/funding.h"

#include "project/test_support.h"

#include <rapidcheck/gtest.h>

namespace jiati::project::funding {
namespace {

using namespace test;

ItemId first_line(Life const& life) { return life.state.funding.lines.at(0).id; }

Fen sum_of(std::vector<Share> const& shares) {
    Fen sum;
    for (auto const& share : shares) sum += share.amount;
    return sum;
}

// Case B: 350,000 negotiated down to 310,000; 0, 0, 2 × 20,000, 2 × 60,000 and 150,000 of subsidy.
TEST(Funding, CaseBClosesToTheFen) {
    auto life = with_roll().does(quote(350'000)).does(quote(310'000, "fewer pipes moved, less digging"));
    life.does(subsidy());
    auto const decision = life.ask(shares_of_case_b());
    auto const* const adopted = event_at<SharesAdopted>(decision, 0);
    ASSERT_NE(adopted, nullptr);
    EXPECT_EQ(adopted->cost, Fen::yuan(310'000));
    EXPECT_EQ(adopted->lines_total, Fen::yuan(150'000));
    EXPECT_EQ(adopted->shares_total, Fen::yuan(160'000));
    EXPECT_EQ(adopted->shares_total + adopted->lines_total, adopted->cost);

    life.does(shares_of_case_b());
    ASSERT_EQ(life.state.funding.shares.size(), 8U) << "who pays nothing is listed too";
    EXPECT_EQ(life.state.funding.shares[0], (Share{home("101"), Fen{}}));
    EXPECT_EQ(life.state.funding.share_of(home("201")), Fen{});
    EXPECT_EQ(life.state.funding.share_of(home("302")), Fen::yuan(20'000));
    EXPECT_EQ(life.state.funding.share_of(home("501")), Fen::yuan(60'000));
    EXPECT_TRUE(closes(life.state));
}

TEST(Funding, ATableOf102PercentIsRefusedWithItsSum) {
    auto life = with_roll().does(quote(100'000));
    AdoptShares table;
    table.rule = "fixed";
    table.amounts = {{home("201"), Fen::yuan(6'000)},
                     {home("301"), Fen::yuan(12'000)},
                     {home("302"), Fen::yuan(20'000)},
                     {home("501"), Fen::yuan(28'000)},
                     {home("502"), Fen::yuan(36'000)}};
    auto const decision = life.ask(table);
    EXPECT_TRUE(refused(decision, does_not_close));
    EXPECT_EQ(argument(decision, "sum"), "102000.00");
    EXPECT_EQ(argument(decision, "needed"), "100000.00");
    EXPECT_EQ(argument(decision, "difference"), "2000.00");
    EXPECT_EQ(argument(decision, "percent"), "102");
    EXPECT_EQ(decision.error().pointer, "/amounts");

    table.amounts.back().amount = Fen::yuan(34'000) - Fen{1};
    EXPECT_EQ(argument(life.ask(table), "difference"), "-0.01");
    EXPECT_EQ(argument(life.ask(table), "percent"), "99.99");
    table.amounts.back().amount = Fen::yuan(34'000);
    EXPECT_TRUE(accepted(life.ask(table)));
}

TEST(Funding, NamesTheShareThatIsWrong) {
    auto const life = with_plan().does(subsidy());
    auto shares = shares_of_case_b();
    shares.amounts[1].household = home("301");
    EXPECT_TRUE(refused(life.ask(shares), household_twice));
    EXPECT_EQ(life.ask(shares).error().pointer, "/amounts/1/household");
    shares = shares_of_case_b();
    shares.amounts[2].amount = Fen::yuan(-60'000);
    EXPECT_TRUE(refused(life.ask(shares), share_negative));
    shares = shares_of_case_b();
    shares.amounts[0].household = home("999");
    EXPECT_TRUE(refused(life.ask(shares), lifecycle::unknown_household));
    shares.rule = "by_weather";
    EXPECT_TRUE(refused(life.ask(shares), rule_unknown));
    EXPECT_EQ(argument(life.ask(shares), "known").substr(0, 37), "fixed,equal,equal-payers,coefficient,");
}

TEST(Funding, SharesNeedAPrice) {
    EXPECT_TRUE(refused(with_roll().ask(shares_of_case_b()), price_missing));
    EXPECT_TRUE(refused(with_plan(policy_with_gate("funding", {"consent_passed"})).ask(shares_of_case_b()),
                        lifecycle::gate_closed));
}

TEST(Funding, CompensationIsPartOfWhatTheSharesMustBear) {
    auto const life = with_plan().does(subsidy());
    auto shares = shares_of_case_b();
    shares.compensation = {{home("101"), Fen::yuan(5'000)}};
    EXPECT_EQ(argument(life.ask(shares), "needed"), "165000.00");
    shares.amounts[3].amount = Fen::yuan(65'000);
    EXPECT_TRUE(accepted(life.ask(shares)));
    shares.compensation.push_back({home("101"), Fen::yuan(1)});
    EXPECT_TRUE(refused(life.ask(shares), household_twice));
    shares.compensation = {{home("101"), Fen{}}};
    EXPECT_TRUE(refused(life.ask(shares), amount_not_positive));
    EXPECT_EQ(life.ask(shares).error().pointer, "/compensation/0/amount");
}

// Case D: 150,000 of the district and 100,000 of the employer; the rest among the households.
TEST(Funding, LinesStackAndNeverExceedTheCost) {
    auto life = with_plan().does(subsidy());
    life.does(AddLine{LineKind::sponsor, "employer", Fen::yuan(100'000), "letter of 2023", {}});
    EXPECT_EQ(life.state.funding.lines_total(), Fen::yuan(250'000));
    auto const beyond = life.ask(AddLine{LineKind::other, "fund", Fen::yuan(60'001), "letter", {}});
    EXPECT_TRUE(refused(beyond, lines_exceed_cost));
    EXPECT_EQ(argument(beyond, "lines"), "310001.00");
    life.does(quote(240'000, "a smaller car"));
    AdoptShares equal;
    equal.rule = "equal";
    EXPECT_TRUE(refused(life.ask(equal), lines_exceed_cost));
    EXPECT_TRUE(refused(life.ask(subsidy(0)), amount_not_positive));
    auto unfounded = subsidy();
    unfounded.basis.clear();
    EXPECT_TRUE(refused(life.ask(unfounded), lifecycle::text_missing));
}

TEST(Funding, ASubsidyIsWorkedOutFromTheRuleOfItsDate) {
    auto policy = small_policy();
    policy.subsidies.push_back({.id = "city-2022",
                                .name = {},
                                .tiers = {{4, 5, Fen::yuan(120'000), {}, {}}, {6, {}, Fen::yuan(150'000), {}, {}}},
                                .payers = {},
                                .milestone = "accepted",
                                .basis = {}});
    auto life = with_roll(policy);
    AddLine line{LineKind::subsidy, "the city", {}, {}, "accepted", "city-2022"};
    EXPECT_TRUE(refused(life.ask(line), price_missing));
    life.does(quote(310'000));
    line.amount = Fen::yuan(120'000);
    EXPECT_TRUE(refused(life.ask(line), amount_not_by_rule)) << "six floors, not five";
    line.rule = "city-1999";
    EXPECT_TRUE(refused(life.ask(line), rule_unknown));
    life.does(AddLine{LineKind::subsidy, "the city", {}, {}, "accepted", "city-2022"});
    EXPECT_EQ(life.state.funding.lines.at(0).amount, Fen::yuan(150'000));
    EXPECT_EQ(life.state.funding.lines.at(0).basis, "city-2022");
}

TEST(Funding, ALineIsRemovedWithAReasonWhileNothingOfItCameIn) {
    auto life = with_plan().does(subsidy()).does(subsidy(1'000));
    EXPECT_TRUE(refused(life.ask(RemoveLine{ItemId{"x"}, "wrong"}), line_unknown));
    EXPECT_TRUE(refused(life.ask(RemoveLine{first_line(life), ""}), lifecycle::text_missing));
    life.does(RecordReceipt{first_line(life), Fen::yuan(1), "r1"});
    EXPECT_TRUE(refused(life.ask(RemoveLine{first_line(life), "wrong"}), line_received));
    life.does(RemoveLine{life.state.funding.lines.at(1).id, "not granted"});
    EXPECT_EQ(life.state.funding.lines_total(), Fen::yuan(150'000));
}

TEST(Funding, OnlyASubsidyIsFiledAndOnlyOnce) {
    auto life = with_plan().does(subsidy());
    life.does(AddLine{LineKind::sponsor, "employer", Fen::yuan(1), "letter", {}});
    EXPECT_TRUE(refused(life.ask(FileSubsidy{life.state.funding.lines.at(1).id, "7"}), line_unknown));
    EXPECT_TRUE(refused(life.ask(FileSubsidy{first_line(life), " "}), lifecycle::text_missing));
    life.does(FileSubsidy{first_line(life), "备案-7"});
    EXPECT_TRUE(refused(life.ask(FileSubsidy{first_line(life), "备案-8"}), already_filed));
}

TEST(Funding, EqualSharesLeaveTheOddFenToTheFirstInOrder) {
    auto const life = with_plan().does(quote(100'000, "cheaper"));
    AdoptShares equal;
    equal.rule = "equal";
    equal.among = {home("502"), home("301"), home("501")};
    auto const decision = life.ask(equal);
    auto const* const adopted = event_at<SharesAdopted>(decision, 0);
    ASSERT_NE(adopted, nullptr);
    EXPECT_EQ(adopted->shares.at(4), (Share{home("301"), Fen{3'333'334}}));
    EXPECT_EQ(adopted->shares.at(6), (Share{home("501"), Fen{3'333'333}}));
    EXPECT_EQ(adopted->shares.at(7), (Share{home("502"), Fen{3'333'333}}));
    equal.among.push_back(home("301"));
    EXPECT_TRUE(refused(life.ask(equal), household_twice));
    EXPECT_TRUE(refused(opened().does(quote(100'000)).ask(equal), consent::roll_not_frozen));
}

TEST(Funding, CoefficientsWeighTheHighestFloorByArea) {
    auto life = with_plan().does(quote(340'000, "bigger car"));
    AdoptShares shares;
    shares.rule = "coefficient";
    shares.coefficients = {{1, 0}, {2, 0}, {4, 1000}, {6, 2000}};
    auto const decision = life.ask(shares);
    auto const* const adopted = event_at<SharesAdopted>(decision, 0);
    ASSERT_NE(adopted, nullptr);
    // 160 and 180 m² at 1, the same at 2: 1,020 parts.
    EXPECT_EQ(adopted->shares.at(0).amount, Fen{});
    EXPECT_EQ(adopted->shares.at(4).amount, Fen{5'333'333});
    EXPECT_EQ(adopted->shares.at(7).amount, Fen::yuan(120'000));
    EXPECT_EQ(sum_of(adopted->shares), Fen::yuan(340'000));

    shares.coefficients.push_back({6, 1500});
    EXPECT_TRUE(refused(life.ask(shares), coefficients_wrong));
    shares.coefficients = {{1, 0}, {2, 0}, {4, 1000}};
    auto const gap = life.ask(shares);
    EXPECT_TRUE(refused(gap, coefficients_wrong));
    EXPECT_EQ(argument(gap, "floor"), "6");
    shares.coefficients = {{1, 0}, {2, 0}, {4, -1}, {6, 1}};
    EXPECT_TRUE(refused(life.ask(shares), coefficients_wrong));
    shares.coefficients = {{1, 0}, {2, 0}, {4, 0}, {6, 0}};
    EXPECT_TRUE(refused(life.ask(shares), nobody_pays));
    EXPECT_TRUE(refused(opened().does(quote(100'000)).ask(shares), consent::roll_not_frozen));
}

TEST(Funding, AHouseholdPaysNoMoreThanItsShare) {
    EXPECT_TRUE(refused(with_plan().ask(RecordPayment{home("301"), Fen::yuan(1), "r1"}), no_shares));
    auto life = with_shares().does(RecordPayment{home("301"), Fen::yuan(15'000), "r1"});
    auto const beyond = life.ask(RecordPayment{home("301"), Fen::yuan(5'001), "r2"});
    EXPECT_TRUE(refused(beyond, overpaid));
    EXPECT_EQ(argument(beyond, "share"), "20000.00");
    EXPECT_EQ(argument(beyond, "paid"), "20001.00");
    EXPECT_TRUE(refused(life.ask(RecordPayment{home("301"), Fen::yuan(1), " "}), voucher_missing));
    EXPECT_TRUE(refused(life.ask(RecordPayment{home("301"), Fen::yuan(-1), "r2"}), amount_not_positive));
    EXPECT_TRUE(refused(life.ask(RecordPayment{home("999"), Fen::yuan(1), "r2"}), lifecycle::unknown_household));
    EXPECT_TRUE(
        refused(life.ask_of("2023-02-17", RecordPayment{home("301"), Fen::yuan(1), "r2"}), lifecycle::too_early));
    EXPECT_TRUE(accepted(life.ask(RecordPayment{home("301"), Fen::yuan(5'000), "r2"})));
}

TEST(Funding, NewSharesDoNotFallBelowWhatWasPaid) {
    auto const life = with_shares().does(RecordPayment{home("301"), Fen::yuan(20'000), "r1"});
    auto shares = shares_of_case_b();
    shares.amounts[0].amount = Fen::yuan(10'000);
    shares.amounts[1].amount = Fen::yuan(30'000);
    EXPECT_TRUE(refused(life.ask(shares), overpaid));
}

TEST(Funding, NothingIsReleasedBeyondBalanceOrPrice) {
    auto life = with_shares();
    life.does(NameAccount{"Bank of Anyi", "joint", "neighbourhood"});
    EXPECT_TRUE(refused(life.ask(NameAccount{"", "joint", "neighbourhood"}), lifecycle::text_missing));
    life.does(RecordPayment{home("501"), Fen::yuan(60'000), "r1"});
    life.does(RecordReceipt{first_line(life), Fen::yuan(150'000), "r2"});
    EXPECT_TRUE(refused(life.ask(RecordReceipt{first_line(life), Fen{1}, "r3"}), overpaid));
    EXPECT_TRUE(refused(life.ask(RecordReceipt{ItemId{"x"}, Fen{1}, "r3"}), line_unknown));
    auto const beyond = life.ask(ReleaseToBuilder{Fen::yuan(210'001), "foundation", "p1"});
    EXPECT_TRUE(refused(beyond, not_enough_money));
    EXPECT_EQ(argument(beyond, "balance"), "210000.00");
    EXPECT_TRUE(refused(life.ask(ReleaseToBuilder{Fen::yuan(310'001), "all", "p1"}), more_than_price));
    EXPECT_TRUE(refused(life.ask(ReleaseToBuilder{Fen::yuan(1), "all", ""}), voucher_missing));
    EXPECT_TRUE(refused(opened().ask(ReleaseToBuilder{Fen::yuan(1), "all", "p1"}), price_missing));
    life.does(ReleaseToBuilder{Fen::yuan(200'000), "foundation", "p1"});
    EXPECT_EQ(life.state.funding.balance(), Fen::yuan(10'000));
}

TEST(Funding, ARefundGivesBackNoMoreThanWasPaidAndIsThere) {
    auto life = with_shares().does(RecordPayment{home("501"), Fen::yuan(60'000), "r1"});
    EXPECT_TRUE(refused(life.ask(RefundHousehold{home("301"), Fen::yuan(1), "moved", "p1"}), overpaid));
    EXPECT_TRUE(refused(life.ask(RefundHousehold{home("501"), Fen::yuan(1), "", "p1"}), lifecycle::text_missing));
    life.does(ReleaseToBuilder{Fen::yuan(50'000), "foundation", "p1"});
    EXPECT_TRUE(refused(life.ask(RefundHousehold{home("501"), Fen::yuan(10'001), "moved", "p2"}), not_enough_money));
    life.does(RefundHousehold{home("501"), Fen::yuan(10'000), "moved", "p2"});
    EXPECT_EQ(life.state.funding.paid.at(home("501")), Fen::yuan(50'000));
    EXPECT_EQ(life.state.funding.balance(), Fen{});
}

// Whatever is proposed: adopted shares close to the fen with price, lines and compensation, or nothing is adopted.
RC_GTEST_PROP(FundingLaw, AdoptedSharesCloseOrAreRefused, ()) {
    auto const yuan = rc::gen::inRange<std::int64_t>(1, 60'000'000);
    auto life = with_roll();
    auto price_quote = quote(1);
    price_quote.amount = Fen{*yuan};
    life.does(price_quote);
    auto line = subsidy();
    line.amount = Fen{*yuan};
    if (life.ask(line)) life.does(line);

    AdoptShares shares;
    shares.rule = *rc::gen::element<std::string>("fixed", "equal", "coefficient");
    for (auto const& entry : life.state.consent.roll) {
        shares.amounts.push_back({entry.household, Fen{*rc::gen::inRange<std::int64_t>(0, 20'000'000)}});
        if (*rc::gen::inRange(0, 4) == 0) shares.among.push_back(entry.household);
        if (*rc::gen::inRange(0, 6) == 0) shares.compensation.push_back({entry.household, Fen{*yuan}});
    }
    for (std::int64_t floor = 1; floor <= 6; ++floor)
        shares.coefficients.push_back({floor, *rc::gen::inRange<std::int64_t>(0, 3'000)});
    // Half of the fixed tables are made to close, so that both sides are tried.
    auto const due = price_quote.amount + sum_of(shares.compensation) - life.state.funding.lines_total();
    if (*rc::gen::arbitrary<bool>()) {
        shares.amounts.back().amount = Fen{};
        shares.amounts.back().amount = due - sum_of(shares.amounts);
    }
    auto const decision = life.ask(shares);
    if (decision) {
        auto const* const adopted = event_at<SharesAdopted>(decision, 0);
        RC_ASSERT(adopted != nullptr);
        RC_ASSERT(sum_of(adopted->shares) + adopted->lines_total == adopted->cost + sum_of(adopted->compensation));
        for (auto const& share : adopted->shares) RC_ASSERT(!share.amount.is_negative());
        RC_ASSERT(adopted->shares.size() == 8U);
        life.does(shares);
        RC_ASSERT(closes(life.state));
    } else if (shares.rule == "fixed") {
        RC_ASSERT(due != sum_of(shares.amounts) || shares.amounts.back().amount.is_negative());
    }
}

// After every step debits equal credits account by account, and the account is never overdrawn.
RC_GTEST_PROP(FundingLaw, TheLedgerBalancesAfterEveryStep, ()) {
    auto life = with_shares();
    auto const steps = *rc::gen::inRange(1, 40);
    for (int i = 0; i < steps; ++i) {
        Fen const amount{*rc::gen::inRange<std::int64_t>(-5, 7'000'000)};
        auto const household = home(*rc::gen::element<std::string>("101", "301", "302", "501", "502"));
        auto const enter = [&](auto command) {
            if (life.ask(command)) life.does(command);
        };
        switch (*rc::gen::inRange(0, 4)) {
            case 0:
                enter(RecordPayment{household, amount, "r"});
                break;
            case 1:
                enter(RecordReceipt{first_line(life), amount, "r"});
                break;
            case 2:
                enter(ReleaseToBuilder{amount, "stage", "p"});
                break;
            default:
                enter(RefundHousehold{household, amount, "why", "p"});
                break;
        }
        std::map<Account, Fen> accounts;
        Fen paid;
        for (auto const& entry : life.state.funding.ledger) {
            RC_ASSERT(entry.posting.amount > Fen{});
            RC_ASSERT(entry.posting.debit != entry.posting.credit);
            accounts[entry.posting.debit] += entry.posting.amount;
            accounts[entry.posting.credit] -= entry.posting.amount;
        }
        for (auto const& each : life.state.funding.paid) paid += each.second;
        Fen total;
        for (auto const& each : accounts) total += each.second;
        RC_ASSERT(total.is_zero());
        RC_ASSERT(accounts[Account::bank] == life.state.funding.balance());
        RC_ASSERT(!life.state.funding.balance().is_negative());
        RC_ASSERT(paid == -accounts[Account::households] - accounts[Account::refunds]);
        RC_ASSERT(accounts[Account::builder] <= Fen::yuan(310'000));
    }
}

}  // namespace
}  // namespace jiati::project::funding
