// The calculator of the legal consent test: a roll with its ballots and the rule of a city, in JSON, to the ratios of
// each vote that the rule asks for.
#pragma once

#include "base/refusal.h"
#include "base/result.h"
#include "codec/calculators/limits.h"
#include "games/consent.h"
#include "policy/policy.h"

#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec::calculators {

struct ConsentAnswer {
    struct Vote {
        policy::ConsentStage rule;
        games::ConsentOutcome outcome;
    };
    // In the order of the law, at least one. All of them are tested on the roll that was given.
    std::vector<Vote> votes;
    bool passes = false;  // all of them
    bool secure = false;
    // The fewest whose agreement makes every vote pass; with several votes none of whose smallest sets does for all,
    // the sets together.
    std::vector<std::string> least_to_win;
};

// {"rule": id of a policy pack or of one of its votes | "policy": id of a pack or an area, "date", "matter"?,
//  "households": [{"id","area_m2","owner","ballot"}]}
[[nodiscard]] Result<ConsentAnswer, Refusal> consent(std::string_view text, std::vector<policy::Policy> const& policies,
                                                     InputLimits const& limits = {});
[[nodiscard]] std::string to_json(ConsentAnswer const& answer);

}  // namespace jiati::codec::calculators
