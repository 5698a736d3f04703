#include "agreement/programme_primal.h"

#include <algorithm>

namespace jiati::agreement::primal {
namespace {

using dual::Market;
using dual::Wide;

constexpr std::size_t open_units_most = 64;
constexpr std::int64_t tries_most = 300'000;

struct Option {
    int level = nothing;
    Wide loss = 0;  // against the best level at the multipliers, in units of 2^-40
};

struct OpenUnit {
    std::size_t unit = 0;
    std::vector<Option> options;  // by rising loss
};

// Every level of a unit with what it loses against the best one.
std::vector<Option> options_of(Programme const& programme, std::size_t unit, std::int64_t price) {
    std::vector<Option> options{{nothing, 0}};
    Wide best = 0;
    auto const& levels = programme.units[unit].levels;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        auto const worth = dual::scaled(levels[i].value) - Wide{price} * levels[i].cost.count();
        options.push_back({static_cast<int>(i), -worth});
        best = std::max(best, worth);
    }
    for (auto& option : options) option.loss += best;
    std::stable_sort(options.begin(), options.end(), [](auto const& a, auto const& b) { return a.loss < b.loss; });
    return options;
}

class Search {
  public:
    Search(Programme const& programme, Market const& market, Multipliers const& at, std::int64_t to_beat)
        : current_(programme), bound_(dual::bound(market, market.rules, at)), to_beat_(to_beat) {
        std::vector<std::int64_t> prices(programme.units.size());
        for (auto const& cell : market.cells)
            for (auto const& step : cell.steps) prices[step.unit] = dual::price_in(cell, at);
        for (std::size_t unit = 0; unit < prices.size(); ++unit) settle_or_open(programme, unit, prices[unit]);
        std::stable_sort(open_.begin(), open_.end(),
                         [](OpenUnit const& a, OpenUnit const& b) { return a.options[1].loss > b.options[1].loss; });
    }

    [[nodiscard]] Enumeration run() && {
        if (open_.size() > open_units_most) return {};
        visit(0, 0);
        return {tries_ <= tries_most, std::move(best_)};
    }

  private:
    // How much may be lost in all while a worth above `to_beat_` stays possible.
    [[nodiscard]] Wide slack() const { return bound_ - dual::scaled(to_beat_ + 1); }

    void settle_or_open(Programme const& programme, std::size_t unit, std::int64_t price) {
        if (open_.size() > open_units_most) return;
        auto options = options_of(programme, unit, price);
        current_.choose(unit, options.front().level);
        if (options.size() > 1 && options[1].loss <= slack()) open_.push_back({unit, std::move(options)});
    }

    void visit(std::size_t depth, Wide lost) {
        if (++tries_ > tries_most) return;
        if (depth == open_.size()) {
            if (current_.value() > to_beat_ && current_.is_within_limits() && current_.meets_floors()) {
                best_ = current_;
                to_beat_ = current_.value();
            }
            return;
        }
        for (auto const& option : open_[depth].options) {
            if (lost + option.loss > slack()) break;
            current_.choose(open_[depth].unit, option.level);
            visit(depth + 1, lost + option.loss);
        }
        current_.choose(open_[depth].unit, open_[depth].options.front().level);
    }

    Selection current_;
    std::optional<Selection> best_;
    std::vector<OpenUnit> open_;
    Wide bound_;
    std::int64_t to_beat_;
    std::int64_t tries_ = 0;
};

}  // namespace

Enumeration enumerate(Programme const& programme, Market const& market, Multipliers const& at,
                      std::optional<Selection> const& incumbent) {
    return Search(programme, market, at, incumbent ? incumbent->value() : -1).run();
}

}  // namespace jiati::agreement::primal
