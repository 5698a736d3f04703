// What the adopted shares were worked out from, as a question that `jiati allocate` takes, so that whoever is entitled
// to every number of it can work the shares out again.
#include "app/read/sections.h"
#include "games/allocation.h"

#include <functional>

namespace jiati::app::read {
namespace {

using project::funding::ShareInput;
using project::funding::ShareInputs;

json::value exact(Fraction const& number) { return json::string(number.to_string()); }
// Inputs are kept in fen, the question is in yuan.
json::value yuan(Fraction const& fen) { return exact(fen / Fraction{100}); }

class Question {
  public:
    Question(Sources const& from, ShareInputs const& inputs) : from_(from), inputs_(inputs) {}

    json::object write() {
        json_["rule"] = of(inputs_.rule);
        json::array players;
        for (auto const& one : inputs_.households) players.push_back(name(one.household));
        json_["players"] = std::move(players);
        write_cost();
        write_numbers();
        write_floors();
        write_unions();
        return std::move(json_);
    }

  private:
    // Rooms, as people know each other; they are unique within a unit, ids everywhere.
    json::value name(HouseholdId const& household) const { return of(from_.room(household)); }

    void write_cost() {
        auto const problem = project::funding::problem_of(inputs_);
        if (auto const* const total = problem ? std::get_if<Fraction>(&problem->cost) : nullptr) {
            json_["total"] = yuan(*total);
            return;
        }
        auto const* const game = problem ? &std::get<games::Game>(problem->cost) : nullptr;
        if (auto const* const airport = game == nullptr ? nullptr : std::get_if<games::AirportGame>(game)) {
            json::array costs;
            for (auto const& cost : airport->costs) costs.push_back(yuan(cost));
            json_["airport"] = std::move(costs);
            return;
        }
        json::array elements;
        for (auto const& element : inputs_.elements) {
            json::array users;
            for (auto const& user : element.users) users.push_back(name(user));
            elements.push_back(json::object{{"amount", yuan(element.fen)}, {"users", std::move(users)}});
        }
        json_["elements"] = std::move(elements);
    }

    void write_each(std::string_view field, std::function<std::optional<json::value>(ShareInput const&)> const& value) {
        json::object members;
        for (auto const& one : inputs_.households)
            if (auto number = value(one)) members[from_.room(one.household)] = *std::move(number);
        if (!members.empty()) json_[field] = std::move(members);
    }

    [[nodiscard]] std::string_view weights_field() const {
        if (inputs_.rule == "percent") return "percents";
        return inputs_.rule == "no-arbitrage" ? "values" : "weights";
    }

    void write_numbers() {
        using Maybe = std::optional<json::value>;
        write_each(weights_field(),
                   [](ShareInput const& one) { return one.weight ? Maybe(exact(*one.weight)) : Maybe(); });
        write_each("amounts", [](ShareInput const& one) { return one.amount ? Maybe(of(*one.amount)) : Maybe(); });
        write_each("benefits", [](ShareInput const& one) { return one.benefit ? Maybe(of(*one.benefit)) : Maybe(); });
        write_each("limits", [](ShareInput const& one) {
            return one.least && one.most ? Maybe(json::array{of(*one.least), of(*one.most)}) : Maybe();
        });
    }

    void write_floors() {
        if (inputs_.floors.empty()) return;
        json::object table;
        for (auto const& floor : inputs_.floors) table[std::to_string(floor.floor)] = exact(floor.value);
        json_["table"] = std::move(table);
        json::array households;
        for (auto const& one : inputs_.households)
            households.push_back(
                json::object{{"id", name(one.household)}, {"floors", of(one.floors)}, {"area_m2", of(one.area)}});
        json_["households"] = std::move(households);
        if (inputs_.rule == "floor-percent")
            json_["within"] = word(inputs_.within == policy::WithinFloor::by_area ? "area" : "equal");
    }

    void write_unions() {
        if (inputs_.unions.empty()) return;
        json::array unions;
        for (auto const& each : inputs_.unions) {
            json::array members;
            for (auto const& household : each.households) members.push_back(name(household));
            unions.push_back(std::move(members));
        }
        json_["unions"] = std::move(unions);
    }

    Sources const& from_;
    ShareInputs const& inputs_;
    json::object json_;
};

}  // namespace

json::value adopted_inputs(Sources const& from) {
    auto const& funding = from.project.funding;
    // A viewer without the right to one of the numbers would be shown a question with another answer.
    if (!funding.adopted_on || funding.inputs.rule.empty() || !from.rights.shares || !from.rights.areas) return nullptr;
    json::array transfers;
    for (auto const& transfer : funding.transfers)
        transfers.push_back(json::object{{"from", of(from.room(transfer.from))},
                                         {"to", of(from.room(transfer.to))},
                                         {"amount", of(transfer.amount)}});
    return json::object{{"question", Question(from, funding.inputs).write()},
                        {"table", text_or_null(funding.inputs.table)},
                        {"policy", text_or_null(funding.inputs.policy)},
                        {"policy_hash", text_or_null(funding.inputs.policy_hash)},
                        {"transfers", std::move(transfers)}};
}

}  // namespace jiati::app::read
