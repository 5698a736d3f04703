// A browser in two words, for a person to tell their sessions apart: "wechat/android", "firefox/linux". No more is kept
// of what browsers say about themselves.
#pragma once

#include <string>
#include <string_view>

namespace jiati::http {

[[nodiscard]] std::string device_of(std::string_view user_agent);

}  // namespace jiati::http
