#include "app/permissions.h"

#include "codec/commands.h"

#include <gtest/gtest.h>
#include <algorithm>
#include <array>

namespace jiati::app {
namespace {

using account::Role;
using account::ScopeKind;

Target target() {
    Target one;
    one.area = "city/district/street/community/";
    one.projects = {ProjectId{"p"}};
    one.households = {HouseholdId{"h1"}, HouseholdId{"h2"}};
    one.firm = FirmId{"f"};
    return one;
}

Viewer viewer(Role role, ScopeKind kind, std::string value, std::string department = {}) {
    Viewer one;
    one.account = AccountId{"a"};
    one.grants = {{ItemId{"g"}, role, {kind, std::move(value), std::move(department)}, {}, std::nullopt, ""}};
    return one;
}

TEST(Permissions, KnowEveryCommandThatExistsAndNoOther) {
    auto const known = known_actions();
    // Reactions are never sent by people.
    constexpr std::array reactions{std::string_view{"consent.NoteVoteOpened"}};
    for (auto const aggregate : {codec::Aggregate::project, codec::Aggregate::place, codec::Aggregate::vote,
                                 codec::Aggregate::tender, codec::Aggregate::firm, codec::Aggregate::account})
        for (auto const type : codec::command_types(aggregate)) {
            bool const reaction = std::ranges::find(reactions, type) != reactions.end();
            EXPECT_EQ(std::ranges::find(known, type) == known.end(), reaction) << type;
        }
    for (auto const action : known)
        EXPECT_NE(action.starts_with("see.") || action.starts_with("file."), codec::aggregate_of(action).has_value())
            << action;
}

TEST(Permissions, EndWhereTheGrantEnds) {
    auto const inside = viewer(Role::grid_leader, ScopeKind::area, "city/district/street/community/");
    auto const above = viewer(Role::neighbourhood, ScopeKind::area, "city/district/");
    auto const beside = viewer(Role::grid_leader, ScopeKind::area, "city/district/street/other/");
    EXPECT_TRUE(may(inside, "see.stances", target()));
    EXPECT_TRUE(may(above, "see.stances", target()));
    EXPECT_FALSE(may(beside, "see.stances", target()));
    EXPECT_FALSE(may(Viewer{}, "see.stances", target()));
}

TEST(Permissions, StancesAreForTheNeighbourhoodAlone) {
    for (auto const role : {Role::lead_owner, Role::helper, Role::street, Role::district_bureau, Role::department,
                            Role::contractor, Role::property_firm, Role::sponsor, Role::city, Role::administrator}) {
        auto const kind = role == Role::lead_owner ? ScopeKind::project : ScopeKind::area;
        EXPECT_FALSE(may(viewer(role, kind, role == Role::lead_owner ? "p" : "city/"), "see.stances", target()));
    }
}

TEST(Permissions, EstimatesAreForThoseWhoNegotiateAlone) {
    for (auto const role : {Role::resident, Role::helper, Role::district_bureau, Role::department, Role::contractor,
                            Role::property_firm, Role::sponsor, Role::city, Role::administrator}) {
        auto const household = role == Role::resident;
        auto const one = viewer(role, household ? ScopeKind::household : ScopeKind::area, household ? "h1" : "city/");
        for (auto const action : {"see.estimates", "deliberation.EstimateAcceptance", "deliberation.WithdrawEstimate"})
            EXPECT_FALSE(may(one, action, target(), {HouseholdId{"h1"}, ""})) << action;
    }
    for (auto const role : {Role::grid_leader, Role::neighbourhood, Role::street})
        EXPECT_TRUE(may(viewer(role, ScopeKind::area, "city/district/"), "see.estimates", target()));
    EXPECT_TRUE(may(viewer(Role::lead_owner, ScopeKind::project, "p"), "deliberation.EstimateAcceptance", target()));
    EXPECT_FALSE(may(viewer(Role::lead_owner, ScopeKind::project, "q"), "see.estimates", target()));
}

TEST(Permissions, AResidentSpeaksForTheirOwnHouseholdOnly) {
    auto const resident = viewer(Role::resident, ScopeKind::household, "h1");
    EXPECT_TRUE(may(resident, "vote.CastBallot", target(), {HouseholdId{"h1"}, ""}));
    EXPECT_FALSE(may(resident, "vote.CastBallot", target(), {HouseholdId{"h2"}, ""}));
    EXPECT_FALSE(may(resident, "vote.CastBallot", target(), {}));
}

TEST(Permissions, ADepartmentGivesItsOwnOpinion) {
    auto const housing = viewer(Role::department, ScopeKind::area, "city/", "housing");
    EXPECT_TRUE(may(housing, "approval.GiveOpinion", target(), {std::nullopt, "housing"}));
    EXPECT_FALSE(may(housing, "approval.GiveOpinion", target(), {std::nullopt, "fire"}));
}

TEST(Permissions, AskedAllAtOnceAnswerAsOneByOne) {
    std::array const claims{Claim{}, Claim{HouseholdId{"h1"}, ""}, Claim{std::nullopt, "housing"}};
    auto const by_one = [&](Viewer const& who, std::string_view action) {
        return std::ranges::any_of(claims, [&](Claim const& claim) { return may(who, action, target(), claim); });
    };
    for (int role = 0; role <= static_cast<int>(Role::administrator); ++role)
        for (auto const& [kind, value] : {std::pair{ScopeKind::area, "city/"}, std::pair{ScopeKind::area, "elsewhere/"},
                                          std::pair{ScopeKind::household, "h1"}, std::pair{ScopeKind::project, "p"}}) {
            auto const who = viewer(static_cast<Role>(role), kind, value, "housing");
            auto const allowed = allowed_actions(who, target(), claims);
            for (auto const action : known_actions())
                EXPECT_EQ(std::ranges::find(allowed, action) != allowed.end(), by_one(who, action)) << action;
        }
    EXPECT_TRUE(allowed_actions(Viewer{}, target(), claims).empty());
}

}  // namespace
}  // namespace jiati::app
