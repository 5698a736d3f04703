// manifest.json of a backup: what it holds, and by what that is proven.
#pragma once

#include "base/date.h"
#include "base/refusal.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec {

struct BackupCity {
    std::string city;
    std::int64_t head = 0;
    std::string root;  // RFC 6962 root over the leaves 1 … head, hex
};

struct BackupManifest {
    std::int64_t format = 1;
    Instant made_at;
    Instant keys_expire_at;  // from then on the keys may not be used any more, and are deleted
    std::string sums;        // SHA-256 of the file SHA256SUMS, hex
    std::vector<BackupCity> cities;
};

[[nodiscard]] std::string encode(BackupManifest const& manifest);
Result<BackupManifest, Refusal> decode_backup_manifest(std::string_view json);

}  // namespace jiati::codec
