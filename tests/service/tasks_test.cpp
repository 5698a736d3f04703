// What is to be done, finding an address, taking back a slip, and a household's printed invitation.
#include "service/interface.h"

#include <gtest/gtest.h>

namespace jiati::service {
namespace {

class Todo : public Interface {
  protected:
    // "kind room" of each task, in the order given.
    std::vector<std::string> kinds(std::string const& login) {
        sign_in_as(login);
        auto const answer = ask("GET", "/api/v1/tasks");
        EXPECT_EQ(answer.status, 200) << answer.body;
        std::vector<std::string> found;
        auto const page = json::parse(answer.body);
        for (auto const& item : page.at("items").as_array())
            found.push_back(std::string(item.at("kind").as_string()) +
                            (item.at("room").is_string() ? " " + std::string(item.at("room").as_string()) : ""));
        return found;
    }
    static bool has(std::vector<std::string> const& all, std::string const& wanted) {
        return std::ranges::find(all, wanted) != all.end();
    }
    http::Answer invite(std::string const& household) {
        return ask("POST", "/api/v1/invitations", R"({"household":")" + household + R"("})");
    }
    http::Answer enter(std::string const& code, std::string const& pin, std::string const& own = {}) {
        cookie.clear();
        return ask("POST", "/api/v1/session",
                   R"({"login":"h-)" + code + R"(","password":")" + pin + "\"" +
                       (own.empty() ? "" : R"(,"own_pin":")" + own + "\"") + "}");
    }
    static std::string text(http::Answer const& answer, std::string_view name) {
        return std::string(json::parse(answer.body).at(name).as_string());
    }
};

TEST_F(Todo, EachRoleIsAskedForWhatItMaySettleAndNothingElse) {
    auto const grid = kinds("demo-grid");
    EXPECT_TRUE(has(grid, "visit_agreed 501"));
    EXPECT_TRUE(has(grid, "households_unvisited"));
    EXPECT_TRUE(has(grid, "worry_unanswered 101"));
    EXPECT_FALSE(has(grid, "objection_unanswered")) << "the neighbourhood's and the lead owner's to answer";
    EXPECT_EQ(kinds("demo-resident"), std::vector<std::string>{"ballot_to_cast 502"});

    using account::Role;
    using account::ScopeKind;
    auto const asked = [&](Role role, std::string const& department = {}) {
        auto const page = town.queries.tasks(town.with(role, ScopeKind::area, std::string(estate), department), "");
        return page ? page->json : std::string("failed");
    };
    EXPECT_NE(asked(Role::neighbourhood).find("objection_unanswered"), std::string::npos);
    auto const helper = asked(Role::helper);
    EXPECT_NE(helper.find("visit_agreed"), std::string::npos);
    EXPECT_EQ(helper.find("worry_unanswered"), std::string::npos);
    auto const fire = asked(Role::department, "fire");
    EXPECT_NE(fire.find("opinion_due"), std::string::npos);
    EXPECT_EQ(fire.find("opinion_chase"), std::string::npos);
    EXPECT_EQ(fire.find("worry_unanswered"), std::string::npos);
    auto const street = asked(Role::street);
    EXPECT_NE(street.find("worry_unanswered"), std::string::npos);
    EXPECT_EQ(street.find("\"101\""), std::string::npos) << "whose worry it is, is the neighbourhood's to know";
}

TEST_F(Todo, ThePublicHasNone) {
    EXPECT_EQ(ask("GET", "/api/v1/tasks").status, 404);
    EXPECT_EQ(ask("GET", "/api/v1/search?q=501").status, 404);
}

TEST_F(Todo, TasksComeByDayAndThoseWithoutOneLast) {
    sign_in_as("demo-grid");
    std::string before;
    bool undated = false;
    auto const page = json::parse(ask("GET", "/api/v1/tasks").body);
    for (auto const& item : page.at("items").as_array()) {
        if (item.at("due").is_null()) {
            undated = true;
            continue;
        }
        EXPECT_FALSE(undated);
        std::string const due(item.at("due").as_string());
        EXPECT_LE(before, due);
        before = due;
    }
}

TEST_F(Todo, AnAddressIsFoundByItsPartsAndADoorOnlyByWhoKeepsTheRegister) {
    auto const found = [&](std::string const& login, std::string const& query) {
        sign_in_as(login);
        return json::parse(ask("GET", "/api/v1/search?" + query).body).at("items").as_array().size();
    };
    auto const unit_2 = "q=%E7%A4%BA%E8%8C%83%E5%B0%8F%E5%8C%BA%202%E5%8D%95%E5%85%83";  // 示范小区 2单元
    EXPECT_EQ(found("demo-resident", std::string(unit_2) + "&kind=project"), 1U);
    EXPECT_EQ(found("demo-grid", std::string(unit_2) + "%20%EF%BC%95%EF%BC%90%EF%BC%92&kind=household"), 1U)
        << "full-width digits";
    EXPECT_EQ(found("demo-resident", std::string(unit_2) + "%20502&kind=household"), 0U);
    EXPECT_EQ(ask("GET", "/api/v1/search?q=501&kind=person").status, 400);
    EXPECT_EQ(ask("GET", "/api/v1/search?q=").status, 400);
}

TEST_F(Todo, AStanceTakenBackLeavesTheHouseholdAsItWas) {
    sign_in_as("demo-grid");
    auto const household = id("$h1/601");
    auto const path = "/api/v1/projects/" + id("$p1");
    auto const send = [&](std::string const& body, std::string const& key) {
        return ask("POST", path + "/commands", body, "Idempotency-Key: " + key + "\r\n");
    };
    auto const take_back = R"({"type":"survey.TakeBackStance","data":{"household":")" + household + R"("}})";
    ASSERT_EQ(send(stance_command("oppose"), "s1").status, 200);
    EXPECT_EQ(send(take_back, "s2").status, 200);
    EXPECT_EQ(code_of(send(take_back, "s3")), "survey.nothing_to_take_back");
    auto const page = json::parse(ask("GET", path).body);
    for (auto const& cell : page.at("house").at("cells").as_array())
        if (cell.at("household").as_string() == household) {
            EXPECT_TRUE(cell.at("stance").is_null());
        }
}

TEST_F(Todo, APrintedPinOpensOnceAndThenTheHouseholdsOwn) {
    auto const household = id("$h1/601");
    EXPECT_EQ(invite(household).status, 404) << "nobody's to make without an account";
    sign_in_as("demo-resident");
    EXPECT_EQ(invite(household).status, 404);
    sign_in_as("demo-grid");
    auto const made = invite(household);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(text(made, "room"), "601");
    auto const code = text(made, "code");
    auto const pin = text(made, "pin");
    std::string const own = pin == "2468" ? "1357" : "2468";

    EXPECT_EQ(code_of(enter(code, own)), "session.wrong_credentials");
    EXPECT_EQ(code_of(enter(code, pin)), "session.own_pin_missing");
    EXPECT_EQ(code_of(enter(code, pin, pin)), "session.own_pin_wrong");
    EXPECT_EQ(code_of(enter(code, pin, "12x4")), "session.own_pin_wrong");
    auto const first = enter(code, pin, own);
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(json::parse(first.body).at("households").as_array().size(), 1U);
    EXPECT_EQ(code_of(enter(code, pin, "9753")), "session.wrong_credentials") << "used";
    EXPECT_EQ(enter(code, own).status, 201);

    sign_in_as("demo-grid");
    auto const again = invite(household);
    EXPECT_EQ(text(again, "code"), code);
    EXPECT_EQ(code_of(enter(code, own)), "session.wrong_credentials") << "void since it was made again";
    EXPECT_EQ(enter(code, text(again, "pin"), "86420").status, 201);
}

}  // namespace
}  // namespace jiati::service
