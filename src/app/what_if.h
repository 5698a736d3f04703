// What those who negotiate may try on the agreement's page: numbers in place of those on record, read from text.
#pragma once

#include "agreement/problem.h"
#include "base/fen.h"
#include "base/fraction.h"
#include "base/refusal.h"

#include <map>
#include <optional>
#include <string_view>

namespace jiati::app {

struct WhatIf {
    std::optional<Fen> cost;
    std::optional<Fen> subsidy;  // all lines together
    std::optional<Fen> pool;     // all there is for compensation; without it a plan may compensate as it needs
    // By access floor, to be multiplied with the areas: prices to try beside the search.
    std::optional<std::map<int, Fraction>> coefficients;
    agreement::PriceForm prices = agreement::PriceForm::free;
    agreement::Reading reading = agreement::Reading::secure;
};

inline constexpr RefusalCode what_if_wrong{"agreement.what_if_wrong"};            // {field}, {value}, {expected}
inline constexpr RefusalCode subsidy_above_cost{"agreement.subsidy_above_cost"};  // {subsidy}, {cost}
// {households}: more than the search takes, or amounts beyond its bounds
inline constexpr RefusalCode cannot_be_worked_out{"agreement.cannot_be_worked_out"};

// "cost=350000", "prices=per-floor", "coefficients=2:0.5,3:1". Why the value cannot be taken, if it cannot; other names
// are none of this.
[[nodiscard]] std::optional<Refusal> set(WhatIf& what_if, std::string_view name, std::string_view value);

[[nodiscard]] std::string_view code_of(agreement::PriceForm prices);
[[nodiscard]] std::string_view code_of(agreement::Reading reading);

}  // namespace jiati::app
