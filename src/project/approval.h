// 联审: papers, departments in parallel with their opinions and conditions, and the joint approval.
#pragma once

#include "base/id.h"
#include "base/vault_text.h"
#include "project/decision.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::project::approval {

enum class Form : std::uint8_t { on_site, parallel };  // 现场联审, or each at its desk
enum class Opinion : std::uint8_t { pending, approve, conditions, returned };
enum class How : std::uint8_t { visit, papers };

// ---- Commands
struct FilePaper {
    std::string kind;
    std::string issuer;
    std::string number;
    std::optional<FileId> file;
};  // structural_appraisal, drawings …
struct Submit {
    Form form{};
    std::vector<std::string> departments;
    std::optional<std::int64_t> days;
};  // codes; empty = the city's list
struct GiveOpinion {
    std::string department;
    Opinion opinion{};
    How how{};
    VaultText text;
    std::vector<std::string> conditions;
};
struct SatisfyCondition {
    ItemId condition;
    std::string evidence_text;
};
struct Grant {
    std::string number;
    std::optional<Date> valid_until;
};  // 《联合审批表》
using Command = std::variant<FilePaper, Submit, GiveOpinion, SatisfyCondition, Grant>;

// ---- Events
struct PaperFiled {
    std::string kind;
    std::string issuer;
    std::string number;
    std::optional<FileId> file;
};
struct Submitted {
    Form form{};
    std::vector<std::string> departments;
    std::optional<Date> due_on;
};
struct Condition {
    ItemId id;
    std::string text;
    std::optional<Date> satisfied_on;
};
struct OpinionGiven {
    std::string department;
    Opinion opinion{};
    How how{};
    VaultText text;
    std::vector<Condition> conditions;
};
struct ConditionSatisfied {
    ItemId condition;
    std::string evidence_text;
};
struct Granted {
    std::string number;
    std::optional<Date> valid_until;
};
using Event = std::variant<PaperFiled, Submitted, OpinionGiven, ConditionSatisfied, Granted>;

struct Paper {
    std::string kind;
    Date filed_on;
    std::string issuer;
    std::string number;
    std::optional<FileId> file;
};
struct Lane {
    std::string department;
    Date asked_on;
    std::optional<Date> due_on;
    Opinion opinion{};
    How how{};
    std::optional<Date> opinion_on;
    VaultText text;
    std::vector<Condition> conditions;
};
struct State {
    std::vector<Paper> papers;  // the latest of each kind
    std::optional<Date> submitted_on;
    Form form{};
    std::vector<Lane> lanes;
    std::optional<Date> granted_on;
    std::string number;
    std::optional<Date> valid_until;
    [[nodiscard]] bool has_paper(std::string const& kind) const;
};

inline constexpr RefusalCode paper_kind_missing{"approval.paper_kind_missing"};
inline constexpr RefusalCode already_submitted{"approval.already_submitted"};
inline constexpr RefusalCode not_submitted{"approval.not_submitted"};
inline constexpr RefusalCode papers_missing{"approval.papers_missing"};  // {papers}: all at once (一次性告知)
inline constexpr RefusalCode no_departments{"approval.no_departments"};
inline constexpr RefusalCode department_unknown{"approval.department_unknown"};  // {department} was not asked
inline constexpr RefusalCode opinion_given{"approval.opinion_given"};
inline constexpr RefusalCode opinion_pending{"approval.opinion_pending"};  // "pending" is not an opinion
inline constexpr RefusalCode conditions_missing{
    "approval.conditions_missing"};                                      // a conditional opinion names its conditions
inline constexpr RefusalCode reason_missing{"approval.reason_missing"};  // a return says why
inline constexpr RefusalCode condition_unknown{"approval.condition_unknown"};
inline constexpr RefusalCode condition_satisfied{"approval.condition_satisfied"};
inline constexpr RefusalCode opinions_missing{"approval.opinions_missing"};  // {departments}
inline constexpr RefusalCode conditions_open{"approval.conditions_open"};    // {count}
inline constexpr RefusalCode already_granted{"approval.already_granted"};

Decision decide(project::State const& project, Command const& command, Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::project::approval
