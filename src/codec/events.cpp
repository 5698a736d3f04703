#include "codec/events.h"

#include "codec/catalogue.h"
#include "codec/codecs.h"
#include "codec/upcast/upcast.h"

#include <array>
#include <variant>

namespace jiati::codec {

namespace {

template <class Variant>
EncodedEvent encode_one(Variant const& event) {
    return {std::string(EventCodec<Variant>::type_name(event)), to_canonical(EventCodec<Variant>::write(event))};
}

// Lifts, then lets `read` make the event of the JSON.
template <class Event, class Read>
Result<Event, Refusal> decode(std::string_view type, std::string_view payload, Read const& read) {
    auto parsed = parse_own_json(payload);
    if (!parsed) return Failure{parsed.error()};
    auto const lifted = upcast::lift(type, *std::move(parsed), upcast::lifts());
    Reader reader(Origin::journal);
    auto event = read(lifted.type, lifted.payload, reader);
    if (!event) return Failure{reader.take_refusal()};
    return Event(*std::move(event));
}

template <class Stage>
std::optional<project::EventVariant> read_stage(std::string_view type, json::value const& payload, Reader& reader) {
    auto event = EventCodec<Stage>::read(type, payload, reader);
    if (!event) return std::nullopt;
    return project::EventVariant(*std::move(event));
}

struct Stage {
    std::string_view prefix;
    std::optional<project::EventVariant> (*read)(std::string_view, json::value const&, Reader&);
};
constexpr std::array stages{Stage{"project.", read_stage<project::lifecycle::Event>},
                            Stage{"survey.", read_stage<project::survey::Event>},
                            Stage{"planning.", read_stage<project::planning::Event>},
                            Stage{"deliberation.", read_stage<project::deliberation::Event>},
                            Stage{"mediation.", read_stage<project::mediation::Event>},
                            Stage{"consent.", read_stage<project::consent::Event>},
                            Stage{"funding.", read_stage<project::funding::Event>},
                            Stage{"contract.", read_stage<project::contract::Event>},
                            Stage{"notice.", read_stage<project::notice::Event>},
                            Stage{"approval.", read_stage<project::approval::Event>},
                            Stage{"construction.", read_stage<project::construction::Event>},
                            Stage{"acceptance.", read_stage<project::acceptance::Event>},
                            Stage{"operation.", read_stage<project::operation::Event>}};
static_assert(stages.size() == std::variant_size_v<project::EventVariant>);

std::optional<project::EventVariant> read_project(std::string_view type, json::value const& payload, Reader& reader) {
    std::string prefixes;
    for (auto const& stage : stages) {
        if (type.starts_with(stage.prefix)) return stage.read(type, payload, reader);
        prefixes += (prefixes.empty() ? "" : ", ") + std::string(stage.prefix) + "…";
    }
    reader.fail_text(unknown_type, prefixes, type);
    return std::nullopt;
}

template <class Variant>
void add(std::vector<EventText>& all) {
    for (auto& one : EventCodec<Variant>::describe()) all.push_back(std::move(one));
}

}  // namespace

std::string_view type_name(project::Event const& event) {
    return std::visit([]<class S>(S const& stage) { return EventCodec<S>::type_name(stage); }, event.stage());
}
std::string_view type_name(place::Event const& event) { return EventCodec<place::Event>::type_name(event); }
std::string_view type_name(vote::Event const& event) { return EventCodec<vote::Event>::type_name(event); }
std::string_view type_name(tender::Event const& event) { return EventCodec<tender::Event>::type_name(event); }
std::string_view type_name(firm::Event const& event) { return EventCodec<firm::Event>::type_name(event); }
std::string_view type_name(account::Event const& event) { return EventCodec<account::Event>::type_name(event); }

EncodedEvent encode(project::Event const& event) {
    return std::visit([](auto const& stage) { return encode_one(stage); }, event.stage());
}
EncodedEvent encode(place::Event const& event) { return encode_one(event); }
EncodedEvent encode(vote::Event const& event) { return encode_one(event); }
EncodedEvent encode(tender::Event const& event) { return encode_one(event); }
EncodedEvent encode(firm::Event const& event) { return encode_one(event); }
EncodedEvent encode(account::Event const& event) { return encode_one(event); }

Result<project::Event, Refusal> decode_project_event(std::string_view type, std::string_view payload) {
    return decode<project::Event>(type, payload, read_project);
}
Result<place::Event, Refusal> decode_place_event(std::string_view type, std::string_view payload) {
    return decode<place::Event>(type, payload, EventCodec<place::Event>::read);
}
Result<vote::Event, Refusal> decode_vote_event(std::string_view type, std::string_view payload) {
    return decode<vote::Event>(type, payload, EventCodec<vote::Event>::read);
}
Result<tender::Event, Refusal> decode_tender_event(std::string_view type, std::string_view payload) {
    return decode<tender::Event>(type, payload, EventCodec<tender::Event>::read);
}
Result<firm::Event, Refusal> decode_firm_event(std::string_view type, std::string_view payload) {
    return decode<firm::Event>(type, payload, EventCodec<firm::Event>::read);
}
Result<account::Event, Refusal> decode_account_event(std::string_view type, std::string_view payload) {
    return decode<account::Event>(type, payload, EventCodec<account::Event>::read);
}

std::vector<EventText> describe_events() {
    std::vector<EventText> all;
    add<project::lifecycle::Event>(all);
    add<project::survey::Event>(all);
    add<project::planning::Event>(all);
    add<project::deliberation::Event>(all);
    add<project::mediation::Event>(all);
    add<project::consent::Event>(all);
    add<project::funding::Event>(all);
    add<project::contract::Event>(all);
    add<project::notice::Event>(all);
    add<project::approval::Event>(all);
    add<project::construction::Event>(all);
    add<project::acceptance::Event>(all);
    add<project::operation::Event>(all);
    add<place::Event>(all);
    add<vote::Event>(all);
    add<tender::Event>(all);
    add<firm::Event>(all);
    add<account::Event>(all);
    return all;
}

std::vector<std::string_view> event_types() {
    std::vector<std::string_view> types;
    for (auto const& event : describe_events()) types.push_back(event.type);
    return types;
}

}  // namespace jiati::codec
