#include "app/figure_path.h"
#include "app/rebuild.h"
#include "service/town.h"

#include <gtest/gtest.h>
#include <array>
#include <map>

namespace jiati::service {
namespace {

using account::Role;
using account::ScopeKind;

// What only the neighbourhood may know: words that were said, and every stance.
constexpr std::array private_words{"一楼采光本来就差", "腿脚不好", "敲门没人应", "担心挡了下午的太阳"};

class Pages : public testing::Test {
  protected:
    Pages() : played(town.play("demo.yaml")) {}
    [[nodiscard]] std::string id(std::string const& alias) const { return played.ids.at(alias); }

    Town town;
    app::PlayedCase played;
};

TEST_F(Pages, ShowThePublicNoStanceNoWordsNoBallotAndNoArea) {
    for (auto const* const project : {"$p1", "$p2", "$p3", "$p4"}) {
        auto const page = town.page(town.anyone(), id(project));
        for (auto const* const said : private_words) EXPECT_EQ(page.find(said), std::string::npos) << said;
        EXPECT_EQ(page.find("\"stance\":\""), std::string::npos);
        EXPECT_EQ(page.find("\"ballot\":\""), std::string::npos);
        EXPECT_EQ(page.find("82.40"), std::string::npos);
        EXPECT_EQ(town.value(town.anyone(), id(project), "/stance_counts"), "null");
    }
}

TEST_F(Pages, ShowTheGridLeaderStancesOfTheirOwnCommunityOnly) {
    auto const own = town.with(Role::grid_leader, ScopeKind::area, std::string(estate));
    auto const other = town.with(Role::grid_leader, ScopeKind::area, "cn-jiangxi-nanchang/anyi/");
    EXPECT_EQ(town.value(own, id("$p1"), "/house/cells[room=101]/stance"), "\"oppose\"");
    EXPECT_EQ(town.value(other, id("$p1"), "/house/cells[room=101]/stance"), "null");
}

TEST_F(Pages, ShowAHouseholdItsOwnStanceAndNobodyElses) {
    auto const me = town.with(Role::resident, ScopeKind::household, id("$h1/101"));
    EXPECT_EQ(town.value(me, id("$p1"), "/house/cells[room=101]/stance"), "\"oppose\"");
    EXPECT_EQ(town.value(me, id("$p1"), "/house/cells[room=102]/stance"), "null");
    EXPECT_EQ(town.value(me, id("$p1"), "/house/cells[mine=true]/#"), "1");
}

TEST_F(Pages, ShowFourRatiosOfAClosedVoteToEveryoneAndBallotsToTheUnit) {
    EXPECT_EQ(town.value(town.anyone(), id("$p3"), "/consent/agreement/heads/have"), "\"10\"");
    EXPECT_EQ(town.value(town.anyone(), id("$p3"), "/consent/counts"), "null");
    EXPECT_EQ(town.value(town.anyone(), id("$p3"), "/consent/ballots/#"), "0");
    auto const neighbour = town.with(Role::resident, ScopeKind::household, id("$h3/602"));
    EXPECT_EQ(town.value(neighbour, id("$p3"), "/consent/ballots/#"), "12");
    // While it is open nobody outside the unit sees how it goes.
    EXPECT_EQ(town.value(town.anyone(), id("$p2"), "/consent/agreement"), "null");
}

TEST_F(Pages, NameTheRecordWithoutSayingWhoSaidWhat) {
    auto const page = town.queries.events(town.anyone(), id("$p1"), 0, 100);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->json.find("\"room\""), std::string::npos);
    EXPECT_EQ(page->json.find("oppose"), std::string::npos);
    for (auto const* const said : private_words) EXPECT_EQ(page->json.find(said), std::string::npos);
}

TEST_F(Pages, KeepWordsOutOfJournalAndLeaves) {
    auto const rows = town.store.read_all(std::string(city), 0, 100'000).value();
    for (auto const& row : rows)
        for (auto const* const said : private_words) {
            EXPECT_EQ(row.payload.find(said), std::string::npos) << row.type;
            EXPECT_EQ(row.leaf.find(said), std::string::npos) << row.type;
        }
}

TEST_F(Pages, LeavesNameNoHousehold) {
    auto const rows = town.store.read_all(std::string(city), 0, 100'000).value();
    for (auto const& [alias, household] : played.ids) {
        if (!alias.starts_with("$h") || alias.find('/') == std::string::npos) continue;
        for (auto const& row : rows)
            EXPECT_EQ(row.leaf.find(household), std::string::npos) << alias << " in " << row.type;
    }
}

TEST_F(Pages, RebuiltViewsEqualTheIncrementalOnes) {
    auto const rows = app::rows_from_journal(town.stores, town.repository, std::string(city));
    ASSERT_TRUE(rows);
    std::map<std::pair<std::string, std::string>, app::ViewRow> last;
    for (auto const& [in_city, row] : *rows) last[{row.view, row.key}] = row;
    EXPECT_GT(last.size(), 50U);
    for (auto const& [key, row] : last) {
        auto const stored = town.store.get(std::string(city), row.view, row.key).value();
        ASSERT_TRUE(stored) << row.view << " " << row.key;
        EXPECT_EQ(stored->body, row.body);
        EXPECT_EQ(stored->area, row.area);
    }
}

TEST_F(Pages, ListProjectsOnceEachHoweverTheyAreCut) {
    auto const listed = [&](std::string const& stage, std::size_t limit) {
        std::vector<std::string> ids;
        for (std::string after;;) {
            auto const page = town.queries.projects(std::string(city), std::string(estate), stage, after, limit)->json;
            auto const count = std::stoul(app::value_at(page, "/items/#").value());
            EXPECT_LE(count, limit);
            for (std::size_t i = 0; i < count; ++i)
                ids.push_back(app::value_at(page, "/items/" + std::to_string(i) + "/id").value());
            auto const next = app::value_at(page, "/next").value();
            if (next == "null") return ids;
            EXPECT_EQ(next, ids.back());
            after = next.substr(1, next.size() - 2);
        }
    };
    EXPECT_EQ(listed("", 100).size(), 4U);
    auto const first = town.value(town.anyone(), id("$p1"), "/stage");
    auto const stage = first.substr(1, first.size() - 2);
    for (std::size_t limit = 1; limit <= 5; ++limit) {
        EXPECT_EQ(listed("", limit), listed("", 100));
        EXPECT_EQ(listed(stage, limit), listed(stage, 100));
    }
}

}  // namespace
}  // namespace jiati::service
