#include "contract/disk_faults.h"

#include <sys/syscall.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <cstddef>

namespace jiati::contract {
namespace {

// At most one fault at a time.
std::atomic<bool> armed = false;
std::atomic<DiskCall> armed_call{};
std::atomic<int> armed_nth = 0;
std::atomic<int> armed_error = 0;
std::atomic<bool> armed_from_then_on = false;
std::atomic<int> calls = 0;
std::atomic<int> failed = 0;

bool fails(DiskCall call) {
    if (!armed || armed_call != call) return false;
    int const number = ++calls;
    if (number < armed_nth || (number > armed_nth && !armed_from_then_on)) return false;
    ++failed;
    errno = armed_error;
    return true;
}

}  // namespace

DiskFault::DiskFault(DiskCall call, int nth, int error, bool from_then_on) {
    armed_call = call;
    armed_nth = nth;
    armed_error = error;
    armed_from_then_on = from_then_on;
    calls = 0;
    failed = 0;
    armed = true;
}

DiskFault::~DiskFault() { armed = false; }

int DiskFault::failures() const { return failed; }

}  // namespace jiati::contract

using jiati::contract::DiskCall;
using jiati::contract::fails;

extern "C" ssize_t read(int file, void* bytes, std::size_t count) {
    if (fails(DiskCall::read)) return -1;
    return ::syscall(SYS_read, file, bytes, count);
}

extern "C" ssize_t pread64(int file, void* bytes, std::size_t count, off64_t offset) {
    if (fails(DiskCall::read)) return -1;
    return ::syscall(SYS_pread64, file, bytes, count, offset);
}

extern "C" ssize_t write(int file, void const* bytes, std::size_t count) {
    if (fails(DiskCall::write)) return -1;
    return ::syscall(SYS_write, file, bytes, count);
}

extern "C" ssize_t pwrite64(int file, void const* bytes, std::size_t count, off64_t offset) {
    if (fails(DiskCall::write)) return -1;
    return ::syscall(SYS_pwrite64, file, bytes, count, offset);
}

extern "C" int fsync(int file) {
    if (fails(DiskCall::sync)) return -1;
    return static_cast<int>(::syscall(SYS_fsync, file));
}

extern "C" int fdatasync(int file) {
    if (fails(DiskCall::sync)) return -1;
    return static_cast<int>(::syscall(SYS_fdatasync, file));
}

extern "C" int link(char const* path, char const* other) noexcept {
    if (fails(DiskCall::name)) return -1;
    return static_cast<int>(::syscall(SYS_link, path, other));
}
