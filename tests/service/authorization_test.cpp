// The table of rights against authorization_matrix.txt, both ways, cell by cell and relation by relation; then really
// asked: pages, lists, the record, the stream and representative commands.
#include "app/permissions.h"
#include "service/interface.h"

#include <gtest/gtest.h>
#include <algorithm>
#include <map>
#include <sstream>

namespace jiati::service {
namespace {

using account::Role;
using account::ScopeKind;
using app::Claim;
using app::CommandError;
using app::Target;
using app::Viewer;

constexpr std::array columns{Role::resident,
                             Role::lead_owner,
                             Role::helper,
                             Role::grid_leader,
                             Role::neighbourhood,
                             Role::street,
                             Role::district_bureau,
                             Role::department,
                             Role::filing_agent,
                             Role::contractor,
                             Role::supervisor,
                             Role::sponsor,
                             Role::property_firm,
                             Role::city,
                             Role::administrator,
                             Role::system_administrator,
                             Role::security_administrator,
                             Role::audit_administrator};

std::map<std::string, std::string> read_matrix() {
    std::map<std::string, std::string> matrix;
    std::istringstream lines(contents_of("tests/service/authorization_matrix.txt"));
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with('#')) continue;
        std::istringstream words(line);
        std::string action, cells, cell;
        words >> action;
        while (words >> cell) cells += cell;
        EXPECT_EQ(cells.size(), columns.size()) << action;
        EXPECT_EQ(cells.find_first_not_of(".xodab"), std::string::npos) << action;
        EXPECT_TRUE(matrix.emplace(action, cells).second) << action << " stands twice";
    }
    return matrix;
}

// How near what a grant names lies to the thing asked about.
enum class Nearness { own, same_unit, same_building, same_district, other_city };
constexpr std::array all_nearness{Nearness::own, Nearness::same_unit, Nearness::same_building, Nearness::same_district,
                                  Nearness::other_city};

std::string const area = "city/district/street/community/";
Target target() {
    return {area, {ProjectId{"p"}}, {HouseholdId{"h1"}, HouseholdId{"h2"}}, FirmId{"f"}, AccountId{"theirs"}};
}

// What a role may hold at that nearness; nothing where there is no such thing.
std::optional<std::string> scope_at(ScopeKind kind, Nearness nearness) {
    switch (kind) {
        case ScopeKind::household:
            return nearness == Nearness::own || nearness == Nearness::same_unit ? "h1" : "h-elsewhere";
        case ScopeKind::project:
            if (nearness == Nearness::same_unit) return std::nullopt;
            return nearness == Nearness::own ? "p" : "q";
        case ScopeKind::firm:
            if (nearness == Nearness::same_unit) return std::nullopt;
            return nearness == Nearness::own ? "f" : "g";
        case ScopeKind::area:
            switch (nearness) {
                case Nearness::own:
                    return area;
                case Nearness::same_unit:
                    return "city/district/";
                case Nearness::same_building:
                    return "city/district/street/community-2/";
                case Nearness::same_district:
                    return "city/district/street-2/";
                case Nearness::other_city:
                    return "city-2/";
            }
    }
    return std::nullopt;
}

Viewer viewer(Role role, ScopeKind kind, std::string value, std::string department = "housing") {
    Viewer one;
    one.city = "city";
    one.account = AccountId{"a"};
    one.grants = {{ItemId{"g"}, role, {kind, std::move(value), std::move(department)}, Date::of(2026, 1, 1), {}, "x"}};
    return one;
}

TEST(AuthorizationMatrix, StatesEveryActionAndNoOther) {
    auto const matrix = read_matrix();
    std::set<std::string> stated, known;
    for (auto const& [action, cells] : matrix) stated.insert(action);
    for (auto const action : app::known_actions()) known.emplace(action);
    EXPECT_EQ(stated, known);
}

TEST(AuthorizationMatrix, EveryCellHoldsAtEveryDistance) {
    std::size_t asked = 0;
    for (auto const& [action, cells] : read_matrix())
        for (std::size_t column = 0; column < columns.size(); ++column)
            for (auto const kind : {ScopeKind::area, ScopeKind::project, ScopeKind::household, ScopeKind::firm})
                for (auto const nearness : all_nearness)
                    for (bool const own_claim : {true, false}) {
                        auto const scope = scope_at(kind, nearness);
                        if (!scope) continue;
                        auto const role = columns[column];
                        auto const who = viewer(role, kind, *scope);
                        // On behalf of a household and for a department: the viewer's, or others.
                        Claim const claim{HouseholdId{own_claim ? "h1" : "h2"}, own_claim ? "housing" : "fire"};
                        bool const near = nearness == Nearness::own || nearness == Nearness::same_unit;
                        bool const speaks_for_own = own_claim && kind == ScopeKind::household;
                        bool wanted = false;
                        switch (cells[column]) {
                            case 'x':
                            case 'b':
                                wanted = near && (role != Role::resident || speaks_for_own);
                                break;
                            case 'o':
                                wanted = near && speaks_for_own;
                                break;
                            case 'd':
                                wanted = near && own_claim;
                                break;
                            default:
                                break;
                        }
                        EXPECT_EQ(app::may(who, action, target(), claim), wanted)
                            << action << " by role " << column << ", scope " << static_cast<int>(kind) << " at "
                            << static_cast<int>(nearness) << (own_claim ? ", own" : ", another's");
                        ++asked;
                    }
    EXPECT_GT(asked, 50'000U);
}

TEST(AuthorizationMatrix, WhatEverybodyMayForThemselvesNobodyMayForOthers) {
    for (auto const& [action, cells] : read_matrix()) {
        bool const is_own = cells.find_first_of("ab") != std::string::npos;
        Viewer nobody;
        EXPECT_FALSE(app::may(nobody, action, target())) << action;
        Viewer own;
        own.account = AccountId{"theirs"};
        EXPECT_EQ(app::may(own, action, target()), is_own) << action;
        EXPECT_FALSE(app::may(own, action, {area, {}, {}, {}, {}})) << action;
        EXPECT_FALSE(app::may(nobody, action, {area, {}, {}, {}, AccountId{}})) << action;
    }
}

TEST(AuthorizationMatrix, AnActionNobodyStatedIsRefused) {
    for (auto const* action : {"", "see.everything", "project", "survey.RecordStance ", "survey.recordstance"})
        EXPECT_FALSE(app::may(viewer(Role::administrator, ScopeKind::area, ""), action, target())) << action;
}

class Asked : public Interface {
  protected:
    [[nodiscard]] Viewer holder(Role role, ScopeKind kind, std::string const& value) const {
        return town.with(role, kind, value, role == Role::department ? "housing" : "");
    }
    // Every role with nothing to do with the first project's unit.
    [[nodiscard]] std::vector<Viewer> strangers() const {
        std::vector<Viewer> all{town.anyone()};
        all.push_back(holder(Role::resident, ScopeKind::household, id("$h2/502")));  // same building
        all.push_back(holder(Role::lead_owner, ScopeKind::project, id("$p2")));
        for (auto const role : columns) {
            if (role == Role::resident || role == Role::lead_owner) continue;
            for (auto const* place : {"cn-jiangxi-nanchang/demo/demo-street/demo-community-2/",
                                      "cn-jiangxi-nanchang/demo/other-street/", "cn-jiangxi-jiujiang/"})
                all.push_back(holder(role, ScopeKind::area, place));
        }
        for (auto const role : {Role::contractor, Role::supervisor, Role::filing_agent, Role::property_firm})
            all.push_back(holder(role, ScopeKind::firm, "a-firm-without-work-here"));
        return all;
    }
    static std::string of(Result<app::Page, app::QueryError> const& page) {
        if (page) return page->json;
        return "error " + std::to_string(static_cast<int>(page.error().kind));
    }
    static std::string of(Result<app::Recorded, CommandError> const& answer) {
        if (answer) return "recorded";
        auto const& error = answer.error();
        return std::to_string(static_cast<int>(error.kind)) + " " + error.refusal.code + " " + error.refusal.pointer;
    }
    static std::string told(http::Answer const& answer) {
        auto body = json::parse(answer.body).as_object();
        body.erase("request_id");
        return std::to_string(answer.status) + json::serialize(body);
    }
};

TEST_F(Asked, AStrangerOfficialOrNotReadsWhatThePublicReads) {
    auto const shared = [&](Viewer const& who, app::ProjectPart part, std::string const& project) {
        return of(town.queries.project(who, project, part));
    };
    auto const nobody = town.anyone();
    for (auto const& who : strangers()) {
        auto const role = who.grants.empty() ? -1 : static_cast<int>(who.grants.front().role);
        for (auto const part : {app::ProjectPart::whole, app::ProjectPart::shares, app::ProjectPart::consent})
            EXPECT_EQ(shared(who, part, id("$p1")), shared(nobody, part, id("$p1"))) << role;
        EXPECT_EQ(of(town.queries.events(who, id("$p1"), 0, 500)), of(town.queries.events(nobody, id("$p1"), 0, 500)))
            << role;
        EXPECT_EQ(of(town.queries.agreement(who, id("$p1"))), of(town.queries.agreement(who, "nowhere"))) << role;
        bool const is_of_the_place = who.grants.empty() || who.grants.front().scope.kind != ScopeKind::household;
        if (is_of_the_place) {
            EXPECT_EQ(of(town.queries.place(who, id("$c"))), of(town.queries.place(nobody, id("$c")))) << role;
        }
    }
}

TEST_F(Asked, ThoseOfThePlaceReadMore) {
    auto const nobody = of(town.queries.project(town.anyone(), id("$p1"), app::ProjectPart::whole));
    auto const grid = holder(Role::grid_leader, ScopeKind::area, std::string(estate));
    auto const page = of(town.queries.project(grid, id("$p1"), app::ProjectPart::whole));
    EXPECT_NE(page, nobody);
    EXPECT_NE(of(town.queries.place(grid, id("$c"))), of(town.queries.place(town.anyone(), id("$c"))));
    // No role sees more of the household's own affairs than the matrix lets it.
    auto const matrix = read_matrix();
    for (std::size_t column = 0; column < columns.size(); ++column) {
        auto const role = columns[column];
        if (role == Role::resident || role == Role::lead_owner) continue;
        auto const seen = town.value(holder(role, ScopeKind::area, std::string(estate)), id("$p1"), "/viewer/lenses");
        EXPECT_EQ(seen.find("\"stance\"") != std::string::npos, matrix.at("see.stances")[column] == 'x') << column;
        EXPECT_EQ(seen.find("\"visit\"") != std::string::npos, matrix.at("see.visits")[column] == 'x') << column;
    }
}

TEST_F(Asked, CommandsAreTakenFromWhomTheMatrixNames) {
    auto const matrix = read_matrix();
    std::string const household = id("$h1/601");
    struct Try {
        std::string stream;
        std::string type;
        std::string data;
    };
    std::vector<Try> const tries{
        {id("$p1"), "survey.RecordStance",
         R"({"household":")" + household + R"(","stance":"agree","channel":"visit"})"},
        {id("$p1"), "survey.RaiseWorry", R"({"household":")" + household + R"(","topic":"noise","text":"x"})"},
        {id("$p1"), "survey.Complete", "{}"},
        {id("$p1"), "project.Pause", R"({"reason":"x"})"},
        {id("$p1"), "approval.GiveOpinion", R"({"department":"housing","opinion":"approve","how":"visit","text":"x"})"},
        {id("$p1"), "construction.Commence", "{}"},
        {id("$c"), "place.GradeUnit", R"({"unit":"x","grade":"suitable"})"},
    };
    for (auto const& one : tries)
        for (std::size_t column = 0; column < columns.size(); ++column)
            for (bool const near : {true, false}) {
                auto const role = columns[column];
                auto const kind = role == Role::resident     ? ScopeKind::household
                                  : role == Role::lead_owner ? ScopeKind::project
                                                             : ScopeKind::area;
                auto const scope = kind == ScopeKind::household ? (near ? household : id("$h2/502"))
                                   : kind == ScopeKind::project ? (near ? id("$p1") : id("$p2"))
                                   : near                       ? std::string(estate)
                                                                : std::string("cn-jiangxi-nanchang/demo/other/");
                auto const answer = town.send(holder(role, kind, scope), one.stream, one.type, one.data);
                // A community is no project, and a lead owner's grant does not cover it.
                bool const covers = near && (one.stream != id("$c") || kind == ScopeKind::area);
                bool const for_own = matrix.at(one.type)[column] != 'd' || role == Role::department;
                bool const wanted = covers && for_own && matrix.at(one.type)[column] != '.';
                bool const is_forbidden = !answer && answer.error().kind == CommandError::Kind::forbidden;
                bool const is_unread = !answer && answer.error().refusal.code.starts_with("codec.");
                EXPECT_FALSE(is_unread) << one.type << " " << answer.error().refusal.code << " "
                                        << answer.error().refusal.pointer;
                EXPECT_EQ(!is_forbidden, wanted)
                    << one.type << " by role " << column << (near ? "" : " from elsewhere") << ": " << of(answer);
            }
    // For a neighbour's household nobody speaks but those who may for all.
    EXPECT_EQ(of(town.send(holder(Role::resident, ScopeKind::household, id("$h1/502")), id("$p1"), "survey.RaiseWorry",
                           R"({"household":")" + household + R"(","topic":"noise","text":"x"})"))
                  .substr(0, 1),
              std::to_string(static_cast<int>(CommandError::Kind::forbidden)));
}

TEST_F(Asked, AResidentTakesBackTheirOwnObjectionAlone) {
    auto const raised =
        town.send(holder(Role::neighbourhood, ScopeKind::area, std::string(estate)), id("$p3"), "notice.RaiseObjection",
                  R"({"origin":"household","household":")" + id("$h3/502") + R"(","topic":"daylight","text":"x"})");
    ASSERT_TRUE(raised) << of(raised);
    auto const objection = R"({"objection":")" + raised->made.at("") + "\"}";
    auto const neighbour = holder(Role::resident, ScopeKind::household, id("$h3/301"));
    EXPECT_EQ(of(town.send(neighbour, id("$p3"), "notice.WithdrawObjection", objection)).substr(2), "app.forbidden ");
    auto const own = holder(Role::resident, ScopeKind::household, id("$h3/502"));
    EXPECT_EQ(of(town.send(own, id("$p3"), "notice.WithdrawObjection", objection)), "recorded");
}

TEST_F(Asked, AnAccountThatIsNotOnesAffairLooksLikeNoneAtAll) {
    sign_in_as("demo-grid");
    auto const account = std::string(json::parse(ask("GET", "/api/v1/me").body).at("account").as_string());
    sign_in_as("demo-resident");
    int serial = 0;
    for (std::string const command :
         {R"({"type":"account.SetPassword","data":{"credential":"12345678"}})",
          R"({"type":"account.SetPassword","data":{"wrong":1}})", R"({"type":"account.Disable","data":{"reason":"x"}})",
          R"({"type":"account.RemoveSecondFactor","data":{"reason":"x"}})",
          R"({"type":"account.GrantRole","data":{"role":"administrator","scope":{"kind":"area","value":"a/"}}})"}) {
        auto const send = [&](std::string const& whose, std::string const& more = {}) {
            return told(ask("POST", "/api/v1/accounts/" + whose + "/commands", command,
                            "Idempotency-Key: " + std::to_string(++serial) + "\r\n" + more));
        };
        EXPECT_EQ(send(account), send("nowhere")) << command;
        EXPECT_EQ(send(account, "If-Match: \"1\"\r\n"), send("nowhere", "If-Match: \"1\"\r\n")) << command;
        EXPECT_TRUE(send(account).starts_with("404")) << command;
    }
}

TEST_F(Asked, ListsAndTheStreamTellEveryoneTheSame) {
    auto const public_list = ask("GET", "/api/v1/projects").body;
    auto const public_summary = ask("GET", "/api/v1/summary").body;
    http::TestClient listener(server->port());
    listener.send("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(listener.wait_for("\r\n\r\n"));
    sign_in_as("demo-grid");
    EXPECT_EQ(ask("GET", "/api/v1/projects").body, public_list);
    EXPECT_EQ(ask("GET", "/api/v1/summary").body, public_summary);
    auto const account = std::string(json::parse(ask("GET", "/api/v1/me").body).at("account").as_string());
    auto const administrator = holder(Role::administrator, ScopeKind::area, std::string(city) + "/");
    ASSERT_TRUE(town.send(administrator, account, "account.GrantRole",
                          R"({"role":"street","scope":{"kind":"area","value":"a/"}})"));
    ASSERT_EQ(
        ask("POST", "/api/v1/projects/" + id("$p1") + "/commands", stance_command(), "Idempotency-Key: s\r\n").status,
        200);
    ASSERT_TRUE(listener.wait_for("\"resource\":\"project/" + id("$p1") + "\""));
    EXPECT_EQ(listener.received().find("account/"), std::string::npos) << "whose rights change is nobody's affair";
    EXPECT_EQ(listener.received().find("stance"), std::string::npos) << "a hint says where, not what";
}

}  // namespace
}  // namespace jiati::service
