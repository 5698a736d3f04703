// Writes down what this program does to the files below a folder, in the order in which it happens: the timeline from
// which a disk after a power cut is rebuilt (disk_state.h). The test program defines the C library's calls itself, so
// the database's and the product's own pass through here first: no tracing rights are needed, and sanitizers can run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace jiati::durability {

struct DiskOp {
    enum class Kind : std::uint8_t {
        make_folder,
        create,    // `path` is a new, empty file with the number `file`
        write,     // `bytes` at `offset`
        truncate,  // to `offset` bytes
        sync,
        sync_folder,
        link,    // `path` is a further name of `file`
        rename,  // `path` becomes `other`, within one folder
        unlink,
        acknowledge  // a client was answered: `file` is the number of its answer
    };
    Kind kind{};
    std::string path;  // below the recorded folder
    std::string other;
    std::uint64_t file = 0;
    std::uint64_t offset = 0;
    std::string bytes;
};

// While it lives. One at a time. The shared-memory files of the database (-shm) are left out: they are rebuilt.
class DiskRecording {
  public:
    explicit DiskRecording(std::filesystem::path const& folder);
    ~DiskRecording();
    DiskRecording(DiskRecording const&) = delete;
    DiskRecording& operator=(DiskRecording const&) = delete;

    void acknowledge(std::uint64_t answer);
    // Ends the recording.
    [[nodiscard]] std::vector<DiskOp> finish();
};

}  // namespace jiati::durability
