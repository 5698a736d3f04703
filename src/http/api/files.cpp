#include "app/files.h"
#include "app/file_content.h"
#include "codec/json_text.h"
#include "http/api/codes.h"
#include "http/api/resources.h"
#include "http/api/respond.h"

namespace jiati::http::api {
namespace {

Response send(Services const& services, Request const& request) {
    if (auto const refusal = refuse_cross_site(request)) return services.problems.render(*refusal, request);
    if (auto const refusal = request.query.refuse_all_but({"household", "project"}))
        return services.problems.render(*refusal, request);
    auto const key = request.header("Idempotency-Key");
    if (!is_idempotency_key(key)) return services.problems.render(400, refuse(key_missing), request);
    return with_account(services, request, [&](app::Viewer const& viewer) {
        app::Upload upload;
        upload.household = request.query.find("household").value_or("");
        upload.project = request.query.find("project").value_or("");
        upload.media_type = request.header("Content-Type");
        upload.bytes = request.body;
        upload.idempotency_key = key;
        auto const taken = services.files->upload(viewer, upload);
        if (!taken) return respond(services, request, taken.error());
        codec::JsonWriter json;
        json.object().field("id", taken->id).field("size", taken->size);
        json.field("type", app::media_type_of(taken->type)).field("commitment", taken->commitment);
        auto response = Response::json(201, json.end().take());
        response.headers.set("Location", "/api/v1/files/" + taken->id.text);
        return response;
    });
}

// Shown as a picture, or handed over to be opened elsewhere: nothing of it runs here.
Response show(Services const& services, Request const& request) {
    if (auto const refusal = request.query.refuse_all_but({})) return services.problems.render(*refusal, request);
    return with_viewer(services, request, [&](app::Viewer const& viewer) {
        auto file = services.files->read(viewer, request.path_parameter("id"));
        if (!file) return respond(services, request, file.error());
        auto response = Response::text(200, std::string(app::media_type_of(file->type)), std::move(file->bytes));
        auto const how = file->type == FileType::jpeg ? "inline" : "attachment";
        response.headers.set("Content-Disposition", std::string(how) + "; filename=\"jiati." +
                                                        std::string(app::extension_of(file->type)) + "\"");
        response.headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        // Whoever loses the right to see it does not go on seeing it.
        response.headers.set("Cache-Control", "private, no-cache");
        response.headers.set("ETag", "\"" + request.path_parameter("id") + "\"");  // an id's bytes never change
        return response;
    });
}

}  // namespace

void add_files(Router& router, Services const& services) {
    if (services.files == nullptr) return;
    router.add("POST", "/api/v1/files", [services](Request const& request) { return send(services, request); },
               {.body_bytes_max = app::file_bytes_max, .body_time = std::chrono::seconds{60}});
    router.add("GET", "/api/v1/files/{id}", [services](Request const& request) { return show(services, request); });
}

}  // namespace jiati::http::api
