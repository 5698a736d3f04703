// 表决 seen from the project: the roll it relies on, the votes it opened, the result it took in, the owners' agreement.
// Ballots are counted in vote/; the project never counts.
#pragma once

#include "base/fraction.h"
#include "base/id.h"
#include "base/square_metres.h"
#include "project/decision.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::project::consent {

struct RollEntry {
    HouseholdId household;
    std::string room;
    std::vector<std::int64_t> floors;  // ascending; two for a duplex
    SquareMetres area;
    OwnerId owner;  // one owner of several flats is one head
};
// The register of the unit as place/ holds it now; given by the application.
struct RegisterFact {
    std::int64_t place_version = 0;
    std::vector<RollEntry> households;
};
// The result of a closed vote; given by the application.
struct RatioFact {
    std::string have;
    std::string of;
    std::string need;
    bool holds = false;
};  // exact text; need as "2/3"
struct VoteFact {
    VoteId vote;
    std::int64_t version = 0;
    bool closed = false;
    std::int64_t plan_version = 0;
    std::string policy;  // id of the policy and rule it was counted by
    std::string article;
    bool passes = false;
    std::vector<RatioFact> ratios;  // participation heads, area, agreement heads, area
    std::string stage;              // of a law that asks several times
    bool decides = true;            // the only stage or the last
};

// ---- Commands
struct FreezeRoll {
    RegisterFact fact;
};  // data: {}; the application adds the register
struct NoteVoteOpened {
    VoteId vote;
    bool about_plan = true;  // added by the application; otherwise asked before there is a plan
};                           // reaction to vote.Open, never sent by people
struct TakeInResult {
    VoteFact fact;
};  // data: {"vote": id}; the application adds the result
struct SignAgreement {
    HouseholdId household;
    std::string how;
};  // 协议: in person, by proxy document …
struct WitnessAgreement {
    std::vector<std::string> witnesses;
};
using Command = std::variant<FreezeRoll, NoteVoteOpened, TakeInResult, SignAgreement, WitnessAgreement>;

// ---- Events
struct RollFrozen {
    std::int64_t place_version = 0;
    std::vector<RollEntry> households;
    std::int64_t heads = 0;
    SquareMetres area;
};
struct VoteOpened {
    VoteId vote;
    std::int64_t plan_version = 0;
};
struct ResultTakenIn {
    VoteId vote;
    std::int64_t vote_version = 0;
    std::int64_t plan_version = 0;
    std::string policy;
    std::string article;
    bool passes = false;
    std::vector<RatioFact> ratios;
    std::string stage;
    bool decides = true;
};
struct AgreementSigned {
    HouseholdId household;
    std::string how;
    std::int64_t plan_version = 0;
};
struct AgreementWitnessed {
    std::vector<std::string> witnesses;
    std::int64_t signatures = 0;
};
using Event = std::variant<RollFrozen, VoteOpened, ResultTakenIn, AgreementSigned, AgreementWitnessed>;

// An earlier stage of a law that asks several times. One that was about a plan stands for that version only.
struct StagePassed {
    Date on;
    std::int64_t plan_version = 0;
};

struct State {
    std::vector<RollEntry> roll;  // published order: floor, room, id
    std::int64_t place_version = 0;
    std::optional<Date> roll_frozen_on;
    std::optional<VoteId> open_vote;
    std::vector<VoteId> votes;
    std::optional<Date> vote_opened_on;
    std::map<std::string, StagePassed> stages_passed;
    std::optional<Date> passed_on;
    std::int64_t passed_plan_version = 0;
    std::vector<RatioFact> ratios;  // of the last result
    std::string article;
    std::map<HouseholdId, Date> signatures;  // of the agreement for the plan that passed
    std::optional<Date> witnessed_on;
    std::vector<std::string> witnesses;
    [[nodiscard]] RollEntry const* find(HouseholdId const& household) const;
};

inline constexpr RefusalCode register_empty{"consent.register_empty"};
inline constexpr RefusalCode vote_already_open{"consent.vote_already_open"};
inline constexpr RefusalCode vote_unknown{"consent.vote_unknown"};
inline constexpr RefusalCode vote_not_closed{"consent.vote_not_closed"};
inline constexpr RefusalCode plan_moved_on{
    "consent.plan_moved_on"};  // {voted}, {current}: the vote was about an older plan
inline constexpr RefusalCode not_passed{"consent.not_passed"};
inline constexpr RefusalCode already_signed{"consent.already_signed"};
inline constexpr RefusalCode nobody_signed{"consent.nobody_signed"};
inline constexpr RefusalCode roll_not_frozen{"consent.roll_not_frozen"};

Decision decide(project::State const& project, Command const& command, Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::project::consent
