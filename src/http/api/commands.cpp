#include "codec/json_text.h"
#include "http/api/codes.h"
#include "http/api/resources.h"
#include "http/api/respond.h"
#include "http/conditional.h"

#include <array>

namespace jiati::http::api {
namespace {

struct Collection {
    std::string_view name;
    codec::Aggregate aggregate;
};
constexpr std::array collections{
    Collection{"projects", codec::Aggregate::project}, Collection{"places", codec::Aggregate::place},
    Collection{"votes", codec::Aggregate::vote},       Collection{"tenders", codec::Aggregate::tender},
    Collection{"firms", codec::Aggregate::firm},       Collection{"accounts", codec::Aggregate::account}};

std::string body_of(app::Recorded const& recorded) {
    codec::JsonWriter json;
    json.object().field("id", recorded.id).field("version", recorded.version);
    json.key("events").array();
    for (auto const& event : recorded.events) json.object().field("seq", event.seq).field("type", event.type).end();
    json.end();
    json.key("leaves").array();
    for (auto const& event : recorded.events) json.value(event.leaf_hash);
    return json.end().end().take();
}

Response record(Services const& services, Request const& request, app::Viewer const& viewer,
                Collection const& collection, std::string id) {
    auto const key = request.header("Idempotency-Key");
    if (!is_idempotency_key(key)) return services.problems.render(400, refuse(key_missing), request);
    auto const if_match = if_match_version(request);
    if (!if_match) return services.problems.render(if_match.error(), request);
    auto body = codec::read_command_request(request.body);
    if (!body) return services.problems.render(400, body.error(), request);
    // These ask for more than a session: they have resources of their own.
    if (body->type == "account.EnrolSecondFactor" || body->type == "account.ConfirmSecondFactor" ||
        body->type == "account.ChangePassword")
        return services.problems.render(403, refuse(app::command_forbidden, {}, {{"action", body->type}}), request);
    app::CommandRequest command;
    command.city = services.city;
    command.aggregate = collection.aggregate;
    command.id = std::move(id);
    command.type = std::move(body->type);
    command.data = std::move(body->data);
    command.occurred_on = body->occurred_on;
    command.evidence = std::move(body->evidence);
    // A key belongs to who sent it: two accounts may use the same.
    command.idempotency_key = viewer.account.text + "/" + std::string(key);
    if (*if_match) command.if_match = static_cast<std::int64_t>(**if_match);
    bool const creates = command.id.empty();
    auto recorded = services.commands.execute(viewer, command);
    if (!recorded) return respond(services, request, recorded.error());
    auto response = Response::json(creates ? 201 : 200, body_of(*recorded));
    response.headers.set("ETag", version_etag(static_cast<std::uint64_t>(recorded->version)));
    if (creates) response.headers.set("Location", "/api/v1/" + std::string(collection.name) + "/" + recorded->id);
    return response;
}

Handler handler(Services const& services, Collection const& collection, bool creates) {
    return [services, collection, creates](Request const& request) {
        if (auto const refusal = refuse_unless_json(request)) return services.problems.render(*refusal, request);
        return with_viewer(services, request, [&](app::Viewer const& viewer) {
            return record(services, request, viewer, collection,
                          creates ? std::string{} : request.path_parameter("id"));
        });
    };
}

}  // namespace

void add_commands(Router& router, Services const& services) {
    for (auto const& collection : collections) {
        auto const path = "/api/v1/" + std::string(collection.name);
        router.add("POST", path, handler(services, collection, true));
        router.add("POST", path + "/{id}/commands", handler(services, collection, false));
    }
}

}  // namespace jiati::http::api
