#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace jiati {

void check_failed(char const* condition, char const* file, int line) noexcept {
    std::fprintf(stderr, "CHECK failed: %s at %s:%d\n", condition, file, line);
    std::abort();
}

}  // namespace jiati
