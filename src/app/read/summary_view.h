// The city at a glance, the list of projects, and one community's register.
#pragma once

#include "app/ports/views.h"
#include "place/community.h"

#include <string>
#include <vector>

namespace jiati::app::read {

[[nodiscard]] std::string summary_json(std::string const& area, std::vector<ViewRow> const& communities,
                                       std::vector<ViewRow> const& projects);
[[nodiscard]] std::string project_list_json(std::vector<ViewRow> const& projects, std::string const& stage,
                                            std::string const& after, std::size_t limit);
// `register_seen`: households one by one; otherwise counts only.
[[nodiscard]] std::string place_json(place::State const& place, bool register_seen);

}  // namespace jiati::app::read
