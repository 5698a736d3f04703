// 公示: the clock of the public notice, its witnesses, and the objections of the unit and of neighbouring buildings.
#pragma once

#include "base/id.h"
#include "base/vault_text.h"
#include "project/decision.h"
#include "project/survey.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::project::notice {

enum class DayKind : std::uint8_t { natural, working };
enum class Origin : std::uint8_t { household, neighbouring };
enum class Outcome : std::uint8_t { open, dismissed, accommodated, upheld, withdrawn };

// ---- Commands
struct Post {
    std::vector<std::string> places;
    std::vector<std::string> witnesses;
    std::optional<std::int64_t> days;
};  // days: more than the rule asks, never fewer
struct StopClock {
    std::string reason;
};
struct RestartClock {};
struct RaiseObjection {
    Origin origin{};
    std::optional<HouseholdId> household;
    std::string building;
    survey::Topic topic{};
    VaultText text;
};
struct AnswerObjection {
    ItemId objection;
    Outcome outcome{};
    VaultText answer;
};
struct WithdrawObjection {
    ItemId objection;
};
struct Close {};
using Command = std::variant<Post, StopClock, RestartClock, RaiseObjection, AnswerObjection, WithdrawObjection, Close>;

// ---- Events
struct Posted {
    std::int64_t plan_version = 0;
    std::int64_t days = 0;
    DayKind kind{};
    Date ends_on;
    std::string policy;
    std::vector<std::string> places;
    std::vector<std::string> witnesses;
};
struct ClockStopped {
    std::string reason;
    std::int64_t days_run = 0;
};
struct ClockRestarted {
    Date ends_on;
};
struct ObjectionRaised {
    ItemId objection;
    Origin origin{};
    std::optional<HouseholdId> household;
    std::string building;
    survey::Topic topic{};
    VaultText text;
    Date answer_due_on;
};
struct ObjectionAnswered {
    ItemId objection;
    Outcome outcome{};
    VaultText answer;
};
struct ObjectionWithdrawn {
    ItemId objection;
};
struct Closed {
    std::int64_t objections = 0;
    std::int64_t answered = 0;
};
using Event =
    std::variant<Posted, ClockStopped, ClockRestarted, ObjectionRaised, ObjectionAnswered, ObjectionWithdrawn, Closed>;

struct Objection {
    ItemId id;
    Date raised_on;
    Origin origin{};
    std::optional<HouseholdId> household;
    std::string building;
    survey::Topic topic{};
    VaultText text;
    Date answer_due_on;
    Outcome outcome{};
    VaultText answer;
    std::optional<Date> answered_on;
};
struct State {
    std::optional<Date> posted_on;
    std::int64_t plan_version = 0;
    std::int64_t days = 0;
    DayKind kind{};
    std::optional<Date> ends_on;
    std::optional<Date> stopped_on;
    std::int64_t days_run = 0;          // full days until the clock was last stopped
    std::optional<Date> running_since;  // the day it was posted or last restarted
    std::optional<Date> closed_on;      // of the notice that stands; cleared when the project is sent back
    std::vector<std::string> places, witnesses;
    std::vector<Objection> objections;
};

inline constexpr RefusalCode already_posted{"notice.already_posted"};
inline constexpr RefusalCode not_posted{"notice.not_posted"};
inline constexpr RefusalCode days_too_few{"notice.days_too_few"};  // {days}, {needed}
inline constexpr RefusalCode place_missing{"notice.place_missing"};
inline constexpr RefusalCode still_running{"notice.still_running"};  // {ends_on}
inline constexpr RefusalCode clock_stopped{"notice.clock_stopped"};
inline constexpr RefusalCode clock_not_stopped{"notice.clock_not_stopped"};
inline constexpr RefusalCode already_closed{"notice.already_closed"};
inline constexpr RefusalCode objections_open{"notice.objections_open"};  // {count}
inline constexpr RefusalCode objection_unknown{"notice.objection_unknown"};
inline constexpr RefusalCode objection_settled{"notice.objection_settled"};
inline constexpr RefusalCode outcome_wrong{
    "notice.outcome_wrong"};  // only dismissed, accommodated or upheld answer an objection
inline constexpr RefusalCode answer_missing{"notice.answer_missing"};
inline constexpr RefusalCode text_missing{"notice.text_missing"};  // an objection is written to count
inline constexpr RefusalCode calendar_ends{
    "notice.calendar_ends"};  // {year}: the holidays of that year are not in the policy yet

Decision decide(project::State const& project, Command const& command, Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::project::notice
