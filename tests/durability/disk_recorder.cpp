#include "disk_recorder.h"

#include "base/check.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <map>
#include <mutex>
#include <optional>

namespace jiati::durability {
namespace {

using Kind = DiskOp::Kind;

struct Recorder {
    struct Open {
        std::string path;
        std::uint64_t file = 0;
        bool is_folder = false;
    };
    std::mutex mutex;  // held during the call itself: the order written down is the order that happened
    std::string root;  // with a trailing slash
    std::vector<DiskOp> ops;
    std::map<int, Open> open;
    std::map<std::string, std::uint64_t> files;  // by path
    std::uint64_t next_file = 0;
};

std::atomic<Recorder*> recorder = nullptr;

// The path below the recorded folder; nothing for others.
std::optional<std::string> inside(Recorder const& to, char const* path) {
    std::string text = path;
    if (text + "/" == to.root) return std::string();
    if (!text.starts_with(to.root) || text.ends_with("-shm")) return std::nullopt;
    return text.substr(to.root.size());
}

// Does the call, and notes it where it succeeded.
template <class Call, class Note>
auto noting(Call const& call, Note const& note) {
    auto* const to = recorder.load();
    if (to == nullptr) return call();
    std::lock_guard const lock(to->mutex);
    auto const answer = call();
    if (answer >= 0) {
        int const error = errno;
        note(*to, answer);
        errno = error;
    }
    return answer;
}

void note_open(Recorder& to, char const* path, int flags, int descriptor) {
    auto const name = inside(to, path);
    if (!name) return;
    struct stat about {};
    if (::fstat(descriptor, &about) != 0) return;
    bool const is_folder = S_ISDIR(about.st_mode);
    if (!is_folder && !to.files.contains(*name)) {
        CHECK((flags & O_CREAT) != 0);
        to.files[*name] = ++to.next_file;
        to.ops.push_back({.kind = Kind::create, .path = *name, .other = "", .file = to.next_file, .bytes = ""});
    }
    auto const file = is_folder ? 0 : to.files[*name];
    if (!is_folder && (flags & O_TRUNC) != 0)
        to.ops.push_back({.kind = Kind::truncate, .path = *name, .other = "", .file = file, .bytes = ""});
    to.open[descriptor] = {*name, file, is_folder};
}

void note_change(Recorder& to, Kind kind, int descriptor, std::uint64_t offset, std::string bytes = {}) {
    auto const known = to.open.find(descriptor);
    if (known == to.open.end()) return;
    if (kind == Kind::sync && known->second.is_folder) kind = Kind::sync_folder;
    to.ops.push_back({.kind = kind,
                      .path = known->second.path,
                      .other = "",
                      .file = known->second.file,
                      .offset = offset,
                      .bytes = std::move(bytes)});
}

void note_name(Recorder& to, Kind kind, char const* path, char const* other = "") {
    auto const name = inside(to, path);
    if (!name) return;
    auto const new_name = *other == '\0' ? std::nullopt : inside(to, other);
    auto const file = to.files.contains(*name) ? to.files[*name] : 0;
    if (kind == Kind::unlink || kind == Kind::rename) to.files.erase(*name);
    if (new_name) to.files[*new_name] = file;
    if (kind == Kind::link)
        to.ops.push_back({.kind = kind, .path = new_name.value(), .other = "", .file = file, .bytes = ""});
    else
        to.ops.push_back({.kind = kind, .path = *name, .other = new_name.value_or(""), .file = file, .bytes = ""});
}

int open_at(char const* path, int flags, mode_t mode) {
    return noting([&] { return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode)); },
                  [&](Recorder& to, int descriptor) { note_open(to, path, flags, descriptor); });
}

ssize_t write_at(int file, void const* bytes, std::size_t count, off64_t offset) {
    return noting([&] { return static_cast<ssize_t>(::syscall(SYS_pwrite64, file, bytes, count, offset)); },
                  [&](Recorder& to, ssize_t written) {
                      note_change(to, Kind::write, file, static_cast<std::uint64_t>(offset),
                                  {static_cast<char const*>(bytes), static_cast<std::size_t>(written)});
                  });
}

int truncate_at(int file, off64_t size) {
    return noting([&] { return static_cast<int>(::syscall(SYS_ftruncate, file, size)); },
                  [&](Recorder& to, int) { note_change(to, Kind::truncate, file, static_cast<std::uint64_t>(size)); });
}

}  // namespace

DiskRecording::DiskRecording(std::filesystem::path const& folder) {
    auto fresh = std::make_unique<Recorder>();
    fresh->root = folder.string() + "/";
    CHECK(recorder.load() == nullptr);
    recorder = fresh.release();
}

DiskRecording::~DiskRecording() { static_cast<void>(finish()); }

void DiskRecording::acknowledge(std::uint64_t answer) {
    auto& to = *recorder.load();
    std::lock_guard const lock(to.mutex);
    to.ops.push_back({.kind = Kind::acknowledge, .path = "", .other = "", .file = answer, .bytes = ""});
}

std::vector<DiskOp> DiskRecording::finish() {
    std::unique_ptr<Recorder> const ended(recorder.exchange(nullptr));
    return ended ? std::move(ended->ops) : std::vector<DiskOp>();
}

}  // namespace jiati::durability

// --- the C library's names

using namespace jiati::durability;

extern "C" int open(char const* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    auto const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_at(path, flags, mode);
}

extern "C" int open64(char const* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    auto const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_at(path, flags, mode);
}

extern "C" int close(int file) {
    return noting([&] { return static_cast<int>(::syscall(SYS_close, file)); },
                  [&](Recorder& to, int) { to.open.erase(file); });
}

extern "C" ssize_t write(int file, void const* bytes, std::size_t count) {
    off64_t offset = 0;
    return noting(
        [&] {
            if (recorder.load() != nullptr) offset = ::lseek64(file, 0, SEEK_CUR);
            return static_cast<ssize_t>(::syscall(SYS_write, file, bytes, count));
        },
        [&](Recorder& to, ssize_t written) {
            note_change(to, Kind::write, file, static_cast<std::uint64_t>(offset),
                        {static_cast<char const*>(bytes), static_cast<std::size_t>(written)});
        });
}

extern "C" ssize_t pwrite(int file, void const* bytes, std::size_t count, off_t offset) {
    return write_at(file, bytes, count, offset);
}
extern "C" ssize_t pwrite64(int file, void const* bytes, std::size_t count, off64_t offset) {
    return write_at(file, bytes, count, offset);
}

extern "C" int ftruncate(int file, off_t size) noexcept { return truncate_at(file, size); }
extern "C" int ftruncate64(int file, off64_t size) noexcept { return truncate_at(file, size); }

extern "C" int fsync(int file) {
    return noting([&] { return static_cast<int>(::syscall(SYS_fsync, file)); },
                  [&](Recorder& to, int) { note_change(to, Kind::sync, file, 0); });
}
extern "C" int fdatasync(int file) {
    return noting([&] { return static_cast<int>(::syscall(SYS_fdatasync, file)); },
                  [&](Recorder& to, int) { note_change(to, Kind::sync, file, 0); });
}

extern "C" int mkdir(char const* path, mode_t mode) noexcept {
    return noting([&] { return static_cast<int>(::syscall(SYS_mkdir, path, mode)); },
                  [&](Recorder& to, int) { note_name(to, Kind::make_folder, path); });
}
extern "C" int unlink(char const* path) noexcept {
    return noting([&] { return static_cast<int>(::syscall(SYS_unlink, path)); },
                  [&](Recorder& to, int) { note_name(to, Kind::unlink, path); });
}
extern "C" int link(char const* path, char const* other) noexcept {
    return noting([&] { return static_cast<int>(::syscall(SYS_link, path, other)); },
                  [&](Recorder& to, int) { note_name(to, Kind::link, path, other); });
}
extern "C" int rename(char const* path, char const* other) noexcept {
    return noting([&] { return static_cast<int>(::syscall(SYS_rename, path, other)); },
                  [&](Recorder& to, int) { note_name(to, Kind::rename, path, other); });
}
