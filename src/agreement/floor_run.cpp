#include "agreement/floor_run.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace jiati::agreement {
namespace {

// The search for one decision about the owners with flats on several floors: bit s of `agreeing` for split owner s.
class FloorRun {
  public:
    FloorRun(FloorModel const& model, FloorGoal const& goal, std::uint32_t agreeing, Steps& steps)
        : model_(model),
          goal_(goal),
          agreeing_(agreeing),
          steps_(steps),
          prices_(model.candidates.size()),
          is_monotone_(model.is_monotone),
          masks_(std::size_t{1} << model.split_areas.size()) {
        for (std::size_t s = 0; s < model.split_areas.size(); ++s)
            if ((agreeing >> s & 1U) != 0) {
                ++heads_;
                area_ += model.split_areas[s];
            }
        tabulate();
    }

    std::vector<FloorFound> all() {
        // By the price of the floor above (one list for all where prices are free to fall).
        std::vector<Layer> layers(is_monotone_ ? prices_ : 1, empty_layer());
        layers.back()[bucket(agreeing_, heads_)] = {State{area_, 0, 0, -1}};
        for (auto floor = model_.floors.size(); floor-- > 0;) {
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

    [[nodiscard]] std::size_t width() const { return model_.owners + 1; }
    [[nodiscard]] std::size_t bucket(std::size_t mask, std::int64_t heads) const {
        return mask * width() + static_cast<std::size_t>(heads);
    }
    [[nodiscard]] Layer empty_layer() const { return Layer(masks_ * width()); }

    [[nodiscard]] Outcome outcome(FloorModel::Floor const& floor, std::int64_t price) const {
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
        for (auto const& floor : model_.floors) {
            heads_below_.push_back(heads_below);
            area_below_.push_back(area_below);
            most_below_.push_back(most_below);
            heads_below += static_cast<std::int64_t>(floor.locals.size());
            for (auto const& local : floor.locals) area_below += local.area;

            std::vector<Outcome> outcomes;
            for (auto const price : model_.candidates) outcomes.push_back(outcome(floor, price));
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
        if (!steps_.is_spent() || into.size() <= thin_width) return;
        steps_.is_thinned = true;
        thin(into);
        if (steps_.made > 2 * steps_.budget) into.erase(into.begin() + 1, into.end() - 1);
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
                steps_.make(extended.size());
                merge(into[bucket(mask | here.refused, heads)], extended);
            }
    }

    [[nodiscard]] std::vector<FloorFound> found_in(Layer const& whole) const {
        std::vector<FloorFound> found;
        for (std::size_t h = 0; h < width(); ++h)
            for (auto const& state : whole[bucket(masks_ - 1, static_cast<std::int64_t>(h))]) {
                FloorFound plan{static_cast<std::int64_t>(h), state.area, state.collected, state.moved, {}};
                for (auto node = state.node; node >= 0; node = nodes_[static_cast<std::size_t>(node)].above)
                    plan.prices.push_back(nodes_[static_cast<std::size_t>(node)].price);
                found.push_back(std::move(plan));
            }
        return found;
    }

    // Beyond every sum that can occur.
    static constexpr std::int64_t impossible = std::int64_t{1} << 61;

    FloorModel const& model_;
    FloorGoal const& goal_;
    std::uint32_t agreeing_;
    Steps& steps_;
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

}  // namespace

std::vector<FloorFound> search_floors(FloorModel const& model, FloorGoal const& goal, std::uint32_t agreeing,
                                      Steps& steps) {
    return FloorRun(model, goal, agreeing, steps).all();
}

}  // namespace jiati::agreement
