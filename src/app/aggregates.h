// The six aggregates under one shape, so that loading, deciding and appending are written once.
#pragma once

#include "account/account.h"
#include "codec/commands.h"
#include "codec/events.h"
#include "firm/firm.h"
#include "place/community.h"
#include "project/project.h"
#include "tender/tender.h"
#include "vote/vote.h"

#include <string>
#include <string_view>

namespace jiati::app {

struct ProjectKind {
    using State = project::State;
    using Event = project::Event;
    using Command = project::CommandVariant;
    static constexpr std::string_view prefix = "project";
    static auto decode_event(std::string_view type, std::string_view text) {
        return codec::decode_project_event(type, text);
    }
    static auto decode_command(std::string_view type, std::string_view data, codec::VaultWriter& vault) {
        return codec::decode_project_command(type, data, vault);
    }
};

struct PlaceKind {
    using State = place::State;
    using Event = place::Event;
    using Command = place::Command;
    static constexpr std::string_view prefix = "place";
    static auto decode_event(std::string_view type, std::string_view text) {
        return codec::decode_place_event(type, text);
    }
    static auto decode_command(std::string_view type, std::string_view data, codec::VaultWriter& vault) {
        return codec::decode_place_command(type, data, vault);
    }
};

struct VoteKind {
    using State = vote::State;
    using Event = vote::Event;
    using Command = vote::Command;
    static constexpr std::string_view prefix = "vote";
    static auto decode_event(std::string_view type, std::string_view text) {
        return codec::decode_vote_event(type, text);
    }
    static auto decode_command(std::string_view type, std::string_view data, codec::VaultWriter& vault) {
        return codec::decode_vote_command(type, data, vault);
    }
};

struct TenderKind {
    using State = tender::State;
    using Event = tender::Event;
    using Command = tender::Command;
    static constexpr std::string_view prefix = "tender";
    static auto decode_event(std::string_view type, std::string_view text) {
        return codec::decode_tender_event(type, text);
    }
    static auto decode_command(std::string_view type, std::string_view data, codec::VaultWriter& vault) {
        return codec::decode_tender_command(type, data, vault);
    }
};

struct FirmKind {
    using State = firm::State;
    using Event = firm::Event;
    using Command = firm::Command;
    static constexpr std::string_view prefix = "firm";
    static auto decode_event(std::string_view type, std::string_view text) {
        return codec::decode_firm_event(type, text);
    }
    static auto decode_command(std::string_view type, std::string_view data, codec::VaultWriter& vault) {
        return codec::decode_firm_command(type, data, vault);
    }
};

struct AccountKind {
    using State = account::State;
    using Event = account::Event;
    using Command = account::Command;
    static constexpr std::string_view prefix = "account";
    static auto decode_event(std::string_view type, std::string_view text) {
        return codec::decode_account_event(type, text);
    }
    static auto decode_command(std::string_view type, std::string_view data, codec::VaultWriter& vault) {
        return codec::decode_account_command(type, data, vault);
    }
};

template <class Kind>
[[nodiscard]] std::string stream_of(std::string_view id) {
    return std::string(Kind::prefix) + "/" + std::string(id);
}

}  // namespace jiati::app
