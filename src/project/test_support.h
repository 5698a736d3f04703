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

inline Date day(std::string_view text) {
    auto const date = Date::parse(text);
    CHECK(date);
    return *date;
}

inline HouseholdId home(std::string room) { return HouseholdId{"h" + std::move(room)}; }
inline VaultText secret(std::string ref = "v1") { return {std::move(ref), "commitment"}; }

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
inline policy::Policy small_policy() {
    policy::Policy policy;
    policy.id = "test-city";
    policy.area = "cn-test";
    policy.valid_from = day("2020-01-01");
    policy.notice = policy::Notice{{7, policy::DayKind::natural}, false, {"unit_entrance"}, {}};
    policy.calendar = policy::Calendar{
        {{2023, {{"劳动节", day("2023-04-29"), day("2023-05-03")}}, {day("2023-05-06")}, {}}, {2024, {}, {}, {}}}};
    policy.joint_approval = policy::JointApproval{{{"planning", {}}, {"housing", {}}, {"fire", {}}},
                                                  {{"structural_appraisal", {}}, {"drawings", {}}},
                                                  std::nullopt,
                                                  policy::Days{5, policy::DayKind::working},
                                                  {}};
    policy.use_unit_rules = {
        {day("2021-01-01"), {"property_firm", "maintenance_firm", "professional_firm", "co_owners"}, {}},
        {day("2023-05-05"), {"property_firm", "maintenance_firm", "professional_firm"}, {}}};
    policy.operation = policy::Operation{30, 15, {1, 4, 7, 9, 11, 13, 15}, 1, 30, {}};
    return policy;
}

inline policy::Policy policy_with_gate(std::string stage, std::vector<std::string> requirements) {
    auto policy = small_policy();
    policy.gates.push_back({std::move(stage), std::move(requirements)});
    return policy;
}

// Two flats each on floors 1 and 2, two duplexes on 3/4 and two on 5/6, as in case B.
inline std::vector<consent::RollEntry> eight_households() {
    auto const entry = [](std::string room, std::vector<std::int64_t> floors, std::int64_t m2) {
        return consent::RollEntry{home(room), room, std::move(floors), SquareMetres{m2 * 100}, OwnerId{"o" + room}};
    };
    return {entry("101", {1}, 80),     entry("102", {1}, 90),     entry("201", {2}, 80),     entry("202", {2}, 90),
            entry("301", {3, 4}, 160), entry("302", {3, 4}, 180), entry("501", {5, 6}, 160), entry("502", {5, 6}, 180)};
}

inline testing::AssertionResult refused(Decision const& decision, RefusalCode code) {
    if (decision) return testing::AssertionFailure() << "accepted; " << code.text << " expected";
    if (decision.error().code == code.text) return testing::AssertionSuccess();
    return testing::AssertionFailure() << "refused as " << decision.error().code << "; " << code.text << " expected";
}

inline testing::AssertionResult accepted(Decision const& decision) {
    if (decision) return testing::AssertionSuccess();
    auto failure = testing::AssertionFailure() << "refused: " << decision.error().code;
    for (auto const& argument : decision.error().arguments) failure << " " << argument.name << "=" << argument.value;
    return failure;
}

// The value of an argument of the refusal; empty where there is none.
inline std::string argument(Decision const& decision, std::string_view name) {
    if (decision) return {};
    for (auto const& each : decision.error().arguments)
        if (each.name == name) return each.value;
    return {};
}

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
    explicit Life(policy::Policy policy = small_policy()) : policy_(std::move(policy)) {}

    // The day on which what follows happens and is entered.
    Life& on(std::string_view date) {
        today_ = day(date);
        return *this;
    }
    [[nodiscard]] Date today() const { return today_; }
    Life& under(policy::Policy policy) {
        policy_ = std::move(policy);
        return *this;
    }

    [[nodiscard]] Context context() const {
        Context context;
        context.now = Instant{Instant::start_of(today_).unix_ms + 12 * 3'600'000};
        context.occurred_on = today_;
        context.actor = AccountId{"a1"};
        context.policy = &policy_;
        context.ids = FreshIds({journal.size() + 1, 7});
        return context;
    }

    template <class Command>
    [[nodiscard]] Decision ask(Command command) const {
        return decide(state, lift<CommandVariant>(std::move(command)), context());
    }
    // The command is entered today and says that it happened earlier.
    template <class Command>
    [[nodiscard]] Decision ask_of(std::string_view occurred_on, Command command) const {
        auto backdated = context();
        backdated.occurred_on = day(occurred_on);
        return decide(state, lift<CommandVariant>(std::move(command)), backdated);
    }

    // The command is accepted, and what follows has happened.
    template <class Command>
    Life& does(Command command) {
        auto const decision = ask(std::move(command));
        EXPECT_TRUE(accepted(decision));
        if (decision)
            for (auto const& event : decision.value()) happens(event);
        return *this;
    }
    Life& happens(Event const& event) {
        journal.emplace_back(event, today_);
        state = evolve(std::move(state), event, today_);
        return *this;
    }
    template <class StageEvent>
    Life& given(StageEvent event) {
        return happens(Event(lift<EventVariant>(std::move(event))));
    }

    [[nodiscard]] Stage stage() const { return state.lifecycle.stage; }

    State state;
    std::vector<std::pair<Event, Date>> journal;

  private:
    policy::Policy policy_;
    Date today_ = day("2023-02-01");
};

inline lifecycle::Open open_command() {
    return {CommunityId{"c1"}, BuildingId{"b1"}, UnitId{"u1"}, "2栋2单元", "cn-test/anyi/", {}, {}, {}};
}

inline planning::Plan six_storey_plan() {
    planning::Plan plan;
    plan.entry = planning::Entry::half_landing;
    plan.levels = 6;
    plan.doors = 4;
    plan.corridors = 3;
    plan.stops_at = {{1, false}, {2, true}, {3, true}, {4, true}};
    plan.load_kg = 800;
    plan.persons = 10;
    return plan;
}

inline contract::FirmFact lift_firm(std::string id = "f1") { return {FirmId{id}, "电梯公司", false, true}; }
inline contract::QuotePrice quote(std::int64_t yuan, std::string reason = {}, std::string firm = "f1") {
    return {FirmId{firm}, Fen::yuan(yuan), std::move(reason), lift_firm(firm)};
}
inline contract::ChooseFirm choose_firm(std::string id = "f1") {
    return {FirmId{id}, std::nullopt, "compared on site", lift_firm(id), std::nullopt};
}

inline Life opened(policy::Policy policy = small_policy()) {
    Life life(std::move(policy));
    life.on("2023-02-01").does(open_command());
    return life;
}

inline Life with_roll(policy::Policy policy = small_policy()) {
    auto life = opened(std::move(policy));
    life.on("2023-02-02").does(consent::FreezeRoll{{3, eight_households()}});
    life.does(lifecycle::Initiate{{home("501")}, "application of the owners"});
    return life;
}

inline Life with_plan(policy::Policy policy = small_policy()) {
    auto life = with_roll(std::move(policy));
    life.on("2023-02-10").does(quote(310'000)).does(choose_firm());
    life.on("2023-02-15").does(planning::Publish{six_storey_plan()});
    return life;
}

// Shares of case B: 0, 0, 2 × 20,000 and 2 × 60,000 beside a subsidy of 150,000.
inline funding::AdoptShares shares_of_case_b() {
    funding::AdoptShares shares;
    shares.rule = "fixed";
    shares.amounts = {{home("301"), Fen::yuan(20'000)},
                      {home("302"), Fen::yuan(20'000)},
                      {home("501"), Fen::yuan(60'000)},
                      {home("502"), Fen::yuan(60'000)}};
    return shares;
}
inline funding::AddLine subsidy(std::int64_t yuan = 150'000, std::string milestone = {}) {
    return {funding::LineKind::subsidy, "district", Fen::yuan(yuan), "subsidy rule of 2022", std::move(milestone)};
}

inline Life with_shares(policy::Policy policy = small_policy()) {
    auto life = with_plan(std::move(policy));
    life.on("2023-02-18").does(subsidy()).does(shares_of_case_b());
    return life;
}

inline consent::TakeInResult result_of(std::string vote, bool passes, std::int64_t plan_version = 1) {
    consent::VoteFact fact;
    fact.vote = VoteId{std::move(vote)};
    fact.version = 9;
    fact.closed = true;
    fact.plan_version = plan_version;
    fact.policy = "test-city";
    fact.article = "278";
    fact.passes = passes;
    fact.ratios = {{"10", "12", "2/3", true}};
    return {fact};
}

inline Life voted(policy::Policy policy = small_policy()) {
    auto life = with_shares(std::move(policy));
    life.on("2023-02-20").does(consent::NoteVoteOpened{VoteId{"v1"}});
    life.on("2023-02-25").does(result_of("v1", true));
    return life;
}

inline contract::Sign contract_for(std::int64_t yuan) {
    return {Fen::yuan(yuan),
            {{"warranty", 10, "整机包修包换"}, {"free_upkeep", 3, "免费维保"}},
            {"neighbourhood head"},
            {}};
}

inline Life agreed(policy::Policy policy = small_policy()) {
    auto life = voted(std::move(policy));
    life.on("2023-02-26");
    for (auto const* const room : {"301", "302", "501", "502"})
        life.does(consent::SignAgreement{home(room), "in person"});
    life.does(consent::WitnessAgreement{{"neighbourhood head", "lift firm"}}).does(contract_for(310'000));
    return life;
}

inline notice::Post post() { return {{"unit_entrance", "neighbouring_buildings"}, {"neighbourhood"}, std::nullopt}; }

inline Life posted(policy::Policy policy = small_policy()) {
    auto life = agreed(std::move(policy));
    life.on("2023-03-01").does(post());
    return life;
}

inline Life noticed(policy::Policy policy = small_policy()) {
    auto life = posted(std::move(policy));
    life.on("2023-03-09").does(notice::Close{});
    return life;
}

inline approval::GiveOpinion approves(std::string department) {
    return {std::move(department), approval::Opinion::approve, approval::How::papers, {}, {}};
}

inline Life submitted(policy::Policy policy = small_policy()) {
    auto life = noticed(std::move(policy));
    life.on("2023-04-03").does(approval::FilePaper{"structural_appraisal", "appraiser", "J-1", {}});
    life.does(approval::FilePaper{"drawings", "designer", "S-1", {}});
    life.does(approval::Submit{approval::Form::on_site, {}, std::nullopt});
    return life;
}

inline Life approved(policy::Policy policy = small_policy()) {
    auto life = submitted(std::move(policy));
    life.on("2023-05-05");
    for (auto const* const department : {"planning", "housing", "fire"}) life.does(approves(department));
    life.does(approval::Grant{"联审-2023-7", std::nullopt});
    return life;
}

inline Life commenced(policy::Policy policy = small_policy()) {
    auto life = approved(std::move(policy));
    life.on("2023-05-25").does(construction::Commence{"监理公司"});
    return life;
}

inline Life finished(policy::Policy policy = small_policy()) {
    auto life = commenced(std::move(policy));
    life.on("2023-09-10").does(construction::Finish{});
    return life;
}

inline acceptance::RecordInspection inspection(bool passed, std::string defects = {}) {
    return {"特种设备检验检测研究院", passed, "T-1", std::move(defects)};
}
inline acceptance::AppointUseUnit property_firm() { return {"物业公司", "property_firm", "free of charge"}; }

inline Life inspected(policy::Policy policy = small_policy()) {
    auto life = finished(std::move(policy));
    life.on("2023-09-12").does(property_firm()).does(inspection(true));
    return life;
}

// The dates of case H: accepted on 2023-09-15 and in use from that day.
inline Life in_use(policy::Policy policy = small_policy()) {
    auto life = inspected(std::move(policy));
    life.on("2023-09-15").does(acceptance::Accept{{"builder", "owners", "street"}, true, {}});
    life.does(acceptance::Register{"梯11赣A0001"}).does(acceptance::HandOver{});
    return life;
}

}  // namespace jiati::project::test
