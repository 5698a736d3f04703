// The log over HTTP: files anyone may mirror, receipts of commands as they are answered, and when the service is ready.
#include "http/api/services.h"
#include "http/server.h"
#include "http/test_client.h"
#include "service/log_support.h"
#include "service/town.h"

#include <gmock/gmock.h>
#include <boost/json.hpp>

namespace jiati::service {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::StartsWith;

class PublicLog : public testing::Test {
  protected:
    PublicLog()
        : played(town.play("demo.yaml")),
          sign_in(town.stores, town.store, town.repository, std::string(city)),
          log({town.store, rows, rows, town.stores.now}, {}),
          services{town.commands, town.queries,      sign_in, hub,
                   problems,      std::string(city), false,   [this] { return log.is_current(); },
                   &log} {
        http::api::add_routes(router, services);
        server = http::Server::start({}, router, problems).value();
    }

    http::Answer get(std::string const& path, std::string const& method = "GET") {
        http::TestClient client(server->port());
        client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        auto answer = client.read(method == "HEAD");
        EXPECT_TRUE(answer) << path;
        return answer.value_or(http::Answer{});
    }

    // One more event, and its leaf hash as the answer carries it.
    std::string act() {
        auto const grid = town.with(account::Role::grid_leader, account::ScopeKind::area, std::string(estate));
        auto const project = played.ids.at("$p1");
        auto const recorded =
            town.send(grid, project, "survey.RecordStance",
                      R"({"household":")" + played.ids.at("$h1/601") + R"(","stance":"agree","channel":"visit"})");
        EXPECT_TRUE(recorded);
        return recorded ? recorded->events.front().leaf_hash : std::string();
    }

    [[nodiscard]] std::string key() {
        return std::string(json::parse(get("/api/v1/log").body).at("verifier_key").as_string());
    }

    Town town;
    app::PlayedCase played;
    CountingBytes randomness;
    store::MemoryLog rows{randomness};
    app::SignIn sign_in;
    app::log::Log log;
    http::Problems problems{words()};
    http::Hub hub;
    http::Router router;
    http::api::Services services;
    std::unique_ptr<http::Server> server;
};

TEST_F(PublicLog, IsReadyOnceWhatWasRecordedIsSigned) {
    EXPECT_EQ(get("/readyz").status, 503);
    EXPECT_EQ(get("/checkpoint").status, 404);
    EXPECT_EQ(get("/api/v1/log").status, 503);
    log.step();
    EXPECT_EQ(get("/readyz").status, 200);
    EXPECT_THAT(get("/checkpoint").body, StartsWith("jiati/cn-jiangxi-nanchang\n"));
}

TEST_F(PublicLog, IsServedAsFilesThatHoldTogether) {
    town.play("b-police-dormitory.yaml");  // enough for a full tile
    log.step();
    auto const checkpoint = get("/checkpoint");
    EXPECT_THAT(checkpoint.headers.at("content-type"), StartsWith("text/plain"));
    EXPECT_EQ(checkpoint.headers.at("cache-control"), "public, max-age=2");
    EXPECT_EQ(checkpoint.headers.at("access-control-allow-origin"), "*");
    auto const tile = get("/tile/0/000");
    EXPECT_EQ(tile.body.size(), 8192U);
    EXPECT_EQ(tile.headers.at("content-type"), "application/octet-stream");
    EXPECT_THAT(tile.headers.at("cache-control"), HasSubstr("immutable"));
    EXPECT_EQ(get("/tile/0/000", "HEAD").status, 200);
    // A partial tile of an older, smaller tree is the beginning of today's.
    EXPECT_EQ(get("/tile/0/000.p/7").body, tile.body.substr(0, 7 * 32));
    EXPECT_EQ(get("/log/cn-jiangxi-nanchang/checkpoint").body, checkpoint.body);
    for (auto const& prefix : {std::string("/"), std::string("/log/cn-jiangxi-nanchang/")}) {
        auto const read = [&](std::string const& path) -> Result<std::optional<std::string>, std::string> {
            auto answer = get(prefix + path);
            if (answer.status == 404) return std::optional<std::string>{};
            EXPECT_EQ(answer.status, 200) << path;
            return std::optional(answer.body);
        };
        auto const whole = app::log::audit(read, {merkle::parse_key(key(), app::log::sha256).value()});
        ASSERT_TRUE(whole);
        EXPECT_TRUE(whole->holds()) << whole->problems.front();
        EXPECT_EQ(whole->size, static_cast<std::uint64_t>(town.store.head(std::string(city)).value()));
    }
}

TEST_F(PublicLog, RefusesEveryOtherPath) {
    log.step();
    for (auto const* path : {"/tile/0/0",
                             "/tile/00/000",
                             "/tile/0/000.p/0",
                             "/tile/0/000.p/256",
                             "/tile/0/000.p/07",
                             "/tile/0/x000/001",
                             "/tile/64/000",
                             "/tile/-1/000",
                             "/tile/entries/000.p/",
                             "/tile/entries/999",
                             "/tile/0/999",
                             "/tile/1/000",
                             "/tile/1/001",
                             "/tile/7/000",
                             "/tile/",
                             "/tile",
                             "/log/elsewhere/checkpoint",
                             "/log/elsewhere/tile/0/000",
                             "/log/cn-jiangxi-nanchang",
                             "/tile/0/000%2Ep%2F07",
                             "/tile/0/000.p/255/"}) {
        auto const answer = get(path);
        EXPECT_TRUE(answer.status == 404 || answer.status == 400) << path << " " << answer.status;
    }
    EXPECT_EQ(get("/tile/0/999").headers.at("cache-control"), "no-store");
    EXPECT_EQ(get("/checkpoint", "POST").status, 405);
}

TEST_F(PublicLog, GivesAReceiptForEveryAnsweredCommand) {
    log.start();
    town.commands.watch([this](app::Change const&) { log.wake(); });
    auto const hash = act();
    ASSERT_EQ(hash.size(), 64U);
    auto const receipt = get("/api/v1/log/proof?leaf=" + hash);
    ASSERT_EQ(receipt.status, 200) << receipt.body;
    EXPECT_THAT(receipt.headers.at("content-type"), StartsWith("text/plain"));
    auto const last = town.store.head(std::string(city)).value();
    auto const leaf = town.store.read_all(std::string(city), last - 1, 1).value().front().leaf;
    auto const keys = std::vector{merkle::parse_key(key(), app::log::sha256).value()};
    EXPECT_TRUE(app::log::audit_receipt(receipt.body, leaf, keys).holds());
    log.stop();
}

TEST_F(PublicLog, SaysWhyThereIsNoReceipt) {
    log.step();
    EXPECT_EQ(get("/api/v1/log/proof?leaf=" + std::string(64, '0')).status, 404);
    for (auto const* wrong : {"", "?leaf=", "?leaf=0", "?leaf=zz", "?leaf=00&leaf=00", "?leaf=00&x=1"})
        EXPECT_EQ(get(std::string("/api/v1/log/proof") + wrong).status, 400) << wrong;
    // Nobody signs: recorded, but not yet under a checkpoint.
    auto const hash = act();
    auto const pending = get("/api/v1/log/proof?leaf=" + hash);
    EXPECT_EQ(pending.status, 503);
    EXPECT_EQ(pending.headers.at("retry-after"), "1");
    EXPECT_EQ(json::parse(pending.body).at("code").as_string(), "http.leaf_pending");
    log.step();
    EXPECT_EQ(get("/api/v1/log/proof?leaf=" + hash).status, 200);
}

}  // namespace
}  // namespace jiati::service
