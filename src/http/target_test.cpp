#include "http/target.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jiati::http {
namespace {

std::string path_of(std::string_view target) {
    auto const parsed = parse_target(target, "example.cn");
    return parsed ? parsed->path : "refused: " + parsed.error().code;
}

TEST(Target, IsDecodedOnce) {
    EXPECT_EQ(path_of("/"), "/");
    EXPECT_EQ(path_of("/api/v1/projects/8f3k"), "/api/v1/projects/8f3k");
    EXPECT_EQ(path_of("/%E5%8A%A0%e6%a2%af"), "/加梯");
    EXPECT_EQ(path_of("/加梯"), "/加梯");
    EXPECT_EQ(path_of("/a%2520b"), "/a%20b");
    EXPECT_EQ(path_of("/a/"), "/a/");
}

TEST(Target, RefusesWhatCouldBeReadAsAnotherPath) {
    for (auto const* target :
         {"/../etc/passwd", "/a/..",   "/a/./b",    "/%2e%2e/x", "/a/%2E", "/..%2fx", "/a%2Fb", "/a%5cb", "/a\\b",
          "//evil.com",     "/a//b",   "/%00",      "/a%0d%0ab", "/%7f",   "/a#b",    "/%",     "/%2",    "/%zz",
          "/%c0%af",        "/%E5%8A", "/\xE5\x8A", "/\xFF",     "",       "*",       "a",      "?a=b",   "api/v1"})
        EXPECT_EQ(path_of(target), "refused: http.bad_target") << target;
}

TEST(Target, InAbsoluteFormMustNameTheHost) {
    EXPECT_EQ(path_of("http://example.cn/a"), "/a");
    EXPECT_EQ(path_of("HTTP://EXAMPLE.CN"), "/");
    EXPECT_EQ(path_of("http://example.cn?x=1"), "/");
    for (auto const* target : {"http://other.cn/a", "http://example.cn:81/a", "http://user@example.cn/",
                               "ftp://example.cn/", "http:///a", "://example.cn/"})
        EXPECT_EQ(path_of(target), "refused: http.bad_target") << target;
}

TEST(Query, DecodesNamesAndValues) {
    auto const query = QueryParameters::parse("q=%E5%8A%A0+%E6%A2%AF&after=&flag&&x=a%3Db%26c");
    ASSERT_TRUE(query);
    EXPECT_EQ(query->find("q"), "加 梯");
    EXPECT_EQ(query->find("after"), "");
    EXPECT_EQ(query->find("flag"), "");
    EXPECT_EQ(query->find("x"), "a=b&c");
    EXPECT_EQ(query->find("y"), std::nullopt);
}

TEST(Query, RefusesANameGivenTwice) {
    auto const query = QueryParameters::parse("area=1&limit=5&%61rea=2");
    ASSERT_FALSE(query);
    EXPECT_EQ(query.error(), (Refusal{"http.duplicate_parameter", "", {{"name", "area"}}}));
}

TEST(Query, RefusesBrokenEncodings) {
    for (auto const* wrong : {"a=%", "a=%4", "a=%gg", "a=%ff", "a=%00", "a=%0a", "=1", "%=1"}) {
        auto const query = QueryParameters::parse(wrong);
        ASSERT_FALSE(query) << wrong;
        EXPECT_EQ(query.error().code, "http.bad_query") << wrong;
    }
}

TEST(Query, TakesSixtyFourParametersAndNoMore) {
    std::string text;
    for (int i = 0; i < 64; ++i) text += "p" + std::to_string(i) + "=1&";
    EXPECT_TRUE(QueryParameters::parse(text));
    EXPECT_FALSE(QueryParameters::parse(text + "one_more=1"));
}

TEST(Query, NamesTheUnknownParameter) {
    auto const query = QueryParameters::parse("area=1&colour=red").value();
    EXPECT_EQ(query.refuse_all_but({"area", "colour", "limit"}), std::nullopt);
    EXPECT_EQ(query.refuse_all_but({"area"}), (Refusal{"http.unknown_parameter", "", {{"name", "colour"}}}));
}

TEST(Cookies, AreFoundByName) {
    EXPECT_EQ(find_cookie("a=1; __Host-session=x=y; b=2", "__Host-session"), "x=y");
    EXPECT_EQ(find_cookie("session=1", "ession"), std::nullopt);
    EXPECT_EQ(find_cookie("session", "session"), std::nullopt);
    EXPECT_EQ(find_cookie("", "session"), std::nullopt);
}

TEST(Cookies, GivenTwiceCountAsNone) {
    EXPECT_EQ(find_cookie("session=good; session=planted", "session"), std::nullopt);
}

// Whatever path comes out is plain: it can be joined to a folder or shown in a log.
RC_GTEST_PROP(Target, AcceptedPathsArePlain, (std::string const& tail)) {
    auto const parsed = parse_target("/" + tail, "h");
    if (!parsed) return;
    RC_ASSERT(parsed->path.starts_with('/'));
    RC_ASSERT(parsed->path.find("//") == std::string::npos);
    RC_ASSERT(("/" + parsed->path + "/").find("/../") == std::string::npos);
    for (char c : parsed->path) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20U);
}

RC_GTEST_PROP(Query, ReadsBackWhatWasEncoded, (std::vector<std::uint8_t> const& letters)) {
    std::string value;
    std::string encoded;
    constexpr std::string_view hex = "0123456789ABCDEF";
    for (auto const letter : letters) {
        auto const c = static_cast<char>(0x20 + letter % 0x5f);
        value += c;
        encoded += '%';
        encoded += hex[static_cast<unsigned char>(c) >> 4U];
        encoded += hex[static_cast<unsigned char>(c) & 15U];
    }
    auto const query = QueryParameters::parse("v=" + encoded);
    RC_ASSERT(query.has_value());
    RC_ASSERT(query->find("v") == value);
}

}  // namespace
}  // namespace jiati::http
