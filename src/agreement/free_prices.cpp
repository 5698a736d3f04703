#include "agreement/free_prices.h"

#include "base/check.h"
#include "games/rounding.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace jiati::agreement {

// Among all choices of one best trade-off (same heads, area and cost), the one by which fewest yuan move, then the
// first in published order. Moved yuan differ only where owners have several flats, so their number of flats is
// followed.
class FewestYuan {
  public:
    FewestYuan(FreePrices const& prices, Fronts const& fronts, std::int64_t slack)
        : prices_(prices), fronts_(fronts), slack_(slack) {}

    std::vector<std::size_t> choose(std::size_t count, Point const& point) {
        std::int64_t flats = 0;
        for (auto const owner : prices_.willing_) flats += flats_of(owner);
        std::optional<Fraction> fewest;
        std::vector<std::size_t> best;
        for (auto const more : flat_counts(0, count, point)) {
            flats_ = flats + more;
            moved_.clear();
            auto const rest = moved(0, count, point, more);
            CHECK(rest);
            auto total = *rest;
            for (auto const owner : prices_.willing_) total += moved_of(owner);
            auto const yuan = flats_ == 0 ? Fraction{} : to_fraction(total) / Fraction{flats_};
            auto chosen = first(count, point, more);
            if (fewest && (*fewest < yuan || (*fewest == yuan && best <= chosen))) continue;
            fewest = yuan;
            best = std::move(chosen);
        }
        return best;
    }

  private:
    using Key = std::tuple<std::size_t, std::size_t, std::int64_t, std::int64_t, std::int64_t>;

    [[nodiscard]] std::int64_t flats_of(std::size_t owner) const {
        return static_cast<std::int64_t>(prices_.instance_.owners[owner].flats.size());
    }
    [[nodiscard]] std::int64_t flats_of_item(std::size_t i) const { return flats_of(prices_.reluctant_[i]); }
    [[nodiscard]] Int128 moved_of(std::size_t owner) const {
        return prices_.moved_of(prices_.instance_.owners[owner], flats_, slack_);
    }
    [[nodiscard]] bool may_skip(std::size_t i, std::size_t count, Point const& point) const {
        return fronts_.contains(i + 1, count, point);
    }
    [[nodiscard]] std::optional<Point> after_taking(std::size_t i, std::size_t count, Point const& point) const {
        if (count == 0) return std::nullopt;
        Point const rest{point.cost - prices_.items_[i].cost, point.area - prices_.items_[i].area};
        return fronts_.contains(i + 1, count - 1, rest) ? std::optional{rest} : std::nullopt;
    }

    // The numbers of flats that choices of this trade-off can have.
    std::set<std::int64_t> const& flat_counts(std::size_t i, std::size_t count, Point const& point) {
        auto const [found, is_new] = flat_counts_.try_emplace({i, count, point.cost, point.area, 0});
        if (!is_new) return found->second;
        std::set<std::int64_t> counts;
        if (i == prices_.items_.size()) {
            counts.insert(0);
        } else {
            if (may_skip(i, count, point)) counts = flat_counts(i + 1, count, point);
            if (auto const rest = after_taking(i, count, point))
                for (auto const more : flat_counts(i + 1, count - 1, *rest)) counts.insert(more + flats_of_item(i));
        }
        return found->second = std::move(counts);
    }

    // The least that moves for the items from i on, with exactly `flats` flats.
    std::optional<Int128> moved(std::size_t i, std::size_t count, Point const& point, std::int64_t flats) {
        if (i == prices_.items_.size()) return flats == 0 ? std::optional{Int128{0}} : std::nullopt;
        auto const [found, is_new] = moved_.try_emplace({i, count, point.cost, point.area, flats});
        if (!is_new) return found->second;
        std::optional<Int128> least;
        if (may_skip(i, count, point)) least = moved(i + 1, count, point, flats);
        if (auto const taken = moved_by_taking(i, count, point, flats); taken && (!least || *taken < *least))
            least = taken;
        return found->second = least;
    }

    std::optional<Int128> moved_by_taking(std::size_t i, std::size_t count, Point const& point, std::int64_t flats) {
        auto const rest = after_taking(i, count, point);
        if (!rest || flats < flats_of_item(i)) return std::nullopt;
        auto const more = moved(i + 1, count - 1, *rest, flats - flats_of_item(i));
        return more ? std::optional{*more + moved_of(prices_.reluctant_[i])} : std::nullopt;
    }

    std::vector<std::size_t> first(std::size_t count, Point point, std::int64_t flats) {
        std::vector<std::size_t> chosen;
        for (std::size_t i = 0; i < prices_.items_.size(); ++i) {
            auto const taken = moved_by_taking(i, count, point, flats);
            if (!taken || *taken != *moved(i, count, point, flats)) continue;
            chosen.push_back(i);
            point = *after_taking(i, count, point);
            --count;
            flats -= flats_of_item(i);
        }
        return chosen;
    }

    FreePrices const& prices_;
    Fronts const& fronts_;
    std::int64_t slack_;
    std::int64_t flats_ = 0;
    std::map<Key, std::set<std::int64_t>> flat_counts_;
    std::map<Key, std::optional<Int128>> moved_;
};

FreePrices::FreePrices(Instance const& instance, Offer const& offer, Steps& steps)
    : instance_(instance), offer_(offer), steps_(steps) {
    for (std::size_t i = 0; i < instance.owners.size(); ++i) {
        auto const& owner = instance.owners[i];
        auto const sum = instance.sum_of(offer, owner);
        if (!sum) continue;
        if (*sum >= 0) {
            willing_.push_back(i);
            willing_area_ += owner.area;
            willing_sum_ += *sum;
        } else {
            reluctant_.push_back(i);
            items_.push_back({-*sum, owner.area});
        }
    }
    std::vector<std::int64_t> costs;
    std::vector<std::int64_t> areas;
    for (auto const& item : items_) {
        costs.push_back(item.cost);
        areas.push_back(item.area);
    }
    std::sort(costs.begin(), costs.end());
    std::sort(areas.begin(), areas.end(), std::greater<>{});
    cost_sums_.push_back(0);
    area_sums_.push_back(0);
    for (auto const cost : costs) cost_sums_.push_back(cost_sums_.back() + cost);
    for (auto const area : areas) area_sums_.push_back(area_sums_.back() + area);
}

std::optional<std::size_t> FreePrices::most_for(std::int64_t room) const {
    if (room < 0) return std::nullopt;
    auto const found = std::upper_bound(cost_sums_.begin(), cost_sums_.end(), room);
    return static_cast<std::size_t>(found - cost_sums_.begin()) - 1;
}

std::size_t FreePrices::least_count(std::int64_t heads) const {
    return static_cast<std::size_t>(std::max<std::int64_t>(0, heads - static_cast<std::int64_t>(willing_.size())));
}

// The area of some choice within the room that no single exchange makes larger: what the search must reach.
std::int64_t FreePrices::some_area(std::size_t count, std::int64_t room) const {
    std::vector<std::size_t> order(items_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return items_[a].cost < items_[b].cost; });
    std::int64_t area = 0;
    std::int64_t cost = 0;
    for (std::size_t i = 0; i < count; ++i) {
        area += items_[order[i]].area;
        cost += items_[order[i]].cost;
    }
    for (;;) {
        std::int64_t gained = 0;
        std::size_t out = 0;
        std::size_t in = 0;
        for (std::size_t i = 0; i < count; ++i)
            for (auto j = count; j < order.size(); ++j) {
                auto const gain = items_[order[j]].area - items_[order[i]].area;
                if (gain > gained && cost - items_[order[i]].cost + items_[order[j]].cost <= room) {
                    gained = gain;
                    out = i;
                    in = j;
                }
            }
        if (gained == 0) return area;
        area += gained;
        cost += items_[order[in]].cost - items_[order[out]].cost;
        std::swap(order[out], order[in]);
    }
}

Int128 FreePrices::moved_of(Owner const& owner, std::int64_t flats, std::int64_t slack) const {
    Int128 moved = 0;
    for (auto const flat : owner.flats) {
        auto const price = Int128{*offer_.acceptance[flat]} * flats - slack;
        moved += price < 0 ? -price : price;
    }
    return moved;
}

Plan FreePrices::plan_of(std::int64_t cost, std::vector<std::size_t> const& chosen) const {
    auto owners = willing_;
    auto slack = room(cost);
    for (auto const i : chosen) {
        owners.push_back(reluctant_[i]);
        slack -= items_[i].cost;
    }
    Plan plan;
    plan.option = offer_.option;
    plan.heads = static_cast<std::int64_t>(owners.size());
    plan.collected = Fen{cost};
    plan.slack = Fen{slack};
    for (auto const owner : owners) {
        plan.area += SquareMetres{instance_.owners[owner].area};
        auto const& flats = instance_.owners[owner].flats;
        plan.agrees.insert(plan.agrees.end(), flats.begin(), flats.end());
    }
    std::sort(plan.agrees.begin(), plan.agrees.end());

    plan.prices.assign(instance_.problem.households.size(), Fen{});
    auto const count = static_cast<std::int64_t>(plan.agrees.size());
    std::vector<Fraction> exact;
    for (auto const flat : plan.agrees) exact.push_back(Fraction{*offer_.acceptance[flat]} - Fraction{slack, count});
    auto const rounded = games::round_shares(exact, plan.collected);
    CHECK(rounded);
    for (std::size_t i = 0; i < plan.agrees.size(); ++i) plan.prices[plan.agrees[i]] = (*rounded)[i];
    for (auto const& price : exact) plan.moved += price.is_negative() ? -price : price;
    describe(plan, instance_);
    return plan;
}

Plan FreePrices::plan_at(std::int64_t cost, Fronts const& fronts, std::size_t count, Point const& point) const {
    return plan_of(cost, FewestYuan(*this, fronts, room(cost) - point.cost).choose(count, point));
}

std::optional<Plan> FreePrices::best(std::int64_t cost, std::int64_t least_heads) const {
    auto const most = most_for(room(cost));
    if (!most) return std::nullopt;
    auto const least = least_count(std::max(least_heads, instance_.need.heads));
    auto const area = instance_.need.area.hundredths() - willing_area_;
    for (auto count = *most + 1; count-- > least;) {
        if (most_area(count) < area) break;
        Fronts const fronts(items_, {count, room(cost), std::max(area, some_area(count, room(cost))), {}}, steps_);
        if (!fronts.whole().empty()) return plan_at(cost, fronts, count, fronts.whole().back());
    }
    return std::nullopt;
}

std::optional<std::int64_t> FreePrices::least_gap() const {
    auto const cover = cheapest_cover(items_, least_count(instance_.need.heads),
                                      instance_.need.area.hundredths() - willing_area_, steps_);
    if (!cover) return std::nullopt;
    return offer_.cost - (willing_sum_ - cover->cost);
}

std::vector<Plan> FreePrices::with_fewer_heads(std::int64_t heads) const {
    std::vector<Plan> plans;
    auto const most = most_for(room(offer_.cost));
    if (!most) return plans;
    auto const least = least_count(instance_.need.heads);
    auto const area = instance_.need.area.hundredths() - willing_area_;
    auto const end = std::min(*most + 1, least_count(heads));
    for (auto count = end; count-- > least && most_area(count) >= area && !steps_.is_spent();) {
        Fronts const fronts(items_, {count, room(offer_.cost), area, {}}, steps_);
        auto const& whole = fronts.whole();
        if (whole.empty()) continue;
        plans.push_back(plan_at(offer_.cost, fronts, count, whole.back()));
        if (whole.size() > 1) plans.push_back(plan_at(offer_.cost, fronts, count, whole.front()));
    }
    return plans;
}

std::vector<Reach> FreePrices::reach(std::int64_t cost_from, std::int64_t cost_to) const {
    std::vector<Reach> points;
    auto const most = most_for(room(cost_from));
    if (!most) return points;
    auto const surely = most_for(room(cost_to));
    auto const need = instance_.need;
    bool lawful_throughout = false;
    for (auto count = *most + 1; count-- > 0;) {
        auto const heads = static_cast<std::int64_t>(willing_.size() + count);
        // Fewer heads help only where more of them cannot be paid for, or lack area.
        bool const never_lawful = heads < need.heads || willing_area_ + most_area(count) < need.area.hundredths();
        if (surely && count < *surely && (lawful_throughout || never_lawful)) break;
        Fronts const fronts(items_, {count, room(cost_from), 0, {}}, steps_);
        for (auto const& point : fronts.whole()) {
            Reach const reach{heads, willing_area_ + point.area, willing_sum_ - point.cost};
            points.push_back(reach);
            if (reach.collected >= cost_to && need.met_by(heads, SquareMetres{reach.area})) lawful_throughout = true;
        }
    }
    return points;
}

}  // namespace jiati::agreement
