#include "http/api/resources.h"
#include "http/api/respond.h"

namespace jiati::http::api {
namespace {

Response summary(Services const& services, Request const& request) {
    if (auto const refusal = request.query.refuse_all_but({"area"})) return services.problems.render(*refusal, request);
    auto page = services.queries.summary(services.city, std::string(request.query.find("area").value_or("")));
    if (!page) return respond(services, request, page.error());
    auto response = respond(std::move(*page));
    response.headers.set("Cache-Control", "no-cache, public");
    return response;
}

}  // namespace

void add_places(Router& router, Services const& services) {
    router.add("GET", "/api/v1/summary", [services](Request const& request) { return summary(services, request); });
    router.add("GET", "/api/v1/places/{id}", [services](Request const& request) {
        return with_viewer(services, request, [&](app::Viewer const& viewer) {
            auto page = services.queries.place(viewer, request.path_parameter("id"));
            return page ? respond(std::move(*page)) : respond(services, request, page.error());
        });
    });
    auto const policies = [services](Request const& request, std::string const& id) {
        auto page = services.queries.policies(id);
        return page ? respond(std::move(*page)) : respond(services, request, page.error());
    };
    router.add("GET", "/api/v1/policies", [policies](Request const& request) { return policies(request, {}); });
    router.add("GET", "/api/v1/policies/{id}",
               [policies](Request const& request) { return policies(request, request.path_parameter("id")); });
}

}  // namespace jiati::http::api
