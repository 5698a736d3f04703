#include "http/rate_limit.h"

#include <gtest/gtest.h>

namespace jiati::http {
namespace {

using namespace std::chrono_literals;

RateLimit::Time const start{1h};

TEST(RateLimit, AFullBucketIsGivenOutAtOnceAndFillsWithTime) {
    RateLimit limit({.at_once = 3, .refill = 500ms});
    for (int i = 0; i < 3; ++i) EXPECT_EQ(limit.take("192.0.2.1", start), 0ms);
    EXPECT_EQ(limit.take("192.0.2.1", start), 500ms);
    EXPECT_EQ(limit.take("192.0.2.1", start + 300ms), 200ms);
    EXPECT_EQ(limit.take("192.0.2.1", start + 500ms), 0ms);
    EXPECT_EQ(limit.take("192.0.2.1", start + 500ms), 500ms);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(limit.take("192.0.2.1", start + 1h), 0ms);
    EXPECT_EQ(limit.take("192.0.2.1", start + 1h), 500ms);
}

TEST(RateLimit, ClientsDoNotShareABucket) {
    RateLimit limit({.at_once = 1});
    EXPECT_EQ(limit.take("192.0.2.1", start), 0ms);
    EXPECT_EQ(limit.take("192.0.2.2", start), 0ms);
    EXPECT_GT(limit.take("192.0.2.1", start), 0ms);
}

TEST(RateLimit, AnIpv6NetworkIsOneClientAndMappedAddressesAreNot) {
    RateLimit limit({.at_once = 1});
    EXPECT_EQ(limit.take("2001:db8::1", start), 0ms);
    EXPECT_GT(limit.take("2001:db8:0:0:ffff::2", start), 0ms);
    EXPECT_EQ(limit.take("2001:db8:0:1::1", start), 0ms);
    EXPECT_EQ(limit.take("::ffff:192.0.2.1", start), 0ms);
    EXPECT_EQ(limit.take("::ffff:192.0.2.2", start), 0ms);
}

TEST(RateLimit, ForgetsWhoHasNotAskedForLong) {
    RateLimit limit({.at_once = 1, .refill = 500ms, .addresses_max = 2});
    for (auto const* address : {"192.0.2.1", "192.0.2.2"}) EXPECT_EQ(limit.take(address, start), 0ms);
    EXPECT_EQ(limit.take("192.0.2.3", start + 1s), 0ms);
    EXPECT_EQ(limit.addresses(), 1U);
    for (auto const* address : {"192.0.2.4", "192.0.2.5"}) EXPECT_EQ(limit.take(address, start + 1s), 0ms);
    EXPECT_EQ(limit.addresses(), 2U);
}

}  // namespace
}  // namespace jiati::http
