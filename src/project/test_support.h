// Builders for the tests of this folder: a small city, a unit of eight households, and a life of one lift that takes
// commands. Each `…()` below gives valid defaults up to a point; a test states what matters to it.
#pragma once

#include "policy/policy.h"
#include "project/project.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace jiati::project::test {

Date day(std::string_view text);

HouseholdId home(std::string room);
VaultText secret(std::string ref = "v1");

template <class T, class Variant>
inline constexpr bool is_alternative = false;
template <class T, class... Alternatives>
inline constexpr bool is_alternative<T, std::variant<Alternatives...>> = (std::is_same_v<T, Alternatives> || ...);

// One command or event of a stage as the variant of all: lift<CommandVariant>(survey::Complete{}).
template <class All, class T, std::size_t i = 0>
All lift(T one) {
    using Stage = std::variant_alternative_t<i, All>;
    if constexpr (is_alternative<T, Stage>)
        return All(std::in_place_index<i>, Stage(std::move(one)));
    else
        return lift<All, T, i + 1>(std::move(one));
}

// A city without gates, whose notice runs seven natural days and whose calendar knows two years.
policy::Policy const& small_policy();

policy::Policy policy_with_gate(std::string stage, std::vector<std::string> requirements);

// Two flats each on floors 1 and 2, two duplexes on 3/4 and two on 5/6, as in case B.
std::vector<consent::RollEntry> eight_households();

testing::AssertionResult refused(Decision const& decision, RefusalCode code);

testing::AssertionResult accepted(Decision const& decision);

// The value of an argument of the refusal; empty where there is none.
std::string argument(Decision const& decision, std::string_view name);

// The n-th event of a decision, if it is of that kind.
template <class T>
T const* event_at(Decision const& decision, std::size_t n) {
    if (!decision || n >= decision.value().size()) return nullptr;
    return std::visit(
        [](auto const& stage) -> T const* {
            if constexpr (is_alternative<T, std::decay_t<decltype(stage)>>) return std::get_if<T>(&stage);
            return nullptr;
        },
        decision.value()[n].stage());
}

class Life {
  public:
    explicit Life(policy::Policy const& policy = small_policy());
    Life(Life const&);
    Life(Life&&) noexcept;
    Life& operator=(Life const&);
    Life& operator=(Life&&) noexcept;
    ~Life();

    // The day on which what follows happens and is entered.
    Life& on(std::string_view date);
    [[nodiscard]] Date today() const { return today_; }
    Life& under(policy::Policy const& policy);
    [[nodiscard]] Context context() const;

    template <class Command>
    [[nodiscard]] Decision ask(Command command) const {
        return decided(lift<CommandVariant>(std::move(command)), today_);
    }
    // The command is entered today and says that it happened earlier.
    template <class Command>
    [[nodiscard]] Decision ask_of(std::string_view occurred_on, Command command) const {
        return decided(lift<CommandVariant>(std::move(command)), day(occurred_on));
    }

    // The command is accepted, and what follows has happened.
    template <class Command>
    Life& does(Command command) {
        return follow(ask(std::move(command)));
    }
    Life& happens(Event const& event);
    template <class StageEvent>
    Life& given(StageEvent event) {
        return happens(Event(lift<EventVariant>(std::move(event))));
    }

    [[nodiscard]] Stage stage() const { return state.lifecycle.stage; }

    State state;
    std::vector<std::pair<Event, Date>> journal;

  private:
    [[nodiscard]] Decision decided(CommandVariant const& command, Date occurred_on) const;
    Life& follow(Decision const& decision);

    policy::Policy policy_;
    Date today_ = day("2023-02-01");
};

lifecycle::Open open_command();

planning::Plan six_storey_plan();

contract::FirmFact lift_firm(std::string id = "f1");
contract::QuotePrice quote(std::int64_t yuan, std::string reason = {}, std::string firm = "f1");
contract::ChooseFirm choose_firm(std::string id = "f1");

Life opened(policy::Policy const& policy = small_policy());

Life with_roll(policy::Policy const& policy = small_policy());

Life with_plan(policy::Policy const& policy = small_policy());

// Shares of case B: 0, 0, 2 × 20,000 and 2 × 60,000 beside a subsidy of 150,000.
funding::AdoptShares shares_of_case_b();
funding::AddLine subsidy(std::int64_t yuan = 150'000, std::string milestone = {});

Life with_shares(policy::Policy const& policy = small_policy());

consent::TakeInResult result_of(std::string vote, bool passes, std::int64_t plan_version = 1);

Life voted(policy::Policy const& policy = small_policy());

contract::Sign contract_for(std::int64_t yuan);

Life agreed(policy::Policy const& policy = small_policy());

notice::Post post();

Life posted(policy::Policy const& policy = small_policy());

Life noticed(policy::Policy const& policy = small_policy());

approval::GiveOpinion approves(std::string department);

Life submitted(policy::Policy const& policy = small_policy());

Life approved(policy::Policy const& policy = small_policy());

Life commenced(policy::Policy const& policy = small_policy());

Life finished(policy::Policy const& policy = small_policy());

acceptance::RecordInspection inspection(bool passed, std::string defects = {});
acceptance::AppointUseUnit property_firm();

Life inspected(policy::Policy const& policy = small_policy());

// The dates of case H: accepted on 2023-09-15 and in use from that day.
Life in_use(policy::Policy const& policy = small_policy());

}  // namespace jiati::project::test
