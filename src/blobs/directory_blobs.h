// Attachments as files: FOLDER/city/xx/id, where xx are the first two characters of the id. A file appears under its
// name only when its bytes are on disk, and is never overwritten.
#pragma once

#include "app/ports/blobs.h"

#include <atomic>
#include <filesystem>
#include <string>

namespace jiati::blobs {

class DirectoryBlobs final : public app::Blobs {
  public:
    // Folders are made when first needed, readable by their owner alone.
    explicit DirectoryBlobs(std::filesystem::path folder);

    // City and id become file names and must consist of [A-Za-z0-9_-], at most 64 of them: others are refused as
    // unavailable by put, and unknown to get.
    Result<Done, app::StoreError> put(std::string const& city, FileId const& id, std::string_view bytes) override;
    Result<std::optional<std::string>, app::StoreError> get(std::string const& city, FileId const& id) override;
    Result<Done, app::StoreError> remove(std::string const& city, FileId const& id) override;

  private:
    std::filesystem::path folder_;
    std::atomic<bool> stopped_ = false;  // a sync failed: what the disk holds is in doubt until a new start
};

}  // namespace jiati::blobs
