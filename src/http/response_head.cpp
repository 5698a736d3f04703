#include "http/response_head.h"

#include "base/date.h"

#include <array>

namespace jiati::http {
namespace {

std::string_view reason_of(int status) {
    switch (status) {
        case 100:
            return "Continue";
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        default:
            return "Status";  // the phrase has no meaning to a program
    }
}

std::string two_digits(std::int64_t number) {
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ");
    for (char c : value) head += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    head += "\r\n";
}

}  // namespace

std::string http_date(std::int64_t unix_s) {
    constexpr std::array<std::string_view, 7> weekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const date = Date::from_days(static_cast<std::int32_t>(unix_s / 86'400));
    auto const second = unix_s % 86'400;
    std::string text(weekdays[date.iso_weekday() - 1]);
    text.append(", ").append(two_digits(date.day())).append(" ").append(months[date.month() - 1]);
    text.append(" ").append(std::to_string(date.year())).append(" ").append(two_digits(second / 3600));
    text.append(":").append(two_digits(second / 60 % 60)).append(":").append(two_digits(second % 60)).append(" GMT");
    return text;
}

std::string write_response_head(Response const& response, ResponseHeadOptions const& options) {
    std::string head;
    head.reserve(1024);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(reason_of(response.status));
    head += "\r\n";
    append_field(head, "Date", options.date);
    for (auto const& field : response.headers) append_field(head, field.name, field.value);
    bool const has_no_body = response.status == 204 || response.status == 304;
    if (options.content_length && !has_no_body)
        append_field(head, "Content-Length", std::to_string(*options.content_length));
    if (options.close) append_field(head, "Connection", "close");
    return head += "\r\n";
}

}  // namespace jiati::http
