// What one project asks of one viewer: computed from the record at reading, never kept. Nothing is listed that the
// viewer may not settle, and no room that the viewer's own pages would not show.
#pragma once

#include "app/read/sources.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::app::read {

struct Task {
    std::string_view kind;    // words: todo.kind.<kind>
    std::optional<Date> due;  // nothing: to be done, on no day
    std::string room;         // empty: about no household, or not for this viewer to know
    std::string_view tab;     // of the project's page, where it is settled
    std::map<std::string, std::string> arguments;
};

// A question or worry is answered within so many days. House rule: no law names a term.
inline constexpr std::int64_t answer_days = 7;
// Clocks of a lift in use are told so long before they run out.
inline constexpr std::int64_t clock_warning_days = 30;

[[nodiscard]] std::vector<Task> tasks_of(Sources const& from);

// The tasks of many projects, ordered by day: those without one last.
struct ProjectTask {
    std::string project, title, community, building, unit;
    std::string_view stage;
    Task task;
};
[[nodiscard]] std::string tasks_json(std::vector<ProjectTask> tasks, Date today,
                                     std::optional<std::string> const& next);

}  // namespace jiati::app::read
