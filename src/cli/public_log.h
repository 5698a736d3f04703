// A log's public files, read over HTTP or from a folder.
#pragma once

#include "app/log/audit.h"

#include <string>

namespace jiati::cli {

// `address` as "https://host" or "https://host/log/city". Redirects are not followed: a log is where it says it is.
[[nodiscard]] app::log::ReadPublic read_over_http(std::string address);
[[nodiscard]] app::log::ReadPublic read_from_folder(std::string folder);

}  // namespace jiati::cli
