#include "app/invariants/invariant.h"
#include "base/overloaded.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace jiati::app::invariants {
namespace {

struct Answer {
    std::string choice;
    bool waits = false;      // for its owner
    bool contested = false;  // both: in, and not counted
    bool conditional = false;

    [[nodiscard]] bool counts() const { return !waits && !contested; }
    [[nodiscard]] std::string counted_as() const { return conditional ? "abstain" : choice; }
};

// The ballot box of one vote, kept from its events alone.
struct Box {
    vote::Opened rules;
    Date opened_on;
    std::map<std::string, vote::Voter> roll;  // by household
    std::map<std::string, Answer> ballots;    // by household; whoever is missing has not answered
    std::optional<vote::Closed> closed;
};

struct Heads {
    std::int64_t count = 0;
    std::int64_t area = 0;  // hundredths of a square metre
};

// Counted by owners, each with the area of all its flats (Civil Code art. 278). An owner of several flats has answered
// when all of them have, or any where the rule lets one answer stand for all.
struct Count {
    Heads all, taking_part, agreeing;
    std::set<std::string> agreeing_owners;
    bool differs = false;  // one owner's flats say different things
};

Count count(Box const& box) {
    struct Owner {
        std::int64_t area = 0;
        std::size_t flats = 0;
        std::vector<std::string> answers;
    };
    std::map<std::string, Owner> owners;
    for (auto const& [household, voter] : box.roll) {
        auto& owner = owners[voter.owner.text];
        owner.area += voter.area.hundredths();
        ++owner.flats;
        if (auto const ballot = box.ballots.find(household); ballot != box.ballots.end() && ballot->second.counts())
            owner.answers.push_back(ballot->second.counted_as());
    }
    Count result;
    auto const add = [](Heads& heads, Owner const& owner) {
        ++heads.count;
        heads.area += owner.area;
    };
    for (auto const& [id, owner] : owners) {
        add(result.all, owner);
        auto const needed = box.rules.majority.answer_covers_all_flats ? 1 : owner.flats;
        if (owner.answers.size() < needed) continue;
        add(result.taking_part, owner);
        if (owner.answers.front() == "agree") {
            add(result.agreeing, owner);
            result.agreeing_owners.insert(id);
        }
        for (auto const& answer : owner.answers) result.differs = result.differs || answer != owner.answers.front();
    }
    return result;
}

bool reaches(std::int64_t have, std::int64_t of, Fraction const& need, bool strictly) {
    auto const least = need * Fraction{of};
    return strictly ? Fraction{have} > least : Fraction{have} >= least;
}

bool passes(Count const& count, DoubleMajority const& rule) {
    auto const& base = rule.base == AgreementBase::participants ? count.taking_part : count.all;
    return count.taking_part.count > 0 &&
           reaches(count.taking_part.count, count.all.count, rule.participation_heads, false) &&
           reaches(count.taking_part.area, count.all.area, rule.participation_area, false) &&
           reaches(count.agreeing.count, base.count, rule.agreement_heads, rule.strict_agreement) &&
           reaches(count.agreeing.area, base.area, rule.agreement_area, rule.strict_agreement);
}

class BallotsCounted final : public Invariant {
    [[nodiscard]] std::string_view name() const override { return "ballots"; }

    void take(StoredEvent const& event, std::vector<std::string>& problems) override {
        if (!event.stream.starts_with("vote/")) return;
        auto const decoded = codec::decode_vote_event(event.type, event.payload);
        if (!decoded) return;  // another law's matter
        auto const say = [&](std::string const& what) {
            problems.push_back(event.stream + " at " + std::to_string(event.seq) + ": " + what);
        };
        auto const known = boxes_.find(event.stream);
        if (auto const* const opened = std::get_if<vote::Opened>(&*decoded)) {
            if (known != boxes_.end()) return say("opened twice");
            auto& box = boxes_[event.stream];
            box.rules = *opened;
            box.opened_on = event.occurred_on;
            for (auto const& voter : opened->voters)
                if (!box.roll.try_emplace(voter.household.text, voter).second) say("a household is on the roll twice");
            return;
        }
        if (known == boxes_.end()) return say("not opened");
        auto& box = known->second;
        if (box.closed) return say(event.type + " after the close");
        if (event.occurred_on < box.opened_on) say(event.type + " dated before the vote");
        std::visit(Overloaded{
                       [&](vote::BallotCast const& e) {
                           on_voting_day(event, box, e.household.text, say);
                           if (e.by_owner && e.waits_for_owner) say("an owner's own ballot waits for the owner");
                           box.ballots[e.household.text] = {e.choice, e.waits_for_owner, false, !e.condition.empty()};
                       },
                       [&](vote::BallotWithdrawn const& e) {
                           on_voting_day(event, box, e.household.text, say);
                           if (box.ballots.erase(e.household.text) == 0) say("withdrawn, but none was cast");
                       },
                       [&](vote::ConditionConfirmed const& e) {
                           if (auto* const answer = answer_of(event, box, e.household.text, say)) {
                               if (!answer->conditional) say("a condition is met that was not made");
                               answer->conditional = false;
                           }
                       },
                       [&](vote::BallotConfirmed const& e) {
                           if (auto* const answer = answer_of(event, box, e.household.text, say)) {
                               if (!answer->waits) say("a ballot is confirmed that did not wait");
                               answer->waits = false;
                           }
                       },
                       [&](vote::BallotContested const& e) {
                           if (auto* const answer = answer_of(event, box, e.household.text, say))
                               answer->contested = true;
                       },
                       [&](vote::BallotSettled const& e) {
                           auto* const answer = answer_of(event, box, e.household.text, say);
                           if (answer == nullptr) return;
                           if (!answer->contested) say("a ballot is settled that nobody contested");
                           answer->contested = false;
                           if (!e.stands) box.ballots.erase(e.household.text);
                       },
                       [&](vote::Closed const& e) {
                           recount(box, e, say);
                           box.closed = e;
                       },
                       [](auto const&) {},
                   },
                   *decoded);
    }

    template <class Say>
    static void on_voting_day(StoredEvent const& event, Box const& box, std::string const& household, Say const& say) {
        if (!box.roll.contains(household)) say("a ballot of nobody on the roll");
        if (event.occurred_on > box.rules.closes_on) say("a ballot after the last day");
    }

    template <class Say>
    static Answer* answer_of(StoredEvent const& event, Box& box, std::string const& household, Say const& say) {
        on_voting_day(event, box, household, say);
        auto const found = box.ballots.find(household);
        if (found == box.ballots.end()) say(event.type + " without a ballot");
        return found == box.ballots.end() ? nullptr : &found->second;
    }

    template <class Say>
    static void recount(Box const& box, vote::Closed const& closed, Say const& say) {
        if (box.rules.kind == vote::Kind::choice) {
            std::map<std::string, std::int64_t> tally;
            for (auto const& [household, answer] : box.ballots)
                if (answer.counts()) ++tally[answer.choice];
            std::int64_t most = 0, leaders = 0;
            std::string leader;
            for (auto const& [choice, ballots] : tally) {
                if (ballots > most) leaders = 0, most = ballots, leader = choice;
                leaders += ballots == most ? 1 : 0;
            }
            if (closed.chosen != (leaders == 1 ? leader : "")) say("chosen is not who had the most ballots");
            for (auto const& one : closed.tallies)
                if (one.ballots != (tally.contains(one.option) ? tally.at(one.option) : 0)) say("a tally is wrong");
            return;
        }
        auto const counted = count(box);
        if (counted.differs) say("an owner's flats say different things");
        bool const parts_agree = std::ranges::all_of(box.rules.private_part_owners, [&](HouseholdId const& flat) {
            auto const voter = box.roll.find(flat.text);
            return voter != box.roll.end() && counted.agreeing_owners.contains(voter->second.owner.text);
        });
        if (closed.private_parts_agree != parts_agree) say("the owners of occupied parts said otherwise");
        if (closed.passes != (passes(counted, box.rules.majority) && parts_agree))
            say(std::string("closed as ") + (closed.passes ? "passed" : "failed") + ", the ballots say otherwise");
        auto const& base = box.rules.majority.base == AgreementBase::participants ? counted.taking_part : counted.all;
        std::map<std::string, std::pair<std::string, std::string>> const expected{
            {"participation_heads", {std::to_string(counted.taking_part.count), std::to_string(counted.all.count)}},
            {"participation_area",
             {SquareMetres{counted.taking_part.area}.to_string(), SquareMetres{counted.all.area}.to_string()}},
            {"agreement_heads", {std::to_string(counted.agreeing.count), std::to_string(base.count)}},
            {"agreement_area", {SquareMetres{counted.agreeing.area}.to_string(), SquareMetres{base.area}.to_string()}}};
        for (auto const& ratio : closed.ratios) {
            auto const found = expected.find(ratio.name);
            if (found != expected.end() && found->second != std::pair{ratio.have, ratio.of})
                say(ratio.name + " noted as " + ratio.have + " of " + ratio.of + ", counted " + found->second.first +
                    " of " + found->second.second);
        }
    }

    std::map<std::string, Box> boxes_;
};

// What a project took in is what its vote closed with.
class ResultsTakenIn final : public Invariant {
    [[nodiscard]] std::string_view name() const override { return "results"; }
    void take(StoredEvent const& event, std::vector<std::string>& problems) override {
        if (event.type.starts_with("vote.Closed/")) {
            auto const decoded = codec::decode_vote_event(event.type, event.payload);
            if (decoded) passed_[event.stream] = std::get<vote::Closed>(*decoded).passes;
        } else if (event.type.starts_with("consent.ResultTakenIn/")) {
            auto const decoded = codec::decode_project_event(event.type, event.payload);
            auto const* const stage = decoded ? std::get_if<project::consent::Event>(&decoded->stage()) : nullptr;
            auto const* const taken = stage ? std::get_if<project::consent::ResultTakenIn>(stage) : nullptr;
            if (taken == nullptr) return;
            auto const closed = passed_.find("vote/" + taken->vote.text);
            if (closed == passed_.end() || closed->second != taken->passes)
                problems.push_back(event.stream + " at " + std::to_string(event.seq) +
                                   ": not the result its vote closed with");
        }
    }
    std::map<std::string, bool> passed_;
};

}  // namespace

std::unique_ptr<Invariant> ballots_counted() { return std::make_unique<BallotsCounted>(); }
std::unique_ptr<Invariant> results_taken_in() { return std::make_unique<ResultsTakenIn>(); }

}  // namespace jiati::app::invariants
