#include "daylight/ray.h"

#include <algorithm>

namespace jiati::daylight {
namespace {

struct Span {
    double from;
    double to;
};

// The part of the ray that lies between two parallel faces; empty (from ≥ to) where none does.
Span between(double low, double high, double start, double speed, Span span) {
    if (speed == 0) return start > low && start < high ? span : Span{0, 0};
    double const near = (speed > 0 ? low - start : high - start) / speed;
    double const far = (speed > 0 ? high - start : low - start) / speed;
    return {std::max(span.from, near), std::min(span.to, far)};
}

}  // namespace

bool blocks(Box const& box, Vector from, Vector direction) {
    double const c = cos_deg(box.yaw_deg);
    double const s = sin_deg(box.yaw_deg);
    double const dx = from.x - box.cx;
    double const dy = from.y - box.cy;
    constexpr double far_m = 1e6;
    Span span{0, far_m};
    span = between(-box.sx / 2, box.sx / 2, c * dx + s * dy, c * direction.x + s * direction.y, span);
    if (span.from >= span.to) return false;
    span = between(-box.sy / 2, box.sy / 2, c * dy - s * dx, c * direction.y - s * direction.x, span);
    if (span.from >= span.to) return false;
    span = between(box.z0, box.z1, from.z, direction.z, span);
    return span.from < span.to;
}

bool contains(Box const& box, Vector point) { return blocks(box, point, {0, 0, 1}) && blocks(box, point, {0, 0, -1}); }

bool any_blocks(std::span<Box const> boxes, Vector from, Vector direction) {
    return std::ranges::any_of(boxes, [&](Box const& box) { return blocks(box, from, direction); });
}

}  // namespace jiati::daylight
