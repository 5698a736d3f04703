// Hands events to those who listen. Publishing never waits for a listener: one that falls too far behind is dropped,
// comes back by itself (browsers do) with Last-Event-ID and reads what it missed from the API. All safe from any
// thread.
#pragma once

#include "http/event_source.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::http {

struct Event {
    std::string name;  // of the SSE field "event"; empty: the browser's default, "message"
    std::string data;
    std::string id;
    std::string topic;  // not sent: for filters, "projects/8f3k"
};

// The event as text/event-stream; line breaks in `data` become data lines, elsewhere they are dropped.
[[nodiscard]] std::string to_sse(Event const& event);

class Subscription;

class Hub {
  public:
    // Whether the listener is to get the event. Runs in the publisher's thread: quick, and it must not call the hub.
    using Filter = std::function<bool(Event const&)>;
    struct Options {
        std::size_t waiting_max = 256;  // events a listener may lag behind
        std::size_t waiting_bytes_max = 256 * 1024;
    };

    Hub() = default;
    explicit Hub(Options options) : options_(options) {}
    Hub(Hub const&) = delete;
    Hub& operator=(Hub const&) = delete;

    // A listener lasts as long as its pointer. `missed` are events from before, sent first.
    [[nodiscard]] std::shared_ptr<EventSource> subscribe(Filter filter, std::vector<Event> const& missed = {});
    void publish(Event const& event);
    [[nodiscard]] std::size_t listeners() const;

  private:
    Options options_;
    mutable std::mutex mutex_;
    std::vector<std::weak_ptr<Subscription>> subscriptions_;
};

}  // namespace jiati::http
