// What a stage's decide returns: the events that follow from a command, of its own stage or of others (an upheld
// objection also sends the project back), or the refusal.
#pragma once

#include "base/refusal.h"
#include "base/result.h"
#include "policy/context.h"

#include <vector>

namespace jiati::project {

class Event;
struct State;
using Decision = Result<std::vector<Event>, Refusal>;
using policy::Context;

}  // namespace jiati::project
