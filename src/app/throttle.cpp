#include "app/throttle.h"

#include <algorithm>

namespace jiati::app {
namespace {

constexpr std::int64_t first_delay_ms = 1000;

std::int64_t delay_after(std::int64_t failures, Throttle::Slope const& slope) {
    auto delay_ms = failures < slope.free ? 0 : first_delay_ms;
    for (auto beyond = failures - slope.free; beyond > 0 && delay_ms < slope.most_ms; --beyond) delay_ms *= 2;
    return std::min(delay_ms, slope.most_ms);
}

}  // namespace

// A device is as good as an address of one's own; what strangers do to the login or from the address is not its affair.
std::vector<Throttle::Key> Throttle::keys_of(Attempt const& attempt) {
    bool const knows_device = !attempt.device.empty();
    std::vector<Key> keys{
        {"pair " + attempt.login + '\n' + (knows_device ? "device " + attempt.device : attempt.network), of_pair}};
    if (knows_device) return keys;
    if (!attempt.network_signed_in) keys.push_back({"login " + attempt.login, of_login});
    keys.push_back({"network " + attempt.network, of_network});
    return keys;
}

std::int64_t Throttle::begin(Attempt const& attempt, Instant now) {
    auto const keys = keys_of(attempt);
    std::lock_guard const lock(mutex_);
    std::int64_t wait_ms = 0;
    for (auto const& key : keys) {
        auto const found = failures_.find(key.text);
        if (found == failures_.end()) continue;
        // A clock that was put back must not hold anyone up for longer than the delay itself.
        auto const since_ms = std::max<std::int64_t>(now.unix_ms - found->second.last.unix_ms, 0);
        if (since_ms >= key.slope.window_ms) {
            failures_.erase(found);
            continue;
        }
        wait_ms = std::max(wait_ms, found->second.delay_ms - since_ms);
    }
    if (wait_ms > 0) return wait_ms;
    for (auto const& key : keys) {
        auto& failures = failures_[key.text];
        auto const since_ms = std::max<std::int64_t>(now.unix_ms - failures.last.unix_ms, 0);
        if (key.slope.leak_ms > 0) failures.count -= std::min(failures.count, since_ms / key.slope.leak_ms);
        ++failures.count;
        failures.last = now;
        failures.delay_ms = delay_after(failures.count, key.slope);
    }
    if (failures_.size() > remembered_max) make_room();
    return 0;
}

// What this place did to this login is forgiven; of the rest only this attempt was no failure after all.
void Throttle::succeeded(Attempt const& attempt) {
    auto const keys = keys_of(attempt);
    std::lock_guard const lock(mutex_);
    for (auto const& key : keys) {
        auto const found = failures_.find(key.text);
        if (found == failures_.end()) continue;
        bool const is_pair = &key == keys.data();
        if (is_pair || --found->second.count <= 0) {
            failures_.erase(found);
        } else {
            found->second.delay_ms = delay_after(found->second.count, key.slope);
        }
    }
}

std::size_t Throttle::remembered() const {
    std::lock_guard const lock(mutex_);
    return failures_.size();
}

// A tenth at a time, the longest quiet ones.
void Throttle::make_room() {
    std::vector<std::int64_t> times;
    times.reserve(failures_.size());
    for (auto const& [key, failures] : failures_) times.push_back(failures.last.unix_ms);
    auto const tenth = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 10);
    std::ranges::nth_element(times, tenth);
    auto const limit = *tenth;
    auto to_go = times.size() / 10;
    std::erase_if(failures_, [&](auto const& one) {
        bool const goes = to_go > 0 && one.second.last.unix_ms <= limit;
        if (goes) --to_go;
        return goes;
    });
}

}  // namespace jiati::app
