#include "app/second_factor.h"

#include "app/seeded_randomness.h"

#include <gtest/gtest.h>
#include <set>

namespace jiati::app {
namespace {

// RFC 6238, appendix B, SHA-1, the last six of its eight digits.
std::string const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

Instant at(std::int64_t unix_s) { return Instant{unix_s * 1000}; }

TEST(SecondFactor, CodesAreThoseOfTheStandard) {
    for (auto const& [time, code] : std::vector<std::pair<std::int64_t, std::string>>{{59, "287082"},
                                                                                      {1'111'111'109, "081804"},
                                                                                      {1'111'111'111, "050471"},
                                                                                      {1'234'567'890, "005924"},
                                                                                      {2'000'000'000, "279037"},
                                                                                      {20'000'000'000, "353130"}})
        EXPECT_EQ(right_code(secret, code, at(time)), "totp " + std::to_string(time / 30)) << code;
}

TEST(SecondFactor, ATelephonesClockMayBeOffByHalfAMinuteAndNoMore) {
    for (std::int64_t const off_s : {-30, 0, 30})
        EXPECT_EQ(right_code(secret, "005924", at(1'234'567'890 + off_s)), "totp 41152263");
    for (std::int64_t const off_s : {-60, 60}) EXPECT_FALSE(right_code(secret, "005924", at(1'234'567'890 + off_s)));
}

TEST(SecondFactor, AnythingElseIsNoCode) {
    for (auto const* other : {"", "5924", "0059240", " 05924", "005925", "-05924", "００５９２４", "abcdef"})
        EXPECT_FALSE(right_code(secret, other, at(1'234'567'890))) << other;
    EXPECT_FALSE(right_code("", "005924", at(1'234'567'890)));
    EXPECT_FALSE(right_code("not base32!", "005924", at(1'234'567'890)));
}

TEST(SecondFactor, RecoveryCodesAreTakenAsPeopleWriteThem) {
    SeededRandomness randomness("recovery");
    auto const factor = make_second_factor(randomness);
    EXPECT_EQ(factor.secret.size(), 32U);
    ASSERT_EQ(factor.recovery_codes.size(), 10U);
    std::set<std::string> names;
    for (auto const& code : factor.recovery_codes) {
        EXPECT_EQ(code.size(), 19U);
        EXPECT_EQ(factor.recovery_hashes.find(code), std::string::npos);
        names.insert(right_recovery_code(factor.recovery_hashes, code).value());
    }
    EXPECT_EQ(names.size(), 10U);
    auto code = factor.recovery_codes[5];
    auto const name = right_recovery_code(factor.recovery_hashes, code);
    for (char& c : code) c = c == '-' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    EXPECT_EQ(right_recovery_code(factor.recovery_hashes, code), name);
    code.back() = code.back() == 'a' ? 'b' : 'a';
    EXPECT_FALSE(right_recovery_code(factor.recovery_hashes, code));
    EXPECT_FALSE(right_recovery_code(factor.recovery_hashes, ""));
    EXPECT_FALSE(right_recovery_code("", code));
}

}  // namespace
}  // namespace jiati::app
