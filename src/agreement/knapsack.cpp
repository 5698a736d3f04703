#include "agreement/knapsack.h"

#include "base/check.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace jiati::agreement {
namespace {

// best[i][r]: the sum of the r first of the values of the items before i, in an order.
template <class Value, class Order>
std::vector<std::vector<Value>> prefix_sums(std::vector<Value> const& values, Order before) {
    std::vector<std::vector<Value>> sums;
    std::vector<Value> sorted;
    for (std::size_t i = 0; i <= values.size(); ++i) {
        std::vector<Value> row{0};
        for (auto const value : sorted) row.push_back(row.back() + value);
        sums.push_back(std::move(row));
        if (i < values.size())
            sorted.insert(std::upper_bound(sorted.begin(), sorted.end(), values[i], before), values[i]);
    }
    return sums;
}

// A choice must keep cost ≤ cost_most and area ≥ area_least, hence cost − λ·area ≤ cost_most − λ·area_least for every
// λ ≥ 0. The λ that makes this hardest at the root prunes best; it is a quotient of integers and decides nothing but
// which states are left out, each rightly.
struct Multiplier {
    std::int64_t per_area = 0;
    std::int64_t scale = 1;

    [[nodiscard]] Int128 weigh(std::int64_t cost, std::int64_t area) const {
        return Int128{cost} * scale - Int128{area} * per_area;
    }
};

// Least of cost − λ·area over `count` items, plus λ·area_least: grows up to the best λ, then falls.
Int128 dual(std::vector<Item> const& items, Choice const& choice, Multiplier const& by) {
    std::vector<Int128> weights;
    weights.reserve(items.size());
    for (auto const& item : items) weights.push_back(by.weigh(item.cost, item.area));
    std::nth_element(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(choice.count) - 1, weights.end());
    auto const sum =
        std::accumulate(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(choice.count), Int128{0});
    return sum + Int128{choice.area_least} * by.per_area;
}

Multiplier best_multiplier(std::vector<Item> const& items, Choice const& choice) {
    constexpr std::int64_t scale = 1024;
    if (choice.count == 0) return {};
    std::int64_t low = 0;
    std::int64_t high = 1;
    auto const at = [&](std::int64_t value) { return dual(items, choice, {value, scale}); };
    constexpr std::int64_t most = std::int64_t{1} << 46;
    while (high < most && at(high * 2) > at(high)) high *= 2;
    high *= 2;
    while (high - low > 2) {
        auto const third = (high - low) / 3;
        if (at(low + third) < at(high - third))
            low += third;
        else
            high -= third;
    }
    auto const best = at(low) < at(high) ? high : low;
    return {best, scale};
}

class Builder {
  public:
    Builder(std::vector<Item> const& items, Choice const& choice, Steps& steps)
        : items_(items), choice_(choice), steps_(steps), by_(best_multiplier(items, choice)) {
        std::vector<std::int64_t> costs;
        std::vector<std::int64_t> areas;
        std::vector<Int128> weights;
        for (auto const& item : items) {
            costs.push_back(item.cost);
            areas.push_back(item.area);
            weights.push_back(by_.weigh(item.cost, item.area));
        }
        least_cost_ = prefix_sums(costs, std::less<>{});
        most_area_ = prefix_sums(areas, std::greater<>{});
        least_weight_ = prefix_sums(weights, std::less<>{});
    }

    std::vector<std::vector<std::vector<Point>>> build() {
        auto const n = items_.size();
        std::vector<Point> const none;
        std::vector<std::vector<std::vector<Point>>> fronts(n + 1);
        fronts[n].resize(choice_.count + 1);
        fronts[n][0] = {Point{}};
        for (auto i = n; i-- > 0;) {
            fronts[i].resize(choice_.count + 1);
            // k items out of n − i, and choice_.count − k of the i items before.
            auto const low = choice_.count > i ? choice_.count - i : 0;
            auto const high = std::min(choice_.count, n - i);
            for (auto k = low; k <= high; ++k) {
                fronts[i][k] = merge(fronts[i + 1][k], k > 0 ? fronts[i + 1][k - 1] : none, i, choice_.count - k);
            }
        }
        return fronts;
    }

  private:
    // Whether `open` of the items before i can complete it.
    [[nodiscard]] bool can_complete(Point const& point, std::size_t i, std::size_t open) const {
        if (point.cost + least_cost_[i][open] > choice_.cost_most) return false;
        if (point.area + most_area_[i][open] < choice_.area_least) return false;
        // A capped area understates, so the weighed bound holds for plain areas only.
        return choice_.area_cap || by_.weigh(point.cost, point.area) + least_weight_[i][open] <=
                                       by_.weigh(choice_.cost_most, choice_.area_least);
    }

    std::vector<Point> merge(std::vector<Point> const& without, std::vector<Point> const& with, std::size_t i,
                             std::size_t open) {
        std::vector<Point> merged;
        merged.reserve(without.size() + with.size());
        auto const take = [&](Point const& point) {
            if (!merged.empty() && point.area <= merged.back().area) return;  // dearer and no larger
            if (!can_complete(point, i, open)) return;
            if (!merged.empty() && merged.back().cost == point.cost) merged.pop_back();
            merged.push_back(point);
        };
        auto a = without.begin();
        auto b = with.begin();
        while (a != without.end() || b != with.end()) {
            if (b == with.end() || (a != without.end() && a->cost <= b->cost + items_[i].cost)) {
                take(*a++);
                continue;
            }
            Point point{b->cost + items_[i].cost, b->area + items_[i].area};
            if (choice_.area_cap) point.area = std::min(point.area, *choice_.area_cap);
            take(point);
            ++b;
        }
        steps_.make(merged.size());
        if (steps_.is_spent() && merged.size() > thin_width) {
            steps_.is_thinned = true;
            thin(merged);
        }
        return merged;
    }

    std::vector<Item> const& items_;
    Choice const& choice_;
    Steps& steps_;
    Multiplier by_;
    std::vector<std::vector<std::int64_t>> least_cost_;
    std::vector<std::vector<std::int64_t>> most_area_;
    std::vector<std::vector<Int128>> least_weight_;
};

// A cover of exactly `count` items that no single exchange makes cheaper: what the search must reach.
Cover some_cover(std::vector<Item> const& items, std::size_t count, std::int64_t area) {
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return items[a].area > items[b].area; });
    std::int64_t have = 0;
    for (std::size_t i = 0; i < count; ++i) have += items[order[i]].area;
    for (;;) {
        std::int64_t saved = 0;
        std::size_t out = 0;
        std::size_t in = 0;
        for (std::size_t i = 0; i < count; ++i)
            for (auto j = count; j < order.size(); ++j) {
                auto const saving = items[order[i]].cost - items[order[j]].cost;
                if (saving > saved && have - items[order[i]].area + items[order[j]].area >= area) {
                    saved = saving;
                    out = i;
                    in = j;
                }
            }
        if (saved == 0) break;
        have += items[order[in]].area - items[order[out]].area;
        std::swap(order[out], order[in]);
    }
    Cover cover;
    cover.items.assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count));
    std::sort(cover.items.begin(), cover.items.end());
    for (auto const i : cover.items) cover.cost += items[i].cost;
    return cover;
}

// The earliest items of a choice that costs `cost` at most and has the area; CHECKs that there is one.
std::vector<std::size_t> first_choice(std::vector<Item> const& items, Fronts const& fronts, std::size_t count,
                                      Point wanted) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < items.size() && count > 0; ++i) {
        Point const rest{wanted.cost - items[i].cost, std::max<std::int64_t>(0, wanted.area - items[i].area)};
        if (!fronts.reaches(i + 1, count - 1, rest)) continue;
        chosen.push_back(i);
        wanted = rest;
        --count;
    }
    CHECK(count == 0);
    return chosen;
}

}  // namespace

Fronts::Fronts(std::vector<Item> const& items, Choice const& choice, Steps& steps) : count_(choice.count) {
    CHECK(choice.count <= items.size());
    steps.make(items.size());
    fronts_ = Builder(items, choice, steps).build();
}

std::vector<Point> const& Fronts::front(std::size_t from, std::size_t count) const { return fronts_[from][count]; }

bool Fronts::reaches(std::size_t from, std::size_t count, Point const& wanted) const {
    auto const& list = front(from, count);
    auto const found = std::lower_bound(list.begin(), list.end(), wanted.area,
                                        [](Point const& point, std::int64_t area) { return point.area < area; });
    return found != list.end() && found->cost <= wanted.cost;
}

bool Fronts::contains(std::size_t from, std::size_t count, Point const& point) const {
    auto const& list = front(from, count);
    auto const found = std::lower_bound(list.begin(), list.end(), point.cost,
                                        [](Point const& p, std::int64_t cost) { return p.cost < cost; });
    return found != list.end() && *found == point;
}

std::optional<Cover> cheapest_cover(std::vector<Item> const& items, std::size_t count, std::int64_t area,
                                    Steps& steps) {
    area = std::max<std::int64_t>(area, 0);
    std::vector<std::int64_t> costs;
    std::vector<std::int64_t> areas;
    for (auto const& item : items) {
        costs.push_back(item.cost);
        areas.push_back(item.area);
    }
    std::sort(costs.begin(), costs.end());
    std::sort(areas.begin(), areas.end(), std::greater<>{});

    std::optional<Cover> best;
    for (auto k = count; k <= items.size(); ++k) {
        auto const last = static_cast<std::ptrdiff_t>(k);
        if (std::accumulate(areas.begin(), areas.begin() + last, std::int64_t{0}) < area) continue;
        auto const least = std::accumulate(costs.begin(), costs.begin() + last, std::int64_t{0});
        if (best && least >= best->cost) break;  // more items only cost more
        auto some = some_cover(items, k, area);
        Fronts const fronts(items, {k, best ? std::min(some.cost, best->cost - 1) : some.cost, area, area}, steps);
        auto const& whole = fronts.whole();
        if (!whole.empty()) {
            auto const cost = whole.front().cost;  // one point: all have exactly the capped area
            best = Cover{cost, first_choice(items, fronts, k, {cost, area})};
        } else if (steps.is_thinned && (!best || some.cost < best->cost)) {
            best = std::move(some);
        }
    }
    return best;
}

}  // namespace jiati::agreement
