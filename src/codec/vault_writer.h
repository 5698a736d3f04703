// Where the reader of a command leaves the texts that personal data may hide in, so that nothing behind it sees them.
#pragma once

#include "base/id.h"
#include "base/vault_text.h"

#include <string_view>

namespace jiati::codec {

class VaultWriter {
  public:
    virtual ~VaultWriter() = default;
    // Keeps a text (clean UTF-8, NFC, not empty) and answers its reference and commitment. `household` is whom the
    // command speaks of; empty when it names none, and then the stream is the data subject. Called only for commands
    // that are otherwise readable.
    virtual VaultText put(HouseholdId const& household, std::string_view text) = 0;
    // Keeps the Argon2id string of a password; the password itself goes nowhere.
    virtual VaultText put_password(std::string_view password) = 0;
};

}  // namespace jiati::codec
