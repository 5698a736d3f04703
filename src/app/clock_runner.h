// Sends the commands that time owes, as the actor "clock", each keyed by the timer that owes it.
#pragma once

#include "app/commands.h"

namespace jiati::app {

// Runs what is due now; answers how many commands were sent. A command that is refused is tried again next time.
Result<std::size_t, StoreError> run_due(Stores const& stores, Commands& commands);

}  // namespace jiati::app
