#include "daylight/block_test.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace jiati::daylight {
namespace {

constexpr std::size_t lanes = 64;

// 1e12 stands for a ray along the face: nothing in a scene is that far.
double inverse_of(double speed) { return std::abs(speed) < 1e-12 ? std::copysign(1e12, speed) : 1 / speed; }

// A box seen from the point, in its own axes.
struct Near {
    double const* inverse;  // of its yaw, first block
    double low[3];
    double high[3];
};

// 64 rays against all boxes. The order of additions and the absence of fused ones make every width of vector answer
// alike.
[[gnu::always_inline]] inline std::uint64_t blocked_of_64(std::span<Near const> boxes, std::size_t block) {
    alignas(64) double enter[lanes];
    alignas(64) double hit[lanes] = {};
    for (auto const& box : boxes) {
        double const* const inverse = box.inverse + 3 * lanes * block;
        double const lx = box.low[0], hx = box.high[0];
        double const ly = box.low[1], hy = box.high[1];
        double const lz = box.low[2], hz = box.high[2];
        for (std::size_t i = 0; i < lanes; ++i) {
            double const ix = inverse[i], iy = inverse[lanes + i], iz = inverse[2 * lanes + i];
            double const ax = lx * ix, bx = hx * ix, ay = ly * iy, by = hy * iy, az = lz * iz, bz = hz * iz;
            double const near_x = ax < bx ? ax : bx, far_x = ax < bx ? bx : ax;
            double const near_y = ay < by ? ay : by, far_y = ay < by ? by : ay;
            double const near_z = az < bz ? az : bz, far_z = az < bz ? bz : az;
            double from = near_x > near_y ? near_x : near_y;
            double to = far_x < far_y ? far_x : far_y;
            from = from > near_z ? from : near_z;
            to = to < far_z ? to : far_z;
            from = from > 0.0 ? from : 0.0;
            enter[i] = from < to ? 1.0 : 0.0;
            hit[i] = hit[i] > enter[i] ? hit[i] : enter[i];
        }
    }
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < lanes; ++i) bits |= static_cast<std::uint64_t>(hit[i] > 0.5) << i;
    return bits;
}

[[gnu::always_inline]] inline void blocked_of_all(std::span<Near const> boxes, std::span<std::uint64_t> words) {
    for (std::size_t block = 0; block < words.size(); ++block)
        if (~words[block] != 0) words[block] |= blocked_of_64(boxes, block);
}

using Kernel = void (*)(std::span<Near const>, std::span<std::uint64_t>);

void plain(std::span<Near const> boxes, std::span<std::uint64_t> words) { blocked_of_all(boxes, words); }

#if defined(__x86_64__)
[[gnu::target("avx2")]] void wide(std::span<Near const> boxes, std::span<std::uint64_t> words) {
    blocked_of_all(boxes, words);
}
[[gnu::target("avx512f,avx512vl,avx512dq,prefer-vector-width=512")]] void widest(std::span<Near const> boxes,
                                                                                 std::span<std::uint64_t> words) {
    blocked_of_all(boxes, words);
}
Kernel best_kernel() {
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
        return widest;
    return __builtin_cpu_supports("avx2") ? wide : plain;
}
#else
Kernel best_kernel() { return plain; }
#endif

struct Local {
    double x;
    double y;
};
Local local_of(Rays::Turned const& turned, double x, double y) {
    return {turned.cosine * x + turned.sine * y, turned.cosine * y - turned.sine * x};
}

bool is_behind(Box const& box, Rays::Turned const& turned, Vector from, Vector out) {
    auto const n = local_of(turned, out.x, out.y);
    double const reach = std::abs(n.x) * box.sx / 2 + std::abs(n.y) * box.sy / 2;
    return out.x * (box.cx - from.x) + out.y * (box.cy - from.y) + reach <= 0;
}

}  // namespace

void Rays::prepare(std::span<Box const> boxes) {
    for (auto const& box : boxes) {
        if (std::ranges::any_of(turned_, [&](Turned const& t) { return t.yaw_deg == box.yaw_deg; })) continue;
        Turned turned{box.yaw_deg, cos_deg(box.yaw_deg), sin_deg(box.yaw_deg), {}};
        turned.inverse.resize(words() * 3 * lanes);
        for (std::size_t i = 0; i < words() * lanes; ++i) {
            auto const& d = directions_[std::min(i, size() - 1)];
            auto const own = local_of(turned, d.x, d.y);
            auto* const to = &turned.inverse[i / lanes * 3 * lanes + i % lanes];
            to[0] = inverse_of(own.x);
            to[lanes] = inverse_of(own.y);
            to[2 * lanes] = inverse_of(d.z);
        }
        turned_.push_back(std::move(turned));
    }
}

Rays::Turned const& Rays::turned(double yaw_deg) const {
    auto const found = std::ranges::find(turned_, yaw_deg, &Turned::yaw_deg);
    CHECK(found != turned_.end());
    return *found;
}

void add_blocked(Rays const& rays, Vector from, Vector out, std::span<Box const> boxes, Mask& mask) {
    static Kernel const kernel = best_kernel();
    CHECK(mask.size() == rays.words());
    constexpr std::size_t at_once = 64;
    std::array<Near, at_once> near;
    std::size_t count = 0;
    auto const test = [&] {
        if (count > 0) kernel(std::span(near).first(count), mask);
        count = 0;
    };
    for (auto const& box : boxes) {
        auto const& turned = rays.turned(box.yaw_deg);
        if (box.z1 <= from.z || is_behind(box, turned, from, out)) continue;  // no ray goes down
        auto const centre = local_of(turned, box.cx - from.x, box.cy - from.y);
        near[count++] = {turned.inverse.data(),
                         {centre.x - box.sx / 2, centre.y - box.sy / 2, box.z0 - from.z},
                         {centre.x + box.sx / 2, centre.y + box.sy / 2, box.z1 - from.z}};
        if (count == at_once) test();
    }
    test();
    if (rays.size() % lanes != 0) mask.back() &= (std::uint64_t{1} << rays.size() % lanes) - 1;
}

}  // namespace jiati::daylight
