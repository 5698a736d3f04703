// The state of one lift's life: one sub-state per stage. Folded from events, never stored as such.
#pragma once

#include "project/acceptance.h"
#include "project/approval.h"
#include "project/consent.h"
#include "project/construction.h"
#include "project/contract.h"
#include "project/deliberation.h"
#include "project/funding.h"
#include "project/lifecycle.h"
#include "project/mediation.h"
#include "project/notice.h"
#include "project/operation.h"
#include "project/planning.h"
#include "project/survey.h"

#include <cstdint>

namespace jiati::project {

// Its special members are defined in project.cpp: large, and wanted by every file that keeps a State.
struct State {
    State();
    State(State const&);
    State(State&&) noexcept;
    State& operator=(State const&);
    State& operator=(State&&) noexcept;
    ~State();

    lifecycle::State lifecycle;
    survey::State survey;
    planning::State planning;
    deliberation::State deliberation;
    mediation::State mediation;
    consent::State consent;
    funding::State funding;
    contract::State contract;
    notice::State notice;
    approval::State approval;
    construction::State construction;
    acceptance::State acceptance;
    operation::State operation;
    // The claimed date of the latest event of each kind of step; a claimed date may not precede its stage.
    Date last_occurred_on;
    std::int64_t version = 0;  // events so far
};

}  // namespace jiati::project
