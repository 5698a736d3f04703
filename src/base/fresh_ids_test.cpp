#include "base/fresh_ids.h"

#include <gtest/gtest.h>

#include <set>

namespace jiati {
namespace {

TEST(FreshIds, AreTheSameForTheSameSeedAndDistinctWithinIt) {
    FreshIds first({1, 2});
    FreshIds second({1, 2});
    FreshIds other({1, 3});
    std::set<std::string> seen;
    for (int i = 0; i < 10'000; ++i) {
        auto const id = first.next();
        EXPECT_EQ(id, second.next());
        EXPECT_NE(id, other.next());
        EXPECT_EQ(id.size(), 16U);
        EXPECT_TRUE(seen.insert(id).second);
    }
}

}  // namespace
}  // namespace jiati
