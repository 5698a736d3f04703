// What is asked of the engine of light for one project: the document that `jiati daylight` reads, made of the geometry
// on record, the plan and the register, with a default for whatever is missing, and where each figure comes from.
// The same record makes the same bytes, so that the hash of them says what was computed.
#pragma once

#include "place/community.h"
#include "project/state.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::app::read {

struct LightInput {
    std::string name;   // as in the document: "storey_height"
    std::string value;  // JSON
    std::string_view source;
};

struct LightBay {
    int number = 0;  // of its window, from the left for who looks at the lift's side, from 1
    project::planning::RoomKind room{};
    std::int64_t column = -1;       // of the flats of a landing, from 0; -1: not known
    bool is_left_of_stair = false;  // on the plan, as the bays are listed
};

struct LightQuestion {
    std::string head;  // all but the lift: `{"lat":…,"around":[…]`, not closed
    std::string lift;  // the plan's lift, an object
    std::vector<LightInput> inputs;
    std::vector<LightBay> bays;  // those with a window
    bool half_landing = true;
    bool shaft_is_glass = false;
    std::vector<int> stops;  // of the model; empty: all there are
    int storeys = 0;

    // One lift, no intervals: what enters the record.
    [[nodiscard]] std::string document() const;
    [[nodiscard]] std::string document(int draws) const;
};

// Nothing where it is not known in which city's sky the house stands.
[[nodiscard]] std::optional<LightQuestion> light_question(project::State const& project,
                                                          project::planning::UnitGeometry const* geometry,
                                                          project::planning::Plan const* plan,
                                                          place::State const& place);

// What the record keeps of the question's answer; nothing where the engine refuses it.
[[nodiscard]] std::optional<project::planning::LightFact> light_fact(LightQuestion const& question);

}  // namespace jiati::app::read
