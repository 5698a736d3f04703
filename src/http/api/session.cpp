#include "http/api/codes.h"
#include "http/api/resources.h"
#include "http/api/respond.h"
#include "http/client_address.h"
#include "http/codes.h"
#include "http/device.h"

#include <atomic>
#include <memory>
#include <optional>

namespace jiati::http::api {
namespace {

// A password costs a processor a tenth of a second. Were more to wait for their turn, they would hold up every other
// request; who comes too early is told to come back.
constexpr int entering_max = 12;

class Turn {
  public:
    explicit Turn(std::atomic<int>& entering) : entering_(entering), is_given_(++entering <= entering_max) {}
    ~Turn() { --entering_; }
    Turn(Turn const&) = delete;
    Turn& operator=(Turn const&) = delete;
    [[nodiscard]] bool is_given() const { return is_given_; }

  private:
    std::atomic<int>& entering_;
    bool is_given_;
};

// {"login","password"} and perhaps "code" or "own_pin", and nothing else.
std::optional<app::SignIn::Credentials> credentials_of(std::string const& body) {
    auto texts = strings_of(body, {"login", "password", "code?", "own_pin?"});
    if (!texts) return std::nullopt;
    app::SignIn::Credentials given{texts->at(0), texts->at(1), texts->at(2), texts->at(3)};
    if (given.login.size() > 100 || given.password.size() > 1000 || given.code.size() > 100 ||
        given.own_pin.size() > 100)
        return std::nullopt;
    return given;
}

Response sign_in(Services const& services, std::atomic<int>& entering, Request const& request) {
    if (auto const refusal = refuse_unless_json(request)) return services.problems.render(*refusal, request);
    auto const credentials = credentials_of(request.body);
    if (!credentials) return services.problems.render(400, refuse(credentials_missing), request);
    Turn const turn(entering);
    if (!turn.is_given()) {
        auto response = services.problems.render(refuse(codes::busy), request);
        response.headers.set("Retry-After", "2");
        return response;
    }
    auto opened = services.sign_in.open(
        *credentials,
        {network_of(request.remote_address), std::string(cookie_of(services, request, device_cookie).value_or("")),
         device_of(request.header("User-Agent"))},
        &services.commands);
    if (!opened) return respond(services, request, opened.error());
    auto page = services.queries.me(opened->viewer);
    if (!page) return respond(services, request, page.error());
    auto response = Response::json(201, std::move(page->json));
    set_cookie(services, request, response, device_cookie, opened->device_token, opened->device_lasts_s);
    set_cookie(services, request, response, session_cookie, opened->token, opened->lasts_s);
    response.headers.set("Location", "/api/v1/me");
    return response;
}

Response sign_out(Services const& services, Request const& request) {
    if (auto const token = cookie_of(services, request, session_cookie))
        if (auto closed = services.sign_in.close(*token); !closed) return respond(services, request, closed.error());
    auto response = Response::no_content();
    set_cookie(services, request, response, session_cookie, "", 0);
    return response;
}

}  // namespace

void add_session(Router& router, Services const& services) {
    auto const entering = std::make_shared<std::atomic<int>>(0);
    router.add("POST", "/api/v1/session",
               [services, entering](Request const& request) { return sign_in(services, *entering, request); },
               {.header_bytes_max = 8192, .body_bytes_max = 4096, .body_time = std::chrono::seconds{10}});
    router.add("DELETE", "/api/v1/session", [services](Request const& request) { return sign_out(services, request); });
    router.add("GET", "/api/v1/me", [services](Request const& request) {
        return with_viewer(services, request, [&](app::Viewer const& viewer) {
            auto page = services.queries.me(viewer);
            return page ? respond(std::move(*page)) : respond(services, request, page.error());
        });
    });
}

}  // namespace jiati::http::api
