#include "codec/events.h"

#include "codec/any_value_testing.h"
#include "codec/upcast/upcast.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace jiati::codec {
namespace {

class Drawn final : public testing::Source {
  public:
    std::int64_t pick(std::int64_t least, std::int64_t most) override { return *rc::gen::inRange(least, most + 1); }
};

TEST(Events, OfEveryTypeSurviveDecodingAndEncoding) {
    for (auto const& kind : testing::all_event_kinds()) {
        EXPECT_TRUE(rc::check(std::string(kind.type), [&] {
            Drawn source;
            auto const event = kind.make(source);
            auto const again = event.round_trip();
            RC_ASSERT(again.has_value());
            RC_ASSERT(again->type == event.encoded.type);
            RC_ASSERT(again->payload == event.encoded.payload);
        }));
    }
}

TEST(Events, HaveDistinctNamesWithAVersion) {
    auto const types = event_types();
    std::set<std::string_view> const distinct(types.begin(), types.end());
    EXPECT_EQ(distinct.size(), types.size());
    EXPECT_EQ(types.size(), testing::all_event_kinds().size());
    EXPECT_GT(types.size(), 100U);
    for (auto const type : types) {
        EXPECT_EQ(type.find('.'), type.rfind('.')) << type;
        // A later version is reached by lifts from every earlier one.
        auto const slash = type.rfind('/');
        auto const version = std::stoi(std::string(type.substr(slash + 1)));
        std::string const stem(type.substr(0, slash + 1));
        for (int earlier = 1; earlier < version; ++earlier)
            EXPECT_EQ(upcast::lift(stem + std::to_string(earlier), {}, upcast::lifts()).type, type);
        EXPECT_GE(version, 1) << type;
    }
}

TEST(Events, ArePlainCanonicalJson) {
    auto const encoded = encode(project::Event(project::survey::Event(
        project::survey::StanceRecorded{.household = HouseholdId{"h101"},
                                        .stance = project::survey::Stance::neutral,
                                        .topics = {project::survey::Topic::price, project::survey::Topic::running_cost},
                                        .reason = {.ref = "r1", .commitment = "c1"},
                                        .channel = project::survey::Channel::visit})));
    EXPECT_EQ(encoded.type, "survey.StanceRecorded/1");
    EXPECT_EQ(encoded.payload, R"({"channel":"visit","household":"h101","reason":{"commitment":"c1","ref":"r1"},)"
                               R"("stance":"neutral","topics":["price","running_cost"]})");
}

TEST(Events, LeaveOutWhatIsAbsent) {
    project::operation::FaultReported fault;
    fault.fault = ItemId{"f1"};
    auto const encoded = encode(project::Event(project::operation::Event(fault)));
    EXPECT_EQ(encoded.payload, R"({"entrapment":false,"fault":"f1","text":""})");
}

TEST(Events, AreRefusedWhenTheJournalHoldsWhatThisProgramNeverWrote) {
    auto const refusal = [](std::string_view type, std::string_view payload) {
        auto const decoded = decode_project_event(type, payload);
        return decoded ? "fine" : decoded.error().code + " " + decoded.error().pointer;
    };
    EXPECT_EQ(refusal("survey.Completed/1", R"({"households":12,"reached":11})"), "fine");
    EXPECT_EQ(refusal("survey.Completed/2", R"({"households":12,"reached":11})"), "codec.unknown_type ");
    EXPECT_EQ(refusal("garden.Planted/1", "{}"), "codec.unknown_type ");
    EXPECT_EQ(refusal("survey.Completed/1", R"({"households":12})"), "codec.missing /reached");
    EXPECT_EQ(refusal("survey.Completed/1", R"({"households":12,"reached":11,"more":1})"), "codec.unknown_field /more");
    EXPECT_EQ(refusal("survey.Completed/1", R"({"households":"12","reached":11})"), "codec.wrong_type /households");
    EXPECT_EQ(refusal("survey.Completed/1", R"({"households":12,)"), "codec.bad_json ");
    EXPECT_EQ(decode_vote_event("place.GridAssigned/1", "{}").error().code, "codec.unknown_type");
}

}  // namespace
}  // namespace jiati::codec
