// The nucleolus of an airport game. With costs in rising order and X what is paid so far, player i pays
// min over r ≥ i of (c_r − X)/(r − i + 2), the last pays what is left (Littlechild 1974). That is the least slope from
// (i − 1, X) to the points (r + 1, c_r), so the players up to the minimiser share one slope. Seen from further left the
// minimiser lies on the lower hull of all points to the right; every suffix's hull is kept as one `next` per point, and
// walking it passes each point once. A class may be entered in part: only its first member can start a stretch, but the
// point of its last is the lowest slope, so one point per class is enough.
#include "games/nucleolus_airport.h"

#include "games/airport_order.h"
#include "games/nucleolus.h"

#include <cstdint>
#include <limits>

namespace jiati::games {
namespace {

struct Point {
    std::int64_t at = 0;  // players up to here, plus one
    Fraction cost;
};

// Whether b lies on or above the line from a to c, a left of b left of c.
bool is_above(Point const& a, Point const& b, Point const& c) {
    return (b.cost - a.cost) * Fraction{c.at - a.at} >= (c.cost - a.cost) * Fraction{b.at - a.at};
}

// For each point the next vertex of the lower hull of it and all to its right; the last one's is itself.
std::vector<std::size_t> hull_successors(std::vector<Point> const& points) {
    std::vector<std::size_t> next(points.size());
    for (auto k = points.size(); k-- > 0;) {
        auto vertex = k + 1 < points.size() ? k + 1 : k;
        while (next[vertex] != vertex && vertex != k && is_above(points[k], points[vertex], points[next[vertex]]))
            vertex = next[vertex];
        next[k] = vertex;
    }
    return next;
}

}  // namespace

std::vector<std::optional<Fraction>> nucleolus_up_to(AirportGame const& game, std::size_t bits) {
    auto const sorted = airport_order(game);
    auto const& classes = sorted.classes;
    if (classes.empty()) return {};
    auto const players = static_cast<std::int64_t>(sorted.order.size());

    // The last player takes what is left: the others stop before them, so the last class's point lies one further left.
    std::vector<Point> points;
    for (auto const& each : classes) {
        auto const last = static_cast<std::int64_t>(each.last);
        if (last < players) points.push_back({last + 1, each.cost});
    }
    auto const is_last_alone = classes.back().last - classes.back().first == 1;
    if (!is_last_alone) points.push_back({players, classes.back().cost});

    auto const next = hull_successors(points);
    std::vector<std::optional<Fraction>> of_class;
    Point from;  // players served, paid so far
    for (std::size_t k = 0; k < points.size();) {
        auto vertex = k;
        while (next[vertex] != vertex && is_above(from, points[vertex], points[next[vertex]])) vertex = next[vertex];
        auto const slope = (points[vertex].cost - from.cost) / Fraction{points[vertex].at - from.at};
        if (slope.bit_length() > bits) {
            of_class.resize(classes.size());
            return spread_over_players(sorted, of_class);
        }
        for (; k <= vertex; ++k) of_class.emplace_back(slope);
        auto const served = points[vertex].at - 1;
        from = {served, from.cost + slope * Fraction{served - from.at}};
    }
    if (is_last_alone) of_class.emplace_back(classes.back().cost - from.cost);
    return spread_over_players(sorted, of_class);
}

std::vector<Fraction> nucleolus(AirportGame const& game) {
    std::vector<Fraction> shares;
    for (auto& share : nucleolus_up_to(game, std::numeric_limits<std::size_t>::max()))
        shares.push_back(*std::move(share));
    return shares;
}

}  // namespace jiati::games
