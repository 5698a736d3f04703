// Money before and during building: shares by a rule, subsidies that stack, compensation, and the ledger of the named
// bank account. Law: Σ shares + Σ subsidies + Σ other contributions = cost + Σ compensation, to the fen.
#pragma once

#include "base/fen.h"
#include "base/id.h"
#include "project/decision.h"
#include "project/share_inputs.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::project::funding {

enum class LineKind : std::uint8_t { subsidy, sponsor, other };
struct Share {
    HouseholdId household;
    Fen amount;
    friend bool operator==(Share const&, Share const&) = default;
};
struct Weight {
    HouseholdId household;
    Fraction weight;
};
// What one household has from the lift, and between which payments it stays; none given: between nothing and all.
struct Stake {
    HouseholdId household;
    Fen benefit;
    std::optional<Fen> least;
    std::optional<Fen> most;
};
// A part of the price and who needs it.
struct Element {
    std::string kind;  // "pit" is what a subsidy pays for first
    Fen amount;
    std::vector<HouseholdId> users;
};
struct Union {
    std::vector<HouseholdId> households;
};
// One household carries part of another's share, by their own agreement.
struct Transfer {
    HouseholdId from;  // pays less
    HouseholdId to;    // pays more
    Fen amount;
    std::string agreement;  // how both agreed to it
    friend bool operator==(Transfer const&, Transfer const&) = default;
};
struct FloorCoefficient {
    std::int64_t floor = 0;
    std::int64_t thousandths = 0;
};

// Accounts of the double entry: what a posting moves between.
enum class Account : std::uint8_t { bank, households, subsidies, sponsors, builder, refunds };
struct Posting {
    Account debit{};
    Account credit{};
    Fen amount;
};

// ---- Commands
struct AddLine {
    LineKind kind{};
    std::string payer;
    Fen amount;
    std::string basis;      // rule or letter
    std::string milestone;  // at which it is paid
    // Id of a subsidy of the policy in force ("cn-jiangxi-nanchang-2022"): the amount is worked out from it, by the
    // highest floor of the roll and the standing price. An amount given beside it must be the same.
    std::string rule{};
};
struct RemoveLine {
    ItemId line;
    std::string reason;
};
// Shares of what is left of the price after the lines, by a rule of share_rules.h. They must close to the fen.
struct AdoptShares {
    std::string rule;
    std::vector<Share> amounts;                  // fixed
    std::vector<HouseholdId> among;              // equal: all when empty
    std::vector<FloorCoefficient> coefficients;  // coefficient: by the highest floor of a household
    std::vector<Share> compensation;             // to harmed households, positive amounts
    std::vector<Weight> weights{};               // proportional, percent, steps, weighted …, values before
    std::vector<FloorWeight> floors{};           // floor-percent
    policy::WithinFloor within = policy::WithinFloor::equal;
    std::vector<Element> elements{};  // of the price; none: the default split (games/lift_elements.h)
    std::vector<Union> unions{};      // owen; none: the floors
    std::vector<Stake> stakes{};      // rules of what each gains
    std::vector<Transfer> transfers{};
};
struct FileSubsidy {
    ItemId line;
    std::string number;
};  // 政府补助备案
struct NameAccount {
    std::string bank;
    std::string kind;
    std::string keeper;
};  // the account of this lift; never its number
struct RecordPayment {
    HouseholdId household;
    Fen amount;
    std::string voucher;
};
struct RecordReceipt {
    ItemId line;
    Fen amount;
    std::string voucher;
};
struct ReleaseToBuilder {
    Fen amount;
    std::string milestone;
    std::string voucher;
};
struct RefundHousehold {
    HouseholdId household;
    Fen amount;
    std::string reason;
    std::string voucher;
};
using Command = std::variant<AddLine, RemoveLine, AdoptShares, FileSubsidy, NameAccount, RecordPayment, RecordReceipt,
                             ReleaseToBuilder, RefundHousehold>;

// ---- Events
struct LineAdded {
    ItemId line;
    LineKind kind{};
    std::string payer;
    Fen amount;
    std::string basis;
    std::string milestone;
};
struct LineRemoved {
    ItemId line;
    std::string reason;
};
struct SharesAdopted {
    std::string rule;
    Fen cost;
    Fen lines_total;
    Fen shares_total;
    Fen compensation_total;
    std::vector<Share> shares;
    std::vector<Share> compensation;
    std::int64_t plan_version = 0;
    ShareInputs inputs;               // of which the rule makes the shares before the transfers
    std::vector<Transfer> transfers;  // in the shares already
};
struct SubsidyFiled {
    ItemId line;
    std::string number;
};
struct AccountNamed {
    std::string bank;
    std::string kind;
    std::string keeper;
};
struct PaymentRecorded {
    HouseholdId household;
    Fen amount;
    std::string voucher;
};
struct ReceiptRecorded {
    ItemId line;
    Fen amount;
    std::string voucher;
};
struct ReleasedToBuilder {
    Fen amount;
    std::string milestone;
    std::string voucher;
};
struct HouseholdRefunded {
    HouseholdId household;
    Fen amount;
    std::string reason;
    std::string voucher;
};
using Event = std::variant<LineAdded, LineRemoved, SharesAdopted, SubsidyFiled, AccountNamed, PaymentRecorded,
                           ReceiptRecorded, ReleasedToBuilder, HouseholdRefunded>;

struct Line {
    ItemId id;
    LineKind kind{};
    std::string payer;
    Fen amount;
    std::string basis;
    std::string milestone;
    std::optional<Date> filed_on;
    std::string filing;
    Fen received;
};
struct Entry {
    Date on;
    std::string kind;
    std::optional<HouseholdId> household;
    std::string text;
    std::string voucher;
    Posting posting;
};
struct State {
    std::vector<Line> lines;
    std::optional<Date> adopted_on;
    std::string rule;
    Fen cost;
    std::vector<Share> shares;  // in published order
    std::vector<Share> compensation;
    ShareInputs inputs;
    std::vector<Transfer> transfers;
    std::string bank, account_kind, keeper;
    std::vector<Entry> ledger;
    std::map<HouseholdId, Fen> paid;
    [[nodiscard]] Fen lines_total() const;
    [[nodiscard]] Fen compensation_total() const;
    [[nodiscard]] Fen share_of(HouseholdId const& household) const;
    [[nodiscard]] Fen balance() const;  // bank: received − paid out
};

inline constexpr RefusalCode amount_not_by_rule{"funding.amount_not_by_rule"};  // {amount}, {by_rule}, {floors}
inline constexpr RefusalCode amount_not_positive{"funding.amount_not_positive"};
inline constexpr RefusalCode line_unknown{"funding.line_unknown"};
inline constexpr RefusalCode price_missing{"funding.price_missing"};
inline constexpr RefusalCode does_not_close{
    "funding.does_not_close"};  // {sum}, {needed}, {difference}, {percent}: e.g. 102 %
inline constexpr RefusalCode rule_unknown{"funding.rule_unknown"};  // {rule}, {known}
inline constexpr RefusalCode household_twice{"funding.household_twice"};
inline constexpr RefusalCode share_negative{"funding.share_negative"};
inline constexpr RefusalCode nobody_pays{"funding.nobody_pays"};
inline constexpr RefusalCode already_filed{"funding.already_filed"};
inline constexpr RefusalCode overpaid{"funding.overpaid"};                  // {share}, {paid}
inline constexpr RefusalCode not_enough_money{"funding.not_enough_money"};  // {balance}
inline constexpr RefusalCode more_than_price{"funding.more_than_price"};
inline constexpr RefusalCode voucher_missing{"funding.voucher_missing"};
inline constexpr RefusalCode lines_exceed_cost{"funding.lines_exceed_cost"};
inline constexpr RefusalCode no_shares{"funding.no_shares"};
inline constexpr RefusalCode line_received{"funding.line_received"};  // {received}: its money has come in already
inline constexpr RefusalCode coefficients_wrong{
    "funding.coefficients_wrong"};  // {floor}: no coefficient, two of them, or a negative one
inline constexpr RefusalCode weight_wrong{
    "funding.weight_wrong"};  // {room}: no number given, a negative one, or nothing where more than nothing is needed
inline constexpr RefusalCode percents_do_not_close{"funding.percents_do_not_close"};  // {sum}
inline constexpr RefusalCode floor_empty{"funding.floor_empty"};  // {floor} pays, nobody lives there
inline constexpr RefusalCode elements_do_not_close{"funding.elements_do_not_close"};  // {sum}, {needed}
inline constexpr RefusalCode element_wrong{"funding.element_wrong"};  // negative, nobody needs it, or one twice
inline constexpr RefusalCode elements_not_nested{"funding.elements_not_nested"};  // {rule}
inline constexpr RefusalCode nobody_rides{"funding.nobody_rides"};    // by the stops of the plan nobody needs a lift
inline constexpr RefusalCode union_wrong{"funding.union_wrong"};      // {room}: in no group, or in two
inline constexpr RefusalCode stake_missing{"funding.stake_missing"};  // {room}
inline constexpr RefusalCode limits_wrong{"funding.limits_wrong"};    // {room}, {least}, {most}
inline constexpr RefusalCode limits_do_not_close{"funding.limits_do_not_close"};  // {bound}, {needed}
inline constexpr RefusalCode too_many_households{"funding.too_many_households"};  // {households}, {most}
inline constexpr RefusalCode transfer_wrong{"funding.transfer_wrong"};  // {room}, {share}: more than its share

// Whether the adopted shares still close with the price that stands now.
[[nodiscard]] bool closes(project::State const& project);

Decision decide(project::State const& project, Command const& command, Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::project::funding
