// Airborne noise of doors, machine and talk at a window: a crude estimate in three bands. What goes through the walls
// of the house (rails, machine, ties) cannot be computed from a scene; it is measured at acceptance.
#pragma once

#include <cstdint>

namespace jiati::daylight {

struct NoisePath {
    double at_1m_dba = 65;  // doors 65, machine 65 … 75, talk 60
    double distance_m = 2;
    double enclosure_db = 0;       // an open corridor 0, a glazed one 15 … 25
    bool facade_reflects = false;  // adds 3 dB where the sound is measured before the wall
    double window_db = 25;         // open 5 … 10, single sliding 20 … 25, good double 30 … 35
};
struct NoiseLevel {
    double outside_dba = 0;
    double inside_dba = 0;
};
[[nodiscard]] NoiseLevel noise_level(NoisePath const& path);

// The mean over a time of `count` events of `event_s` each, with silence between.
[[nodiscard]] double equivalent_level_dba(double level_dba, double count, double event_s, double time_s);

enum class NoiseBand : std::uint8_t { below, near, above };  // within 5 dB of the limit is near it
[[nodiscard]] NoiseBand noise_band(double level_dba, double limit_dba);

}  // namespace jiati::daylight
