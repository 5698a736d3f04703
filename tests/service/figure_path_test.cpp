#include "app/figure_path.h"

#include <gtest/gtest.h>

namespace jiati::app {
namespace {

constexpr std::string_view page = R"({"a":{"b":[{"k":"x","n":"1.50"},{"k":"y","n":"2.25"},{"k":"x","n":"3"}]},"c":7})";

TEST(FigurePath, FollowsPointersSelectsCountsAndAddsUp) {
    EXPECT_EQ(value_at(page, "/c"), "7");
    EXPECT_EQ(value_at(page, "/a/b/1/n"), R"("2.25")");
    EXPECT_EQ(value_at(page, "/a/b/#"), "3");
    EXPECT_EQ(value_at(page, "/a/b[k=x]/#"), "2");
    EXPECT_EQ(value_at(page, "/a/b[k=y]/n"), R"("2.25")");
    EXPECT_EQ(value_at(page, "/a/b[k=x]/+n"), R"("9/2")");
}

TEST(FigurePath, LeadsNowhereRatherThanSomewhere) {
    for (auto const* wrong : {"c", "/d", "/a/b/3", "/a/b[k=z]/n", "/a/b/+m", "/a[k=x]", "/a/b[k", "/c/d"})
        EXPECT_FALSE(value_at(page, wrong)) << wrong;
    EXPECT_FALSE(value_at("not json", "/a"));
}

TEST(FigurePath, ComparesAmountsByValueAndWordsByText) {
    EXPECT_TRUE(same_value("310000", R"("310000.00")"));
    EXPECT_TRUE(same_value(R"("9/2")", R"("4.50")"));
    EXPECT_TRUE(same_value("true", "true"));
    EXPECT_FALSE(same_value("310000", R"("310000.01")"));
    EXPECT_FALSE(same_value(R"("vote")", R"("notice")"));
}

}  // namespace
}  // namespace jiati::app
