// An exact rational number, always in lowest terms with a positive denominator. Everything that decides something and
// is not a count of fen or of hundredths of a square metre is a Fraction. Numerator and denominator live in 64 bits as
// long as they fit; beyond that a big integer takes over, without limit.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace jiati {

class Fraction {
  public:
    Fraction() = default;
    // Implicit on purpose: a whole number is a fraction.
    Fraction(std::int64_t whole);
    // CHECKs that the denominator is not zero; its sign is moved to the numerator.
    Fraction(std::int64_t numerator, std::int64_t denominator);
    template <std::floating_point F>
    Fraction(F) = delete;

    // "20/3", "-6", "0.75". No exponent, no plus sign, no blanks, no leading zeros, at most 2,600 characters;
    // the denominator is written without a sign and is not zero.
    static std::optional<Fraction> parse(std::string_view text);

    // "20/3"; a whole number without "/1".
    [[nodiscard]] std::string to_string() const;
    [[nodiscard]] bool is_integer() const;
    [[nodiscard]] bool is_zero() const { return !big_ && numerator_ == 0; }
    [[nodiscard]] bool is_negative() const;
    // The greatest whole number not above.
    [[nodiscard]] Fraction floor() const;
    // The least whole number not below.
    [[nodiscard]] Fraction ceil() const;
    // The value when it is whole and fits.
    [[nodiscard]] std::optional<std::int64_t> to_int64() const;
    [[nodiscard]] Fraction numerator() const;
    [[nodiscard]] Fraction denominator() const;
    // Binary digits of the longer of |numerator| and denominator: 0 has 1 (its denominator's).
    [[nodiscard]] std::size_t bit_length() const;

    friend Fraction operator+(Fraction const& a, Fraction const& b);
    friend Fraction operator-(Fraction const& a, Fraction const& b);
    friend Fraction operator*(Fraction const& a, Fraction const& b);
    // CHECKs that b is not zero.
    friend Fraction operator/(Fraction const& a, Fraction const& b);
    friend Fraction operator-(Fraction const& a);
    Fraction& operator+=(Fraction const& other) { return *this = *this + other; }
    Fraction& operator-=(Fraction const& other) { return *this = *this - other; }
    Fraction& operator*=(Fraction const& other) { return *this = *this * other; }
    Fraction& operator/=(Fraction const& other) { return *this = *this / other; }
    friend bool operator==(Fraction const& a, Fraction const& b);
    friend std::strong_ordering operator<=>(Fraction const& a, Fraction const& b);

  private:
    struct Big;
    struct Arithmetic;

    // Used while big_ is empty; |numerator_| and denominator_ are at most 2^63 - 1.
    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
    // Set only when the value does not fit above, so each value has one form. Never changed once made, so copies share
    // it.
    std::shared_ptr<Big const> big_;
};

}  // namespace jiati
