#include "games/measures.h"

#include "base/check.h"

#include <algorithm>
#include <map>
#include <utility>

namespace jiati::games {
namespace {

struct FloorPayments {
    Fraction sum;
    Fraction least;
    Fraction most;
    std::int64_t count = 0;

    [[nodiscard]] Fraction mean() const { return sum / Fraction{count}; }
};

std::map<int, FloorPayments> by_floor(std::vector<int> const& floors, std::vector<Fraction> const& payments) {
    CHECK(floors.size() == payments.size());
    std::map<int, FloorPayments> result;
    for (std::size_t i = 0; i < floors.size(); ++i) {
        auto& floor = result[floors[i]];
        auto const& payment = payments[i];
        floor.least = floor.count == 0 ? payment : std::min(floor.least, payment);
        floor.most = floor.count == 0 ? payment : std::max(floor.most, payment);
        floor.sum += payment;
        ++floor.count;
    }
    return result;
}

}  // namespace

std::optional<Fraction> gini(std::vector<Fraction> values) {
    std::ranges::sort(values);
    if (values.empty() || values.front().is_negative() || values.back().is_zero()) return std::nullopt;
    auto const n = static_cast<std::int64_t>(values.size());
    Fraction sum;
    Fraction weighted;
    for (std::int64_t i = 1; i <= n; ++i) {
        auto const& value = values[static_cast<std::size_t>(i - 1)];
        sum += value;
        weighted += Fraction{2 * i - n - 1} * value;
    }
    return weighted / (Fraction{n} * sum);
}

std::vector<std::optional<Fraction>> burdens(std::vector<Fraction> const& payments,
                                             std::vector<Fraction> const& benefits) {
    CHECK(payments.size() == benefits.size());
    std::vector<std::optional<Fraction>> result(payments.size());
    for (std::size_t i = 0; i < payments.size(); ++i)
        if (benefits[i] > Fraction{}) result[i] = payments[i] / benefits[i];
    return result;
}

Fraction spread_within_floor(std::vector<int> const& floors, std::vector<Fraction> const& payments) {
    Fraction spread;
    for (auto const& [number, floor] : by_floor(floors, payments)) spread = std::max(spread, floor.most - floor.least);
    return spread;
}

Fraction inversion_between_floors(std::vector<int> const& floors, std::vector<Fraction> const& payments) {
    Fraction inversion;
    std::optional<Fraction> highest_below;
    for (auto const& [number, floor] : by_floor(floors, payments)) {
        auto const mean = floor.mean();
        if (highest_below) inversion = std::max(inversion, *highest_below - mean);
        highest_below = highest_below ? std::max(*highest_below, mean) : mean;
    }
    return inversion;
}

Fraction distance(std::vector<Fraction> const& a, std::vector<Fraction> const& b) {
    CHECK(a.size() == b.size());
    Fraction moved;
    for (std::size_t i = 0; i < a.size(); ++i) moved += a[i] < b[i] ? b[i] - a[i] : a[i] - b[i];
    return moved / Fraction{2};
}

}  // namespace jiati::games
