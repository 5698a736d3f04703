#include "app/sealed_file.h"

#include "app/ports/randomness.h"
#include "base/check.h"
#include "base/text.h"
#include "codec/canonical.h"
#include "codec/commitment.h"

#include <sodium.h>
#include <vector>

namespace jiati::app {
namespace {

constexpr std::string_view format = "jiati-file/1\n";
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

std::string belongs_to(std::string const& city, FileId const& id, std::string_view subject) {
    return city + "\n" + id.text + "\n" + std::string(subject);
}

std::optional<std::string> take_line(std::string_view& rest) {
    auto const end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    std::string line(rest.substr(0, end));
    rest.remove_prefix(end + 1);
    return line;
}

}  // namespace

std::string seal_file(Secret const& secret, std::string const& city, FileId const& id, std::string const& subject,
                      OpenFile const& file, Randomness& randomness) {
    auto const plain = file.account.text + "\n" + std::to_string(file.sent_at.unix_ms) + "\n" +
                       std::to_string(static_cast<int>(file.type)) + "\n" + file.request + "\n" + file.bytes;
    auto const head = std::string(format) + subject + "\n";
    std::string sealed = head + std::string(nonce_bytes + plain.size() + tag_bytes, '\0');
    auto* const nonce = bytes_of(sealed) + head.size();
    randomness.fill({nonce, nonce_bytes});
    auto const key = codec::make_salt(secret, "files");
    auto const about = belongs_to(city, id, subject);
    auto const failed =
        crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_bytes, nullptr, bytes_of(plain), plain.size(),
                                                   bytes_of(about), about.size(), nullptr, nonce, key.data());
    CHECK(failed == 0);
    return sealed;
}

std::optional<std::string> subject_of_sealed(std::string_view sealed) {
    if (!sealed.starts_with(format)) return std::nullopt;
    sealed.remove_prefix(format.size());
    return take_line(sealed);
}

std::optional<OpenFile> open_file(Secret const& secret, std::string const& city, FileId const& id,
                                  std::string_view sealed) {
    auto const subject = subject_of_sealed(sealed);
    if (!subject) return std::nullopt;
    sealed.remove_prefix(format.size() + subject->size() + 1);
    if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
    std::string plain(sealed.size() - nonce_bytes - tag_bytes, '\0');
    auto const key = codec::make_salt(secret, "files");
    auto const about = belongs_to(city, id, *subject);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(plain), nullptr, nullptr, bytes_of(sealed) + nonce_bytes,
                                                   sealed.size() - nonce_bytes, bytes_of(about), about.size(),
                                                   bytes_of(sealed), key.data()) != 0)
        return std::nullopt;
    std::string_view rest = plain;
    auto const account = take_line(rest);
    auto const sent_at = take_line(rest);
    auto const type = take_line(rest);
    auto const request = take_line(rest);
    auto const ms = sent_at ? parse_integer(*sent_at) : std::nullopt;
    auto const number = parse_integer(type.value_or("")).value_or(-1);
    if (!request || !ms || number < 0 || number > static_cast<int>(FileType::docx)) return std::nullopt;
    return OpenFile{AccountId{*account}, Instant{*ms}, static_cast<FileType>(number), *request, std::string(rest)};
}

std::string file_commitment(Secret const& secret, FileId const& id, std::string_view bytes) {
    return codec::make_commitment(secret, "file\n" + id.text, codec::hex(codec::sha256(bytes)));
}

}  // namespace jiati::app
