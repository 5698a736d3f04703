// The page of light: who sees whose windows, and what of it enters the record.
#include "service/town.h"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <map>
#include <set>

namespace jiati::service {
namespace {

namespace json = boost::json;
using account::Role;
using account::ScopeKind;

class DaylightPage : public testing::Test {
  protected:
    // One town for all: playing a case and casting its rays is the dear part.
    struct Estate {
        Town town;
        app::PlayedCase played = town.play("f-yanjiang-south-road-616.yaml");
    };
    static Estate& estate() {
        static Estate made;
        return made;
    }

    [[nodiscard]] std::string id(std::string const& alias) const { return played.ids.at(alias); }
    [[nodiscard]] app::Viewer staff(Role role) const {
        return town.with(role, ScopeKind::area, std::string(city) + "/");
    }
    json::object page(app::Viewer const& viewer) {
        auto const made = town.queries.daylight(viewer, project);
        EXPECT_TRUE(made);
        return made ? json::parse(made->json).as_object() : json::object{};
    }
    static std::set<std::string> flats(json::object const& page) {
        std::set<std::string> found;
        for (auto const& row : page.at("windows").as_array())
            if (row.at("flat").is_string()) found.emplace(row.at("flat").as_string());
        return found;
    }

    Town& town = estate().town;
    app::PlayedCase& played = estate().played;
    std::string project = played.ids.at("$p1");
};

TEST_F(DaylightPage, TheWindowsOfAFlatAreForItsHouseholdAndForThoseWhoNegotiate) {
    auto const everybody = page(town.anyone());
    EXPECT_TRUE(everybody.at("windows").as_array().empty());
    EXPECT_TRUE(everybody.at("question").is_null());
    EXPECT_FALSE(everybody.at("table").as_array().empty());
    for (auto const role : {Role::helper, Role::district_bureau, Role::contractor, Role::city, Role::property_firm})
        EXPECT_TRUE(page(staff(role)).at("windows").as_array().empty()) << static_cast<int>(role);
    auto const own = page(town.with(Role::resident, ScopeKind::household, id("$f1/302")));
    EXPECT_EQ(flats(own), std::set<std::string>{"302"});
    EXPECT_TRUE(own.at("question").is_null());
    for (auto const role : {Role::grid_leader, Role::neighbourhood, Role::street})
        EXPECT_EQ(flats(page(staff(role))).size(), 12U) << static_cast<int>(role);
    EXPECT_EQ(flats(page(town.with(Role::lead_owner, ScopeKind::project, project))).size(), 12U);
}

TEST_F(DaylightPage, NoRowForEverybodyIsOneFlats) {
    auto const all = page(staff(Role::neighbourhood));
    std::map<std::string, std::string> flat_of;
    for (auto const& row : all.at("windows").as_array())
        if (row.at("flat").is_string())
            flat_of[std::string(row.at("id").as_string())] = std::string(row.at("flat").as_string());
    auto const everybody = page(town.anyone());
    for (auto const& row : everybody.at("table").as_array()) {
        if (row.at("neighbour").as_int64() > 0) continue;
        std::set<std::string> flats_of_row;
        for (auto const& window : row.at("windows").as_array())
            flats_of_row.insert(flat_of.at(std::string(window.as_string())));
        EXPECT_GE(flats_of_row.size(), 2U) << json::serialize(row);
        for (auto const* figure : {"left_percent", "dahan_before", "dahan_after"})
            for (auto const& value : row.at(figure).as_array()) EXPECT_EQ(value.as_int64() % 5, 0) << figure;
    }
}

TEST_F(DaylightPage, WhatWasComputedOfAPublishedPlanStandsInTheRecord) {
    auto const recorded = page(town.anyone()).at("recorded").as_object();
    EXPECT_EQ(recorded.at("plan_version").as_int64(), 1);
    EXPECT_TRUE(recorded.at("is_current").as_bool());
    auto const before = town.queries.events(town.anyone(), project, 0, 500).value().json;
    EXPECT_NE(before.find("planning.DaylightComputed"), std::string::npos);
    EXPECT_EQ(before.find("\"vsc_before\""), std::string::npos) << "the record shows no window";
    EXPECT_EQ(before.find("input_hash"), std::string::npos);
}

TEST(DaylightOfTheCases, ADuplexAndTwoCorridorsHaveTheirModelInTheRecord) {
    for (auto const& [name, alias] :
         std::map<std::string, std::string>{{"b-police-dormitory.yaml", "$p"}, {"h-wanda-star-city.yaml", "$p"}}) {
        Town town;
        auto const played = town.play(name);
        auto const made = town.queries.daylight(town.anyone(), played.ids.at(alias));
        ASSERT_TRUE(made) << name;
        auto const page = json::parse(made->json);
        EXPECT_TRUE(page.at("recorded").at("is_current").as_bool()) << name;
        EXPECT_FALSE(page.at("table").as_array().empty()) << name;
        EXPECT_TRUE(page.at("warnings").as_array().empty()) << name << json::serialize(page.at("warnings"));
        EXPECT_GE(page.at("options").as_array().size(), 3U) << name;
    }
}

TEST_F(DaylightPage, AGuessIsCalledOneUntilSomebodyMeasures) {
    project = id("$p2");
    auto const source_of = [&](std::string_view name) {
        auto const everybody = page(town.anyone());
        for (auto const& input : everybody.at("inputs").as_array())
            if (input.at("name").as_string() == name) return std::string(input.at("source").as_string());
        return std::string("missing");
    };
    EXPECT_EQ(source_of("parapet"), "guess");
    auto const sent = town.send(
        town.with(Role::lead_owner, ScopeKind::project, project), project, "planning.RecordGeometry",
        R"({"geometry":{"storeys":{"number":6,"source":"measured"},"parapet":{"cm":90,"source":"measured"}}})");
    ASSERT_TRUE(sent) << sent.error().refusal.code;
    EXPECT_EQ(source_of("parapet"), "measured");
}

}  // namespace
}  // namespace jiati::service
