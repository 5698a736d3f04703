#include "app/former_owners.h"

#include "app/aggregates.h"
#include "app/read/vault_refs.h"
#include "app/read/vote_parts.h"

#include <algorithm>
#include <map>
#include <vector>

namespace jiati::app {
namespace {

using Rows = std::vector<StoredEvent>;

// When each household changed hands last: the sequence number of that.
std::map<HouseholdId, std::int64_t> changes_in(Rows const& rows) {
    std::map<HouseholdId, std::int64_t> changes;
    for (auto const& row : rows) {
        auto const event = PlaceKind::decode_event(row.type, row.payload);
        if (!event) continue;
        if (auto const* const sold = std::get_if<place::TenureChanged>(&*event)) changes[sold->household] = row.seq;
    }
    return changes;
}

bool is_named_before(std::string const& ref, std::int64_t seq, Rows const& rows) {
    auto const quoted = "\"" + ref + "\"";
    return std::ranges::any_of(
        rows, [&](StoredEvent const& row) { return row.seq < seq && row.payload.find(quoted) != std::string::npos; });
}

}  // namespace

Result<std::set<std::string>, StoreError> former_owners_refs(Journal& journal, std::string const& city,
                                                             project::State const& project, place::State const& place,
                                                             vote::State const* vote, read::Rights const& rights) {
    std::set<std::string> former;
    std::vector<HouseholdId> sold;
    for (auto const& household : rights.own)
        if (auto const found = place.households.find(household);
            found != place.households.end() && !found->second.earlier_tenures.empty())
            sold.push_back(household);
    if (sold.empty()) return former;

    auto const places = journal.read_stream(city, stream_of<PlaceKind>(place.id.text), 0);
    if (!places) return Failure{places.error()};
    auto said = journal.read_stream(city, stream_of<ProjectKind>(project.lifecycle.project.text), 0);
    if (!said) return Failure{said.error()};
    if (vote != nullptr) {
        auto const cast = journal.read_stream(city, stream_of<VoteKind>(vote->id.text), 0);
        if (!cast) return Failure{cast.error()};
        said->insert(said->end(), cast->begin(), cast->end());
    }
    auto const changes = changes_in(*places);
    for (auto const& household : sold) {
        auto const changed = changes.find(household);
        if (changed == changes.end()) continue;
        read::Rights own;
        own.own = {household};
        std::vector<std::string> refs;
        for (auto const& text : read::texts_of(project, own, household)) refs.push_back(text.ref);
        if (vote != nullptr) std::ranges::move(read::own_refs(*vote, own), std::back_inserter(refs));
        for (auto& ref : refs)
            if (is_named_before(ref, changed->second, *said)) former.insert(std::move(ref));
    }
    auto const answer = [&](VaultText const& text, VaultText const& its) {
        if (former.contains(text.ref) && !its.empty()) former.insert(its.ref);
    };
    for (auto const& worry : project.survey.worries) answer(worry.text, worry.answer);
    for (auto const& question : project.deliberation.questions) answer(question.text, question.answer);
    for (auto const& objection : project.notice.objections) answer(objection.text, objection.answer);
    for (auto const& mediation : project.mediation.mediations)
        for (auto const& offer : mediation.offers) {
            answer(offer.text, offer.answer);
            answer(offer.text, offer.how);
        }
    return former;
}

}  // namespace jiati::app
