// The prices of one compensation schedule along the mixture of two share-outs. Before relief they are linear in θ;
// relief bends them where a price meets its limit. Internal to the folder.
#pragma once

#include "agreement/rule_prices.h"

namespace jiati::agreement {

class Mixture {
  public:
    // The problem and the rules have been checked.
    Mixture(Problem const& problem, RulePrices const& rules, std::optional<std::size_t> schedule);

    // Whether there is somebody to carry the pool, and what relief leaves over.
    [[nodiscard]] bool can_carry() const { return can_carry_; }
    // One price per household, in fen; they sum to the cost.
    [[nodiscard]] std::vector<Fraction> at(Fraction const& theta) const;
    // Where a price bends or meets an acceptance, 0 and 1 among them, ascending.
    [[nodiscard]] std::vector<Fraction> breakpoints(std::vector<std::optional<std::int64_t>> const& acceptance) const;

  private:
    [[nodiscard]] std::size_t size() const { return limits_.size(); }
    [[nodiscard]] std::size_t index_of(std::string const& id) const;
    [[nodiscard]] std::vector<Fraction> compensation(Compensation const& schedule, Fen cost) const;

    Problem const& problem_;
    std::vector<Fraction> start_;  // before relief
    std::vector<Fraction> end_;
    std::vector<std::optional<Fraction>> limits_;
    std::vector<Fraction> relief_weights_;  // sum to 1; all 0 without relief
    bool can_carry_ = true;
};

}  // namespace jiati::agreement
