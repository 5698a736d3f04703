#include "codec/upcast/upcast.h"

#include <algorithm>

namespace jiati::codec::upcast {

std::span<Lift const> lifts() {
    // No event has a second version yet. One line each: {"vote.BallotCast/1", "vote.BallotCast/2", ballot_cast_2}.
    return {};
}

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
