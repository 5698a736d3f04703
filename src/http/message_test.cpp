#include "http/message.h"

#include <gtest/gtest.h>

namespace jiati::http {
namespace {

Request with(Headers headers) {
    Request request;
    request.method = "POST";
    request.headers = std::move(headers);
    return request;
}

TEST(Message, FieldNamesCompareWithoutCase) {
    Headers headers{{"Content-Type", "a"}};
    headers.set("content-type", "b");
    EXPECT_EQ(headers.find("CONTENT-TYPE"), "b");
    EXPECT_EQ(std::distance(headers.begin(), headers.end()), 1);
}

TEST(Message, TellsJsonByItsContentType) {
    EXPECT_EQ(refuse_unless_json(with({{"Content-Type", "application/json"}})), std::nullopt);
    EXPECT_EQ(refuse_unless_json(with({{"Content-Type", "Application/JSON; charset=utf-8"}})), std::nullopt);
    for (auto const* other : {"text/plain", "application/jsonp", "application/x-www-form-urlencoded", ""})
        EXPECT_TRUE(refuse_unless_json(with({{"Content-Type", other}})).has_value()) << other;
    EXPECT_TRUE(refuse_unless_json(with({})).has_value());
}

TEST(Message, TakesRequestsOfOurOwnPagesAndOfPrograms) {
    EXPECT_EQ(refuse_cross_site(with({{"Host", "jiati.cn"}})), std::nullopt);
    EXPECT_EQ(refuse_cross_site(with({{"Host", "jiati.cn"}, {"Origin", "https://jiati.cn"}})), std::nullopt);
    EXPECT_EQ(
        refuse_cross_site(
            with({{"Host", "localhost:8080"}, {"Origin", "http://localhost:8080"}, {"Sec-Fetch-Site", "same-origin"}})),
        std::nullopt);
}

TEST(Message, RefusesRequestsThatOtherSitesMake) {
    for (auto const* origin : {"https://evil.cn", "null", "https://jiati.cn.evil.cn", "https://jiati.cn:444", ""})
        EXPECT_TRUE(refuse_cross_site(with({{"Host", "jiati.cn"}, {"Origin", origin}})).has_value()) << origin;
    for (auto const* site : {"cross-site", "same-site"})
        EXPECT_TRUE(refuse_cross_site(with({{"Host", "jiati.cn"}, {"Sec-Fetch-Site", site}})).has_value()) << site;
}

TEST(Message, SetsCookiesThatScriptsCannotRead) {
    EXPECT_EQ(to_set_cookie({.name = "__Host-session", .value = "abc", .max_age_s = 3600}),
              "__Host-session=abc; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure");
    EXPECT_EQ(to_set_cookie({.name = "session", .value = "", .max_age_s = 0, .is_secure = false}),
              "session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

}  // namespace
}  // namespace jiati::http
