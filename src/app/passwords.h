// Argon2id, as libsodium's interactive setting: 64 MiB and about 80 ms each, so only a few run at once.
#pragma once

#include <string>
#include <string_view>

namespace jiati::app {

[[nodiscard]] std::string hash_password(std::string_view password);
[[nodiscard]] bool verify_password(std::string const& hash, std::string_view password);

}  // namespace jiati::app
