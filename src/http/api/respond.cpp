#include "http/api/respond.h"

#include "base/text.h"
#include "codec/json_text.h"
#include "http/api/codes.h"
#include "http/conditional.h"

#include <algorithm>
#include <boost/json.hpp>

namespace jiati::http::api {
namespace {

Response unavailable(Services const& services, Request const& request, app::StoreError const& error) {
    auto response = services.problems.render(503, refuse(store_failed), request);
    response.headers.set("Retry-After", "5");
    response.log_detail = error.detail;
    return response;
}

bool is_secure(Services const& services, Request const& request) {
    return services.secure_cookies || request.is_encrypted;
}

std::string full_name(Services const& services, Request const& request, std::string_view name) {
    return (is_secure(services, request) ? "__Host-" : "") + std::string(name);
}

}  // namespace

Response respond(Services const& services, Request const& request, app::StoreError const& error) {
    return unavailable(services, request, error);
}

Response respond(Services const& services, Request const& request, app::CommandError const& error) {
    using Kind = app::CommandError::Kind;
    switch (error.kind) {
        case Kind::refused: {
            if (error.refusal.code == app::too_many_attempts.text) {
                auto response = services.problems.render(429, error.refusal, request);
                response.headers.set("Retry-After", error.refusal.arguments.front().value);
                return response;
            }
            auto const& code = error.refusal.code;
            bool const credentials = code == app::wrong_credentials.text || code == app::code_missing.text ||
                                     code == app::code_wrong.text || code == app::own_pin_missing.text;
            return services.problems.render(credentials ? 401 : 422, error.refusal, request);
        }
        case Kind::forbidden:
            return services.problems.render(403, error.refusal, request);
        case Kind::not_found:
            return services.problems.render(404, error.refusal, request);
        case Kind::contended:
            return services.problems.render(409, error.refusal, request);
        case Kind::version_moved:
            return services.problems.render(412,
                                            refuse(version_moved, {},
                                                   {{"current", std::to_string(error.current_version)},
                                                    {"asked", std::string(request.header("If-Match"))}}),
                                            request);
        case Kind::key_reused:
            return services.problems.render(422, refuse(key_reused), request);
        case Kind::store:
            return unavailable(services, request, error.store);
    }
    return unavailable(services, request, error.store);
}

Response respond(Services const& services, Request const& request, app::QueryError const& error) {
    switch (error.kind) {
        case app::QueryError::Kind::absent:
            return services.problems.render(404, refuse(app::not_found), request);
        case app::QueryError::Kind::bad_cursor:
            return services.problems.render(400, refuse(cursor_wrong, "/after"), request);
        case app::QueryError::Kind::refused:
            return services.problems.render(400, error.refusal, request);
        case app::QueryError::Kind::store:
            return unavailable(services, request, error.store);
    }
    return unavailable(services, request, error.store);
}

Response respond(app::Page page) {
    constexpr std::size_t digest_shown = 16;  // 96 bits beside a version
    auto response = Response::json(200, std::move(page.json));
    response.headers.set("ETag", page.version > 0 ? "\"" + std::to_string(page.version) + "." +
                                                        page.digest.substr(0, digest_shown) + "\""
                                                  : "\"" + page.digest + "\"");
    response.headers.set("Cache-Control", "no-cache, private");
    return response;
}

Response with_viewer(Services const& services, Request const& request, WithViewer const& then) {
    auto const token = cookie_of(services, request, session_cookie);
    auto viewer = services.sign_in.viewer_of(token.value_or(""));
    if (!viewer) return unavailable(services, request, viewer.error());
    return then(*viewer);
}

Response with_account(Services const& services, Request const& request, WithViewer const& then) {
    return with_viewer(services, request, [&](app::Viewer const& viewer) {
        if (viewer.account.empty()) return services.problems.render(404, refuse(app::not_found), request);
        return then(viewer);
    });
}

std::optional<std::string_view> cookie_of(Services const& services, Request const& request, std::string_view name) {
    return request.cookie(full_name(services, request, name));
}

void set_cookie(Services const& services, Request const& request, Response& response, std::string_view name,
                std::string value, std::int64_t max_age_s) {
    response.headers.add("Set-Cookie", to_set_cookie({.name = full_name(services, request, name),
                                                      .value = std::move(value),
                                                      .max_age_s = max_age_s,
                                                      .is_secure = is_secure(services, request)}));
}

std::optional<std::vector<std::string>> strings_of(std::string const& body,
                                                   std::initializer_list<std::string_view> names) {
    if (!codec::check_json(body)) return std::nullopt;  // duplicate names, for one, are no names
    auto const parsed = boost::json::parse(body);
    if (!parsed.is_object()) return std::nullopt;
    auto const& object = parsed.as_object();
    std::vector<std::string> values;
    std::size_t known = 0;
    for (auto name : names) {
        bool const may_miss = name.ends_with('?');
        if (may_miss) name.remove_suffix(1);
        auto const* const member = object.if_contains(name);
        bool const fits = member != nullptr ? member->is_string() : may_miss;
        if (!fits) return std::nullopt;
        known += member != nullptr ? 1 : 0;
        values.emplace_back(member != nullptr ? std::string_view(member->as_string()) : std::string_view{});
    }
    if (known != object.size()) return std::nullopt;
    return values;
}

bool is_idempotency_key(std::string_view key) {
    return !key.empty() && key.size() <= 100 && std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7f'; });
}

Result<std::size_t, Refusal> limit_of(Request const& request, std::size_t standard, std::size_t max) {
    auto const given = request.query.find("limit");
    if (!given) return standard;
    auto const number = parse_integer(*given);
    if (!number || *number < 1 || static_cast<std::size_t>(*number) > max)
        return Failure{refuse(limit_wrong, "/limit",
                              {{"limit", std::string(given->substr(0, 20))}, {"max", std::to_string(max)}})};
    return static_cast<std::size_t>(*number);
}

}  // namespace jiati::http::api
