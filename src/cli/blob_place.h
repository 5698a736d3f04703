// Where attachments lie: a folder, an S3-compatible store, or blobs/ beside an SQLite file.
#pragma once

#include "app/ports/blobs.h"
#include "base/result.h"

#include <memory>
#include <string>

namespace jiati::cli {

// `place`: what --blobs said, or empty. The failure says what is wrong and what would be right.
[[nodiscard]] Result<std::unique_ptr<app::Blobs>, std::string> open_blobs(std::string const& place,
                                                                          std::string const& store);

}  // namespace jiati::cli
