// The ids that events made, by the names people know them by, so that a caller can go on without reading back.
#pragma once

#include "app/aggregates.h"

#include <map>
#include <string>
#include <vector>

namespace jiati::app {

// "" is the main one: the item or stream the command made.
[[nodiscard]] std::map<std::string, std::string> made_by(std::string const& stream_id,
                                                         std::vector<project::Event> const& events);
[[nodiscard]] std::map<std::string, std::string> made_by(std::string const& stream_id,
                                                         std::vector<place::Event> const& events);
[[nodiscard]] std::map<std::string, std::string> made_by(std::string const& stream_id,
                                                         std::vector<vote::Event> const& events);
[[nodiscard]] std::map<std::string, std::string> made_by(std::string const& stream_id,
                                                         std::vector<tender::Event> const& events);
[[nodiscard]] std::map<std::string, std::string> made_by(std::string const& stream_id,
                                                         std::vector<firm::Event> const& events);
[[nodiscard]] std::map<std::string, std::string> made_by(std::string const& stream_id,
                                                         std::vector<account::Event> const& events);

}  // namespace jiati::app
