// What every decision may rest on besides the state and the command. It all comes in as an argument.
#pragma once

#include "base/date.h"
#include "base/fresh_ids.h"
#include "base/id.h"

#include <string>

namespace jiati::policy {

struct Policy;

struct Context {
    Instant now;              // recorded_at of the events to come; never earlier than the stream's last
    Date occurred_on;         // the civil date claimed; policies and clocks go by it
    std::string evidence;     // what a claimed date earlier than today rests on
    std::string policy_hash;  // of that policy text, as adopted
    AccountId actor;          // "clock" for what time brings about
    Policy const*
        policy{};  // the policy in force where the stream lives, on occurred_on; never null in a project or vote
    FreshIds ids{{0, 0}};  // copy it, then draw
};

}  // namespace jiati::policy
