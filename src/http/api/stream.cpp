#include "codec/json_text.h"
#include "http/api/resources.h"
#include "http/api/respond.h"

namespace jiati::http::api {

// Hints to read again, never data: {"city","seq","resource","version"}.
void add_stream(Router& router, Services const& services) {
    services.commands.watch([&hub = services.hub](app::Change const& change) {
        // Everyone may listen, and whose password or rights change is nobody's affair.
        if (change.stream.starts_with("account/")) return;
        codec::JsonWriter json;
        json.object().field("city", change.city).field("seq", change.seq).field("resource", change.stream);
        json.field("version", change.version).end();
        hub.publish({.name = "changed", .data = json.take(), .id = std::to_string(change.seq), .topic = change.stream});
    });
    router.add("GET", "/api/v1/stream", [services](Request const& request) {
        if (auto const refusal = request.query.refuse_all_but({"project"}))
            return services.problems.render(*refusal, request);
        std::string const project(request.query.find("project").value_or(""));
        auto const topic = project.empty() ? std::string{} : "project/" + project;
        return Response::events(
            services.hub.subscribe([topic](Event const& event) { return topic.empty() || event.topic == topic; }));
    });
}

}  // namespace jiati::http::api
