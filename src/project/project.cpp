#include "project/project.h"

#include "base/overloaded.h"
#include "project/rules.h"

#include <algorithm>

namespace jiati::project {

Event::Event(EventVariant stage) : stage_(std::make_unique<EventVariant>(std::move(stage))) {}
Event::Event(Event const& other) : stage_(std::make_unique<EventVariant>(*other.stage_)) {}
Event::Event(Event&&) noexcept = default;
Event& Event::operator=(Event const& other) {
    if (this != &other) stage_ = std::make_unique<EventVariant>(*other.stage_);
    return *this;
}
Event& Event::operator=(Event&&) noexcept = default;
Event::~Event() = default;

State::State() = default;
State::State(State const&) = default;
State::State(State&&) noexcept = default;
State& State::operator=(State const&) = default;
State& State::operator=(State&&) noexcept = default;
State::~State() = default;

namespace {

// While a project is paused or withdrawn nothing goes on, except what ends that, and giving money back.
bool may_act_at_rest(CommandVariant const& command) {
    if (auto const* const of_life = std::get_if<lifecycle::Command>(&command))
        return std::holds_alternative<lifecycle::Resume>(*of_life) ||
               std::holds_alternative<lifecycle::Revive>(*of_life) ||
               std::holds_alternative<lifecycle::Withdraw>(*of_life);
    auto const* const of_money = std::get_if<funding::Command>(&command);
    return of_money != nullptr && std::holds_alternative<funding::RefundHousehold>(*of_money);
}

std::optional<Refusal> refused_for_all(State const& state, CommandVariant const& command, Context const& context) {
    auto const today = context.now.china_date();
    if (context.occurred_on > today)
        return refuse(lifecycle::in_the_future, {},
                      {{"occurred_on", context.occurred_on.to_string()}, {"today", today.to_string()}});
    auto const* const of_life = std::get_if<lifecycle::Command>(&command);
    if (of_life != nullptr && std::holds_alternative<lifecycle::Open>(*of_life)) return std::nullopt;
    auto const standing = state.lifecycle.standing;
    if (standing == lifecycle::Standing::absent) return refuse(lifecycle::not_open);
    if (standing != lifecycle::Standing::active && !may_act_at_rest(command))
        return refuse(lifecycle::not_active, {},
                      {{"standing", standing == lifecycle::Standing::paused ? "paused" : "withdrawn"}});
    return too_early(context, state.lifecycle.opened_on);
}

// The displayed stage that an event opens; most open none. The scheme begins with the first thing of it after the
// initiation.
std::optional<Stage> opened_by(EventVariant const& event, bool initiated) {
    auto const scheme = initiated ? std::optional(Stage::scheme) : std::nullopt;
    using Opens = std::optional<Stage>;
    return std::visit(Overloaded{
                          [&](lifecycle::Event const& e) -> Opens {
                              if (std::holds_alternative<lifecycle::Opened>(e)) return Stage::survey;
                              if (std::holds_alternative<lifecycle::Initiated>(e)) return Stage::initiation;
                              return {};
                          },
                          [](survey::Event const&) -> Opens { return {}; },
                          [&](planning::Event const& e) -> Opens {
                              return std::holds_alternative<planning::Published>(e) ? Stage::deliberation : scheme;
                          },
                          [](deliberation::Event const&) -> Opens { return {}; },
                          [](mediation::Event const&) -> Opens { return {}; },
                          [&](consent::Event const& e) -> Opens {
                              // Whether to want a lift at all may be asked long before there is a scheme.
                              auto const* const vote = std::get_if<consent::VoteOpened>(&e);
                              return vote != nullptr && vote->plan_version > 0 ? Opens(Stage::vote) : Opens{};
                          },
                          [](funding::Event const&) -> Opens { return {}; },
                          [&](contract::Event const&) -> Opens { return scheme; },
                          [&](notice::Event const& e) -> Opens {
                              return std::holds_alternative<notice::Posted>(e) ? Opens(Stage::notice) : Opens{};
                          },
                          [&](approval::Event const& e) -> Opens {
                              return std::holds_alternative<approval::Submitted>(e) ? Opens(Stage::approval) : Opens{};
                          },
                          [&](construction::Event const& e) -> Opens {
                              if (std::holds_alternative<construction::Commenced>(e)) return Stage::construction;
                              if (std::holds_alternative<construction::Finished>(e)) return Stage::acceptance;
                              return {};
                          },
                          [&](acceptance::Event const& e) -> Opens {
                              if (std::holds_alternative<acceptance::Inspected>(e)) return Stage::acceptance;
                              if (std::holds_alternative<acceptance::Accepted>(e)) return Stage::registration;
                              if (std::holds_alternative<acceptance::HandedOver>(e)) return Stage::operation;
                              return {};
                          },
                          [](operation::Event const&) -> Opens { return {}; },
                      },
                      event);
}

// The displayed stage moves up only; down it goes by being sent back. A city may take the stages in another order: a
// lower one entered later is dated, no more.
void enter(lifecycle::State& state, Stage stage, Date on) {
    auto& entered = state.entered.at(static_cast<std::size_t>(stage));
    if (stage > state.stage || !entered) entered = on;
    state.stage = std::max(state.stage, stage);
}

}  // namespace

Decision decide(State const& state, CommandVariant const& command, Context const& context) {
    CHECK(context.policy != nullptr);
    if (auto refusal = refused_for_all(state, command, context)) return Failure{*refusal};
    return std::visit(Overloaded{
                          [&](lifecycle::Command const& c) { return lifecycle::decide(state, c, context); },
                          [&](survey::Command const& c) { return survey::decide(state, c, context); },
                          [&](planning::Command const& c) { return planning::decide(state, c, context); },
                          [&](deliberation::Command const& c) { return deliberation::decide(state, c, context); },
                          [&](mediation::Command const& c) { return mediation::decide(state, c, context); },
                          [&](consent::Command const& c) { return consent::decide(state, c, context); },
                          [&](funding::Command const& c) { return funding::decide(state, c, context); },
                          [&](contract::Command const& c) { return contract::decide(state, c, context); },
                          [&](notice::Command const& c) { return notice::decide(state, c, context); },
                          [&](approval::Command const& c) { return approval::decide(state, c, context); },
                          [&](construction::Command const& c) { return construction::decide(state, c, context); },
                          [&](acceptance::Command const& c) { return acceptance::decide(state, c, context); },
                          [&](operation::Command const& c) { return operation::decide(state, c, context); },
                      },
                      command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    auto const opens = opened_by(event.stage(), state.lifecycle.initiated_on.has_value());
    ++state.version;
    auto const step = [&](auto& part, auto evolve_stage, auto const& e) {
        part = evolve_stage(std::move(part), e, occurred_on);
    };
    std::visit(Overloaded{
                   [&](lifecycle::Event const& e) { state = lifecycle::evolve(std::move(state), e, occurred_on); },
                   [&](survey::Event const& e) { step(state.survey, survey::evolve, e); },
                   [&](planning::Event const& e) { step(state.planning, planning::evolve, e); },
                   [&](deliberation::Event const& e) {
                       state.deliberation =
                           deliberation::evolve(std::move(state.deliberation), e, occurred_on, state.version);
                   },
                   [&](mediation::Event const& e) { step(state.mediation, mediation::evolve, e); },
                   [&](consent::Event const& e) { step(state.consent, consent::evolve, e); },
                   [&](funding::Event const& e) { step(state.funding, funding::evolve, e); },
                   [&](contract::Event const& e) { step(state.contract, contract::evolve, e); },
                   [&](notice::Event const& e) { step(state.notice, notice::evolve, e); },
                   [&](approval::Event const& e) { step(state.approval, approval::evolve, e); },
                   [&](construction::Event const& e) { step(state.construction, construction::evolve, e); },
                   [&](acceptance::Event const& e) { step(state.acceptance, acceptance::evolve, e); },
                   [&](operation::Event const& e) { step(state.operation, operation::evolve, e); },
               },
               event.stage());
    if (opens) enter(state.lifecycle, *opens, occurred_on);
    state.last_occurred_on = std::max(state.last_occurred_on, occurred_on);
    return state;
}

}  // namespace jiati::project
