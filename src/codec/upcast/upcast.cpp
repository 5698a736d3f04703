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

constexpr Lift table_of_lifts[] = {{"funding.SharesAdopted/1", "funding.SharesAdopted/2", shares_adopted_2},
                                   {"place.TenureChanged/1", "place.TenureChanged/2", tenure_changed_2}};

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
