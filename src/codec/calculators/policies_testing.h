// For the tests of the calculators: the policies of the source tree.
#pragma once

#include "codec/calculators/refusals.h"
#include "codec/json.h"
#include "codec/refusals.h"
#include "policy/policy.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <vector>

namespace jiati::codec::calculators {

[[nodiscard]] std::vector<policy::Policy> const& policies();

}  // namespace jiati::codec::calculators
