// What a signed-in person does about their own account.
#include "codec/json_text.h"
#include "http/api/codes.h"
#include "http/api/resources.h"
#include "http/api/respond.h"
#include "http/client_address.h"
#include "http/device.h"

namespace jiati::http::api {
namespace {

constexpr std::size_t text_bytes_max = 1000;

Response sessions(Services const& services, Request const& request, app::Viewer const& viewer) {
    auto const listed = services.sign_in.sessions_of(viewer, cookie_of(services, request, session_cookie).value_or(""));
    if (!listed) return respond(services, request, listed.error());
    codec::JsonWriter json;
    json.object().key("items").array();
    for (auto const& one : *listed)
        json.object()
            .field("id", one.id)
            .field("created", one.created)
            .field("last_seen", one.last_seen)
            .field("expires", one.expires)
            .field("device", one.device)
            .field("current", one.current)
            .end();
    return Response::json(200, json.end().end().take());
}

Response end_session(Services const& services, Request const& request, app::Viewer const& viewer) {
    auto const ended = services.sign_in.close_one(viewer, request.path_parameter("id"));
    if (!ended) return respond(services, request, ended.error());
    if (!*ended) return services.problems.render(404, refuse(app::not_found), request);
    return Response::no_content();
}

// The one string the body must hold, or how that was refused.
Result<std::string, Response> text_of(Services const& services, Request const& request, std::string_view name) {
    if (auto const refusal = refuse_unless_json(request)) return Failure{services.problems.render(*refusal, request)};
    auto const texts = strings_of(request.body, {name});
    if (!texts || texts->front().size() > text_bytes_max)
        return Failure{services.problems.render(400, refuse(credentials_missing), request)};
    return texts->front();
}

Response change_password(Services const& services, Request const& request, app::Viewer const& viewer) {
    if (auto const refusal = refuse_unless_json(request)) return services.problems.render(*refusal, request);
    auto const texts = strings_of(request.body, {"password", "new_password"});
    if (!texts || texts->at(0).size() > text_bytes_max || texts->at(1).size() > text_bytes_max)
        return services.problems.render(400, refuse(credentials_missing), request);
    auto const changed = services.sign_in.change_password(
        services.commands, viewer, texts->at(0), texts->at(1),
        {network_of(request.remote_address), std::string(cookie_of(services, request, device_cookie).value_or("")),
         device_of(request.header("User-Agent"))});
    if (!changed) return respond(services, request, changed.error());
    auto response = Response::no_content();
    set_cookie(services, request, response, device_cookie, changed->device_token, changed->device_lasts_s);
    set_cookie(services, request, response, session_cookie, changed->token, changed->lasts_s);
    return response;
}

Response enrol(Services const& services, Request const& request, app::Viewer const& viewer) {
    auto const password = text_of(services, request, "password");
    if (!password) return password.error();
    auto const enrolled = services.sign_in.enrol(services.commands, viewer, *password);
    if (!enrolled) return respond(services, request, enrolled.error());
    codec::JsonWriter json;
    json.object().field("secret", enrolled->secret).field("otpauth", enrolled->uri).key("recovery_codes").array();
    for (auto const& code : enrolled->recovery_codes) json.value(code);
    return Response::json(201, json.end().end().take());
}

Response confirm(Services const& services, Request const& request, app::Viewer const& viewer) {
    auto const code = text_of(services, request, "code");
    if (!code) return code.error();
    auto const confirmed = services.sign_in.confirm(services.commands, viewer, *code);
    return confirmed ? Response::no_content() : respond(services, request, confirmed.error());
}

}  // namespace

void add_own_account(Router& router, Services const& services) {
    using Answer = Response (*)(Services const&, Request const&, app::Viewer const&);
    RouteOptions const small{.body_bytes_max = 4096};
    auto const add = [&](std::string method, std::string const& path, Answer answer) {
        router.add(
            std::move(method), "/api/v1/accounts/me/" + path,
            [services, answer](Request const& request) {
                return with_account(services, request,
                                    [&](app::Viewer const& viewer) { return answer(services, request, viewer); });
            },
            small);
    };
    add("GET", "sessions", sessions);
    add("DELETE", "sessions/{id}", end_session);
    add("POST", "password", change_password);
    add("POST", "second-factor", enrol);
    add("POST", "second-factor/confirm", confirm);
}

}  // namespace jiati::http::api
