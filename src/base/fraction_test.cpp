#include "base/fraction.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <boost/multiprecision/cpp_int.hpp>

#include <limits>
#include <string>
#include <vector>

namespace jiati {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

// A fraction and the same number kept by another library.
struct Twin {
    Fraction fraction;
    cpp_rational rational;
};

std::string print(cpp_rational const& value) {
    auto const top = numerator(value).str();
    return denominator(value) == 1 ? top : top + "/" + denominator(value).str();
}

cpp_int floor_of(cpp_rational const& value) {
    cpp_int quotient = numerator(value) / denominator(value);
    if (quotient * denominator(value) > numerator(value)) --quotient;
    return quotient;
}

// Numbers of every size: tiny ones, ones at the edge of 64 bits, and products of several 64-bit numbers.
rc::Gen<std::int64_t> word() {
    auto const max = std::numeric_limits<std::int64_t>::max();
    return rc::gen::weightedOneOf<std::int64_t>({{4, rc::gen::inRange<std::int64_t>(-30, 30)},
                                                 {3, rc::gen::arbitrary<std::int64_t>()},
                                                 {2, rc::gen::element(max, -max, -max - 1, max - 1)}});
}

Twin some_twin() {
    Twin twin{Fraction{1}, cpp_rational(1)};
    auto const factors = *rc::gen::inRange(1, 5);
    for (int i = 0; i < factors; ++i) {
        auto const top = *word();
        auto const bottom = *rc::gen::suchThat(word(), [](std::int64_t value) { return value != 0; });
        twin.fraction *= Fraction{top, bottom};
        twin.rational *= cpp_rational(cpp_int(top)) / cpp_rational(cpp_int(bottom));
    }
    return twin;
}

RC_GTEST_PROP(Fraction, ComputesAsARationalOfBoostDoes, ()) {
    auto const a = some_twin();
    auto const b = some_twin();
    RC_ASSERT(a.fraction.to_string() == print(a.rational));
    RC_ASSERT((a.fraction + b.fraction).to_string() == print(a.rational + b.rational));
    RC_ASSERT((a.fraction - b.fraction).to_string() == print(a.rational - b.rational));
    RC_ASSERT((a.fraction * b.fraction).to_string() == print(a.rational * b.rational));
    if (!b.fraction.is_zero()) RC_ASSERT((a.fraction / b.fraction).to_string() == print(a.rational / b.rational));
    RC_ASSERT((-a.fraction).to_string() == print(-a.rational));
    RC_ASSERT((a.fraction < b.fraction) == (a.rational < b.rational));
    RC_ASSERT((a.fraction == b.fraction) == (a.rational == b.rational));
    RC_ASSERT(a.fraction.floor().to_string() == floor_of(a.rational).str());
    RC_ASSERT(a.fraction.ceil().to_string() == cpp_int(-floor_of(-a.rational)).str());
    RC_ASSERT(a.fraction.is_negative() == (a.rational < 0));
    RC_ASSERT(a.fraction.is_integer() == (denominator(a.rational) == 1));
    RC_ASSERT(a.fraction.numerator() / a.fraction.denominator() == a.fraction);
}

RC_GTEST_PROP(Fraction, ReturnsToItsSmallFormAfterGrowing, ()) {
    auto const a = some_twin().fraction;
    auto const b = some_twin().fraction;
    RC_ASSERT((a + b) - b == a);
    if (!b.is_zero()) RC_ASSERT((a * b) / b == a);
}

RC_GTEST_PROP(Fraction, ReadsWhatItPrints, ()) {
    auto const a = some_twin().fraction;
    RC_ASSERT(Fraction::parse(a.to_string()) == a);
}

TEST(Fraction, ReadsRatiosWholeNumbersAndDecimals) {
    EXPECT_EQ(Fraction::parse("20/3"), (Fraction{20, 3}));
    EXPECT_EQ(Fraction::parse("4/6"), (Fraction{2, 3}));
    EXPECT_EQ(Fraction::parse("-6"), Fraction{-6});
    EXPECT_EQ(Fraction::parse("0.75"), (Fraction{3, 4}));
    EXPECT_EQ(Fraction::parse("-0.050"), (Fraction{-1, 20}));
    EXPECT_EQ(Fraction::parse("0.08"), (Fraction{2, 25}));
    EXPECT_EQ(Fraction::parse("-9223372036854775808"), Fraction{std::numeric_limits<std::int64_t>::min()});
    EXPECT_EQ(Fraction::parse("-0"), Fraction{});
}

TEST(Fraction, RefusesEverythingElse) {
    for (auto const* wrong :
         {"",   "-",  "/",     "1/",    "/2",  "1/0",  "1/-2", "1/00", "--1", "+1", "01",  "1/02", "00.5",
          ".5", "1.", "1.5/2", "1/2/3", "1e3", "0x10", " 1",   "1 ",   "1,5", "１", "nan", "1.-5"})
        EXPECT_FALSE(Fraction::parse(wrong)) << wrong;
    EXPECT_TRUE(Fraction::parse(std::string(2'600, '9')));
    EXPECT_FALSE(Fraction::parse(std::string(2'601, '9')));
}

TEST(Fraction, IsAlwaysInLowestTermsWithTheSignOnTop) {
    EXPECT_EQ((Fraction{6, -4}).to_string(), "-3/2");
    EXPECT_EQ((Fraction{-6, -4}).to_string(), "3/2");
    EXPECT_EQ((Fraction{0, -7}).to_string(), "0");
    EXPECT_EQ((Fraction{10, 5}).to_string(), "2");
}

TEST(Fraction, TellsItsLengthInBits) {
    EXPECT_EQ(Fraction{}.bit_length(), 1U);
    EXPECT_EQ(Fraction{255}.bit_length(), 8U);
    EXPECT_EQ((Fraction{1, 256}).bit_length(), 9U);
    Fraction power = 1;
    for (int i = 0; i < 200; ++i) power /= Fraction{2};
    EXPECT_EQ(power.bit_length(), 201U);
}

TEST(Fraction, GivesAWholeNumberOnlyWhenItIsOneAndFits) {
    auto const min = std::numeric_limits<std::int64_t>::min();
    auto const max = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(Fraction{max}.to_int64(), max);
    EXPECT_EQ(Fraction{min}.to_int64(), min);
    EXPECT_EQ((Fraction{max} + Fraction{1}).to_int64(), std::nullopt);
    EXPECT_EQ((Fraction{1, 2}).to_int64(), std::nullopt);
}

TEST(FractionDeathTest, StopsRatherThanDivideByZero) {
    EXPECT_DEATH((void)(Fraction{1} / Fraction{}), "CHECK failed");
    EXPECT_DEATH((void)(Fraction{1, 0}), "CHECK failed");
}

}  // namespace
}  // namespace jiati
