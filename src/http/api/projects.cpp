#include "base/text.h"
#include "http/api/codes.h"
#include "http/api/resources.h"
#include "http/api/respond.h"
#include "project/stage.h"

namespace jiati::http::api {
namespace {

constexpr std::size_t page_standard = 100;
constexpr std::size_t page_max = 500;

using app::ProjectPart;

Handler part(Services const& services, ProjectPart which) {
    return [services, which](Request const& request) {
        if (auto const refusal = request.query.refuse_all_but({})) return services.problems.render(*refusal, request);
        return with_viewer(services, request, [&](app::Viewer const& viewer) {
            auto page = services.queries.project(viewer, request.path_parameter("id"), which);
            return page ? respond(std::move(*page)) : respond(services, request, page.error());
        });
    };
}

Response agreement(Services const& services, Request const& request) {
    if (auto const refusal =
            request.query.refuse_all_but({"cost", "subsidy", "pool", "prices", "reading", "coefficients"}))
        return services.problems.render(*refusal, request);
    app::WhatIf what_if;
    for (auto const& [name, value] : request.query)
        if (auto const refusal = app::set(what_if, name, value))
            return services.problems.render(400, *refusal, request);
    return with_viewer(services, request, [&](app::Viewer const& viewer) {
        auto page = services.queries.agreement(viewer, request.path_parameter("id"), what_if);
        return page ? respond(std::move(*page)) : respond(services, request, page.error());
    });
}

Response daylight(Services const& services, Request const& request) {
    if (auto const refusal = request.query.refuse_all_but({})) return services.problems.render(*refusal, request);
    return with_viewer(services, request, [&](app::Viewer const& viewer) {
        auto page = services.queries.daylight(viewer, request.path_parameter("id"));
        return page ? respond(std::move(*page)) : respond(services, request, page.error());
    });
}

Response events(Services const& services, Request const& request) {
    if (auto const refusal = request.query.refuse_all_but({"after", "limit"}))
        return services.problems.render(*refusal, request);
    auto const limit = limit_of(request, page_standard, page_max);
    if (!limit) return services.problems.render(400, limit.error(), request);
    auto const after_text = request.query.find("after").value_or("0");
    auto const after = parse_integer(after_text);
    if (!after || *after < 0)
        return services.problems.render(
            400, refuse(cursor_wrong, "/after", {{"after", std::string(after_text.substr(0, 20))}}), request);
    return with_viewer(services, request, [&](app::Viewer const& viewer) {
        auto page = services.queries.events(viewer, request.path_parameter("id"), *after, *limit);
        return page ? respond(std::move(*page)) : respond(services, request, page.error());
    });
}

Response list(Services const& services, Request const& request) {
    if (auto const refusal = request.query.refuse_all_but({"area", "stage", "after", "limit"}))
        return services.problems.render(*refusal, request);
    auto const limit = limit_of(request, page_standard, page_max);
    if (!limit) return services.problems.render(400, limit.error(), request);
    std::string const stage(request.query.find("stage").value_or(""));
    if (!stage.empty() && !project::stage_of(stage))
        return services.problems.render(400, refuse(stage_unknown, "/stage", {{"stage", stage.substr(0, 40)}}),
                                        request);
    return with_viewer(services, request, [&](app::Viewer const&) {
        auto page = services.queries.projects(services.city, std::string(request.query.find("area").value_or("")),
                                              stage, std::string(request.query.find("after").value_or("")), *limit);
        return page ? respond(std::move(*page)) : respond(services, request, page.error());
    });
}

}  // namespace

void add_projects(Router& router, Services const& services) {
    router.add("GET", "/api/v1/projects", [services](Request const& request) { return list(services, request); });
    router.add("GET", "/api/v1/projects/{id}", part(services, ProjectPart::whole));
    router.add("GET", "/api/v1/projects/{id}/shares", part(services, ProjectPart::shares));
    router.add("GET", "/api/v1/projects/{id}/consent", part(services, ProjectPart::consent));
    router.add("GET", "/api/v1/projects/{id}/agreement",
               [services](Request const& request) { return agreement(services, request); });
    router.add("GET", "/api/v1/projects/{id}/daylight",
               [services](Request const& request) { return daylight(services, request); });
    router.add("GET", "/api/v1/projects/{id}/events",
               [services](Request const& request) { return events(services, request); });
}

}  // namespace jiati::http::api
