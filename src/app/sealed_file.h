// How an attachment lies in the store of files: "jiati-file/1", the data subject's name, and what is locked under a key
// that follows from the subject's secret, bound to city, id and subject. docs/formats/files.md has the bytes.
#pragma once

#include "app/ports/vault.h"
#include "base/file_type.h"
#include "base/id.h"

#include <optional>
#include <string>
#include <string_view>

namespace jiati::app {

class Randomness;

struct OpenFile {
    AccountId account;  // who sent it
    Instant sent_at;
    FileType type{};
    std::string request;  // keyed fingerprint of what was sent
    std::string bytes;    // as they are kept and shown
};

[[nodiscard]] std::string seal_file(Secret const& secret, std::string const& city, FileId const& id,
                                    std::string const& subject, OpenFile const& file, Randomness& randomness);
// Whose secret opens it; nothing when these are not the bytes of a sealed file.
[[nodiscard]] std::optional<std::string> subject_of_sealed(std::string_view sealed);
// Nothing when a single bit is another, or the file belongs elsewhere.
[[nodiscard]] std::optional<OpenFile> open_file(Secret const& secret, std::string const& city, FileId const& id,
                                                std::string_view sealed);

// What the record states of the bytes: SHA-256(0x02 ‖ salt ‖ JSON string of the hexadecimal SHA-256 of the bytes).
[[nodiscard]] std::string file_commitment(Secret const& secret, FileId const& id, std::string_view bytes);

}  // namespace jiati::app
