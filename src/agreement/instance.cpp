#include "agreement/instance.h"

#include <algorithm>
#include <map>

namespace jiati::agreement {

Fraction to_fraction(Int128 value) {
    constexpr std::int64_t base = std::int64_t{1} << 62;
    return Fraction{static_cast<std::int64_t>(value / base)} * Fraction{base} +
           Fraction{static_cast<std::int64_t>(value % base)};
}

Instance::Instance(Problem const& stated)
    : problem(stated), need(need_of(stated.households, stated.rule, stated.reading)) {
    std::map<std::string, std::size_t> index_of;
    for (std::size_t i = 0; i < problem.households.size(); ++i) {
        auto const& household = problem.households[i];
        auto const [found, is_new] = index_of.try_emplace(household.owner, owners.size());
        if (is_new) owners.emplace_back();
        auto& owner = owners[found->second];
        owner.flats.push_back(i);
        owner.area += household.area.hundredths();
    }
    for (std::size_t o = 0; o < problem.options.size(); ++o) {
        auto const& option = problem.options[o];
        Offer offer{o, option.cost.count(), {}};
        for (auto const& household : problem.households) {
            auto const found = option.acceptance.find(household.id);
            offer.acceptance.push_back(found == option.acceptance.end() ? std::nullopt
                                                                        : std::optional{found->second.count()});
        }
        offers.push_back(std::move(offer));
    }
}

std::optional<std::int64_t> Instance::sum_of(Offer const& offer, Owner const& owner) const {
    std::int64_t sum = 0;
    for (auto const flat : owner.flats) {
        if (!offer.acceptance[flat]) return std::nullopt;
        sum += *offer.acceptance[flat];
    }
    return sum;
}

int compare(Plan const& a, Plan const& b) {
    auto const sign = [](auto const& x, auto const& y) { return x > y ? 1 : x < y ? -1 : 0; };
    if (auto const by = sign(a.heads, b.heads)) return by;
    if (auto const by = sign(a.area, b.area)) return by;
    if (auto const by = sign(a.slack, b.slack)) return by;
    if (auto const by = sign(b.moved, a.moved)) return by;
    return sign(b.option, a.option);
}

void describe(Plan& plan, Instance const& instance) {
    auto const& option = instance.problem.options[plan.option];
    auto const& acceptance = instance.offers[plan.option].acceptance;
    std::optional<Fen> least;
    for (auto const i : plan.agrees) {
        auto const gain = Fen{*acceptance[i]} - plan.prices[i];
        least = least ? std::min(*least, gain) : gain;
    }
    plan.least_gain = least.value_or(Fen{});
    if (option.reference.empty()) return;
    std::int64_t moved = 0;
    for (std::size_t i = 0; i < plan.prices.size(); ++i) {
        auto const found = option.reference.find(instance.problem.households[i].id);
        auto const reference = found == option.reference.end() ? Fen{} : found->second;
        moved += std::abs((plan.prices[i] - reference).count());
    }
    plan.distance = Fen{moved / 2};
}

}  // namespace jiati::agreement
