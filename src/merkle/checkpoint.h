// What the log signs (C2SP tlog-checkpoint): which log, how many leaves, the root over them; and the receipt a resident
// keeps (C2SP tlog-proof v1): the path of one leaf with the signed checkpoint it leads to.
#pragma once

#include "merkle/note.h"
#include "merkle/tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::merkle {

struct Checkpoint {
    std::string origin;  // not empty, one line
    std::uint64_t size = 0;
    Hash root{};
    std::vector<std::string> extensions;  // further lines, none empty
    friend bool operator==(Checkpoint const&, Checkpoint const&) = default;
};

// The text to be signed.
[[nodiscard]] std::string to_string(Checkpoint const& checkpoint);
[[nodiscard]] std::optional<Checkpoint> parse_checkpoint(std::string_view text);

struct Receipt {
    std::optional<std::string> extra;  // bytes of the log's own choosing
    std::uint64_t index = 0;
    Proof proof;
    std::string signed_checkpoint;  // a note, as served
    friend bool operator==(Receipt const&, Receipt const&) = default;
};

[[nodiscard]] std::string to_string(Receipt const& receipt);
[[nodiscard]] std::optional<Receipt> parse_receipt(std::string_view text);

enum class ReceiptFault : unsigned char {
    none,
    not_signed,        // by none of the known keys, or wrongly by one of them
    not_a_checkpoint,  // signed, but no checkpoint of the key's log
    not_in_the_log,    // the path does not lead from the leaf to the root
};
// One known key must be the log's own: named as the checkpoint's origin.
[[nodiscard]] ReceiptFault check_receipt(Receipt const& receipt, Hash const& leaf,
                                         std::vector<VerifierKey> const& known, SignatureCheck const& check,
                                         HashFunction hash);

}  // namespace jiati::merkle
