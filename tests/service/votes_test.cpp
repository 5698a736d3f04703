// A vote as people meet it: conditions, entries by an office, what nobody may see before the close, and the result that
// anyone entitled recomputes.
#include "app/clock_runner.h"
#include "app/figure_path.h"
#include "codec/calculators/consent.h"
#include "service/interface.h"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace jiati::service {
namespace {

using account::Role;
using account::ScopeKind;
using app::Viewer;

class Votes : public testing::Test {
  protected:
    Votes() : played(town.play("demo.yaml")) {}

    [[nodiscard]] std::string id(std::string const& alias) const { return played.ids.at(alias); }
    [[nodiscard]] Viewer resident(std::string const& household) const {
        return town.with(Role::resident, ScopeKind::household, id(household));
    }
    [[nodiscard]] Viewer staff(Role role = Role::neighbourhood) const {
        return town.with(role, ScopeKind::area, std::string(estate));
    }
    // data without its braces
    std::string send(Viewer const& viewer, std::string const& type, std::string const& household,
                     std::string const& rest = {}, std::string const& vote = "$v2") {
        auto const data = R"({"household":")" + id(household) + "\"" + (rest.empty() ? "" : "," + rest) + "}";
        auto const result = town.send(viewer, vote.starts_with('$') ? id(vote) : vote, type, data);
        if (result) return "recorded";
        auto const& refusal = result.error().refusal;
        return refusal.code.empty() ? "other" : std::string(refusal.code);
    }
    [[nodiscard]] std::string seen(Viewer const& viewer, std::string const& path, std::string const& vote) {
        auto const page = town.queries.vote(viewer, vote);
        return page ? app::value_at(page->json, path).value_or("") : "absent";
    }
    [[nodiscard]] std::string seen(Viewer const& viewer, std::string const& path) {
        return seen(viewer, path, id("$v2"));
    }
    void pass_days(int days) {
        town.now = Instant{town.now.unix_ms + std::int64_t{days} * 24 * 3600 * 1000};
        ASSERT_TRUE(app::run_due(town.stores, town.commands));
    }

    Town town;
    app::PlayedCase played;
};

std::string const agree = R"("choice":"agree","channel":"web","plan_version":1)";
std::string const on_paper = R"("choice":"agree","channel":"paper","plan_version":1,"entered_by":"居委会")";

TEST_F(Votes, AConditionCountsOnceItsOwnerSaysThatItIsMet) {
    auto const me = resident("$h2/502");
    ASSERT_EQ(send(me, "vote.CastBallot", "$h2/502", agree + R"(,"condition":"二楼装雨棚再说")"), "recorded");
    EXPECT_EQ(seen(me, "/my_ballot/counted_as"), "\"abstain\"");
    EXPECT_EQ(seen(me, "/my_ballot/condition"), "\"二楼装雨棚再说\"");
    EXPECT_EQ(seen(me, "/counts/agree"), "8");
    EXPECT_EQ(seen(staff(), "/roll[room=502]/condition"), "\"二楼装雨棚再说\"");
    for (auto const& viewer : {town.anyone(), resident("$h2/101"), staff(Role::street)})
        EXPECT_EQ(town.page(viewer, id("$p2")).find("装雨棚再说"), std::string::npos);
    EXPECT_EQ(send(resident("$h2/101"), "vote.ConfirmCondition", "$h2/502"), "app.forbidden");
    EXPECT_EQ(send(me, "vote.ConfirmCondition", "$h2/502"), "recorded");
    EXPECT_EQ(seen(me, "/my_ballot/counted_as"), "\"agree\"");
    EXPECT_EQ(seen(me, "/counts/agree"), "9");
}

TEST_F(Votes, AnEntryByAnOfficeIsContestedByItsOwnerAndSettledByTheNeighbourhood) {
    auto const me = resident("$h2/502");
    EXPECT_EQ(send(staff(), "vote.CastBallot", "$h2/502", on_paper + R"(,"by_owner":true)"), "codec.unknown_field");
    ASSERT_EQ(send(staff(), "vote.CastBallot", "$h2/502", on_paper), "recorded");
    EXPECT_EQ(seen(me, "/my_ballot/entered_by"), "\"居委会\"");
    EXPECT_EQ(seen(me, "/counts/agree"), "9");
    EXPECT_EQ(send(staff(), "vote.ContestBallot", "$h2/502", R"("reason":"x")"), "app.forbidden");
    ASSERT_EQ(send(me, "vote.ContestBallot", "$h2/502", R"("reason":"我没填过这张票")"), "recorded");
    EXPECT_EQ(seen(me, "/counts/agree"), "8");
    EXPECT_EQ(seen(staff(), "/roll[room=502]/standing"), "\"contested\"");
    EXPECT_EQ(seen(staff(), "/roll[room=502]/contest_reason"), "\"我没填过这张票\"");
    EXPECT_EQ(seen(me, "/roll/#"), "0");
    EXPECT_EQ(send(staff(Role::grid_leader), "vote.SettleBallot", "$h2/502", R"("stands":true,"reason":"x")"),
              "app.forbidden");
    ASSERT_EQ(send(staff(), "vote.SettleBallot", "$h2/502", R"("stands":false,"reason":"录错了门")"), "recorded");
    EXPECT_EQ(seen(me, "/my_ballot/standing"), "\"none\"");
}

TEST_F(Votes, AProxyBringsADocumentAndOnlyItsHouseholdReadsIt) {
    auto const me = resident("$h2/502");
    EXPECT_EQ(send(me, "vote.CastBallot", "$h2/502", agree + R"(,"proxy":"spouse","proxy_name":"李某")"),
              "vote.proxy_incomplete");
    ASSERT_EQ(send(me, "vote.CastBallot", "$h2/502",
                   agree + R"(,"proxy":"spouse","proxy_name":"李某","proxy_document":"结婚证 赣001",
                             "signature":"M1,1L9,9","handler":"王网格")"),
              "recorded");
    EXPECT_EQ(seen(me, "/my_ballot/proxy/name"), "\"李某\"");
    EXPECT_EQ(seen(me, "/my_ballot/signature/drawing"), "\"M1,1L9,9\"");
    for (auto const& row : town.store.read_all(std::string(city), 0, 100'000).value()) {
        EXPECT_EQ(row.payload.find("李某"), std::string::npos);
        EXPECT_EQ(row.payload.find("M1,1L9,9"), std::string::npos);
        if (!row.type.starts_with("vote.BallotCast/")) continue;
        EXPECT_EQ(row.leaf.find("spouse"), std::string::npos);
    }
}

TEST_F(Votes, TheResultIsWhatTheEntitledRecomputeFromWhatTheyAreGiven) {
    ASSERT_EQ(send(resident("$h2/502"), "vote.CastBallot", "$h2/502", agree + R"(,"condition":"装雨棚")"), "recorded");
    ASSERT_EQ(send(staff(), "vote.CastBallot", "$h2/302", on_paper), "recorded");
    EXPECT_EQ(seen(resident("$h2/101"), "/input"), "null") << "while it is open nobody is given the ballots";
    EXPECT_FALSE(town.queries.certificate(resident("$h2/101"), id("$v2")));
    pass_days(10);

    auto const neighbour = resident("$h2/101");
    auto const page = boost::json::parse(town.queries.vote(neighbour, id("$v2"))->json).as_object();
    auto const answer = codec::calculators::consent(boost::json::serialize(page.at("input")), policies().packs());
    ASSERT_TRUE(answer) << answer.error().code;
    auto const again = boost::json::parse(codec::calculators::to_json(*answer)).as_object();
    for (auto const* const group : {"participation", "agreement"})
        for (auto const* const measure : {"heads", "area"})
            for (auto const* const figure : {"have", "of"}) {
                auto const as_text = [&](boost::json::object const& from) {
                    auto const& value = from.at(group).as_object().at(measure).as_object().at(figure);
                    return value.is_string() ? std::string(value.as_string()) : std::to_string(value.as_int64());
                };
                EXPECT_EQ(as_text(page), as_text(again)) << group << measure << figure;
            }
    EXPECT_EQ(again.at("passes").as_bool(), page.at("verdict").as_string() == "passed");
    EXPECT_EQ(seen(neighbour, "/ballots[room=502]/ballot"), "\"abstain\"");
    EXPECT_EQ(seen(neighbour, "/ballots[room=502]/conditional"), "true");

    auto const own = boost::json::parse(town.queries.certificate(neighbour, id("$v2"))->json).as_object();
    auto const open = town.queries.certificate(town.anyone(), id("$v2"))->json;
    EXPECT_EQ(own.at("input"), page.at("input"));
    EXPECT_EQ(own.at("ballots").as_array().size(), 11U);
    auto const shown = boost::json::parse(open).as_object();
    EXPECT_EQ(shown.at("ratios"), own.at("ratios"));
    EXPECT_EQ(shown.at("ballots").as_array().size(), 11U);
    EXPECT_EQ(shown.at("ballots").as_array().front().as_object().size(), 2U) << "an entry and a leaf, no room";
    EXPECT_TRUE(shown.at("input").is_null() && shown.at("counts").is_null());
    EXPECT_EQ(open.find("502"), std::string::npos);
}

// Everyone who may look at all, at everything there is to look at.
TEST_F(Votes, WhatIsHiddenUntilTheCloseIsHiddenFromEveryone) {
    pass_days(10);
    auto const opened = town.send(staff(), id("$p2"), "consent.FreezeRoll", "{}");
    ASSERT_TRUE(opened) << opened.error().refusal.code;
    auto const vote = town.send(staff(), "", "vote.Open",
                                R"({"kind":"consent","question":"再问一次","projects":[")" + id("$p2") +
                                    R"("],"closes_on":"2026-12-20","hidden_until_close":true})");
    ASSERT_TRUE(vote) << vote.error().refusal.code;
    for (auto const* const room : {"201", "202", "301", "302", "401", "402", "501", "502", "601"})
        ASSERT_EQ(send(resident(std::string("$h2/") + room), "vote.CastBallot", std::string("$h2/") + room,
                       agree + (room == std::string_view("302") ? R"(,"condition":"装雨棚")" : ""), vote->id),
                  "recorded");
    std::vector<Viewer> viewers{town.anyone(), resident("$h2/101"), resident("$h3/101"),
                                town.with(Role::lead_owner, ScopeKind::project, id("$p2"))};
    for (auto const role : {Role::helper, Role::grid_leader, Role::neighbourhood, Role::street, Role::district_bureau,
                            Role::department, Role::sponsor, Role::property_firm, Role::city, Role::administrator})
        viewers.push_back(staff(role));
    for (auto const& viewer : viewers) {
        for (auto const& page : {town.queries.vote(viewer, vote->id), town.queries.project(viewer, id("$p2")),
                                 town.queries.project(viewer, id("$p2"), app::ProjectPart::consent)}) {
            ASSERT_TRUE(page);
            auto const root = app::value_at(page->json, "/consent/vote") ? std::string("/consent") : std::string();
            for (auto const* const field : {"/verdict", "/participation", "/agreement", "/counts", "/least", "/input"})
                EXPECT_EQ(app::value_at(page->json, root + field).value_or(""), "null") << field;
            EXPECT_EQ(app::value_at(page->json, root + "/ballots/#").value_or(""), "0");
            EXPECT_EQ(page->json.find("装雨棚"), std::string::npos);
        }
        auto const record = town.queries.events(viewer, id("$p2"), 0, 500);
        ASSERT_TRUE(record);
        EXPECT_EQ(record->json.find("BallotCast"), std::string::npos);
        EXPECT_FALSE(town.queries.certificate(viewer, vote->id));
    }
    EXPECT_EQ(seen(resident("$h2/302"), "/my_ballot/condition", vote->id), "\"装雨棚\"");
}

TEST_F(Interface, AnswersAVoteAndItsCertificateToAnyone) {
    auto const open = ask("GET", "/api/v1/votes/" + id("$v2"));
    ASSERT_EQ(open.status, 200) << open.body;
    EXPECT_EQ(json::parse(open.body).at("state").as_string(), "open");
    EXPECT_TRUE(json::parse(open.body).at("agreement").is_null());
    EXPECT_EQ(ask("GET", "/api/v1/votes/" + id("$v2") + "/certificate").status, 404);
    EXPECT_EQ(ask("GET", "/api/v1/votes/nowhere").status, 404);
    auto const closed = json::parse(ask("GET", "/api/v1/projects/" + id("$p3") + "/consent").body);
    auto const certificate = ask("GET", "/api/v1/votes/" + std::string(closed.at("vote").as_string()) + "/certificate");
    ASSERT_EQ(certificate.status, 200) << certificate.body;
    EXPECT_EQ(json::parse(certificate.body).at("ratios").as_array().size(), 4U);
    sign_in_as("demo-resident");
    auto const cast = ask("POST", "/api/v1/votes/" + id("$v2") + "/commands",
                          R"({"type":"vote.CastBallot","data":{"household":")" + id("$h2/502") +
                              R"(","choice":"agree","channel":"web","plan_version":1,"condition":"装雨棚"}})",
                          "Idempotency-Key: c\r\n");
    EXPECT_EQ(cast.status, 200) << cast.body;
    auto const mine = json::parse(ask("GET", "/api/v1/votes/" + id("$v2")).body).at("my_ballot");
    EXPECT_EQ(mine.at("counted_as").as_string(), "abstain");
}

}  // namespace
}  // namespace jiati::service
