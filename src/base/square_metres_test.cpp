#include "base/square_metres.h"

#include <gtest/gtest.h>

namespace jiati {
namespace {

TEST(SquareMetres, ReadsAndPrintsTitleDeedAreas) {
    EXPECT_EQ(SquareMetres::parse("1700.8"), SquareMetres{170'080});
    EXPECT_EQ(SquareMetres{170'080}.to_string(), "1700.80");
    EXPECT_FALSE(SquareMetres::parse("80.505"));
    EXPECT_FALSE(SquareMetres::parse("80 m²"));
}

}  // namespace
}  // namespace jiati
