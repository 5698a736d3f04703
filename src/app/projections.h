// View rows as functions of states: the same function makes them after an append and in a rebuild from the journal.
#pragma once

#include "app/aggregates.h"
#include "app/ports/views.h"

#include <functional>
#include <string>
#include <vector>

namespace jiati::app {

// Raise it whenever a row's shape changes: a start with another number rebuilds all rows.
inline constexpr int views_format = 3;

// Finds the community a project stands in; null when it cannot be read.
using FindPlace = std::function<place::State const*(CommunityId const&)>;

// `new_events`: what was just appended; a rebuild passes all events of the stream.
[[nodiscard]] std::vector<ViewRow> rows_of(project::State const& state, std::vector<project::Event> const& new_events,
                                           FindPlace const& place);
[[nodiscard]] std::vector<ViewRow> rows_of(place::State const& state, std::vector<place::Event> const& new_events,
                                           FindPlace const& place);
[[nodiscard]] std::vector<ViewRow> rows_of(vote::State const& state, std::vector<vote::Event> const& new_events,
                                           FindPlace const& place);
[[nodiscard]] std::vector<ViewRow> rows_of(tender::State const& state, std::vector<tender::Event> const& new_events,
                                           FindPlace const& place);
[[nodiscard]] std::vector<ViewRow> rows_of(firm::State const& state, std::vector<firm::Event> const& new_events,
                                           FindPlace const& place);
[[nodiscard]] std::vector<ViewRow> rows_of(account::State const& state, std::vector<account::Event> const& new_events,
                                           FindPlace const& place);

// What the clock owes because of these events.
[[nodiscard]] std::vector<TimerRow> timers_of(vote::State const& state, std::vector<vote::Event> const& new_events);
[[nodiscard]] std::vector<TimerRow> timers_of(place::State const& state, std::vector<place::Event> const& new_events);

}  // namespace jiati::app
