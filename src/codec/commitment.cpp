#include "codec/commitment.h"

#include "base/check.h"
#include "codec/canonical.h"

#include <sodium.h>

namespace jiati::codec {

Bytes32 make_salt(Secret const& secret, std::string_view context) {
    Bytes32 salt{};
    auto const failed =
        crypto_generichash(salt.data(), salt.size(), reinterpret_cast<unsigned char const*>(context.data()),
                           context.size(), secret.data(), secret.size());
    CHECK(failed == 0);
    return salt;
}

std::string field_context(std::string_view stream, std::int64_t version, std::string_view pointer) {
    return std::string(stream) + '\n' + std::to_string(version) + '\n' + std::string(pointer);
}

std::string vault_context(std::string_view ref) { return "vault\n" + std::string(ref); }

std::string commit(Bytes32 const& salt, std::string_view canonical_json) {
    std::string bytes(1, '\x02');
    bytes.append(reinterpret_cast<char const*>(salt.data()), salt.size());
    bytes.append(canonical_json);
    return base64url(sha256(bytes));
}

std::string make_commitment(Secret const& secret, std::string_view context, std::string_view text) {
    return commit(make_salt(secret, context), json_string(text));
}

}  // namespace jiati::codec
