// The question "which plan can most of these neighbours live with?", put together from the record.
//
// Who counts as agreeing where nobody estimated what a household would bear: one whose last answer was yes (a ballot of
// a closed vote on this plan, else its stance) is taken to bear its adopted share, or before that its share by the
// first table in force at the standing price. One that opposed, kept neutral or said nothing does not agree. An
// estimate takes the place of both; of an interval the lower end counts, so that a plan found holds for all of it.
#pragma once

#include "agreement/chance.h"
#include "agreement/problem.h"
#include "app/what_if.h"
#include "base/refusal.h"
#include "base/result.h"
#include "project/deliberation.h"
#include "project/share_rules.h"

#include <map>
#include <optional>
#include <vector>

namespace jiati::app::read {

// What the record says; places of the roll everywhere.
struct AgreementFacts {
    std::vector<project::consent::RollEntry> roll;
    std::vector<bool> agreed;                                          // the last answer was yes
    std::map<HouseholdId, project::deliberation::Estimate> estimates;  // of households of the roll
    std::vector<Fen> planned;                                          // share at the standing price
    std::vector<Fen> compensated;                                      // adopted, at the standing price
    Fen price;
    Fen lines;
    Fen pool;  // compensation adopted
    DoubleMajority rule;
};

struct Money {
    Fen cost;
    Fen lines;
    Fen pool;
    [[nodiscard]] Fen to_share() const { return cost + pool - lines; }
};
[[nodiscard]] Money money_of(AgreementFacts const& facts, WhatIf const& what_if);

// Only with its neighbours a number can be seen to be too much.
[[nodiscard]] std::optional<Refusal> refuse_what_if(AgreementFacts const& facts, WhatIf const& what_if);

// One option, "current". Needs a what-if that is not refused.
[[nodiscard]] agreement::Problem problem_of(AgreementFacts const& facts, WhatIf const& what_if);

// How likely each head is to agree to its price, as an interval. Assumptions, and said so where they are shown: who is
// sure may still change its mind in one case of ten, who is sure not to may still come round in one of ten; within an
// estimate the chance falls evenly from its lower to its upper end, one in ten wide to each side.
[[nodiscard]] std::vector<agreement::Voter> voters_of(AgreementFacts const& facts, agreement::Problem const& problem,
                                                      std::vector<Fen> const& prices);

// Heads and area of those whose last answer was yes; an owner of several flats is one head and says yes with all.
struct Said {
    std::int64_t heads = 0;
    SquareMetres area;
};
[[nodiscard]] Said said_yes(AgreementFacts const& facts);

}  // namespace jiati::app::read
