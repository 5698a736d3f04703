#include "http/api/codes.h"
#include "http/api/resources.h"
#include "http/api/respond.h"

#include <boost/json.hpp>
#include <optional>

namespace jiati::http::api {
namespace {

namespace json = boost::json;

struct Credentials {
    std::string login;
    std::string password;
};

// {"login","password"} and nothing else.
std::optional<Credentials> credentials_of(std::string const& body) {
    json::error_code error;
    auto const parsed = json::parse(body, error);
    if (error || !parsed.is_object() || parsed.as_object().size() != 2) return std::nullopt;
    auto const* const login = parsed.as_object().if_contains("login");
    auto const* const password = parsed.as_object().if_contains("password");
    if (login == nullptr || password == nullptr || !login->is_string() || !password->is_string()) return std::nullopt;
    if (login->as_string().size() > 100 || password->as_string().size() > 1000) return std::nullopt;
    return Credentials{std::string(login->as_string()), std::string(password->as_string())};
}

Response sign_in(Services const& services, Request const& request) {
    if (auto const refusal = refuse_cross_site(request)) return services.problems.render(*refusal, request);
    if (auto const refusal = refuse_unless_json(request)) return services.problems.render(*refusal, request);
    auto const credentials = credentials_of(request.body);
    if (!credentials) return services.problems.render(400, refuse(credentials_missing), request);
    auto opened = services.sign_in.open(credentials->login, credentials->password, request.remote_address);
    if (!opened) return respond(services, request, opened.error());
    auto page = services.queries.me(opened->viewer);
    if (!page) return respond(services, request, page.error());
    auto response = Response::json(201, std::move(page->json));
    response.headers.add("Set-Cookie", to_set_cookie({.name = std::string(session_cookie),
                                                      .value = opened->token,
                                                      .max_age_s = opened->lasts_s,
                                                      .is_secure = services.secure_cookies}));
    response.headers.set("Location", "/api/v1/me");
    return response;
}

Response sign_out(Services const& services, Request const& request) {
    if (auto const refusal = refuse_cross_site(request)) return services.problems.render(*refusal, request);
    if (auto const token = request.cookie(session_cookie))
        if (auto closed = services.sign_in.close(*token); !closed) return respond(services, request, closed.error());
    auto response = Response::no_content();
    response.headers.add(
        "Set-Cookie",
        to_set_cookie(
            {.name = std::string(session_cookie), .value = "", .max_age_s = 0, .is_secure = services.secure_cookies}));
    return response;
}

}  // namespace

void add_session(Router& router, Services const& services) {
    router.add("POST", "/api/v1/session", [services](Request const& request) { return sign_in(services, request); },
               {.body_bytes_max = 4096});
    router.add("DELETE", "/api/v1/session", [services](Request const& request) { return sign_out(services, request); });
    router.add("GET", "/api/v1/me", [services](Request const& request) {
        return with_viewer(services, request, [&](app::Viewer const& viewer) {
            auto page = services.queries.me(viewer);
            return page ? respond(std::move(*page)) : respond(services, request, page.error());
        });
    });
}

}  // namespace jiati::http::api
