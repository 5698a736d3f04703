#include "http/api/respond.h"

#include "base/text.h"
#include "http/api/codes.h"
#include "http/conditional.h"

namespace jiati::http::api {
namespace {

Response unavailable(Services const& services, Request const& request, app::StoreError const& error) {
    auto response = services.problems.render(503, refuse(store_failed), request);
    response.headers.set("Retry-After", "5");
    response.log_detail = error.detail;
    return response;
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
            bool const credentials = error.refusal.code == app::wrong_credentials.text;
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
    auto const token = request.cookie(session_cookie);
    auto viewer = services.sign_in.viewer_of(token.value_or(""));
    if (!viewer) return unavailable(services, request, viewer.error());
    return then(*viewer);
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
