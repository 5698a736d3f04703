// The monitor's figures: what is counted, and who may read it.
#include "http/api/metrics.h"
#include "service/interface.h"

#include <gmock/gmock.h>
#include <atomic>

namespace jiati::service {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string const token = "a-token-of-the-monitor";
std::string const right = "Authorization: Bearer " + token + "\r\n";

// A service that counts; `proxies` is what the deployment trusts.
class Counted : public Interface {
  protected:
    explicit Counted(std::vector<http::Network> proxies = {})
        : metrics({token, proxies, {{"jiati_stream_watchers", "Open event streams.", false, [this] {
                                         return static_cast<std::int64_t>(hub.listeners());
                                     }}}}) {
        services.metrics = &metrics;
        http::api::add_routes(counted, services);
        http::ServerOptions options;
        options.trusted_proxies = std::move(proxies);
        options.observe = [this](http::Exchange const& exchange) {
            metrics.note(exchange);
            ++seen;
        };
        server = http::Server::start(std::move(options), counted, problems).value();
    }
    ~Counted() override { server->stop(); }

    // An exchange is told after its answer was written.
    void wait_for(int exchanges) {
        for (int i = 0; i < 500 && seen < exchanges; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
        ASSERT_GE(seen, exchanges);
    }

    http::Router counted;
    http::api::Metrics metrics;
    std::atomic<int> seen = 0;
};

class CountedBehindProxy : public Counted {
  protected:
    CountedBehindProxy() : Counted({*http::Network::parse("127.0.0.1")}) {}
};

TEST_F(Counted, RoutesMethodsAndRefusedSignIns) {
    auto const project = id("$p2");
    EXPECT_EQ(ask("GET", "/api/v1/projects/" + project).status, 200);
    EXPECT_EQ(ask("GET", "/api/v1/projects/" + project).status, 200);
    EXPECT_GE(ask("POST", "/api/v1/session", R"({"login":"nobody","password":"1"})").status, 400);
    EXPECT_EQ(ask("BREW", "/nowhere").status / 100, 4);
    wait_for(4);
    auto const page = ask("GET", "/metrics");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.headers.at("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    EXPECT_THAT(
        page.body,
        HasSubstr("jiati_http_requests_total{route=\"/api/v1/projects/{id}\",method=\"GET\",status=\"200\"} 2\n"));
    EXPECT_THAT(page.body, HasSubstr("jiati_http_request_seconds_count{route=\"/api/v1/projects/{id}\"} 2\n"));
    EXPECT_THAT(page.body,
                HasSubstr("jiati_http_request_seconds_bucket{route=\"/api/v1/projects/{id}\",le=\"+Inf\"} 2\n"));
    EXPECT_THAT(page.body, HasSubstr("\njiati_refused_sign_ins_total 1\n"));
    EXPECT_THAT(page.body, HasSubstr("\njiati_stream_watchers 0\n"));
    EXPECT_THAT(page.body, HasSubstr("method=\"other\""));
    for (auto const& secret : {project, std::string("BREW"), std::string("nowhere"), std::string("127.0.0.1"), token})
        EXPECT_THAT(page.body, Not(HasSubstr(secret)));
}

TEST_F(Counted, OpenStreamsAreWatchers) {
    http::TestClient client(server->port());
    client.send("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(client.wait_for("text/event-stream"));
    EXPECT_THAT(ask("GET", "/metrics").body, HasSubstr("\njiati_stream_watchers 1\n"));
}

TEST_F(Counted, ThroughAProxyOnlyTheTokenOpensThem) {
    EXPECT_EQ(ask("GET", "/metrics").status, 200);
    // A proxy on this machine that nobody named to us.
    auto const stranger = std::string("X-Forwarded-For: 203.0.113.5\r\n");
    EXPECT_EQ(ask("GET", "/metrics", {}, stranger).status, 404);
    EXPECT_EQ(ask("GET", "/metrics", {}, stranger + right).status, 200);
    EXPECT_EQ(ask("GET", "/metrics", {}, stranger + "Authorization: Bearer " + token + "x\r\n").status, 404);
    EXPECT_EQ(ask("GET", "/metrics", {}, stranger + "Authorization: Bearer \r\n").status, 404);
}

TEST_F(CountedBehindProxy, TheProxysAddressIsNobodys) {
    EXPECT_EQ(ask("GET", "/metrics").status, 404);
    EXPECT_EQ(ask("GET", "/metrics", {}, "X-Forwarded-For: 127.0.0.1\r\n").status, 404);
    EXPECT_EQ(ask("GET", "/metrics", {}, "X-Forwarded-For: 203.0.113.5\r\n").status, 404);
    EXPECT_EQ(ask("GET", "/metrics", {}, right).status, 200);
}

TEST_F(Interface, MetricsAreNotThereWhereNothingIsCounted) { EXPECT_EQ(ask("GET", "/metrics", {}, right).status, 404); }

}  // namespace
}  // namespace jiati::service
