// A backup's folder: journal.db, keys.db, blobs/, SHA256SUMS (as `sha256sum --check` reads it) and manifest.json. The
// master key is never in it.
#pragma once

#include "base/date.h"
#include "base/result.h"
#include "codec/backup_manifest.h"
#include "merkle/tree.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::cli {

// What is wrong, for the one line on standard error.
using Fault = std::string;

inline constexpr std::int64_t keys_kept_ms = std::int64_t{7} * 24 * 60 * 60 * 1000;

// Folds leaves into each city's head hash, up to a head where one is given.
class LogRoots {
  public:
    LogRoots() = default;
    explicit LogRoots(std::map<std::string, std::int64_t> heads) : heads_(std::move(heads)) {}

    void add(std::string const& city, std::int64_t seq, std::string_view leaf);
    [[nodiscard]] std::vector<codec::BackupCity> cities() const;

  private:
    std::optional<std::map<std::string, std::int64_t>> heads_;
    std::map<std::string, merkle::Frontier> trees_;
};
// Nothing when both are the same; else where they differ first.
[[nodiscard]] std::optional<Fault> difference(std::vector<codec::BackupCity> const& one,
                                              std::vector<codec::BackupCity> const& other);

// A copy of every file below `from`, synced; a folder that is not there has none.
Result<Done, Fault> copy_files(std::filesystem::path const& from, std::filesystem::path const& to);
Result<Done, Fault> write_synced(std::filesystem::path const& file, std::string_view bytes);
Result<Done, Fault> sync_folder(std::filesystem::path const& folder);

// Writes SHA256SUMS and manifest.json of what lies in the folder.
Result<Done, Fault> seal(std::filesystem::path const& folder, Instant now, std::vector<codec::BackupCity> cities);
Result<codec::BackupManifest, Fault> read_manifest(std::filesystem::path const& folder);
// The manifest, once every file is what it was when the backup was made, and there are no others.
Result<codec::BackupManifest, Fault> verify_files(std::filesystem::path const& folder);

// Deletes the keys of the backups in a folder whose time is over; answers whose.
std::vector<std::filesystem::path> drop_expired_keys(std::filesystem::path const& backups, Instant now);

}  // namespace jiati::cli
