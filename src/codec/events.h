// Events as the journal keeps them: a stored name with a version ("survey.StanceRecorded/1") and canonical JSON
// (RFC 8785). The names are written by hand beside the descriptions and never derived from C++; every version ever
// written stays decodable (tests/golden/events). docs/formats/events.md lists all of them.
#pragma once

#include "account/account.h"
#include "base/refusal.h"
#include "base/result.h"
#include "firm/firm.h"
#include "place/community.h"
#include "project/project.h"
#include "tender/tender.h"
#include "vote/vote.h"

#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec {

struct EncodedEvent {
    std::string type;     // stored name with its version
    std::string payload;  // canonical JSON of the whole event; vault texts as {"commitment","ref"}
};

// The name alone, for tables keyed by type.
[[nodiscard]] std::string_view type_name(project::Event const& event);
[[nodiscard]] std::string_view type_name(place::Event const& event);
[[nodiscard]] std::string_view type_name(vote::Event const& event);
[[nodiscard]] std::string_view type_name(tender::Event const& event);
[[nodiscard]] std::string_view type_name(firm::Event const& event);
[[nodiscard]] std::string_view type_name(account::Event const& event);

[[nodiscard]] EncodedEvent encode(project::Event const& event);
[[nodiscard]] EncodedEvent encode(place::Event const& event);
[[nodiscard]] EncodedEvent encode(vote::Event const& event);
[[nodiscard]] EncodedEvent encode(tender::Event const& event);
[[nodiscard]] EncodedEvent encode(firm::Event const& event);
[[nodiscard]] EncodedEvent encode(account::Event const& event);

// `type` may name an older version: its JSON is lifted first (codec/upcast). A refusal means that the journal holds
// something this program never wrote, or that it was written by a newer one.
Result<project::Event, Refusal> decode_project_event(std::string_view type, std::string_view payload);
Result<place::Event, Refusal> decode_place_event(std::string_view type, std::string_view payload);
Result<vote::Event, Refusal> decode_vote_event(std::string_view type, std::string_view payload);
Result<tender::Event, Refusal> decode_tender_event(std::string_view type, std::string_view payload);
Result<firm::Event, Refusal> decode_firm_event(std::string_view type, std::string_view payload);
Result<account::Event, Refusal> decode_account_event(std::string_view type, std::string_view payload);

// Every current stored name, in the order of the descriptions: project (all stages), place, vote, tender, firm,
// account.
[[nodiscard]] std::vector<std::string_view> event_types();

}  // namespace jiati::codec
