// The document of the calculator of agreement, read.
#include "codec/calculators/agree.h"
#include "codec/calculators/input.h"
#include "codec/json.h"

#include <array>

namespace jiati::codec::calculators {
namespace {

constexpr int floor_least = -10;
constexpr int floor_most = 200;

using ByOption = std::map<std::size_t, Fen>;

bool read_amount(Input& input, json::value const& value, Fen& out) {
    if (!read_scalar(input.reader(), value, out)) return false;
    if (out <= agreement::amount_max && out >= -agreement::amount_max) return true;
    return input.fail(out_of_range,
                      {{"value", out.to_string()}, {"expected", "≤ " + agreement::amount_max.to_string()}});
}

bool read_options(Input& input, json::value const& value, agreement::Problem& out, Names& names) {
    static constexpr std::array<std::string_view, 2> fields{"id", "cost"};
    return input.list(value, "{\"id\", \"cost\"}", [&](json::value const& item, std::size_t place) {
        auto const* object = input.reader().object(item, fields);
        if (object == nullptr) return false;
        if (place == agreement::options_max)
            return input.reader().fail_text(too_long, std::to_string(agreement::options_max), "");
        auto& option = out.options.emplace_back();
        auto const id = [&](json::value const& v) {
            if (!input.name(v, option.id)) return false;
            return names.add(option.id) || input.fail(repeated, {{"value", option.id}});
        };
        auto const cost = [&](json::value const& v) {
            if (!read_amount(input, v, option.cost)) return false;
            return !option.cost.is_negative() || input.fail(negative, {{"value", option.cost.to_string()}});
        };
        return input.field(*object, "id", "\"A\"", id) && input.field(*object, "cost", "\"60000.00\"", cost);
    });
}

bool read_by_option(Input& input, json::value const& value, Names const& options, ByOption& out) {
    return by_name(input, value, options, true,
                   [&](json::value const& item, std::size_t place) { return read_amount(input, item, out[place]); });
}

// What it is taken to bear, stated or by its parts. An option that is not named is one it never agrees to.
bool read_bearing(Input& input, json::object const& object, std::string const& id, Names const& options,
                  agreement::Problem& out) {
    bool const stated = object.contains("acceptance");
    for (auto const* part : {"harm", "budget", "reserve"})
        if (stated && object.contains(part)) return input.fail(one_of, {{"expected", "acceptance, benefit + …"}});
    if (stated == object.contains("benefit")) return input.fail(one_of, {{"expected", "acceptance, benefit"}});
    ByOption acceptance;
    ByOption benefit;
    ByOption harm;
    agreement::Estimate estimate;
    auto const into = [&](ByOption& amounts) {
        return [&](json::value const& v) { return read_by_option(input, v, options, amounts); };
    };
    if (!input.optional_field(object, "acceptance", into(acceptance)) ||
        !input.optional_field(object, "benefit", into(benefit)) || !input.optional_field(object, "harm", into(harm)) ||
        !input.optional_field(object, "budget",
                              [&](auto const& v) { return read_amount(input, v, estimate.budget.emplace()); }) ||
        !input.optional_field(object, "reserve",
                              [&](auto const& v) { return read_amount(input, v, estimate.reserve); }))
        return false;
    for (auto const& [option, amount] : acceptance) out.options[option].acceptance.emplace(id, amount);
    for (auto const& [option, amount] : benefit) {
        estimate.benefit = amount;
        auto const harmed = harm.find(option);
        estimate.harm = harmed == harm.end() ? Fen{} : harmed->second;
        out.options[option].acceptance.emplace(id, agreement::acceptance_price(estimate));
        out.options[option].estimates.emplace(id, estimate);
    }
    return true;
}

bool read_household(Input& input, json::value const& value, Names const& options, Names& names,
                    agreement::Problem& out) {
    static constexpr std::array<std::string_view, 9> fields{"id",      "floor", "area_m2", "owner",  "acceptance",
                                                            "benefit", "harm",  "budget",  "reserve"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr) return false;
    auto& household = out.households.emplace_back();
    auto const id = [&](json::value const& v) {
        if (!input.name(v, household.id)) return false;
        return names.add(household.id) || input.fail(repeated, {{"value", household.id}});
    };
    auto const floor = [&](json::value const& v) { return input.whole(v, floor_least, floor_most, household.floor); };
    auto const area = [&](json::value const& v) { return input.positive(v, household.area); };
    auto const owner = [&](json::value const& v) { return input.name(v, household.owner); };
    return input.field(*object, "id", "\"301\"", id) &&
           (out.prices == agreement::PriceForm::free ? input.optional_field(*object, "floor", floor)
                                                     : input.field(*object, "floor", "3", floor)) &&
           input.field(*object, "area_m2", "\"80.50\"", area) && input.field(*object, "owner", "\"o1\"", owner) &&
           read_bearing(input, *object, household.id, options, out);
}

bool read_rule(Input& input, json::value const& value, DoubleMajority& out) {
    static constexpr std::array<std::string_view, 2> fields{"participation", "agreement"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr) return false;
    auto const part = [&](Fraction& heads, Fraction& area) {
        return [&](json::value const& v) {
            if (!input.not_negative(v, heads)) return false;
            area = heads;
            return heads <= Fraction{1} ||
                   input.fail(out_of_range, {{"value", heads.to_string()}, {"expected", "0…1"}});
        };
    };
    return input.field(*object, "participation", "\"2/3\"", part(out.participation_heads, out.participation_area)) &&
           input.field(*object, "agreement", "\"3/4\"", part(out.agreement_heads, out.agreement_area));
}

bool read_forms(Input& input, json::object const& object, agreement::Problem& out) {
    static constexpr std::array<std::string_view, 3> price_names{"free", "per-floor", "per-floor-monotone"};
    static constexpr std::array<std::string_view, 2> reading_names{"secure", "possible"};
    std::size_t price = 0;
    std::size_t reading = 0;
    auto const read_price = [&](json::value const& v) { return read_choice(input.reader(), v, price_names, price); };
    auto const read_reading = [&](json::value const& v) {
        return read_choice(input.reader(), v, reading_names, reading);
    };
    if (!input.optional_field(object, "prices", read_price) || !input.optional_field(object, "reading", read_reading))
        return false;
    using enum agreement::PriceForm;
    out.prices = std::array{free, per_floor, per_floor_monotone}[price];
    out.reading = reading == 0 ? agreement::Reading::secure : agreement::Reading::possible;
    return true;
}

bool read_document(Input& input, json::value const& document, agreement::Problem& out) {
    static constexpr std::array<std::string_view, 5> fields{"households", "options", "rule", "prices", "reading"};
    auto const* object = input.reader().object(document, fields);
    if (object == nullptr || !read_forms(input, *object, out)) return false;
    Names options;
    Names households;
    auto const each = [&](json::value const& item, std::size_t place) {
        if (place == agreement::households_max)
            return input.reader().fail_text(too_long, std::to_string(agreement::households_max), "");
        return read_household(input, item, options, households, out);
    };
    return input.field(*object, "options", "[{\"id\", \"cost\"}]",
                       [&](auto const& v) { return read_options(input, v, out, options); }) &&
           input.field(*object, "households", "[{\"id\", \"floor\", \"area_m2\", \"owner\", \"acceptance\"}]",
                       [&](auto const& v) { return input.list(v, "households", each); }) &&
           input.field(*object, "rule", "{\"participation\": \"2/3\", \"agreement\": \"3/4\"}",
                       [&](auto const& v) { return read_rule(input, v, out.rule); });
}

}  // namespace

Result<agreement::Problem, Refusal> read_agreement(std::string_view text, InputLimits const& limits) {
    auto const document = parse_json(text, limits.json);
    if (!document) return Failure{document.error()};
    Input input(limits);
    agreement::Problem problem;
    if (!read_document(input, *document, problem)) return Failure{input.take_refusal()};
    return problem;
}

}  // namespace jiati::codec::calculators
