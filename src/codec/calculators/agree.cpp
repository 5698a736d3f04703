#include "codec/calculators/agree.h"

#include "base/check.h"
#include "codec/calculators/refusals.h"
#include "codec/json_text.h"

#include <algorithm>

namespace jiati::codec::calculators {
namespace {

using agreement::Problem;

std::string place_of_household(Problem const& problem, std::string const& id) {
    auto const found = std::ranges::find(problem.households, id, &agreement::Household::id);
    return "/households/" + std::to_string(found - problem.households.begin());
}

// What the reader lets pass and the engine does not; for whoever made the problem another way, the rest is a fault of
// the program.
Refusal refusal_of(Problem const& problem, agreement::ProblemError const& error) {
    using Kind = agreement::ProblemError::Kind;
    auto const value = error.number.to_string();
    switch (error.kind) {
        case Kind::amount_too_large:  // an acceptance made of large parts
            return refuse(out_of_range, place_of_household(problem, error.household),
                          {{"value", value}, {"expected", "≤ " + agreement::amount_max.to_string()}});
        case Kind::no_households:
        case Kind::too_many_households:
        case Kind::household_repeated:
        case Kind::owner_missing:
        case Kind::area_not_positive:
        case Kind::area_too_large:
        case Kind::no_options:
        case Kind::too_many_options:
        case Kind::option_repeated:
        case Kind::cost_negative:
        case Kind::household_unknown:
        case Kind::option_unknown:
        case Kind::threshold_out_of_range:
        case Kind::budget_not_positive:
        case Kind::count_differs:
        case Kind::interval_crossed:
        case Kind::probability_out_of_range:
        case Kind::range_crossed:
            break;
    }
    CHECK(false);
    return {};
}

std::vector<std::string> ids_of(Problem const& problem, std::vector<std::size_t> const& households) {
    std::vector<std::string> ids;
    for (auto const household : households) ids.push_back(problem.households[household].id);
    return ids;
}

void write_prices(JsonWriter& json, Problem const& problem, agreement::Plan const& plan) {
    json.key("prices").object();
    for (std::size_t i = 0; i < plan.prices.size(); ++i) json.field(problem.households[i].id, plan.prices[i]);
    json.end();
}

void write_best(JsonWriter& json, Problem const& problem, std::optional<agreement::Plan> const& plan) {
    json.key("best");
    if (!plan) {
        json.null();
        return;
    }
    json.object().field("option", problem.options[plan->option].id).field("heads", plan->heads);
    json.field("area_m2", plan->area).field("collected", plan->collected).field("slack", plan->slack);
    write_prices(json, problem, *plan);
    json.field("agrees", ids_of(problem, plan->agrees)).end();
}

void write_gap(JsonWriter& json, Problem const& problem, std::optional<agreement::LeastGap> const& least) {
    json.key("least_gap");
    if (!least) {
        json.null();
        return;
    }
    json.object().field("option", problem.options[least->plan.option].id).field("gap", least->gap);
    write_prices(json, problem, least->plan);
    json.field("agrees", ids_of(problem, least->plan.agrees)).end();
}

// Null where those are needed who never agree.
void write_flip(JsonWriter& json, Problem const& problem, agreement::Flip const& flip) {
    json.key("cheapest_flip");
    if (!flip.possible) {
        json.null();
        return;
    }
    json.object().field("cost", flip.cost).field("households", ids_of(problem, flip.households));
    json.key("funded_by").object();
    for (auto const& [household, amount] : flip.funded_by) json.field(problem.households[household].id, amount);
    json.end().field("unfunded", flip.unfunded).field("proven", flip.proven).end();
}

}  // namespace

Result<AgreementAnswer, Refusal> agree(Problem problem) {
    auto found = agreement::find_agreement(problem);
    if (!found) return Failure{refusal_of(problem, found.error())};
    return AgreementAnswer{std::move(problem), *std::move(found)};
}

std::string to_json(AgreementAnswer const& answer) {
    auto const& [problem, found] = answer;
    JsonWriter json;
    json.object();
    write_best(json, problem, found.search.best);
    write_gap(json, problem, found.search.least_gap);
    write_flip(json, problem, found.cheapest_flip);
    json.key("blockers").array();
    for (auto const& blocker : found.blockers) {
        json.object().field("id", problem.households[blocker.household].id);
        json.field("option", problem.options[blocker.option].id).field("short_by", blocker.short_by);
        json.field("cause", code_of(blocker.cause)).end();
    }
    json.end().field("proven", found.search.certificate.proven).field("bound", found.search.certificate.bound);
    return json.end().take();
}

}  // namespace jiati::codec::calculators
