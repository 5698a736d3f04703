// 验收 and 登记: the use-management unit appointed, the state's supervisory inspection, joint acceptance, use
// registration, hand-over, the subsidy claim, and what the residents say afterwards.
#pragma once

#include "base/id.h"
#include "project/decision.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::project::acceptance {

// ---- Commands
struct AppointUseUnit {
    std::string name;
    std::string kind;
    std::string fee;
};  // kind: property_firm, maintenance_firm, professional_firm, co_owners; fee in words ("free of charge")
struct RecordInspection {
    std::string body;
    bool passed = false;
    std::string report;
    std::string defects;
};  // 监督检验
struct Accept {
    std::vector<std::string> parties;
    bool passed = false;
    std::string defects;
};  // 联合验收
struct Register {
    std::string certificate;
};                   // 使用登记
struct HandOver {};  // in use from this day
struct ClaimSubsidy {
    ItemId line;
    std::vector<std::string> papers;
};
struct RecordSatisfaction {
    std::int64_t responses = 0;
    std::int64_t satisfied = 0;
};
using Command =
    std::variant<AppointUseUnit, RecordInspection, Accept, Register, HandOver, ClaimSubsidy, RecordSatisfaction>;

// ---- Events
struct UseUnitAppointed {
    std::string name;
    std::string kind;
    std::string fee;
};
struct Inspected {
    std::string body;
    bool passed = false;
    std::string report;
    std::string defects;
};
struct Accepted {
    std::vector<std::string> parties;
};
struct AcceptanceFailed {
    std::vector<std::string> parties;
    std::string defects;
};
struct Registered {
    std::string certificate;
};
struct HandedOver {};
struct SubsidyClaimed {
    ItemId line;
    std::vector<std::string> papers;
};
struct SatisfactionRecorded {
    std::int64_t responses = 0;
    std::int64_t satisfied = 0;
};
using Event = std::variant<UseUnitAppointed, Inspected, Accepted, AcceptanceFailed, Registered, HandedOver,
                           SubsidyClaimed, SatisfactionRecorded>;

struct State {
    std::string use_unit, use_unit_kind, use_unit_fee;
    std::optional<Date> use_unit_on;
    std::optional<Date> inspected_on;  // of the inspection that passed; cleared when sent back
    std::string inspection_body;
    std::int64_t inspections_failed = 0;
    std::optional<Date> accepted_on;
    std::vector<std::string> parties;
    std::optional<Date> registered_on;
    std::string certificate;
    std::optional<Date> handed_over_on;
    std::vector<ItemId> claimed;
    std::optional<Date> satisfaction_on;
    std::int64_t responses = 0, satisfied = 0;
};

inline constexpr RefusalCode use_unit_kind_wrong{"acceptance.use_unit_kind_wrong"};  // {kind}, {known}
inline constexpr RefusalCode co_owners_refused{"acceptance.co_owners_refused"};  // from 2023-05-05: order 74, art. 85
inline constexpr RefusalCode already_passed{"acceptance.already_passed"};
inline constexpr RefusalCode defects_missing{"acceptance.defects_missing"};  // a failure names what is wrong
inline constexpr RefusalCode parties_missing{"acceptance.parties_missing"};
inline constexpr RefusalCode already_accepted{"acceptance.already_accepted"};
inline constexpr RefusalCode already_registered{"acceptance.already_registered"};
inline constexpr RefusalCode certificate_missing{"acceptance.certificate_missing"};
inline constexpr RefusalCode already_handed_over{"acceptance.already_handed_over"};
inline constexpr RefusalCode already_claimed{"acceptance.already_claimed"};  // one lift, one claim
inline constexpr RefusalCode line_unknown{"acceptance.line_unknown"};
inline constexpr RefusalCode counts_wrong{"acceptance.counts_wrong"};

Decision decide(project::State const& project, Command const& command, Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::project::acceptance
