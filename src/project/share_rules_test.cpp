#include "project/share_rules.h"

#include "project/test_support.h"

namespace jiati::project::funding {
namespace {

using namespace test;

// A city with a table of coefficients that grows above the third floor and a table of percentages for six floors.
policy::Policy city_with_tables() {
    auto policy = small_policy();
    policy.coefficient_tables = {{"test-coefficients",
                                  {},
                                  {{1, 0}, {2, Fraction(1, 2)}, {3, 1}},
                                  Fraction(1, 10),
                                  policy::WithinFloor::by_area,
                                  {}}};
    policy.percent_tables = {
        {"test-percents", {}, {{1, 0}, {2, 10}, {4, 30}, {6, 60}}, policy::WithinFloor::equal, {}}};
    return policy;
}

// Case B: 310,000 less 150,000, so 160,000 to share.
Life to_share() { return with_plan(city_with_tables()).on("2023-02-18").does(subsidy()); }

AdoptShares by(std::string rule) {
    AdoptShares command;
    command.rule = std::move(rule);
    return command;
}
std::vector<HouseholdId> homes(std::vector<std::string> const& rooms) {
    std::vector<HouseholdId> list;
    for (auto const& room : rooms) list.push_back(home(room));
    return list;
}
std::vector<Weight> weights(std::vector<std::int64_t> const& values) {
    std::vector<Weight> list;
    auto const roll = eight_households();
    for (std::size_t i = 0; i < roll.size(); ++i) list.push_back({roll[i].household, values[i]});
    return list;
}
std::vector<Stake> stakes(std::vector<std::int64_t> const& yuan) {
    std::vector<Stake> list;
    auto const roll = eight_households();
    for (std::size_t i = 0; i < roll.size(); ++i)
        list.push_back({roll[i].household, Fen::yuan(yuan[i]), std::nullopt, std::nullopt});
    return list;
}
Fen sum_of(std::vector<Share> const& shares) {
    Fen sum;
    for (auto const& share : shares) sum += share.amount;
    return sum;
}
std::vector<std::int64_t> yuan_of(Decision const& decision) {
    std::vector<std::int64_t> amounts;
    auto const* const adopted = event_at<SharesAdopted>(decision, 0);
    if (adopted != nullptr)
        for (auto const& share : adopted->shares) amounts.push_back(share.amount.count() / 100);
    return amounts;
}

// One command for every rule there is, all of them acceptable.
std::vector<AdoptShares> one_of_each() {
    std::vector<AdoptShares> all{shares_of_case_b(), by("equal"),
                                 by("equal-payers"), by("area"),
                                 by("steps"),        by("floor-area"),
                                 by("shapley"),      by("weighted-shapley"),
                                 by("owen"),         by("nucleolus"),
                                 by("cec"),          by("ceb"),
                                 by("sfc"),          by("test-coefficients"),
                                 by("test-percents")};
    auto coefficient = by("coefficient");
    coefficient.coefficients = {{1, 0}, {2, 0}, {4, 1000}, {6, 3000}};
    all.push_back(coefficient);
    auto percents = by("floor-percent");
    percents.floors = {{1, 0}, {2, 7}, {4, 33}, {6, 60}};
    all.push_back(percents);
    for (auto const* const rule : {"proportional", "steps", "weighted-shapley"}) {
        all.push_back(by(rule));
        all.back().weights = weights({1, 1, 2, 2, 3, 3, 5, 5});
    }
    all.push_back(by("percent"));
    all.back().weights = weights({0, 0, 5, 5, 15, 15, 30, 30});
    for (auto const* const rule : {"equal-gain", "kalai-smorodinsky", "benefit-proportional"}) {
        all.push_back(by(rule));
        all.back().stakes = stakes({0, 0, 10'000, 10'000, 40'000, 40'000, 80'000, 80'000});
    }
    for (auto const* const rule : {"weighted-nash", "no-arbitrage"}) {
        all.push_back(by(rule));
        all.back().stakes = stakes({30'000, 30'000, 40'000, 40'000, 50'000, 50'000, 80'000, 80'000});
        all.back().weights = weights({1, 1, 1, 1, 1, 1, 1, 1});
    }
    return all;
}

TEST(ShareRules, EveryRuleClosesAndIsRecomputedFromWhatTheEventKeeps) {
    auto const life = to_share();
    for (auto const& command : one_of_each()) {
        auto const decision = life.ask(command);
        EXPECT_TRUE(accepted(decision)) << command.rule;
        auto const* const adopted = event_at<SharesAdopted>(decision, 0);
        if (adopted == nullptr) continue;
        EXPECT_EQ(adopted->rule, command.rule);
        EXPECT_EQ(adopted->shares_total, Fen::yuan(160'000)) << command.rule;
        EXPECT_EQ(sum_of(adopted->shares), Fen::yuan(160'000)) << command.rule;
        EXPECT_EQ(adopted->inputs.total, Fen::yuan(160'000)) << command.rule;

        auto const problem = problem_of(adopted->inputs);
        ASSERT_TRUE(problem) << command.rule;
        auto const allocation = games::allocate(*problem);
        ASSERT_TRUE(allocation) << command.rule;
        for (auto const& share : allocation.value().shares) {
            auto const kept = std::find_if(adopted->shares.begin(), adopted->shares.end(),
                                           [&](auto const& each) { return each.household.text == share.player; });
            ASSERT_NE(kept, adopted->shares.end());
            EXPECT_EQ(share.rounded, Fraction(kept->amount.count())) << command.rule << " " << share.player;
        }
    }
}

TEST(ShareRules, TheThirdFloorAndAbovePayEqually) {
    EXPECT_EQ(yuan_of(to_share().ask(by("equal-payers"))),
              (std::vector<std::int64_t>{0, 0, 0, 0, 40'000, 40'000, 40'000, 40'000}));
}

TEST(ShareRules, StepsAreCountedToTheDoorOfADuplex) {
    // 0, one, two and four flights: 14 in all.
    EXPECT_EQ(yuan_of(to_share().ask(by("steps"))),
              (std::vector<std::int64_t>{0, 0, 11'428, 11'428, 22'857, 22'857, 45'714, 45'714}));
}

TEST(ShareRules, ACitysTableIsNamedWithThePolicyThatHeldIt) {
    auto const decision = to_share().ask(by("test-coefficients"));
    auto const* const adopted = event_at<SharesAdopted>(decision, 0);
    ASSERT_NE(adopted, nullptr);
    EXPECT_EQ(adopted->inputs.table, "test-coefficients");
    EXPECT_EQ(adopted->inputs.policy, "test-city");
    // By the upper floor of a duplex: 1.1 on the fourth, 1.3 on the sixth.
    EXPECT_EQ(adopted->inputs.floors.back(), (FloorWeight{6, Fraction(13, 10)}));

    auto policy = city_with_tables();
    policy.coefficient_tables.front().step_above.reset();
    auto const gap = to_share().under(policy).ask(by("test-coefficients"));
    EXPECT_TRUE(refused(gap, coefficients_wrong));
    EXPECT_EQ(argument(gap, "floor"), "4");
    auto const unknown = to_share().ask(by("elsewhere"));
    EXPECT_TRUE(refused(unknown, rule_unknown));
    EXPECT_NE(argument(unknown, "known").find("test-percents"), std::string::npos);
}

TEST(ShareRules, APercentTableOf102IsRefusedWithItsSum) {
    auto table = by("floor-percent");
    table.floors = {{1, 0}, {2, 7}, {4, 33}, {6, 62}};
    auto const decision = to_share().ask(table);
    EXPECT_TRUE(refused(decision, percents_do_not_close));
    EXPECT_EQ(argument(decision, "sum"), "102");
    table.floors = {{1, 0}, {2, 7}, {3, 33}, {4, 0}, {6, 60}};
    auto const empty = to_share().ask(table);
    EXPECT_TRUE(refused(empty, floor_empty));
    EXPECT_EQ(argument(empty, "floor"), "3");
    table.floors = {{1, 0}, {1, 100}};
    EXPECT_TRUE(refused(to_share().ask(table), coefficients_wrong));
}

TEST(ShareRules, ANumberThatIsMissingNamesItsRoom) {
    auto const life = to_share();
    auto weighted = by("proportional");
    weighted.weights = weights({1, 1, 1, 1, 1, 1, 1, 1});
    weighted.weights.pop_back();
    EXPECT_TRUE(refused(life.ask(weighted), weight_wrong));
    EXPECT_EQ(argument(life.ask(weighted), "room"), "502");
    weighted.weights.push_back({home("501"), 1});
    EXPECT_TRUE(refused(life.ask(weighted), household_twice));
    weighted.weights = weights({1, 1, 1, 1, 1, 1, 1, -1});
    EXPECT_TRUE(refused(life.ask(weighted), weight_wrong));
    weighted.weights = weights({0, 0, 0, 0, 0, 0, 0, 0});
    EXPECT_TRUE(refused(life.ask(weighted), nobody_pays));
    auto shapley = by("weighted-shapley");
    shapley.weights = weights({1, 1, 1, 1, 1, 1, 1, 0});
    EXPECT_TRUE(refused(life.ask(shapley), weight_wrong)) << "a weight of nothing shares nothing";

    auto gains = by("equal-gain");
    EXPECT_TRUE(refused(life.ask(gains), stake_missing));
    EXPECT_EQ(argument(life.ask(gains), "room"), "101");
    gains.stakes = stakes({0, 0, 0, 0, 50'000, 50'000, 50'000, 50'000});
    gains.stakes.back().least = Fen::yuan(60'000);
    gains.stakes.back().most = Fen::yuan(50'000);
    EXPECT_TRUE(refused(life.ask(gains), limits_wrong));
    EXPECT_EQ(argument(life.ask(gains), "room"), "502");
    for (auto& stake : gains.stakes) {
        stake.least = Fen{};
        stake.most = Fen::yuan(10'000);
    }
    auto const narrow = life.ask(gains);
    EXPECT_TRUE(refused(narrow, limits_do_not_close));
    EXPECT_EQ(argument(narrow, "bound"), "80000.00");
    EXPECT_EQ(argument(narrow, "needed"), "160000.00");
}

TEST(ShareRules, ShareOutsThatWouldPaySomebodyAreRefused) {
    auto command = by("no-arbitrage");
    command.stakes = stakes({0, 0, 0, 0, 100'000, 100'000, 100'000, 100'000});
    command.weights = weights({100'000, 100'000, 100'000, 100'000, 100'000, 100'000, 100'000, 100'000});
    EXPECT_TRUE(refused(to_share().ask(command), share_negative)) << "what is paid out is compensation, stated as such";
}

TEST(ShareRules, ThePriceSplitsByTheStopsOfThePlanAndTheSubsidyPaysThePitFirst) {
    auto const decision = to_share().ask(by("shapley"));
    auto const* const adopted = event_at<SharesAdopted>(decision, 0);
    ASSERT_NE(adopted, nullptr);
    auto const& elements = adopted->inputs.elements;
    ASSERT_FALSE(elements.empty());
    EXPECT_EQ(elements.front().kind, "pit");
    EXPECT_TRUE(elements.front().fen.is_zero());
    Fraction sum;
    for (auto const& element : elements) sum += element.fen;
    EXPECT_EQ(sum, Fraction(16'000'000));
    EXPECT_TRUE(adopted->shares.front().amount.is_zero()) << "who gets on at the ground needs nothing of it";
}

TEST(ShareRules, ElementsGivenMustMakeUpThePrice) {
    auto const life = to_share();
    auto command = by("shapley");
    auto const all = homes({"201", "202", "301", "302", "501", "502"});
    command.elements = {{"pit", Fen::yuan(100'000), all},
                        {"storeys", Fen::yuan(110'000), homes({"301", "302", "501", "502"})},
                        {"storeys", Fen::yuan(100'000), homes({"501", "502"})}};
    // 150,000 pay the pit and 50,000 of the rest: 110,000 · 160/210 among four, 100,000 · 160/210 among two.
    EXPECT_EQ(yuan_of(life.ask(command)), (std::vector<std::int64_t>{0, 0, 0, 0, 20'952, 20'952, 59'047, 59'047}));

    auto wrong = command;
    wrong.elements.back().amount = Fen::yuan(99'000);
    EXPECT_TRUE(refused(life.ask(wrong), elements_do_not_close));
    EXPECT_EQ(argument(life.ask(wrong), "sum"), "309000.00");
    EXPECT_EQ(argument(life.ask(wrong), "needed"), "310000.00");
    wrong = command;
    wrong.elements[1].users.clear();
    EXPECT_TRUE(refused(life.ask(wrong), element_wrong));
    EXPECT_EQ(life.ask(wrong).error().pointer, "/elements/1/users");
    wrong = command;
    wrong.elements[0].amount = Fen::yuan(-1);
    EXPECT_TRUE(refused(life.ask(wrong), element_wrong));
    wrong = command;
    wrong.elements[2].users.push_back(home("501"));
    EXPECT_TRUE(refused(life.ask(wrong), household_twice));
    wrong = command;
    wrong.elements[2].users.push_back(home("999"));
    EXPECT_TRUE(refused(life.ask(wrong), lifecycle::unknown_household));

    auto airport = command;
    airport.rule = "cec";
    EXPECT_TRUE(accepted(life.ask(airport)));
    airport.elements[2].users = homes({"201", "501"});
    EXPECT_TRUE(refused(life.ask(airport), elements_not_nested));
    airport.rule = "shapley";
    EXPECT_TRUE(accepted(life.ask(airport)));
}

TEST(ShareRules, CompensationIsAnElementOfAllWhoRide) {
    auto command = by("shapley");
    command.compensation = {{home("101"), Fen::yuan(6'000)}};
    auto const decision = to_share().ask(command);
    auto const* const adopted = event_at<SharesAdopted>(decision, 0);
    ASSERT_NE(adopted, nullptr);
    EXPECT_EQ(adopted->shares_total, Fen::yuan(166'000));
    EXPECT_EQ(adopted->inputs.elements.back().kind, "compensation");
    EXPECT_EQ(adopted->inputs.elements.back().users, homes({"201", "202", "301", "302", "501", "502"}));
    EXPECT_TRUE(adopted->shares.front().amount.is_zero());
}

TEST(ShareRules, UnionsHoldEverybodyOnce) {
    auto const life = to_share();
    auto command = by("owen");
    command.unions = {{homes({"101", "102", "201", "202"})}, {homes({"301", "302", "501", "502"})}};
    EXPECT_TRUE(accepted(life.ask(command)));
    command.unions[1].households.pop_back();
    EXPECT_TRUE(refused(life.ask(command), union_wrong));
    EXPECT_EQ(argument(life.ask(command), "room"), "502");
    command.unions[1].households = homes({"301", "302", "501", "502", "101"});
    EXPECT_EQ(argument(life.ask(command), "room"), "101");
    command.unions.push_back({});
    EXPECT_TRUE(refused(life.ask(command), union_wrong));
}

TEST(ShareRules, OneHouseholdCarriesPartOfAnothersShareByAgreement) {
    auto life = to_share();
    auto command = shares_of_case_b();
    command.transfers = {{home("501"), home("502"), Fen::yuan(15'000), "both signed, 2023-02-18"}};
    EXPECT_EQ(yuan_of(life.ask(command)), (std::vector<std::int64_t>{0, 0, 0, 0, 20'000, 20'000, 45'000, 75'000}));
    life.does(command);
    EXPECT_EQ(life.state.funding.transfers, command.transfers);
    EXPECT_TRUE(closes(life.state));
    EXPECT_EQ(is_recomputed(life.state.funding), true);
    auto changed = life.state.funding;
    changed.shares.back().amount += Fen{1};
    EXPECT_EQ(is_recomputed(changed), false);
    changed.inputs = {};
    EXPECT_EQ(is_recomputed(changed), std::nullopt) << "version 1 kept no inputs";

    command.transfers[0].amount = Fen::yuan(60'001);
    auto const beyond = life.ask(command);
    EXPECT_TRUE(refused(beyond, transfer_wrong));
    EXPECT_EQ(argument(beyond, "room"), "501");
    EXPECT_EQ(argument(beyond, "share"), "60000.00");
    command.transfers[0].amount = Fen{};
    EXPECT_TRUE(refused(life.ask(command), amount_not_positive));
    command.transfers[0] = {home("501"), home("502"), Fen::yuan(1), " "};
    EXPECT_TRUE(refused(life.ask(command), lifecycle::text_missing)) << "nobody's share moves without an agreement";
    command.transfers[0] = {home("501"), home("501"), Fen::yuan(1), "signed"};
    EXPECT_TRUE(refused(life.ask(command), lifecycle::unknown_household));
    command.transfers[0] = {home("999"), home("501"), Fen::yuan(1), "signed"};
    EXPECT_TRUE(refused(life.ask(command), lifecycle::unknown_household));
}

}  // namespace
}  // namespace jiati::project::funding
