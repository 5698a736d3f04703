#include "app/log/log.h"

#include "codec/canonical.h"
#include "codec/json_text.h"
#include "http/api/codes.h"
#include "http/api/resources.h"
#include "http/api/respond.h"
#include "http/codes.h"
#include "merkle/base64.h"

#include <algorithm>

namespace jiati::http::api {
namespace {

using app::log::Log;
using app::log::Published;

// A leaf that was recorded a moment ago is waited for; the sequencer is never further behind in good health.
constexpr std::chrono::milliseconds receipt_wait_max{2'000};
constexpr std::string_view for_ever = "public, max-age=31536000, immutable";
constexpr std::string_view moment = "public, max-age=2";

// The log is for everybody, for mirrors and other people's pages too, and knows no cookies.
Response open_to_all(Response response, std::string_view cache) {
    response.headers.set("Cache-Control", std::string(cache));
    response.headers.set("Access-Control-Allow-Origin", "*");
    response.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    return response;
}

// What is not there today may be there tomorrow.
Response absent(Services const& services, Request const& request) {
    return open_to_all(services.problems.render(refuse(codes::not_found), request), "no-store");
}

Response not_yet(Services const& services, Request const& request, RefusalCode code) {
    auto response = services.problems.render(503, refuse(code), request);
    response.headers.set("Retry-After", "1");
    return response;
}

Response checkpoint(Services const& services, Request const& request, std::string const& city) {
    auto const shown = services.log->published(city);
    if (!shown) return absent(services, request);
    return open_to_all(Response::text(200, "text/plain; charset=utf-8", shown->note), moment);
}

Response tile(Services const& services, Request const& request, std::string const& city) {
    auto const asked = merkle::parse_tile_path("tile/" + request.path_parameter("path"));
    if (!asked) return absent(services, request);
    auto bytes = services.log->tile(city, *asked);
    if (!bytes) return respond(services, request, bytes.error());
    if (!*bytes) return absent(services, request);
    return open_to_all(Response::text(200, "application/octet-stream", std::move(**bytes)), for_ever);
}

// "Which log is this, and what was it before": all that a verifier must be told beside the files.
void write_epoch(codec::JsonWriter& json, app::LogEpoch const& epoch) {
    json.field("origin", epoch.origin);
    json.field("verifier_key", merkle::to_string(app::log::verifier_key(epoch)));
    json.field("began", epoch.began);
    if (epoch.number > 1) json.field("reason", epoch.reason).field("began_with", epoch.began_with);
    if (!epoch.last) {
        json.field("size", std::int64_t{0}).key("root").null().key("signed_at").null().key("checkpoint").null();
        return;
    }
    json.field("size", epoch.last->size);
    json.field("root", codec::hex(merkle::from_base64(epoch.last->root).value_or(std::string())));
    json.field("signed_at", epoch.last->signed_at);
    json.field("checkpoint", epoch.last->note);
}

Response about(Services const& services, Request const& request) {
    if (auto const refusal = request.query.refuse_all_but({"city"})) return services.problems.render(*refusal, request);
    std::string const city(request.query.find("city").value_or(services.city));
    auto const shown = services.log->published(city);
    if (!shown) return not_yet(services, request, log_pending);
    codec::JsonWriter json;
    json.object().field("city", city);
    write_epoch(json, shown->epoch());
    json.field("cosigned_size", shown->cosigned);
    json.key("witnesses").array();
    std::string_view witnesses = shown->epoch().witnesses;
    while (!witnesses.empty()) {
        auto const end = std::min(witnesses.find('\n'), witnesses.size());
        json.value(witnesses.substr(0, end));
        witnesses.remove_prefix(std::min(end + 1, witnesses.size()));
    }
    json.end();
    json.key("earlier").array();
    for (std::size_t i = 0; i + 1 < shown->epochs.size(); ++i) {
        json.object();
        write_epoch(json, shown->epochs[i]);
        json.end();
    }
    json.end().end();
    return open_to_all(Response::json(200, json.take()), moment);
}

std::optional<merkle::Hash> parse_hash(std::string_view hex) {
    auto const bytes = codec::from_hex(hex);
    merkle::Hash hash{};
    if (!bytes || bytes->size() != hash.size()) return std::nullopt;
    std::ranges::transform(*bytes, hash.begin(), [](char c) { return static_cast<unsigned char>(c); });
    return hash;
}

Response proof(Services const& services, Request const& request) {
    if (auto const refusal = request.query.refuse_all_but({"leaf", "city"}))
        return services.problems.render(*refusal, request);
    auto const leaf = parse_hash(request.query.find("leaf").value_or(""));
    if (!leaf) return services.problems.render(400, refuse(leaf_wrong, "/leaf"), request);
    std::string const city(request.query.find("city").value_or(services.city));
    auto receipt = services.log->receipt(city, *leaf, receipt_wait_max);
    if (receipt) return Response::text(200, "text/plain; charset=utf-8", std::move(*receipt));
    using Kind = app::log::ReceiptError::Kind;
    switch (receipt.error().kind) {
        case Kind::unknown:
            return services.problems.render(404, refuse(leaf_unknown), request);
        case Kind::pending:
            return not_yet(services, request, leaf_pending);
        case Kind::store:
            break;
    }
    return respond(services, request, receipt.error().store);
}

}  // namespace

void add_log(Router& router, Services const& services) {
    if (services.log == nullptr) return;
    // Without a name in the path there must be one log only.
    auto const only_city = [log = services.log] {
        auto const cities = log->cities();
        return cities.size() == 1 ? cities.front() : std::string();
    };
    router.add("GET", "/checkpoint", [=](Request const& request) { return checkpoint(services, request, only_city()); },
               {.on_io_thread = true});
    router.add("GET", "/tile/{path...}", [=](Request const& request) { return tile(services, request, only_city()); });
    router.add("GET", "/log/{city}/checkpoint",
               [=](Request const& request) { return checkpoint(services, request, request.path_parameter("city")); },
               {.on_io_thread = true});
    router.add("GET", "/log/{city}/tile/{path...}",
               [=](Request const& request) { return tile(services, request, request.path_parameter("city")); });
    router.add("GET", "/api/v1/log", [=](Request const& request) { return about(services, request); });
    router.add("GET", "/api/v1/log/proof", [=](Request const& request) { return proof(services, request); });
}

}  // namespace jiati::http::api
