// Exchanges: one, two or three units near the threshold change their level together when that is worth more and keeps
// the rules. Internal to this folder.
#pragma once

#include "agreement/programme_primal.h"

#include <cstddef>
#include <vector>

namespace jiati::agreement::primal {

// `nearest`: units in the order in which they are worth looking at; repeats are ignored.
void exchange(Selection& selection, Programme const& programme, std::vector<std::size_t> const& nearest);

}  // namespace jiati::agreement::primal
