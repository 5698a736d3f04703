#include "app/invariants/invariant.h"
#include "app/projections.h"
#include "app/rebuild.h"

#include <map>
#include <set>

namespace jiati::app::invariants {
namespace {

constexpr std::size_t rows_at_once = 1000;
constexpr std::size_t timers_max = 1'000'000;

class ViewsRebuilt final : public Invariant {
    [[nodiscard]] std::string_view name() const override { return "views"; }

    void take(StoredEvent const& event, std::vector<std::string>&) override {
        if (event.type.starts_with("vote.Opened/")) votes_.insert(event.stream.substr(event.stream.find('/') + 1));
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
        std::map<std::string, Instant> expected;
        for (auto const& vote : votes_) {
            auto const loaded = fresh.load<VoteKind>(city.name, vote);
            if (!loaded) return Failure{loaded.error()};
            auto const& state = (*loaded)->state;
            if (!state.is_open()) continue;
            // Owed from the opening on, until the close.
            vote::Opened opened;
            opened.vote = state.id;
            opened.closes_on = state.closes_on;
            for (auto const& timer : timers_of(state, {vote::Event{opened}}))
                if (!timer.command.empty()) expected[timer.key] = timer.due;
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

    std::set<std::string> votes_;
};

}  // namespace

std::unique_ptr<Invariant> views_rebuilt() { return std::make_unique<ViewsRebuilt>(); }

}  // namespace jiati::app::invariants
