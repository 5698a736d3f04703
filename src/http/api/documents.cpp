#include "app/documents/library.h"
#include "http/api/codes.h"
#include "http/api/resources.h"
#include "http/api/respond.h"

namespace jiati::http::api {
namespace {

constexpr std::string_view pdf_type = "application/pdf";
constexpr std::string_view xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Response list(Services const& services, Request const& request) {
    if (auto const refusal = request.query.refuse_all_but({})) return services.problems.render(*refusal, request);
    return with_viewer(services, request, [&](app::Viewer const& viewer) {
        auto page = services.documents->list(viewer, request.path_parameter("id"));
        return page ? respond(std::move(*page)) : respond(services, request, page.error());
    });
}

Response file(Services const& services, Request const& request) {
    if (auto const refusal = request.query.refuse_all_but({"household"}))
        return services.problems.render(*refusal, request);
    auto const& name = request.path_parameter("file");
    auto const dot = name.rfind('.');
    if (dot == std::string::npos) return services.problems.render(404, refuse(app::not_found), request);
    app::documents::Wanted const wanted{name.substr(0, dot), name.substr(dot + 1),
                                        std::string(request.query.find("household").value_or(""))};
    return with_viewer(services, request, [&](app::Viewer const& viewer) {
        auto page = services.documents->file(viewer, request.path_parameter("id"), wanted);
        if (!page) return respond(services, request, page.error());
        auto response = respond(std::move(*page));
        response.headers.set("Content-Type", std::string(wanted.format == "pdf" ? pdf_type : xlsx_type));
        response.headers.set("Content-Disposition", (wanted.format == "pdf" ? "inline" : "attachment") +
                                                        std::string("; filename=\"") + wanted.name + "." +
                                                        wanted.format + "\"");
        return response;
    });
}

}  // namespace

void add_documents(Router& router, Services const& services) {
    if (services.documents == nullptr) return;
    router.add("GET", "/api/v1/projects/{id}/documents",
               [services](Request const& request) { return list(services, request); });
    router.add("GET", "/api/v1/projects/{id}/documents/{file}",
               [services](Request const& request) { return file(services, request); });
}

}  // namespace jiati::http::api
