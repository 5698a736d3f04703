#include "codec/calculators/building.h"

#include "base/check.h"
#include "codec/calculators/building_question.h"
#include "codec/json.h"
#include "games/allocation.h"
#include "games/lift_elements.h"
#include "policy/selection.h"

#include <algorithm>

namespace jiati::codec::calculators {
namespace {

using policy::Policy;

// 1 is the ground, also where nobody lives on it; a building may have a row of flats below.
constexpr int entry_floor = 1;
// Below it people can be expected to walk.
constexpr int payers_from_floor = 3;

std::vector<BuildingAnswer::Door> doors_of(BuildingQuestion const& question) {
    std::vector<BuildingAnswer::Door> doors;
    for (std::size_t i = 0; i < question.homes.size(); ++i) {
        auto const floor = question.first_floor + static_cast<int>(i);
        for (int home = 1; home <= question.homes[i]; ++home)
            doors.push_back({floor, std::to_string(floor) + (home < 10 ? "0" : "") + std::to_string(home)});
    }
    return doors;
}

// ---- what the city says

std::string basis_text(Policy const& pack, policy::Basis const& basis) {
    if (!basis.article.empty()) return basis.article;
    auto const source = std::ranges::find(pack.sources, basis.source, &policy::Source::id);
    return source == pack.sources.end() ? basis.source : source->title;
}

std::optional<BuildingAnswer::Subsidy> subsidy_by_rule(std::vector<Policy> const& policies, std::string const& city,
                                                       Date on, int floors, Fen cost) {
    auto const resolved = policy::resolve_policy(policies, city, on);
    if (!resolved) return std::nullopt;
    for (auto const& subsidy : resolved->policy.subsidies)
        if (auto const amount = policy::subsidy_amount(subsidy, floors, cost))
            return BuildingAnswer::Subsidy{std::min(*amount, cost), subsidy.id,
                                           basis_text(resolved->policy, subsidy.basis)};
    return std::nullopt;
}

// The tables of the nation are examples without standing; only a city's or a province's own counts as the city's.
Policy const* own_tables(std::vector<Policy> const& policies, std::string const& city, Date on) {
    Policy const* narrowest = nullptr;
    for (auto const& pack : policies) {
        if (pack.area == "cn" || !pack.is_valid_on(on) || !policy::covers(pack.area, city) ||
            (pack.coefficient_tables.empty() && pack.percent_tables.empty()))
            continue;
        if (narrowest == nullptr || pack.area.size() > narrowest->area.size() ||
            (pack.area.size() == narrowest->area.size() && pack.valid_from > narrowest->valid_from))
            narrowest = &pack;
    }
    return narrowest;
}

struct TableRule {
    std::string key;
    std::optional<policy::Names> name;
    games::AllocationRule rule;
};

class Sharing {
  public:
    Sharing(BuildingQuestion const& question, std::vector<BuildingAnswer::Door> const& doors)
        : doors_(doors), areas_(question.areas) {}

    // By the table's coefficients; nothing where it lacks a floor, or where nobody would pay.
    [[nodiscard]] std::optional<TableRule> by(policy::CoefficientTable const& table) const {
        std::vector<Fraction> weights;
        for (std::size_t i = 0; i < doors_.size(); ++i) {
            auto const value = policy::coefficient_of(table, doors_[i].floor);
            if (!value) return std::nullopt;
            weights.push_back(table.within_floor == policy::WithinFloor::by_area ? *value * area(i) : *value);
        }
        if (std::ranges::all_of(weights, &Fraction::is_zero)) return std::nullopt;
        return TableRule{table.id, table.name, games::Proportional{std::move(weights)}};
    }
    // By the table's percentages; nothing where it is made for another building.
    [[nodiscard]] std::optional<TableRule> by(policy::PercentTable const& table) const {
        games::FloorPercent rule;
        for (auto const& [floor, value] : table.floors) rule.table.emplace(floor, value);
        for (std::size_t i = 0; i < doors_.size(); ++i) {
            if (!rule.table.contains(doors_[i].floor)) return std::nullopt;
            rule.flats.push_back({{doors_[i].floor}, areas_.empty() ? SquareMetres{1} : areas_[i]});
        }
        for (auto const& [floor, value] : rule.table)
            if (!value.is_zero() && !std::ranges::count(doors_, floor, &BuildingAnswer::Door::floor))
                return std::nullopt;
        rule.within = table.within_floor == policy::WithinFloor::by_area ? games::FloorPercent::Within::area
                                                                         : games::FloorPercent::Within::equal;
        return TableRule{table.id, table.name, std::move(rule)};
    }
    [[nodiscard]] TableRule by_area() const {
        games::Proportional rule;
        for (std::size_t i = 0; i < doors_.size(); ++i) rule.weights.push_back(area(i));
        return {"area", std::nullopt, std::move(rule)};
    }
    // Nothing where the building has no such floor.
    [[nodiscard]] std::optional<TableRule> equal_from(int floor) const {
        games::Proportional rule;
        for (auto const& door : doors_) rule.weights.emplace_back(door.floor >= floor ? 1 : 0);
        if (std::ranges::all_of(rule.weights, &Fraction::is_zero)) return std::nullopt;
        return TableRule{"equal-payers", std::nullopt, std::move(rule)};
    }

  private:
    [[nodiscard]] Fraction area(std::size_t door) const {
        return areas_.empty() ? Fraction{1} : Fraction{areas_[door].hundredths()};
    }

    std::vector<BuildingAnswer::Door> const& doors_;
    std::vector<SquareMetres> const& areas_;
};

TableRule city_rule(Sharing const& sharing, Policy const* pack) {
    if (pack != nullptr) {
        for (auto const& table : pack->coefficient_tables)
            if (auto rule = sharing.by(table)) return *std::move(rule);
        for (auto const& table : pack->percent_tables)
            if (auto rule = sharing.by(table)) return *std::move(rule);
    }
    return sharing.by_area();
}

// ---- what each pays

BuildingAnswer::Rule shared(games::AllocationProblem problem, TableRule by) {
    problem.rule = std::move(by.rule);
    auto const allocation = games::allocate(problem);
    CHECK(allocation.has_value());  // the question was read strictly, and the rules above fit it
    BuildingAnswer::Rule rule{std::move(by.key), std::move(by.name), {}, {}};
    for (auto const& share : allocation->shares) rule.shares.emplace_back(*share.rounded.to_int64());
    CHECK(allocation->core.has_value());
    // Less than a fen is rounding.
    if (auto const by_fen = allocation->core->max_excess.floor(); by_fen > Fraction{0})
        rule.paying_for_others = {{allocation->core->coalition.begin(), allocation->core->coalition.end()},
                                  Fen{*by_fen.to_int64()}};
    return rule;
}

Refusal no_lift_needed() { return refuse(nobody_rides, "/households_per_floor"); }

}  // namespace

Result<BuildingAnswer, Refusal> building(std::string_view text, std::vector<Policy> const& policies, Date today,
                                         InputLimits const& limits) {
    auto const document = parse_json(text, limits.json);
    if (!document) return Failure{document.error()};
    Input input(limits);
    BuildingQuestion question;
    if (!read_building(input, *document, question)) return Failure{input.take_refusal()};

    BuildingAnswer answer;
    answer.cost = question.cost;
    answer.doors = doors_of(question);
    answer.equal_areas = question.areas.empty();
    auto const on = question.on.value_or(today);
    if (question.subsidy)
        answer.subsidy = {*question.subsidy, std::nullopt, std::nullopt};
    else if (question.city)
        answer.subsidy =
            subsidy_by_rule(policies, *question.city, on,
                            question.first_floor + static_cast<int>(question.homes.size()) - 1, question.cost);
    auto const subsidy = answer.subsidy ? answer.subsidy->amount : Fen{};
    answer.to_share = question.cost - subsidy;

    games::LiftWorks works;
    works.cost = question.cost.count();
    works.subsidy = subsidy.count();
    works.entry_floor = entry_floor;
    games::AllocationProblem problem;
    for (auto const& door : answer.doors) {
        works.access_floors.push_back(door.floor);
        problem.players.push_back(door.door);
    }
    auto const elements = games::lift_elements(works);
    if (!elements) return Failure{no_lift_needed()};  // all else was read strictly
    answer.pit_part = works.pit_part;
    problem.cost = games::Game{elements->airport()};

    Sharing const sharing(question, answer.doors);
    answer.rules.push_back(
        shared(problem, city_rule(sharing, question.city ? own_tables(policies, *question.city, on) : nullptr)));
    if (auto equal = sharing.equal_from(payers_from_floor)) answer.rules.push_back(shared(problem, *std::move(equal)));
    answer.rules.push_back(shared(problem, {"shapley", std::nullopt, games::Shapley{}}));
    return answer;
}

std::string to_json(BuildingAnswer const& answer) {
    JsonWriter json;
    json.object().field("cost", answer.cost).key("subsidy");
    if (answer.subsidy)
        json.object()
            .field("amount", answer.subsidy->amount)
            .field("rule", answer.subsidy->rule)
            .field("basis", answer.subsidy->basis)
            .end();
    else
        json.null();
    json.field("to_share", answer.to_share).key("doors").array();
    for (auto const& [floor, door] : answer.doors) json.object().field("floor", floor).field("door", door).end();
    json.end().key("rules").array();
    for (auto const& rule : answer.rules) {
        json.object().field("key", rule.key).key("name");
        if (rule.name)
            json.object().field("zh", rule.name->zh).field("en", rule.name->en).end();
        else
            json.null();
        json.field("shares", rule.shares).key("paying_for_others");
        if (rule.paying_for_others) {
            json.object().key("rooms").array();
            for (auto const door : rule.paying_for_others->doors) json.value(answer.doors[door].door);
            json.end().key("floors").array();
            std::optional<int> last;
            for (auto const door : rule.paying_for_others->doors) {
                auto const floor = answer.doors[door].floor;
                if (floor != last) json.value(floor);
                last = floor;
            }
            json.end().field("by", rule.paying_for_others->by).end();
        } else {
            json.null();
        }
        json.end();
    }
    json.end().key("assumed").object().field("pit_part", answer.pit_part).field("equal_areas", answer.equal_areas);
    return json.end().end().take();
}

}  // namespace jiati::codec::calculators
