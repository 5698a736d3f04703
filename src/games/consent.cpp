#include "games/consent.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

namespace jiati::games {
namespace {

// One head: an owner with all its flats. Areas are in hundredths of a square metre.
struct Owner {
    std::string name;
    std::vector<std::size_t> flats;
    std::int64_t area = 0;
    Ballot ballot = Ballot::not_returned;
    bool must_agree = false;
};

struct Amounts {
    std::int64_t heads = 0;
    std::int64_t area = 0;

    void add(Owner const& owner) {
        ++heads;
        area += owner.area;
    }
};

struct Tally {
    Amounts all;
    Amounts participants;
    Amounts agreeing;
};

template <class Quantity>
Ratio<Quantity> ratio(std::int64_t have, std::int64_t of, Fraction const& need, bool strict) {
    auto const threshold = need * Fraction{of};
    auto const least = strict ? threshold.floor() + Fraction{1} : threshold.ceil();
    // At most `of` + 1, so it fits.
    return {Quantity{have}, Quantity{of}, need, Quantity{*least.to_int64()}, Fraction{have} >= least};
}

DoubleRatio participation(Tally const& tally, DoubleMajority const& rule) {
    return {ratio<std::int64_t>(tally.participants.heads, tally.all.heads, rule.participation_heads, false),
            ratio<SquareMetres>(tally.participants.area, tally.all.area, rule.participation_area, false)};
}

DoubleRatio agreement(Tally const& tally, DoubleMajority const& rule) {
    auto const& base = rule.base == AgreementBase::participants ? tally.participants : tally.all;
    DoubleRatio result{
        ratio<std::int64_t>(tally.agreeing.heads, base.heads, rule.agreement_heads, rule.strict_agreement),
        ratio<SquareMetres>(tally.agreeing.area, base.area, rule.agreement_area, rule.strict_agreement)};
    if (tally.participants.heads == 0) {  // nothing of nothing would satisfy any part
        result.heads.holds = result.area.holds = false;
        result.heads.least = std::max<std::int64_t>(result.heads.least, 1);
        result.area.least = std::max(result.area.least, SquareMetres{1});
    }
    return result;
}

bool passes(Tally const& tally, DoubleMajority const& rule) {
    return participation(tally, rule).holds() && agreement(tally, rule).holds();
}

// ---- the smallest set -----------------------------------------------------------------------------------------------

// Areas still to choose from, largest first, and the sums of the first n.
class Pool {
  public:
    void fill(std::vector<std::int64_t> areas) {
        areas_ = std::move(areas);
        std::sort(areas_.begin(), areas_.end(), std::greater<>{});
        sums_.assign(areas_.size() + 1, 0);
        sum_from(0);
    }
    void remove(std::int64_t area) {
        auto const found = std::lower_bound(areas_.begin(), areas_.end(), area, std::greater<>{});
        auto const index = static_cast<std::size_t>(found - areas_.begin());
        areas_.erase(found);
        sums_.pop_back();
        sum_from(index);
    }
    [[nodiscard]] std::size_t size() const { return areas_.size(); }
    [[nodiscard]] std::int64_t largest(std::size_t count) const { return sums_[count]; }

  private:
    void sum_from(std::size_t index) {
        for (auto i = index; i < areas_.size(); ++i) sums_[i + 1] = sums_[i] + areas_[i];
    }
    std::vector<std::int64_t> areas_;
    std::vector<std::int64_t> sums_;
};

// The fewest owners out of `candidates` whose agreement makes the vote pass. For a given number u of those who have not
// answered and v of those who answered otherwise the largest areas of each group are best, since both conditions on
// areas grow with them; so only the split of the number has to be searched, and the search is exact.
class SmallestSet {
  public:
    SmallestSet(Tally tally, DoubleMajority const& rule) : tally_(tally), rule_(rule) {}

    std::vector<Owner const*> find(std::vector<Owner const*> const& candidates) {
        std::vector<std::int64_t> silent;
        std::vector<std::int64_t> contrary;
        for (auto const* owner : candidates) (is_answer(owner->ballot) ? contrary : silent).push_back(owner->area);
        silent_.fill(std::move(silent));
        contrary_.fill(std::move(contrary));
        if (is_feasible(0) || !is_feasible(candidates.size())) return {};

        // One more agreement never hurts, so the smallest number can be found by halving.
        std::size_t too_few = 0;
        std::size_t enough = candidates.size();
        while (enough - too_few > 1) {
            auto const middle = too_few + (enough - too_few) / 2;
            (is_feasible(middle) ? enough : too_few) = middle;
        }

        // Among all sets of that size, the first in published order.
        std::vector<Owner const*> chosen;
        for (auto const* owner : candidates) {
            if (chosen.size() == enough) break;
            (is_answer(owner->ballot) ? contrary_ : silent_).remove(owner->area);
            auto const before = tally_;
            if (!is_answer(owner->ballot)) tally_.participants.add(*owner);
            tally_.agreeing.add(*owner);
            if (is_feasible(enough - chosen.size() - 1))
                chosen.push_back(owner);
            else
                tally_ = before;
        }
        return chosen;
    }

  private:
    // The tally once the `silent` and `contrary` largest of each pool agree.
    [[nodiscard]] Tally with(std::size_t silent, std::size_t contrary) const {
        auto tally = tally_;
        tally.participants.heads += static_cast<std::int64_t>(silent);
        tally.participants.area += silent_.largest(silent);
        tally.agreeing.heads += static_cast<std::int64_t>(silent + contrary);
        tally.agreeing.area += silent_.largest(silent) + contrary_.largest(contrary);
        return tally;
    }

    // By how much the agreeing area exceeds its threshold. Concave in the number taken from the silent pool.
    [[nodiscard]] Fraction area_margin(Tally const& tally) const {
        auto const base = rule_.base == AgreementBase::participants ? tally.participants.area : tally.all.area;
        return Fraction{tally.agreeing.area} - rule_.agreement_area * Fraction{base};
    }

    // Can `count` more agreements do? Participation asks for at least some number of silent owners, the agreement of
    // heads for at most some number; in between the largest margin of area decides.
    [[nodiscard]] bool is_feasible(std::size_t count) const {
        if (count > silent_.size() + contrary_.size()) return false;
        auto low = count > contrary_.size() ? count - contrary_.size() : 0;
        auto high = std::min(count, silent_.size());
        auto const takes_part = [&](std::size_t silent) {
            return participation(with(silent, count - silent), rule_).holds();
        };
        auto const heads_agree = [&](std::size_t silent) {
            return agreement(with(silent, count - silent), rule_).heads.holds;
        };
        if (!takes_part(high)) return false;
        for (auto top = high; low < top;) {
            auto const middle = low + (top - low) / 2;
            if (takes_part(middle))
                top = middle;
            else
                low = middle + 1;
        }
        for (auto bottom = low; bottom < high;) {
            auto const middle = high - (high - bottom) / 2;
            if (heads_agree(middle))
                bottom = middle;
            else
                high = middle - 1;
        }
        while (low < high) {
            auto const middle = low + (high - low) / 2;
            if (area_margin(with(middle + 1, count - middle - 1)) > area_margin(with(middle, count - middle)))
                low = middle + 1;
            else
                high = middle;
        }
        return passes(with(low, count - low), rule_);
    }

    Tally tally_;
    DoubleMajority const& rule_;
    Pool silent_;
    Pool contrary_;
};

// ---- input ----------------------------------------------------------------------------------------------------------

bool is_part(Fraction const& value) { return !value.is_negative() && value <= Fraction{1}; }

std::optional<ConsentError> fault_of(std::vector<ConsentHousehold> const& households, DoubleMajority const& rule) {
    using Kind = ConsentError::Kind;
    if (!is_part(rule.participation_heads) || !is_part(rule.participation_area) || !is_part(rule.agreement_heads) ||
        !is_part(rule.agreement_area))
        return ConsentError{Kind::threshold_out_of_range, {}, {}};
    if (households.empty()) return ConsentError{Kind::no_households, {}, {}};
    std::set<std::string> ids;
    for (auto const& household : households) {
        auto const error = [&](Kind kind) { return ConsentError{kind, household.id, household.owner}; };
        if (!ids.insert(household.id).second) return error(Kind::household_repeated);
        if (household.owner.empty()) return error(Kind::owner_missing);
        if (household.area <= SquareMetres{}) return error(Kind::area_not_positive);
        if (household.area > household_area_max) return error(Kind::area_too_large);
    }
    return std::nullopt;
}

// Owners in the order of their first flat.
Result<std::vector<Owner>, ConsentError> group(std::vector<ConsentHousehold> const& households,
                                               DoubleMajority const& rule) {
    std::vector<Owner> owners;
    std::map<std::string, std::size_t> index_of;
    for (std::size_t i = 0; i < households.size(); ++i) {
        auto const& household = households[i];
        auto const [found, is_new] = index_of.try_emplace(household.owner, owners.size());
        if (is_new) owners.push_back({household.owner, {}, 0, household.ballot, false});
        auto& owner = owners[found->second];
        bool const agrees_with_others = is_answer(owner.ballot) == is_answer(household.ballot)
                                            ? !is_answer(owner.ballot) || owner.ballot == household.ballot
                                            : rule.answer_covers_all_flats;
        if (!agrees_with_others)
            return Failure{ConsentError{ConsentError::Kind::owner_ballots_differ, household.id, household.owner}};
        if (is_answer(household.ballot)) owner.ballot = household.ballot;
        owner.must_agree = owner.must_agree || household.must_agree;
        owner.flats.push_back(i);
        owner.area += household.area.hundredths();
    }
    return owners;
}

// The fewest of `candidates` whose agreement makes it pass: those without whom it never does, and of the rest as few as
// need be.
std::vector<Owner const*> fewest(Tally tally, DoubleMajority const& rule, std::vector<Owner const*> const& candidates) {
    std::vector<Owner const*> chosen;
    std::vector<Owner const*> rest;
    for (auto const* owner : candidates) {
        if (!owner->must_agree) {
            rest.push_back(owner);
            continue;
        }
        if (!is_answer(owner->ballot)) tally.participants.add(*owner);
        tally.agreeing.add(*owner);
        chosen.push_back(owner);
    }
    auto const others = SmallestSet(tally, rule).find(rest);
    if (others.empty() && !passes(tally, rule)) return {};
    chosen.insert(chosen.end(), others.begin(), others.end());
    return chosen;
}

std::vector<std::string> flats_of(std::vector<Owner const*> const& owners,
                                  std::vector<ConsentHousehold> const& households) {
    std::vector<std::size_t> places;
    for (auto const* owner : owners) places.insert(places.end(), owner->flats.begin(), owner->flats.end());
    std::sort(places.begin(), places.end());
    std::vector<std::string> ids;
    std::transform(places.begin(), places.end(), std::back_inserter(ids), [&](auto i) { return households[i].id; });
    return ids;
}

}  // namespace

Result<ConsentOutcome, ConsentError> test_consent(std::vector<ConsentHousehold> const& households,
                                                  DoubleMajority const& rule) {
    if (auto fault = fault_of(households, rule)) return Failure{*std::move(fault)};
    auto const grouped = group(households, rule);
    if (!grouped) return Failure{grouped.error()};

    Tally now;
    Tally if_against;
    Tally if_agreeing;
    std::vector<Owner const*> silent;
    std::vector<Owner const*> not_agreeing;
    for (auto const& owner : *grouped) {
        bool const agrees = owner.ballot == Ballot::agree;
        bool const answered = is_answer(owner.ballot);
        for (auto* tally : {&now, &if_against, &if_agreeing}) {
            tally->all.add(owner);
            if (answered || tally != &now) tally->participants.add(owner);
            if (agrees || (!answered && tally == &if_agreeing)) tally->agreeing.add(owner);
        }
        if (!agrees) not_agreeing.push_back(&owner);
        if (!answered) silent.push_back(&owner);
    }

    ConsentOutcome outcome;
    outcome.participation = participation(now, rule);
    outcome.agreement = agreement(now, rule);
    bool refused = false;  // by an owner of such a part who answered
    std::set<std::string> missing;
    for (auto const* owner : not_agreeing) {
        if (!owner->must_agree) continue;
        missing.insert(owner->name);
        refused = refused || is_answer(owner->ballot);
    }
    for (auto const& household : households)
        if (household.must_agree && missing.contains(household.owner))
            outcome.private_parts_missing.push_back(household.id);
    outcome.passes = passes(now, rule) && missing.empty();
    outcome.secure = outcome.passes && passes(if_against, rule);
    outcome.possible = passes(if_agreeing, rule) && !refused;
    outcome.blocked = !outcome.possible;
    if (outcome.possible) outcome.least_to_win = flats_of(fewest(now, rule, silent), households);
    outcome.least_to_persuade = flats_of(fewest(now, rule, not_agreeing), households);
    return outcome;
}

}  // namespace jiati::games
