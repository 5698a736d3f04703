// Price history, where the money comes from, who pays what, and the ledger of the lift's account.
#include "app/read/sections.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

using project::funding::Account;
using project::funding::LineKind;

std::string_view code_of_line(LineKind kind) {
    switch (kind) {
        case LineKind::subsidy:
            return "subsidy";
        case LineKind::sponsor:
            return "sponsor";
        case LineKind::other:
            return "other";
    }
    return "other";
}

Fen sum(std::vector<project::funding::Share> const& shares) {
    Fen total;
    for (auto const& share : shares) total += share.amount;
    return total;
}

// What is missing to the price: negative never, as no plan of more money than cost is adopted.
Fen gap(project::State const& project, Fen cost) {
    return cost + sum(project.funding.compensation) - project.funding.lines_total() - sum(project.funding.shares);
}

json::array ledger(Sources const& from) {
    json::array rows;
    Fen balance;
    for (auto const& entry : from.project.funding.ledger) {
        bool const into = entry.posting.debit == Account::bank;
        balance = into ? balance + entry.posting.amount : balance - entry.posting.amount;
        bool const names_household = entry.household.has_value();
        bool const seen = from.rights.ledger || !names_household || from.rights.own.contains(*entry.household);
        rows.push_back(
            json::object{{"on", of(entry.on)},
                         {"kind", of(entry.kind)},
                         {"text", names_household ? (seen ? of(from.room(*entry.household)) : json::value(nullptr))
                                                  : of(entry.text)},
                         {"voucher", from.rights.ledger ? text_or_null(entry.voucher) : json::value(nullptr)},
                         {"in", into ? of(entry.posting.amount) : json::value(nullptr)},
                         {"out", into ? json::value(nullptr) : of(entry.posting.amount)},
                         {"balance", of(balance)}});
    }
    return rows;
}

}  // namespace

json::object price(Sources const& from) {
    json::array history;
    for (auto const& quote : from.project.contract.quotes)
        history.push_back(
            json::object{{"amount", of(quote.amount)}, {"on", of(quote.on)}, {"reason", of(quote.reason)}});
    return {{"current", of(from.project.contract.standing_price())}, {"history", std::move(history)}};
}

json::value funding(Sources const& from) {
    auto const& project = from.project;
    auto const standing = project.contract.standing_price();
    if (!standing && project.funding.lines.empty()) return nullptr;
    Fen const cost = project.funding.adopted_on ? project.funding.cost : standing.value_or(Fen{});
    json::array lines;
    for (auto const& line : project.funding.lines) {
        lines.push_back(json::object{{"kind", word(code_of_line(line.kind))},
                                     {"label", of(line.payer)},
                                     {"amount", of(line.amount)},
                                     {"household", nullptr},
                                     {"floors", json::array()},
                                     {"state", word(!line.received.is_zero() ? "received"
                                                    : line.filed_on          ? "filed"
                                                                             : "planned")},
                                     {"basis", of(line.basis)}});
    }
    for (auto const& share : project.funding.shares) {
        bool const seen = from.rights.shares || from.rights.own.contains(share.household) || shares_are_public(from);
        if (!seen || share.amount.is_zero()) continue;
        auto const* const entry = project.consent.find(share.household);
        auto const paid = project.funding.paid.find(share.household);
        bool const paid_up = paid != project.funding.paid.end() && paid->second == share.amount;
        lines.push_back(
            json::object{{"kind", word("household")},
                         {"label", of(from.room(share.household))},
                         {"amount", of(share.amount)},
                         {"household", of(share.household)},
                         {"floors", entry == nullptr ? json::array() : of(entry->floors).as_array()},
                         {"state", from.rights.ledger ? word(paid_up ? "received" : "planned") : json::value(nullptr)},
                         {"basis", of(project.funding.rule)}});
    }
    Fen const missing = gap(project, cost);
    return json::object{{"cost", of(cost)},
                        {"compensation", of(sum(project.funding.compensation))},
                        {"lines", std::move(lines)},
                        {"lines_total", of(project.funding.lines_total())},
                        {"shares_total", of(sum(project.funding.shares))},
                        {"gap", of(missing)},
                        {"closes", missing.is_zero()},
                        {"rule", text_or_null(project.funding.rule)},
                        {"received", of(project.funding.balance())},
                        {"ledger", ledger(from)}};
}

json::object shares(Sources const& from) {
    auto const& funding = from.project.funding;
    json::array rows;
    for (auto const& share : funding.shares) {
        bool const seen = from.rights.shares || from.rights.own.contains(share.household) || shares_are_public(from);
        if (!seen) continue;
        auto const* const entry = from.project.consent.find(share.household);
        bool const area_seen = from.rights.areas || from.rights.own.contains(share.household);
        rows.push_back(json::object{{"household", of(share.household)},
                                    {"room", of(from.room(share.household))},
                                    {"floors", entry == nullptr ? json::array() : of(entry->floors).as_array()},
                                    {"area_m2", entry != nullptr && area_seen ? of(entry->area) : json::value(nullptr)},
                                    {"rounded", of(share.amount)}});
    }
    Fen const missing = funding.adopted_on ? gap(from.project, funding.cost) : Fen{};
    return {{"rule", text_or_null(funding.rule)},
            {"adopted_on", of(funding.adopted_on)},
            {"total", of(funding.cost)},
            {"subsidies", of(funding.lines_total())},
            {"compensation", of(sum(funding.compensation))},
            {"shares_total", of(sum(funding.shares))},
            {"rows", std::move(rows)},
            {"closes", funding.adopted_on.has_value() && missing.is_zero()},
            {"difference", of(missing)},
            {"inputs", adopted_inputs(from)},
            {"comparison", share_comparison(from)}};
}

}  // namespace jiati::app::read
