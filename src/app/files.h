// Attachments: taken, kept sealed under the data subject they are about, shown to those who may see them, and removed
// when nothing on record came to mention them.
#pragma once

#include "app/commands.h"
#include "app/ports/blobs.h"
#include "app/ports/pictures.h"
#include "app/ports/uploads.h"
#include "app/sealed_file.h"

#include <cstdint>
#include <string>

namespace jiati::app {

inline constexpr RefusalCode file_type_unknown{"files.type_unknown"};    // {type}; {known}
inline constexpr RefusalCode file_not_its_type{"files.not_its_type"};    // {type}: the bytes are something else
inline constexpr RefusalCode file_too_large{"files.too_large"};          // {limit}
inline constexpr RefusalCode file_about_nothing{"files.about_nothing"};  // household or project: one of the two
inline constexpr RefusalCode picture_unreadable{"files.picture_unreadable"};
inline constexpr RefusalCode too_many_waiting{"files.too_many_waiting"};  // {limit}

struct Upload {
    std::string household;  // one of the two
    std::string project;
    std::string media_type;
    std::string bytes;
    std::string idempotency_key;
};
struct Uploaded {
    FileId id;
    std::int64_t size = 0;
    FileType type{};
    std::string commitment;
};

class Files {
  public:
    static constexpr std::int64_t attach_within_ms = std::int64_t{24} * 60 * 60 * 1000;
    // Removed only when nobody can be attaching it any more.
    static constexpr std::int64_t removed_after_ms = attach_within_ms + 60 * 60 * 1000;
    static constexpr std::int64_t waiting_max = 200;  // of one account

    Files(Stores stores, Repository& repository, Uploads& uploads, Blobs& blobs, Pictures& pictures)
        : stores_(std::move(stores)), repository_(repository), uploads_(uploads), blobs_(blobs), pictures_(pictures) {}

    // On disk before it answers. The same key with the same file answers the same.
    Result<Uploaded, CommandError> upload(Viewer const& viewer, Upload const& upload);
    // Who sent a file sees it until it is attached; to everyone else it does not exist.
    Result<OpenFile, CommandError> read(Viewer const& viewer, std::string const& id);
    // Removes what was not attached in time; answers how many.
    Result<std::size_t, StoreError> remove_orphans();

  private:
    struct About {
        std::string subject;  // the vault's name
        std::string text;     // as it was asked for
    };
    Result<About, CommandError> about(Viewer const& viewer, Upload const& upload);
    Result<std::optional<OpenFile>, StoreError> open(std::string const& city, FileId const& id,
                                                     std::string* commitment);
    Result<std::string, CommandError> kept_bytes(Upload const& upload, bool is_picture);

    Stores stores_;
    Repository& repository_;
    Uploads& uploads_;
    Blobs& blobs_;
    Pictures& pictures_;
};

}  // namespace jiati::app
