// Lifting old events: a pure function turns the JSON of version n into that of version n+1, step by step, before it is
// decoded. Types are added, never changed; the table only grows.
#pragma once

#include "base/refusal.h"
#include "base/result.h"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <span>
#include <string>
#include <string_view>

namespace jiati::codec::upcast {

struct Lift {
    std::string_view from;                       // "vote.BallotCast/1"
    std::string_view to;                         // "vote.BallotCast/2"
    void (*lift)(boost::json::object& payload);  // sees JSON as version n wrote it, maybe of a newer or broken program
};

// Every lift there is, in the order in which they were added.
[[nodiscard]] std::span<Lift const> lifts();

struct Lifted {
    std::string type;
    boost::json::value payload;
};
// The event in the newest version the lifts lead to. CHECKs that each lift leads to another name.
[[nodiscard]] Lifted lift(std::string_view type, boost::json::value payload, std::span<Lift const> table);

}  // namespace jiati::codec::upcast
