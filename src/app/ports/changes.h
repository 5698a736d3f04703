// What was appended, told to those who watch: a hint to read again, never the data.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace jiati::app {

struct Change {
    std::string city;
    std::string stream;
    std::int64_t seq = 0;
    std::int64_t version = 0;  // of the stream, at least
};

// Watching lasts as long as this; when it is gone, the watcher is not called any more.
class Watching {
  public:
    virtual ~Watching() = default;
};

class ChangeFeed {
  public:
    virtual ~ChangeFeed() = default;
    // Calls the watcher, on a thread of its own, with what other processes append to the same store; nothing where
    // there can be none. It must not block. After a break in the connection it hears of what it missed.
    [[nodiscard]] virtual std::unique_ptr<Watching> watch_others(std::function<void(Change const&)> watcher) = 0;
};

}  // namespace jiati::app
