#include "codec/upcast/upcast.h"

#include "codec/codec.h"
#include "codec/events.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace jiati::codec {

namespace {
// A type that lived through two versions before this one: a name was split, then an amount got its currency's fraction.
struct Planted {
    std::string kind;
    Fen price;
};
}  // namespace

template <>
struct Description<Planted> {
    using T = Planted;
    static constexpr std::string_view name = "garden.Planted/3";
    static constexpr auto fields() { return std::tuple{sealed("kind", &T::kind), open("price", &T::price)}; }
};

namespace {

void rename_tree(json::object& payload) {
    payload["kind"] = payload["tree"];
    payload.erase("tree");
}
void price_in_yuan(json::object& payload) {
    if (auto* price = payload.if_contains("price_fen"); price != nullptr && price->is_int64()) {
        payload["price"] = Fen{price->get_int64()}.to_string();
    }
    payload.erase("price_fen");
}
constexpr upcast::Lift table[] = {{"garden.Planted/1", "garden.Planted/2", rename_tree},
                                  {"garden.Planted/2", "garden.Planted/3", price_in_yuan}};

Result<Planted, Refusal> decode(std::string_view type, std::string_view payload) {
    auto const lifted = upcast::lift(type, json::parse(payload), table);
    EXPECT_EQ(lifted.type, Description<Planted>::name);
    Reader reader(Origin::journal);
    Planted planted;
    if (!read_struct(reader, lifted.payload, planted)) return Failure{reader.take_refusal()};
    return planted;
}

TEST(Upcast, LiftsEveryOldVersionToTheNewest) {
    for (auto const& [type, payload] : {std::pair{"garden.Planted/1", R"({"price_fen":1250,"tree":"ginkgo"})"},
                                        std::pair{"garden.Planted/2", R"({"kind":"ginkgo","price_fen":1250})"},
                                        std::pair{"garden.Planted/3", R"({"kind":"ginkgo","price":"12.50"})"}}) {
        auto const planted = decode(type, payload);
        ASSERT_TRUE(planted) << type << planted.error().pointer;
        EXPECT_EQ(planted->kind, "ginkgo") << type;
        EXPECT_EQ(planted->price, Fen{1250}) << type;
    }
}

TEST(Upcast, LeavesBrokenJsonToTheReader) {
    EXPECT_EQ(decode("garden.Planted/2", R"({"kind":"ginkgo","price_fen":"much"})").error().code, "codec.missing");
    EXPECT_EQ(decode("garden.Planted/1", "[]").error().code, "codec.wrong_type");
}

TEST(Upcast, LeavesAloneWhatNoLiftNames) {
    auto const lifted = upcast::lift("garden.Felled/1", json::parse("{}"), table);
    EXPECT_EQ(lifted.type, "garden.Felled/1");
}

TEST(Upcast, SharesOfVersion1KeepWhatTheySayAndMakeUpNoInputs) {
    auto const event = decode_project_event(
        "funding.SharesAdopted/1",
        R"({"compensation":[],"compensation_total":"0.00","cost":"310000.00","lines_total":"150000.00",)"
        R"("plan_version":1,"rule":"coefficient","shares":[{"amount":"160000.00","household":"h501"}],)"
        R"("shares_total":"160000.00"})");
    ASSERT_TRUE(event) << event.error().pointer;
    auto const& stage = std::get<project::funding::Event>(event->stage());
    auto const& adopted = std::get<project::funding::SharesAdopted>(stage);
    EXPECT_EQ(adopted.rule, "coefficient");
    EXPECT_EQ(adopted.shares.at(0).amount, Fen::yuan(160'000));
    EXPECT_EQ(adopted.inputs, project::funding::ShareInputs{});
    EXPECT_FALSE(project::funding::problem_of(adopted.inputs)) << "what was not kept cannot be recomputed";
}

TEST(Upcast, TheTableLeadsForwardOnly) {
    for (auto const& lift : upcast::lifts()) {
        auto const stem = lift.from.substr(0, lift.from.rfind('/'));
        EXPECT_EQ(stem, lift.to.substr(0, lift.to.rfind('/')));
        EXPECT_EQ(std::stoi(std::string(lift.from.substr(stem.size() + 1))) + 1,
                  std::stoi(std::string(lift.to.substr(stem.size() + 1))));
    }
}

}  // namespace
}  // namespace jiati::codec
