#include "codec/json_text.h"
#include "http/api/codes.h"
#include "http/api/resources.h"
#include "http/api/respond.h"

#include <algorithm>
#include <array>

namespace jiati::http::api {
namespace {

constexpr std::size_t question_bytes_max = 100;
constexpr std::array<std::string_view, 4> kinds{"", "community", "project", "household"};

Response tasks(Services const& services, Request const& request) {
    if (auto const refusal = request.query.refuse_all_but({"after"}))
        return services.problems.render(*refusal, request);
    return with_account(services, request, [&](app::Viewer const& viewer) {
        auto page = services.queries.tasks(viewer, std::string(request.query.find("after").value_or("")));
        return page ? respond(std::move(*page)) : respond(services, request, page.error());
    });
}

Response search(Services const& services, Request const& request) {
    if (auto const refusal = request.query.refuse_all_but({"q", "kind"}))
        return services.problems.render(*refusal, request);
    std::string const question(request.query.find("q").value_or(""));
    std::string const kind(request.query.find("kind").value_or(""));
    bool const is_sane = !question.empty() && question.size() <= question_bytes_max;
    if (!is_sane || std::ranges::find(kinds, kind) == kinds.end())
        return services.problems.render(400, refuse(search_wrong, is_sane ? "/kind" : "/q"), request);
    return with_account(services, request, [&](app::Viewer const& viewer) {
        auto page = services.queries.search(viewer, question, kind);
        return page ? respond(std::move(*page)) : respond(services, request, page.error());
    });
}

Response invite(Services const& services, Request const& request) {
    if (auto const refusal = refuse_unless_json(request)) return services.problems.render(*refusal, request);
    auto const named = strings_of(request.body, {"household"});
    if (!named) return services.problems.render(400, refuse(household_missing, "/household"), request);
    return with_account(services, request, [&](app::Viewer const& viewer) {
        auto made = services.sign_in.invite(services.commands, viewer, HouseholdId{named->front()});
        if (!made) return respond(services, request, made.error());
        codec::JsonWriter json;
        json.object().field("code", made->code).field("pin", made->pin).field("community", made->community);
        json.field("building", made->building).field("unit", made->unit).field("room", made->room);
        json.field("again", made->again).end();
        auto response = Response::json(201, json.take());
        response.headers.set("Cache-Control", "no-store");
        return response;
    });
}

}  // namespace

void add_tasks(Router& router, Services const& services) {
    router.add("GET", "/api/v1/tasks", [services](Request const& request) { return tasks(services, request); });
    router.add("GET", "/api/v1/search", [services](Request const& request) { return search(services, request); });
    router.add("POST", "/api/v1/invitations", [services](Request const& request) { return invite(services, request); },
               {.body_bytes_max = 4096});
}

}  // namespace jiati::http::api
