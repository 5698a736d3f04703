// CHECK states what must be true of the program itself. It stays on in release, prints where it failed and ends the
// process before anything is written. No input, however hostile, may reach a failing CHECK: input is refused instead.
#pragma once

namespace jiati {

[[noreturn]] void check_failed(char const* condition, char const* file, int line) noexcept;

}  // namespace jiati

#define CHECK(condition) \
    (static_cast<bool>(condition) ? static_cast<void>(0) : ::jiati::check_failed(#condition, __FILE__, __LINE__))
