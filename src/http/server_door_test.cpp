// Who is let in, how far strangers' words about themselves are believed, and what every answer says to browsers.
#include "http/test_server.h"

#include <chrono>
#include <thread>

namespace jiati::http {
namespace {

using namespace std::chrono_literals;

class ServerDoor : public ServerTest {
  protected:
    ServerDoor() {
        router.add("GET", "/address", [](Request const& request) {
            return Response::text(200, "text/plain", request.remote_address + (request.is_encrypted ? " tls" : ""));
        });
    }
    [[nodiscard]] std::string address_told(std::string const& fields) const {
        return ask("GET /address HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n").value().body;
    }
};

TEST_F(ServerDoor, BelievesNobodyAboutAddressesUnlessToldTo) {
    start();
    EXPECT_EQ(address_told("X-Forwarded-For: 192.0.2.1\r\nForwarded: for=192.0.2.1\r\nX-Forwarded-Proto: https\r\n"),
              "127.0.0.1");
}

TEST_F(ServerDoor, BelievesATrustedProxy) {
    options.trusted_proxies = {*Network::parse("127.0.0.0/8")};
    start();
    EXPECT_EQ(address_told("X-Forwarded-For: 198.51.100.1, 192.0.2.1\r\nX-Forwarded-Proto: https\r\n"),
              "192.0.2.1 tls");
    auto const secure = ask("GET /hello HTTP/1.1\r\nHost: a\r\nX-Forwarded-Proto: https\r\n\r\n");
    EXPECT_EQ(secure->headers.at("strict-transport-security"), "max-age=31536000");
    EXPECT_FALSE(ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")->headers.contains("strict-transport-security"));
}

TEST_F(ServerDoor, OneAddressCannotTakeEveryConnection) {
    options.limits.connections_per_address_max = 3;
    start();
    std::vector<std::unique_ptr<TestClient>> held;
    for (int i = 0; i < 3; ++i) {
        held.push_back(std::make_unique<TestClient>(server->port()));
        held.back()->send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
        ASSERT_TRUE(held.back()->read());
    }
    EXPECT_TRUE(TestClient(server->port()).is_closed_within_ms(2000));
    TestClient neighbour(server->port(), "127.0.0.2");
    neighbour.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(neighbour.read()->status, 200);
    held.pop_back();
    std::optional<Answer> answer;
    for (int i = 0; i < 200 && !answer; ++i) {
        std::this_thread::sleep_for(10ms);
        answer = ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    EXPECT_TRUE(answer) << "a connection that ended still counts";
}

TEST_F(ServerDoor, ATrustedProxyMayBringEveryone) {
    options.limits.connections_per_address_max = 1;
    options.trusted_proxies = {*Network::parse("127.0.0.1")};
    start();
    TestClient first(server->port());
    first.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(first.read());
    EXPECT_EQ(ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")->status, 200);
}

TEST_F(ServerDoor, ARouteMayTakeSmallerHeadsAndGiveLessTime) {
    auto const nothing = [](Request const&) { return Response::no_content(); };
    router.add("GET", "/small", nothing, {.header_bytes_max = 200});
    router.add("POST", "/quick", nothing, {.body_time = 150ms});
    router.add("GET", "/large",
               [](Request const&) { return Response::text(200, "text/plain", std::string(32 << 20, 'x')); },
               {.write_time = 200ms});
    options.limits.slowest_bytes_per_s = 1'000'000'000;
    start();
    auto const head = "GET /small HTTP/1.1\r\nHost: a\r\nX: " + std::string(200, 'x') + "\r\n\r\n";
    TestClient large_head(server->port());
    large_head.send(head + "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const all = large_head.read_to_end();
    ASSERT_TRUE(all);
    EXPECT_TRUE(all->starts_with("HTTP/1.1 431 ")) << *all;
    EXPECT_EQ(all->find("HTTP/1.1 ", 1), std::string::npos);
    EXPECT_EQ(ask("GET /small HTTP/1.1\r\nHost: a\r\n\r\n")->status, 204);

    auto const began = std::chrono::steady_clock::now();
    EXPECT_EQ(ask("POST /quick HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")->status, 408);
    EXPECT_LT(std::chrono::steady_clock::now() - began, 3s);

    TestClient unread(server->port());
    unread.make_receive_buffer_small();
    unread.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(unread.wait_for("HTTP/1.1 200"));
    for (int i = 0; i < 300 && server->connections() > 0; ++i) std::this_thread::sleep_for(10ms);
    EXPECT_EQ(server->connections(), 0U);
}

TEST_F(ServerDoor, SlowClientsDoNotStopOthers) {
    options.limits.header_time = 3s;
    options.limits.body_time = 3s;
    start();
    std::vector<std::unique_ptr<TestClient>> slow;
    for (int i = 0; i < 400; ++i) slow.push_back(std::make_unique<TestClient>(server->port()));
    std::string const head = "GET /hello HTTP/1.1\r\nHost: a\r\nX: ";
    std::string const post = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n";
    for (std::size_t byte = 0; byte < 10; ++byte) {
        // A third is silent, a third trickles a head, a third a body.
        for (std::size_t i = 0; i < slow.size(); ++i) {
            if (i % 3 == 1) slow[i]->send(head.substr(byte, 1));
            if (i % 3 == 2) slow[i]->send(byte == 0 ? std::string_view(post) : "x");
        }
        auto const began = std::chrono::steady_clock::now();
        auto const answer = ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 200);
        EXPECT_LT(std::chrono::steady_clock::now() - began, 1s);
    }
    EXPECT_GT(server->connections(), 300U);
}

TEST_F(ServerDoor, AnswersOptionsWithWhatAPathTakesAndLetsNoOtherSiteIn) {
    start();
    auto const answer =
        ask("OPTIONS /hello HTTP/1.1\r\nHost: a\r\nOrigin: https://evil.cn\r\n"
            "Access-Control-Request-Method: POST\r\n\r\n");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 204);
    EXPECT_EQ(answer->headers.at("allow"), "GET, HEAD, OPTIONS");
    for (auto const& [name, value] : answer->headers) EXPECT_FALSE(name.starts_with("access-control-")) << name;
    EXPECT_EQ(ask("OPTIONS /nowhere HTTP/1.1\r\nHost: a\r\n\r\n")->status, 404);
}

TEST_F(ServerDoor, RefusesWhatOtherSitesSendWhateverTheRoute) {
    router.add("DELETE", "/thing", [](Request const&) { return Response::no_content(); });
    start();
    for (std::string const line : {"POST /echo", "DELETE /thing"}) {
        auto const with = [&](std::string const& fields) {
            return ask(line + " HTTP/1.1\r\nHost: a\r\n" + fields + "Content-Length: 0\r\n\r\n")->status;
        };
        for (std::string const fields :
             {"Origin: https://evil.cn\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n",
              "Sec-Fetch-Site: same-site\r\n", "Origin: http://a\r\nSec-Fetch-Site: cross-site\r\n"})
            EXPECT_EQ(with(fields), 403) << line << "\n" << fields;
        for (std::string const fields :
             {"", "Origin: http://a\r\n", "Origin: https://a\r\nSec-Fetch-Site: same-origin\r\n"})
            EXPECT_LT(with(fields), 300) << line << "\n" << fields;
    }
    // A link from elsewhere is read like any other.
    EXPECT_EQ(ask("GET /hello HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: cross-site\r\n\r\n")->status, 200);
}

TEST_F(ServerDoor, EveryAnswerTellsBrowsersTheSame) {
    router.add("GET", "/throws", [](Request const&) -> Response { throw std::runtime_error("x"); });
    router.set_fallback([](Request const&) { return Response::text(200, "text/html; charset=utf-8", "<p>"); });
    options.limits.header_time = 200ms;
    start();
    std::vector<std::pair<int, std::string>> const requests{
        {200, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"},
        {200, "GET /page HTTP/1.1\r\nHost: a\r\n\r\n"},
        {204, "OPTIONS /hello HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET /hello HTTP/1.1\r\n\r\n"},
        {400, "nonsense\r\n\r\n"},
        {403, "POST /echo HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\nContent-Length: 0\r\n\r\n"},
        {405, "DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n"},
        {405, "TRACE /hello HTTP/1.1\r\nHost: a\r\n\r\n"},
        {408, "GET /hello HTTP/1.1\r\nHost"},
        {413, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n"},
        {431, "GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n"},
        {500, "GET /throws HTTP/1.1\r\nHost: a\r\n\r\n"},
    };
    for (auto const& [status, request] : requests) {
        auto const answer = ask(request);
        ASSERT_TRUE(answer) << request;
        EXPECT_EQ(answer->status, status) << request;
        auto const& told = answer->headers;
        EXPECT_EQ(told.at("x-content-type-options"), "nosniff");
        EXPECT_EQ(told.at("x-frame-options"), "DENY");
        EXPECT_EQ(told.at("referrer-policy"), "same-origin");
        EXPECT_EQ(told.at("cross-origin-opener-policy"), "same-origin");
        EXPECT_EQ(told.at("cross-origin-resource-policy"), "same-origin");
        EXPECT_TRUE(told.contains("permissions-policy"));
        EXPECT_FALSE(told.contains("server"));
        EXPECT_FALSE(told.contains("strict-transport-security")) << "without TLS";
        auto const& policy = told.at("content-security-policy");
        for (auto const* part : {"object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"})
            EXPECT_NE(policy.find(part), std::string::npos) << part << "\n" << request;
        auto const scripts = policy.find("script-src");
        if (scripts != std::string::npos) {
            EXPECT_EQ(policy.substr(scripts, policy.substr(scripts).find(';')), "script-src 'self'");
        }
    }
}

}  // namespace
}  // namespace jiati::http
