#include "codec/upcast/upcast.h"

#include "codec/json.h"

#include <boost/json/array.hpp>

#include <algorithm>

namespace jiati::codec::upcast {
namespace {

// Version 1 kept the shares and the rule's name, not what they were worked out from. Nothing is made up: inputs without
// a rule say that these shares cannot be recomputed.
void shares_adopted_2(json::object& payload) {
    payload["inputs"] = json::object{{"rule", ""},
                                     {"total", "0.00"},
                                     {"table", ""},
                                     {"policy", ""},
                                     {"policy_hash", ""},
                                     {"households", json::array()},
                                     {"floors", json::array()},
                                     {"within", "by_area"},
                                     {"elements", json::array()},
                                     {"unions", json::array()}};
    payload["transfers"] = json::array();
}

// Version 1 kept one data subject through all changes of hands. It stays so for what was recorded under it.
void tenure_changed_2(json::object& payload) { payload["tenure"] = nullptr; }

// Version 1 knew one vote that decides, changes until the close, and offices' entries that count.
void vote_opened_2(json::object& payload) {
    payload["stage"] = "";
    payload["decides"] = true;
    payload["terms"] = json::object{{"change", "until_close"},
                                    {"staff_entry", "counts"},
                                    {"proxies", json::array{"proxy", "spouse", "heir", "employer"}}};
    payload["private_part_owners"] = json::array();
}

void ballot_served_2(json::object& payload) {
    payload["photo_file"] = "";
    payload["photo_commitment"] = "";
}

// What no office had entered, its household had given.
void ballot_cast_2(json::object& payload) {
    auto const none = [] { return json::object{{"commitment", ""}, {"ref", ""}}; };
    auto const* const entered_by = payload.if_contains("entered_by");
    payload["by_owner"] = entered_by == nullptr || (entered_by->is_string() && entered_by->get_string().empty());
    payload["waits_for_owner"] = false;
    for (auto const* const text : {"condition", "proxy_name", "proxy_document", "signature", "signed_at_place"})
        payload[text] = none();
    for (auto const* const field :
         {"proxy_file", "proxy_commitment", "signature_file", "signature_commitment", "handler"})
        payload[field] = "";
}

void vote_closed_2(json::object& payload) { payload["private_parts_agree"] = true; }

// Version 1 knew of no stages.
void result_taken_in_2(json::object& payload) {
    payload["stage"] = "";
    payload["decides"] = true;
}

constexpr Lift table_of_lifts[] = {{"funding.SharesAdopted/1", "funding.SharesAdopted/2", shares_adopted_2},
                                   {"place.TenureChanged/1", "place.TenureChanged/2", tenure_changed_2},
                                   {"vote.Opened/1", "vote.Opened/2", vote_opened_2},
                                   {"vote.BallotServed/1", "vote.BallotServed/2", ballot_served_2},
                                   {"vote.BallotCast/1", "vote.BallotCast/2", ballot_cast_2},
                                   {"vote.Closed/1", "vote.Closed/2", vote_closed_2},
                                   {"consent.ResultTakenIn/1", "consent.ResultTakenIn/2", result_taken_in_2}};

}  // namespace

std::span<Lift const> lifts() { return table_of_lifts; }

Lifted lift(std::string_view type, boost::json::value payload, std::span<Lift const> table) {
    Lifted lifted{std::string(type), std::move(payload)};
    // Each lift is used at most once, so a table that leads in a circle ends too.
    for (std::size_t steps = 0; steps <= table.size(); ++steps) {
        auto const next =
            std::find_if(table.begin(), table.end(), [&](Lift const& one) { return one.from == lifted.type; });
        if (next == table.end()) return lifted;
        CHECK(steps < table.size());
        if (auto* object = lifted.payload.if_object()) next->lift(*object);
        lifted.type = next->to;
    }
    return lifted;
}

}  // namespace jiati::codec::upcast
