// A store made from a backup, in a folder of its own and proven by its head hash: what `jiati restore` then puts where
// it belongs, and `jiati check --backup` looks at.
#pragma once

#include "cli/backup_folder.h"
#include "store/sql_restore.h"

#include <filesystem>
#include <string>
#include <vector>

namespace jiati::cli {

// The manifest of a whole backup: every file as it was, keys that may still be used, the head hash recomputed from its
// journal.
Result<codec::BackupManifest, Fault> prove_backup(std::filesystem::path const& backup, Instant now);

// What is to be made, and where; whatever lies in the folder from one that was interrupted is cleared away.
struct StorePlan {
    std::filesystem::path backup;
    std::filesystem::path folder = {};
    std::string file = "jiati.db";
    std::filesystem::path master_key = {};
    store::Moment moment = {};  // nothing: all
    store::Erased erased = {};  // destroyed again, whatever the backup's keys hold

    [[nodiscard]] std::string url() const { return "sqlite:" + (folder / file).string(); }
};
// Its heads, proven against the backup.
Result<std::vector<codec::BackupCity>, Fault> make_store(StorePlan const& plan);

// Who was erased after the backup was made, as far as the newer backups in the same folder tell.
Result<store::Erased, Fault> erased_since(std::filesystem::path const& backup, Instant made_at);

}  // namespace jiati::cli
