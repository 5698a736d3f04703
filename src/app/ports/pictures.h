// Pictures as they are kept: drawn anew, so that nothing of the sent file remains but what can be seen. Place, time and
// device that a camera writes beside the picture are personal data, and a decoder is where hostile files strike: it
// runs apart.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace jiati::app {

struct PictureError {
    enum class Kind : std::uint8_t {
        unreadable,  // no whole picture, or too large to be drawn
        busy,        // too many at once; trying again may help
        unavailable  // nothing here can draw pictures
    };
    Kind kind{};
    std::string detail;  // for the operator's log
};

class Pictures {
  public:
    virtual ~Pictures() = default;
    // A JPEG of at most 2,000 by 2,000 pixels, upright, in sRGB, without metadata.
    virtual Result<std::string, PictureError> redraw(std::string_view bytes) = 0;
};

}  // namespace jiati::app
