// A file that never touches a disk, for a library that writes to a name only. Inside this folder.
#pragma once

#include <sys/mman.h>
#include <unistd.h>
#include <array>
#include <cstddef>
#include <string>

namespace jiati::documents {

class MemoryFile {
  public:
    MemoryFile() : descriptor_(memfd_create("sheet", MFD_CLOEXEC)) {}
    ~MemoryFile() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;

    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
    [[nodiscard]] std::string name() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
    [[nodiscard]] std::string bytes() const {
        std::string all;
        std::array<char, 65536> piece{};
        for (off_t at = 0;;) {
            auto const got = pread(descriptor_, piece.data(), piece.size(), at);
            if (got <= 0) return all;
            all.append(piece.data(), static_cast<std::size_t>(got));
            at += got;
        }
    }

  private:
    int descriptor_;
};

}  // namespace jiati::documents
