// The calculators on a real socket: no login, the command line's JSON, limits.
#include "http/api/openapi.h"
#include "http/api/services.h"
#include "http/server.h"
#include "http/test_client.h"
#include "service/town.h"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace jiati::service {
namespace {

namespace json = boost::json;

class Calculators : public testing::Test {
  protected:
    Calculators()
        : sign_in(town.stores, town.store, town.repository, std::string(city)),
          services{town.commands, town.queries, sign_in, hub, problems, std::string(city), false, [] { return true; }} {
        http::api::add_routes(router, services);
        server = http::Server::start({}, router, problems).value();
    }

    http::Answer post(std::string const& name, std::string const& body, std::string const& type = "application/json") {
        http::TestClient client(server->port());
        client.send("POST /api/v1/calculators/" + name + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type +
                    "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        auto answer = client.read(false);
        EXPECT_TRUE(answer) << name;
        return answer.value_or(http::Answer{});
    }

    Town town;
    app::SignIn sign_in;
    http::Problems problems{words()};
    http::Hub hub;
    http::Router router;
    http::api::Services services;
    std::unique_ptr<http::Server> server;
};

std::string const airport = R"({"players":["a","b"],"airport":["8","11"],"rule":"shapley"})";

TEST_F(Calculators, AnswerAnyoneAndKeepNothing) {
    auto const shares = post("allocate", airport);
    EXPECT_EQ(shares.status, 200) << shares.body;
    EXPECT_EQ(shares.headers.at("cache-control"), "no-store");
    EXPECT_EQ(json::parse(shares.body).at("shares").at(1).at("rounded"), "7.00");
    auto const consent = post("consent", R"({"rule":"cn-civil-code-278","households":[
        {"id":"101","area_m2":"80.00","owner":"o1","ballot":"agree"}]})");
    EXPECT_EQ(json::parse(consent.body).at("passes"), true) << consent.body;
    auto const plan = post("agree", R"({"households":[{"id":"101","floor":1,"area_m2":"80.00","owner":"o1",
        "acceptance":{"A":"60"}}],"options":[{"id":"A","cost":"60"}],
        "rule":{"participation":"2/3","agreement":"3/4"},"prices":"free","reading":"secure"})");
    EXPECT_EQ(json::parse(plan.body).at("best").at("option"), "A") << plan.body;
    auto const building = post("building", R"({"floors":6,"first_floor":1,"households_per_floor":[2,2,2,2,2,2],
        "cost":"400000.00","city":"cn-jiangxi-nanchang"})");
    EXPECT_EQ(json::parse(building.body).at("doors").as_array().size(), 12U) << building.body;
    EXPECT_EQ(json::parse(building.body).at("to_share"), "250000.00");
    auto const light = post("daylight", R"({"lat":28.682,"lon":115.858,"unit":{"storeys":6},"lift":{}})");
    EXPECT_EQ(json::parse(light.body).at("windows").as_array().size(), 24U) << light.body;
}

TEST_F(Calculators, RefuseBadInputWithPlaceAndRemedy) {
    auto const negative = post("allocate", R"({"players":["a"],"airport":["-1"],"rule":"shapley"})");
    EXPECT_EQ(negative.status, 422);
    EXPECT_EQ(json::parse(negative.body).at("code"), "calculator.negative");
    EXPECT_EQ(json::parse(negative.body).at("pointer"), "/airport/0");
    auto const dark = post("daylight", R"({"lat":91,"lon":115.858,"unit":{},"lift":{}})");
    EXPECT_EQ(dark.status, 422);
    EXPECT_EQ(json::parse(dark.body).at("pointer"), "/lat");
    EXPECT_EQ(post("allocate", "{").status, 400);
    EXPECT_EQ(post("consent", std::string(2000, '[')).status, 422);
    EXPECT_EQ(post("allocate", airport, "text/plain").status, 415);
    EXPECT_EQ(post("allocate", std::string((256U << 10U) + 1, ' ')).status, 413);
    EXPECT_EQ(post("nothing", airport).status, 404);
}

TEST_F(Calculators, AskOneClientToWait) {
    int answered = 0;
    http::Answer last;
    for (int i = 0; i < 80; ++i) {
        last = post("allocate", airport);
        if (last.status != 200) break;
        ++answered;
    }
    EXPECT_GE(answered, 60);
    ASSERT_EQ(last.status, 429);
    EXPECT_EQ(json::parse(last.body).at("code"), "http.too_many_requests");
    EXPECT_EQ(last.headers.at("retry-after"), "1");
}

TEST_F(Calculators, HaveTheirQuestionsDescribed) {
    EXPECT_TRUE(http::api::undescribed(router).empty());
    auto const document = json::parse(http::api::openapi_document(router));
    for (auto const* name : {"AllocationQuestion", "ConsentQuestion", "AgreementQuestion", "BuildingQuestion"})
        EXPECT_TRUE(document.at("components").at("schemas").as_object().contains(name)) << name;
}

}  // namespace
}  // namespace jiati::service
