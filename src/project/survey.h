// 摸底: every household's stance, the visits that found it, the worries raised and the answers given.
#pragma once

#include "base/id.h"
#include "base/vault_text.h"
#include "project/decision.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::project::survey {

enum class Stance : std::uint8_t { agree, neutral, oppose, unreached };
enum class Channel : std::uint8_t { visit, phone, web, paper, meeting };
enum class VisitOutcome : std::uint8_t { met, absent, refused };
// 12 topics of worry (features 11).
enum class Topic : std::uint8_t {
    daylight,
    air,
    noise,
    privacy,
    safety,
    value,
    price,
    ratio,
    quality,
    looks,
    duration,
    running_cost,
    distance,
    compensation,
    other
};

// ---- Commands
struct RecordStance {
    HouseholdId household;
    Stance stance{};
    std::vector<Topic> topics;
    VaultText reason;
    Channel channel{};
};
struct RecordVisit {
    HouseholdId household;
    VisitOutcome outcome{};
    std::optional<Date> next_on;
    VaultText note;
};
struct RaiseWorry {
    std::optional<HouseholdId> household;
    Topic topic{};
    VaultText text;
};  // no household: said in a meeting
struct AnswerWorry {
    ItemId worry;
    std::string by;
    VaultText text;
};
// A slip of the finger is taken back on the day it was made, and what stood before stands again. Both stay on record.
struct TakeBackStance {
    HouseholdId household;
};
struct TakeBackVisit {
    HouseholdId household;
};
struct Complete {};  // every household was reached or tried; opens the next steps
using Command =
    std::variant<RecordStance, RecordVisit, RaiseWorry, AnswerWorry, Complete, TakeBackStance, TakeBackVisit>;

// ---- Events
struct StanceRecorded {
    HouseholdId household;
    Stance stance{};
    std::vector<Topic> topics;
    VaultText reason;
    Channel channel{};
};
struct VisitRecorded {
    HouseholdId household;
    VisitOutcome outcome{};
    std::optional<Date> next_on;
    VaultText note;
};
struct WorryRaised {
    ItemId worry;
    std::optional<HouseholdId> household;
    Topic topic{};
    VaultText text;
};
struct WorryAnswered {
    ItemId worry;
    std::string by;
    VaultText text;
};
struct Completed {
    std::int64_t households = 0;
    std::int64_t reached = 0;
};
struct StanceTakenBack {
    HouseholdId household;
};
struct VisitTakenBack {
    HouseholdId household;
};
using Event =
    std::variant<StanceRecorded, VisitRecorded, WorryRaised, WorryAnswered, Completed, StanceTakenBack, VisitTakenBack>;

struct StanceTaken {
    std::optional<Stance> stance;
    std::optional<Date> on;
    std::vector<Topic> topics;
    VaultText reason;
};
struct VisitMade {
    std::optional<Date> on;
    std::optional<VisitOutcome> outcome;
    std::optional<Date> next_on;
    VaultText note;
};

struct HouseholdSurvey {
    std::optional<Stance> stance;
    std::optional<Date> stance_on;
    std::vector<Topic> topics;
    VaultText reason;
    std::optional<Date> visited_on;
    std::optional<VisitOutcome> outcome;
    std::optional<Date> next_on;
    VaultText note;
    // What stood before each entry of the latest day, the earliest first: what taking one back puts in its place.
    std::vector<StanceTaken> stances_before;
    std::vector<VisitMade> visits_before;
};
struct Worry {
    ItemId id;
    Date raised_on;
    std::optional<HouseholdId> household;
    Topic topic{};
    VaultText text;
    std::string answered_by;
    VaultText answer;
    std::optional<Date> answered_on;
};
struct State {
    std::map<HouseholdId, HouseholdSurvey> households;
    std::vector<Worry> worries;
    std::optional<Date> completed_on;
};

inline constexpr RefusalCode worry_unknown{"survey.worry_unknown"};
inline constexpr RefusalCode worry_answered{"survey.worry_answered"};
inline constexpr RefusalCode households_missing{"survey.households_missing"};  // {rooms}: neither stance nor visit yet
inline constexpr RefusalCode next_visit_in_past{"survey.next_visit_in_past"};
inline constexpr RefusalCode nothing_to_take_back{"survey.nothing_to_take_back"};  // none, or of another day

Decision decide(project::State const& project, Command const& command, Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::project::survey
