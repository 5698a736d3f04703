#include "cli/blob_place.h"

#include "blobs/directory_blobs.h"
#include "blobs/s3_blobs.h"

#include <filesystem>

namespace jiati::cli {

Result<std::unique_ptr<app::Blobs>, std::string> open_blobs(std::string const& place, std::string const& store) {
    constexpr std::string_view file_scheme = "sqlite:";
    using Opened = std::unique_ptr<app::Blobs>;
    if (place.starts_with("s3://")) {
        auto where = blobs::read_s3_place(place);
        if (!where) return Failure{"--blobs: " + where.error()};
        auto credentials = blobs::read_s3_credentials();
        if (!credentials) return Failure{"--blobs: " + credentials.error()};
        return Opened(std::make_unique<blobs::S3Blobs>(std::move(*where), std::move(*credentials)));
    }
    if (place.find("://") != std::string::npos)
        return Failure{"--blobs: \"" + place + "\" is neither a folder nor s3://BUCKET?endpoint=URL"};
    if (!place.empty()) return Opened(std::make_unique<blobs::DirectoryBlobs>(place));
    // Several nodes on one database have no folder in common, unless they are told of one.
    if (!store.starts_with(file_scheme)) return Opened();
    auto const file = std::filesystem::absolute(store.substr(file_scheme.size()));
    return Opened(std::make_unique<blobs::DirectoryBlobs>(file.parent_path() / "blobs"));
}

}  // namespace jiati::cli
