// The readers of base/: whatever the bytes are, a value that is read prints as text that reads as the same value.
#include "base/check.h"
#include "base/date.h"
#include "base/fen.h"
#include "base/square_metres.h"
#include "base/text.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

template <class Value>
void reads_back(std::string_view text) {
    if (auto const value = Value::parse(text)) {
        CHECK(Value::parse(value->to_string()) == value);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    reads_back<jiati::Fen>(text);
    reads_back<jiati::SquareMetres>(text);
    reads_back<jiati::Date>(text);
    reads_back<jiati::Instant>(text);
    if (auto const hundredths = jiati::parse_hundredths(text)) {
        CHECK(jiati::parse_hundredths(jiati::print_hundredths(*hundredths)) == hundredths);
    }
    if (jiati::is_clean_utf8(text)) {
        CHECK(jiati::count_code_points(text) <= size);
    }
    CHECK(jiati::trimmed(text).size() <= size);
    return 0;
}
