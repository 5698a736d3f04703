#include "codec/commands.h"

#include "codec/codecs.h"
#include "codec/schema.h"

#include <array>
#include <utility>

namespace jiati::codec {

namespace {

struct Stage {
    Aggregate aggregate;
    std::vector<std::string_view> (*types)();
    json::object (*schema)(std::string_view);
};
template <class Variant>
constexpr Stage stage(Aggregate aggregate) {
    return {aggregate, CommandCodec<Variant>::types, CommandCodec<Variant>::schema};
}
constexpr std::array stages{stage<project::lifecycle::Command>(Aggregate::project),
                            stage<project::survey::Command>(Aggregate::project),
                            stage<project::planning::Command>(Aggregate::project),
                            stage<project::deliberation::Command>(Aggregate::project),
                            stage<project::mediation::Command>(Aggregate::project),
                            stage<project::consent::Command>(Aggregate::project),
                            stage<project::funding::Command>(Aggregate::project),
                            stage<project::contract::Command>(Aggregate::project),
                            stage<project::notice::Command>(Aggregate::project),
                            stage<project::approval::Command>(Aggregate::project),
                            stage<project::construction::Command>(Aggregate::project),
                            stage<project::acceptance::Command>(Aggregate::project),
                            stage<project::operation::Command>(Aggregate::project),
                            stage<place::Command>(Aggregate::place),
                            stage<vote::Command>(Aggregate::vote),
                            stage<tender::Command>(Aggregate::tender),
                            stage<firm::Command>(Aggregate::firm),
                            stage<account::Command>(Aggregate::account)};
constexpr std::size_t project_stages = 13;
static_assert(std::variant_size_v<project::CommandVariant> == project_stages);

constexpr std::array aggregate_names{std::pair{Aggregate::project, std::string_view("ProjectCommand")},
                                     std::pair{Aggregate::place, std::string_view("PlaceCommand")},
                                     std::pair{Aggregate::vote, std::string_view("VoteCommand")},
                                     std::pair{Aggregate::tender, std::string_view("TenderCommand")},
                                     std::pair{Aggregate::firm, std::string_view("FirmCommand")},
                                     std::pair{Aggregate::account, std::string_view("AccountCommand")}};

Stage const* stage_of(std::string_view type) {
    for (auto const& one : stages) {
        for (auto const known : one.types()) {
            if (known == type) return &one;
        }
    }
    return nullptr;
}

template <class Variant>
Result<Variant, Refusal> decode(std::string_view type, std::string_view data_json, VaultWriter& vault) {
    auto const data = parse_json(data_json);
    if (!data) return Failure{data.error()};
    Reader reader(Origin::command, &vault);
    auto command = CommandCodec<Variant>::read(type, *data, reader);
    if (!command) return Failure{reader.take_refusal()};
    return *std::move(command);
}

template <class StageCommand>
std::optional<project::CommandVariant> read_stage(std::string_view type, json::value const& data, Reader& reader) {
    auto command = CommandCodec<StageCommand>::read(type, data, reader);
    if (!command) return std::nullopt;
    return project::CommandVariant(*std::move(command));
}
using ReadStage = std::optional<project::CommandVariant> (*)(std::string_view, json::value const&, Reader&);
constexpr std::array<ReadStage, project_stages> readers{
    read_stage<project::lifecycle::Command>,    read_stage<project::survey::Command>,
    read_stage<project::planning::Command>,     read_stage<project::deliberation::Command>,
    read_stage<project::mediation::Command>,    read_stage<project::consent::Command>,
    read_stage<project::funding::Command>,      read_stage<project::contract::Command>,
    read_stage<project::notice::Command>,       read_stage<project::approval::Command>,
    read_stage<project::construction::Command>, read_stage<project::acceptance::Command>,
    read_stage<project::operation::Command>};

// A body with one command of an aggregate: what POST …/commands takes.
json::object request_schema(Aggregate aggregate) {
    json::array each;
    for (auto const type : command_types(aggregate)) {
        json::object const properties{
            {"type", json::object{{"const", type}}},
            {"data", json::object{{"$ref", "#/components/schemas/" + std::string(type)}}},
            {"occurred_on", json::object{{"$ref", "#/components/schemas/Date"}}},
            {"evidence", json::object{{"type", "string"}, {"maxLength", text_code_points_max}}}};
        each.push_back(json::object{{"type", "object"},
                                    {"properties", properties},
                                    {"required", json::array{"type"}},
                                    {"additionalProperties", false}});
    }
    return {{"oneOf", each}};
}

}  // namespace

Result<project::CommandVariant, Refusal> decode_project_command(std::string_view type, std::string_view data_json,
                                                                VaultWriter& vault) {
    auto const data = parse_json(data_json);
    if (!data) return Failure{data.error()};
    Reader reader(Origin::command, &vault);
    auto const* known = stage_of(type);
    if (known == nullptr || known->aggregate != Aggregate::project) {
        std::string names;
        for (auto const name : command_types(Aggregate::project))
            names += (names.empty() ? "" : ", ") + std::string(name);
        reader.fail(unknown_type, names, json::value(type));
        return Failure{reader.take_refusal()};
    }
    auto command = readers.at(static_cast<std::size_t>(known - stages.data()))(type, *data, reader);
    if (!command) return Failure{reader.take_refusal()};
    return *std::move(command);
}
Result<place::Command, Refusal> decode_place_command(std::string_view type, std::string_view data_json,
                                                     VaultWriter& vault) {
    return decode<place::Command>(type, data_json, vault);
}
Result<vote::Command, Refusal> decode_vote_command(std::string_view type, std::string_view data_json,
                                                   VaultWriter& vault) {
    return decode<vote::Command>(type, data_json, vault);
}
Result<tender::Command, Refusal> decode_tender_command(std::string_view type, std::string_view data_json,
                                                       VaultWriter& vault) {
    return decode<tender::Command>(type, data_json, vault);
}
Result<firm::Command, Refusal> decode_firm_command(std::string_view type, std::string_view data_json,
                                                   VaultWriter& vault) {
    return decode<firm::Command>(type, data_json, vault);
}
Result<account::Command, Refusal> decode_account_command(std::string_view type, std::string_view data_json,
                                                         VaultWriter& vault) {
    return decode<account::Command>(type, data_json, vault);
}

Result<CommandRequest, Refusal> read_command_request(std::string_view body) {
    static constexpr std::array<std::string_view, 4> names{"type", "data", "occurred_on", "evidence"};
    auto const parsed = parse_json(body);
    if (!parsed) return Failure{parsed.error()};
    Reader reader(Origin::command);
    CommandRequest request{{}, "{}", std::nullopt, {}};
    auto const read = [&] {
        auto const* object = reader.object(*parsed, names);
        if (object == nullptr) return false;
        if (auto const* data = object->if_contains("data")) {
            Reader::Step const step(reader, "data");
            if (!data->is_object()) return reader.fail(wrong_type, "{…}", *data);
            request.data = to_text(*data);
        }
        if (auto const* on = object->if_contains("occurred_on"); on != nullptr && !on->is_null()) {
            Reader::Step const step(reader, "occurred_on");
            Date date;
            if (!read_scalar(reader, *on, date)) return false;
            request.occurred_on = date;
        }
        if (auto const* evidence = object->if_contains("evidence")) {
            Reader::Step const step(reader, "evidence");
            if (!read_scalar(reader, *evidence, request.evidence, TextDemand{})) return false;
        }
        Reader::Step const step(reader, "type");
        auto const* type = object->if_contains("type");
        if (type == nullptr) return reader.fail(missing, "\"survey.RecordStance\"");
        return read_scalar(reader, *type, request.type, TextDemand{});
    };
    if (!read()) return Failure{reader.take_refusal()};
    return request;
}

std::vector<std::string_view> command_types(Aggregate aggregate) {
    std::vector<std::string_view> all;
    for (auto const& one : stages) {
        if (one.aggregate != aggregate) continue;
        for (auto const type : one.types()) all.push_back(type);
    }
    return all;
}

std::optional<Aggregate> aggregate_of(std::string_view type) {
    auto const* known = stage_of(type);
    if (known == nullptr) return std::nullopt;
    return known->aggregate;
}

std::string command_schema(std::string_view type) {
    auto const* known = stage_of(type);
    CHECK(known != nullptr);
    return to_text(known->schema(type));
}

std::string openapi_components() {
    auto schemas = shared_schemas();
    for (auto const& one : stages) {
        for (auto const type : one.types()) schemas[type] = one.schema(type);
    }
    for (auto const& [aggregate, name] : aggregate_names) schemas[name] = request_schema(aggregate);
    return to_text(json::object{{"schemas", schemas}});
}

}  // namespace jiati::codec
