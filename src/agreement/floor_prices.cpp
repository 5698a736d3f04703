#include "agreement/floor_prices.h"

#include "base/check.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace jiati::agreement {

FloorPrices::FloorPrices(Instance const& instance, Offer const& offer, Steps& steps)
    : instance_(instance), offer_(offer), steps_(steps) {
    model_.owners = instance.owners.size();
    model_.is_monotone = instance.problem.prices == PriceForm::per_floor_monotone;
    std::set<std::int64_t> candidates{0};
    for (auto const& acceptance : offer.acceptance)
        if (acceptance) candidates.insert(*acceptance);
    model_.candidates.assign(candidates.begin(), candidates.end());
    std::set<int> numbers;
    for (auto const& household : instance.problem.households) numbers.insert(household.floor);
    for (auto const number : numbers) model_.floors.push_back({number, {}, {}});
    for (auto const& owner : instance.owners) add_owner(owner);
}

void FloorPrices::add_owner(Owner const& owner) {
    if (!instance_.sum_of(offer_, owner)) return;
    std::map<int, FloorModel::Part> parts;
    for (auto const flat : owner.flats) {
        auto const accepts = *offer_.acceptance[flat];
        auto const [found, is_new] = parts.try_emplace(instance_.problem.households[flat].floor,
                                                       FloorModel::Part{model_.split_areas.size(), accepts, 0});
        found->second.accepts = std::min(found->second.accepts, accepts);
        ++found->second.flats;
    }
    auto const floor = [&](int number) -> FloorModel::Floor& {
        return *std::find_if(model_.floors.begin(), model_.floors.end(),
                             [&](auto const& f) { return f.number == number; });
    };
    if (parts.size() == 1) {
        auto const& [number, part] = *parts.begin();
        floor(number).locals.push_back({part.accepts, part.flats, owner.area});
        return;
    }
    if (model_.split_areas.size() == split_owners_max) {  // left out of the search, counted in its plans
        steps_.is_thinned = true;
        return;
    }
    for (auto const& [number, part] : parts) floor(number).parts.push_back(part);
    model_.split_areas.push_back(owner.area);
}

std::vector<FloorFound> FloorPrices::search(FloorGoal const& goal) const {
    std::vector<FloorFound> found;
    // First with all of them in, which is what a plan for most neighbours likes.
    for (auto agreeing = std::uint32_t{1} << model_.split_areas.size(); agreeing-- > 0;) {
        if (steps_.made > 4 * steps_.budget) {
            steps_.is_thinned = true;
            break;
        }
        auto more = search_floors(model_, goal, agreeing, steps_);
        found.insert(found.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return found;
}

std::optional<Plan> FloorPrices::plan_of(FloorFound const& found, std::int64_t cost) const {
    std::map<int, Fen> price_of;
    Plan plan;
    for (std::size_t f = 0; f < model_.floors.size(); ++f) {
        Fen const price{model_.candidates[static_cast<std::size_t>(found.prices[f])]};
        price_of[model_.floors[f].number] = price;
        plan.floors.push_back({model_.floors[f].number, price});
    }
    auto const& households = instance_.problem.households;
    plan.option = offer_.option;
    plan.prices.assign(households.size(), Fen{});
    std::int64_t moved = 0;
    for (auto const& owner : instance_.owners) {
        bool const agrees = std::all_of(owner.flats.begin(), owner.flats.end(), [&](auto flat) {
            return offer_.acceptance[flat] && price_of[households[flat].floor].count() <= *offer_.acceptance[flat];
        });
        if (!agrees) continue;
        ++plan.heads;
        plan.area += SquareMetres{owner.area};
        for (auto const flat : owner.flats) {
            plan.agrees.push_back(flat);
            plan.prices[flat] = price_of[households[flat].floor];
            plan.collected += plan.prices[flat];
            moved += std::abs(plan.prices[flat].count());
        }
    }
    std::sort(plan.agrees.begin(), plan.agrees.end());
    plan.moved = Fraction{moved};
    plan.slack = plan.collected - Fen{cost};
    describe(plan, instance_);
    bool const as_counted =
        plan.heads == found.heads && plan.area.hundredths() == found.area && plan.collected.count() == found.collected;
    // An owner left out of the search may join, for better or worse.
    CHECK(as_counted || steps_.is_thinned);
    if (!as_counted && (plan.slack.is_negative() || !instance_.need.met_by(plan.heads, plan.area))) return std::nullopt;
    return plan;
}

std::vector<Plan> FloorPrices::plans(std::int64_t least_heads) const {
    auto const& need = instance_.need;
    FloorGoal const goal{offer_.cost, std::max(least_heads, need.heads), need.area.hundredths()};
    auto found = search(goal);
    auto const by_area = [](FloorFound const& a, FloorFound const& b) {
        return std::tuple(-a.heads, -a.area, -a.collected, a.moved, a.prices) <
               std::tuple(-b.heads, -b.area, -b.collected, b.moved, b.prices);
    };
    std::sort(found.begin(), found.end(), by_area);
    std::vector<Plan> plans;
    for (auto begin = found.begin(); begin != found.end();) {
        auto const end = std::find_if(begin, found.end(), [&](auto const& f) { return f.heads != begin->heads; });
        auto const most =
            std::max_element(begin, end, [](auto const& a, auto const& b) { return a.collected < b.collected; });
        if (auto plan = plan_of(*begin, offer_.cost)) plans.push_back(*std::move(plan));
        if (most != begin)
            if (auto plan = plan_of(*most, offer_.cost)) plans.push_back(*std::move(plan));
        begin = end;
    }
    return plans;
}

std::optional<Plan> FloorPrices::most_collected() const {
    auto const& need = instance_.need;
    auto found = search({.heads = need.heads, .area = need.area.hundredths()});
    std::sort(found.begin(), found.end(), [](FloorFound const& a, FloorFound const& b) {
        return std::tuple(-a.collected, -a.heads, -a.area, a.moved, a.prices) <
               std::tuple(-b.collected, -b.heads, -b.area, b.moved, b.prices);
    });
    for (auto const& candidate : found)
        if (auto plan = plan_of(candidate, offer_.cost)) return plan;
    return std::nullopt;
}

std::vector<Reach> FloorPrices::reach(std::int64_t least_collected) const {
    std::vector<Reach> points;
    for (auto const& found : search({least_collected, 0, 0}))
        points.push_back({found.heads, found.area, found.collected});
    return points;
}

}  // namespace jiati::agreement
