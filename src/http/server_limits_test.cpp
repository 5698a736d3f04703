#include "http/test_server.h"

#include <chrono>
#include <thread>

namespace jiati::http {
namespace {

using namespace std::chrono_literals;

class ServerLimits : public ServerTest {};

TEST_F(ServerLimits, RefusesATenMegabyteBodyAndCloses) {
    start();
    TestClient client(server->port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10485760\r\n\r\n");
    client.send(std::string(10 * 1024 * 1024, 'x'));  // the answer must survive what is still on its way
    auto const answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 413);
    EXPECT_NE(answer->body.find("1048576"), std::string::npos);
    EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(ServerLimits, RefusesAChunkedBodyOnceItIsTooLong) {
    start();
    TestClient client(server->port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    std::string const chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
    for (int i = 0; i < 17; ++i) client.send(chunk);
    EXPECT_EQ(client.read()->status, 413);
    EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(ServerLimits, DoesNotInviteABodyItWouldRefuse) {
    start();
    EXPECT_EQ(ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\nExpect: 100-continue\r\n\r\n")->status,
              413);
}

TEST_F(ServerLimits, TakesABodyOfExactlyTheLimit) {
    start();
    TestClient client(server->port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n" + std::string(1048576, 'x'));
    auto const answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body.size(), 1048576U);
}

TEST_F(ServerLimits, LetsARouteTakeMoreOrLess) {
    auto const size_of_body = [](Request const& request) {
        return Response::json(200, std::to_string(request.body.size()));
    };
    router.add("POST", "/files", size_of_body, {.body_bytes_max = 20 * 1024 * 1024});
    router.add("POST", "/session", size_of_body, {.body_bytes_max = 10});
    start();
    std::string const file(10 * 1024 * 1024, 'x');
    EXPECT_EQ(ask("POST /files HTTP/1.1\r\nHost: a\r\nContent-Length: 10485760\r\n\r\n" + file)->body, "10485760");
    EXPECT_EQ(ask("POST /session HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world")->status, 413);
}

TEST_F(ServerLimits, RefusesAHeadOf64KiB) {
    start();
    TestClient client(server->port());
    client.send("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(64 * 1024, 'x') + "\r\n\r\n");
    EXPECT_EQ(client.read()->status, 431);
    EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(ServerLimits, TakesAHeadOfExactlyTheLimit) {
    start();
    std::string const before = "GET /hello HTTP/1.1\r\nHost: a\r\nX: ";
    auto const head_of = [&](std::size_t size) {
        return before + std::string(size - before.size() - 4, 'x') + "\r\n\r\n";
    };
    EXPECT_EQ(ask(head_of(16 * 1024))->status, 200);
    EXPECT_EQ(ask(head_of(16 * 1024 + 1))->status, 431);
}

TEST_F(ServerLimits, RefusesTooManyFields) {
    start();
    std::string fields;
    for (int i = 0; i < 200; ++i) fields += "X: 1\r\n";
    EXPECT_EQ(ask("GET /hello HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n")->status, 431);
}

TEST_F(ServerLimits, GivesUpOnAHeadThatTrickles) {
    options.limits.header_time = 300ms;
    start();
    TestClient client(server->port());
    client.send("GET /hello HTTP/1.1\r\n");
    // A byte now and then must not buy time.
    std::thread trickle([&] {
        for (int i = 0; i < 10; ++i) {
            client.send("X");
            std::this_thread::sleep_for(50ms);
        }
    });
    auto const started = std::chrono::steady_clock::now();
    auto const answer = client.read();
    auto const waited = std::chrono::steady_clock::now() - started;
    trickle.join();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 408);
    EXPECT_GT(waited, 200ms);
    EXPECT_LT(waited, 2s);
    EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(ServerLimits, GivesUpOnABodyThatDoesNotCome) {
    options.limits.body_time = 200ms;
    start();
    TestClient client(server->port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
    EXPECT_EQ(client.read()->status, 408);
    EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(ServerLimits, GivesALargeBodyMoreTime) {
    options.limits.body_time = 50ms;
    options.limits.slowest_bytes_per_s = 1000;
    start();
    TestClient client(server->port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 600\r\n\r\n" + std::string(300, 'x'));
    std::this_thread::sleep_for(250ms);
    client.send(std::string(300, 'x'));
    EXPECT_EQ(client.read()->status, 200);
}

TEST_F(ServerLimits, ClosesASilentConnectionWithoutAWord) {
    options.limits.header_time = 200ms;
    options.limits.idle_time = 200ms;
    start();
    TestClient new_one(server->port());
    TestClient kept(server->port());
    kept.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(kept.read());
    EXPECT_TRUE(new_one.is_closed_within_ms(2000));
    EXPECT_EQ(new_one.received(), "");
    EXPECT_TRUE(kept.is_closed_within_ms(2000));
    EXPECT_EQ(kept.received(), "");
}

TEST_F(ServerLimits, GivesUpOnAClientThatDoesNotRead) {
    options.limits.write_time = 200ms;
    options.limits.slowest_bytes_per_s = 1'000'000'000;
    router.add("GET", "/large",
               [](Request const&) { return Response::text(200, "text/plain", std::string(32 << 20, 'x')); });
    start();
    TestClient client(server->port());
    client.make_receive_buffer_small();
    client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    for (int i = 0; i < 100 && server->connections() == 0; ++i) std::this_thread::sleep_for(10ms);
    for (int i = 0; i < 300 && server->connections() > 0; ++i) std::this_thread::sleep_for(10ms);
    EXPECT_EQ(server->connections(), 0U);
}

TEST_F(ServerLimits, HandlersMayTakeTheirTime) {
    options.limits.header_time = 100ms;
    options.limits.body_time = 100ms;
    options.limits.idle_time = 100ms;
    options.limits.write_time = 100ms;
    router.add("GET", "/solve", [](Request const&) {
        std::this_thread::sleep_for(400ms);
        return Response::json(200, "1");
    });
    start();
    EXPECT_EQ(ask("GET /solve HTTP/1.1\r\nHost: a\r\n\r\n")->status, 200);
}

TEST_F(ServerLimits, TakesNoMoreConnectionsThanAllowed) {
    options.limits.connections_max = 2;
    start();
    TestClient first(server->port());
    TestClient second(server->port());
    for (int i = 0; i < 200 && server->connections() < 2; ++i) std::this_thread::sleep_for(10ms);
    {
        TestClient third(server->port());
        EXPECT_TRUE(third.is_closed_within_ms(2000));
    }
    second.send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    ASSERT_TRUE(second.read());
    EXPECT_EQ(second.read_to_end(), "");
    second.finish_sending();
    for (int i = 0; i < 200 && server->connections() > 1; ++i) std::this_thread::sleep_for(10ms);
    EXPECT_EQ(ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")->status, 200);
}

TEST_F(ServerLimits, StaysAvailableUnderTricklingClients) {
    options.limits.header_time = 2s;
    start();
    std::vector<std::unique_ptr<TestClient>> slow;
    for (int i = 0; i < 300; ++i) {
        slow.push_back(std::make_unique<TestClient>(server->port()));
        slow.back()->send("GET /hello HTTP/1.1\r\nX");
    }
    auto const started = std::chrono::steady_clock::now();
    EXPECT_EQ(ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")->status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - started, 1s);
}

}  // namespace
}  // namespace jiati::http
