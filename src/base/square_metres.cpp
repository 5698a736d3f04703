#include "base/square_metres.h"

#include "base/check.h"
#include "base/text.h"

namespace jiati {

std::optional<SquareMetres> SquareMetres::parse(std::string_view m2) {
    auto const hundredths = parse_hundredths(m2);
    if (!hundredths) return std::nullopt;
    return SquareMetres{*hundredths};
}

std::string SquareMetres::to_string() const { return print_hundredths(hundredths_); }

SquareMetres operator+(SquareMetres a, SquareMetres b) {
    std::int64_t sum = 0;
    CHECK(!__builtin_add_overflow(a.hundredths_, b.hundredths_, &sum));
    return SquareMetres{sum};
}

}  // namespace jiati
