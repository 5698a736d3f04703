#include "games/nucleolus_stretches.h"

#include "base/check.h"
#include "base/fraction.h"
#include "games/whole.h"

#include <algorithm>

namespace jiati::games {
namespace {

constexpr int logarithm_bits = 32;

int sign_of(Int128 value) { return value < 0 ? -1 : value > 0 ? 1 : 0; }

// Of |value| > 0, in 2^-32; rounded down, less than two too low.
std::int64_t binary_logarithm(Int128 value) {
    auto const length = bit_length(value);
    auto const size = static_cast<UInt128>(value < 0 ? -value : value);
    auto mantissa = static_cast<std::uint64_t>(size << (128 - length) >> 64);
    auto logarithm = std::int64_t{length - 1};
    for (int bit = 0; bit < logarithm_bits; ++bit) {
        auto const square = UInt128{mantissa} * mantissa;
        auto const is_two = square >> 127 != 0;
        mantissa = static_cast<std::uint64_t>(square >> (is_two ? 64 : 63));
        logarithm = 2 * logarithm + (is_two ? 1 : 0);
    }
    return logarithm;
}

}  // namespace

NucleolusStretches::NucleolusStretches(WholeAirport const& airport, unsigned fraction_bits)
    : airport_(airport), fraction_bits_(fraction_bits), levels_(1) {
    auto const points = hull_points(airport);
    auto const players = static_cast<std::uint32_t>(airport.order.size());
    std::uint32_t served = 0;
    std::uint32_t members = 0;  // so far
    std::int64_t cost = 0;
    for (std::size_t k = 0; k < points.size();) {
        auto const end = stretch_end(points, k, cost);
        push(points[end].cost - cost, points[end].at - served, members);
        cost = points[end].cost;
        served = points[end].at - 1;
        members = points[end].served;
        k = end + 1;
    }
    if (members < players) push(airport.classes.back().cost - cost, 1, members);
}

std::size_t NucleolusStretches::first_member(std::size_t k) const {
    return k <= count() ? levels_[k].first : airport_.order.size();
}

std::vector<NucleolusStretches::Point> NucleolusStretches::hull_points(WholeAirport const& airport) {
    std::vector<Point> points;
    auto const add = [&](std::size_t at, std::int64_t cost, std::size_t served) {
        points.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(served), cost, 0});
    };
    auto const players = airport.order.size();
    for (auto const& each : airport.classes)
        if (each.last < players) add(each.last + 1, each.cost, each.last);
    auto const& top = airport.classes.back();
    if (top.last - top.first > 1) add(players, top.cost, players);

    auto const is_above = [](Point const& from, Point const& here, Point const& there) {
        return Int128{here.cost - from.cost} * (there.at - from.at) >=
               Int128{there.cost - from.cost} * (here.at - from.at);
    };
    for (auto k = points.size(); k-- > 0;) {
        auto vertex = k + 1 < points.size() ? k + 1 : k;
        while (vertex != k && points[vertex].next != vertex &&
               is_above(points[k], points[vertex], points[points[vertex].next]))
            vertex = points[vertex].next;
        points[k].next = vertex;
    }
    return points;
}

// The slope does not rise to the next vertex where paid · factor ≤ most, paid = cost_before − x.
std::size_t NucleolusStretches::stretch_end(std::vector<Point> const& points, std::size_t from,
                                            std::int64_t cost_before) {
    auto const served = from == 0 ? 0 : points[from - 1].at - 1;
    auto vertex = from;
    while (points[vertex].next != vertex) {
        auto const& here = points[vertex];
        auto const& there = points[here.next];
        auto const most = Int128{here.cost} * (there.at - served) - Int128{there.cost} * (here.at - served);
        auto const factor = there.at - here.at;
        if (sign_against(count(), Int128{cost_before} * factor - most, factor) < 0) break;
        vertex = here.next;
    }
    return vertex;
}

void NucleolusStretches::push(std::int64_t rise, std::uint32_t parts, std::uint32_t first) {
    auto const sum = (UInt128{static_cast<std::uint64_t>(rise)} << fraction_bits_) + levels_.back().least;
    levels_.push_back({sum / parts, rise, parts, first});
}

NucleolusStretches::Question NucleolusStretches::one_back(std::size_t k, Question const& question) const {
    auto const bottom = static_cast<std::int64_t>(question.bottom);
    return {question.top * levels_[k].parts - Int128{levels_[k].rise} * bottom, question.bottom};
}

// least − top / bottom in last places, less than one too high.
Int128 NucleolusStretches::least_distance(std::size_t k, Question const& question) const {
    auto const bottom = static_cast<Int128>(question.bottom);
    auto whole = question.top / bottom;
    auto rest = question.top % bottom;
    if (rest < 0) {
        --whole;
        rest += bottom;
    }
    return in_places(whole_of(k) - whole) + fraction_of(k) - in_places(rest) / bottom;
}

int NucleolusStretches::sign_against(std::size_t k, Int128 top, std::uint64_t bottom) {
    Question question{top, bottom};
    auto at = k;
    int sign = 0;
    for (; at > 0; --at) {
        auto const distance = least_distance(at, question);
        sign = distance >= 1 ? 1 : distance <= -2 ? -1 : 0;
        if (sign != 0 || levels_[at].is_settled) break;
        question = one_back(at, question);
    }
    auto settled = levels_[at];
    if (at == 0 || sign != 0) {
        if (at == 0) sign = sign_of(-question.top);
        settled.sign = static_cast<std::int8_t>(sign);
        settled.root = static_cast<std::uint32_t>(at);
        settled.nearness = at == k || sign == 0 ? 0 : nearness(at, question);
    }
    for (auto i = at + 1; i <= k; ++i) {
        auto& level = levels_[i];
        settled.nearness += binary_logarithm(level.parts);
        level.is_settled = true;
        level.sign = settled.sign;
        level.root = settled.root;
        level.nearness = settled.nearness;
    }
    return settled.sign;
}

// Taken where the distance is long enough to be known well.
std::int64_t NucleolusStretches::nearness(std::size_t k, Question question) const {
    constexpr Int128 well_known = 1 << 20;
    std::int64_t passed = 0;
    for (; k > 0; --k) {
        auto const distance = least_distance(k, question);
        if (distance > well_known || distance < -well_known) return passed - binary_logarithm(distance);
        passed += binary_logarithm(levels_[k].parts);
        question = one_back(k, question);
    }
    auto const places = (std::int64_t{fraction_bits_} << logarithm_bits) + binary_logarithm(question.top) -
                        binary_logarithm(static_cast<Int128>(question.bottom));
    return passed - places;
}

int NucleolusStretches::sign_of_difference(std::size_t a, std::size_t b, Int128 whole) {
    if (a > b) return -sign_of_difference(b, a, -whole);
    if (a < b && levels_[b].parts == 1) whole += levels_[b--].rise;
    if (a == b) return sign_of(-whole);
    auto const found = walked_by_.find(b - a);
    auto walked = found == walked_by_.end() ? Walked{} : found->second;
    auto const from = a;
    int sign = 0;
    for (; a > 0; --a, --b) {
        auto const apart = in_places(whole_of(a) - whole_of(b) - whole) + fraction_of(a) - fraction_of(b);
        if (apart >= 2 || apart <= -2) {
            sign = sign_of(apart);
            break;
        }
        if (walked.to <= a && a <= walked.from) {
            sign = walked.sign;
            break;
        }
        if (auto const known = sign_beside_fraction(levels_[a], levels_[b])) {
            sign = *known;
            break;
        }
        if (levels_[a].parts != levels_[b].parts) {
            sign = long_walk(a, b, whole);
            break;
        }
        whole = whole * levels_[a].parts + levels_[b].rise - levels_[a].rise;
    }
    if (a == 0) sign = -sign_against(b, -whole, 1);
    if (a == from) return sign;
    auto const is_longer = walked.to <= a && a <= walked.from;
    walked_by_[b - a] = {from, is_longer ? walked.to : a + 1, sign};
    return sign;
}

std::optional<int> NucleolusStretches::sign_beside_fraction(Level const& a, Level const& b) {
    if (!a.is_settled || !b.is_settled) return std::nullopt;
    if (a.sign != b.sign) return a.sign < b.sign ? -1 : 1;
    // On one walk the earlier is farther from the fraction.
    if (a.sign == 0 || a.root == b.root) return a.sign;
    // Two logarithms per stretch, each off by less than two.
    constexpr std::int64_t nearness_error = std::int64_t{1} << 23;
    if (a.nearness + nearness_error < b.nearness) return a.sign;
    if (b.nearness + nearness_error < a.nearness) return -a.sign;
    return std::nullopt;
}

// x(b) is (sum + x(a)) / product, so the question is on which side of (sum + whole · product) / (product − 1) x(a) is.
int NucleolusStretches::long_walk(std::size_t a, std::size_t b, Int128 whole) const {
    Fraction sum;
    Fraction product = 1;
    for (auto i = a + 1; i <= b; ++i) {
        sum += Fraction{levels_[i].rise} * product;
        product *= Fraction{levels_[i].parts};
    }
    auto top = sum + to_fraction(whole) * product;
    auto const bottom = product - Fraction{1};
    auto const place = to_fraction(Int128{1} << fraction_bits_);
    for (; a > 0; --a) {
        auto const apart = to_fraction(static_cast<Int128>(levels_[a].least)) * bottom - top * place;
        if (apart > Fraction{}) return 1;
        if (apart + bottom + bottom <= Fraction{}) return -1;
        top = top * Fraction{levels_[a].parts} - bottom * Fraction{levels_[a].rise};
    }
    return top.is_negative() ? 1 : top.is_zero() ? 0 : -1;
}

Int128 NucleolusStretches::in_places(Int128 whole) const {
    constexpr Int128 far = Int128{1} << 62;  // is as good as farther
    return std::clamp(whole, -far, far) * (Int128{1} << fraction_bits_);
}

}  // namespace jiati::games
