#include "merkle/checkpoint.h"

#include "merkle/base64.h"

#include <algorithm>

namespace jiati::merkle {
namespace {

constexpr std::string_view receipt_header = "c2sp.org/tlog-proof@v1";
constexpr std::size_t path_max = 64;

// The line up to the next newline, taken off the front; nothing when there is no newline.
std::optional<std::string_view> take_line(std::string_view& text) {
    auto const end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    auto const line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

// Digits only, no leading zero.
std::optional<std::uint64_t> parse_count(std::string_view text) {
    if (text.empty() || text.size() > 19 || (text.size() > 1 && text[0] == '0')) return std::nullopt;
    std::uint64_t number = 0;
    for (char const c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
}

std::string hash_text(Hash const& hash) { return to_base64(std::string(hash.begin(), hash.end())); }

std::optional<Hash> parse_hash(std::string_view text) {
    auto const bytes = from_base64(text);
    Hash hash{};
    if (!bytes || bytes->size() != hash.size()) return std::nullopt;
    std::transform(bytes->begin(), bytes->end(), hash.begin(), [](char c) { return static_cast<unsigned char>(c); });
    return hash;
}

}  // namespace

std::string to_string(Checkpoint const& checkpoint) {
    auto text = checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' + hash_text(checkpoint.root) + '\n';
    for (auto const& line : checkpoint.extensions) text += line + '\n';
    return text;
}

std::optional<Checkpoint> parse_checkpoint(std::string_view text) {
    auto const origin = take_line(text);
    auto const size = take_line(text);
    auto const root = take_line(text);
    if (!origin || origin->empty() || !size || !root) return std::nullopt;
    auto const leaves = parse_count(*size);
    auto const hash = parse_hash(*root);
    if (!leaves || !hash) return std::nullopt;
    Checkpoint checkpoint{std::string(*origin), *leaves, *hash, {}};
    while (!text.empty()) {
        auto const line = take_line(text);
        if (!line || line->empty()) return std::nullopt;
        checkpoint.extensions.emplace_back(*line);
    }
    return checkpoint;
}

std::string to_string(Receipt const& receipt) {
    std::string text = std::string(receipt_header) + '\n';
    if (receipt.extra) text += "extra " + to_base64(*receipt.extra) + '\n';
    text += "index " + std::to_string(receipt.index) + '\n';
    for (auto const& hash : receipt.proof) text += hash_text(hash) + '\n';
    return text + '\n' + receipt.signed_checkpoint;
}

std::optional<Receipt> parse_receipt(std::string_view text) {
    if (take_line(text) != receipt_header) return std::nullopt;
    Receipt receipt;
    auto line = take_line(text);
    if (line && line->starts_with("extra ")) {
        receipt.extra = from_base64(line->substr(6));
        if (!receipt.extra) return std::nullopt;
        line = take_line(text);
    }
    if (!line || !line->starts_with("index ")) return std::nullopt;
    auto const index = parse_count(line->substr(6));
    if (!index) return std::nullopt;
    receipt.index = *index;
    while ((line = take_line(text)) && !line->empty()) {
        auto const hash = parse_hash(*line);
        if (!hash || receipt.proof.size() == path_max) return std::nullopt;
        receipt.proof.push_back(*hash);
    }
    if (!line || text.empty()) return std::nullopt;
    receipt.signed_checkpoint = std::string(text);
    return receipt;
}

ReceiptFault check_receipt(Receipt const& receipt, Hash const& leaf, std::vector<VerifierKey> const& known,
                           SignatureCheck const& check, HashFunction hash) {
    auto const note = parse_note(receipt.signed_checkpoint);
    if (!note) return ReceiptFault::not_signed;
    auto const signers = verified_by(*note, known, check);
    if (signers.empty()) return ReceiptFault::not_signed;
    auto const checkpoint = parse_checkpoint(note->text);
    if (!checkpoint) return ReceiptFault::not_a_checkpoint;
    bool const by_the_log = std::any_of(signers.begin(), signers.end(), [&](VerifierKey const& key) {
        return key.algorithm == ed25519 && key.name == checkpoint->origin;
    });
    if (!by_the_log) return ReceiptFault::not_a_checkpoint;
    return verify_inclusion(receipt.index, checkpoint->size, leaf, receipt.proof, checkpoint->root, hash)
               ? ReceiptFault::none
               : ReceiptFault::not_in_the_log;
}

}  // namespace jiati::merkle
