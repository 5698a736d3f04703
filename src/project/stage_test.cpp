#include "project/stage.h"

#include <gtest/gtest.h>

namespace jiati::project {
namespace {

TEST(Stage, IsFoundByItsCode) {
    for (std::size_t i = 0; i < stage_count; ++i) {
        auto const stage = static_cast<Stage>(i);
        EXPECT_EQ(stage_of(code_of(stage)), stage);
    }
    EXPECT_EQ(code_of(Stage::survey), "survey");
    EXPECT_EQ(code_of(Stage::operation), "operation");
    EXPECT_FALSE(stage_of("Survey"));
    EXPECT_FALSE(stage_of(""));
}

}  // namespace
}  // namespace jiati::project
