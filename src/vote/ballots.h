// A household's ballot from the form's delivery to the close: what may be said about it, and what it has become.
#pragma once

#include "base/date.h"
#include "base/id.h"
#include "base/vault_text.h"
#include "policy/ballots.h"

#include <cstdint>
#include <optional>
#include <string>

namespace jiati::vote {

enum class Channel : std::uint8_t { web, paper, meeting };
enum class BallotState : std::uint8_t { not_returned, not_delivered, returned };

// A file beside a ballot: its id and the commitment that was answered when it was kept. Empty: none.
struct Attachment {
    std::string file;
    std::string commitment;
    [[nodiscard]] bool empty() const { return file.empty(); }
    friend bool operator==(Attachment const&, Attachment const&) = default;
};

// ---- Commands ("vote.Serve" …). `by_owner` is added by the application: who sends it holds the household.
struct Serve {
    HouseholdId household;
    bool delivered = true;
    std::string how;
    Attachment photo;
};
struct CastBallot {
    HouseholdId household;
    std::string choice;  // agree | oppose | abstain, or an option's id
    Channel channel{};
    std::int64_t plan_version = 0;
    std::string entered_by;  // the office that entered it for the household
    VaultText condition;     // agrees if this is met; counts as abstaining until its owner says that it is
    // Who answers in the owner's place, and by what document: a paper's name and number, or its picture.
    std::optional<policy::ProxyKind> proxy;
    VaultText proxy_name;
    VaultText proxy_document;
    Attachment proxy_file;
    // The signature: a drawing ("M12,30L14,31…") or a picture of the form; where and when it was given, who took it in.
    VaultText signature;
    Attachment signature_file;
    VaultText signed_at_place;
    std::optional<Instant> signed_at;
    std::string handler;
    bool by_owner = false;
};
struct WithdrawBallot {
    HouseholdId household;
    std::string reason;
    bool by_owner = false;
};
struct ConfirmCondition {
    HouseholdId household;
    std::string entered_by;
    Attachment signature_file;
    bool by_owner = false;
};
// The owner says that a ballot an office entered is theirs.
struct ConfirmBallot {
    HouseholdId household;
    bool by_owner = false;
};
// The owner says that it is not: it stands as contested and does not count until it is settled.
struct ContestBallot {
    HouseholdId household;
    VaultText reason;
    bool by_owner = false;
};
struct SettleBallot {
    HouseholdId household;
    bool stands = false;  // otherwise it is void, as if none had been returned
    VaultText reason;
};

// ---- Events
struct BallotServed {
    HouseholdId household;
    bool delivered = true;
    std::string how;
    std::string photo_file;
    std::string photo_commitment;
};
struct BallotCast {
    HouseholdId household;
    std::string choice;
    Channel channel{};
    std::string entered_by;
    bool by_owner = false;
    bool waits_for_owner = false;
    VaultText condition;
    std::optional<policy::ProxyKind> proxy;
    VaultText proxy_name;
    VaultText proxy_document;
    std::string proxy_file;
    std::string proxy_commitment;
    VaultText signature;
    std::string signature_file;
    std::string signature_commitment;
    VaultText signed_at_place;
    std::optional<Instant> signed_at;
    std::string handler;
};
struct BallotWithdrawn {
    HouseholdId household;
    std::string reason;
};
struct ConditionConfirmed {
    HouseholdId household;
    std::string entered_by;
    std::string signature_file;
    std::string signature_commitment;
};
struct BallotConfirmed {
    HouseholdId household;
};
struct BallotContested {
    HouseholdId household;
    VaultText reason;
};
struct BallotSettled {
    HouseholdId household;
    bool stands = false;
    VaultText reason;
};

// ---- State
struct Service {
    Date on;
    bool delivered = true;
    std::string how;
    Attachment photo;
};
struct Ballot {
    BallotState state{};
    std::string choice;
    std::optional<Date> on;
    std::int64_t entry = 0;  // stream version of the event that gave it
    Channel channel{};
    std::string entered_by;
    bool by_owner = false;
    bool waits_for_owner = false;
    bool contested = false;
    VaultText contest_reason;
    VaultText settled_reason;
    VaultText condition;
    std::optional<Date> condition_met_on;
    std::optional<policy::ProxyKind> proxy;
    VaultText proxy_name, proxy_document;
    Attachment proxy_file;
    VaultText signature, signed_at_place;
    Attachment signature_file;
    std::optional<Instant> signed_at;
    std::string handler;
    std::optional<Service> service;  // the last delivery of the form
    std::int64_t changes = 0;        // ballots given or taken back before this one

    [[nodiscard]] bool is_conditional() const { return !condition.empty() && !condition_met_on; }
    // An answer that is counted: in, not contested, and not waiting for its owner.
    [[nodiscard]] bool counts() const { return state == BallotState::returned && !contested && !waits_for_owner; }
};

}  // namespace jiati::vote
