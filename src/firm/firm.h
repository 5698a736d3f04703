// A firm that builds, supervises, appraises or keeps lifts: licences, record, ratings by those who paid, suspension as
// an office's act (never computed).
#pragma once

#include "base/id.h"
#include "base/refusal.h"
#include "base/result.h"
#include "base/vault_text.h"
#include "policy/context.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::firm {

struct Licence {
    std::string kind;
    std::string number;
    std::optional<Date> valid_until;
};

// ---- Commands ("firm.Register" …)
struct Register {
    std::string name;
    std::vector<std::string> duties;
    std::vector<Licence> licences;
};  // duties: contractor, lift_maker, supervisor, appraiser, designer, maintenance, property
struct Suspend {
    std::string office;
    std::string reason;
};
struct Reinstate {
    std::string office;
    std::string reason;
};
struct Rate {
    ProjectId project;
    HouseholdId household;
    std::int64_t score = 0;
    VaultText text;
};  // 1–5, once per household and project
using Command = std::variant<Register, Suspend, Reinstate, Rate>;

// ---- Events
struct Registered {
    FirmId firm;
    std::string name;
    std::vector<std::string> duties;
    std::vector<Licence> licences;
};
struct Suspended {
    std::string office;
    std::string reason;
};
struct Reinstated {
    std::string office;
    std::string reason;
};
struct Rated {
    ProjectId project;
    HouseholdId household;
    std::int64_t score = 0;
    VaultText text;
};
using Event = std::variant<Registered, Suspended, Reinstated, Rated>;

struct Rating {
    ProjectId project;
    HouseholdId household;
    std::int64_t score = 0;
    Date on;
};
struct State {
    FirmId id;
    std::string name;
    std::vector<std::string> duties;
    std::vector<Licence> licences;
    std::optional<Date> suspended_on;
    std::string suspension_reason;
    std::optional<Date> reinstated_on;  // the last time
    std::optional<Date> registered_on;  // no claimed date may precede it
    std::vector<Rating> ratings;
};

inline constexpr RefusalCode already_registered{"firm.already_registered"};
inline constexpr RefusalCode not_registered{"firm.not_registered"};
inline constexpr RefusalCode name_missing{"firm.name_missing"};
inline constexpr RefusalCode duty_unknown{"firm.duty_unknown"};  // {duty}, {known}
inline constexpr RefusalCode duties_missing{"firm.duties_missing"};
inline constexpr RefusalCode licence_incomplete{"firm.licence_incomplete"};  // without kind or number
inline constexpr RefusalCode office_missing{"firm.office_missing"};
inline constexpr RefusalCode already_suspended{"firm.already_suspended"};
inline constexpr RefusalCode not_suspended{"firm.not_suspended"};
inline constexpr RefusalCode reason_missing{"firm.reason_missing"};
inline constexpr RefusalCode score_wrong{"firm.score_wrong"};  // {score}: 1 to 5
inline constexpr RefusalCode rated_before{"firm.rated_before"};
inline constexpr RefusalCode dates_wrong{"firm.dates_wrong"};  // {date}: to come, or before what it follows

using Decision = Result<std::vector<Event>, Refusal>;
Decision decide(State const& state, Command const& command, policy::Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::firm
