// Commands as they come in: a type ("survey.RecordStance", "vote.CastBallot") and a JSON object. The reader is strict
// (codec/refusals.h) and never sees a fact: fields which the application adds are not part of the JSON and are empty
// afterwards. Texts for the vault come as plain strings and go straight to the writer.
#pragma once

#include "account/account.h"
#include "base/refusal.h"
#include "base/result.h"
#include "codec/vault_writer.h"
#include "firm/firm.h"
#include "place/community.h"
#include "project/project.h"
#include "tender/tender.h"
#include "vote/vote.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec {

enum class Aggregate : std::uint8_t { project, place, vote, tender, firm, account };

// Pointers are into the data. What may be left out: optional fields, lists, switches that have a default, remarks.
Result<project::CommandVariant, Refusal> decode_project_command(std::string_view type, std::string_view data_json,
                                                                VaultWriter& vault);
Result<place::Command, Refusal> decode_place_command(std::string_view type, std::string_view data_json,
                                                     VaultWriter& vault);
Result<vote::Command, Refusal> decode_vote_command(std::string_view type, std::string_view data_json,
                                                   VaultWriter& vault);
Result<tender::Command, Refusal> decode_tender_command(std::string_view type, std::string_view data_json,
                                                       VaultWriter& vault);
Result<firm::Command, Refusal> decode_firm_command(std::string_view type, std::string_view data_json,
                                                   VaultWriter& vault);
Result<account::Command, Refusal> decode_account_command(std::string_view type, std::string_view data_json,
                                                         VaultWriter& vault);

// {"type": "...", "data": {...}, "occurred_on": "2023-10-12", "evidence": "..."}, the body of a request; only the type
// is required. What happened on an earlier day says what the date rests on. `data` is left as the JSON text of an
// object
// ("{}" when left out), checked for well-formedness, duplicate keys, depth and size.
struct CommandRequest {
    std::string type;
    std::string data;
    std::optional<Date> occurred_on;
    std::string evidence;
};
Result<CommandRequest, Refusal> read_command_request(std::string_view body);

[[nodiscard]] std::vector<std::string_view> command_types(Aggregate aggregate);
// Which aggregate a command type belongs to ("survey.Complete" → project); nothing for a type that does not exist.
[[nodiscard]] std::optional<Aggregate> aggregate_of(std::string_view type);

// JSON Schema (draft 2020-12, as OpenAPI 3.1 uses it) of one command's data, from the description that also reads it.
// Refers to "#/components/schemas/…" for the types all share. CHECKs that the type exists.
[[nodiscard]] std::string command_schema(std::string_view type);
// The `components` object of the OpenAPI document: the shared types, the data of every command under its type name, and
// ProjectCommand, PlaceCommand … with {"type","data"}.
[[nodiscard]] std::string openapi_components();

}  // namespace jiati::codec
