#include "codec/leaf.h"

#include "codec/any_value_testing.h"
#include "codec/canonical.h"
#include "merkle/hash.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace jiati::codec {
namespace {

namespace funding = project::funding;
namespace survey = project::survey;

Envelope const envelope{.city = "cn-jiangxi-nanchang",
                        .stream = "project/p1",
                        .version = 7,
                        .occurred_on = Date::of(2023, 10, 12),
                        .recorded_at = Instant{1697077800000}};

project::Event stance(survey::Stance value) {
    survey::StanceRecorded const recorded{.household = HouseholdId{"h101"},
                                          .stance = value,
                                          .topics = {},
                                          .reason = {.ref = "r1", .commitment = "c1"},
                                          .channel = survey::Channel::visit};
    return project::Event(survey::Event(recorded));
}

project::Event two_shares() {
    funding::SharesAdopted shares;
    shares.rule = "fixed";
    shares.cost = Fen::yuan(310000);
    shares.shares = {{HouseholdId{"h301"}, Fen::yuan(20000)}, {HouseholdId{"h501"}, Fen::yuan(60000)}};
    return project::Event(funding::Event(shares));
}

std::string leaf_with_own_secrets(project::Event const& event, unsigned char salt = 0) {
    return leaf(envelope, event, testing::secrets_for(subjects_of(envelope.stream, event), salt));
}

TEST(Leaf, CommitsToSealedFieldsAndShowsVaultCommitments) {
    auto const secrets = testing::secrets_for({"household/h101"});
    auto const committed = [&](std::string_view pointer, std::string_view json) {
        return commit(make_salt(secrets.at("household/h101"), "project/p1\n7\n" + std::string(pointer)), json);
    };
    EXPECT_EQ(leaf(envelope, stance(survey::Stance::oppose), secrets),
              R"({"city":"cn-jiangxi-nanchang","occurred_on":"2023-10-12","open":{},)"
              R"("recorded_at":"2023-10-12T02:30:00.000Z","sealed":{"channel":")" +
                  committed("/channel", R"("visit")") + R"(","household":")" + committed("/household", R"("h101")") +
                  R"(","stance":")" + committed("/stance", R"("oppose")") + R"(","topics":")" +
                  committed("/topics", "[]") +
                  R"("},"stream":"project/p1","type":"survey.StanceRecorded/1","vault":{"reason":"c1"},"version":7})");
}

TEST(Leaf, CommitsToEachElementUnderItsOwnHousehold) {
    auto const event = two_shares();
    EXPECT_EQ(subjects_of("project/p1", event), (std::vector<std::string>{"household/h301", "household/h501"}));
    auto const secrets = testing::secrets_for(subjects_of("project/p1", event));
    auto const second = commit(make_salt(secrets.at("household/h501"), field_context("project/p1", 7, "/shares/1")),
                               R"({"amount":"60000.00","household":"h501"})");
    auto const text = leaf(envelope, event, secrets);
    EXPECT_NE(text.find("\"" + second + "\"]"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("cost":"310000.00")"), std::string::npos) << text;
    EXPECT_EQ(text.find("60000"), std::string::npos) << text;
}

TEST(Leaf, SplitsAPartIntoWhatIsOpenAndWhatIsSealed) {
    project::planning::Published published;
    published.version = 2;
    published.plan.levels = 7;
    published.plan.stops_at = {{.floor = 1, .half = false}};
    published.plan.shaft = "钢结构";
    published.plan.details = {{"cladding", "三层以下玻璃"}};
    project::Event const event{project::planning::Event(published)};
    EXPECT_EQ(subjects_of("project/p1", event), std::vector<std::string>{"project/p1"});
    auto const text = leaf_with_own_secrets(event);
    EXPECT_NE(text.find(R"("open":{"plan":{"corridors":0,"doors":0,"entry":"level","levels":7,)"
                        R"("stops_at":[{"floor":1,"half":false}]},"version":2})"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find(R"("sealed":{"plan":{"details":[")"), std::string::npos) << text;
}

TEST(Leaf, KeepsAPlaceForEachPartOfAList) {
    project::contract::Signed contract;
    contract.commitments = {{"warranty", 10, "整机"}, {"free_upkeep", 3, ""}};
    auto const text = leaf_with_own_secrets(project::Event(project::contract::Event(contract)));
    EXPECT_NE(text.find(R"("commitments":[{"kind":"warranty","years":10},{"kind":"free_upkeep","years":3}])"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find(R"("sealed":{"commitments":[{"text":")"), std::string::npos) << text;
}

TEST(Leaf, ThatIsTooLongForTheLogStandsInItByItsHash) {
    project::funding::SharesAdopted shares;
    shares.rule = "fixed";
    for (int i = 0; i < 2'000; ++i) shares.shares.push_back({HouseholdId{"h" + std::to_string(i)}, Fen::yuan(i)});
    auto const text = leaf_with_own_secrets(project::Event(funding::Event(shares)));
    EXPECT_TRUE(text.starts_with(R"({"city":"cn-jiangxi-nanchang","occurred_on":"2023-10-12","recorded_at":)")) << text;
    EXPECT_NE(text.find(R"("version":7,"whole":")"), std::string::npos) << text;
    shares.shares.back().amount = Fen::yuan(1);
    EXPECT_NE(leaf_with_own_secrets(project::Event(funding::Event(shares))), text);
    shares.shares.resize(1'000);
    EXPECT_NE(leaf_with_own_secrets(project::Event(funding::Event(shares))).find(R"("sealed":{)"), std::string::npos);
}

TEST(Leaf, OfTheSameFactDiffersWithTheSecretAndThePlace) {
    auto const event = stance(survey::Stance::agree);
    auto const one = leaf_with_own_secrets(event, 0);
    EXPECT_EQ(one, leaf_with_own_secrets(event, 0));
    EXPECT_NE(one, leaf_with_own_secrets(event, 1));
    auto const secret = testing::secrets_for({"household/h101"}).at("household/h101");
    EXPECT_NE(make_salt(secret, field_context("project/p1", 7, "/stance")),
              make_salt(secret, field_context("project/p1", 8, "/stance")));
    EXPECT_NE(make_salt(secret, field_context("project/p1", 7, "/stance")),
              make_salt(secret, field_context("project/p2", 7, "/stance")));
}

TEST(Leaf, HasTheSameShapeWhateverIsAbsent) {
    survey::WorryRaised worry;
    worry.worry = ItemId{"w1"};
    auto const from_meeting = leaf_with_own_secrets(project::Event(survey::Event(worry)));
    worry.household = HouseholdId{"h101"};
    auto const from_household = leaf_with_own_secrets(project::Event(survey::Event(worry)));
    EXPECT_EQ(from_meeting.size(), from_household.size());
    EXPECT_NE(from_meeting, from_household);
}

class Drawn final : public testing::Source {
  public:
    std::int64_t pick(std::int64_t least, std::int64_t most) override { return *rc::gen::inRange(least, most + 1); }
};

TEST(Leaf, OfAnyEventNamesNoHouseholdOwnerReferenceOrFreeText) {
    for (auto const& kind : testing::all_event_kinds()) {
        EXPECT_TRUE(rc::check(std::string(kind.type), [&] {
            Drawn source;
            auto const event = kind.make(source);
            auto const text = event.leaf(envelope, testing::secrets_for(event.subjects(envelope.stream)));
            for (auto const mark :
                 {testing::household_mark, testing::owner_mark, testing::reference_mark, testing::text_mark}) {
                RC_ASSERT(text.find(mark) == std::string::npos);
            }
            RC_ASSERT(canonical(text).value() == text);
        }));
    }
}

TEST(Commitment, OfATextIsThatOfItsJsonString) {
    auto const secret = testing::secrets_for({"account/a1"}).at("account/a1");
    auto const context = vault_context("ref1");
    EXPECT_EQ(make_commitment(secret, context, "张\"三"), commit(make_salt(secret, context), "\"张\\\"三\""));
    EXPECT_EQ(make_commitment(secret, context, "a").size(), 43U);
}

TEST(LeafHash, IsThatOfRfc6962) {
    EXPECT_EQ(leaf_hash_hex(""), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

}  // namespace
}  // namespace jiati::codec
