#include "http/conditional.h"

#include "base/text.h"
#include "http/codes.h"

#include <algorithm>

namespace jiati::http {

std::string version_etag(std::uint64_t version) { return '"' + std::to_string(version) + '"'; }

Result<std::optional<std::uint64_t>, Refusal> if_match_version(Request const& request) {
    auto const header = request.headers.find("If-Match");
    if (!header || *header == "*") return std::optional<std::uint64_t>{};
    bool const quoted = header->size() > 2 && header->front() == '"' && header->back() == '"';
    auto const tag = quoted ? header->substr(1, header->size() - 2) : std::string_view{};
    auto const version =
        tag.find('"') == std::string_view::npos ? parse_integer(tag.substr(0, tag.find('.'))) : std::nullopt;
    if (!version || *version < 0) return Failure{refuse(codes::bad_if_match, {}, {{"value", std::string(*header)}})};
    return std::optional{static_cast<std::uint64_t>(*version)};
}

bool client_has(std::string_view if_none_match, std::string_view etag) {
    auto const strong = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
    if (trimmed(if_none_match) == "*") return true;
    while (!if_none_match.empty()) {
        auto const comma = std::min(if_none_match.find(','), if_none_match.size());
        if (strong(trimmed(if_none_match.substr(0, comma))) == strong(etag)) return true;
        if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
    }
    return false;
}

void answer_conditionally(Request const& request, Response& response) {
    bool const is_read = request.method == "GET" || request.method == "HEAD";
    auto const etag = response.headers.find("ETag");
    if (!is_read || response.status != 200 || response.stream || !etag) return;
    auto const wanted = request.headers.find("If-None-Match");
    if (!wanted || !client_has(*wanted, *etag)) return;
    response.status = 304;
    response.body.clear();
    response.static_body = {};
}

}  // namespace jiati::http
