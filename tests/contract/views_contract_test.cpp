#include "contract/contract.h"

namespace jiati::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ViewsContract : public OnEveryEngine {
  protected:
    // One event, and these rows with it.
    void write(std::vector<app::ViewRow> rows, std::vector<app::TimerRow> timers = {},
               std::string const& city = "nanchang") {
        auto const version = journal().head(city).value();
        auto append = an_append("key " + std::to_string(version), {to_stream("project/1", version)}, city);
        append.views = std::move(rows);
        append.timers = std::move(timers);
        auto const written = journal().append(append);
        ASSERT_TRUE(written) << written.error().detail;
    }
    std::vector<std::string> keys(std::string const& area, std::string const& after = "", std::size_t limit = 100) {
        std::vector<std::string> found;
        auto const rows = views().list("nanchang", "projects", area, after, limit).value();
        for (auto const& row : rows) found.push_back(row.key);
        return found;
    }
    std::vector<std::string> due(Instant now, std::size_t limit = 100) {
        std::vector<std::string> found;
        auto const timers = views().due(now, limit).value();
        for (auto const& owed : timers)
            found.push_back(owed.city + " " + owed.timer.key + " " + owed.timer.command + " " +
                            std::to_string(owed.timer.due.unix_ms));
        return found;
    }
};
INSTANTIATE_TEST_SUITE_P(Stores, ViewsContract, every_engine, engine_name);

app::ViewRow project(std::string const& key, std::string const& area, std::string const& body = "{}") {
    return {.view = "projects", .key = key, .area = area, .body = body};
}

TEST_P(ViewsContract, ARowIsThereOnceItsEventIs) {
    write({project("p1", "nanchang/anyi/", R"({"stage":"vote"})")});
    auto const row = views().get("nanchang", "projects", "p1").value();
    ASSERT_TRUE(row);
    EXPECT_EQ(row->view, "projects");
    EXPECT_EQ(row->key, "p1");
    EXPECT_EQ(row->area, "nanchang/anyi/");
    EXPECT_EQ(row->body, R"({"stage":"vote"})");
    EXPECT_FALSE(views().get("nanchang", "projects", "p2").value());
    EXPECT_FALSE(views().get("nanchang", "votes", "p1").value());
    EXPECT_FALSE(views().get("guangzhou", "projects", "p1").value());
}

TEST_P(ViewsContract, ALaterRowReplacesAndAnEmptyOneRemoves) {
    write({project("p1", "a/", "1"), project("p2", "a/", "1")});
    write({project("p1", "b/", "2"), project("p2", "", ""), project("never there", "", "")});
    EXPECT_EQ(views().get("nanchang", "projects", "p1").value()->body, "2");
    EXPECT_THAT(keys("a/"), IsEmpty());
    EXPECT_THAT(keys("b/"), ElementsAre("p1"));
    EXPECT_FALSE(views().get("nanchang", "projects", "p2").value());
}

TEST_P(ViewsContract, AListIsFilteredByAreaAndOrderedByTheBytesOfItsKeys) {
    write({project("b", "nanchang/anyi/x/"),
           project("a", "nanchang/anyi/"),
           project("B", "nanchang/anyi/y/"),
           project("c", "nanchang/anyi2/"),
           project("名", "nanchang/anyi/名/"),
           project("d", "nanchang/"),
           project("e", "Nanchang/anyi/"),
           {.view = "votes", .key = "f", .area = "nanchang/anyi/", .body = "{}"}});
    EXPECT_THAT(keys("nanchang/anyi/"), ElementsAre("B", "a", "b", "名"));
    EXPECT_THAT(keys("nanchang/anyi/名/"), ElementsAre("名"));
    EXPECT_THAT(keys("nanchang/"), ElementsAre("B", "a", "b", "c", "d", "名"));
    EXPECT_THAT(keys(""), ElementsAre("B", "a", "b", "c", "d", "e", "名"));
    EXPECT_THAT(keys("nanchang/any_/"), IsEmpty());  // no wildcards
    EXPECT_THAT(keys("nanchang/%"), IsEmpty());
}

TEST_P(ViewsContract, AListGoesOnAfterAKey) {
    write({project("a", "x/"), project("b", "y/"), project("c", "x/"), project("d", "x/"), project("e", "x/")});
    EXPECT_THAT(keys("x/", "", 2), ElementsAre("a", "c"));
    EXPECT_THAT(keys("x/", "c", 2), ElementsAre("d", "e"));
    EXPECT_THAT(keys("x/", "bb", 1), ElementsAre("c"));
    EXPECT_THAT(keys("x/", "e", 2), IsEmpty());
    EXPECT_THAT(keys("x/", "", 0), IsEmpty());
}

TEST_P(ViewsContract, ReplaceAllPutsNewRowsInThePlaceOfEveryOldOne) {
    EXPECT_EQ(views().format().value(), 0);
    write({project("old", "x/")});
    write({project("old", "x/")}, {{.key = "t", .due = Instant{5}, .command = "{}"}}, "guangzhou");
    std::vector<app::Views::CityRow> const fresh{{"nanchang", project("new", "x/", "1")},
                                                 {"nanchang", project("new", "x/", "2")},
                                                 {"guangzhou", project("other", "y/")}};
    std::size_t at = 0;
    std::int64_t head_seen = 0;
    ASSERT_TRUE(views().replace_all(3, [&]() -> std::optional<app::Views::CityRow> {
        head_seen = journal().head("nanchang").value();  // the rows are folded from the journal while it runs
        if (at == fresh.size()) return std::nullopt;
        return fresh[at++];
    }));
    EXPECT_EQ(head_seen, 1);
    EXPECT_EQ(views().format().value(), 3);
    EXPECT_THAT(keys(""), ElementsAre("new"));
    EXPECT_EQ(views().get("nanchang", "projects", "new").value()->body, "2");
    EXPECT_FALSE(views().get("guangzhou", "projects", "old").value());
    EXPECT_TRUE(views().get("guangzhou", "projects", "other").value());
    EXPECT_THAT(due(Instant{5}), ElementsAre("guangzhou t {} 5"));  // timers are no view

    ASSERT_TRUE(views().replace_all(4, [] { return std::optional<app::Views::CityRow>(); }));
    EXPECT_EQ(views().format().value(), 4);
    EXPECT_THAT(keys(""), IsEmpty());
}

TEST_P(ViewsContract, TimersAreDueInOrderOfTheirInstant) {
    write({}, {{.key = "b", .due = Instant{300}, .command = "three"},
               {.key = "c", .due = Instant{100}, .command = "one"},
               {.key = "a", .due = Instant{200}, .command = "two"}});
    write({}, {{.key = "c", .due = Instant{100}, .command = "also one"}}, "guangzhou");
    EXPECT_THAT(due(Instant{99}), IsEmpty());
    EXPECT_THAT(due(Instant{200}), ElementsAre("guangzhou c also one 100", "nanchang c one 100", "nanchang a two 200"));
    EXPECT_THAT(due(Instant{1000}, 2), ElementsAre("guangzhou c also one 100", "nanchang c one 100"));
}

TEST_P(ViewsContract, ATimerIsReplacedByItsKeyAndRemovedByAnEmptyCommand) {
    write({},
          {{.key = "a", .due = Instant{100}, .command = "first"}, {.key = "b", .due = Instant{100}, .command = "x"}});
    write({}, {{.key = "a", .due = Instant{500}, .command = "second"},
               {.key = "b", .due = Instant{}, .command = ""},
               {.key = "never there", .due = Instant{}, .command = ""}});
    EXPECT_THAT(due(Instant{100}), IsEmpty());
    EXPECT_THAT(due(Instant{500}), ElementsAre("nanchang a second 500"));
}

TEST_P(ViewsContract, ARepeatedRequestWritesNoRowsAgain) {
    auto append = an_append("k1", {to_stream("project/1", 0)});
    append.views = {project("p1", "x/", "first")};
    ASSERT_TRUE(journal().append(append));
    auto later = an_append("k2", {to_stream("project/1", 1)});
    later.views = {project("p1", "x/", "second")};
    ASSERT_TRUE(journal().append(later));
    ASSERT_TRUE(journal().append(append)->repeated);
    EXPECT_EQ(views().get("nanchang", "projects", "p1").value()->body, "second");
}

}  // namespace
}  // namespace jiati::contract
