#include "http/hub.h"

#include <algorithm>
#include <utility>

namespace jiati::http {
namespace {

std::string without_line_breaks(std::string_view text) {
    std::string line(text);
    std::erase_if(line, [](char c) { return c == '\n' || c == '\r' || c == '\0'; });
    return line;
}

}  // namespace

std::string to_sse(Event const& event) {
    std::string text;
    if (!event.id.empty()) text += "id: " + without_line_breaks(event.id) + "\n";
    if (!event.name.empty()) text += "event: " + without_line_breaks(event.name) + "\n";
    std::string_view rest = event.data;
    for (;;) {
        auto const end = rest.find('\n');
        text += "data: " + without_line_breaks(rest.substr(0, end)) + "\n";
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    return text + "\n";
}

class Subscription final : public EventSource {
  public:
    Subscription(Hub::Filter filter, Hub::Options options) : filter_(std::move(filter)), options_(options) {}

    [[nodiscard]] bool wants(Event const& event) const { return !filter_ || filter_(event); }

    void push(std::string_view text) {
        std::scoped_lock const lock(mutex_);
        if (ended_) return;
        bool const was_empty = waiting_.empty();
        ++waiting_count_;
        waiting_ += text;
        if (waiting_count_ > options_.waiting_max || waiting_.size() > options_.waiting_bytes_max) end_locked();
        // Under the lock, so that end() returns only when no thread is about to wake a server that is gone.
        if (wake_ && (was_empty || ended_)) wake_();
    }

    void attach(std::function<void()> wake) override {
        std::scoped_lock const lock(mutex_);
        wake_ = std::move(wake);
    }

    std::optional<std::string> take() override {
        std::scoped_lock const lock(mutex_);
        if (ended_) return std::nullopt;
        waiting_count_ = 0;
        return std::exchange(waiting_, {});
    }

    [[nodiscard]] bool has_ended() const override {
        std::scoped_lock const lock(mutex_);
        return ended_;
    }

    void end() override {
        std::scoped_lock const lock(mutex_);
        end_locked();
        wake_ = nullptr;
    }

  private:
    void end_locked() {
        ended_ = true;
        waiting_.clear();
        waiting_.shrink_to_fit();
    }

    Hub::Filter const filter_;
    Hub::Options const options_;
    mutable std::mutex mutex_;
    std::function<void()> wake_;
    std::string waiting_;
    std::size_t waiting_count_ = 0;
    bool ended_ = false;
};

std::shared_ptr<EventSource> Hub::subscribe(Filter filter, std::vector<Event> const& missed) {
    auto subscription = std::make_shared<Subscription>(std::move(filter), options_);
    for (auto const& event : missed) subscription->push(to_sse(event));
    std::scoped_lock const lock(mutex_);
    std::erase_if(subscriptions_, [](auto const& weak) { return weak.expired(); });
    subscriptions_.push_back(subscription);
    return subscription;
}

void Hub::publish(Event const& event) {
    std::vector<std::shared_ptr<Subscription>> listening;
    {
        std::scoped_lock const lock(mutex_);
        listening.reserve(subscriptions_.size());
        for (auto const& weak : subscriptions_) {
            if (auto subscription = weak.lock()) listening.push_back(std::move(subscription));
        }
    }
    std::string text;
    for (auto const& subscription : listening) {
        if (!subscription->wants(event)) continue;
        if (text.empty()) text = to_sse(event);
        subscription->push(text);
    }
}

std::size_t Hub::listeners() const {
    std::scoped_lock const lock(mutex_);
    return static_cast<std::size_t>(std::ranges::count_if(subscriptions_, [](auto const& weak) {
        auto const s = weak.lock();
        return s && !s->has_ended();
    }));
}

}  // namespace jiati::http
