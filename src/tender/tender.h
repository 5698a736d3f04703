// One procurement for one or more projects: a comparison of offers (比选) by default, or a public tender (招标) whose
// winner the units' representatives vote for.
#pragma once

#include "base/fen.h"
#include "base/id.h"
#include "base/refusal.h"
#include "base/result.h"
#include "policy/context.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::tender {

enum class Kind : std::uint8_t { comparison, public_tender };
struct FirmFact {
    FirmId firm;
    std::string name;
    bool known = false;
    bool suspended = false;
};
struct VoteFact {
    VoteId vote;
    bool closed = false;
    std::string chosen;
};  // chosen: an option's id, here a firm's

// ---- Commands ("tender.Announce" …)
struct Announce {
    Kind kind{};
    std::string title;
    std::vector<ProjectId> projects;
    std::string agent;
    std::string terms;
    Date bids_due_on;
};
struct SubmitBid {
    FirmId firm;
    Fen price_per_lift;
    std::string offer;
    FirmFact fact;
};
struct Award {
    FirmId firm;
    std::optional<VoteId> vote;
    std::string reason;
    std::optional<VoteFact> fact;
};
struct Cancel {
    std::string reason;
};
using Command = std::variant<Announce, SubmitBid, Award, Cancel>;

// ---- Events
struct Announced {
    TenderId tender;
    Kind kind{};
    std::string title;
    std::vector<ProjectId> projects;
    std::string agent;
    std::string terms;
    Date bids_due_on;
};
struct BidSubmitted {
    FirmId firm;
    std::string firm_name;
    Fen price_per_lift;
    std::string offer;
};
struct Awarded {
    FirmId firm;
    std::string firm_name;
    Fen price_per_lift;
    std::optional<VoteId> vote;
    std::string reason;
};
struct Cancelled {
    std::string reason;
};
using Event = std::variant<Announced, BidSubmitted, Awarded, Cancelled>;

struct Bid {
    FirmId firm;
    std::string firm_name;
    Fen price_per_lift;
    std::string offer;
    Date on;
};
struct State {
    TenderId id;
    Kind kind{};
    std::string title, agent, terms;
    std::vector<ProjectId> projects;
    std::optional<Date> announced_on;
    Date bids_due_on;
    std::vector<Bid> bids;
    std::optional<FirmId> awarded;
    std::string awarded_name;
    std::optional<Fen> awarded_price;
    std::optional<Date> awarded_on;
    std::optional<Date> cancelled_on;
};

inline constexpr RefusalCode already_announced{"tender.already_announced"};
inline constexpr RefusalCode not_announced{"tender.not_announced"};
inline constexpr RefusalCode projects_missing{"tender.projects_missing"};
inline constexpr RefusalCode title_missing{"tender.title_missing"};
inline constexpr RefusalCode firm_unknown{"tender.firm_unknown"};
inline constexpr RefusalCode firm_suspended{"tender.firm_suspended"};
inline constexpr RefusalCode price_not_positive{"tender.price_not_positive"};
inline constexpr RefusalCode bid_late{"tender.bid_late"};  // {due_on}
inline constexpr RefusalCode bid_twice{"tender.bid_twice"};
inline constexpr RefusalCode no_bid{"tender.no_bid"};  // the firm made no bid
inline constexpr RefusalCode already_awarded{"tender.already_awarded"};
inline constexpr RefusalCode vote_missing{
    "tender.vote_missing"};  // a public tender is decided by the representatives' vote
inline constexpr RefusalCode vote_not_closed{"tender.vote_not_closed"};
inline constexpr RefusalCode vote_chose_another{"tender.vote_chose_another"};  // {chosen}
inline constexpr RefusalCode reason_missing{"tender.reason_missing"};
inline constexpr RefusalCode cancelled{"tender.cancelled"};
inline constexpr RefusalCode dates_wrong{"tender.dates_wrong"};  // {date}: to come, or before what it follows

using Decision = Result<std::vector<Event>, Refusal>;
Decision decide(State const& state, Command const& command, policy::Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::tender
