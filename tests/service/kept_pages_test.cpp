// Pages that are kept in memory equal pages made anew, whatever changed in between.
#include "app/page_cache.h"
#include "service/town.h"

#include <gtest/gtest.h>

namespace jiati::service {
namespace {

using account::Role;
using account::ScopeKind;

// A vault out of which values can be erased, as another node would.
class ErasingVault final : public app::Vault {
  public:
    explicit ErasingVault(app::Vault& vault) : vault_(vault) {}

    bool erased = false;

    Result<std::map<std::string, std::string>, app::StoreError> load(std::string const& where,
                                                                     std::vector<std::string> const& refs) override {
        if (erased) return std::map<std::string, std::string>{};
        return vault_.load(where, refs);
    }
    Result<std::map<std::string, std::string>, app::StoreError> load_frozen(
        std::string const& where, std::vector<std::string> const& refs) override {
        return vault_.load_frozen(where, refs);
    }
    Result<std::map<std::string, app::Secret>, app::StoreError> secrets(
        std::string const& where, std::vector<std::string> const& subjects) override {
        return vault_.secrets(where, subjects);
    }
    Result<std::vector<std::string>, app::StoreError> subjects(std::string const& where,
                                                               std::string const& prefix) override {
        return vault_.subjects(where, prefix);
    }
    Result<Done, app::StoreError> erase(std::string const& where, std::vector<std::string> const& names) override {
        return vault_.erase(where, names);
    }
    Result<Done, app::StoreError> freeze(std::string const& where, std::map<std::string, Date> const& until) override {
        return vault_.freeze(where, until);
    }
    std::string fingerprint(std::string_view bytes) override { return vault_.fingerprint(bytes); }

  private:
    app::Vault& vault_;
};

class KeptPages : public testing::Test {
  protected:
    KeptPages() : played(town.play("demo.yaml")) {}

    [[nodiscard]] std::string id(std::string const& alias) const { return played.ids.at(alias); }
    [[nodiscard]] app::Viewer grid() const {
        return town.with(Role::grid_leader, ScopeKind::area, std::string(estate));
    }
    [[nodiscard]] app::Viewer resident(std::string const& household) const {
        return town.with(Role::resident, ScopeKind::household, id(household));
    }
    [[nodiscard]] std::string made_anew(app::Viewer const& viewer, std::string const& project) {
        app::Queries queries(town.stores, town.repository, policies());
        return queries.project(viewer, project)->json;
    }
    // Sends a command between two readings of a page: the second shows it.
    void expect_seen(app::Viewer const& viewer, std::string const& project, std::string const& stream,
                     std::string const& type, std::string const& data) {
        auto const before = town.page(viewer, project);
        EXPECT_EQ(town.page(viewer, project), before);
        ASSERT_TRUE(town.send(grid(), stream, type, data)) << type;
        auto const after = town.page(viewer, project);
        EXPECT_NE(after, before) << type;
        EXPECT_EQ(after, made_anew(viewer, project)) << type;
    }
    [[nodiscard]] std::string stance(std::string const& household, std::string const& said) const {
        return R"({"household":")" + id(household) + R"(","stance":"agree","reason":")" + said +
               R"(","channel":"visit"})";
    }

    Town town;
    app::PlayedCase played;
};

TEST_F(KeptPages, FollowTheProjectItsPlaceAndItsVote) {
    expect_seen(grid(), id("$p1"), id("$p1"), "survey.RecordStance", stance("$h1/601", "早该装了"));
    expect_seen(grid(), id("$p1"), id("$c"), "place.RecordPeople",
                R"({"household":")" + id("$h1/601") + R"(","people":7,"ages":{"from_80":2}})");
    expect_seen(resident("$h2/502"), id("$p2"), id("$v2"), "vote.CastBallot",
                R"({"household":")" + id("$h2/502") + R"(","choice":"agree","channel":"paper","plan_version":1})");
}

TEST_F(KeptPages, FollowWhatAnotherNodeWroteOnceThisOneHasHeardOfIt) {
    auto const before = town.page(grid(), id("$p1"));
    app::Repository elsewhere(town.store);
    app::Commands commands(town.stores, elsewhere, policies());
    app::CommandRequest request;
    request.city = city;
    request.aggregate = codec::Aggregate::project;
    request.id = id("$p1");
    request.type = "survey.RecordStance";
    request.data = stance("$h1/601", "早该装了");
    request.idempotency_key = "elsewhere";
    ASSERT_TRUE(commands.execute(grid(), request));
    town.repository.forget(std::string(city), "project/" + id("$p1"));
    EXPECT_NE(town.page(grid(), id("$p1")), before);
    EXPECT_EQ(town.page(grid(), id("$p1")), made_anew(grid(), id("$p1")));
}

TEST_F(KeptPages, AreNobodyElses) {
    std::vector<app::Viewer> const viewers{
        grid(),
        town.anyone(),
        resident("$h2/101"),
        resident("$h2/502"),
        resident("$h3/502"),
        town.with(Role::helper, ScopeKind::area, std::string(estate)),
        town.with(Role::grid_leader, ScopeKind::area, "cn-jiangxi-nanchang/anyi/"),
        town.with(Role::department, ScopeKind::area, std::string(estate), "housing"),
        town.with(Role::department, ScopeKind::area, std::string(estate), "fire"),
        town.with(Role::lead_owner, ScopeKind::project, id("$p2")),
    };
    for (auto const* const project : {"$p1", "$p2", "$p3", "$p4"})
        for (int round = 0; round < 2; ++round)
            for (auto const& viewer : viewers)
                EXPECT_EQ(town.page(viewer, id(project)), made_anew(viewer, id(project)));
}

TEST_F(KeptPages, FollowTheViewersGrants) {
    auto viewer = grid();
    auto const as_staff = town.page(viewer, id("$p1"));
    viewer.grants.clear();  // revoked, or past its last day
    auto const as_anyone = town.page(viewer, id("$p1"));
    EXPECT_NE(as_anyone, as_staff);
    EXPECT_EQ(as_anyone, town.page(town.anyone(), id("$p1")));
}

TEST_F(KeptPages, LoseTheWordsThatWereErased) {
    ErasingVault vault(town.store);
    app::Queries queries({town.store, town.store, vault, town.randomness, [this] { return town.now; }}, town.repository,
                         policies());
    ASSERT_TRUE(town.send(grid(), id("$p1"), "survey.RecordStance", stance("$h1/601", "早该装了")));
    EXPECT_NE(queries.project(grid(), id("$p1"))->json.find("早该装了"), std::string::npos);
    vault.erased = true;
    EXPECT_EQ(queries.project(grid(), id("$p1"))->json.find("早该装了"), std::string::npos);
    vault.erased = false;  // restored from a backup
    EXPECT_NE(queries.project(grid(), id("$p1"))->json.find("早该装了"), std::string::npos);
}

TEST_F(KeptPages, ChangeAtMidnightInChina) {
    // A lift in use: its page counts the days to the next inspection.
    auto const in_use = town.play("h-wanda-star-city.yaml").ids.at("$p");
    auto const midnight = Instant::start_of(Date::of(2026, 11, 24));
    town.now = Instant{midnight.unix_ms - 1};
    auto const evening = town.page(town.anyone(), in_use);
    EXPECT_EQ(evening, made_anew(town.anyone(), in_use));
    town.now = midnight;
    auto const morning = town.page(town.anyone(), in_use);
    EXPECT_NE(morning, evening);
    EXPECT_EQ(morning, made_anew(town.anyone(), in_use));
}

TEST_F(KeptPages, TheSummaryFollowsTheJournal) {
    auto const summary = [&] { return town.queries.summary(std::string(city), std::string(estate))->json; };
    auto const before = summary();
    EXPECT_EQ(summary(), before);
    auto const nobodys = town.queries.summary(std::string(city), "cn-jiangxi-nanchang/anyi/")->json;
    EXPECT_NE(nobodys, before);
    auto const neighbourhood = town.with(Role::neighbourhood, ScopeKind::area, std::string(estate));
    ASSERT_TRUE(town.send(neighbourhood, id("$c"), "place.AddBuilding",
                          R"({"name":"2栋","built":"1998","structure":"砖混结构","ground":"none",)"
                          R"("units":[{"name":"1单元","floors":6,"households":12}]})"));
    EXPECT_NE(summary(), before);
    app::Queries queries(town.stores, town.repository, policies());
    EXPECT_EQ(summary(), queries.summary(std::string(city), std::string(estate))->json);
}

app::KeptPage page_of(std::size_t bytes) { return {{std::string(bytes, 'x'), 1, "digest"}, {1}, {}, {}, {}}; }

TEST(PageCache, DropsWhatWasUsedLongestAgoAndStaysWithinItsBytes) {
    app::PageCache cache(20'000);
    for (auto const* const key : {"a", "b", "c"}) cache.keep(key, page_of(5'000));
    EXPECT_TRUE(cache.find("a"));
    cache.keep("d", page_of(5'000));
    EXPECT_TRUE(cache.find("a"));
    EXPECT_FALSE(cache.find("b"));
    EXPECT_LE(cache.bytes(), 20'000U);
    cache.keep("a", page_of(30'000));  // more than all the room there is: the old one goes, the new one stays out
    EXPECT_FALSE(cache.find("a"));
    EXPECT_TRUE(cache.find("c"));
}

TEST(PageCache, CountsAPageThatIsReplacedOnce) {
    app::PageCache cache(20'000);
    cache.keep("a", page_of(5'000));
    auto const bytes = cache.bytes();
    for (int i = 0; i < 10; ++i) cache.keep("a", page_of(5'000));
    EXPECT_EQ(cache.bytes(), bytes);
}

}  // namespace
}  // namespace jiati::service
