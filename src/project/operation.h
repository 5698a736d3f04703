// 运行: the clocks of warranty and upkeep, inspections and upkeep done, trips counted, and the running cost split the
// way the unit chose: equally, by coefficient, by floor × people, or by counted trips.
#pragma once

#include "base/fen.h"
#include "base/id.h"
#include "project/decision.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::project::operation {

enum class CostRule : std::uint8_t { equal, coefficient, floor_people, counted_trips };
// What the split needs to know of a household. Who rides free pays nothing of the running cost.
struct Rider {
    HouseholdId household;
    std::int64_t coefficient_thousandths = 0;
    std::int64_t people = 0;
    bool free = false;
};
struct Trips {
    HouseholdId household;
    std::int64_t count = 0;
};
struct BillLine {
    HouseholdId household;
    Fen amount;
    friend bool operator==(BillLine const&, BillLine const&) = default;
};
struct CostItem {
    std::string kind;
    Fen amount;
};  // electricity, upkeep, inspection, insurance, repair

// ---- Commands
struct ChooseRule {
    CostRule rule{};
    std::vector<Rider> riders;
    std::string chosen_by;
};
struct RecordTrips {
    std::string period;
    std::vector<Trips> trips;
    std::string source;
};  // period "2024-03": the closed monthly reading
struct IssueBill {
    std::string period;
    std::vector<CostItem> items;
};
struct RecordBillPayment {
    std::string period;
    HouseholdId household;
    Fen amount;
    std::string voucher;
};
struct RecordUpkeep {
    std::string by;
    std::string kind;
    std::string text;
};  // half_month, quarter, half_year, year
struct RecordPeriodicInspection {
    std::string body;
    bool passed = false;
};
struct ReportFault {
    std::string text;
    bool entrapment = false;
    std::optional<std::int64_t> minutes_to_arrival;
};
using Command = std::variant<ChooseRule, RecordTrips, IssueBill, RecordBillPayment, RecordUpkeep,
                             RecordPeriodicInspection, ReportFault>;

// ---- Events
struct RuleChosen {
    CostRule rule{};
    std::vector<Rider> riders;
    std::string chosen_by;
};
struct TripsRecorded {
    std::string period;
    std::vector<Trips> trips;
    std::string source;
    std::int64_t total = 0;
};
struct BillIssued {
    std::string period;
    std::vector<CostItem> items;
    Fen total;
    CostRule rule{};
    std::vector<BillLine> lines;
};
struct BillPaid {
    std::string period;
    HouseholdId household;
    Fen amount;
    std::string voucher;
};
struct UpkeepRecorded {
    std::string by;
    std::string kind;
    std::string text;
};
struct PeriodicallyInspected {
    std::string body;
    bool passed = false;
};
struct FaultReported {
    ItemId fault;
    std::string text;
    bool entrapment = false;
    std::optional<std::int64_t> minutes_to_arrival;
};
using Event =
    std::variant<RuleChosen, TripsRecorded, BillIssued, BillPaid, UpkeepRecorded, PeriodicallyInspected, FaultReported>;

struct Bill {
    std::string period;
    Date on;
    std::vector<CostItem> items;
    Fen total;
    CostRule rule{};
    std::vector<BillLine> lines;
    std::vector<BillLine> paid;
};
struct Reading {
    std::string period;
    std::vector<Trips> trips;
};
struct State {
    std::optional<Date> rule_on;
    CostRule rule{};
    std::vector<Rider> riders;
    std::vector<Reading> readings;
    std::vector<Bill> bills;
    std::optional<Date> last_upkeep_on;
    std::optional<Date> last_inspection_on;
    std::int64_t faults = 0;
};

// A clock that runs from acceptance: warranty, free_upkeep, inspection, upkeep.
struct Clock {
    std::string kind;
    Date from;
    Date until;
};
// The clocks of the contract's commitments and, by the intervals of that policy, of the next periodic inspection and
// the next upkeep, as of the state.
[[nodiscard]] std::vector<Clock> clocks(project::State const& project, policy::Policy const* policy = nullptr);
// The split of a total by a rule, in the published order of the roll; exact to the fen by largest remainder.
// Refuses when the rule lacks what it needs (no trips of that period, no people, no coefficients).
[[nodiscard]] Result<std::vector<BillLine>, Refusal> split(project::State const& project, CostRule rule, Fen total,
                                                           std::string const& period);

inline constexpr RefusalCode not_in_use{"operation.not_in_use"};
inline constexpr RefusalCode riders_wrong{"operation.riders_wrong"};  // {household}: twice, or negative numbers
inline constexpr RefusalCode period_wrong{"operation.period_wrong"};  // {period}: "2024-03" would be right
inline constexpr RefusalCode period_closed{"operation.period_closed"};
inline constexpr RefusalCode no_rule{"operation.no_rule"};
inline constexpr RefusalCode nothing_to_split_by{"operation.nothing_to_split_by"};  // {rule}, {period}
inline constexpr RefusalCode amount_not_positive{"operation.amount_not_positive"};
inline constexpr RefusalCode bill_unknown{"operation.bill_unknown"};
inline constexpr RefusalCode overpaid{"operation.overpaid"};
inline constexpr RefusalCode trips_wrong{"operation.trips_wrong"};  // {household}: none, twice, or a negative number
inline constexpr RefusalCode minutes_wrong{"operation.minutes_wrong"};  // {minutes}: negative

Decision decide(project::State const& project, Command const& command, Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::project::operation
