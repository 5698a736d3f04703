#include "http/hub.h"
#include "http/test_server.h"

#include <chrono>
#include <thread>

namespace jiati::http {
namespace {

using namespace std::chrono_literals;

class ServerStream : public ServerTest {
  protected:
    ServerStream() {
        router.add("GET", "/api/v1/stream", [this](Request const& request) {
            auto const topic = std::string(request.query.find("topic").value_or(""));
            std::vector<Event> missed;
            if (!request.last_event_id().empty())
                missed.push_back(
                    {.name = "missed", .data = std::string(request.last_event_id()), .id = "", .topic = ""});
            return Response::events(
                hub.subscribe([topic](Event const& event) { return event.topic == topic; }, missed));
        });
    }

    void listen(TestClient& client, std::string const& topic, std::string const& fields = "") {
        auto const before = hub.listeners();
        client.send("GET /api/v1/stream?topic=" + topic + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
        ASSERT_TRUE(client.wait_for("\r\n\r\n"));
        ASSERT_EQ(hub.listeners(), before + 1);
    }

    [[nodiscard]] bool wait_until_gone() const {
        for (int i = 0; i < 500 && (server->connections() > 0 || hub.listeners() > 0); ++i)
            std::this_thread::sleep_for(10ms);
        return server->connections() == 0 && hub.listeners() == 0;
    }

    Hub hub{{.waiting_max = 100, .waiting_bytes_max = 1024 * 1024}};
};

Event about(std::string topic, std::string data) {
    return {.name = "changed", .data = std::move(data), .id = "7", .topic = std::move(topic)};
}

TEST_F(ServerStream, DeliversWhatEachListenerMaySee) {
    start();
    TestClient one(server->port());
    TestClient other(server->port());
    listen(one, "1");
    listen(other, "2");
    hub.publish(about("1", "first"));
    hub.publish(about("2", "second"));
    hub.publish(about("1", "third"));
    EXPECT_TRUE(one.wait_for("id: 7\nevent: changed\ndata: third\n\n"));
    EXPECT_TRUE(other.wait_for("data: second\n\n"));
    EXPECT_NE(one.received().find("data: first\n\n"), std::string::npos);
    EXPECT_EQ(one.received().find("second"), std::string::npos);
    EXPECT_NE(one.received().find("Content-Type: text/event-stream\r\n"), std::string::npos);
    EXPECT_NE(one.received().find("Cache-Control: no-store\r\n"), std::string::npos);
    EXPECT_EQ(one.received().find("Content-Length"), std::string::npos);
}

TEST_F(ServerStream, TellsTheHandlerWhereAListenerLeftOff) {
    start();
    TestClient client(server->port());
    listen(client, "1", "Last-Event-ID: nanchang:41\r\n");
    EXPECT_TRUE(client.wait_for("event: missed\ndata: nanchang:41\n\n"));
}

TEST_F(ServerStream, SendsCommentsWhenNothingHappens) {
    options.limits.heartbeat_time = 50ms;
    start();
    TestClient client(server->port());
    listen(client, "1");
    EXPECT_TRUE(client.wait_for(":\n\n:\n\n:\n\n"));
}

TEST_F(ServerStream, OutlivesEveryOtherTimeLimit) {
    options.limits.header_time = options.limits.idle_time = options.limits.write_time = 100ms;
    start();
    TestClient client(server->port());
    listen(client, "1");
    std::this_thread::sleep_for(400ms);
    hub.publish(about("1", "late"));
    EXPECT_TRUE(client.wait_for("data: late\n\n"));
}

TEST_F(ServerStream, DropsAListenerThatDoesNotReadAndHoldsUpNobody) {
    start();
    TestClient slow(server->port());
    slow.make_receive_buffer_small();
    listen(slow, "1");
    TestClient quick(server->port());
    listen(quick, "1");
    std::string const large(32 * 1024, 'x');
    auto const started = std::chrono::steady_clock::now();
    int published = 0;
    for (; hub.listeners() == 2 && published < 5000; ++published) {
        auto const mark = "m" + std::to_string(published) + " ";
        hub.publish(about("1", mark + large));
        ASSERT_TRUE(quick.wait_for("data: " + mark)) << published;
    }
    EXPECT_EQ(hub.listeners(), 1U) << "the slow one was never dropped";
    EXPECT_LT(std::chrono::steady_clock::now() - started, 10s);
    for (int i = 0; i < 200 && server->connections() > 1; ++i) std::this_thread::sleep_for(10ms);
    EXPECT_EQ(server->connections(), 1U);
}

TEST_F(ServerStream, NoticesAtOnceThatAListenerHasGone) {
    start();
    {
        TestClient client(server->port());
        listen(client, "1");
    }
    EXPECT_TRUE(wait_until_gone());
    hub.publish(about("1", "to nobody"));
}

TEST_F(ServerStream, EndsWithTheServer) {
    start();
    TestClient client(server->port());
    listen(client, "1");
    auto const started = std::chrono::steady_clock::now();
    server->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - started, 1s);
    EXPECT_TRUE(client.is_closed_within_ms(1000));
    hub.publish(about("1", "after the end"));
}

TEST_F(ServerStream, OfHeadIsOnlyAHead) {
    start();
    TestClient client(server->port());
    client.send("HEAD /api/v1/stream HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const all = client.read_to_end();
    ASSERT_TRUE(all);
    EXPECT_TRUE(all->ends_with("\r\n\r\n"));
    EXPECT_TRUE(wait_until_gone());
}

TEST_F(ServerStream, ServesManyListeners) {
    start();
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(std::make_unique<TestClient>(server->port()));
        listen(*clients.back(), "1");
    }
    std::vector<std::thread> publishers;
    for (int t = 0; t < 2; ++t) {
        publishers.emplace_back([&] {
            for (int i = 0; i < 20; ++i) hub.publish(about("1", "x"));
        });
    }
    for (auto& thread : publishers) thread.join();
    hub.publish(about("1", "last"));
    for (auto& client : clients) {
        ASSERT_TRUE(client->wait_for("data: last\n\n"));
        std::size_t events = 0;
        for (auto at = client->received().find("data: x\n\n"); at != std::string::npos;
             at = client->received().find("data: x\n\n", at + 1))
            ++events;
        EXPECT_EQ(events, 40U);
    }
}

}  // namespace
}  // namespace jiati::http
