#include "app/read/agreement_problem.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

using project::deliberation::Estimate;

constexpr std::string_view option_id = "current";

Estimate const* estimate_of(AgreementFacts const& facts, std::size_t place) {
    auto const found = facts.estimates.find(facts.roll[place].household);
    return found == facts.estimates.end() ? nullptr : &found->second;
}

int floor_of(project::consent::RollEntry const& entry) {
    return entry.floors.empty() ? 0 : static_cast<int>(std::clamp<std::int64_t>(entry.floors.back(), -1000, 1000));
}

// What the household bears at most; nothing where it does not agree to any price.
std::optional<Fen> acceptance_of(AgreementFacts const& facts, std::size_t place, bool pool_is_stated) {
    // A stated pool takes the place of the compensation adopted.
    if (auto const* const estimate = estimate_of(facts, place))
        return pool_is_stated ? estimate->low : estimate->low + facts.compensated[place];
    if (!facts.agreed[place]) return std::nullopt;
    return facts.planned[place];
}

// The parts behind an estimate, which tell causes apart. Whatever was not put down lies in the reserve, so that the
// parts and the interval say the same.
std::optional<agreement::Estimate> parts_of(AgreementFacts const& facts, std::size_t place, Fen acceptance) {
    auto const* const estimate = estimate_of(facts, place);
    if (estimate == nullptr || !estimate->parts.benefit) return std::nullopt;
    auto const& parts = estimate->parts;
    return agreement::Estimate{*parts.benefit, parts.harm.value_or(Fen{}), parts.budget,
                               parts.reserve.value_or(*parts.benefit - parts.harm.value_or(Fen{}) - acceptance)};
}

// A stated pool is all there is: it goes to those who need least, and who is left over does not agree.
void spend(agreement::Problem& problem, Fen pool) {
    auto& acceptance = problem.options.front().acceptance;
    std::vector<std::string> needing;
    for (auto const& household : problem.households)
        if (auto const found = acceptance.find(household.id); found != acceptance.end() && found->second.is_negative())
            needing.push_back(household.id);
    std::ranges::stable_sort(needing, [&](auto const& a, auto const& b) { return acceptance[a] > acceptance[b]; });
    for (auto const& household : needing) {
        auto const need = -acceptance[household];
        if (need > pool) {
            acceptance.erase(household);
            continue;
        }
        pool -= need;
        acceptance[household] = Fen{};
    }
}

struct Chances {
    Fraction low;
    Fraction high;
};

Chances chance_at(AgreementFacts const& facts, std::size_t place, Fen price, std::optional<Fen> const& acceptance) {
    Fraction const doubt(1, 10);
    auto const around = [&](Fraction const& middle) {
        return Chances{std::max(Fraction{}, middle - doubt), std::min(Fraction{1}, middle + doubt)};
    };
    if (!acceptance) return around(Fraction{});
    auto const* const estimate = estimate_of(facts, place);
    auto const width = estimate == nullptr ? Fen{} : estimate->high - estimate->low;
    if (price <= *acceptance) return around(Fraction{1});
    if (price >= *acceptance + width) return around(Fraction{});
    return around(Fraction((*acceptance + width - price).count(), width.count()));
}

}  // namespace

Money money_of(AgreementFacts const& facts, WhatIf const& what_if) {
    return {what_if.cost.value_or(facts.price), what_if.subsidy.value_or(facts.lines),
            what_if.pool.value_or(facts.pool)};
}

std::optional<Refusal> refuse_what_if(AgreementFacts const& facts, WhatIf const& what_if) {
    auto const money = money_of(facts, what_if);
    if (money.to_share().is_negative())
        return refuse(subsidy_above_cost, "/subsidy",
                      {{"subsidy", money.lines.to_string()}, {"cost", (money.cost + money.pool).to_string()}});
    return std::nullopt;
}

agreement::Problem problem_of(AgreementFacts const& facts, WhatIf const& what_if) {
    agreement::Problem problem;
    problem.rule = facts.rule;
    problem.prices = what_if.prices;
    problem.reading = what_if.reading;
    agreement::Option option;
    option.id = option_id;
    option.cost = money_of(facts, what_if).to_share();
    for (std::size_t i = 0; i < facts.roll.size(); ++i) {
        auto const& entry = facts.roll[i];
        auto const& id = entry.household.text;
        // A register that names no owner yet: each household is its own head.
        problem.households.push_back({id, floor_of(entry), entry.area, entry.owner.empty() ? id : entry.owner.text});
        option.reference[id] = facts.planned[i];
        auto const acceptance = acceptance_of(facts, i, what_if.pool.has_value());
        if (!acceptance) continue;
        option.acceptance[id] = *acceptance;
        if (auto parts = parts_of(facts, i, *acceptance)) option.estimates[id] = *parts;
    }
    problem.options.push_back(std::move(option));
    if (what_if.pool) spend(problem, *what_if.pool);
    return problem;
}

std::vector<agreement::Voter> voters_of(AgreementFacts const& facts, agreement::Problem const& problem,
                                        std::vector<Fen> const& prices) {
    auto const& acceptance = problem.options.front().acceptance;
    std::vector<std::string> owners;
    std::vector<agreement::Voter> voters;
    for (std::size_t i = 0; i < problem.households.size(); ++i) {
        auto const& household = problem.households[i];
        auto const found = acceptance.find(household.id);
        auto const chances =
            chance_at(facts, i, prices[i], found == acceptance.end() ? std::nullopt : std::optional(found->second));
        auto const owner = std::ranges::find(owners, household.owner);
        if (owner == owners.end()) {
            owners.push_back(household.owner);
            voters.push_back({household.area, chances.low, chances.high});
            continue;
        }
        // One person: all of the flats must suit.
        auto& voter = voters[static_cast<std::size_t>(owner - owners.begin())];
        voter.area = voter.area + household.area;
        voter.low = std::min(voter.low, chances.low);
        voter.high = std::min(voter.high, chances.high);
    }
    return voters;
}

Said said_yes(AgreementFacts const& facts) {
    struct Owner {
        bool all = true;
        SquareMetres area;
    };
    std::map<std::string, Owner> owners;
    for (std::size_t i = 0; i < facts.roll.size(); ++i) {
        auto const& entry = facts.roll[i];
        auto& owner = owners[entry.owner.empty() ? entry.household.text : entry.owner.text];
        owner.all = owner.all && facts.agreed[i];
        owner.area = owner.area + entry.area;
    }
    Said said;
    for (auto const& [id, owner] : owners) {
        if (!owner.all) continue;
        ++said.heads;
        said.area = said.area + owner.area;
    }
    return said;
}

}  // namespace jiati::app::read
