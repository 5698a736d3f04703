#include "http/api/openapi.h"

#include "codec/commands.h"
#include "http/api/calculator_schemas.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cctype>
#include <map>

namespace jiati::http::api {
namespace {

namespace json = boost::json;

struct Description {
    std::string_view method;
    std::string_view path;
    std::string_view summary;
    std::string_view body;   // schema name under components, or empty
    std::string_view query;  // names joined by blanks
    int success = 200;
};

constexpr std::array descriptions{
    Description{"POST", "/api/v1/session", "Sign in; sets the session cookie", "Credentials", "", 201},
    Description{"DELETE", "/api/v1/session", "Sign out", "", "", 204},
    Description{"GET", "/api/v1/me", "The account behind the session, its roles and households", "", "", 200},
    Description{"GET", "/api/v1/accounts/me/sessions", "Where one is signed in", "", "", 200},
    Description{"DELETE", "/api/v1/accounts/me/sessions/{id}", "End one of one's sessions", "", "", 204},
    Description{"POST", "/api/v1/accounts/me/password", "Another password; ends all sessions but this one",
                "ChangeOfPassword", "", 204},
    Description{"POST", "/api/v1/accounts/me/second-factor",
                "Begin with one-time codes; tells the secret and the recovery codes once", "OwnPassword", "", 201},
    Description{"POST", "/api/v1/accounts/me/second-factor/confirm", "The first code: from now on they are asked for",
                "OwnCode", "", 204},
    Description{"GET", "/api/v1/summary", "A city or area at a glance; no login", "", "area", 200},
    Description{"GET", "/api/v1/projects", "Projects by area and stage", "", "area stage after limit", 200},
    Description{"POST", "/api/v1/projects", "Open a project", "ProjectCommand", "", 201},
    Description{"GET", "/api/v1/projects/{id}", "One project as the viewer may see it", "", "", 200},
    Description{"GET", "/api/v1/projects/{id}/shares", "Who pays what, and the same sum by other rules side by side",
                "", "", 200},
    Description{"GET", "/api/v1/projects/{id}/consent", "The vote and its four ratios", "", "", 200},
    Description{
        "GET", "/api/v1/projects/{id}/agreement",
        "Owners of the unit: how many said yes and how many are needed. Those who negotiate: also the plan most "
        "could live with, its gap, what could still be done, and what-ifs (yuan; prices free, per-floor or "
        "per-floor-monotone; reading secure or possible)",
        "", "cost subsidy pool prices reading coefficients", 200},
    Description{"GET", "/api/v1/projects/{id}/daylight",
                "What the lift takes of light: by floor and kind of window for everybody, window by window for the "
                "household and for those who negotiate",
                "", "", 200},
    Description{"GET", "/api/v1/projects/{id}/events", "The record, line by line", "", "after limit", 200},
    Description{"POST", "/api/v1/projects/{id}/commands", "One step in the life of a lift", "ProjectCommand", "", 200},
    Description{"POST", "/api/v1/places", "Register a community", "PlaceCommand", "", 201},
    Description{"GET", "/api/v1/places/{id}", "A community's buildings, units and households", "", "", 200},
    Description{"POST", "/api/v1/places/{id}/commands", "Change the register of a community", "PlaceCommand", "", 200},
    Description{"POST", "/api/v1/votes", "Open a vote", "VoteCommand", "", 201},
    Description{"GET", "/api/v1/votes/{id}",
                "One vote: its rule, its ratios as far as they may be seen, and one's own ballot", "", "", 200},
    Description{"GET", "/api/v1/votes/{id}/certificate",
                "What the certificate of a closed vote states; to the entitled also ballot by ballot, with the exact "
                "input of the consent calculator",
                "", "", 200},
    Description{"POST", "/api/v1/votes/{id}/commands", "Serve, cast, withdraw, confirm, contest, settle, close",
                "VoteCommand", "", 200},
    Description{"POST", "/api/v1/tenders", "Announce a comparison of offers or a tender", "TenderCommand", "", 201},
    Description{"POST", "/api/v1/tenders/{id}/commands", "Bids and the award", "TenderCommand", "", 200},
    Description{"POST", "/api/v1/firms", "Register a firm", "FirmCommand", "", 201},
    Description{"POST", "/api/v1/firms/{id}/commands", "Suspend, reinstate, rate", "FirmCommand", "", 200},
    Description{"POST", "/api/v1/accounts", "Create an account", "AccountCommand", "", 201},
    Description{"POST", "/api/v1/accounts/{id}/commands", "Passwords and grants", "AccountCommand", "", 200},
    Description{"GET", "/api/v1/projects/{id}/documents", "The documents there are now, of those the reader may have",
                "", "", 200},
    Description{"GET", "/api/v1/projects/{id}/documents/{file}",
                "A document: {name}.pdf, or {name}.xlsx where it is a table", "", "household", 200},
    Description{"GET", "/api/v1/policies", "The rules of all cities known here", "", "", 200},
    Description{"GET", "/api/v1/policies/{id}", "The whole text of one city's rules", "", "", 200},
    Description{"POST", "/api/v1/calculators/allocate", "Shares of one cost by a rule, for anyone",
                "AllocationQuestion", "", 200},
    Description{"POST", "/api/v1/calculators/agree", "The plan most neighbours can live with, for anyone",
                "AgreementQuestion", "", 200},
    Description{"POST", "/api/v1/calculators/building", "Every door's amount under three rules, for anyone's building",
                "BuildingQuestion", "", 200},
    Description{"POST", "/api/v1/calculators/consent", "The legal test of a ballot, for anyone", "ConsentQuestion", "",
                200},
    Description{"POST", "/api/v1/calculators/daylight",
                "What a lift takes of each window's sunshine and sky, for anyone", "DaylightQuestion", "", 200},
    Description{"POST", "/api/v1/reveals", "Personal data in full, for a stated reason; the look is recorded", "Reveal",
                "", 200},
    Description{"POST", "/api/v1/files",
                "Keep a picture or document about a household or a project (body: its bytes, with their Content-Type); "
                "what is not attached to the record within 24 hours is removed",
                "File", "household project", 201},
    Description{"GET", "/api/v1/files/{id}", "A file one may see", "", "", 200},
    Description{"GET", "/api/v1/accounts/me/reads", "Who looked at the signed-in person's data, and why", "", "", 200},
    Description{"GET", "/api/v1/tasks", "What is to be done in one's areas and projects, by day", "", "after", 200},
    Description{"GET", "/api/v1/search", "Communities, projects and, for a register's keepers, doors by address", "",
                "q kind", 200},
    Description{"POST", "/api/v1/invitations", "A household's code and first PIN, told once to be printed",
                "Invitation", "", 201},
    Description{"GET", "/api/v1/accounts/{id}", "An account, its name masked", "", "", 200},
    Description{"GET", "/api/v1/stream", "Server-sent hints to read again", "", "project", 200},
    Description{"GET", "/api/v1/log", "The transparency log: its name, key, size and root, witnesses, earlier epochs",
                "", "city", 200},
    Description{"GET", "/api/v1/log/proof", "The receipt of a leaf (c2sp.org/tlog-proof@v1, text)", "", "leaf city",
                200},
    Description{"GET", "/checkpoint", "The log's newest signed checkpoint, where the store has one city", "", "", 200},
    Description{"GET", "/tile/{path...}", "Hash tiles and entry bundles (C2SP tlog-tiles) of that log", "", "", 200},
    Description{"GET", "/log/{city}/checkpoint", "The newest signed checkpoint of a city's log", "", "", 200},
    Description{"GET", "/log/{city}/tile/{path...}", "Hash tiles and entry bundles of a city's log", "", "", 200},
    Description{"GET", "/openapi.json", "This document", "", "", 200},
    Description{"GET", "/healthz", "Whether the process lives", "", "", 200},
    Description{"GET", "/readyz", "Whether it can answer", "", "", 200},
    Description{"GET", "/metrics",
                "Figures for a monitor (Prometheus text), from this machine or with the operator's token; else 404", "",
                "", 200},
};

Description const* find(std::string_view method, std::string_view path) {
    auto const* const found =
        std::ranges::find_if(descriptions, [&](Description const& d) { return d.method == method && d.path == path; });
    return found == descriptions.end() ? nullptr : found;
}

json::object parameter(std::string_view name, std::string_view in, bool required) {
    return {{"name", name}, {"in", in}, {"required", required}, {"schema", json::object{{"type", "string"}}}};
}

json::array parameters(Description const& described) {
    json::array list;
    for (auto path = described.path; path.find('{') != std::string_view::npos;) {
        auto const open = path.find('{');
        auto const close = path.find('}', open);
        list.push_back(parameter(path.substr(open + 1, close - open - 1), "path", true));
        path.remove_prefix(close + 1);
    }
    for (auto rest = described.query; !rest.empty();) {
        auto const blank = rest.find(' ');
        list.push_back(parameter(rest.substr(0, blank), "query", false));
        rest = blank == std::string_view::npos ? std::string_view{} : rest.substr(blank + 1);
    }
    bool const command = described.body.ends_with("Command");
    if (command || described.body == "Reveal" || described.body == "File")
        list.push_back(parameter("Idempotency-Key", "header", true));
    if (command) {
        list.push_back(parameter("If-Match", "header", false));
    }
    return list;
}

json::object operation(Description const& described) {
    json::object problem{
        {"description", "What is wrong and what would be right (RFC 9457)"},
        {"content", json::object{{"application/problem+json",
                                  json::object{{"schema", json::object{{"$ref", "#/components/schemas/Problem"}}}}}}}};
    json::object made{{"description", described.summary}};
    json::object operation{{"summary", described.summary},
                           {"parameters", parameters(described)},
                           {"responses", json::object{{std::to_string(described.success), std::move(made)},
                                                      {"default", std::move(problem)}}}};
    if (described.body == "File") {
        json::object content;
        for (auto const* const type : {"image/jpeg", "image/png", "image/webp", "application/pdf",
                                       "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                       "application/vnd.openxmlformats-officedocument.wordprocessingml.document"})
            content[type] = json::object{{"schema", json::object{{"type", "string"}, {"format", "binary"}}}};
        operation["requestBody"] = json::object{{"required", true}, {"content", std::move(content)}};
    } else if (!described.body.empty()) {
        auto const reference = "#/components/schemas/" + std::string(described.body);
        operation["requestBody"] = json::object{
            {"required", true},
            {"content",
             json::object{{"application/json", json::object{{"schema", json::object{{"$ref", reference}}}}}}}};
    }
    return operation;
}

json::object text_schema() { return {{"type", "string"}}; }

void add_own_schemas(json::object& schemas) {
    auto const of_texts = [](json::object properties, json::array required) {
        return json::object{{"type", "object"},
                            {"required", std::move(required)},
                            {"additionalProperties", false},
                            {"properties", std::move(properties)}};
    };
    schemas["Credentials"] = of_texts(
        {{"login", text_schema()}, {"password", text_schema()}, {"code", text_schema()}, {"own_pin", text_schema()}},
        {"login", "password"});
    schemas["ChangeOfPassword"] =
        of_texts({{"password", text_schema()}, {"new_password", text_schema()}}, {"password", "new_password"});
    schemas["Invitation"] = of_texts({{"household", text_schema()}}, {"household"});
    schemas["OwnPassword"] = of_texts({{"password", text_schema()}}, {"password"});
    schemas["OwnCode"] = of_texts({{"code", text_schema()}}, {"code"});
    json::object const fields{{"type", "array"}, {"items", text_schema()}};
    schemas["Reveal"] = json::object{{"type", "object"},
                                     {"required", json::array{"fields", "purpose", "reason"}},
                                     {"additionalProperties", false},
                                     {"properties", json::object{{"household", text_schema()},
                                                                 {"account", text_schema()},
                                                                 {"fields", fields},
                                                                 {"purpose", text_schema()},
                                                                 {"reason", text_schema()}}}};
    json::object properties;
    for (auto const* const name : {"type", "title", "detail", "code", "pointer", "request_id"})
        properties[name] = text_schema();
    properties["status"] = json::object{{"type", "integer"}};
    properties["arguments"] = json::object{{"type", "object"}, {"additionalProperties", text_schema()}};
    auto const parsed = json::parse(calculator_schemas());
    for (auto const& member : parsed.as_object()) schemas[member.key()] = member.value();
    schemas["Problem"] = json::object{{"type", "object"},
                                      {"required", json::array{"type", "title", "status", "code", "detail"}},
                                      {"properties", std::move(properties)}};
}

}  // namespace

std::vector<std::string> undescribed(Router const& router) {
    std::vector<std::string> missing;
    for (auto const& [method, path] : router.list())
        if (find(method, path) == nullptr) missing.push_back(method + " " + path);
    return missing;
}

std::string openapi_document(Router const& router) {
    std::map<std::string, json::object> paths;
    auto routes = router.list();
    routes.emplace_back("GET", "/openapi.json");
    for (auto const& [method, path] : routes) {
        auto const* const described = find(method, path);
        if (described == nullptr) continue;
        std::string verb = method;
        std::ranges::transform(verb, verb.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        paths[path][verb] = operation(*described);
    }
    json::object all;
    for (auto& [path, operations] : paths) all[path] = std::move(operations);
    auto components = json::parse(codec::openapi_components()).as_object();
    add_own_schemas(components["schemas"].as_object());
    json::object const document{{"openapi", "3.1.0"},
                                {"info", json::object{{"title", "Jiati"}, {"version", "1"}}},
                                {"paths", std::move(all)},
                                {"components", std::move(components)}};
    return json::serialize(document);
}

}  // namespace jiati::http::api
