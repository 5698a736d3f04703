#include "http/problem.h"

#include "http/codes.h"
#include "http/test_words.h"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace jiati::http {
namespace {

Request request_in(Language language) {
    Request request;
    request.request_id = "r1";
    request.language = language;
    return request;
}

TEST(Problem, SaysWhatWhereAndWhy) {
    Problems const problems(test_words());
    auto const refusal = refuse(codes::unknown_parameter, "/data/colour", {{"name", "colour"}});
    auto const response = problems.render(422, refusal, request_in(Language::zh));
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(response.headers.find("Content-Type"), "application/problem+json");
    EXPECT_EQ(response.headers.find("Content-Language"), "zh");
    EXPECT_EQ(boost::json::parse(response.body), boost::json::parse(R"({
        "type": "urn:jiati:problem:http.unknown_parameter", "title": "不能这样办理", "status": 422,
        "detail": "这里不认识参数“colour”，请去掉或改正。", "code": "http.unknown_parameter", "pointer": "/data/colour",
        "arguments": {"name": "colour"}, "request_id": "r1"})"));
}

TEST(Problem, SpeaksEnglishWhenAsked) {
    Problems const problems(test_words());
    auto const response = problems.render(refuse(codes::not_found), request_in(Language::en));
    auto const body = boost::json::parse(response.body).as_object();
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(body.at("title"), "Not found");
    EXPECT_FALSE(body.contains("pointer"));
    EXPECT_FALSE(body.contains("arguments"));
}

TEST(Problem, OfAnotherLayerIsUnprocessableUnlessItsStatusIsGiven) {
    Problems const problems(test_words());
    EXPECT_EQ(problems.render(Refusal{"vote.closed", "", {}}, request_in(Language::zh)).status, 422);
}

TEST(Problem, EscapesWhatCameFromOutside) {
    Problems const problems(test_words());
    auto const response =
        problems.render(refuse(codes::bad_json, {}, {{"reason", "\"\n<script>"}}), request_in(Language::en));
    EXPECT_EQ(boost::json::parse(response.body).at("arguments").at("reason"), "\"\n<script>");
}

}  // namespace
}  // namespace jiati::http
