// Every event and what each field shows, as data: what docs/formats/events.md is made of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec {

enum class FieldClass : std::uint8_t;

struct FieldText {
    std::string name;  // "plan/stops_at" for a part
    std::string type;  // "money", "agree | neutral …"
    FieldClass field_class{};
    bool may_be_absent = false;
};
struct EventText {
    std::string_view type;
    std::vector<FieldText> fields;
};

// In the order of the descriptions: project (all stages), place, vote, tender, firm, account.
[[nodiscard]] std::vector<EventText> describe_events();

}  // namespace jiati::codec
