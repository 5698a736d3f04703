// 调解: talks with one household that is still to be won: rounds, offers, the answers to them, and whether what was
// accepted was done. What is said and offered concerns that household and those who negotiate with it, nobody else.
#pragma once

#include "base/fen.h"
#include "base/id.h"
#include "base/vault_text.h"
#include "project/decision.h"
#include "project/survey.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace jiati::project::mediation {

// Who mediates, in the order a disagreement is usually carried upwards (社区, 街道, 人民调解委员会, 听证会).
enum class Level : std::uint8_t { community, street, peoples_mediation, hearing };
enum class OfferKind : std::uint8_t {
    compensation,  // one payment, in fen
    free_rides,
    waived_upkeep,
    frosted_panes,
    canopy,
    plan_change,
    other
};
enum class Answer : std::uint8_t { accepted, declined };
enum class OfferState : std::uint8_t { made, accepted, declined, kept };
[[nodiscard]] std::string_view code_of(OfferState state);
enum class Outcome : std::uint8_t { settled, unsettled };

// ---- Commands
struct Open {
    HouseholdId household;
    survey::Topic topic{};
    Level level{};
    VaultText text;  // what it is about, in the household's own words; may be empty
};
struct HoldRound {
    ItemId mediation;
    Level level{};
    std::vector<std::string> parties;  // offices and duties at the table, no names
    VaultText note;
};
struct MakeOffer {
    ItemId mediation;
    OfferKind kind{};
    std::optional<Fen> amount;  // compensation: what is paid; else what it costs, where known
    VaultText text;
};
struct AnswerOffer {
    ItemId offer;
    Answer answer{};
    VaultText text;  // why; may be empty
};
struct KeepOffer {
    ItemId offer;
    VaultText how;
};  // what was accepted has been done
struct Close {
    ItemId mediation;
    Outcome outcome{};
    VaultText text;
};
using Command = std::variant<Open, HoldRound, MakeOffer, AnswerOffer, KeepOffer, Close>;

// ---- Events
struct Opened {
    ItemId mediation;
    HouseholdId household;
    survey::Topic topic{};
    Level level{};
    VaultText text;
};
struct RoundHeld {
    ItemId mediation;
    HouseholdId household;
    std::int64_t round = 0;  // from 1
    Level level{};
    std::vector<std::string> parties;
    VaultText note;
};
struct OfferMade {
    ItemId offer;
    ItemId mediation;
    HouseholdId household;
    OfferKind kind{};
    std::optional<Fen> amount;
    VaultText text;
};
struct OfferAnswered {
    ItemId offer;
    HouseholdId household;
    Answer answer{};
    VaultText text;
};
struct OfferKept {
    ItemId offer;
    HouseholdId household;
    VaultText how;
};
struct Closed {
    ItemId mediation;
    HouseholdId household;
    Outcome outcome{};
    VaultText text;
};
using Event = std::variant<Opened, RoundHeld, OfferMade, OfferAnswered, OfferKept, Closed>;

struct Round {
    Date on;
    Level level{};
    std::vector<std::string> parties;
    VaultText note;
};
struct Offer {
    ItemId id;
    Date on;
    OfferKind kind{};
    std::optional<Fen> amount;
    VaultText text;
    OfferState state{};
    std::optional<Date> answered_on;
    VaultText answer;
    std::optional<Date> kept_on;
    VaultText how;
};
struct Mediation {
    ItemId id;
    Date on;
    HouseholdId household;
    survey::Topic topic{};
    Level level{};  // the highest it has been carried to
    VaultText text;
    std::vector<Round> rounds;
    std::vector<Offer> offers;
    std::optional<Date> closed_on;
    Outcome outcome{};
    VaultText closing;
};
struct State {
    std::vector<Mediation> mediations;
    // The mediation an offer was made in and the offer, or two nulls.
    struct Found {
        Mediation const* mediation = nullptr;
        Offer const* offer = nullptr;
    };
    [[nodiscard]] Found offer(ItemId const& id) const;
};

inline constexpr RefusalCode item_unknown{"mediation.item_unknown"};
inline constexpr RefusalCode already_open{"mediation.already_open"};  // the same household and topic
inline constexpr RefusalCode is_closed{"mediation.is_closed"};
inline constexpr RefusalCode amount_missing{"mediation.amount_missing"};          // compensation without a sum
inline constexpr RefusalCode amount_wrong{"mediation.amount_wrong"};              // {amount}: not positive, or absurd
inline constexpr RefusalCode offer_not_in_state{"mediation.offer_not_in_state"};  // {state}
inline constexpr RefusalCode offers_open{"mediation.offers_open"};                // {count} offers have no answer yet

// Whom a command concerns: named in it, or behind the mediation or offer it names; nothing where there is none such.
[[nodiscard]] std::optional<HouseholdId> household_of(project::State const& project, Command const& command);

Decision decide(project::State const& project, Command const& command, Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::project::mediation
