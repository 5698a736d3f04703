#include "http/head.h"

#include "base/text.h"
#include "http/codes.h"

#include <algorithm>
#include <array>

namespace jiati::http {
namespace {

constexpr std::size_t fields_max = 100;

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// RFC 9110, 5.6.2
bool is_token(std::string_view text) {
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_alphanumeric(c) || marks.find(c) != std::string_view::npos;
    });
}

bool is_field_value(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

bool is_authority(std::string_view text) {
    static constexpr std::string_view marks = "-._:[]";
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_alphanumeric(c) || marks.find(c) != std::string_view::npos;
    });
}

std::string_view without_blanks(std::string_view value) {
    auto const first = value.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return value.substr(first, value.find_last_not_of(" \t") - first + 1);
}

// Digits and nothing else: "+3", "0x3", "3, 3" and what does not fit 63 bits are no lengths.
std::optional<std::uint64_t> content_length_of(std::string_view value) {
    bool const plain = !value.empty() && value.size() <= 18 &&
                       std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!plain) return std::nullopt;
    std::uint64_t length = 0;
    for (char c : value) length = length * 10 + static_cast<std::uint64_t>(c - '0');
    return length;
}

// Fields of which a second one would leave open which counts.
bool is_single(std::string_view name) {
    constexpr std::array<std::string_view, 13> names{
        "Host",   "Content-Length",  "Transfer-Encoding", "Content-Type", "Content-Encoding", "Authorization", "Cookie",
        "Origin", "Idempotency-Key", "If-Match",          "Expect",       "Last-Event-ID",    "Sec-Fetch-Site"};
    return std::ranges::any_of(names, [&](std::string_view single) { return equal_ignoring_case(single, name); });
}

Result<Done, Refusal> read_request_line(std::string_view line, Head& head) {
    auto const malformed = Failure{refuse(codes::bad_request)};
    auto const first = line.find(' ');
    auto const last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return malformed;
    auto const method = line.substr(0, first);
    auto const target = line.substr(first + 1, last - first - 1);
    auto const version = line.substr(last + 1);
    if (!is_token(method) || target.empty() || (version != "HTTP/1.1" && version != "HTTP/1.0")) return malformed;
    head.method = method;
    head.target = target;
    head.is_http_1_1 = version == "HTTP/1.1";
    return Done{};
}

// A line that begins with a blank (obs-fold) has no name and so fails here, as does a blank before the colon.
Result<Done, Refusal> read_field(std::string_view line, Head& head) {
    auto const colon = line.find(':');
    auto const name = line.substr(0, std::min(colon, line.size()));
    if (colon == std::string_view::npos || !is_token(name)) return Failure{refuse(codes::bad_request)};
    auto const value = without_blanks(line.substr(colon + 1));
    if (!is_field_value(value)) return Failure{refuse(codes::bad_request)};
    if (is_single(name) && head.headers.has(name)) {
        bool const frames =
            equal_ignoring_case(name, "Content-Length") || equal_ignoring_case(name, "Transfer-Encoding");
        bool const names_host = equal_ignoring_case(name, "Host");
        return Failure{refuse(frames ? codes::bad_framing : names_host ? codes::bad_host : codes::bad_request)};
    }
    head.headers.add(std::string(name), std::string(value));
    return Done{};
}

Result<Done, Refusal> read_framing(Head& head) {
    auto const encoding = head.headers.find("Transfer-Encoding");
    auto const length = head.headers.find("Content-Length");
    if (encoding) {
        bool const plain = head.is_http_1_1 && !length && equal_ignoring_case(*encoding, "chunked");
        if (!plain) return Failure{refuse(codes::bad_framing)};
        head.is_chunked = true;
    } else if (length) {
        head.content_length = content_length_of(*length);
        if (!head.content_length) return Failure{refuse(codes::bad_framing)};
    }
    bool const is_read = head.method == "GET" || head.method == "HEAD";
    if (is_read && head.has_body()) return Failure{refuse(codes::body_not_allowed)};
    return Done{};
}

Result<Done, Refusal> read_meaning(Head& head) {
    auto const host = head.headers.find("Host");
    if (host ? !is_authority(*host) : head.is_http_1_1) return Failure{refuse(codes::bad_host)};
    if (head.method == "TRACE" || head.method == "CONNECT")
        return Failure{refuse(codes::method_not_allowed, {}, {{"method", head.method}})};
    if (auto framing = read_framing(head); !framing) return framing;
    if (auto const expect = head.headers.find("Expect")) {
        if (!equal_ignoring_case(*expect, "100-continue")) return Failure{refuse(codes::expectation_failed)};
        head.expects_continue = head.is_http_1_1;
    }
    // A connection is kept under HTTP/1.1 only: nobody we serve keeps one under 1.0.
    head.wants_close = !head.is_http_1_1;
    for (auto const& field : head.headers) {
        if (equal_ignoring_case(field.name, "Connection") && lists_token(field.value, "close")) head.wants_close = true;
    }
    return Done{};
}

}  // namespace

HeadScan HeadScanner::scan(std::string_view received) {
    for (; scanned_ < received.size(); ++scanned_) {
        char const c = received[scanned_];
        if (c == '\0') return HeadScan::malformed;
        if (c != '\n') continue;
        if (scanned_ == 0 || received[scanned_ - 1] != '\r') return HeadScan::malformed;
        if (scanned_ >= 3 && received.substr(scanned_ - 3, 4) == "\r\n\r\n") {
            ++scanned_;
            return HeadScan::complete;
        }
    }
    return HeadScan::incomplete;
}

Result<Head, Refusal> parse_head(std::string_view text) {
    Head head;
    bool is_first = true;
    std::size_t fields = 0;
    for (;;) {
        auto const end = text.find("\r\n");
        if (end == std::string_view::npos) return Failure{refuse(codes::bad_request)};
        auto const line = text.substr(0, end);
        text.remove_prefix(end + 2);
        if (is_first) {
            if (auto read = read_request_line(line, head); !read) return Failure{read.error()};
            is_first = false;
            continue;
        }
        if (line.empty()) break;
        if (++fields > fields_max)
            return Failure{refuse(codes::too_many_fields, {}, {{"limit", std::to_string(fields_max)}})};
        if (auto read = read_field(line, head); !read) return Failure{read.error()};
    }
    if (!text.empty()) return Failure{refuse(codes::bad_request)};
    if (auto read = read_meaning(head); !read) return Failure{read.error()};
    return head;
}

}  // namespace jiati::http
