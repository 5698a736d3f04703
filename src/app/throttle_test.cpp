#include "app/throttle.h"

#include <gtest/gtest.h>

namespace jiati::app {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

class Throttling : public testing::Test {
  protected:
    // Tries for `time_ms` as often as it is let, and answers how many guesses that gave.
    int hammer(Throttle::Attempt const& attempt, std::int64_t time_ms) {
        int guesses = 0;
        auto const end = now.unix_ms + time_ms;
        while (now.unix_ms < end) {
            auto const wait_ms = throttle.begin(attempt, now);
            if (wait_ms == 0) {
                ++guesses;
            } else {
                now.unix_ms += wait_ms;
            }
        }
        return guesses;
    }
    bool enters(Throttle::Attempt const& attempt) {
        if (throttle.begin(attempt, now) != 0) return false;
        throttle.succeeded(attempt);
        return true;
    }

    Throttle throttle;
    Instant now{1'700'000'000'000};
    Throttle::Attempt const neighbour{"wang", "192.0.2.1", "", false};
};

TEST_F(Throttling, AFewSlipsCostNothingAndThenEachWaitIsLonger) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(throttle.begin(neighbour, now), 0);
    std::int64_t last_ms = 0;
    for (int i = 0; i < 8; ++i) {
        auto const wait_ms = throttle.begin(neighbour, now);
        EXPECT_GT(wait_ms, last_ms);
        last_ms = wait_ms;
        EXPECT_EQ(throttle.begin(neighbour, Instant{now.unix_ms + wait_ms - 1}), 1);
        now.unix_ms += wait_ms;
        EXPECT_EQ(throttle.begin(neighbour, now), 0);
    }
}

TEST_F(Throttling, GuessesFromOnePlaceAreFew) { EXPECT_LT(hammer(neighbour, 24 * hour_ms), 120); }

TEST_F(Throttling, TheResidentsOwnDeviceEntersFromTheSameAddressWhileTheNeighbourHammers) {
    for (int minute = 0; minute < 60; ++minute) {
        hammer(neighbour, 60'000);
        EXPECT_TRUE(enters({"wang", "192.0.2.1", "device-of-wang", true})) << minute;
    }
}

TEST_F(Throttling, TheResidentsUsualAddressEntersWhileOthersHammerFromElsewhere) {
    for (int i = 0; i < 200; ++i) {
        now.unix_ms += 60'000;
        (void)throttle.begin({"wang", "198.51.100." + std::to_string(i), "", false}, now);
    }
    EXPECT_TRUE(enters({"wang", "203.0.113.7", "", true}));
}

TEST_F(Throttling, AStrangerIsHeldUpBrieflyWhileManyPlacesGuessOneLogin) {
    int guesses = 0;
    for (int i = 0; i < 5000; ++i) {
        Throttle::Attempt const other{"wang", "198.51." + std::to_string(i / 250) + "." + std::to_string(i % 250), "",
                                      false};
        if (throttle.begin(other, now) == 0) ++guesses;
        now.unix_ms += 100;
    }
    EXPECT_LT(guesses, 50) << "guesses of a botnet in eight minutes";
    EXPECT_LE(throttle.begin({"wang", "203.0.113.7", "", false}, now), 60'000);
}

TEST_F(Throttling, ABuildingBehindOneAddressGetsIn) {
    for (int i = 0; i < 40; ++i) {
        Throttle::Attempt const household{"household-" + std::to_string(i), "192.0.2.1", "", false};
        for (int slip = 0; slip < 2; ++slip) (void)throttle.begin(household, now);
        now.unix_ms += 10'000;
        EXPECT_TRUE(enters(household)) << i;
        now.unix_ms += 60'000;
    }
}

TEST_F(Throttling, OneAddressTryingManyLoginsIsSlowedSoftly) {
    int tried = 0;
    for (int i = 0; i < 1000; ++i)
        if (throttle.begin({"login-" + std::to_string(i), "192.0.2.1", "", false}, now) == 0) ++tried;
    EXPECT_EQ(tried, 50);
    EXPECT_LE(throttle.begin({"li", "192.0.2.1", "", false}, now), 30'000);
    EXPECT_TRUE(enters({"li", "192.0.2.2", "", false}));
}

TEST_F(Throttling, ManyAtOnceAreNotLetThroughTogether) {
    int through = 0;
    for (int i = 0; i < 64; ++i) through += throttle.begin(neighbour, now) == 0 ? 1 : 0;
    EXPECT_EQ(through, 5);
}

TEST_F(Throttling, ForgetsAfterAQuietHourAndAfterSuccess) {
    for (int i = 0; i < 10; ++i) {
        (void)throttle.begin(neighbour, now);
        now.unix_ms += 60'000;
    }
    now.unix_ms += hour_ms;
    for (int i = 0; i < 5; ++i) EXPECT_EQ(throttle.begin(neighbour, now), 0);
    now.unix_ms += 1000;
    EXPECT_TRUE(enters(neighbour));
    EXPECT_TRUE(enters(neighbour));
}

TEST_F(Throttling, AClockPutBackHoldsNobodyUpForYears) {
    for (int i = 0; i < 6; ++i) (void)throttle.begin(neighbour, now);
    now.unix_ms -= 365 * 24 * hour_ms;
    EXPECT_LE(throttle.begin(neighbour, now), 1000);
}

TEST_F(Throttling, RemembersOnlySoMany) {
    for (int i = 0; i < 60'000; ++i)
        (void)throttle.begin({"l" + std::to_string(i), "n" + std::to_string(i), "", true}, now);
    EXPECT_LE(throttle.remembered(), Throttle::remembered_max);
}

}  // namespace
}  // namespace jiati::app
