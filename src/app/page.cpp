#include "app/page.h"

#include "base/check.h"
#include "codec/canonical.h"

#include <sodium.h>
#include <array>
#include <string_view>

namespace jiati::app {

// BLAKE2b, which takes a quarter of SHA-256's time; no format and no proof depends on it.
Page make_page(std::string json, std::int64_t version) {
    std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
    auto const failed = crypto_generichash(
        hash.data(), hash.size(), reinterpret_cast<unsigned char const*>(json.data()), json.size(), nullptr, 0);
    CHECK(failed == 0);
    auto digest = codec::base64url(std::string_view(reinterpret_cast<char const*>(hash.data()), hash.size()));
    return {std::move(json), version, std::move(digest)};
}

}  // namespace jiati::app
