#include "app/invariants/guard.h"

#include "app/invariants/invariant.h"

namespace jiati::app::invariants {
namespace {

// A sample: a busy minute changes more streams than are looked at, and that is all right.
constexpr std::size_t remembered_max = 200;
constexpr std::size_t streams_at_once = 4;

}  // namespace

Result<Appended, StoreError> ClosableJournal::append(Append append) {
    if (closed_)
        return Failure{StoreError{StoreError::Kind::unavailable, "writing has stopped: a law of the record is broken"}};
    return journal_.append(std::move(append));
}

void Guard::note(Change const& change) {
    std::lock_guard const lock(mutex_);
    if (count_ < remembered_max && changed_[change.city].insert(change.stream).second) ++count_;
}

void Guard::step() {
    std::string city;
    std::set<std::string> streams;
    {
        std::lock_guard const lock(mutex_);
        if (changed_.empty()) return;
        auto const found = changed_.begin();
        city = found->first;
        while (streams.size() < streams_at_once && !found->second.empty()) {
            streams.insert(found->second.extract(found->second.begin()));
            --count_;
        }
        if (found->second.empty()) changed_.erase(found);
    }
    std::vector<std::string> problems;
    for (auto const& stream : streams) {
        auto const events = kept_.stores.journal.read_stream(city, stream, 0);
        if (!events) return;  // the world failed; that is not a breach
        auto laws = of_a_stream();
        for (auto const& law : laws) {
            std::vector<std::string> found;
            for (auto const& event : *events) law->take(event, found);
            for (auto const& problem : found) problems.push_back(std::string(law->name()) + ": " + problem);
        }
    }
    if (!compare_kept(kept_, city, streams, problems) && problems.empty()) return;
    if (problems.empty()) return;
    journal_.close();
    for (auto const& problem : problems) on_breach_(city + ": " + problem);
}

}  // namespace jiati::app::invariants
