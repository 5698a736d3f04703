#include "http/conditional.h"

#include <gtest/gtest.h>

namespace jiati::http {
namespace {

Request with(std::string name, std::string value) {
    Request request;
    request.method = "GET";
    request.headers.add(std::move(name), std::move(value));
    return request;
}

TEST(IfMatch, IsAVersion) {
    EXPECT_EQ(if_match_version(with("If-Match", "\"12\"")).value(), 12U);
    EXPECT_EQ(if_match_version(with("if-match", "\"0\"")).value(), 0U);
    EXPECT_EQ(if_match_version(with("If-Match", "*")).value(), std::nullopt);
    EXPECT_EQ(if_match_version(Request{}).value(), std::nullopt);
    EXPECT_EQ(if_match_version(with("If-Match", "\"12.f3Kd-_\"")).value(), 12U);
    EXPECT_EQ(version_etag(12), "\"12\"");
}

TEST(IfMatch, RefusesAnythingElseWithItsValue) {
    for (auto const* wrong : {"12", "\"\"", "\"", "W/\"12\"", "\"1\", \"2\"", "\"-1\"", "\".a\"", "\"a.12\"",
                              "\"1.a\", \"2.b\"", "\"012\"", "\"99999999999999999999\""}) {
        auto const version = if_match_version(with("If-Match", wrong));
        ASSERT_FALSE(version) << wrong;
        EXPECT_EQ(version.error(), (Refusal{"http.bad_if_match", "", {{"value", wrong}}}));
    }
}

TEST(IfNoneMatch, ComparesWeakly) {
    EXPECT_TRUE(client_has("\"a\"", "\"a\""));
    EXPECT_TRUE(client_has("\"x\", W/\"a\" ,\"y\"", "\"a\""));
    EXPECT_TRUE(client_has(" * ", "\"a\""));
    EXPECT_FALSE(client_has("\"b\"", "\"a\""));
    EXPECT_FALSE(client_has("", "\"a\""));
}

TEST(IfNoneMatch, TurnsAnAnswerTheClientHasInto304) {
    auto response = Response::json(200, "{}");
    response.headers.add("ETag", "\"7\"");
    answer_conditionally(with("If-None-Match", "\"7\""), response);
    EXPECT_EQ(response.status, 304);
    EXPECT_EQ(response.bytes(), "");
    EXPECT_EQ(response.headers.find("ETag"), "\"7\"");
}

TEST(IfNoneMatch, LeavesOtherAnswersAlone) {
    auto response = Response::json(200, "{}");
    response.headers.add("ETag", "\"8\"");
    answer_conditionally(with("If-None-Match", "\"7\""), response);
    EXPECT_EQ(response.status, 200);

    auto writing = with("If-None-Match", "\"8\"");
    writing.method = "POST";
    answer_conditionally(writing, response);
    EXPECT_EQ(response.status, 200);
}

}  // namespace
}  // namespace jiati::http
