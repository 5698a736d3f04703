#include "app/read/event_line.h"

#include "app/read/json_parts.h"
#include "codec/leaf.h"

#include <algorithm>
#include <initializer_list>

namespace jiati::app::read {
namespace {

// That there is an estimate is nobody's business but the negotiators' and the household's it is about: for all others
// the line is not there. Who is estimated may know it, what was put down and on what ground (docs/decisions).
bool is_estimate(StoredEvent const& row) {
    return row.type.starts_with("deliberation.AcceptanceEstimated/") ||
           row.type.starts_with("deliberation.EstimateWithdrawn/");
}

// The same holds for the talks with one household and for what it was offered.
bool is_mediation(StoredEvent const& row) { return row.type.starts_with("mediation."); }

bool is_hidden(StoredEvent const& row, Rights const& rights) {
    if (is_estimate(row) ? rights.estimates : !is_mediation(row) || rights.mediation) return false;
    auto const payload = json::parse(row.payload);
    auto const* const household = payload.as_object().if_contains("household");
    return household == nullptr || !household->is_string() ||
           !rights.own.contains(HouseholdId{std::string(household->as_string())});
}

// Everyone sees the open fields of the leaf. Whoever may see stances, and a household of itself, also sees which room
// the line is about and what was said.
json::object data_of(StoredEvent const& row, place::State const& place, Rights const& rights) {
    json::object data;
    auto const leaf = json::parse(row.leaf);
    if (auto const* const open = leaf.as_object().if_contains("open")) data = open->as_object();
    auto const payload = json::parse(row.payload);
    auto const* const household = payload.as_object().if_contains("household");
    if (household == nullptr || !household->is_string()) return data;
    HouseholdId const id{std::string(household->as_string())};
    bool const own = rights.own.contains(id);
    bool const is_seen = own || (is_estimate(row)    ? rights.estimates
                                 : is_mediation(row) ? rights.mediation
                                                     : rights.stances);
    if (!is_seen) return data;
    if (auto const found = place.households.find(id); found != place.households.end())
        data["room"] = of(found->second.data.room);
    auto const show = [&](std::initializer_list<char const*> names) {
        for (auto const* const name : names)
            if (auto const* const value = payload.as_object().if_contains(name)) data[name] = *value;
    };
    if (is_estimate(row))
        show({"low", "high", "benefit", "harm", "budget", "reserve", "basis", "by"});
    else
        show({"topic", "kind", "answer", "parties", "stance", "topics", "channel", "outcome", "next_on", "amount"});
    return data;
}

}  // namespace

std::string event_page(std::vector<StoredEvent> const& rows, place::State const& place, Rights const& rights,
                       std::int64_t after_seq, std::size_t limit) {
    json::array items;
    json::value next = nullptr;
    for (auto const& row : rows) {
        if (row.seq <= after_seq || is_hidden(row, rights)) continue;
        if (items.size() == limit) {
            next = json::string(std::to_string(items.back().at("seq").as_int64()));
            break;
        }
        items.push_back(json::object{{"seq", row.seq},
                                     {"type", json::string(row.type.substr(0, row.type.find('/')))},
                                     {"occurred_on", of(row.occurred_on)},
                                     {"recorded_at", json::string(row.recorded_at.to_string())},
                                     {"data", data_of(row, place, rights)},
                                     {"evidence", text_or_null(row.evidence)},
                                     {"leaf", json::string(codec::leaf_hash_hex(row.leaf))}});
    }
    return json::serialize(json::object{{"items", std::move(items)}, {"next", std::move(next)}});
}

}  // namespace jiati::app::read
