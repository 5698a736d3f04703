// The checker shares nothing with the search but the data: it goes by the definitions, unit by unit.
#include "agreement/programme.h"

#include <algorithm>
#include <optional>

namespace jiati::agreement {
namespace {

__extension__ typedef __int128 Wide;

Wide scaled(std::int64_t value) { return Wide{value} << Multipliers::fraction_bits; }

class Checker {
  public:
    Checker(Programme const& programme, ProgrammeResult const& result) : programme_(programme), result_(result) {}

    std::vector<std::string> run() && {
        check_choices();
        if (problems_.empty()) check_rules();
        check_bound();
        return std::move(problems_);
    }

  private:
    void expect(bool holds, std::string problem) {
        if (!holds) problems_.push_back(std::move(problem));
    }

    void check_choices() {
        std::int64_t value = 0;
        Fen cost;
        std::optional<std::size_t> before;
        for (auto const& choice : result_.chosen) {
            bool const exists =
                choice.unit < programme_.units.size() && choice.level < programme_.units[choice.unit].levels.size();
            expect(exists && (!before || *before < choice.unit), "a choice is unknown, repeated or out of order");
            if (!problems_.empty()) return;
            before = choice.unit;
            auto const& level = programme_.units[choice.unit].levels[choice.level];
            value += level.value;
            cost += level.cost;
        }
        expect(value == result_.value, "the value is " + std::to_string(value));
        expect(cost == result_.cost, "the cost is " + cost.to_string());
    }

    void check_rules() {
        std::vector<Fen> spent(programme_.classes.size());
        for (auto const& choice : result_.chosen)
            for (auto const in_class : programme_.units[choice.unit].classes)
                spent[in_class] += programme_.units[choice.unit].levels[choice.level].cost;
        expect(result_.cost <= programme_.budget, "the cost is above the budget");
        for (std::size_t i = 0; i < spent.size(); ++i) {
            auto const& rule = programme_.classes[i];
            expect(!rule.floor || spent[i] >= *rule.floor, rule.id + " gets less than its floor");
            expect(!rule.ceiling || spent[i] <= *rule.ceiling, rule.id + " gets more than its ceiling");
        }
    }

    [[nodiscard]] Wide price_of(ProgrammeUnit const& unit) const {
        Wide price = result_.multipliers.budget;
        for (auto const in_class : unit.classes) price += result_.multipliers.classes[in_class];
        return price;
    }

    // Weak duality: value ≤ value + Σ multiplier × what a rule leaves, and each unit by itself is at its best.
    [[nodiscard]] Wide dual_bound() const {
        auto const& at = result_.multipliers;
        Wide sum = Wide{at.budget} * programme_.budget.count();
        for (std::size_t i = 0; i < at.classes.size(); ++i) {
            auto const& rule = programme_.classes[i];
            if (at.classes[i] > 0)
                sum += Wide{at.classes[i]} * rule.ceiling.value_or(Fen{}).count();
            else
                sum += Wide{at.classes[i]} * rule.floor.value_or(Fen{}).count();
        }
        for (auto const& unit : programme_.units) {
            Wide best = 0;
            for (auto const& level : unit.levels)
                best = std::max(best, scaled(level.value) - price_of(unit) * level.cost.count());
            sum += best;
        }
        return sum;
    }

    void check_bound() {
        auto const& at = result_.multipliers;
        expect(at.budget >= 0, "the budget's multiplier is negative");
        expect(at.classes.size() == programme_.classes.size(), "a class has no multiplier");
        if (!problems_.empty()) return;
        for (std::size_t i = 0; i < at.classes.size(); ++i)
            expect(at.classes[i] <= 0 || programme_.classes[i].ceiling.has_value(),
                   programme_.classes[i].id + " has a price for a ceiling it has not");
        if (!problems_.empty()) return;
        if (result_.enumerated) {
            expect(result_.bound == result_.value, "the bound is not the value though all was tried");
            expect(!beats(result_.value), "a programme worth more exists");
        } else {
            expect(dual_bound() < scaled(result_.bound + 1), "the multipliers give a higher bound");
        }
        expect(result_.bound == 0 ? result_.gap.is_zero()
                                  : result_.gap * Fraction{result_.bound} == Fraction{result_.bound - result_.value},
               "the gap is not (bound - value) / bound");
        expect(result_.value <= result_.bound, "the value is above the bound");
    }

    struct Tally {
        std::vector<Fen> spent;
        Fen cost;
        std::int64_t value = 0;

        void add(ProgrammeUnit const& unit, SupportLevel const& level, std::int64_t times) {
            Fen const change{times * level.cost.count()};
            for (auto const in_class : unit.classes) spent[in_class] += change;
            cost += change;
            value += times * level.value;
        }
    };

    struct Open {
        std::size_t unit = 0;
        Wide best = 0;
    };

    // Whether a programme within the rules is worth more than `value`. A unit none of whose other levels is near enough
    // to its best one cannot stand otherwise in such a programme; all levels of the others are tried.
    [[nodiscard]] bool beats(std::int64_t value) const {
        auto const slack = dual_bound() - scaled(value + 1);
        Tally tally{std::vector<Fen>(programme_.classes.size()), {}, 0};
        std::vector<Open> open;
        for (std::size_t unit = 0; unit < programme_.units.size(); ++unit) {
            auto const& levels = programme_.units[unit].levels;
            Wide best = 0;
            SupportLevel const* best_level = nullptr;
            for (auto const& level : levels)
                if (auto const worth = worth_of(unit, level); worth > best) {
                    best = worth;
                    best_level = &level;
                }
            auto const near = std::count_if(levels.begin(), levels.end(),
                                            [&](auto const& level) { return best - worth_of(unit, level) <= slack; });
            if (near + (best <= slack ? 1 : 0) > 1)
                open.push_back({unit, best});
            else if (best_level != nullptr)
                tally.add(programme_.units[unit], *best_level, 1);
        }
        return beats(value, slack, open, 0, tally);
    }

    [[nodiscard]] Wide worth_of(std::size_t unit, SupportLevel const& level) const {
        return scaled(level.value) - price_of(programme_.units[unit]) * level.cost.count();
    }

    bool beats(std::int64_t value, Wide slack, std::vector<Open> const& open, std::size_t depth, Tally& tally) const {
        if (slack < 0) return false;
        if (depth == open.size()) {
            if (tally.value <= value || tally.cost > programme_.budget) return false;
            for (std::size_t i = 0; i < tally.spent.size(); ++i) {
                auto const& rule = programme_.classes[i];
                if ((rule.floor && tally.spent[i] < *rule.floor) || (rule.ceiling && tally.spent[i] > *rule.ceiling))
                    return false;
            }
            return true;
        }
        auto const [unit, best] = open[depth];
        if (beats(value, slack - best, open, depth + 1, tally)) return true;
        for (auto const& level : programme_.units[unit].levels) {
            tally.add(programme_.units[unit], level, 1);
            bool const found = beats(value, slack - (best - worth_of(unit, level)), open, depth + 1, tally);
            tally.add(programme_.units[unit], level, -1);
            if (found) return true;
        }
        return false;
    }

    Programme const& programme_;
    ProgrammeResult const& result_;
    std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> check_programme(Programme const& programme, ProgrammeResult const& result) {
    return Checker(programme, result).run();
}

}  // namespace jiati::agreement
