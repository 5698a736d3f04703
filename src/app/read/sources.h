// What a project's page is made from: states, the policy in force, the viewer's rights, and the vault texts that the
// viewer may read. Pure data, gathered by the queries.
#pragma once

#include "app/permissions.h"
#include "place/community.h"
#include "policy/policy.h"
#include "project/state.h"
#include "vote/vote.h"

#include <map>
#include <set>
#include <string>

namespace jiati::app::read {

struct Rights {
    bool stances = false, visits = false, people = false, returned = false, tally = false, ballots = false,
         shares = false, areas = false, ledger = false, objections = false, opinions = false, questions = false,
         bills = false, estimates = false, mediation = false, verdict = false, daylight = false;
    std::set<HouseholdId> own;
    Standing standing;
    std::vector<std::string_view> may;  // command types the viewer's roles allow here
    std::set<std::string> departments;  // whose opinion the viewer may give
};
[[nodiscard]] Rights rights_of(Viewer const& viewer, Target const& target);

struct Sources {
    project::State const& project;
    std::int64_t version = 0;
    place::State const& place;
    vote::State const* vote = nullptr;                     // the latest consent vote, open or closed
    std::vector<std::int64_t> const* vote_seqs = nullptr;  // sequence number of each event of the vote's stream
    policy::Policy const& policy;
    Rights const& rights;
    std::map<std::string, std::string> const& texts;  // vault reference → words
    Date today;
    std::vector<std::int64_t> const* seqs = nullptr;  // sequence number of each event of the project's stream

    [[nodiscard]] place::UnitState const* unit() const;
    [[nodiscard]] std::string text(VaultText const& text) const;  // empty when the viewer may not read it
    [[nodiscard]] std::string room(HouseholdId const& household) const;
    // The unit's households in the published order: lowest floor, room, id.
    [[nodiscard]] std::vector<place::HouseholdState const*> households() const;
};

// The rights a project's page depends on; a household's own target is its unit.
[[nodiscard]] Target target_of(project::State const& project, place::State const& place);

}  // namespace jiati::app::read
