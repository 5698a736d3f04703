// The light of one unit: 28 windows, both days, 8,000 directions of sky, nine slabs and a lift of seven boxes, before
// and after; then the lift moved, and an interval of 64 draws. Beside the slab tests alone: the same rays against the
// same boxes, everything prepared, nothing counted. usage: daylight_bench [--json] [--rounds N]

#include "daylight/assessment.h"
#include "daylight/interval.h"
#include "daylight/scenes_testing.h"
#include "daylight/sky_share.h"
#include "measure.h"

#include <fmt/format.h>

namespace jiati::bench {
namespace {

using namespace jiati::daylight;

constexpr std::size_t directions = 8000;

Scene unit() {
    for (std::uint64_t seed = 1;; ++seed) {
        auto scene = random_scene(seed, 8, 28);
        // The lift is on the sunny side, where most rays are.
        if (scene.lift.size() == 7 && std::abs(half_turn_deg(scene.windows[0].azimuth_deg - 180)) < 30) return scene;
    }
}

// The rays of every window by what they are tested against.
struct Yardstick {
    Vector out;
    Rays sky;
    Rays sun;
    std::vector<Vector> middles;
    std::vector<Vector> sills;

    explicit Yardstick(Scene const& scene, Rules const& rules)
        : out(towards_azimuth(scene.windows[0].azimuth_deg)), sky(sky_rays(scene)), sun(sun_rays(scene, rules)) {
        sky.prepare(scene.boxes);
        sky.prepare(scene.lift);
        sun.prepare(scene.boxes);
        sun.prepare(scene.lift);
        for (auto const& window : scene.windows) {
            middles.push_back(middle_of(window));
            for (double const right : sill_of(window.width, rules.counting).right_m)
                sills.push_back(point_of(window, right, 0));
        }
    }
    static Rays sky_rays(Scene const& scene) {
        std::vector<Vector> rays;
        for (auto const& sample : sky_lattice(scene.windows[0].azimuth_deg, directions))
            rays.push_back(sample.direction);
        return Rays(std::move(rays));
    }
    static Rays sun_rays(Scene const& scene, Rules const& rules) {
        std::vector<Vector> rays;
        for (auto const& band : {rules.counting.dahan, rules.counting.dongzhi})
            for (auto const& ray : sun_track(scene.place, band, 1))
                if (reaches_wall(ray, towards_azimuth(scene.windows[0].azimuth_deg), 0)) rays.push_back(ray);
        return Rays(std::move(rays));
    }
    [[nodiscard]] std::uint64_t test(std::span<Box const> boxes) const {
        std::uint64_t seen = 0;
        Mask of_sky(sky.words());
        Mask of_sun(sun.words());
        for (auto const& from : middles) {
            std::ranges::fill(of_sky, 0);
            add_blocked(sky, from, out, boxes, of_sky);
            seen ^= of_sky[0];
        }
        for (auto const& from : sills) {
            std::ranges::fill(of_sun, 0);
            add_blocked(sun, from, out, boxes, of_sun);
            seen ^= of_sun[0];
        }
        return seen;
    }
};

template <class Work>
double ms_of(Work const& work, int times) {
    Stopwatch const watch;
    for (int i = 0; i < times; ++i) work();
    return 1000 * watch.cpu_s() / times;
}

int run(Options const& options) {
    auto const scene = unit();
    Rules const rules{.counting = {}, .sky_directions = directions};
    Yardstick const yardstick(scene, rules);
    Assessment moved(scene, rules);
    auto const first = moved.with(scene.lift);
    auto const numbers = even_draws(64, draw_dimensions(scene), 1);
    Runs whole, lift, draws, bare, bare_lift;
    double sum = 0;
    std::uint64_t seen = 0;
    for (std::size_t round = 0; round < options.rounds; ++round) {
        whole.add(ms_of(
            [&] {
                Assessment assessment(scene, rules);
                sum += assessment.with(scene.lift)[0].light.vsc;
            },
            5));
        bare.add(ms_of([&] { seen += yardstick.test(scene.boxes) + yardstick.test(scene.lift); }, 5));
        auto boxes = scene.lift;
        lift.add(ms_of(
            [&] {
                for (auto& box : boxes) box.cx += 0.01;
                sum += moved.with(boxes)[0].light.vsc;
            },
            5));
        bare_lift.add(ms_of([&] { seen += yardstick.test(scene.lift); }, 5));
        draws.add(
            ms_of([&] { sum += intervals(scene, rules, {}, numbers, moved.before(), first)[0].vsc_after.low; }, 1));
    }
    require(sum > 0 && seen != 1, "nothing was computed");
    if (options.json)
        fmt::print(R"({{"windows":{},"rays":{},"boxes":{},"lift_boxes":{},"unit_ms":{:.3f},"slab_tests_ms":{:.3f},)"
                   R"("unit_ratio":{:.3f},"lift_moved_ms":{:.3f},"lift_slab_tests_ms":{:.3f},"lift_ratio":{:.3f},)"
                   R"("interval_64_ms":{:.2f}}})"
                   "\n",
                   scene.windows.size(), moved.ray_count(), scene.boxes.size(), scene.lift.size(), whole.middle(),
                   bare.middle(), ratio(whole, bare), lift.middle(), bare_lift.middle(), ratio(lift, bare_lift),
                   draws.middle());
    else
        fmt::print(
            "light of one unit: {} windows, {} rays, {} boxes and {} of the lift, CPU:\n"
            "  before and after  {:.2f} ms  (reach 10)  slab tests alone {:.2f} ms  ratio {:.2f}\n"
            "  lift moved        {:.2f} ms  (reach 3)   slab tests alone {:.2f} ms  ratio {:.2f}\n"
            "  64 draws          {:.1f} ms  (reach 300)\n",
            scene.windows.size(), moved.ray_count(), scene.boxes.size(), scene.lift.size(), whole.middle(),
            bare.middle(), ratio(whole, bare), lift.middle(), bare_lift.middle(), ratio(lift, bare_lift),
            draws.middle());
    return 0;
}

}  // namespace
}  // namespace jiati::bench

int main(int count, char** arguments) {
    return jiati::bench::run(jiati::bench::options_of(count, arguments, "build/bench-daylight"));
}
