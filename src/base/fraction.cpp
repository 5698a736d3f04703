// The only file of the pure folders that includes Boost: cpp_int carries what does not fit in 64 bits.
#include "base/fraction.h"

#include "base/check.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <numeric>
#include <utility>

namespace jiati {

using boost::multiprecision::cpp_int;
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

// Lowest terms, denominator > 0, and at least one of the two beyond 64 bits.
struct Fraction::Big {
    cpp_int numerator;
    cpp_int denominator;
};

namespace {

constexpr std::int64_t small_max = std::numeric_limits<std::int64_t>::max();

bool fits(Int128 value) { return value >= -Int128{small_max} && value <= Int128{small_max}; }

std::uint64_t magnitude(std::int64_t value) {
    return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

std::int64_t gcd_small(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(std::gcd(magnitude(a), magnitude(b)));
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_plain_number(std::string_view digits) { return all_digits(digits) && (digits.size() == 1 || digits[0] != '0'); }

cpp_int number(std::string_view digits) {
    // cpp_int reads a leading zero as octal.
    auto const first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    return cpp_int(std::string(digits.substr(first)));
}

}  // namespace

// What needs to see inside: made from parts, split into parts.
struct Fraction::Arithmetic {
    static Fraction small(std::int64_t numerator, std::int64_t denominator) {
        Fraction result;
        result.numerator_ = numerator;
        result.denominator_ = denominator;
        return result;
    }

    // From parts in lowest terms, denominator > 0.
    static Fraction reduced(Int128 numerator, Int128 denominator) {
        if (fits(numerator) && fits(denominator))
            return small(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
        return reduced(cpp_int(numerator), cpp_int(denominator));
    }

    static Fraction reduced(cpp_int numerator, cpp_int denominator) {
        cpp_int const limit = small_max;
        if (abs(numerator) <= limit && denominator <= limit)
            return small(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
        Fraction result;
        result.big_ = std::make_shared<Big const>(Big{std::move(numerator), std::move(denominator)});
        return result;
    }

    static Fraction from(cpp_int numerator, cpp_int denominator) {
        CHECK(!denominator.is_zero());
        if (denominator < 0) {
            numerator = -numerator;
            denominator = -denominator;
        }
        cpp_int const divisor = gcd(numerator, denominator);
        if (divisor != 1) {
            numerator /= divisor;
            denominator /= divisor;
        }
        return reduced(std::move(numerator), std::move(denominator));
    }

    static Big parts(Fraction const& f) {
        if (f.big_) return *f.big_;
        return Big{cpp_int(f.numerator_), cpp_int(f.denominator_)};
    }

    static bool both_small(Fraction const& a, Fraction const& b) { return !a.big_ && !b.big_; }

    // Knuth, TAOCP 4.5.1: the divisor of a sum shares factors only with the gcd of the denominators. Each product stays
    // below 2^126, their sum below 2^127.
    static Fraction add_small(Fraction const& a, Fraction const& b, std::int64_t sign) {
        auto const common = gcd_small(a.denominator_, b.denominator_);
        auto const a_rest = a.denominator_ / common;
        auto const b_rest = b.denominator_ / common;
        Int128 const sum = Int128{a.numerator_} * b_rest + Int128{b.numerator_} * sign * a_rest;
        if (sum == 0) return Fraction{};
        auto const divisor = gcd_small(static_cast<std::int64_t>(sum % common), common);
        return reduced(sum / divisor, Int128{a_rest} * (b.denominator_ / divisor));
    }

    static Fraction multiply_small(std::int64_t a_top, std::int64_t a_bottom, std::int64_t b_top,
                                   std::int64_t b_bottom) {
        auto const first = gcd_small(a_top, b_bottom);
        auto const second = gcd_small(b_top, a_bottom);
        return reduced(Int128{a_top / first} * (b_top / second), Int128{a_bottom / second} * (b_bottom / first));
    }

    static cpp_int floor(Big const& big) {
        cpp_int quotient = big.numerator / big.denominator;  // towards zero
        if (big.numerator < 0 && quotient * big.denominator != big.numerator) --quotient;
        return quotient;
    }
};

Fraction::Fraction(std::int64_t whole) : Fraction(whole, 1) {}

Fraction::Fraction(std::int64_t numerator, std::int64_t denominator) {
    CHECK(denominator != 0);
    auto const divisor = std::gcd(magnitude(numerator), magnitude(denominator));
    Int128 const sign = denominator < 0 ? -1 : 1;
    *this = Arithmetic::reduced(sign * (Int128{numerator} / Int128{divisor}),
                                sign * (Int128{denominator} / Int128{divisor}));
}

std::optional<Fraction> Fraction::parse(std::string_view text) {
    constexpr std::size_t length_max = 2'600;  // two numbers of 4,096 bits have 2,468 digits
    if (text.size() > length_max) return std::nullopt;
    bool const negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    cpp_int numerator;
    cpp_int denominator = 1;
    if (auto const slash = text.find('/'); slash != std::string_view::npos) {
        auto const top = text.substr(0, slash);
        auto const bottom = text.substr(slash + 1);
        if (!is_plain_number(top) || !is_plain_number(bottom) || bottom == "0") return std::nullopt;
        numerator = number(top);
        denominator = number(bottom);
    } else if (auto const dot = text.find('.'); dot != std::string_view::npos) {
        auto const whole = text.substr(0, dot);
        auto const decimals = text.substr(dot + 1);
        if (!is_plain_number(whole) || !all_digits(decimals)) return std::nullopt;
        numerator = number(std::string(whole) + std::string(decimals));
        denominator = pow(cpp_int(10), static_cast<unsigned>(decimals.size()));
    } else {
        if (!is_plain_number(text)) return std::nullopt;
        numerator = number(text);
    }
    if (negative) numerator = -numerator;
    return Arithmetic::from(std::move(numerator), std::move(denominator));
}

std::string Fraction::to_string() const {
    if (!big_) {
        auto text = std::to_string(numerator_);
        return denominator_ == 1 ? text : text + '/' + std::to_string(denominator_);
    }
    auto text = big_->numerator.str();
    return big_->denominator == 1 ? text : text + '/' + big_->denominator.str();
}

bool Fraction::is_integer() const { return big_ ? big_->denominator == 1 : denominator_ == 1; }

bool Fraction::is_negative() const { return big_ ? big_->numerator < 0 : numerator_ < 0; }

Fraction Fraction::floor() const {
    if (big_) return Arithmetic::reduced(Arithmetic::floor(*big_), cpp_int(1));
    auto quotient = numerator_ / denominator_;
    if (numerator_ < 0 && quotient * denominator_ != numerator_) --quotient;
    return Arithmetic::small(quotient, 1);
}

Fraction Fraction::ceil() const { return -(-*this).floor(); }

std::optional<std::int64_t> Fraction::to_int64() const {
    if (!is_integer()) return std::nullopt;
    if (!big_) return numerator_;
    // The one 64-bit number that is kept as a big integer, so that a small one can always be negated.
    if (big_->numerator == std::numeric_limits<std::int64_t>::min()) return std::numeric_limits<std::int64_t>::min();
    return std::nullopt;
}

Fraction Fraction::numerator() const {
    return big_ ? Arithmetic::reduced(big_->numerator, cpp_int(1)) : Arithmetic::small(numerator_, 1);
}

Fraction Fraction::denominator() const {
    return big_ ? Arithmetic::reduced(big_->denominator, cpp_int(1)) : Arithmetic::small(denominator_, 1);
}

std::size_t Fraction::bit_length() const {
    auto const parts = Arithmetic::parts(*this);
    auto const bits = [](cpp_int const& value) -> std::size_t { return value.is_zero() ? 0 : msb(abs(value)) + 1; };
    return std::max(bits(parts.numerator), bits(parts.denominator));
}

Fraction operator+(Fraction const& a, Fraction const& b) {
    using A = Fraction::Arithmetic;
    if (A::both_small(a, b)) return A::add_small(a, b, 1);
    auto const x = A::parts(a);
    auto const y = A::parts(b);
    return A::from(x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator);
}

Fraction operator-(Fraction const& a, Fraction const& b) {
    using A = Fraction::Arithmetic;
    return A::both_small(a, b) ? A::add_small(a, b, -1) : a + -b;
}

Fraction operator*(Fraction const& a, Fraction const& b) {
    using A = Fraction::Arithmetic;
    if (A::both_small(a, b)) return A::multiply_small(a.numerator_, a.denominator_, b.numerator_, b.denominator_);
    auto const x = A::parts(a);
    auto const y = A::parts(b);
    return A::from(x.numerator * y.numerator, x.denominator * y.denominator);
}

Fraction operator/(Fraction const& a, Fraction const& b) {
    using A = Fraction::Arithmetic;
    CHECK(!b.is_zero());
    if (A::both_small(a, b)) {
        auto const sign = b.numerator_ < 0 ? -1 : 1;
        return A::multiply_small(a.numerator_, a.denominator_, sign * b.denominator_, sign * b.numerator_);
    }
    auto const x = A::parts(a);
    auto const y = A::parts(b);
    return A::from(x.numerator * y.denominator, x.denominator * y.numerator);
}

Fraction operator-(Fraction const& a) {
    using A = Fraction::Arithmetic;
    if (!a.big_) return A::small(-a.numerator_, a.denominator_);
    return A::reduced(-a.big_->numerator, a.big_->denominator);
}

bool operator==(Fraction const& a, Fraction const& b) {
    if (Fraction::Arithmetic::both_small(a, b)) return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
    if (!a.big_ || !b.big_) return false;  // each value has one form
    return a.big_->numerator == b.big_->numerator && a.big_->denominator == b.big_->denominator;
}

std::strong_ordering operator<=>(Fraction const& a, Fraction const& b) {
    using A = Fraction::Arithmetic;
    if (A::both_small(a, b)) return Int128{a.numerator_} * b.denominator_ <=> Int128{b.numerator_} * a.denominator_;
    auto const x = A::parts(a);
    auto const y = A::parts(b);
    return cpp_int(x.numerator * y.denominator).compare(y.numerator * x.denominator) <=> 0;
}

}  // namespace jiati
