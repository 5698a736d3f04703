// 协商: meetings, questions answered one by one, promises to the low floors, blocking points, the three unities, and
// what staff take each household to bear (estimate.h).
#pragma once

#include "base/id.h"
#include "base/vault_text.h"
#include "project/decision.h"
#include "project/estimate.h"
#include "project/survey.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::project::deliberation {

enum class Unity : std::uint8_t { wish, plan, shares };  // 三个统一
enum class PromiseState : std::uint8_t { made, accepted, kept };

// ---- Commands
struct HoldMeeting {
    std::string channel;
    std::string place;
    std::optional<std::int64_t> households_present;
    std::vector<std::string> parties;
    std::string subject;
    std::vector<std::string> decisions;
};
struct AskQuestion {
    std::optional<HouseholdId> household;
    survey::Topic topic{};
    VaultText text;
};
struct AnswerQuestion {
    ItemId question;
    std::string by;
    VaultText text;
};
struct MakePromise {
    std::string to;
    std::optional<std::int64_t> floors_up_to;
    std::string kind;
    std::string text;
};  // kind: free_rides, frosted_panes, waived_upkeep, canopy, other; floors_up_to: who it is for
struct AcceptPromise {
    ItemId promise;
};
struct KeepPromise {
    ItemId promise;
};
struct ConfirmUnity {
    Unity unity{};
    std::string basis;
};
struct RecordBlockingPoint {
    std::string text;
    std::string owner;
    std::optional<Date> due_on;
};  // 堵点
struct ClearBlockingPoint {
    ItemId point;
    std::string how;
};
using Command =
    std::variant<HoldMeeting, AskQuestion, AnswerQuestion, MakePromise, AcceptPromise, KeepPromise, ConfirmUnity,
                 RecordBlockingPoint, ClearBlockingPoint, EstimateAcceptance, WithdrawEstimate>;

// ---- Events
struct MeetingHeld {
    ItemId meeting;
    std::string channel;
    std::string place;
    std::optional<std::int64_t> households_present;
    std::vector<std::string> parties;
    std::string subject;
    std::vector<std::string> decisions;
};
struct QuestionAsked {
    ItemId question;
    std::optional<HouseholdId> household;
    survey::Topic topic{};
    VaultText text;
};
struct QuestionAnswered {
    ItemId question;
    std::string by;
    VaultText text;
};
struct PromiseMade {
    ItemId promise;
    std::string to;
    std::optional<std::int64_t> floors_up_to;
    std::string kind;
    std::string text;
};
struct PromiseAccepted {
    ItemId promise;
};
struct PromiseKept {
    ItemId promise;
};
struct UnityConfirmed {
    Unity unity{};
    std::string basis;
};
struct BlockingPointRecorded {
    ItemId point;
    std::string text;
    std::string owner;
    std::optional<Date> due_on;
};
struct BlockingPointCleared {
    ItemId point;
    std::string how;
};
using Event =
    std::variant<MeetingHeld, QuestionAsked, QuestionAnswered, PromiseMade, PromiseAccepted, PromiseKept,
                 UnityConfirmed, BlockingPointRecorded, BlockingPointCleared, AcceptanceEstimated, EstimateWithdrawn>;

struct Meeting {
    ItemId id;
    Date on;
    std::string channel;
    std::string place;
    std::optional<std::int64_t> households_present;
    std::vector<std::string> parties;
    std::string subject;
    std::vector<std::string> decisions;
};
struct Question {
    ItemId id;
    Date on;
    std::optional<HouseholdId> household;
    survey::Topic topic{};
    VaultText text;
    std::string answered_by;
    VaultText answer;
    std::optional<Date> answered_on;
};
struct Promise {
    ItemId id;
    Date on;
    std::string to;
    std::optional<std::int64_t> floors_up_to;
    std::string kind;
    std::string text;
    PromiseState state{};
};
struct BlockingPoint {
    ItemId id;
    std::string text;
    std::string owner;
    std::optional<Date> due_on;
    std::optional<Date> cleared_on;
    std::string how;
};
struct State {
    std::vector<Meeting> meetings;
    std::vector<Question> questions;
    std::vector<Promise> promises;
    std::vector<BlockingPoint> blocking_points;
    std::optional<Date> wish_on, plan_on, shares_on;
    std::map<HouseholdId, Estimate> estimates;  // the latest of each
    // Floors that ride free by an accepted promise; 0 = none.
    [[nodiscard]] std::int64_t free_rides_up_to_floor() const;
};

inline constexpr RefusalCode item_unknown{"deliberation.item_unknown"};
inline constexpr RefusalCode already_answered{"deliberation.already_answered"};
inline constexpr RefusalCode promise_not_made{"deliberation.promise_not_in_state"};  // {state}
inline constexpr RefusalCode already_cleared{"deliberation.already_cleared"};
inline constexpr RefusalCode unity_not_reached{
    "deliberation.unity_not_reached"};  // {unity}, {why}: households oppose, no plan, no shares
inline constexpr RefusalCode attendance_wrong{"deliberation.attendance_wrong"};  // more present than households

Decision decide(project::State const& project, Command const& command, Context const& context);
// `entry`: the version at which the event stands in the project's stream.
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on, std::int64_t entry);

}  // namespace jiati::project::deliberation
