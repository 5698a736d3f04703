#include "http/response_head.h"

#include <gtest/gtest.h>

namespace jiati::http {
namespace {

TEST(ResponseHead, WritesStatusFieldsAndLength) {
    auto const response = Response::json(201, "{}");
    EXPECT_EQ(write_response_head(response, {.content_length = 2, .date = "now", .close = true}),
              "HTTP/1.1 201 Created\r\nDate: now\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
              "Connection: close\r\n\r\n");
}

TEST(ResponseHead, OfAnAnswerWithoutBodyHasNoLength) {
    EXPECT_EQ(write_response_head(Response::no_content(), {.content_length = 0, .date = "now"}),
              "HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n");
}

TEST(ResponseHead, CannotBeForgedThroughAValue) {
    Response response;
    response.headers.add("Location", "/a\r\nSet-Cookie: x=1");
    EXPECT_EQ(write_response_head(response, {.content_length = 0, .date = "now"}),
              "HTTP/1.1 200 OK\r\nDate: now\r\nLocation: /a  Set-Cookie: x=1\r\nContent-Length: 0\r\n\r\n");
}

TEST(HttpDate, IsThatOfTheStandard) {
    EXPECT_EQ(http_date(784'111'777), "Sun, 06 Nov 1994 08:49:37 GMT");  // RFC 9110, 5.6.7
    EXPECT_EQ(http_date(1'709'251'199), "Thu, 29 Feb 2024 23:59:59 GMT");
}

}  // namespace
}  // namespace jiati::http
