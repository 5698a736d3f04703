#include "app/passwords.h"

#include "base/check.h"

#include <sodium.h>
#include <array>
#include <semaphore>

namespace jiati::app {
namespace {

constexpr std::ptrdiff_t at_once = 2;
std::counting_semaphore<at_once> slots{at_once};

struct Slot {
    Slot() { slots.acquire(); }
    ~Slot() { slots.release(); }
    Slot(Slot const&) = delete;
    Slot& operator=(Slot const&) = delete;
};

}  // namespace

std::string hash_password(std::string_view password) {
    CHECK(sodium_init() >= 0);
    Slot const slot;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    CHECK(crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0);
    return hash.data();
}

bool verify_password(std::string const& hash, std::string_view password) {
    CHECK(sodium_init() >= 0);
    Slot const slot;
    return hash.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace jiati::app
