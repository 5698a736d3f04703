#include "app/invariants/invariant.h"

#include <algorithm>
#include <iterator>

namespace jiati::app::invariants {
namespace {

constexpr std::size_t events_at_once = 1000;
constexpr int looks_max = 5;

// One broken record can break a law at every event after it: the first ones tell enough.
constexpr std::size_t problems_max = 1000;

void add(std::vector<std::string>& problems, Invariant const& law, std::vector<std::string>& found) {
    for (auto& problem : found)
        if (problems.size() < problems_max) problems.push_back(std::string(law.name()) + ": " + std::move(problem));
    found.clear();
}

}  // namespace

Invariants of_a_stream() {
    Invariants laws;
    laws.push_back(versions_dense());
    laws.push_back(money_conserved());
    laws.push_back(shares_recomputed());
    laws.push_back(ballots_counted());
    laws.push_back(payloads_canonical());
    return laws;
}

Invariants of_a_city() {
    auto laws = of_a_stream();
    laws.push_back(sequence_dense());
    laws.push_back(results_taken_in());
    laws.push_back(leaves_recomputed());
    laws.push_back(views_rebuilt());
    laws.push_back(log_is_journal());
    return laws;
}

Result<Done, StoreError> take_new(Invariants& laws, Journal& journal, std::string const& city, std::int64_t& seen,
                                  std::vector<std::string>& problems) {
    std::vector<std::string> found;
    for (;;) {
        auto page = journal.read_all(city, seen, events_at_once);
        if (!page) return Failure{std::move(page).error()};
        for (auto const& event : *page) {
            for (auto const& law : laws) {
                law->take(event, found);
                if (!found.empty()) add(problems, *law, found);
            }
            seen = event.seq;
        }
        if (page->size() < events_at_once) return Done{};
    }
}

Result<Done, StoreError> check(Invariants& laws, City const& city, std::int64_t& seen,
                               std::vector<std::string>& problems) {
    std::vector<std::string> still;
    for (int look = 1; look <= looks_max; ++look) {
        if (auto taken = take_new(laws, city.stores.journal, city.name, seen, problems); !taken) return taken;
        std::vector<std::string> broken;
        for (auto const& law : laws) {
            std::vector<std::string> found;
            auto const compared = law->compare(city, found);
            add(broken, *law, found);
            if (!compared) return compared;
        }
        if (look > 1)
            std::erase_if(broken,
                          [&](auto const& problem) { return std::ranges::find(still, problem) == still.end(); });
        still = std::move(broken);
        auto const head = city.stores.journal.head(city.name);
        if (!head) return Failure{head.error()};
        if (still.empty() || *head == seen) break;
    }
    std::ranges::move(still, std::back_inserter(problems));
    return Done{};
}

}  // namespace jiati::app::invariants
