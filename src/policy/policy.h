// A city's dated rules as typed data. Nothing here is decided by code: thresholds, days, amounts and lists differ from
// city to city and change, so each rule carries where it was read and how far that can be relied on. The fields are
// spelled as in policies/*.yaml, whose shape is policies/policy.schema.json. A published pack never changes; a
// correction is a new pack with a new id.
#pragma once

#include "base/date.h"
#include "base/double_majority.h"
#include "base/fen.h"
#include "base/fraction.h"
#include "policy/ballots.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jiati::policy {

struct Names {
    std::string zh;
    std::string en;
    friend bool operator==(Names const&, Names const&) = default;
};

// How far a rule can be relied on.
enum class Grade : std::uint8_t {
    seen,       // read at a source that is given
    lead,       // read at a vendor's or question-and-answer page: a lead, not an authority
    origin,     // stated by the origin cases
    derived,    // follows from other rules by arithmetic
    unverified  // general knowledge, to be checked before it is relied on
};

struct Source {
    std::string id;
    std::string title;
    std::string where;  // page, document number or date
    friend bool operator==(Source const&, Source const&) = default;
};

struct Basis {
    std::string article;  // "民法典第278条"; left out where the source names none
    std::string source;   // the id of a Source of this pack
    Grade grade = Grade::unverified;
    std::string note;  // what was assumed, if anything
    friend bool operator==(Basis const&, Basis const&) = default;
};

enum class DayKind : std::uint8_t { natural, working };

struct Days {
    int days = 0;
    DayKind kind = DayKind::natural;
    friend bool operator==(Days const&, Days const&) = default;
};

// ---- consent -------------------------------------------------------------------------------------------------------

enum class ConsentScope : std::uint8_t { unit, building, estate };

// One vote the law asks for. Where a matter needs several (the building, then the estate), they stand in order.
struct ConsentStage {
    std::string id;
    ConsentScope scope = ConsentScope::unit;
    DoubleMajority majority;
    std::vector<std::string> matters;  // what may be put to it: codes::matters
    Basis basis;
    friend bool operator==(ConsentStage const&, ConsentStage const&) = default;
};

// Votes that follow one another (first whether, then the scheme): each must have passed before the next is opened, and
// the last one decides.
struct VoteStage {
    std::string id;
    Names name;
    std::string rule;        // the id of a ConsentStage of this pack
    bool about_plan = true;  // otherwise asked before there is a plan
    Basis basis;
    friend bool operator==(VoteStage const&, VoteStage const&) = default;
};

struct BallotRules {
    BallotTerms terms;
    Basis basis;
    friend bool operator==(BallotRules const&, BallotRules const&) = default;
};

// ---- notice and calendar -------------------------------------------------------------------------------------------

struct Notice {
    Days period;
    // A last day that is a rest day moves to the end of the next working day (Civil Code art. 203).
    bool rolls_past_rest_day = true;
    std::vector<std::string> posted_at;  // codes::posting_places
    Basis basis;
    friend bool operator==(Notice const&, Notice const&) = default;
};

// First and last day, both included.
struct DateRange {
    std::string name;
    Date from;
    Date to;
    friend bool operator==(DateRange const&, DateRange const&) = default;
};

// The public holidays of one year as announced. Saturdays and Sundays are rest days unless listed as worked.
struct CalendarYear {
    int year = 0;
    std::vector<DateRange> holidays;
    std::vector<Date> working_weekend_days;
    Basis basis;
    friend bool operator==(CalendarYear const&, CalendarYear const&) = default;
};

// The years listed are the horizon: what needs another year is refused, naming it.
struct Calendar {
    std::vector<CalendarYear> years;
    friend bool operator==(Calendar const&, Calendar const&) = default;
};

// ---- money ---------------------------------------------------------------------------------------------------------

// Either a sum per lift, or a part of the cost up to a cap.
struct SubsidyTier {
    int floors_min = 0;
    std::optional<int> floors_max;
    std::optional<Fen> amount;
    std::optional<Fraction> part_of_cost;
    std::optional<Fen> cap;
    friend bool operator==(SubsidyTier const&, SubsidyTier const&) = default;
};

struct SubsidyPayer {
    std::string payer;  // "city", "district", …
    Fraction part;      // of the subsidy; the parts sum to 1
    friend bool operator==(SubsidyPayer const&, SubsidyPayer const&) = default;
};

struct Subsidy {
    std::string id;
    Names name;
    std::vector<SubsidyTier> tiers;
    std::vector<SubsidyPayer> payers;
    std::string milestone;  // the requirement that makes it payable: codes::requirements
    Basis basis;
    friend bool operator==(Subsidy const&, Subsidy const&) = default;
};

enum class WithinFloor : std::uint8_t { by_area, equal };

struct FloorValue {
    int floor = 0;
    Fraction value;
    friend bool operator==(FloorValue const&, FloorValue const&) = default;
};

// A reference, to be agreed on: weight of a flat = value of its floor (× area). Above the last floor each floor adds
// step_above.
struct CoefficientTable {
    std::string id;
    Names name;
    std::vector<FloorValue> floors;
    std::optional<Fraction> step_above;
    WithinFloor within_floor = WithinFloor::by_area;
    Basis basis;
    friend bool operator==(CoefficientTable const&, CoefficientTable const&) = default;
};

// Percentages of the whole by floor; they sum to 100.
struct PercentTable {
    std::string id;
    Names name;
    std::vector<FloorValue> floors;
    WithinFloor within_floor = WithinFloor::equal;
    Basis basis;
    friend bool operator==(PercentTable const&, PercentTable const&) = default;
};

enum class EntryMode : std::uint8_t { level, half_landing };

// What a floor of the building should bear at least and at most, in percent of the whole.
struct FloorInterval {
    int floor = 0;
    Fraction least;
    Fraction most;
    std::optional<Basis> basis;  // where it was read somewhere else than the table
    friend bool operator==(FloorInterval const&, FloorInterval const&) = default;
};

// A reference for buildings of so many floors; entry and corridor are left out where the source makes no difference or
// does not tell. Floors the source does not tell are left out, and then `incomplete` says why: such a table cannot
// settle shares by itself.
struct IntervalTable {
    std::string id;
    Names name;
    int building_floors = 0;
    std::optional<EntryMode> entry;
    std::optional<bool> new_corridor;
    std::vector<FloorInterval> floors;
    std::optional<std::string> incomplete;
    WithinFloor within_floor = WithinFloor::equal;
    Basis basis;
    friend bool operator==(IntervalTable const&, IntervalTable const&) = default;
};

// ---- approval, gates, use ------------------------------------------------------------------------------------------

struct Department {
    std::string code;
    Names name;
    friend bool operator==(Department const&, Department const&) = default;
};

struct Paper {
    std::string code;
    Names name;
    friend bool operator==(Paper const&, Paper const&) = default;
};

struct JointApproval {
    std::vector<Department> departments;  // those asked unless the project names others
    std::vector<Paper> papers;            // all of them must be on file
    std::optional<Days> convene_within;   // from receipt of the application
    std::optional<Days> opinion_within;   // from the department's being asked
    Basis basis;
    friend bool operator==(JointApproval const&, JointApproval const&) = default;
};

// What must stand before a stage opens. A requirement about something the project does not have (the filing of a
// subsidy where none is sought) holds.
struct Gate {
    std::string stage;                      // codes::stages
    std::vector<std::string> requirements;  // codes::requirements
    friend bool operator==(Gate const&, Gate const&) = default;
};

// Who may be the use-management unit from a date on; the entry with the latest `from` not after the day counts.
struct UseUnitRule {
    Date from;
    std::vector<std::string> kinds;  // codes::use_unit_kinds
    Basis basis;
    friend bool operator==(UseUnitRule const&, UseUnitRule const&) = default;
};

struct Operation {
    int registration_within_days = 0;         // natural days after first use
    int maintenance_interval_days = 0;        // natural days
    std::vector<int> inspection_years;        // years after the installation inspection with a periodic inspection
    int inspection_interval_years_after = 0;  // after the last of them
    int rescue_within_minutes = 0;
    Basis basis;
    friend bool operator==(Operation const&, Operation const&) = default;
};

// ---- the pack ------------------------------------------------------------------------------------------------------

// A section a city's pack leaves out is taken from the pack of the wider area (resolve_policy).
struct Policy {
    std::string id;
    Names name;
    std::string area;  // the jurisdiction: "cn", "cn-jiangxi-nanchang"
    Date valid_from;
    std::optional<Date> valid_to;  // last day; open while absent
    std::vector<Source> sources;
    std::vector<ConsentStage> consent;
    std::optional<std::vector<VoteStage>> vote_stages;  // absent: one vote decides
    std::optional<BallotRules> ballots;                 // absent: BallotTerms as they stand
    std::optional<Notice> notice;
    std::optional<Calendar> calendar;
    std::vector<Subsidy> subsidies;
    std::vector<CoefficientTable> coefficient_tables;
    std::vector<PercentTable> percent_tables;
    // Absent rather than empty when left out: the text of a pack published before this section existed stays as it was.
    std::optional<std::vector<IntervalTable>> interval_tables;
    std::optional<JointApproval> joint_approval;
    std::vector<Gate> gates;
    std::vector<UseUnitRule> use_unit_rules;
    std::optional<Operation> operation;
    friend bool operator==(Policy const&, Policy const&) = default;

    [[nodiscard]] bool is_valid_on(Date date) const { return valid_from <= date && (!valid_to || date <= *valid_to); }
};

}  // namespace jiati::policy
