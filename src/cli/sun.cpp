#include "daylight/sun.h"

#include "cli/calculator.h"
#include "cli/commands.h"

#include <fmt/format.h>
#include <cmath>

namespace jiati::cli {
namespace {

// With or without thousandths of a second.
std::optional<Instant> instant_of(std::string text) {
    constexpr std::size_t without = std::string_view("2003-10-17T19:30:30Z").size();
    if (text.size() == without && text.back() == 'Z') text.insert(without - 1, ".000");
    return Instant::parse(text);
}

}  // namespace

int sun(SunOptions const& options) {
    auto const instant = instant_of(options.utc);
    if (!instant) return bad_input("--utc: \"" + options.utc + "\" is no instant; 2003-10-17T19:30:30Z would be");
    for (double const number : {options.latitude_deg, options.longitude_deg, options.elevation_m, options.pressure_mbar,
                                options.temperature_c, options.delta_t_s.value_or(0)})
        if (!std::isfinite(number))
            return bad_input("sun: a value is no finite number; decimals such as 28.682 would be right");
    auto const moment = daylight::Moment::of(*instant);
    daylight::Observer const observer{.place = {options.latitude_deg, options.longitude_deg},
                                      .elevation_m = options.elevation_m,
                                      .pressure_mbar = options.pressure_mbar,
                                      .temperature_c = options.temperature_c};
    auto const seen = daylight::sun_position(moment, observer, options.delta_t_s.value_or(daylight::delta_t_s(moment)));
    if (options.json) {
        fmt::print(R"({{"azimuth_deg":{:.6f},"altitude_deg":{:.6f},"zenith_refracted_deg":{:.6f},)"
                   R"("declination_deg":{:.6f},"equation_of_time_min":{:.6f},"true_solar_time_h":{:.6f}}})"
                   "\n",
                   seen.azimuth_deg, seen.altitude_deg, seen.zenith_refracted_deg, seen.declination_deg,
                   seen.equation_of_time_min, seen.true_solar_time_h);
        return 0;
    }
    auto const minutes = static_cast<int>(seen.true_solar_time_h * 60);
    fmt::print("方位角 {:.3f}°（正北起顺时针）\n高度角 {:.3f}°（不计大气折射）\n天顶距 {:.3f}°（计折射）\n",
               seen.azimuth_deg, seen.altitude_deg, seen.zenith_refracted_deg);
    fmt::print("赤纬 {:.4f}°\n时差 {:.2f} 分钟\n真太阳时 {:02}:{:02}\n", seen.declination_deg,
               seen.equation_of_time_min, minutes / 60, minutes % 60);
    return 0;
}

}  // namespace jiati::cli
