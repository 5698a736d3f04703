#include "store/box.h"

#include "base/check.h"

#include <sodium.h>

namespace jiati::store {
namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == std::tuple_size_v<BoxKey>);
constexpr int text_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

}  // namespace

std::string seal(BoxKey const& key, std::string_view plain, std::string_view belongs_to, app::Randomness& randomness) {
    std::string sealed(nonce_bytes + plain.size() + tag_bytes, '\0');
    randomness.fill({bytes_of(sealed), nonce_bytes});
    unsigned long long length = 0;
    auto const failed = crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes_of(sealed) + nonce_bytes, &length, bytes_of(plain), plain.size(), bytes_of(belongs_to), belongs_to.size(),
        nullptr, bytes_of(sealed), key.data());
    CHECK(failed == 0 && length == plain.size() + tag_bytes);
    return sealed;
}

std::optional<std::string> open(BoxKey const& key, std::string_view sealed, std::string_view belongs_to) {
    if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
    std::string plain(sealed.size() - nonce_bytes - tag_bytes, '\0');
    unsigned long long length = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(plain), &length, nullptr, bytes_of(sealed) + nonce_bytes,
                                                   sealed.size() - nonce_bytes, bytes_of(belongs_to), belongs_to.size(),
                                                   bytes_of(sealed), key.data()) != 0)
        return std::nullopt;
    CHECK(length == plain.size());
    return plain;
}

BoxKey derive(BoxKey const& key, std::string_view purpose) {
    BoxKey derived{};
    auto const failed =
        crypto_generichash(derived.data(), derived.size(), bytes_of(purpose), purpose.size(), key.data(), key.size());
    CHECK(failed == 0);
    return derived;
}

std::string to_text(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), text_variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), text_variant);
    text.pop_back();  // the library ends it with a NUL
    return text;
}

std::optional<std::string> from_text(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    char const* end = nullptr;
    if (sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &length, &end,
                          text_variant) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(length);
    return bytes;
}

void wipe(BoxKey& key) { sodium_memzero(key.data(), key.size()); }
void wipe(std::string& text) { sodium_memzero(text.data(), text.size()); }

}  // namespace jiati::store
