// What the server needs of a stream of events: text that waits to be sent, and a nudge when there is some.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace jiati::http {

class EventSource {
  public:
    virtual ~EventSource() = default;

    // Called once by the server before the first take(). `wake` may be called from any thread and with locks held: it
    // neither waits nor calls back.
    virtual void attach(std::function<void()> wake) = 0;
    // Everything that waits, as text/event-stream, possibly empty; nothing once the stream has ended.
    virtual std::optional<std::string> take() = 0;
    [[nodiscard]] virtual bool has_ended() const = 0;
    // The client has gone, or the server stops. After this, `wake` is not called any more.
    virtual void end() = 0;
};

}  // namespace jiati::http
