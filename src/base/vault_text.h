// A text that personal data may hide in: names, phones, free words. Its value lies in the vault; commands, events and
// states carry the reference and the commitment only. decide and evolve never need the value. The codec that reads a
// command puts the words into the vault and this in their place.
#pragma once

#include <string>

namespace jiati {

struct VaultText {
    std::string ref;         // where the vault keeps it
    std::string commitment;  // base64url of SHA-256(0x02 ‖ salt32 ‖ canonical JSON of the text)

    [[nodiscard]] bool empty() const noexcept { return ref.empty(); }
    friend bool operator==(VaultText const&, VaultText const&) = default;
};

}  // namespace jiati
