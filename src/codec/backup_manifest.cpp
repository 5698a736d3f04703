#include "codec/backup_manifest.h"

#include "codec/codec.h"

namespace jiati::codec {

template <>
struct Description<BackupCity> {
    using T = BackupCity;
    static constexpr auto fields() {
        return std::tuple{field("city", &T::city), field("head", &T::head), field("root", &T::root)};
    }
};
template <>
struct Description<BackupManifest> {
    using T = BackupManifest;
    static constexpr auto fields() {
        return std::tuple{field("format", &T::format), field("made_at", &T::made_at),
                          field("keys_expire_at", &T::keys_expire_at), field("sums", &T::sums),
                          field("cities", &T::cities)};
    }
};

std::string encode(BackupManifest const& manifest) { return to_canonical(write(manifest)); }

Result<BackupManifest, Refusal> decode_backup_manifest(std::string_view text) {
    auto parsed = parse_json(text);
    if (!parsed) return Failure{std::move(parsed).error()};
    Reader reader(Origin::document);
    BackupManifest manifest;
    if (!read(reader, *parsed, manifest, TextDemand{})) return Failure{reader.take_refusal()};
    return manifest;
}

}  // namespace jiati::codec
