#include "project/test_support.h"

namespace jiati::project::test {

HouseholdId home(std::string room) { return HouseholdId{"h" + std::move(room)}; }
VaultText secret(std::string ref) { return {std::move(ref), "commitment"}; }

Date day(std::string_view text) {
    auto const date = Date::parse(text);
    CHECK(date);
    return *date;
}

namespace {

policy::Policy make_small_policy() {
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

}  // namespace

policy::Policy const& small_policy() {
    static policy::Policy const policy = make_small_policy();
    return policy;
}

policy::Policy policy_with_gate(std::string stage, std::vector<std::string> requirements) {
    auto policy = small_policy();
    policy.gates.push_back({std::move(stage), std::move(requirements)});
    return policy;
}

std::vector<consent::RollEntry> eight_households() {
    auto const entry = [](std::string room, std::vector<std::int64_t> floors, std::int64_t m2) {
        return consent::RollEntry{home(room), room, std::move(floors), SquareMetres{m2 * 100}, OwnerId{"o" + room}};
    };
    return {entry("101", {1}, 80),     entry("102", {1}, 90),     entry("201", {2}, 80),     entry("202", {2}, 90),
            entry("301", {3, 4}, 160), entry("302", {3, 4}, 180), entry("501", {5, 6}, 160), entry("502", {5, 6}, 180)};
}

testing::AssertionResult refused(Decision const& decision, RefusalCode code) {
    if (decision) return testing::AssertionFailure() << "accepted; " << code.text << " expected";
    if (decision.error().code == code.text) return testing::AssertionSuccess();
    return testing::AssertionFailure() << "refused as " << decision.error().code << "; " << code.text << " expected";
}

testing::AssertionResult accepted(Decision const& decision) {
    if (decision) return testing::AssertionSuccess();
    auto failure = testing::AssertionFailure() << "refused: " << decision.error().code;
    for (auto const& argument : decision.error().arguments) failure << " " << argument.name << "=" << argument.value;
    return failure;
}

std::string argument(Decision const& decision, std::string_view name) {
    if (decision) return {};
    for (auto const& each : decision.error().arguments)
        if (each.name == name) return each.value;
    return {};
}

lifecycle::Open open_command() {
    return {CommunityId{"c1"}, BuildingId{"b1"}, UnitId{"u1"}, "2栋2单元", "cn-test/anyi/", {}, {}, {}};
}

planning::Plan six_storey_plan() {
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

contract::FirmFact lift_firm(std::string id) { return {FirmId{id}, "电梯公司", false, true}; }

contract::QuotePrice quote(std::int64_t yuan, std::string reason, std::string firm) {
    return {FirmId{firm}, Fen::yuan(yuan), std::move(reason), lift_firm(firm)};
}

contract::ChooseFirm choose_firm(std::string id) {
    return {FirmId{id}, std::nullopt, "compared on site", lift_firm(id), std::nullopt};
}

Life opened(policy::Policy const& policy) {
    Life life(policy);
    life.on("2023-02-01").does(open_command());
    return life;
}

Life with_roll(policy::Policy const& policy) {
    auto life = opened(policy);
    life.on("2023-02-02").does(consent::FreezeRoll{{3, eight_households()}});
    life.does(lifecycle::Initiate{{home("501")}, "application of the owners"});
    return life;
}

Life with_plan(policy::Policy const& policy) {
    auto life = with_roll(policy);
    life.on("2023-02-10").does(quote(310'000)).does(choose_firm());
    life.on("2023-02-15").does(planning::Publish{six_storey_plan()});
    return life;
}

funding::AdoptShares shares_of_case_b() {
    funding::AdoptShares shares;
    shares.rule = "fixed";
    shares.amounts = {{home("301"), Fen::yuan(20'000)},
                      {home("302"), Fen::yuan(20'000)},
                      {home("501"), Fen::yuan(60'000)},
                      {home("502"), Fen::yuan(60'000)}};
    return shares;
}

funding::AddLine subsidy(std::int64_t yuan, std::string milestone) {
    return {funding::LineKind::subsidy, "district", Fen::yuan(yuan), "subsidy rule of 2022", std::move(milestone)};
}

Life with_shares(policy::Policy const& policy) {
    auto life = with_plan(policy);
    life.on("2023-02-18").does(subsidy()).does(shares_of_case_b());
    return life;
}

consent::TakeInResult result_of(std::string vote, bool passes, std::int64_t plan_version) {
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

Life voted(policy::Policy const& policy) {
    auto life = with_shares(policy);
    life.on("2023-02-20").does(consent::NoteVoteOpened{VoteId{"v1"}});
    life.on("2023-02-25").does(result_of("v1", true));
    return life;
}

contract::Sign contract_for(std::int64_t yuan) {
    return {Fen::yuan(yuan),
            {{"warranty", 10, "整机包修包换"}, {"free_upkeep", 3, "免费维保"}},
            {"neighbourhood head"},
            {}};
}

Life agreed(policy::Policy const& policy) {
    auto life = voted(policy);
    life.on("2023-02-26");
    for (auto const* const room : {"301", "302", "501", "502"})
        life.does(consent::SignAgreement{home(room), "in person"});
    life.does(consent::WitnessAgreement{{"neighbourhood head", "lift firm"}}).does(contract_for(310'000));
    return life;
}

notice::Post post() { return {{"unit_entrance", "neighbouring_buildings"}, {"neighbourhood"}, std::nullopt}; }

Life posted(policy::Policy const& policy) {
    auto life = agreed(policy);
    life.on("2023-03-01").does(post());
    return life;
}

Life noticed(policy::Policy const& policy) {
    auto life = posted(policy);
    life.on("2023-03-09").does(notice::Close{});
    return life;
}

approval::GiveOpinion approves(std::string department) {
    return {std::move(department), approval::Opinion::approve, approval::How::papers, {}, {}};
}

Life submitted(policy::Policy const& policy) {
    auto life = noticed(policy);
    life.on("2023-04-03").does(approval::FilePaper{"structural_appraisal", "appraiser", "J-1", {}});
    life.does(approval::FilePaper{"drawings", "designer", "S-1", {}});
    life.does(approval::Submit{approval::Form::on_site, {}, std::nullopt});
    return life;
}

Life approved(policy::Policy const& policy) {
    auto life = submitted(policy);
    life.on("2023-05-05");
    for (auto const* const department : {"planning", "housing", "fire"}) life.does(approves(department));
    life.does(approval::Grant{"联审-2023-7", std::nullopt});
    return life;
}

Life commenced(policy::Policy const& policy) {
    auto life = approved(policy);
    life.on("2023-05-25").does(construction::Commence{"监理公司"});
    return life;
}

Life finished(policy::Policy const& policy) {
    auto life = commenced(policy);
    life.on("2023-09-10").does(construction::Finish{});
    return life;
}

acceptance::RecordInspection inspection(bool passed, std::string defects) {
    return {"特种设备检验检测研究院", passed, "T-1", std::move(defects)};
}

acceptance::AppointUseUnit property_firm() { return {"物业公司", "property_firm", "free of charge"}; }

Life inspected(policy::Policy const& policy) {
    auto life = finished(policy);
    life.on("2023-09-12").does(property_firm()).does(inspection(true));
    return life;
}

Life in_use(policy::Policy const& policy) {
    auto life = inspected(policy);
    life.on("2023-09-15").does(acceptance::Accept{{"builder", "owners", "street"}, true, {}});
    life.does(acceptance::Register{"梯11赣A0001"}).does(acceptance::HandOver{});
    return life;
}

Life::Life(policy::Policy const& policy) : policy_(policy) {}
Life::Life(Life const&) = default;
Life::Life(Life&&) noexcept = default;
Life& Life::operator=(Life const&) = default;
Life& Life::operator=(Life&&) noexcept = default;
Life::~Life() = default;

Life& Life::on(std::string_view date) {
    today_ = day(date);
    return *this;
}

Life& Life::under(policy::Policy const& policy) {
    policy_ = policy;
    return *this;
}

Context Life::context() const {
    Context context;
    context.now = Instant{Instant::start_of(today_).unix_ms + 12 * 3'600'000};
    context.occurred_on = today_;
    context.actor = AccountId{"a1"};
    context.policy = &policy_;
    context.ids = FreshIds({journal.size() + 1, 7});
    return context;
}

Decision Life::decided(CommandVariant const& command, Date occurred_on) const {
    auto asked = context();
    asked.occurred_on = occurred_on;
    return decide(state, command, asked);
}

Life& Life::follow(Decision const& decision) {
    EXPECT_TRUE(accepted(decision));
    if (decision)
        for (auto const& event : decision.value()) happens(event);
    return *this;
}

Life& Life::happens(Event const& event) {
    journal.emplace_back(event, today_);
    state = evolve(std::move(state), event, today_);
    return *this;
}

}  // namespace jiati::project::test
