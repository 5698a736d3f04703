#include "http/rate_limit.h"

#include "http/client_address.h"

#include <algorithm>

namespace jiati::http {

std::chrono::milliseconds RateLimit::take(std::string const& address, Time now) {
    std::lock_guard const lock(mutex_);
    auto const [found, is_new] = full_at_.try_emplace(network_of(address), now);
    auto& full_at = found->second;
    full_at = std::max(full_at, now);
    auto const room = options_.refill * options_.at_once;
    auto const after = full_at + options_.refill - now;
    if (after > room)
        return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(after - room),
                        std::chrono::milliseconds{1});
    full_at += options_.refill;
    if (is_new && full_at_.size() > options_.addresses_max) forget(now);
    return {};
}

std::size_t RateLimit::addresses() const {
    std::lock_guard const lock(mutex_);
    return full_at_.size();
}

// All full buckets; when none is, the one that will be first.
void RateLimit::forget(Time now) {
    auto const before = full_at_.size();
    std::erase_if(full_at_, [&](auto const& bucket) { return bucket.second <= now; });
    if (full_at_.size() == before)
        full_at_.erase(std::ranges::min_element(full_at_, {}, [](auto const& bucket) { return bucket.second; }));
}

}  // namespace jiati::http
