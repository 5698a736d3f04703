// Tender and contract seen from the project: prices quoted and negotiated, the firm chosen, the agency, the contract
// with its commitments and their clocks.
#pragma once

#include "base/fen.h"
#include "base/id.h"
#include "project/decision.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::project::contract {

struct FirmFact {
    FirmId firm;
    std::string name;
    bool suspended = false;
    bool known = false;
};
struct TenderFact {
    TenderId tender;
    bool awarded = false;
    FirmId firm;
    std::optional<Fen> price;
    bool serves_project = false;
};
// A promise of the contract that runs for years: counted from acceptance.
struct Commitment {
    std::string kind;
    std::int64_t years = 0;
    std::string text;
    friend bool operator==(Commitment const&, Commitment const&) = default;
};  // kind: warranty, free_upkeep

// ---- Commands
struct QuotePrice {
    FirmId firm;
    Fen amount;
    std::string reason;
    FirmFact fact;
};  // reason: why it differs from the last
struct ChooseFirm {
    FirmId firm;
    std::optional<TenderId> tender;
    std::string how;
    FirmFact fact;
    std::optional<TenderFact> tender_fact;
};
struct AuthoriseAgent {
    std::string agent;
    std::vector<std::string> scope;
    std::optional<Date> until;
};  // 代建, 委托
struct Sign {
    Fen price;
    std::vector<Commitment> commitments;
    std::vector<std::string> witnesses;
    std::string terms;
};
using Command = std::variant<QuotePrice, ChooseFirm, AuthoriseAgent, Sign>;

// ---- Events
struct PriceQuoted {
    FirmId firm;
    std::string firm_name;
    Fen amount;
    std::string reason;
};
struct FirmChosen {
    FirmId firm;
    std::string firm_name;
    std::optional<TenderId> tender;
    std::string how;
};
struct AgentAuthorised {
    std::string agent;
    std::vector<std::string> scope;
    std::optional<Date> until;
};
struct Signed {
    FirmId firm;
    Fen price;
    std::vector<Commitment> commitments;
    std::vector<std::string> witnesses;
    std::string terms;
};
using Event = std::variant<PriceQuoted, FirmChosen, AgentAuthorised, Signed>;

struct Quote {
    Date on;
    FirmId firm;
    Fen amount;
    std::string reason;
};
struct State {
    std::vector<Quote> quotes;  // in order; the last one stands
    std::optional<FirmId> firm;
    std::string firm_name;
    std::string chosen_how;
    std::optional<TenderId> tender;
    std::optional<Date> chosen_on;
    std::string agent;
    std::vector<std::string> agent_scope;
    std::optional<Date> agent_until;
    std::optional<Date> signed_on;
    std::optional<Fen> price;  // of the contract
    std::vector<Commitment> commitments;
    // The price that stands: of the contract, else the last quote.
    [[nodiscard]] std::optional<Fen> standing_price() const;
};

inline constexpr RefusalCode firm_unknown{"contract.firm_unknown"};
inline constexpr RefusalCode firm_suspended{"contract.firm_suspended"};
inline constexpr RefusalCode price_not_positive{"contract.price_not_positive"};
inline constexpr RefusalCode reason_missing{"contract.reason_missing"};  // a changed price says why
inline constexpr RefusalCode tender_not_awarded{"contract.tender_not_awarded"};
inline constexpr RefusalCode tender_elsewhere{
    "contract.tender_elsewhere"};  // the tender does not serve this project or chose another firm
inline constexpr RefusalCode no_firm{"contract.no_firm"};
inline constexpr RefusalCode price_differs{"contract.price_differs"};  // {quoted}, {contract}
inline constexpr RefusalCode already_signed{"contract.already_signed"};
inline constexpr RefusalCode years_wrong{"contract.years_wrong"};  // a commitment of no or too many years

Decision decide(project::State const& project, Command const& command, Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::project::contract
