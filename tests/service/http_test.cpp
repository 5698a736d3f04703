#include "http/api/openapi.h"
#include "service/interface.h"

namespace jiati::service {
namespace {

TEST_F(Interface, AnswersTheCityAndAProjectToAnyone) {
    auto const summary = json::parse(ask("GET", "/api/v1/summary").body);
    EXPECT_EQ(summary.at("lifts").at("preparing").as_int64(), 4);
    auto const project = ask("GET", "/api/v1/projects/" + id("$p2"));
    EXPECT_EQ(project.status, 200);
    EXPECT_EQ(json::parse(project.body).at("viewer").at("role").as_string(), "public");
    auto const again =
        ask("GET", "/api/v1/projects/" + id("$p2"), {}, "If-None-Match: " + project.headers.at("etag") + "\r\n");
    EXPECT_EQ(again.status, 304);
}

TEST_F(Interface, RecordsACommandAndTellsItsEntry) {
    sign_in_as("demo-grid");
    auto const answer =
        ask("POST", "/api/v1/projects/" + id("$p1") + "/commands", stance_command(), "Idempotency-Key: a\r\n");
    ASSERT_EQ(answer.status, 200) << answer.body;
    auto const recorded = json::parse(answer.body);
    EXPECT_EQ(recorded.at("events").at(0).at("type").as_string(), "survey.StanceRecorded");
    EXPECT_EQ(recorded.at("leaves").at(0).as_string().size(), 64U);
    auto const again =
        ask("POST", "/api/v1/projects/" + id("$p1") + "/commands", stance_command(), "Idempotency-Key: a\r\n");
    EXPECT_EQ(again.body, answer.body);
    auto const other =
        ask("POST", "/api/v1/projects/" + id("$p1") + "/commands", stance_command("oppose"), "Idempotency-Key: a\r\n");
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(code_of(other), "http.idempotency_key_reused");
}

TEST_F(Interface, RefusesBadInputWithPlaceAndRemedy) {
    sign_in_as("demo-grid");
    auto const path = "/api/v1/projects/" + id("$p1") + "/commands";
    auto const key = std::string("Idempotency-Key: b\r\n");
    auto const missing_key = ask("POST", path, stance_command());
    EXPECT_EQ(missing_key.status, 400);
    EXPECT_EQ(code_of(missing_key), "http.idempotency_key_missing");
    auto const old = ask("POST", path, stance_command(), key + "If-Match: \"1\"\r\n");
    EXPECT_EQ(old.status, 412);
    EXPECT_EQ(code_of(old), "http.version_moved");
    auto const unknown = ask(
        "POST", path,
        R"({"type":"survey.RecordStance","data":{"household":"x","stance":"agree","channel":"visit","more":1}})", key);
    EXPECT_EQ(unknown.status, 422);
    EXPECT_EQ(code_of(unknown), "codec.unknown_field");
    EXPECT_EQ(json::parse(unknown.body).at("pointer").as_string(), "/more");
    auto const broken =
        ask("POST", path, "{\"type\":\"survey.RecordStance\",\"data\":{\"household\":\"\xC0\xAF\"}}", key);
    EXPECT_EQ(broken.status, 400);
    auto const twice = ask("POST", path, R"({"type":"a","type":"b","data":{}})", key);
    EXPECT_EQ(code_of(twice), "codec.duplicate_key");
    auto const nobody = ask("POST", "/api/v1/projects/nowhere/commands", stance_command(), key);
    EXPECT_EQ(nobody.status, 404);
    auto const wrong = ask("POST", "/api/v1/votes/" + id("$v2") + "/commands", stance_command(), key);
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(code_of(wrong), "app.wrong_aggregate");
}

TEST_F(Interface, AnswersWhatIfsToThoseWhoNegotiate) {
    auto const path = "/api/v1/projects/" + id("$p2") + "/agreement";
    auto const hidden = ask("GET", path);
    EXPECT_EQ(hidden.status, 404);
    EXPECT_EQ(code_of(hidden), "app.not_found");
    sign_in_as("demo-resident");
    auto const own = json::parse(ask("GET", path + "?cost=1").body).as_object();
    EXPECT_EQ(own.size(), 1U) << "two of twelve have not said yes: a count that names them";
    EXPECT_EQ(own.at("need").at("heads").as_int64(), 9);
    sign_in_as("demo-grid");
    auto const page = ask("GET", path);
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(json::parse(page.body).at("cost").as_string(), "398000.00");
    auto const again = ask("GET", path, {}, "If-None-Match: " + page.headers.at("etag") + "\r\n");
    EXPECT_EQ(again.status, 304);
    auto const dearer = json::parse(ask("GET", path + "?cost=500000&subsidy=50000&prices=per-floor").body);
    EXPECT_EQ(dearer.at("to_share").as_string(), "450000.00");
    EXPECT_EQ(dearer.at("prices").as_string(), "per-floor");
    auto const wrong = ask("GET", path + "?cost=much");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(code_of(wrong), "agreement.what_if_wrong");
    EXPECT_EQ(json::parse(wrong.body).at("pointer").as_string(), "/cost");
    EXPECT_EQ(code_of(ask("GET", path + "?subsidy=500000")), "agreement.subsidy_above_cost");
    EXPECT_EQ(ask("GET", path + "?mood=good").status, 400);
}

TEST_F(Interface, RefusesTenMegabytes) {
    sign_in_as("demo-grid");
    http::TestClient client(server->port());
    client.send("POST /api/v1/projects/" + id("$p1") + "/commands HTTP/1.1\r\nHost: localhost\r\n" + cookie +
                "Idempotency-Key: c\r\nContent-Type: application/json\r\nContent-Length: 10485760\r\n\r\n");
    auto const answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 413);
}

TEST_F(Interface, RefusesAnotherSiteAndAnyoneWithoutAccount) {
    auto const path = "/api/v1/projects/" + id("$p1") + "/commands";
    auto const nobody = ask("POST", path, stance_command(), "Idempotency-Key: d\r\n");
    EXPECT_EQ(nobody.status, 403);
    sign_in_as("demo-grid");
    auto const foreign = ask("POST", path, stance_command(), "Idempotency-Key: d\r\nOrigin: https://evil.example\r\n");
    EXPECT_EQ(code_of(foreign), "http.cross_site");
}

TEST_F(Interface, SignsOutForGood) {
    sign_in_as("demo-grid");
    EXPECT_NE(json::parse(ask("GET", "/api/v1/me").body).at("account"), json::value(nullptr));
    EXPECT_EQ(ask("DELETE", "/api/v1/session").status, 204);
    EXPECT_EQ(json::parse(ask("GET", "/api/v1/me").body).at("account"), json::value(nullptr));
}

TEST_F(Interface, TellsNothingOfWhichHalfOfTheCredentialsIsWrong) {
    auto const wrong_password = ask("POST", "/api/v1/session", R"({"login":"demo-grid","password":"x"})");
    auto const wrong_login = ask("POST", "/api/v1/session", R"({"login":"nobody","password":"x"})");
    EXPECT_EQ(wrong_password.status, 401);
    EXPECT_EQ(wrong_login.status, 401);
    EXPECT_EQ(code_of(wrong_password), code_of(wrong_login));
}

TEST_F(Interface, HintsWhatChanged) {
    http::TestClient listener(server->port());
    listener.send("GET /api/v1/stream?project=" + id("$p1") + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(listener.wait_for("\r\n\r\n"));
    sign_in_as("demo-grid");
    ASSERT_EQ(
        ask("POST", "/api/v1/projects/" + id("$p1") + "/commands", stance_command(), "Idempotency-Key: e\r\n").status,
        200);
    EXPECT_TRUE(listener.wait_for("\"resource\":\"project/" + id("$p1") + "\""));
}

TEST_F(Interface, DescribesEveryRouteAndEveryCommand) {
    EXPECT_TRUE(http::api::undescribed(router).empty()) << http::api::undescribed(router).front();
    auto const document = json::parse(ask("GET", "/openapi.json").body);
    EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
    for (auto const& [method, path] : router.list())
        EXPECT_TRUE(document.at("paths").as_object().contains(path)) << path;
    auto const& schemas = document.at("components").at("schemas").as_object();
    for (auto const aggregate : {codec::Aggregate::project, codec::Aggregate::place, codec::Aggregate::vote,
                                 codec::Aggregate::tender, codec::Aggregate::firm, codec::Aggregate::account})
        for (auto const type : codec::command_types(aggregate)) EXPECT_TRUE(schemas.contains(type)) << type;
    // Every reference leads somewhere.
    auto const text = json::serialize(document);
    for (std::size_t at = 0; (at = text.find("#/components/schemas/", at)) != std::string::npos;) {
        at += 21;
        auto const name = text.substr(at, text.find('"', at) - at);
        EXPECT_TRUE(schemas.contains(name)) << name;
    }
}

}  // namespace
}  // namespace jiati::service
