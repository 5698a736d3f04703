#include "app/invariants/kept_states.h"

namespace jiati::app::invariants {
namespace {

constexpr int looks_max = 3;

Result<Page, QueryError> page_of(Queries& queries, Viewer const& viewer, std::string const& stream) {
    auto const id = stream.substr(stream.find('/') + 1);
    return stream.starts_with("place/") ? queries.place(viewer, id) : queries.project(viewer, id);
}

}  // namespace

Result<Done, StoreError> compare_kept(Kept const& kept, std::string const& city, std::set<std::string> const& streams,
                                      std::vector<std::string>& problems) {
    Viewer viewer;
    viewer.city = city;
    viewer.sees_all = true;
    Repository fresh(kept.stores.journal);
    // The projects of votes instead of the votes.
    std::set<std::string> shown;
    for (auto const& stream : streams) {
        if (stream.starts_with("project/") || stream.starts_with("place/")) shown.insert(stream);
        if (!stream.starts_with("vote/")) continue;
        auto const vote = fresh.load<VoteKind>(city, stream.substr(stream.find('/') + 1));
        if (!vote) return Failure{vote.error()};
        for (auto const& project : (*vote)->state.projects) shown.insert("project/" + project.text);
    }
    for (auto const& stream : shown) {
        for (int look = 1;; ++look) {
            auto const at_hand = page_of(kept.queries, viewer, stream);
            if (!at_hand && at_hand.error().kind == QueryError::Kind::store) return Failure{at_hand.error().store};
            Repository folded(kept.stores.journal);
            Queries queries(kept.stores, folded, kept.policies);
            auto const anew = page_of(queries, viewer, stream);
            if (!anew && anew.error().kind == QueryError::Kind::store) return Failure{anew.error().store};
            bool const same = at_hand && anew ? at_hand->json == anew->json : !at_hand && !anew;
            if (same) break;
            // Old, not wrong: an append whose outcome nobody was told may be missing until the stream is read again.
            // That nobody reads less than was acknowledged is another law.
            if (at_hand && anew && at_hand->version < anew->version) break;
            if (look < looks_max) continue;
            problems.push_back("replay: " + stream + ": what is kept" +
                               (at_hand ? " (version " + std::to_string(at_hand->version) + ")" : "") +
                               " is not what its events make" +
                               (anew ? " (version " + std::to_string(anew->version) + ")" : ""));
            break;
        }
    }
    return Done{};
}

}  // namespace jiati::app::invariants
