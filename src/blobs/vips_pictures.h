// Pictures drawn anew by vipsthumbnail (Debian: libvips-tools), each in a process of its own that can open no file for
// writing, uses little memory and is killed when it takes too long: a hostile picture costs that process and no more.
#pragma once

#include "app/ports/pictures.h"

#include <chrono>
#include <semaphore>

namespace jiati::blobs {

class VipsPictures final : public app::Pictures {
  public:
    static constexpr int at_once = 2;

    struct Limits {
        std::chrono::milliseconds time{20'000};  // from start to end, whatever the machine's load
        unsigned cpu_s = 10;
        std::size_t memory_bytes = std::size_t{1} << 30U;   // of address space
        std::size_t result_bytes = std::size_t{16} << 20U;  // 2,000 by 2,000 pixels need less
        std::chrono::milliseconds wait{10'000};             // for one's turn
        char const* program = "vipsthumbnail";              // looked for in /usr/local/bin, /usr/bin, /bin
    };
    VipsPictures() : VipsPictures(Limits{}) {}
    explicit VipsPictures(Limits limits) : limits_(limits) {}

    Result<std::string, app::PictureError> redraw(std::string_view bytes) override;
    // Whether the program is there.
    [[nodiscard]] bool is_available();

  private:
    Limits limits_;
    std::counting_semaphore<at_once> turns_{at_once};
};

}  // namespace jiati::blobs
