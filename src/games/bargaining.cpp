#include "games/bargaining.h"

#include "base/check.h"
#include "games/water_filling.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace jiati::games {
namespace {

using Kind = BargainError::Kind;

std::optional<Limits> limits_of(Bargain const& bargain, std::size_t player) {
    return bargain.limits.empty() ? std::nullopt : std::optional(bargain.limits[player]);
}

std::optional<BargainError> fault(Bargain const& bargain) {
    auto const players = bargain.benefits.size();
    auto const count = [](std::size_t n) { return Fraction{static_cast<std::int64_t>(n)}; };
    if (players == 0) return BargainError{Kind::count_differs, 0, count(0)};
    if (bargain.limits.empty()) return std::nullopt;
    if (bargain.limits.size() != players) return BargainError{Kind::count_differs, 0, count(bargain.limits.size())};
    Fraction least;
    Fraction most;
    for (std::size_t i = 0; i < players; ++i) {
        auto const& limits = bargain.limits[i];
        if (limits.least > limits.most) return BargainError{Kind::limits_crossed, i, limits.least};
        least += limits.least;
        most += limits.most;
    }
    if (least > bargain.total) return BargainError{Kind::total_below, 0, least};
    if (most < bargain.total) return BargainError{Kind::total_above, 0, most};
    return std::nullopt;
}

// payment = start − slope × level for every player, with the level that makes the payments close.
Payments closed(std::vector<Rising> const& payments, Fraction const& total) {
    auto filled = fill_to(payments, total);
    CHECK(filled);
    return *std::move(filled);
}

}  // namespace

Payments equal_gain(Bargain const& bargain) {
    return weighted_nash(bargain, std::vector<Fraction>(bargain.benefits.size(), Fraction{1}));
}

Payments weighted_nash(Bargain const& bargain, std::vector<Fraction> const& weights) {
    if (auto const error = fault(bargain)) return Failure{*error};
    if (weights.size() != bargain.benefits.size())
        return Failure{BargainError{Kind::count_differs, 0, Fraction{static_cast<std::int64_t>(weights.size())}}};
    std::vector<Rising> payments;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] <= Fraction{}) return Failure{BargainError{Kind::weight_not_positive, i, weights[i]}};
        // A rising level is a falling gain: payment = benefit − λ × weight with λ = −level.
        payments.push_back({bargain.benefits[i], weights[i], limits_of(bargain, i)});
    }
    return closed(payments, bargain.total);
}

Payments kalai_smorodinsky(Bargain const& bargain) {
    if (auto const error = fault(bargain)) return Failure{*error};
    auto const players = bargain.benefits.size();
    // What each pays at the disagreement, and the most each may be asked for the others' sake.
    std::vector<Fraction> indifferent = bargain.benefits;
    std::vector<Fraction> most = bargain.benefits;
    Fraction sum_of_most;
    for (std::size_t i = 0; i < players; ++i) {
        if (auto const limits = limits_of(bargain, i)) {
            indifferent[i] = std::max(indifferent[i], limits->least);
            most[i] = std::min(indifferent[i], limits->most);
        }
        sum_of_most += most[i];
    }
    if (sum_of_most < bargain.total) return Failure{BargainError{Kind::no_surplus, 0, sum_of_most}};

    std::vector<Rising> payments;
    for (std::size_t i = 0; i < players; ++i) {
        auto const limits = limits_of(bargain, i);
        auto best = bargain.total - (sum_of_most - most[i]);
        if (limits) best = std::max(best, limits->least);
        // payment = indifferent − λ × (indifferent − best) with λ = −level.
        payments.push_back({indifferent[i], indifferent[i] - best, limits});
    }
    return closed(payments, bargain.total);
}

Payments benefit_proportional(Bargain const& bargain) {
    if (auto const error = fault(bargain)) return Failure{*error};
    std::vector<Rising> payments;
    Fraction benefits;
    // The sums that can be reached: who has no benefit pays as near to nothing as the limits let them.
    Fraction least;
    Fraction most;
    for (std::size_t i = 0; i < bargain.benefits.size(); ++i) {
        auto const& benefit = bargain.benefits[i];
        if (benefit.is_negative()) return Failure{BargainError{Kind::benefit_negative, i, benefit}};
        benefits += benefit;
        auto const limits = limits_of(bargain, i);
        payments.push_back({0, benefit, limits});
        if (!limits) continue;
        auto const nothing = std::clamp(Fraction{}, limits->least, limits->most);
        least += benefit.is_zero() ? nothing : limits->least;
        most += benefit.is_zero() ? nothing : limits->most;
    }
    if (benefits.is_zero()) return Failure{BargainError{Kind::benefits_all_zero, 0, {}}};
    if (!bargain.limits.empty()) {
        if (least > bargain.total) return Failure{BargainError{Kind::total_below, 0, least}};
        if (most < bargain.total) return Failure{BargainError{Kind::total_above, 0, most}};
    }
    return closed(payments, bargain.total);
}

Payments no_arbitrage(Bargain const& bargain, std::vector<Fraction> const& values) {
    // ΔV − κ × V is a gain in proportion to V.
    return weighted_nash(bargain, values);
}

}  // namespace jiati::games
