// What the pages about a vote share: its ballots as this viewer may see them, and the vault texts behind them.
#pragma once

#include "app/read/json_parts.h"
#include "app/read/sources.h"

#include <map>
#include <string>
#include <vector>

namespace jiati::app::read {

// Which of a vote's texts the viewer may read. Conditions and contests: the household itself and the neighbourhood's
// staff, who have to meet and to settle them; while results are hidden, the household alone. Names, documents and
// signatures of those who answered in another's place: likewise.
[[nodiscard]] std::vector<std::string> refs_for(vote::State const& vote, Rights const& rights);
// Of these, the ones of the viewer's own household, which are shown as they were written.
[[nodiscard]] std::vector<std::string> own_refs(vote::State const& vote, Rights const& rights);

// What ballots are on the roll as they are counted: agree, oppose, abstain, not_returned, not_delivered.
[[nodiscard]] std::string_view code_of(games::Ballot ballot);
[[nodiscard]] std::string_view code_of(vote::Channel channel);
[[nodiscard]] std::string_view code_of(policy::ProxyKind kind);
[[nodiscard]] json::object counts(vote::State const& vote);
[[nodiscard]] json::object terms(policy::BallotTerms const& terms);
[[nodiscard]] json::object both(games::DoubleRatio const& counted);
// {"heads":{have,of,need,need_count,holds},"area":{…}} of both groups.

// Exactly what `jiati consent` takes, and answers this vote's result.
[[nodiscard]] json::object recount_question(vote::State const& vote);

// Whether the ballot is in and what it waits for: none, not_delivered, in, waits_for_owner, contested.
[[nodiscard]] std::string_view standing_of(vote::Ballot const& ballot);
// A ballot with all that its household may know of it.
[[nodiscard]] json::object own_ballot(Sources const& from, vote::State const& vote, vote::Voter const& voter);
// The roll for those who collect ballots: whose is in, never what it says.
[[nodiscard]] json::array collecting_list(Sources const& from, vote::State const& vote);

}  // namespace jiati::app::read
