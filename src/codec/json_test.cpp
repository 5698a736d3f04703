#include "codec/json_text.h"

#include "codec/canonical.h"

#include <gtest/gtest.h>

namespace jiati::codec {
namespace {

std::string refusal_of(std::string_view text, JsonLimits limits = {}) {
    auto const checked = check_json(text, limits);
    return checked ? "fine" : checked.error().code + " " + checked.error().pointer;
}

TEST(StrictJson, NamesTheKeyThatStandsTwice) {
    EXPECT_EQ(refusal_of(R"({"a":1,"b":{"c":[0,{"x":1,"y":2,"x":3}]}})"), "codec.duplicate_key /b/c/1/x");
    EXPECT_EQ(refusal_of(R"({"a":1,"\u0061":2})"), "codec.duplicate_key /a");
    EXPECT_EQ(refusal_of(R"([{"a":1},{"a":1}])"), "fine");
}

TEST(StrictJson, RefusesWhatIsNoDocument) {
    EXPECT_EQ(refusal_of(""), "codec.bad_json ");
    EXPECT_EQ(refusal_of("{} {}"), "codec.bad_json ");
    EXPECT_EQ(refusal_of("[1,]"), "codec.bad_json /1");
    EXPECT_EQ(refusal_of("{'a':1}"), "codec.bad_json ");
    EXPECT_EQ(refusal_of("// no\n1"), "codec.bad_json ");
    EXPECT_EQ(refusal_of("{\"a\":\"\xff\"}"), "codec.bad_json /a");
    EXPECT_EQ(refusal_of(R"(["\ud800"])"), "codec.bad_json /0");
    EXPECT_EQ(refusal_of("NaN"), "codec.bad_json ");
}

TEST(StrictJson, RefusesNumbersBeyondDouble) {
    EXPECT_EQ(refusal_of(R"({"a":[1e400]})"), "codec.bad_value /a/0");
    EXPECT_EQ(refusal_of("1e300"), "fine");
}

TEST(StrictJson, RefusesMoreBytesOrDepthThanAllowed) {
    EXPECT_EQ(refusal_of("[[[1]]]", {.bytes_max = 100, .depth_max = 3}), "fine");
    EXPECT_EQ(refusal_of("[[[[1]]]]", {.bytes_max = 100, .depth_max = 3}), "codec.too_long /0/0/0");
    EXPECT_EQ(refusal_of("[1,2]", {.bytes_max = 4, .depth_max = 3}), "codec.too_long ");
    EXPECT_EQ(
        refusal_of(std::string(100000, '[')), "codec.too_long " + [] {
            std::string zeros;
            for (int i = 0; i < 24; ++i) zeros += "/0";
            return zeros;
        }());
}

TEST(StrictJson, EscapesPointers) {
    EXPECT_EQ(refusal_of(R"({"a/b~c":{"x":1,"x":1}})"), "codec.duplicate_key /a~1b~0c/x");
}

TEST(JsonWriter, WritesWhatTheStrictReaderReads) {
    JsonWriter writer;
    writer.object().field("id", HouseholdId{"h1"}).field("amount", Fen{2000000}).field("area", SquareMetres{8050});
    writer.field("share", Fraction(2, 3)).field("on", Date::of(2023, 10, 12)).field("text", "\"\n中");
    writer.key("list").array().value(1).value(true).null().end();
    writer.key("empty").object().end();
    writer.field("some", std::vector<std::string>{"a", "b"}).field("none", std::optional<Date>{}).field("half", 0.5);
    auto const text = writer.end().take();
    EXPECT_EQ(text, R"({"id":"h1","amount":"20000.00","area":"80.50","share":"2/3","on":"2023-10-12",)"
                    R"("text":"\"\n中","list":[1,true,null],"empty":{},"some":["a","b"],"none":null,"half":0.5})");
    EXPECT_EQ(refusal_of(text), "fine");
}

TEST(JsonWriterDeathTest, StopsAtAnUnfinishedDocument) {
    EXPECT_DEATH(
        {
            JsonWriter writer;
            writer.object().key("a");
            writer.end();
        },
        "CHECK|open_");
    EXPECT_DEATH(JsonWriter().array().take(), "CHECK|done_");
}

}  // namespace
}  // namespace jiati::codec
