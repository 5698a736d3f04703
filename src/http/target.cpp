#include "http/target.h"

#include "base/text.h"
#include "http/codes.h"
#include "http/headers.h"

#include <algorithm>

namespace jiati::http {
namespace {

constexpr std::size_t parameters_max = 64;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool is_clean_line(std::string_view text) {
    return is_clean_utf8(text) && std::none_of(text.begin(), text.end(), is_control);
}

// Whether each segment is a name: neither empty (but for the root and one closing slash) nor made of dots to climb by.
bool has_plain_segments(std::string_view path) {
    path.remove_prefix(1);
    while (!path.empty()) {
        auto const slash = std::min(path.find('/'), path.size());
        auto const segment = path.substr(0, slash);
        if (segment.empty() || segment == "." || segment == "..") return false;
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return true;
}

// "/加梯" from "/%E5%8A%A0%E6%A2%AF"; an encoded slash would make two readings of one path, so there is none.
std::optional<std::string> decode_path(std::string_view raw) {
    std::string path;
    path.reserve(raw.size());
    while (!raw.empty()) {
        auto const slash = std::min(raw.find('/'), raw.size());
        auto const segment = percent_decoded(raw.substr(0, slash));
        if (!segment || segment->find_first_of("/\\") != std::string::npos) return std::nullopt;
        path += *segment;
        if (slash < raw.size()) path += '/';
        raw.remove_prefix(std::min(slash + 1, raw.size()));
    }
    if (!is_clean_line(path) || !has_plain_segments(path)) return std::nullopt;
    return path;
}

// What follows the authority of "http://host/…", or nothing when the authority is another than the Host header's.
std::optional<std::string_view> origin_form(std::string_view target, std::string_view host) {
    auto const colon = target.find("://");
    if (colon == std::string_view::npos) return std::nullopt;
    auto const scheme = target.substr(0, colon);
    if (!equal_ignoring_case(scheme, "http") && !equal_ignoring_case(scheme, "https")) return std::nullopt;
    auto const rest = target.substr(colon + 3);
    auto const end = std::min(rest.find_first_of("/?"), rest.size());
    if (!equal_ignoring_case(rest.substr(0, end), host)) return std::nullopt;
    return end == rest.size() ? std::string_view{"/"} : rest.substr(end);
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        int const high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        int const low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
        if (high < 0 || low < 0) return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return decoded;
}

Result<QueryParameters, Refusal> QueryParameters::parse(std::string_view query) {
    QueryParameters parameters;
    auto const part = [](std::string_view raw) {
        std::string text(raw);
        std::ranges::replace(text, '+', ' ');
        return percent_decoded(text);
    };
    while (!query.empty()) {
        auto const ampersand = std::min(query.find('&'), query.size());
        auto const pair = query.substr(0, ampersand);
        query.remove_prefix(std::min(ampersand + 1, query.size()));
        if (pair.empty()) continue;
        auto const equals = std::min(pair.find('='), pair.size());
        auto name = part(pair.substr(0, equals));
        auto value = part(pair.substr(std::min(equals + 1, pair.size())));
        bool const clean = name && value && !name->empty() && is_clean_line(*name) && is_clean_line(*value);
        if (!clean || parameters.pairs_.size() == parameters_max) return Failure{refuse(codes::bad_query)};
        if (parameters.find(*name)) return Failure{refuse(codes::duplicate_parameter, {}, {{"name", *name}})};
        parameters.pairs_.emplace_back(std::move(*name), std::move(*value));
    }
    return parameters;
}

std::optional<std::string_view> QueryParameters::find(std::string_view name) const {
    auto const pair = std::ranges::find_if(pairs_, [&](auto const& p) { return p.first == name; });
    if (pair == pairs_.end()) return std::nullopt;
    return pair->second;
}

std::optional<Refusal> QueryParameters::refuse_all_but(std::initializer_list<std::string_view> known) const {
    for (auto const& [name, value] : pairs_) {
        if (std::ranges::find(known, name) == known.end())
            return refuse(codes::unknown_parameter, {}, {{"name", name}});
    }
    return std::nullopt;
}

Result<Target, Refusal> parse_target(std::string_view target, std::string_view host) {
    if (!target.starts_with('/')) {
        auto const origin = origin_form(target, host);
        if (!origin) return Failure{refuse(codes::bad_target)};
        target = *origin;
    }
    auto const unsafe = [](char c) { return is_control(c) || c == ' ' || c == '#' || c == '\\'; };
    if (std::any_of(target.begin(), target.end(), unsafe)) return Failure{refuse(codes::bad_target)};
    auto const question = std::min(target.find('?'), target.size());
    auto const raw_path = target.substr(0, question);
    auto const raw_query = target.substr(std::min(question + 1, target.size()));
    auto path = decode_path(raw_path.empty() ? "/" : raw_path);
    if (!path) return Failure{refuse(codes::bad_target)};
    auto query = QueryParameters::parse(raw_query);
    if (!query) return Failure{query.error()};
    return Target{std::move(*path), std::string(raw_query), std::move(query).value()};
}

std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name) {
    std::optional<std::string_view> found;
    while (!header.empty()) {
        auto const semicolon = std::min(header.find(';'), header.size());
        auto const pair = trimmed(header.substr(0, semicolon));
        header.remove_prefix(std::min(semicolon + 1, header.size()));
        auto const equals = pair.find('=');
        if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
        if (found) return std::nullopt;
        found = pair.substr(equals + 1);
    }
    return found;
}

}  // namespace jiati::http
