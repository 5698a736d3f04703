#include "codec/any_event_testing.h"
#include "codec/descriptions/acceptance.h"
#include "codec/descriptions/approval.h"
#include "codec/descriptions/consent.h"
#include "codec/descriptions/construction.h"
#include "codec/descriptions/contract.h"
#include "codec/descriptions/deliberation.h"
#include "codec/descriptions/funding.h"
#include "codec/descriptions/lifecycle.h"
#include "codec/descriptions/mediation.h"
#include "codec/descriptions/notice.h"
#include "codec/descriptions/operation.h"
#include "codec/descriptions/planning.h"
#include "codec/descriptions/survey.h"

namespace jiati::codec::testing {

namespace {

template <class Stage>
void add_stage(std::vector<EventKind>& kinds) {
    add_kinds<project::Event, Stage, decode_project_event>(kinds);
}

}  // namespace

void add_project_kinds(std::vector<EventKind>& kinds) {
    add_stage<project::lifecycle::Event>(kinds);
    add_stage<project::survey::Event>(kinds);
    add_stage<project::planning::Event>(kinds);
    add_stage<project::deliberation::Event>(kinds);
    add_stage<project::mediation::Event>(kinds);
    add_stage<project::consent::Event>(kinds);
    add_stage<project::funding::Event>(kinds);
    add_stage<project::contract::Event>(kinds);
    add_stage<project::notice::Event>(kinds);
    add_stage<project::approval::Event>(kinds);
    add_stage<project::construction::Event>(kinds);
    add_stage<project::acceptance::Event>(kinds);
    add_stage<project::operation::Event>(kinds);
}

}  // namespace jiati::codec::testing
