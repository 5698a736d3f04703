// Money: a whole number of fen (1/100 yuan). The only type that holds money; floating point never does.
// Arithmetic CHECKs for overflow; text from outside goes through parse(), which bounds it to ±10^14 fen.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jiati {

class Fen {
  public:
    constexpr Fen() = default;
    constexpr explicit Fen(std::int64_t count) : count_(count) {}
    static Fen yuan(std::int64_t whole_yuan);
    // Yuan with at most two decimals: "20000", "20000.5", "-3000.00". No exponent, no thousands separators, no spaces.
    static std::optional<Fen> parse(std::string_view yuan);

    [[nodiscard]] constexpr std::int64_t count() const { return count_; }
    // Yuan with exactly two decimals: "20000.00".
    [[nodiscard]] std::string to_string() const;
    [[nodiscard]] constexpr bool is_negative() const { return count_ < 0; }
    [[nodiscard]] constexpr bool is_zero() const { return count_ == 0; }

    friend Fen operator+(Fen a, Fen b);
    friend Fen operator-(Fen a, Fen b);
    friend Fen operator-(Fen a) { return Fen{} - a; }
    Fen& operator+=(Fen other) { return *this = *this + other; }
    Fen& operator-=(Fen other) { return *this = *this - other; }
    friend constexpr bool operator==(Fen, Fen) = default;
    friend constexpr auto operator<=>(Fen, Fen) = default;

  private:
    std::int64_t count_ = 0;
};

}  // namespace jiati
