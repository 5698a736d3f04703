#include "http/api/codes.h"
#include "http/api/resources.h"
#include "http/api/respond.h"

#include <algorithm>

namespace jiati::http::api {
namespace {

constexpr std::size_t question_bytes_max = 4096;

Response reveal(Services const& services, Request const& request) {
    if (auto const refusal = refuse_cross_site(request)) return services.problems.render(*refusal, request);
    if (auto const refusal = refuse_unless_json(request)) return services.problems.render(*refusal, request);
    auto const key = request.header("Idempotency-Key");
    if (!is_idempotency_key(key)) return services.problems.render(400, refuse(key_missing), request);
    return with_viewer(services, request, [&](app::Viewer const& viewer) {
        auto page = services.queries.reveal(services.commands, viewer, request.body,
                                            viewer.account.text + "/" + std::string(key));
        if (!page) return respond(services, request, page.error());
        auto response = respond(std::move(*page));
        response.headers.set("Cache-Control", "no-store");
        return response;
    });
}

}  // namespace

void add_reads(Router& router, Services const& services) {
    router.add("POST", "/api/v1/reveals", [services](Request const& request) { return reveal(services, request); },
               {.body_bytes_max = question_bytes_max});
    router.add("GET", "/api/v1/accounts/me/reads", [services](Request const& request) {
        return with_viewer(services, request, [&](app::Viewer const& viewer) {
            auto page = services.queries.reads(viewer);
            return page ? respond(std::move(*page)) : respond(services, request, page.error());
        });
    });
    router.add("GET", "/api/v1/accounts/{id}", [services](Request const& request) {
        return with_viewer(services, request, [&](app::Viewer const& viewer) {
            auto page = services.queries.account(viewer, request.path_parameter("id"));
            return page ? respond(std::move(*page)) : respond(services, request, page.error());
        });
    });
}

}  // namespace jiati::http::api
