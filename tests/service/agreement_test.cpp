// The agreement's page and the shares side by side, from the record of whole cases; who sees what of them.
#include "app/figure_path.h"
#include "service/town.h"

#include "app/repository.h"
#include "codec/calculators/allocate.h"
#include "games/allocation.h"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <map>

namespace jiati::service {
namespace {

namespace json = boost::json;
using account::Role;
using account::ScopeKind;
using app::ProjectPart;

class CaseB : public testing::Test {
  protected:
    CaseB() : played(town.play("b-police-dormitory.yaml")), project(played.ids.at("$p")) {}

    [[nodiscard]] std::string id(std::string const& alias) const { return played.ids.at(alias); }
    [[nodiscard]] app::Viewer staff(Role role) const {
        return town.with(role, ScopeKind::area, std::string(city) + "/");
    }
    [[nodiscard]] app::Viewer owner(std::string const& room) const {
        return town.with(Role::resident, ScopeKind::household, id("$flats/" + room));
    }
    // Empty: not there for this viewer.
    std::string agreement(app::Viewer const& viewer, app::WhatIf const& what_if = {}) {
        auto page = town.queries.agreement(viewer, project, what_if);
        return page ? page->json : std::string{};
    }
    std::string events(app::Viewer const& viewer) { return town.queries.events(viewer, project, 0, 500).value().json; }

    Town town;
    app::PlayedCase played;
    std::string project;
};

app::WhatIf at_cost(std::int64_t yuan) {
    app::WhatIf what_if;
    what_if.cost = Fen::yuan(yuan);
    return what_if;
}

TEST_F(CaseB, TheAgreementIsThereForThoseWhoNegotiateAndForTheUnitAlone) {
    EXPECT_EQ(agreement(town.anyone()), "");
    for (auto const role : {Role::helper, Role::district_bureau, Role::department, Role::contractor, Role::supervisor,
                            Role::property_firm, Role::filing_agent, Role::sponsor, Role::city, Role::administrator})
        EXPECT_EQ(agreement(staff(role)), "") << static_cast<int>(role);
    EXPECT_EQ(agreement(town.with(Role::lead_owner, ScopeKind::project, "another")), "");
    for (auto const role : {Role::grid_leader, Role::neighbourhood, Role::street})
        EXPECT_NE(agreement(staff(role)).find("\"estimates\""), std::string::npos);
    auto const lead = town.with(Role::lead_owner, ScopeKind::project, project);
    EXPECT_NE(agreement(lead).find("\"estimates\""), std::string::npos);
}

TEST_F(CaseB, AnOwnerIsToldFourFiguresAndNoneOfThemRestsOnAnEstimate) {
    auto const before = agreement(owner("301"));
    EXPECT_EQ(before, R"({"standing":{"heads":10,"of":12,"area_m2":"803.40","of_area_m2":"988.80"},)"
                      R"("need":{"heads":9,"area_m2":"741.60"},"passes":true})");
    EXPECT_EQ(agreement(owner("301"), at_cost(900'000)), before) << "what-ifs are for those who negotiate";
    ASSERT_TRUE(
        town.send(staff(Role::neighbourhood), project, "deliberation.EstimateAcceptance",
                  R"({"household":")" + id("$flats/301") + R"(","low":"-900","high":"-900","basis":"stance"})"));
    EXPECT_EQ(agreement(owner("302")), before);
    EXPECT_EQ(agreement(owner("301")), before) << "what is recorded about it stands in its own record";
}

TEST_F(CaseB, TheNegotiatedPriceIsWhatMakesTheAgreementPass) {
    auto const dear = agreement(staff(Role::neighbourhood), at_cost(350'000));
    EXPECT_EQ(app::value_at(dear, "/passes"), "false");
    EXPECT_EQ(app::value_at(dear, "/result/best"), "null");
    EXPECT_EQ(app::value_at(dear, "/result/least_gap/gap"), "\"40000.00\"");
    EXPECT_EQ(app::value_at(dear, "/to_share"), "\"200000.00\"");

    auto const agreed = agreement(staff(Role::neighbourhood));
    EXPECT_EQ(app::value_at(agreed, "/passes"), "true");
    EXPECT_EQ(app::value_at(agreed, "/result/best/collected"), "\"160000.00\"");
    EXPECT_EQ(app::value_at(agreed, "/result/proven"), "true");
    EXPECT_EQ(app::value_at(agreed, "/cost"), "\"310000.00\"");
    EXPECT_EQ(app::value_at(agreed, "/estimates/#"), "2");
    EXPECT_EQ(app::value_at(agreed, "/estimates[room=501]/by"), "\"grid_leader\"");
    EXPECT_EQ(app::value_at(agreed, "/estimates[room=501]/why"), "\"stance\"");
    auto const entry = app::value_at(agreed, "/estimates[room=501]/entry");
    ASSERT_TRUE(entry);
    auto const rows = town.store.read_all(std::string(city), std::stoll(*entry) - 1, 1).value();
    EXPECT_EQ(rows.at(0).type, "deliberation.AcceptanceEstimated/1") << "the entry names its line in the record";
    EXPECT_NE(app::value_at(agreed, "/chance"), "null");
    EXPECT_NE(app::value_at(agreed, "/curve/#"), "0");
}

TEST_F(CaseB, CoefficientsCanBeTriedByThoseWhoNegotiate) {
    app::WhatIf what_if;
    what_if.coefficients = std::map<int, Fraction>{{1, 0}, {2, 0}, {4, 1}, {6, 3}};
    auto const agreed = agreement(staff(Role::grid_leader), what_if);
    EXPECT_EQ(app::value_at(agreed, "/tried/prices/" + id("$flats/501")), "\"60000.00\"");
    EXPECT_EQ(app::value_at(agreed, "/tried/prices/" + id("$flats/301")), "\"20000.00\"");
    EXPECT_EQ(app::value_at(agreed, "/tried/passes"), "true");
    EXPECT_EQ(app::value_at(agreed, "/tried/flip"), "null");

    what_if.coefficients = std::map<int, Fraction>{{1, 1}, {2, 1}, {4, 1}, {6, 1}};
    auto const by_area = agreement(staff(Role::grid_leader), what_if);
    EXPECT_EQ(app::value_at(by_area, "/tried/passes"), "false");
    EXPECT_NE(app::value_at(by_area, "/tried/waiting/#"), "0");
    EXPECT_NE(app::value_at(by_area, "/tried/flip"), "null");

    what_if.coefficients = std::map<int, Fraction>{{6, 1}};
    auto const refused = town.queries.agreement(staff(Role::grid_leader), project, what_if);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().refusal.pointer, "/coefficients");
    EXPECT_EQ(app::value_at(agreement(staff(Role::grid_leader)), "/tried"), std::nullopt);
}

TEST_F(CaseB, AWhatIfThatCannotBeIsRefusedWithItsNumber) {
    auto what_if = at_cost(100'000);
    auto const page = town.queries.agreement(staff(Role::street), project, what_if);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().kind, app::QueryError::Kind::refused);
    EXPECT_EQ(page.error().refusal.code, "agreement.subsidy_above_cost");
}

TEST_F(CaseB, TheRecordShowsAnEstimateToNegotiatorsAndToTheHouseholdItIsAbout) {
    for (auto const& viewer : {town.anyone(), owner("301"), owner("502"), staff(Role::helper),
                               staff(Role::district_bureau), staff(Role::contractor), staff(Role::administrator)})
        EXPECT_EQ(events(viewer).find("Estimat"), std::string::npos);
    auto const own = events(owner("501"));
    EXPECT_EQ(app::value_at(own, "/items[type=deliberation.AcceptanceEstimated]/#"), "1");
    EXPECT_EQ(app::value_at(own, "/items[type=deliberation.AcceptanceEstimated]/data/by"), "\"grid_leader\"");
    EXPECT_EQ(app::value_at(own, "/items[type=deliberation.AcceptanceEstimated]/data/low"), "\"60000.00\"");
    EXPECT_EQ(app::value_at(events(staff(Role::street)), "/items[type=deliberation.AcceptanceEstimated]/#"), "2");
    // Their pages of whole projects say nothing of it either.
    EXPECT_EQ(town.page(owner("301"), project).find("stimate"), std::string::npos);
    EXPECT_EQ(town.page(town.anyone(), project).find("65000"), std::string::npos);
}

TEST_F(CaseB, TheLeafOfAnEstimateSaysNothingOfIt) {
    for (auto const& row : town.store.read_all(std::string(city), 0, 100'000).value()) {
        if (row.type != "deliberation.AcceptanceEstimated/1") continue;
        EXPECT_EQ(app::value_at(row.leaf, "/open"), "{}");
        for (auto const* const said : {"60000", "65000", "stance", "grid"})
            EXPECT_EQ(row.leaf.find(said), std::string::npos) << said;
        EXPECT_EQ(row.leaf.find(id("$flats/501")), std::string::npos);
    }
}

TEST_F(CaseB, OnlyNegotiatorsEstimate) {
    auto const data = R"({"household":")" + id("$flats/501") + R"(","low":"1","high":"2","basis":"stance"})";
    for (auto const& viewer : {owner("501"), owner("502"), staff(Role::helper), staff(Role::contractor),
                               staff(Role::district_bureau), staff(Role::city)}) {
        auto const sent = town.send(viewer, project, "deliberation.EstimateAcceptance", data);
        ASSERT_FALSE(sent);
        EXPECT_EQ(sent.error().kind, app::CommandError::Kind::forbidden);
    }
    EXPECT_TRUE(town.send(staff(Role::grid_leader), project, "deliberation.WithdrawEstimate",
                          R"({"household":")" + id("$flats/501") + R"("})"));
    EXPECT_EQ(app::value_at(agreement(staff(Role::street)), "/estimates/#"), "1");
}

TEST_F(CaseB, TheComparisonIsForTheUnitItsStaffAndOnceTheNoticeIsUpForAll) {
    auto const compared = [&](app::Viewer const& viewer) {
        return app::value_at(town.queries.project(viewer, project, ProjectPart::shares).value().json, "/comparison");
    };
    auto const seen = compared(owner("501")).value_or("");
    EXPECT_NE(seen, "null");
    EXPECT_EQ(app::value_at(seen, "/to_share"), "\"160000.00\"");
    EXPECT_EQ(app::value_at(seen, "/households[mine=true]/room"), "\"501\"");
    EXPECT_EQ(app::value_at(seen, "/rules[key=adopted]/shares/" + id("$flats/501")), "\"60000.00\"");
    EXPECT_EQ(app::value_at(seen, "/rules[key=equal-payers]/shares/" + id("$flats/501")), "\"40000.00\"");
    EXPECT_EQ(app::value_at(seen, "/rules[key=equal-payers]/moved"), "\"40000.00\"");
    EXPECT_NE(app::value_at(seen, "/rules[key=area]/paying_for_others/rooms"), std::nullopt);
    EXPECT_NE(compared(town.anyone()), "null") << "the notice stands";
    EXPECT_EQ(app::value_at(*compared(town.anyone()), "/households[room=501]/area_m2"), "null");
}

TEST(Agreement, BeforeANoticeThePublicIsShownNoComparison) {
    Town town;
    auto const played = town.play("demo.yaml");
    auto const compared = [&](app::Viewer const& viewer, std::string const& alias) {
        auto const page = town.queries.project(viewer, played.ids.at(alias), ProjectPart::shares).value().json;
        return app::value_at(page, "/comparison").value_or("");
    };
    EXPECT_EQ(compared(town.anyone(), "$p2"), "null");
    auto const neighbour = town.with(Role::resident, ScopeKind::household, played.ids.at("$h2/502"));
    EXPECT_NE(compared(neighbour, "$p2"), "null");
    EXPECT_EQ(compared(neighbour, "$p1"), "null") << "another unit's";
    auto const grid = town.with(Role::grid_leader, ScopeKind::area, std::string(estate));
    EXPECT_EQ(compared(grid, "$p1"), "null") << "no price yet";
}

TEST_F(CaseB, WhoMaySeeEveryNumberIsShownTheQuestionThatTheSharesAnswer) {
    auto const shares = [&](app::Viewer const& viewer) {
        return json::parse(town.queries.project(viewer, project, ProjectPart::shares).value().json);
    };
    auto const page = shares(staff(Role::neighbourhood));
    auto const answer = codec::calculators::allocate(serialize(page.at("inputs").at("question")));
    ASSERT_TRUE(answer) << answer.error().code << " " << answer.error().pointer;
    auto const again = json::parse(to_json(*answer));
    std::map<std::string, std::string> by_room;
    for (auto const& row : again.at("shares").as_array())
        by_room[value_to<std::string>(row.at("player"))] = value_to<std::string>(row.at("rounded"));
    ASSERT_FALSE(page.at("rows").as_array().empty());
    for (auto const& row : page.at("rows").as_array())
        EXPECT_EQ(by_room.at(value_to<std::string>(row.at("room"))), value_to<std::string>(row.at("rounded")));
    EXPECT_TRUE(page.at("inputs").at("transfers").as_array().empty());

    EXPECT_TRUE(shares(town.anyone()).at("inputs").is_null());
}

// A compact of the whole point: what was adopted years ago follows from what the record keeps, to the fen.
class EveryCase : public testing::TestWithParam<std::string> {};

TEST_P(EveryCase, AdoptedSharesAreRecomputedFromTheRecordToTheFen) {
    Town town;
    town.play(GetParam());
    std::size_t recomputed = 0;
    for (auto const& row : town.store.read_all(std::string(city), 0, 100'000).value()) {
        if (!row.type.starts_with("funding.SharesAdopted/")) continue;
        auto const event = codec::decode_project_event(row.type, row.payload).value();
        auto const& adopted =
            std::get<project::funding::SharesAdopted>(std::get<project::funding::Event>(event.stage()));
        auto const problem = project::funding::problem_of(adopted.inputs);
        ASSERT_TRUE(problem) << row.seq;
        auto const allocation = games::allocate(*problem);
        ASSERT_TRUE(allocation) << row.seq;
        Fraction sum;
        for (auto const& share : adopted.shares) {
            auto const found = std::ranges::find(allocation->shares, share.household.text, &games::Share::player);
            auto expected = found == allocation->shares.end() ? Fraction{} : found->rounded;
            for (auto const& transfer : adopted.transfers) {
                if (transfer.from == share.household) expected -= Fraction(transfer.amount.count());
                if (transfer.to == share.household) expected += Fraction(transfer.amount.count());
            }
            EXPECT_EQ(Fraction(share.amount.count()), expected) << row.seq << " " << share.household.text;
            sum += expected;
        }
        EXPECT_EQ(sum, Fraction(adopted.shares_total.count()));
        ++recomputed;
    }
    EXPECT_GT(recomputed, 0U);
}

std::string test_name(testing::TestParamInfo<std::string> const& parameter) {
    auto name = parameter.param.substr(0, parameter.param.find('.'));
    std::ranges::replace(name, '-', '_');
    return name;
}
INSTANTIATE_TEST_SUITE_P(All, EveryCase, testing::ValuesIn(case_names()), test_name);

}  // namespace
}  // namespace jiati::service
