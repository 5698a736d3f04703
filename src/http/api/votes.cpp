#include "http/api/resources.h"
#include "http/api/respond.h"

namespace jiati::http::api {
namespace {

using Question = Result<app::Page, app::QueryError> (app::Queries::*)(app::Viewer const&, std::string const&);

Handler answer(Services const& services, Question question) {
    return [services, question](Request const& request) {
        if (auto const refusal = request.query.refuse_all_but({})) return services.problems.render(*refusal, request);
        return with_viewer(services, request, [&](app::Viewer const& viewer) {
            auto page = (services.queries.*question)(viewer, request.path_parameter("id"));
            return page ? respond(std::move(*page)) : respond(services, request, page.error());
        });
    };
}

}  // namespace

void add_votes(Router& router, Services const& services) {
    router.add("GET", "/api/v1/votes/{id}", answer(services, &app::Queries::vote));
    router.add("GET", "/api/v1/votes/{id}/certificate", answer(services, &app::Queries::certificate));
}

}  // namespace jiati::http::api
