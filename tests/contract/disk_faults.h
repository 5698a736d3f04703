// Makes the disk fail on purpose. The test program defines the C library's calls below itself, so the database's and
// the attachments' pass through here first.
#pragma once

#include <cstdint>

namespace jiati::contract {

enum class DiskCall : std::uint8_t {
    read,   // read, pread64
    write,  // write, pwrite64
    sync,   // fsync, fdatasync, of a folder too
    name    // link
};

// While it lives, the nth such call from now on fails with `error` (an errno); where `from_then_on`, so do all later
// ones.
class DiskFault {
  public:
    DiskFault(DiskCall call, int nth, int error, bool from_then_on);
    ~DiskFault();
    DiskFault(DiskFault const&) = delete;
    DiskFault& operator=(DiskFault const&) = delete;

    // How many calls have failed so far.
    [[nodiscard]] int failures() const;
};

}  // namespace jiati::contract
