#include "base/fen.h"

#include "base/check.h"
#include "base/text.h"

namespace jiati {

Fen Fen::yuan(std::int64_t whole_yuan) {
    std::int64_t fen = 0;
    CHECK(!__builtin_mul_overflow(whole_yuan, std::int64_t{100}, &fen));
    return Fen{fen};
}

std::optional<Fen> Fen::parse(std::string_view yuan) {
    auto const hundredths = parse_hundredths(yuan);
    if (!hundredths) return std::nullopt;
    return Fen{*hundredths};
}

std::string Fen::to_string() const { return print_hundredths(count_); }

Fen operator+(Fen a, Fen b) {
    std::int64_t sum = 0;
    CHECK(!__builtin_add_overflow(a.count_, b.count_, &sum));
    return Fen{sum};
}

Fen operator-(Fen a, Fen b) {
    std::int64_t difference = 0;
    CHECK(!__builtin_sub_overflow(a.count_, b.count_, &difference));
    return Fen{difference};
}

}  // namespace jiati
