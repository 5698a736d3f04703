#include "http/server.h"

#include "http/test_server.h"

#include <atomic>
#include <latch>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace jiati::http {
namespace {

using namespace std::chrono_literals;

TEST_F(ServerTest, AnswersARequest) {
    start();
    auto const answer = ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, R"({"hello":"world"})");
    EXPECT_EQ(answer->headers.at("content-type"), "application/json");
    EXPECT_EQ(answer->headers.at("x-request-id").size(), 16U);
    EXPECT_EQ(answer->headers.at("date").substr(25), " GMT");
}

TEST_F(ServerTest, ShowsTheHandlerTheWholeRequest) {
    Request seen;
    router.add("PUT", "/places/{id}/{part}", [&](Request const& request) {
        seen = request;
        return Response::no_content();
    });
    start();
    auto const answer =
        ask("PUT /places/%E6%A1%83%E8%8B%91/3?q=a+b&x=%31 HTTP/1.1\r\nHost: a\r\nCookie: session=s1\r\n"
            "Accept-Language: en\r\nContent-Length: 6\r\n\r\n\xE5\x8A\xA0\xE6\xA2\xAF");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 204);
    EXPECT_EQ(seen.method, "PUT");
    EXPECT_EQ(seen.path, "/places/桃苑/3");
    EXPECT_EQ(seen.path_parameter("id"), "桃苑");
    EXPECT_EQ(seen.path_parameter("part"), "3");
    EXPECT_EQ(seen.query.find("q"), "a b");
    EXPECT_EQ(seen.query.find("x"), "1");
    EXPECT_EQ(seen.raw_query, "q=a+b&x=%31");
    EXPECT_EQ(seen.cookie("session"), "s1");
    EXPECT_EQ(seen.body, "加梯");
    EXPECT_EQ(seen.remote_address, "127.0.0.1");
    EXPECT_EQ(seen.language, Language::en);
    EXPECT_FALSE(seen.is_encrypted);
}

TEST_F(ServerTest, KeepsTheConnection) {
    start();
    TestClient client(server->port());
    std::string last_id;
    for (int i = 0; i < 3; ++i) {
        auto const text = "round " + std::to_string(i);
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\n" + text);
        auto const answer = client.read();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, text);
        EXPECT_NE(answer->headers.at("x-request-id"), last_id);
        last_id = answer->headers.at("x-request-id");
    }
    client.send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    auto const answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->headers.at("connection"), "close");
    EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(ServerTest, AnswersRequestsSentAheadInTheirOrder) {
    start();
    TestClient client(server->port());
    client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n1"
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n2\r\n0\r\n\r\n"
        "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nConnection: close\r\n\r\n3");
    for (auto const* body : {"1", "2", R"({"hello":"world"})", "3"}) {
        auto const answer = client.read();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, body);
    }
    EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(ServerTest, ReadsChunksHoweverTheyArrive) {
    start();
    TestClient client(server->port());
    for (char const c : std::string_view("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                         "5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nHost: forged\r\n\r\n"))
        ASSERT_TRUE(client.send({&c, 1}));
    auto const answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "hello world");
}

TEST_F(ServerTest, InvitesABodyThatWaitsToBeInvited) {
    start();
    TestClient client(server->port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read()->status, 100);
    client.send("ok");
    EXPECT_EQ(client.read()->body, "ok");
}

TEST_F(ServerTest, AnswersHeadWithoutABody) {
    start();
    TestClient client(server->port());
    client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const head = client.read(true);
    ASSERT_TRUE(head);
    EXPECT_EQ(head->headers.at("content-length"), "17");
    EXPECT_EQ(client.read()->body, R"({"hello":"world"})");
}

TEST_F(ServerTest, TellsProblemsInTheReadersLanguage) {
    start();
    auto const chinese = ask("GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(chinese);
    EXPECT_EQ(chinese->status, 404);
    EXPECT_EQ(chinese->headers.at("content-type"), "application/problem+json");
    EXPECT_NE(chinese->body.find("没有找到"), std::string::npos);
    EXPECT_NE(chinese->body.find(chinese->headers.at("x-request-id")), std::string::npos);

    auto const english = ask("DELETE /hello HTTP/1.1\r\nHost: a\r\nAccept-Language: en-GB\r\n\r\n");
    ASSERT_TRUE(english);
    EXPECT_EQ(english->status, 405);
    EXPECT_EQ(english->headers.at("allow"), "GET, HEAD, OPTIONS");
    EXPECT_NE(english->body.find("does not support DELETE"), std::string::npos);
}

TEST_F(ServerTest, SaysNothingOfWhatAHandlerThrew) {
    std::mutex mutex;
    std::vector<Exchange> seen;
    options.observe = [&](Exchange const& exchange) {
        std::scoped_lock const lock(mutex);
        seen.push_back(exchange);
    };
    router.add("GET", "/throws/{id}", [](Request const&) -> Response { throw std::runtime_error("secret table"); });
    start();
    auto const answer = ask("GET /throws/1 HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(answer);
    server->stop();
    EXPECT_EQ(answer->status, 500);
    EXPECT_EQ(answer->body.find("secret"), std::string::npos);
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen[0].detail, "secret table");
    EXPECT_EQ(seen[0].request_id, answer->headers.at("x-request-id"));
    EXPECT_EQ(seen[0].pattern, "/throws/{id}");
    EXPECT_EQ(seen[0].status, 500);
}

TEST_F(ServerTest, SendsNothingTwiceToAClientThatHasIt) {
    router.add("GET", "/tagged", [](Request const&) {
        auto response = Response::json(200, "{}");
        response.headers.add("ETag", "\"3\"");
        return response;
    });
    start();
    TestClient client(server->port());
    client.send("GET /tagged HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"3\"\r\n\r\n");
    auto const answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 304);
    EXPECT_EQ(answer->headers.at("etag"), "\"3\"");
    client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.read()->status, 200);
}

TEST_F(ServerTest, TellsBrowsersWhatOurPagesNeverDo) {
    router.add("GET", "/api/v1/me", [](Request const&) { return Response::json(200, "{}"); });
    router.set_fallback([](Request const&) { return Response::text(200, "text/html; charset=utf-8", "<p>"); });
    start();
    auto const data = ask("GET /api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const page = ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const refusal = ask("GET /broken%00 HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(data && page && refusal);
    for (auto const& answer : {*data, *page, *refusal}) {
        EXPECT_EQ(answer.headers.at("x-content-type-options"), "nosniff");
        EXPECT_EQ(answer.headers.at("referrer-policy"), "same-origin");
        EXPECT_NE(answer.headers.at("content-security-policy").find("frame-ancestors 'none'"), std::string::npos);
        EXPECT_FALSE(answer.headers.contains("server"));
    }
    EXPECT_EQ(data->headers.at("cache-control"), "no-store");
    EXPECT_EQ(data->headers.at("content-security-policy").substr(0, 18), "default-src 'none'");
    auto const policy = page->headers.at("content-security-policy");
    EXPECT_NE(policy.find("script-src 'self';"), std::string::npos);
    EXPECT_FALSE(page->headers.contains("strict-transport-security"));
}

TEST_F(ServerTest, ServesManyAtOnceWhileHandlersWait) {
    constexpr int clients = 16;
    std::latch all_inside(clients);  // passes only if all handlers run at the same time
    router.add("GET", "/wait/{n}", [&](Request const& request) {
        all_inside.arrive_and_wait();
        return Response::json(200, request.path_parameter("n"));
    });
    start();
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([&, i] {
            auto const answer = ask("GET /wait/" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n");
            if (answer && answer->body == std::to_string(i)) ++right;
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, clients);
}

TEST_F(ServerTest, RunsQuickHandlersWhereTheyWereRead) {
    std::thread::id quick;
    std::thread::id quick_again;
    std::thread::id worker;
    router.add("GET", "/quick",
               [&](Request const&) {
                   quick = std::this_thread::get_id();
                   return Response::no_content();
               },
               {.on_io_thread = true});
    router.add("GET", "/quick2",
               [&](Request const&) {
                   quick_again = std::this_thread::get_id();
                   return Response::no_content();
               },
               {.on_io_thread = true});
    router.add("GET", "/slow", [&](Request const&) {
        worker = std::this_thread::get_id();
        return Response::no_content();
    });
    start();
    TestClient client(server->port());
    for (auto const* path : {"/quick", "/slow", "/quick2"}) {
        client.send("GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        ASSERT_TRUE(client.read());
    }
    EXPECT_EQ(quick, quick_again);
    EXPECT_NE(quick, worker);
}

TEST_F(ServerTest, TellsClientsWhenItHasTooMuchToDo) {
    std::latch inside(1);
    std::latch go(1);
    options.limits.workers_max = 1;
    options.limits.waiting_for_worker_max = 0;
    router.add("GET", "/wait", [&](Request const&) {
        inside.count_down();
        go.wait();
        return Response::no_content();
    });
    start();
    TestClient first(server->port());
    first.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    inside.wait();
    auto const refused = ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    go.count_down();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 503);
    EXPECT_EQ(refused->headers.at("retry-after"), "1");
    EXPECT_EQ(first.read()->status, 204);
}

TEST_F(ServerTest, FinishesRunningRequestsWhenItStops) {
    std::latch inside(1);
    router.add("GET", "/wait", [&](Request const&) {
        inside.count_down();
        std::this_thread::sleep_for(200ms);
        return Response::json(200, "\"finished\"");
    });
    start();
    TestClient running(server->port());
    TestClient idle(server->port());
    idle.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(idle.read());
    running.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    inside.wait();
    std::thread stopping([&] { server->stop(); });
    EXPECT_TRUE(idle.is_closed_within_ms(1000));
    auto const answer = running.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "\"finished\"");
    EXPECT_EQ(answer->headers.at("connection"), "close");
    EXPECT_EQ(running.read_to_end(), "");
    running.finish_sending();
    stopping.join();
    EXPECT_EQ(server->connections(), 0U);
    EXPECT_THROW(TestClient{server->port()}, std::runtime_error);
}

TEST_F(ServerTest, StopsInSpiteOfAClientThatTrickles) {
    options.limits.stop_time = 100ms;
    start();
    TestClient trickling(server->port());
    trickling.send("GET /hel");
    for (int i = 0; i < 200 && server->connections() == 0; ++i) std::this_thread::sleep_for(10ms);
    auto const began = std::chrono::steady_clock::now();
    server.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
    EXPECT_TRUE(trickling.is_closed_within_ms(1000));
}

TEST_F(ServerTest, SaysWhyItCannotListen) {
    start();
    ServerOptions second;
    second.port = server->port();
    auto const taken = Server::start(second, router, problems);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error(), "cannot listen on 127.0.0.1:" + std::to_string(second.port) + ": Address already in use");
    second.address = "nonsense";
    EXPECT_NE(Server::start(second, router, problems).error().find("nonsense is not an IP address"), std::string::npos);
}

TEST_F(ServerTest, SendsLargeAnswersWhole) {
    std::string const large(8 * 1024 * 1024, 'x');
    router.add("GET", "/large", [&](Request const&) { return Response::text(200, "text/plain", large); });
    start();
    auto const answer = ask("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->body == large);
}

}  // namespace
}  // namespace jiati::http
