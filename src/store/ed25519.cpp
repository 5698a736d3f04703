#include "store/ed25519.h"

#include "base/check.h"

#include <sodium.h>

namespace jiati::store {
namespace {

struct KeyPair {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_key{};

    explicit KeyPair(Seed const& seed) {
        static_assert(std::tuple_size_v<Seed> == crypto_sign_SEEDBYTES);
        CHECK(crypto_sign_seed_keypair(public_key.data(), secret_key.data(), seed.data()) == 0);
    }
    ~KeyPair() { sodium_memzero(secret_key.data(), secret_key.size()); }
    KeyPair(KeyPair const&) = delete;
    KeyPair& operator=(KeyPair const&) = delete;
};

}  // namespace

std::array<unsigned char, 32> ed25519_public_key(Seed const& seed) { return KeyPair(seed).public_key; }

std::string ed25519_sign(Seed const& seed, std::string_view message) {
    KeyPair const keys(seed);
    std::string signature(crypto_sign_BYTES, '\0');
    CHECK(crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                               reinterpret_cast<unsigned char const*>(message.data()), message.size(),
                               keys.secret_key.data()) == 0);
    return signature;
}

}  // namespace jiati::store
