#include "daylight/assessment.h"

#include "daylight/sky_share.h"

#include <algorithm>
#include <bit>

namespace jiati::daylight {
namespace {

template <class Use>
void for_each_bit(std::uint64_t word, std::size_t block, Use const& use) {
    for (; word != 0; word &= word - 1) use(block * 64 + static_cast<std::size_t>(std::countr_zero(word)));
}

// Bits of the rays there are in that word.
std::uint64_t all_of(std::size_t size, std::size_t block) {
    return block * 64 + 64 <= size ? ~std::uint64_t{0} : (std::uint64_t{1} << (size - block * 64)) - 1;
}

double free_vsc(Mask const& blocked, std::vector<double> const& vsc) {
    double sum = 0;
    for (std::size_t block = 0; block < blocked.size(); ++block)
        for_each_bit(~blocked[block] & all_of(vsc.size(), block), block, [&](std::size_t i) { sum += vsc[i]; });
    return sum;
}

}  // namespace

Assessment::Assessment(Scene const& scene, Rules const& rules) : rules_(rules) {
    tracks_ = sun_track(scene.place, rules.counting.dahan, rules.counting.step_min);
    dahan_steps_ = tracks_.size();
    auto const dongzhi = sun_track(scene.place, rules.counting.dongzhi, rules.counting.step_min);
    tracks_.insert(tracks_.end(), dongzhi.begin(), dongzhi.end());

    for (auto const& window : scene.windows) {
        Seen seen{.wall = wall_of(window.azimuth_deg, scene.boxes),
                  .middle = middle_of(window),
                  .sky = {},
                  .sill = sill_of(window.width, rules.counting),
                  .points = {},
                  .sun = {}};
        auto const& wall = walls_[seen.wall];
        seen.sky.resize(wall.sky.words());
        add_blocked(wall.sky, seen.middle, wall.out, scene.boxes, seen.sky);
        for (double const right_m : seen.sill.right_m) {
            seen.points.push_back(point_of(window, right_m, 0));
            seen.sun.emplace_back(wall.sun.words());
            add_blocked(wall.sun, seen.points.back(), wall.out, scene.boxes, seen.sun.back());
        }
        before_.push_back(light(seen, seen.sky, seen.sun));
        seen_.push_back(std::move(seen));
    }
}

std::size_t Assessment::wall_of(double azimuth_deg, std::span<Box const> boxes) {
    auto const found = std::ranges::find(walls_, azimuth_deg, &Wall::azimuth_deg);
    if (found != walls_.end()) return static_cast<std::size_t>(found - walls_.begin());
    auto const out = towards_azimuth(azimuth_deg);
    std::vector<Vector> directions;
    std::vector<double> vsc;
    for (auto const& sample : sky_lattice(azimuth_deg, rules_.sky_directions)) {
        directions.push_back(sample.direction);
        vsc.push_back(sample.vsc);
    }
    std::vector<Vector> suns;
    std::vector<std::size_t> step;
    for (std::size_t i = 0; i < tracks_.size(); ++i) {
        if (!reaches_wall(tracks_[i], out, rules_.counting.sweep_deg)) continue;
        suns.push_back(tracks_[i]);
        step.push_back(i);
    }
    walls_.push_back(
        {azimuth_deg, out, Rays(std::move(directions)), std::move(vsc), Rays(std::move(suns)), std::move(step)});
    walls_.back().sky.prepare(boxes);
    walls_.back().sun.prepare(boxes);
    return walls_.size() - 1;
}

Light Assessment::light(Seen const& seen, Mask const& sky, std::vector<Mask> const& sun) const {
    auto const& wall = walls_[seen.wall];
    Light light;
    light.vsc = free_vsc(sky, wall.vsc);
    for (auto const& stretch : seen.sill.stretches) {
        std::vector<bool> dahan(dahan_steps_);
        std::vector<bool> dongzhi(tracks_.size() - dahan_steps_);
        for (std::size_t block = 0; block < wall.sun.words(); ++block) {
            bool const any = rules_.counting.lit == Lit::any;
            std::uint64_t blocked = any ? ~std::uint64_t{0} : 0;
            for (auto const point : stretch) any ? blocked &= sun[point][block] : blocked |= sun[point][block];
            for_each_bit(~blocked & all_of(wall.sun.size(), block), block, [&](std::size_t ray) {
                auto const step = wall.step[ray];
                step < dahan_steps_ ? dahan[step] = true : dongzhi[step - dahan_steps_] = true;
            });
        }
        auto on_dahan = count_sunshine(dahan, rules_.counting.dahan, rules_.counting);
        auto on_dongzhi = count_sunshine(dongzhi, rules_.counting.dongzhi, rules_.counting);
        if (on_dahan.minutes > light.dahan.minutes) light.dahan = std::move(on_dahan);
        if (on_dongzhi.minutes > light.dongzhi.minutes) light.dongzhi = std::move(on_dongzhi);
    }
    return light;
}

double Assessment::vsc_through_glass(Seen const& seen, std::span<Box const> lift) const {
    auto const& wall = walls_[seen.wall];
    Mask opaque = seen.sky;
    std::vector<Box> walls;
    std::ranges::copy_if(lift, std::back_inserter(walls), [](Box const& box) { return box.transmittance <= 0; });
    add_blocked(wall.sky, seen.middle, wall.out, walls, opaque);
    std::vector<double> through = wall.vsc;
    Mask pane(wall.sky.words());
    for (auto const& box : lift) {
        if (box.transmittance <= 0) continue;
        std::ranges::fill(pane, 0);
        add_blocked(wall.sky, seen.middle, wall.out, std::span(&box, 1), pane);
        for (std::size_t block = 0; block < pane.size(); ++block)
            for_each_bit(pane[block] & ~opaque[block], block, [&](std::size_t i) { through[i] *= box.transmittance; });
    }
    return free_vsc(opaque, through);
}

std::vector<WithLift> Assessment::with(std::span<Box const> lift) {
    for (auto& wall : walls_) {
        wall.sky.prepare(lift);
        wall.sun.prepare(lift);
    }
    bool const has_glass = std::ranges::any_of(lift, [](Box const& box) { return box.transmittance > 0; });
    std::vector<WithLift> results;
    Mask sky;
    std::vector<Mask> sun;
    for (auto const& seen : seen_) {
        auto const& wall = walls_[seen.wall];
        sky = seen.sky;
        add_blocked(wall.sky, seen.middle, wall.out, lift, sky);
        sun = seen.sun;
        for (std::size_t i = 0; i < sun.size(); ++i) add_blocked(wall.sun, seen.points[i], wall.out, lift, sun[i]);
        WithLift result{.light = light(seen, sky, sun), .vsc_glass = 0};
        result.vsc_glass = has_glass ? vsc_through_glass(seen, lift) : result.light.vsc;
        results.push_back(std::move(result));
    }
    return results;
}

std::size_t Assessment::ray_count() const {
    std::size_t count = 0;
    for (auto const& seen : seen_)
        count += walls_[seen.wall].sky.size() + seen.points.size() * walls_[seen.wall].sun.size();
    return count;
}

}  // namespace jiati::daylight
