// The life of one lift as one aggregate: decide and evolve joined over the stages. Event and Command hold a variant of
// the stages' variants (one flat variant of all would cost every file 39 s to compile); their special members are
// defined in project.cpp.
#pragma once

#include "project/state.h"

#include <memory>
#include <variant>

namespace jiati::project {

using EventVariant = std::variant<lifecycle::Event, survey::Event, planning::Event, deliberation::Event,
                                  mediation::Event, consent::Event, funding::Event, contract::Event, notice::Event,
                                  approval::Event, construction::Event, acceptance::Event, operation::Event>;
using CommandVariant =
    std::variant<lifecycle::Command, survey::Command, planning::Command, deliberation::Command, mediation::Command,
                 consent::Command, funding::Command, contract::Command, notice::Command, approval::Command,
                 construction::Command, acceptance::Command, operation::Command>;

class Event {
  public:
    Event(EventVariant stage);  // implicit: a stage's event is an event of the project
    Event(Event const&);
    Event(Event&&) noexcept;
    Event& operator=(Event const&);
    Event& operator=(Event&&) noexcept;
    ~Event();
    [[nodiscard]] EventVariant const& stage() const { return *stage_; }

  private:
    std::unique_ptr<EventVariant> stage_;
};

// Which events follow from the command, or why it is refused. Pure; changes nothing. Before the stage is asked it
// checks what holds for all: the project exists and is active, and the claimed date is neither before the latest step
// nor in the future.
Decision decide(State const& state, CommandVariant const& command, Context const& context);

// The state after the event. Total: what is in the journal has happened.
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::project
