#include "daylight/noise.h"

#include <algorithm>
#include <cmath>

namespace jiati::daylight {

NoiseLevel noise_level(NoisePath const& path) {
    constexpr double least_m = 0.1;
    double const outside = path.at_1m_dba - 20 * std::log10(std::max(path.distance_m, least_m)) - path.enclosure_db +
                           (path.facade_reflects ? 3 : 0);
    return {outside, outside - path.window_db};
}

double equivalent_level_dba(double level_dba, double count, double event_s, double time_s) {
    return level_dba + 10 * std::log10(count * event_s / time_s);
}

NoiseBand noise_band(double level_dba, double limit_dba) {
    constexpr double unsure_db = 5;
    if (level_dba < limit_dba - unsure_db) return NoiseBand::below;
    return level_dba <= limit_dba + unsure_db ? NoiseBand::near : NoiseBand::above;
}

}  // namespace jiati::daylight
