// Of several processes on one store, one does what needs to be done once: signs a city's checkpoints, lets the clock
// act.
#pragma once

#include "app/ports/store_error.h"
#include "base/result.h"

#include <string>

namespace jiati::app {

class Leadership {
  public:
    virtual ~Leadership() = default;

    // Whether this process leads the duty for the city, which it takes if nobody has it. Ask before each round of work
    // and every few seconds: who does not ask for twenty is taken for dead and loses it. A failure means no.
    //
    // It saves work, it proves nothing: a process that was frozen after it asked may go on beside its successor. What a
    // leader writes must itself be conditional (on the size it found), so that of two only one succeeds.
    virtual Result<bool, StoreError> lead(std::string const& city, std::string const& duty) = 0;
};

}  // namespace jiati::app
