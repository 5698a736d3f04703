// Floor area: a whole number of hundredths of a square metre, as in a title deed ("80.50").
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jiati {

class SquareMetres {
  public:
    constexpr SquareMetres() = default;
    constexpr explicit SquareMetres(std::int64_t hundredths) : hundredths_(hundredths) {}
    // m² with at most two decimals: "80", "80.5", "80.50". A sign is accepted so that the caller can name it as wrong.
    static std::optional<SquareMetres> parse(std::string_view m2);

    [[nodiscard]] constexpr std::int64_t hundredths() const { return hundredths_; }
    // m² with exactly two decimals.
    [[nodiscard]] std::string to_string() const;

    friend SquareMetres operator+(SquareMetres a, SquareMetres b);
    SquareMetres& operator+=(SquareMetres other) { return *this = *this + other; }
    friend constexpr bool operator==(SquareMetres, SquareMetres) = default;
    friend constexpr auto operator<=>(SquareMetres, SquareMetres) = default;

  private:
    std::int64_t hundredths_ = 0;
};

}  // namespace jiati
