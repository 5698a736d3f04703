#include "http/api/metrics.h"
#include "http/api/openapi.h"
#include "http/api/resources.h"
#include "http/api/respond.h"
#include "http/codes.h"

namespace jiati::http::api {

void add_service(Router& router, Services const& services) {
    router.add("GET", "/healthz",
               [](Request const&) { return Response::text(200, "text/plain; charset=utf-8", "ok\n"); },
               {.on_io_thread = true});
    router.add("GET", "/readyz", [services](Request const&) {
        bool const ready = services.ready && services.ready();
        auto response =
            Response::text(ready ? 200 : 503, "text/plain; charset=utf-8", ready ? "ready\n" : "starting\n");
        if (!ready) response.headers.set("Retry-After", "1");
        return response;
    });
    router.add("GET", "/metrics", [services](Request const& request) {
        if (services.metrics == nullptr || !services.metrics->may_read(request))
            return services.problems.render(refuse(codes::not_found), request);
        auto response = Response::text(200, "text/plain; version=0.0.4; charset=utf-8", services.metrics->text());
        response.headers.set("Cache-Control", "no-store");
        return response;
    });
    // Made from the routes themselves, so that a route without a description fails its test.
    auto const document = std::make_shared<std::string const>(openapi_document(router));
    router.add("GET", "/openapi.json",
               [document](Request const&) {
                   auto response = Response::json(200, {});
                   response.static_body = *document;  // the router outlives the server
                   return response;
               },
               {.on_io_thread = true});
}

void add_routes(Router& router, Services const& services) {
    add_session(router, services);
    add_own_account(router, services);
    add_commands(router, services);
    add_projects(router, services);
    add_documents(router, services);
    add_votes(router, services);
    add_places(router, services);
    add_reads(router, services);
    add_files(router, services);
    add_tasks(router, services);
    add_calculators(router, services);
    add_stream(router, services);
    add_log(router, services);
    add_service(router, services);
}

}  // namespace jiati::http::api
