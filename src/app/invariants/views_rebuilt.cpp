#include "app/invariants/invariant.h"
#include "app/projections.h"
#include "app/rebuild.h"

#include <map>
#include <set>

namespace jiati::app::invariants {
namespace {

constexpr std::size_t rows_at_once = 1000;
constexpr std::size_t timers_max = 1'000'000;

template <class Kind>
std::vector<typename Kind::Event> events_of(std::vector<StoredEvent> const& rows) {
    std::vector<typename Kind::Event> events;
    for (auto const& row : rows)
        if (auto event = Kind::decode_event(row.type, row.payload); event) events.push_back(std::move(*event));
    return events;
}

class ViewsRebuilt final : public Invariant {
    [[nodiscard]] std::string_view name() const override { return "views"; }

    void take(StoredEvent const& event, std::vector<std::string>&) override {
        if (event.type.starts_with("vote.Opened/") || event.type.starts_with("place.PersonalDataErased/"))
            owing_.insert(event.stream);
    }

    Result<Done, StoreError> compare(City const& city, std::vector<std::string>& problems) override {
        Repository fresh(city.stores.journal);
        auto rows = rows_from_journal(city.stores, fresh, city.name);
        if (!rows) return Failure{std::move(rows).error()};
        // Later rows of one key replace earlier ones, as in the store.
        std::map<std::string, std::map<std::string, ViewRow>> expected;
        for (auto& [in_city, row] : *rows) expected[row.view].insert_or_assign(row.key, row);
        for (auto& [view, of_view] : expected) {
            for (std::string after;;) {
                auto const page = city.stores.views.list(city.name, view, "", after, rows_at_once);
                if (!page) return Failure{page.error()};
                for (auto const& row : *page) {
                    after = row.key;
                    auto const found = of_view.find(row.key);
                    if (found == of_view.end())
                        problems.push_back(view + " holds " + row.key + ", which follows from nothing");
                    else if (found->second.body != row.body || found->second.area != row.area)
                        problems.push_back(view + " differs at " + row.key);
                    if (found != of_view.end()) of_view.erase(found);
                }
                if (page->size() < rows_at_once) break;
            }
            for (auto const& [key, row] : of_view) problems.push_back(view + " lacks " + key);
        }
        return compare_timers(city, fresh, problems);
    }

    Result<Done, StoreError> compare_timers(City const& city, Repository& fresh, std::vector<std::string>& problems) {
        // What the events owe, one after another: a later one takes an earlier one's timer away.
        std::map<std::string, Instant> expected;
        auto const owe = [&](std::vector<TimerRow> const& timers) {
            for (auto const& timer : timers)
                if (timer.command.empty())
                    expected.erase(timer.key);
                else
                    expected[timer.key] = timer.due;
        };
        for (auto const& stream : owing_) {
            auto const id = stream.substr(stream.find('/') + 1);
            auto const rows = city.stores.journal.read_stream(city.name, stream, 0);
            if (!rows) return Failure{rows.error()};
            if (stream.starts_with("vote/")) {
                auto const loaded = fresh.load<VoteKind>(city.name, id);
                if (!loaded) return Failure{loaded.error()};
                owe(timers_of((*loaded)->state, events_of<VoteKind>(*rows)));
            } else {
                auto const loaded = fresh.load<PlaceKind>(city.name, id);
                if (!loaded) return Failure{loaded.error()};
                owe(timers_of((*loaded)->state, events_of<PlaceKind>(*rows)));
            }
        }
        auto const due = city.stores.views.due(Instant::start_of(Date::of(2199, 12, 31)), timers_max);
        if (!due) return Failure{due.error()};
        for (auto const& owed : *due) {
            if (owed.city != city.name) continue;
            auto const found = expected.find(owed.timer.key);
            if (found == expected.end() || found->second != owed.timer.due)
                problems.push_back("a timer that follows from nothing: " + owed.timer.key);
            else
                expected.erase(found);
        }
        for (auto const& [key, instant] : expected) problems.push_back("a timer is missing: " + key);
        return Done{};
    }

    std::set<std::string> owing_;  // streams with timers
};

}  // namespace

std::unique_ptr<Invariant> views_rebuilt() { return std::make_unique<ViewsRebuilt>(); }

}  // namespace jiati::app::invariants
