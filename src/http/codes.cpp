#include "http/codes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace jiati::http::codes {
namespace {

constexpr std::array<std::pair<RefusalCode, int>, 22> statuses{{
    {bad_request, 400},
    {bad_host, 400},
    {bad_framing, 400},
    {body_not_allowed, 400},
    {bad_target, 400},
    {bad_query, 400},
    {duplicate_parameter, 400},
    {unknown_parameter, 400},
    {bad_if_match, 400},
    {bad_json, 400},
    {cross_site, 403},
    {not_found, 404},
    {method_not_allowed, 405},
    {timeout, 408},
    {body_too_large, 413},
    {not_json, 415},
    {expectation_failed, 417},
    {too_many_requests, 429},
    {header_too_large, 431},
    {too_many_fields, 431},
    {internal, 500},
    {busy, 503},
}};

}  // namespace

std::optional<int> status_of(std::string_view code) {
    auto const row = std::ranges::find_if(statuses, [&](auto const& pair) { return pair.first.text == code; });
    if (row == statuses.end()) return std::nullopt;
    return row->second;
}

}  // namespace jiati::http::codes
