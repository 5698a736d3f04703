#include "app/log/ed25519.h"

#include <sodium.h>

namespace jiati::app::log {
namespace {

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

}  // namespace

merkle::Hash sha256(std::string_view bytes) {
    merkle::Hash hash{};
    crypto_hash_sha256(hash.data(), bytes_of(bytes), bytes.size());
    return hash;
}

bool is_ed25519(std::string_view public_key, std::string_view message, std::string_view signature) {
    return public_key.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(bytes_of(signature), bytes_of(message), message.size(), bytes_of(public_key)) ==
               0;
}

}  // namespace jiati::app::log
