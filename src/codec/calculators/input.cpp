#include "codec/calculators/input.h"

#include "base/check.h"
#include "base/text.h"
#include "games/consent.h"

namespace jiati::codec::calculators {
namespace {

constexpr std::size_t name_code_points_max = 100;
constexpr std::string_view number_expected = "\"20000.00\" | \"20/3\"";

// Amounts come as text; whole numbers may be JSON numbers.
std::optional<std::string> number_text(json::value const& value) {
    if (auto const* text = value.if_string()) return std::string(*text);
    if (auto const* number = value.if_int64()) return std::to_string(*number);
    if (auto const* number = value.if_uint64()) return std::to_string(*number);
    return std::nullopt;
}

}  // namespace

bool Input::fail(RefusalCode code, std::vector<Refusal::Argument> arguments) {
    if (!refusal_) refusal_ = refuse(code, reader_.pointer(), std::move(arguments));
    return false;
}

Refusal Input::take_refusal() { return refusal_ ? *std::move(refusal_) : reader_.take_refusal(); }

bool Input::exact(json::value const& value, Fraction& out) {
    auto const text = number_text(value);
    if (!text) return reader_.fail(wrong_type, number_expected, value);
    if (text->size() > limits_.number_characters_max)
        return reader_.fail_text(too_long, std::to_string(limits_.number_characters_max), shortened(value));
    auto const parsed = Fraction::parse(*text);
    if (!parsed) return reader_.fail(bad_value, number_expected, value);
    if (!parsed->is_integer()) {
        auto const denominator = parsed->denominator();
        if (auto factor = (denominators_ / denominator).denominator(); factor != Fraction{1}) denominators_ *= factor;
        if (denominators_.bit_length() > limits_.denominator_bits_max)
            return fail(too_exact, {{"limit", std::to_string(limits_.denominator_bits_max)}});
    }
    out = *parsed;
    return true;
}

bool Input::not_negative(json::value const& value, Fraction& out) {
    if (!exact(value, out)) return false;
    return !out.is_negative() || fail(negative, {{"value", shortened(value)}});
}

bool Input::positive(json::value const& value, Fraction& out) {
    if (!exact(value, out)) return false;
    return out > Fraction{0} || fail(not_positive, {{"value", shortened(value)}});
}

bool Input::positive(json::value const& value, SquareMetres& out) {
    if (!read_scalar(reader_, value, out)) return false;
    if (out <= SquareMetres{}) return fail(not_positive, {{"value", shortened(value)}});
    if (out <= games::household_area_max) return true;
    return fail(out_of_range, {{"value", out.to_string()}, {"expected", "≤ " + games::household_area_max.to_string()}});
}

bool Input::whole(json::value const& value, int least, int most, int& out) {
    if (!read_scalar(reader_, value, out)) return false;
    if (out >= least && out <= most) return true;
    return fail(out_of_range,
                {{"value", std::to_string(out)}, {"expected", std::to_string(least) + "…" + std::to_string(most)}});
}

bool Input::name(json::value const& value, std::string& out) {
    if (!read_scalar(reader_, value, out, TextDemand{.rule = TextRule::free, .code_points_max = name_code_points_max}))
        return false;
    return !out.empty() || reader_.fail_text(bad_value, "\"301\"", "");
}

std::string fixed_text(Fraction const& value, std::size_t decimals) {
    Fraction scaled = value.is_negative() ? -value : value;
    for (std::size_t i = 0; i < decimals; ++i) scaled *= Fraction{10};
    CHECK(scaled.is_integer());
    auto text = scaled.to_string();
    if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
    if (decimals > 0) text.insert(text.size() - decimals, ".");
    return value.is_negative() ? "-" + text : text;
}

bool Names::add(std::string name) {
    if (!places_.try_emplace(name, names_.size()).second) return false;
    names_.push_back(std::move(name));
    return true;
}

std::optional<std::size_t> Names::find(std::string_view name) const {
    auto const found = places_.find(std::string(name));
    if (found == places_.end()) return std::nullopt;
    return found->second;
}

std::optional<std::size_t> place_of(Input& input, std::string_view key, Names const& names) {
    auto const name = normalised(key);
    auto const place = name ? names.find(*name) : std::nullopt;
    if (!place) input.fail(unknown_name, {{"value", shortened(json::value(json::string(key)))}});
    return place;
}

}  // namespace jiati::codec::calculators
