#include "app/what_if.h"

#include "base/text.h"

#include <array>
#include <string>

namespace jiati::app {
namespace {

using agreement::PriceForm;
using agreement::Reading;

constexpr std::array price_forms{PriceForm::free, PriceForm::per_floor, PriceForm::per_floor_monotone};
constexpr std::array readings{Reading::secure, Reading::possible};
constexpr std::size_t shown_max = 20;

template <class Choices>
auto choice(Choices const& choices, std::string_view value) {
    std::optional<typename Choices::value_type> found;
    for (auto const each : choices)
        if (code_of(each) == value) found = each;
    return found;
}

template <class Choices>
std::string names_of(Choices const& choices) {
    std::string names;
    for (auto const each : choices) names += (names.empty() ? "" : ", ") + std::string(code_of(each));
    return names;
}

std::optional<Refusal> wrong(std::string_view name, std::string_view value, std::string expected) {
    return refuse(what_if_wrong, "/" + std::string(name),
                  {{"field", std::string(name)},
                   {"value", std::string(value.substr(0, shown_max))},
                   {"expected", std::move(expected)}});
}

// "2:0.5,3:1": floors in any order, none twice; coefficients of at most three decimals.
std::optional<std::map<int, Fraction>> coefficients_of(std::string_view text) {
    constexpr std::size_t floors_most = 100;
    constexpr std::size_t decimals_most = 3;
    Fraction const most = 100;
    std::map<int, Fraction> table;
    while (true) {
        auto const item = text.substr(0, text.find(','));
        auto const colon = item.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        auto const floor = parse_integer(item.substr(0, colon));
        auto const digits = item.substr(colon + 1);
        auto const value = Fraction::parse(digits);
        auto const point = digits.find('.');
        bool const is_good = floor && *floor >= -1'000 && *floor <= 1'000 && value && !value->is_negative() &&
                             *value <= most && digits.find('/') == std::string_view::npos &&
                             (point == std::string_view::npos || digits.size() - point - 1 <= decimals_most);
        if (!is_good || table.size() == floors_most || !table.emplace(static_cast<int>(*floor), *value).second)
            return std::nullopt;
        if (item.size() == text.size()) return table;
        text.remove_prefix(item.size() + 1);
    }
}

}  // namespace

std::string_view code_of(PriceForm prices) {
    switch (prices) {
        case PriceForm::free:
            return "free";
        case PriceForm::per_floor:
            return "per-floor";
        case PriceForm::per_floor_monotone:
            return "per-floor-monotone";
    }
    return {};
}

std::string_view code_of(Reading reading) {
    switch (reading) {
        case Reading::secure:
            return "secure";
        case Reading::possible:
            return "possible";
    }
    return {};
}

std::optional<Refusal> set(WhatIf& what_if, std::string_view name, std::string_view value) {
    if (name == "prices") {
        auto const form = choice(price_forms, value);
        if (!form) return wrong(name, value, names_of(price_forms));
        what_if.prices = *form;
        return std::nullopt;
    }
    if (name == "reading") {
        auto const reading = choice(readings, value);
        if (!reading) return wrong(name, value, names_of(readings));
        what_if.reading = *reading;
        return std::nullopt;
    }
    if (name == "coefficients") {
        auto table = coefficients_of(value);
        if (!table) return wrong(name, value, "2:0.5,3:1");
        what_if.coefficients = std::move(table);
        return std::nullopt;
    }
    auto* const amount = name == "cost"      ? &what_if.cost
                         : name == "subsidy" ? &what_if.subsidy
                         : name == "pool"    ? &what_if.pool
                                             : nullptr;
    if (amount == nullptr) return std::nullopt;
    auto const most = Fen::yuan(100'000'000);
    auto const given = Fen::parse(value);
    if (!given || given->is_negative() || *given > most) return wrong(name, value, "0 – " + most.to_string());
    *amount = given;
    return std::nullopt;
}

}  // namespace jiati::app
