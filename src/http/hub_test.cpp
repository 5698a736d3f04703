#include "http/hub.h"

#include <gtest/gtest.h>
#include <atomic>
#include <thread>

namespace jiati::http {
namespace {

Event about(std::string topic, std::string data) {
    return {.name = "", .data = std::move(data), .id = "", .topic = std::move(topic)};
}

TEST(Sse, WritesIdNameAndData) {
    EXPECT_EQ(to_sse({.name = "changed", .data = R"({"version":3})", .id = "nanchang:7", .topic = "p"}),
              "id: nanchang:7\nevent: changed\ndata: {\"version\":3}\n\n");
}

TEST(Sse, CannotBeForgedThroughLineBreaks) {
    EXPECT_EQ(to_sse({.name = "a\nid: 9", .data = "one\r\ntwo\n", .id = "1\n\ndata: x", .topic = ""}),
              "id: 1data: x\nevent: aid: 9\ndata: one\ndata: two\ndata: \n\n");
}

TEST(Hub, GivesEachListenerWhatItsFilterLetsThrough) {
    Hub hub;
    auto const mine = hub.subscribe([](Event const& event) { return event.topic == "projects/1"; });
    auto const all = hub.subscribe({});
    hub.publish(about("projects/1", "a"));
    hub.publish(about("projects/2", "b"));
    EXPECT_EQ(mine->take(), "data: a\n\n");
    EXPECT_EQ(all->take(), "data: a\n\ndata: b\n\n");
    EXPECT_EQ(mine->take(), "");
}

TEST(Hub, SendsMissedEventsFirst) {
    Hub hub;
    auto const listener = hub.subscribe({}, {about("", "missed")});
    hub.publish(about("", "new"));
    EXPECT_EQ(listener->take(), "data: missed\n\ndata: new\n\n");
}

TEST(Hub, WakesAListenerOncePerBatch) {
    Hub hub;
    auto const listener = hub.subscribe({});
    int woken = 0;
    listener->attach([&] { ++woken; });
    hub.publish(about("", "a"));
    hub.publish(about("", "b"));
    EXPECT_EQ(woken, 1);
    (void)listener->take();
    hub.publish(about("", "c"));
    EXPECT_EQ(woken, 2);
}

TEST(Hub, DropsAListenerThatFallsBehind) {
    Hub hub({.waiting_max = 3, .waiting_bytes_max = 1000});
    auto const slow = hub.subscribe({});
    auto const quick = hub.subscribe({});
    int woken = 0;
    slow->attach([&] { ++woken; });
    for (int i = 0; i < 4; ++i) {
        hub.publish(about("", "x"));
        EXPECT_EQ(quick->take(), "data: x\n\n");
    }
    EXPECT_TRUE(slow->has_ended());
    EXPECT_EQ(slow->take(), std::nullopt);
    EXPECT_EQ(woken, 2);  // there is something; it is over
    EXPECT_EQ(hub.listeners(), 1U);
    hub.publish(about("", std::string(2000, 'x')));
    EXPECT_TRUE(quick->has_ended());
}

TEST(Hub, ForgetsAListenerWhosePointerIsGone) {
    Hub hub;
    {
        auto const listener = hub.subscribe({});
        EXPECT_EQ(hub.listeners(), 1U);
    }
    EXPECT_EQ(hub.listeners(), 0U);
    hub.publish(about("", "nobody hears this"));
}

TEST(Hub, LosesNothingBetweenThreads) {
    Hub hub({.waiting_max = 100'000, .waiting_bytes_max = 10'000'000});
    auto const listener = hub.subscribe({});
    constexpr int each = 2000;
    std::atomic<int> running = 3;
    std::vector<std::thread> publishers;
    for (int t = 0; t < 3; ++t) {
        publishers.emplace_back([&] {
            for (int i = 0; i < each; ++i) hub.publish(about("", "x"));
            --running;
        });
    }
    std::size_t received = 0;
    while (running > 0) received += listener->take()->size();
    for (auto& thread : publishers) thread.join();
    received += listener->take()->size();
    EXPECT_EQ(received, 3 * each * std::string("data: x\n\n").size());
}

}  // namespace
}  // namespace jiati::http
