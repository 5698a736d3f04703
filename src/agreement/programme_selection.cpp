#include "agreement/programme_primal.h"

#include <algorithm>

namespace jiati::agreement::primal {

Selection::Selection(Programme const& programme)
    : programme_(&programme), levels_(programme.units.size(), nothing), spent_(programme.classes.size(), 0) {}

std::int64_t Selection::cost_of(std::size_t unit, int level) const {
    return level == nothing ? 0 : programme_->units[unit].levels[static_cast<std::size_t>(level)].cost.count();
}

std::int64_t Selection::value_of(std::size_t unit, int level) const {
    return level == nothing ? 0 : programme_->units[unit].levels[static_cast<std::size_t>(level)].value;
}

void Selection::choose(std::size_t unit, int level) {
    auto const cost = cost_of(unit, level) - cost_of(unit, levels_[unit]);
    value_ += value_of(unit, level) - value_of(unit, levels_[unit]);
    cost_ += cost;
    for (auto const in_class : programme_->units[unit].classes) spent_[in_class] += cost;
    levels_[unit] = level;
}

bool Selection::is_within_limits() const {
    if (cost_ > programme_->budget.count()) return false;
    for (std::size_t i = 0; i < spent_.size(); ++i)
        if (auto const& ceiling = programme_->classes[i].ceiling; ceiling && spent_[i] > ceiling->count()) return false;
    return true;
}

bool Selection::meets_floors() const {
    for (std::size_t i = 0; i < spent_.size(); ++i)
        if (auto const& floor = programme_->classes[i].floor; floor && spent_[i] < floor->count()) return false;
    return true;
}

bool Selection::fits(std::size_t unit, std::int64_t cost) const {
    if (cost_ + cost > programme_->budget.count()) return false;
    auto const& classes = programme_->units[unit].classes;
    return std::all_of(classes.begin(), classes.end(), [&](std::size_t in_class) {
        auto const& ceiling = programme_->classes[in_class].ceiling;
        return !ceiling || spent_[in_class] + cost <= ceiling->count();
    });
}

bool Selection::can_spare(std::size_t unit, std::int64_t cost) const {
    auto const& classes = programme_->units[unit].classes;
    return std::all_of(classes.begin(), classes.end(), [&](std::size_t in_class) {
        auto const& floor = programme_->classes[in_class].floor;
        return !floor || spent_[in_class] - cost >= floor->count();
    });
}

std::optional<std::size_t> Selection::broken_class() const {
    for (std::size_t i = 0; i < spent_.size(); ++i) {
        auto const& rule = programme_->classes[i];
        if ((rule.floor && spent_[i] < rule.floor->count()) || (rule.ceiling && spent_[i] > rule.ceiling->count()))
            return i;
    }
    return std::nullopt;
}

}  // namespace jiati::agreement::primal
