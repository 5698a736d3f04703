#include "blobs/directory_blobs.h"

#include "blobs/blob_name.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>

namespace jiati::blobs {
namespace {

using Kind = app::StoreError::Kind;
using Outcome = Result<Done, app::StoreError>;

app::StoreError failed(std::filesystem::path const& path, char const* action) {
    int const error = errno;
    auto const kind = error == ENOSPC || error == EDQUOT ? Kind::full : Kind::unavailable;
    return {kind, std::string(action) + " " + path.string() + ": " + std::strerror(error)};
}

class File {
  public:
    File(std::filesystem::path const& path, int flags)
        : descriptor_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(File const&) = delete;
    File& operator=(File const&) = delete;

    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
    [[nodiscard]] bool sync() const { return ::fsync(descriptor_) == 0; }
    [[nodiscard]] bool write(std::string_view bytes) const {
        while (!bytes.empty()) {
            auto const count = ::write(descriptor_, bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }
    // Nothing when reading fails.
    [[nodiscard]] std::optional<std::string> read() const {
        std::string bytes;
        char buffer[1 << 16];
        for (;;) {
            auto const count = ::read(descriptor_, buffer, sizeof buffer);
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return std::nullopt;
            if (count == 0) return bytes;
            bytes.append(buffer, static_cast<std::size_t>(count));
        }
    }

  private:
    int descriptor_;
};

// A sync that failed may have dropped what it could not write, and the next one would say that all is well.
Failure<app::StoreError> failed_to_sync(std::filesystem::path const& path, std::atomic<bool>& stopped) {
    stopped = true;
    return Failure{failed(path, "sync")};
}

Outcome sync_folder(std::filesystem::path const& folder, std::atomic<bool>& stopped) {
    File const file(folder, O_RDONLY | O_DIRECTORY);
    if (!file.is_open() || !file.sync()) return failed_to_sync(folder, stopped);
    return Done{};
}

Outcome make_folder(std::filesystem::path const& folder) {
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return Failure{failed(folder, "make")};
    return Done{};
}

// The names below `root` down to `folder`, inside out. Also where the folders were there before: whoever made them may
// not have come as far as syncing.
Outcome sync_folders(std::filesystem::path folder, std::filesystem::path const& root, std::atomic<bool>& stopped) {
    for (;; folder = folder.parent_path()) {
        if (auto synced = sync_folder(folder, stopped); !synced) return synced;
        if (folder == root) return sync_folder(root.parent_path(), stopped);
    }
}

Outcome write_synced(std::filesystem::path const& path, std::string_view bytes, std::atomic<bool>& stopped) {
    File const file(path, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.is_open()) return Failure{failed(path, "create")};
    if (!file.write(bytes)) return Failure{failed(path, "write")};
    if (!file.sync()) return failed_to_sync(path, stopped);
    return Done{};
}

// A name of this process's own in the folder of the file; '.' is in no id.
std::filesystem::path temporary_beside(std::filesystem::path const& path) {
    static std::atomic<unsigned> count{0};
    return path.parent_path() /
           (".incoming-" + std::to_string(::getpid()) + "-" + std::to_string(count++) + "-" + path.filename().string());
}

std::filesystem::path place_of(std::filesystem::path const& folder, std::string const& city, FileId const& id) {
    return folder / city / id.text.substr(0, 2) / id.text;
}

}  // namespace

DirectoryBlobs::DirectoryBlobs(std::filesystem::path folder)
    : folder_(std::filesystem::absolute(std::move(folder)).lexically_normal()) {
    if (!folder_.has_filename()) folder_ = folder_.parent_path();  // "blobs/" and "blobs" are the same place
}

Result<Done, app::StoreError> DirectoryBlobs::put(std::string const& city, FileId const& id, std::string_view bytes) {
    if (!is_name(city) || !is_name(id.text))
        return Failure{app::StoreError{Kind::unavailable,
                                       "neither city nor id of a file may hold more than "
                                       "[A-Za-z0-9_-]"}};
    if (stopped_)
        return Failure{
            app::StoreError{Kind::unavailable, "writing stopped: a sync of " + folder_.string() + " failed"}};
    auto const path = place_of(folder_, city, id);
    for (auto const& folder : {folder_, folder_ / city, path.parent_path()})
        if (auto made = make_folder(folder); !made) return made;

    auto const temporary = temporary_beside(path);
    auto written = write_synced(temporary, bytes, stopped_);
    // link() rather than rename(): it never replaces a file that is there.
    bool const linked = written && ::link(temporary.c_str(), path.c_str()) == 0;
    bool const taken = written && !linked && errno == EEXIST;
    if (written && !linked && !taken) written = Failure{failed(path, "link")};
    ::unlink(temporary.c_str());
    if (!written) return written;
    if (taken) {
        auto const kept = get(city, id);
        if (!kept) return Failure{kept.error()};
        if (kept.value() != bytes)
            return Failure{app::StoreError{Kind::conflict, "file " + id.text + " already holds other bytes"}};
    }
    return sync_folders(path.parent_path(), folder_, stopped_);
}

Result<std::optional<std::string>, app::StoreError> DirectoryBlobs::get(std::string const& city, FileId const& id) {
    if (!is_name(city) || !is_name(id.text)) return std::optional<std::string>();
    auto const path = place_of(folder_, city, id);
    File const file(path, O_RDONLY);
    if (!file.is_open()) {
        if (errno == ENOENT) return std::optional<std::string>();
        return Failure{failed(path, "open")};
    }
    auto bytes = file.read();
    if (!bytes) return Failure{failed(path, "read")};
    return bytes;
}

Result<Done, app::StoreError> DirectoryBlobs::remove(std::string const& city, FileId const& id) {
    if (!is_name(city) || !is_name(id.text)) return Done{};
    auto const path = place_of(folder_, city, id);
    if (::unlink(path.c_str()) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) return Done{};
        return Failure{failed(path, "remove")};
    }
    return sync_folder(path.parent_path(), stopped_);
}

}  // namespace jiati::blobs
