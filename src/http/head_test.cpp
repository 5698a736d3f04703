#include "http/head.h"

#include <gtest/gtest.h>

namespace jiati::http {
namespace {

using namespace std::string_literals;

std::string outcome(std::string const& text) {
    auto const head = parse_head(text);
    return head ? "accepted" : head.error().code;
}

TEST(Head, IsReadWithItsFields) {
    auto const head = parse_head(
        "POST /api/v1/projects?x=1 HTTP/1.1\r\nHost: jiati.example.cn:8080\r\ncontent-LENGTH:  12 \t\r\n"
        "X-Note: 加梯\r\nX-Empty:\r\nConnection: keep-alive, Close\r\n\r\n");
    ASSERT_TRUE(head);
    EXPECT_EQ(head->method, "POST");
    EXPECT_EQ(head->target, "/api/v1/projects?x=1");
    EXPECT_EQ(head->host(), "jiati.example.cn:8080");
    EXPECT_EQ(head->content_length, 12U);
    EXPECT_EQ(head->headers.find("x-note"), "加梯");
    EXPECT_EQ(head->headers.find("x-empty"), "");
    EXPECT_TRUE(head->wants_close);
    EXPECT_TRUE(head->has_body());
}

TEST(Head, OfHttp10NeedsNoHostAndIsNotKept) {
    auto const head = parse_head("GET / HTTP/1.0\r\n\r\n");
    ASSERT_TRUE(head);
    EXPECT_TRUE(head->wants_close);
}

TEST(Head, RefusesBrokenLines) {
    for (auto const& text :
         {"\r\n\r\n"s, "GET\r\n\r\n"s, "GET /\r\n\r\n"s, "GET  HTTP/1.1\r\nHost: a\r\n\r\n"s,
          "GET / HTTP/1.2\r\nHost: a\r\n\r\n"s, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"s,
          "GET / http/1.1\r\nHost: a\r\n\r\n"s, "G T / HTTP/1.1 \r\nHost: a\r\n\r\n"s,
          " GET / HTTP/1.1\r\nHost: a\r\n\r\n"s, "GE(T / HTTP/1.1\r\nHost: a\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n"s, "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n"s, "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n folded\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n\tfolded\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a\r\nX: a\x01\x62\r\n\r\n"s, "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a\r\nCookie: a=1\r\ncookie: a=2\r\n\r\n"s, "GET / HTTP/1.1\r\nHost: a\r\n\r\nrest"s})
        EXPECT_EQ(outcome(text), "http.bad_request") << text;
}

TEST(Head, RefusesDoubtfulHosts) {
    for (auto const& host : {""s, "Host: a\r\nHost: a\r\n"s, "Host: a\r\nHOST: b\r\n"s, "Host:\r\n"s, "Host: a b\r\n"s,
                             "Host: a/b\r\n"s, "Host: a@b\r\n"s, "Host: a, b\r\n"s})
        EXPECT_EQ(outcome("GET / HTTP/1.1\r\n" + host + "\r\n"), "http.bad_host") << host;
}

TEST(Head, RefusesDoubtfulFraming) {
    for (auto const& framing :
         {"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"s,
          "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"s, "Content-Length: 3\r\nContent-Length: 4\r\n"s,
          "Content-Length: 3\r\nContent-Length: 3\r\n"s, "Content-Length: 3, 3\r\n"s, "Content-Length: +3\r\n"s,
          "Content-Length: -3\r\n"s, "Content-Length: 0x3\r\n"s, "Content-Length: 3 3\r\n"s, "Content-Length:\r\n"s,
          "Content-Length: 99999999999999999999\r\n"s, "Transfer-Encoding: xchunked\r\n"s,
          "Transfer-Encoding: chunked, identity\r\n"s, "Transfer-Encoding: gzip, chunked\r\n"s,
          "Transfer-Encoding: identity\r\n"s, "Transfer-Encoding:\r\n"s,
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"s, "Transfer-Encoding: \"chunked\"\r\n"s,
          "Transfer-Encoding: chunked;q=1\r\n"s})
        EXPECT_EQ(outcome("POST / HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n"), "http.bad_framing") << framing;
    EXPECT_EQ(outcome("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \vchunked\r\n\r\n"), "http.bad_request");
    EXPECT_EQ(outcome("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"), "http.bad_framing");
}

TEST(Head, OfAReadingRequestAnnouncesNoBody) {
    EXPECT_EQ(outcome("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n"), "http.body_not_allowed");
    EXPECT_EQ(outcome("HEAD / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"), "http.body_not_allowed");
    EXPECT_EQ(outcome("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"), "accepted");
}

TEST(Head, RefusesMethodsThatReflectOrTunnel) {
    EXPECT_EQ(outcome("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"), "http.method_not_allowed");
    EXPECT_EQ(outcome("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"), "http.method_not_allowed");
}

TEST(Head, HasAtMostAHundredFields) {
    auto const with = [](int count) {
        std::string text = "GET / HTTP/1.1\r\nHost: a\r\n";
        for (int i = 1; i < count; ++i) text += "X: 1\r\n";
        return text + "\r\n";
    };
    EXPECT_EQ(outcome(with(100)), "accepted");
    EXPECT_EQ(outcome(with(101)), "http.too_many_fields");
}

TEST(HeadScanner, FindsTheEndHoweverTheBytesArrive) {
    std::string const text = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /next";
    HeadScanner scanner;
    for (std::size_t i = 0; i < 27; ++i) {
        ASSERT_EQ(scanner.scan(std::string_view(text).substr(0, i)), HeadScan::incomplete) << i;
    }
    EXPECT_EQ(scanner.scan(text), HeadScan::complete);
    EXPECT_EQ(scanner.length(), text.find("GET /next"));
}

TEST(HeadScanner, SeesABareLineFeedAtOnce) {
    EXPECT_EQ(HeadScanner{}.scan("GET / HTTP/1.1\n"), HeadScan::malformed);
    EXPECT_EQ(HeadScanner{}.scan("\n"), HeadScan::malformed);
    EXPECT_EQ(HeadScanner{}.scan("GET /\0"s), HeadScan::malformed);
}

}  // namespace
}  // namespace jiati::http
