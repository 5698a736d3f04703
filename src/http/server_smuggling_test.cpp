// Requests that two programs in a row could understand differently. After each: exactly one answer, then the connection
// is closed, so that nothing which follows can be taken for a request.
#include "http/test_server.h"

namespace jiati::http {
namespace {

using namespace std::string_literals;

struct Row {
    std::string name;
    std::string request;
    int status;
};

std::string post(std::string const& fields, std::string const& rest) {
    return "POST /echo HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + rest;
}

std::string const smuggled = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

std::vector<Row> rows() {
    return {
        {"ContentLengthAndTransferEncoding", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
         400},
        {"TransferEncodingAndContentLength", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"),
         400},
        {"TwoDifferentLengths", post("Content-Length: 0\r\nContent-Length: 5\r\n", "hello"), 400},
        {"TwoEqualLengths", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400},
        {"LengthList", post("Content-Length: 3, 3\r\n", "abc"), 400},
        {"TwoTransferEncodings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
         400},
        {"SignedLength", post("Content-Length: +3\r\n", "abc"), 400},
        {"NegativeLength", post("Content-Length: -3\r\n", "abc"), 400},
        {"HexadecimalLength", post("Content-Length: 0x3\r\n", "abc"), 400},
        {"HugeLength", post("Content-Length: 18446744073709551616\r\n", "abc"), 400},
        {"BlankBeforeColon", post("Content-Length : 3\r\n", "abc"), 400},
        {"UnknownTransferEncoding", post("Transfer-Encoding: xchunked\r\n", ""), 400},
        {"ChunkedThenIdentity", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 400},
        {"GzipThenChunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400},
        {"VerticalTabBeforeChunked", post("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n"), 400},
        {"ChunkedUnderHttp10", "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"NoHost", "GET /hello HTTP/1.1\r\n\r\n", 400},
        {"TwoHosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"AbsoluteFormOfAnotherHost", "GET http://b/hello HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"FoldedField", "GET /hello HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n", 400},
        {"FoldedFirstField", "GET /hello HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        {"Trace", "TRACE /hello HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        {"GetWithABody", "GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 400},
        {"DotSegments", "GET /a/../hello HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"EncodedDotSegments", "GET /%2e%2e/hello HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"EncodedSlash", "GET /..%2fhello HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"BrokenUtf8", "GET /\xE5\x8A HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"BrokenEncodedUtf8", "GET /%C0%AF HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"BareLineFeed", "GET /hello HTTP/1.1\nHost: a\n\n", 400},
        {"BareLineFeedInAField", "GET /hello HTTP/1.1\r\nHost: a\r\nX: 1\nContent-Length: 33\r\n\r\n", 400},
        {"BareCarriageReturn", "GET /hello HTTP/1.1\r\nHost: a\r\nX: 1\rY: 2\r\n\r\n", 400},
        {"Nul", "GET /hello HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"s, 400},
        {"EmptyLineFirst", "\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"Http12", "GET /hello HTTP/1.2\r\nHost: a\r\n\r\n", 400},
        {"Http2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
        {"HexadecimalChunk", post("Transfer-Encoding: chunked\r\n", "0x3\r\nabc\r\n0\r\n\r\n"), 400},
        {"LineFeedInChunkExtension", post("Transfer-Encoding: chunked\r\n", "3;a\nb\r\nabc\r\n0\r\n\r\n"), 400},
        {"ChunkEndedByLineFeed", post("Transfer-Encoding: chunked\r\n", "3\nabc\n0\n\n"), 400},
        {"NegativeChunk", post("Transfer-Encoding: chunked\r\n", "-3\r\nabc\r\n0\r\n\r\n"), 400},
        {"ChunkTooLongForAnyNumber", post("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\nabc\r\n"), 400},
        {"ChunkLongerThanItsData", post("Transfer-Encoding: chunked\r\n", "3\r\nabcd\r\n0\r\n\r\n"), 400},
        {"DuplicateParameter", "GET /hello?a=1&a=2 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"HeadWithABody", "HEAD /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 400},
        {"GetWithAChunkedBody", "GET /hello HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"Connect", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        {"EmptyLength", post("Content-Length:\r\n", "abc"), 400},
        {"LengthWithABlank", post("Content-Length: 3 3\r\n", "abc"), 400},
        {"LengthInOtherDigits", post("Content-Length: \xD9\xA3\r\n", "abc"), 400},
        {"EmptyTransferEncoding", post("Transfer-Encoding:\r\n", "0\r\n\r\n"), 400},
        {"QuotedChunked", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), 400},
        {"ChunkedWithAParameter", post("Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n"), 400},
        {"ChunkedAfterAComma", post("Transfer-Encoding: , chunked\r\n", "0\r\n\r\n"), 400},
        {"ChunkedTwiceInOneField", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 400},
        {"IdentityAlone", post("Transfer-Encoding: identity\r\nContent-Length: 3\r\n", "abc"), 400},
        {"EmptyHost", "GET /hello HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"HostWithAName", "GET /hello HTTP/1.1\r\nHost: b@a\r\n\r\n", 400},
        {"HostWithABlank", "GET /hello HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
        {"TwoCookieFields", "GET /hello HTTP/1.1\r\nHost: a\r\nCookie: a=1\r\nCookie: a=2\r\n\r\n", 400},
        {"TwoOrigins", post("Origin: http://a\r\nOrigin: http://b\r\nContent-Length: 0\r\n", ""), 400},
        {"TwoKeys", post("Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 0\r\n", ""), 400},
        {"FieldWithoutAColon", "GET /hello HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", 400},
        {"BlankInAFieldName", "GET /hello HTTP/1.1\r\nHost: a\r\nX Y: 1\r\n\r\n", 400},
        {"NoFieldName", "GET /hello HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n", 400},
        {"TwoBlanks", "GET  /hello HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"TabInTheRequestLine", "GET\t/hello HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"Http09", "GET /hello\r\nHost: a\r\n\r\n", 400},
        {"LowerCaseVersion", "GET /hello http/1.1\r\nHost: a\r\n\r\n", 400},
        {"EncodedBackslash", "GET /a%5c..%5chello HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"EncodedNul", "GET /hello%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"HalfAnEncoding", "GET /hello%2 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"EmptySegment", "GET //hello HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"Fragment", "GET /hello#a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"HeaderOverTheLimit", "GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n", 431},
        {"BodyOverTheLimit", post("Content-Length: 1048577\r\n", ""), 413},
        {"ChunkOverTheLimit", post("Transfer-Encoding: chunked\r\n", "100001\r\n" + std::string(1'048'577, 'x')), 413},
        {"UnknownExpectation", post("Expect: magic\r\nContent-Length: 0\r\n", ""), 417},
    };
}

class Smuggling : public ServerTest, public testing::WithParamInterface<Row> {};
INSTANTIATE_TEST_SUITE_P(Requests, Smuggling, testing::ValuesIn(rows()),
                         [](auto const& given) { return given.param.name; });

TEST_P(Smuggling, GetsOneAnswerAndAClosedConnection) {
    start();
    TestClient client(server->port());
    client.send(GetParam().request + smuggled);
    auto const all = client.read_to_end();
    ASSERT_TRUE(all.has_value()) << "the connection stayed open";
    EXPECT_TRUE(all->starts_with("HTTP/1.1 " + std::to_string(GetParam().status))) << *all;
    EXPECT_NE(all->find("\r\nConnection: close\r\n"), std::string::npos);
    EXPECT_EQ(all->find("HTTP/1.1 ", 1), std::string::npos) << "a second answer:\n" << *all;
}

}  // namespace
}  // namespace jiati::http
