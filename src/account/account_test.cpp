#include "account/account.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace jiati::account {
namespace {

Date const created = Date::of(2023, 2, 1);

class Given {
  public:
    Given& when(Command const& command, Date date = created) {
        auto const decision = decide(state, command, on(date));
        EXPECT_TRUE(decision) << (decision ? "" : decision.error().code);
        if (!decision) return *this;
        for (auto const& event : *decision) {
            state = evolve(std::move(state), event, date);
            history.emplace_back(event, date);
        }
        return *this;
    }
    [[nodiscard]] std::string refused(Command const& command, Date date = created) const {
        auto const decision = decide(state, command, on(date));
        return decision ? "accepted" : decision.error().code + " " + decision.error().pointer;
    }

    State state;
    std::vector<std::pair<Event, Date>> history;

  private:
    [[nodiscard]] policy::Context on(Date date) const {
        policy::Context context;
        context.now = Instant::start_of(Date::of(2023, 12, 31));
        context.occurred_on = date;
        context.actor = AccountId{"admin"};
        context.ids = FreshIds({9, history.size()});
        return context;
    }
};

Create creation(std::string const& login = "wang.grid-3") { return {login, {"ref", "commitment"}, "网格长", "Grid"}; }
Given with_account() {
    Given given;
    given.when(creation());
    return given;
}
GrantRole grant(Role role, ScopeKind kind, std::string const& value, std::string const& department = {}) {
    return {role, {kind, value, department}, std::nullopt};
}
GrantRole grid_leader() { return grant(Role::grid_leader, ScopeKind::area, "cn-jiangxi-nanchang/anyi/longjin/"); }

TEST(Account, IsCreatedOnceUnderAPlainLogin) {
    auto const given = with_account();
    EXPECT_EQ(given.state.login, "wang.grid-3");
    EXPECT_EQ(given.state.name.ref, "ref");
    EXPECT_FALSE(given.state.id.empty());
    EXPECT_EQ(given.refused(creation()), "account.already_exists ");
    for (auto const* wrong : {"", "ab", "Wang", "王网格", "a b c", "a/b", "0123456789012345678901234567890123456789x"})
        EXPECT_EQ(Given{}.refused(creation(wrong)), "account.login_wrong /login") << wrong;
    EXPECT_EQ(Given{}.refused(creation("0123456789012345678901234567890123456789")), "accepted");
    EXPECT_EQ(Given{}.refused(grid_leader()), "account.unknown ");
}

TEST(Account, TakesNoDateToComeOrBeforeItsCreation) {
    EXPECT_EQ(Given{}.refused(creation(), Date::of(2024, 1, 1)), "account.dates_wrong ");
    EXPECT_EQ(with_account().refused(grid_leader(), created.plus_days(-1)), "account.dates_wrong ");
}

TEST(Password, IsKeptAsAReferenceAndMayBeChanged) {
    auto given = with_account();
    EXPECT_EQ(given.refused(SetPassword{}), "account.credential_missing /credential");
    given.when(SetPassword{{"first", "c"}}).when(SetPassword{{"second", "c"}});
    EXPECT_EQ(given.state.credential.ref, "second");
}

TEST(Grant, HoldsFromItsDayToItsLastDay) {
    auto given = with_account();
    auto command = grid_leader();
    command.to = Date::of(2023, 6, 30);
    given.when(command, Date::of(2023, 3, 1));
    auto const& held = given.state.grants.at(0);
    EXPECT_EQ(held.granted_by, "admin");
    EXPECT_FALSE(is_in_force(held, Date::of(2023, 2, 28)));
    EXPECT_TRUE(is_in_force(held, Date::of(2023, 3, 1)));
    EXPECT_TRUE(is_in_force(held, Date::of(2023, 6, 30)));
    EXPECT_FALSE(is_in_force(held, Date::of(2023, 7, 1)));
    EXPECT_EQ(given.refused(command, Date::of(2023, 6, 30)), "account.grant_twice /scope");
    EXPECT_EQ(given.refused(command, Date::of(2023, 7, 1)), "account.dates_wrong /to");
    EXPECT_EQ(given.refused(grid_leader(), Date::of(2023, 7, 1)), "accepted");
}

TEST(Grant, EndsOnTheDayItIsRevoked) {
    auto given = with_account();
    given.when(grid_leader(), Date::of(2023, 3, 1));
    auto const id = given.state.grants.at(0).id;
    EXPECT_EQ(given.refused(RevokeGrant{ItemId{"other"}, "x"}, Date::of(2023, 4, 1)), "account.grant_unknown /grant");
    EXPECT_EQ(given.refused(RevokeGrant{id, " "}, Date::of(2023, 4, 1)), "account.reason_missing /reason");
    EXPECT_EQ(given.refused(RevokeGrant{id, "调岗"}, Date::of(2023, 2, 28)), "account.dates_wrong ");
    given.when(RevokeGrant{id, "调岗"}, Date::of(2023, 4, 1));
    EXPECT_FALSE(is_in_force(given.state.grants.at(0), Date::of(2023, 4, 1)));
    EXPECT_TRUE(is_in_force(given.state.grants.at(0), Date::of(2023, 3, 31)));
    EXPECT_EQ(given.refused(RevokeGrant{id, "调岗"}, Date::of(2023, 4, 1)), "account.grant_unknown /grant");
    EXPECT_EQ(given.refused(grid_leader(), Date::of(2023, 4, 1)), "accepted");
}

TEST(Disabling, LeavesNothingButTakingAway) {
    auto given = with_account();
    given.when(grid_leader());
    EXPECT_EQ(given.refused(Disable{""}), "account.reason_missing /reason");
    given.when(Disable{"离职"});
    EXPECT_TRUE(given.state.disabled);
    EXPECT_EQ(given.refused(SetPassword{{"r", "c"}}), "account.disabled ");
    EXPECT_EQ(given.refused(grid_leader()), "account.disabled ");
    EXPECT_EQ(given.refused(Disable{"离职"}), "account.disabled ");
    EXPECT_EQ(given.refused(RevokeGrant{given.state.grants.at(0).id, "离职"}), "accepted");
}

// ---- who may hold what ---------------------------------------------------------------------------------------------

TEST(Scope, OfEachRoleIsOneOfItsKinds) {
    using enum Role;
    using enum ScopeKind;
    std::map<Role, std::set<ScopeKind>> const allowed{
        {resident, {household}},
        {lead_owner, {project}},
        {property_firm, {ScopeKind::firm, project, area}},
        {helper, {area}},
        {grid_leader, {area}},
        {neighbourhood, {area}},
        {street, {area}},
        {district_bureau, {area}},
        {department, {area}},
        {filing_agent, {ScopeKind::firm, project, area}},
        {contractor, {ScopeKind::firm, project}},
        {supervisor, {ScopeKind::firm, project}},
        {sponsor, {project, area}},
        {city, {area}},
        {administrator, {area}},
    };
    auto const given = with_account();
    ASSERT_EQ(allowed.size(), 15U);
    for (auto const& [role, kinds] : allowed)
        for (auto kind : {area, project, household, ScopeKind::firm}) {
            auto const command =
                grant(role, kind, kind == area ? "nanchang/" : "id1", role == department ? "fire" : "");
            EXPECT_EQ(given.refused(command), kinds.count(kind) ? "accepted" : "account.scope_wrong /scope/kind")
                << static_cast<int>(role) << " " << static_cast<int>(kind);
        }
}

TEST(SecondFactor, CountsOnceConfirmedAndIsTakenAwayWithAReason) {
    auto given = with_account();
    EnrolSecondFactor const enrol{{"secret", "c1"}, {"recovery", "c2"}};
    EXPECT_EQ(given.refused(ConfirmSecondFactor{}), "account.second_factor_missing ");
    EXPECT_EQ(given.refused(RemoveSecondFactor{"lost"}), "account.second_factor_missing ");
    EXPECT_EQ(given.refused(EnrolSecondFactor{{}, {"recovery", "c2"}}), "account.secret_missing /secret");
    EXPECT_EQ(given.refused(EnrolSecondFactor{{"secret", "c1"}, {}}), "account.secret_missing /recovery");
    given.when(enrol);
    EXPECT_FALSE(given.state.second_factor->confirmed);
    given.when(EnrolSecondFactor{{"other", "c3"}, {"recovery", "c4"}});
    EXPECT_EQ(given.state.second_factor->secret.ref, "other");
    given.when(ConfirmSecondFactor{});
    EXPECT_TRUE(given.state.second_factor->confirmed);
    EXPECT_EQ(given.refused(enrol), "account.second_factor_exists ");
    EXPECT_EQ(given.refused(ConfirmSecondFactor{}), "account.second_factor_exists ");
    EXPECT_EQ(given.refused(RemoveSecondFactor{" "}), "account.reason_missing /reason");
    given.when(RemoveSecondFactor{"telephone lost"});
    EXPECT_FALSE(given.state.second_factor);
    EXPECT_EQ(given.refused(enrol), "accepted");
}

TEST(Scope, OfADepartmentNamesItAndNobodyElsesDoes) {
    auto const given = with_account();
    EXPECT_EQ(given.refused(grant(Role::department, ScopeKind::area, "nanchang/")),
              "account.scope_wrong /scope/department");
    EXPECT_EQ(given.refused(grant(Role::department, ScopeKind::area, "nanchang/", "消防")),
              "account.scope_wrong /scope/department");
    EXPECT_EQ(given.refused(grant(Role::street, ScopeKind::area, "nanchang/", "fire")),
              "account.scope_wrong /scope/department");
}

TEST(Scope, IsAnAreaPathOrAnId) {
    auto const given = with_account();
    for (auto const* wrong :
         {"", "/", "nanchang", "nanchang//", "/nanchang/", "Nanchang/", "南昌/", "nanchang/anyi", "nanchang/%/"})
        EXPECT_EQ(given.refused(grant(Role::city, ScopeKind::area, wrong)), "account.scope_wrong /scope/value")
            << wrong;
    for (auto const* wrong : {"", "a b", "a/b", "一"})
        EXPECT_EQ(given.refused(grant(Role::resident, ScopeKind::household, wrong)), "account.scope_wrong /scope/value")
            << wrong;
    EXPECT_EQ(given.refused(grant(Role::resident, ScopeKind::household, std::string(65, 'a'))),
              "account.scope_wrong /scope/value");
}

RC_GTEST_PROP(AccountLaws, NoGrantIsHeldTwiceOnADayAndTheHistoryFoldsToTheState, ()) {
    auto given = with_account();
    auto const steps = *rc::gen::inRange(0, 30);
    auto today = created;
    for (int step = 0; step < steps; ++step) {
        today = today.plus_days(*rc::gen::inRange(0, 10));
        auto role = grant(Role::street, ScopeKind::area, *rc::gen::element<std::string>("a/", "a/b/"));
        if (*rc::gen::arbitrary<bool>()) role.to = today.plus_days(*rc::gen::inRange(0, 20));
        Command command = role;
        if (!given.state.grants.empty() && *rc::gen::inRange(0, 3) == 0)
            command = RevokeGrant{given.state.grants[*rc::gen::inRange<std::size_t>(0, given.state.grants.size())].id,
                                  "调岗"};
        if (given.refused(command, today) == "accepted") given.when(command, today);
        std::set<std::string> held;
        for (auto const& one : given.state.grants)
            if (is_in_force(one, today)) RC_ASSERT(held.insert(one.scope.value).second);
    }
    State folded;
    for (auto const& [event, date] : given.history) folded = evolve(std::move(folded), event, date);
    RC_ASSERT(folded.grants.size() == given.state.grants.size());
    for (std::size_t i = 0; i < folded.grants.size(); ++i) {
        RC_ASSERT(folded.grants[i].id == given.state.grants[i].id);
        RC_ASSERT(folded.grants[i].to == given.state.grants[i].to);
    }
}

TEST(Account, TheThreeAdministratorsAreThreePeople) {
    auto const city = "cn-jiangxi-nanchang/";
    std::vector const parts{Role::administrator, Role::system_administrator, Role::security_administrator,
                            Role::audit_administrator};
    for (auto const held : parts) {
        auto given = with_account();
        given.when(grant(held, ScopeKind::area, city), created.plus_days(5));
        for (auto const other : parts)
            if (other != held) {
                EXPECT_EQ(
                    given.refused(grant(other, ScopeKind::area, "cn-jiangxi-nanchang/anyi/"), created.plus_days(5)),
                    "account.administrators_apart /role");
                // A claimed earlier date finds the grant that comes after it.
                EXPECT_EQ(given.refused(grant(other, ScopeKind::area, city), created),
                          "account.administrators_apart /role");
            }
        EXPECT_EQ(given.refused(grid_leader(), created.plus_days(5)), "accepted");
        bool const is_part = held != Role::administrator;
        EXPECT_EQ(given.refused(SetPassword{{"r", "c"}}, created.plus_days(5)),
                  is_part ? "account.own_password_only /credential" : "accepted");
        EXPECT_EQ(given.refused(ChangePassword{{"r", "c"}}, created.plus_days(5)), "accepted");
        given.when(RevokeGrant{given.state.grants.front().id, "moved"}, created.plus_days(9));
        EXPECT_EQ(given.refused(grant(Role::audit_administrator, ScopeKind::area, city), created.plus_days(9)),
                  "accepted");
        EXPECT_EQ(given.refused(SetPassword{{"r", "c"}}, created.plus_days(9)), "accepted");
    }
}

TEST(Account, NobodyGivesThemselvesARight) {
    auto given = with_account();
    given.state.id = AccountId{"admin"};  // who acts
    EXPECT_EQ(given.refused(grid_leader()), "account.own_grant ");
}

}  // namespace
}  // namespace jiati::account
