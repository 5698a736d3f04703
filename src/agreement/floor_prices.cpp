#include "agreement/floor_prices.h"

#include "base/check.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <set>
#include <tuple>

namespace jiati::agreement {

// The search for one decision about the owners with flats on several floors: bit s of `agreeing` for split owner s.
class FloorPrices::Run {
  public:
    Run(FloorPrices const& stated, Goal const& goal, std::uint32_t agreeing)
        : stated_(stated),
          goal_(goal),
          agreeing_(agreeing),
          prices_(stated.candidates_.size()),
          is_monotone_(stated.instance_.problem.prices == PriceForm::per_floor_monotone),
          masks_(std::size_t{1} << stated.split_areas_.size()) {
        for (std::size_t s = 0; s < stated.split_areas_.size(); ++s)
            if ((agreeing >> s & 1U) != 0) {
                ++heads_;
                area_ += stated.split_areas_[s];
            }
        tabulate();
    }

    std::vector<Found> all() {
        // By the price of the floor above (one list for all where prices are free to fall).
        std::vector<Layer> layers(is_monotone_ ? prices_ : 1, empty_layer());
        layers.back()[bucket(agreeing_, heads_)] = {State{area_, 0, 0, -1}};
        for (auto floor = stated_.floors_.size(); floor-- > 0;) {
            std::vector<Layer> next(layers.size(), empty_layer());
            auto reachable = empty_layer();
            if (!is_monotone_) reachable = std::move(layers[0]);
            for (auto price = prices_; price-- > 0;) {
                if (is_monotone_) add(reachable, layers[price]);
                extend(reachable, floor, price, next[is_monotone_ ? price : 0]);
            }
            layers = std::move(next);
        }
        auto whole = empty_layer();
        for (auto const& layer : layers) add(whole, layer);
        return found_in(whole);
    }

  private:
    struct State {
        std::int64_t area = 0;
        std::int64_t collected = 0;
        std::int64_t moved = 0;
        std::int32_t node = -1;
    };
    using Bucket = std::vector<State>;  // area falls, what is collected rises
    using Layer = std::vector<Bucket>;  // by owners decided or refused, and heads

    struct Node {
        std::int32_t above = -1;
        std::int32_t price = 0;
    };

    struct Outcome {
        bool is_possible = true;
        std::int64_t heads = 0;
        std::int64_t area = 0;
        std::int64_t collected = 0;
        std::int64_t moved = 0;
        std::uint32_t refused = 0;
    };

    [[nodiscard]] std::size_t width() const { return stated_.instance_.owners.size() + 1; }
    [[nodiscard]] std::size_t bucket(std::size_t mask, std::int64_t heads) const {
        return mask * width() + static_cast<std::size_t>(heads);
    }
    [[nodiscard]] Layer empty_layer() const { return Layer(masks_ * width()); }

    [[nodiscard]] Outcome outcome(Floor const& floor, std::int64_t price) const {
        Outcome result;
        std::int64_t flats = 0;
        for (auto const& local : floor.locals)
            if (price <= local.accepts) {
                ++result.heads;
                result.area += local.area;
                flats += local.flats;
            }
        for (auto const& part : floor.parts) {
            bool const agrees = (agreeing_ >> part.split & 1U) != 0;
            if (agrees) flats += part.flats;
            if (price <= part.accepts) continue;
            if (agrees) result.is_possible = false;
            result.refused |= std::uint32_t{1} << part.split;
        }
        result.collected = price * flats;
        result.moved = std::abs(price) * flats;
        return result;
    }

    void tabulate() {
        std::vector<std::int64_t> most_below(prices_, 0);
        std::int64_t heads_below = 0;
        std::int64_t area_below = 0;
        for (auto const& floor : stated_.floors_) {
            heads_below_.push_back(heads_below);
            area_below_.push_back(area_below);
            most_below_.push_back(most_below);
            heads_below += static_cast<std::int64_t>(floor.locals.size());
            for (auto const& local : floor.locals) area_below += local.area;

            std::vector<Outcome> outcomes;
            for (auto const price : stated_.candidates_) outcomes.push_back(outcome(floor, price));
            // Where prices must not fall, the floors below pay at most what this one does.
            std::int64_t most = std::numeric_limits<std::int64_t>::min();
            std::vector<std::int64_t> most_to(prices_);
            for (std::size_t p = 0; p < prices_; ++p) {
                if (outcomes[p].is_possible) most = std::max(most, outcomes[p].collected);
                most_to[p] = most;
            }
            for (std::size_t p = 0; p < prices_; ++p) {
                auto const here = is_monotone_ ? most_to[p] : most;
                // No price is possible: nothing from there on is.
                most_below[p] = here < -impossible || most_below[p] < -impossible
                                    ? std::numeric_limits<std::int64_t>::min()
                                    : most_below[p] + here;
            }
            if (!is_monotone_) drop_beaten(outcomes);
            outcomes_.push_back(std::move(outcomes));
        }
    }

    // A price that another one of the floor equals or beats in everything need not be tried.
    static void drop_beaten(std::vector<Outcome>& outcomes) {
        for (std::size_t a = 0; a < outcomes.size(); ++a)
            for (std::size_t b = 0; b < outcomes.size() && outcomes[a].is_possible; ++b) {
                auto const& x = outcomes[a];
                auto const& y = outcomes[b];
                if (a == b || !y.is_possible || x.heads != y.heads || x.refused != y.refused) continue;
                bool const same_trade = x.area == y.area && x.collected == y.collected;
                bool const beaten = same_trade ? y.moved < x.moved || (y.moved == x.moved && b < a)
                                               : y.area >= x.area && y.collected >= x.collected;
                if (beaten) outcomes[a].is_possible = false;
            }
    }

    // 1: a before b in the order of a bucket's ties, by the lower price on the lowest floor that differs.
    [[nodiscard]] bool is_earlier(std::int32_t a, std::int32_t b) const {
        while (a != b) {
            auto const& x = nodes_[static_cast<std::size_t>(a)];
            auto const& y = nodes_[static_cast<std::size_t>(b)];
            if (x.price != y.price) return x.price < y.price;
            a = x.above;
            b = y.above;
        }
        return false;
    }

    [[nodiscard]] bool is_before(State const& a, State const& b) const {
        if (a.area != b.area) return a.area > b.area;
        if (a.collected != b.collected) return a.collected > b.collected;
        if (a.moved != b.moved) return a.moved < b.moved;
        return is_earlier(a.node, b.node);
    }

    void merge(Bucket& into, Bucket const& more) {
        if (more.empty()) return;
        if (into.empty()) {
            into = more;
            return;
        }
        Bucket merged;
        merged.reserve(into.size() + more.size());
        auto const take = [&](State const& state) {
            if (merged.empty() || state.collected > merged.back().collected) merged.push_back(state);
        };
        auto a = into.begin();
        auto b = more.begin();
        while (a != into.end() || b != more.end()) {
            bool const first = b == more.end() || (a != into.end() && is_before(*a, *b));
            take(first ? *a++ : *b++);
        }
        into = std::move(merged);
        auto& steps = stated_.steps_;
        if (!steps.is_spent() || into.size() <= thin_width) return;
        steps.is_thinned = true;
        thin(into);
        if (steps.made > 2 * steps.budget) into.erase(into.begin() + 1, into.end() - 1);
    }

    void add(Layer& into, Layer const& more) {
        for (std::size_t i = 0; i < into.size(); ++i) merge(into[i], more[i]);
    }

    // All states with the floor at that price.
    void extend(Layer const& from, std::size_t floor, std::size_t price, Layer& into) {
        auto const& here = outcomes_[floor][price];
        if (!here.is_possible) return;
        auto const most_below = most_below_[floor][price];
        if (most_below < -impossible) return;
        for (std::size_t mask = 0; mask < masks_; ++mask)
            for (std::size_t h = 0; h < width(); ++h) {
                auto const& states = from[mask * width() + h];
                auto const heads = static_cast<std::int64_t>(h) + here.heads;
                if (states.empty() || heads + heads_below_[floor] < goal_.heads) continue;
                Bucket extended;
                for (auto const& state : states) {
                    State next{state.area + here.area, state.collected + here.collected, state.moved + here.moved, -1};
                    if (next.area + area_below_[floor] < goal_.area) break;  // the next ones have less
                    if (next.collected + most_below < goal_.collected) continue;
                    next.node = static_cast<std::int32_t>(nodes_.size());
                    nodes_.push_back({state.node, static_cast<std::int32_t>(price)});
                    extended.push_back(next);
                }
                stated_.steps_.make(extended.size());
                merge(into[bucket(mask | here.refused, heads)], extended);
            }
    }

    [[nodiscard]] std::vector<Found> found_in(Layer const& whole) const {
        std::vector<Found> found;
        for (std::size_t h = 0; h < width(); ++h)
            for (auto const& state : whole[bucket(masks_ - 1, static_cast<std::int64_t>(h))]) {
                Found plan{static_cast<std::int64_t>(h), state.area, state.collected, state.moved, {}};
                for (auto node = state.node; node >= 0; node = nodes_[static_cast<std::size_t>(node)].above)
                    plan.prices.push_back(nodes_[static_cast<std::size_t>(node)].price);
                found.push_back(std::move(plan));
            }
        return found;
    }

    // Beyond every sum that can occur.
    static constexpr std::int64_t impossible = std::int64_t{1} << 61;

    FloorPrices const& stated_;
    Goal const& goal_;
    std::uint32_t agreeing_;
    std::size_t prices_;
    bool is_monotone_;
    std::size_t masks_;
    std::int64_t heads_ = 0;
    std::int64_t area_ = 0;
    std::vector<std::vector<Outcome>> outcomes_;  // by floor, then price
    std::vector<std::int64_t> heads_below_;
    std::vector<std::int64_t> area_below_;
    std::vector<std::vector<std::int64_t>> most_below_;  // by floor, then its price
    std::vector<Node> nodes_;
};

FloorPrices::FloorPrices(Instance const& instance, Offer const& offer, Steps& steps)
    : instance_(instance), offer_(offer), steps_(steps) {
    std::set<std::int64_t> candidates{0};
    for (auto const& acceptance : offer.acceptance)
        if (acceptance) candidates.insert(*acceptance);
    candidates_.assign(candidates.begin(), candidates.end());
    std::set<int> numbers;
    for (auto const& household : instance.problem.households) numbers.insert(household.floor);
    for (auto const number : numbers) floors_.push_back({number, {}, {}});
    for (auto const& owner : instance.owners) add_owner(owner);
}

void FloorPrices::add_owner(Owner const& owner) {
    if (!instance_.sum_of(offer_, owner)) return;
    std::map<int, Part> parts;
    for (auto const flat : owner.flats) {
        auto const accepts = *offer_.acceptance[flat];
        auto const [found, is_new] =
            parts.try_emplace(instance_.problem.households[flat].floor, Part{split_areas_.size(), accepts, 0});
        found->second.accepts = std::min(found->second.accepts, accepts);
        ++found->second.flats;
    }
    auto const floor = [&](int number) -> Floor& {
        return *std::find_if(floors_.begin(), floors_.end(), [&](auto const& f) { return f.number == number; });
    };
    if (parts.size() == 1) {
        auto const& [number, part] = *parts.begin();
        floor(number).locals.push_back({part.accepts, part.flats, owner.area});
        return;
    }
    if (split_areas_.size() == split_owners_max) {  // left out of the search, counted in its plans
        steps_.is_thinned = true;
        return;
    }
    for (auto const& [number, part] : parts) floor(number).parts.push_back(part);
    split_areas_.push_back(owner.area);
}

std::vector<FloorPrices::Found> FloorPrices::search(Goal const& goal) const {
    std::vector<Found> found;
    // First with all of them in, which is what a plan for most neighbours likes.
    for (auto agreeing = std::uint32_t{1} << split_areas_.size(); agreeing-- > 0;) {
        if (steps_.made > 4 * steps_.budget) {
            steps_.is_thinned = true;
            break;
        }
        auto more = Run(*this, goal, agreeing).all();
        found.insert(found.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return found;
}

std::optional<Plan> FloorPrices::plan_of(Found const& found, std::int64_t cost) const {
    std::map<int, Fen> price_of;
    Plan plan;
    for (std::size_t f = 0; f < floors_.size(); ++f) {
        Fen const price{candidates_[static_cast<std::size_t>(found.prices[f])]};
        price_of[floors_[f].number] = price;
        plan.floors.push_back({floors_[f].number, price});
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
    Goal const goal{offer_.cost, std::max(least_heads, need.heads), need.area.hundredths()};
    auto found = search(goal);
    auto const by_area = [](Found const& a, Found const& b) {
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
    auto found = search({std::numeric_limits<std::int64_t>::min(), need.heads, need.area.hundredths()});
    std::sort(found.begin(), found.end(), [](Found const& a, Found const& b) {
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
