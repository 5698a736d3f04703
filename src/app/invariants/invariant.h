// Laws that every recorded city keeps, each an object that can be asked. They are worked out from the events apart from
// the code that decides, so that a fault there is seen here. What they say is for the operator: streams, sequence
// numbers and amounts, never a name or a text.
#pragma once

#include "app/commands.h"
#include "app/ports/log_book.h"
#include "app/ports/log_tiles.h"
#include "app/repository.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::app::invariants {

// What may be looked at besides the events themselves.
struct City {
    std::string name;
    Stores const& stores;
    LogTiles& tiles;
    LogBook& book;
};

class Invariant {
  public:
    Invariant() = default;
    virtual ~Invariant() = default;
    Invariant(Invariant const&) = delete;
    Invariant& operator=(Invariant const&) = delete;

    [[nodiscard]] virtual std::string_view name() const = 0;

    // The next event, in the order of the journal. Cheap: each event is looked at once.
    virtual void take(StoredEvent const& event, std::vector<std::string>& problems) { (void)event, (void)problems; }

    // What the store holds against what follows from the events. Dear: reads the city as a whole.
    virtual Result<Done, StoreError> compare(City const& city, std::vector<std::string>& problems) {
        (void)city, (void)problems;
        return Done{};
    }
};

using Invariants = std::vector<std::unique_ptr<Invariant>>;

// Of events, the whole city's or one stream's.
[[nodiscard]] std::unique_ptr<Invariant> versions_dense();      // 1, 2, 3 … in each stream
[[nodiscard]] std::unique_ptr<Invariant> money_conserved();     // what comes in goes out, and never more than came in
[[nodiscard]] std::unique_ptr<Invariant> shares_recomputed();   // adopted shares are what their inputs make
[[nodiscard]] std::unique_ptr<Invariant> ballots_counted();     // one each, none after the close; the result recounted
[[nodiscard]] std::unique_ptr<Invariant> payloads_canonical();  // what is kept reads back as the same bytes

// Of a whole city only.
[[nodiscard]] std::unique_ptr<Invariant> sequence_dense();     // 1, 2, 3 … in the city
[[nodiscard]] std::unique_ptr<Invariant> results_taken_in();   // a project holds the result its vote closed with
[[nodiscard]] std::unique_ptr<Invariant> leaves_recomputed();  // each leaf follows from its event and the secrets
[[nodiscard]] std::unique_ptr<Invariant> views_rebuilt();      // views and timers are what a rebuild makes
[[nodiscard]] std::unique_ptr<Invariant> log_is_journal();     // tiles and signed roots are those of the leaves

[[nodiscard]] Invariants of_a_stream();
[[nodiscard]] Invariants of_a_city();

// Feeds what the journal holds after `seen` to all of them and moves `seen` on. Problems begin with the law's name.
Result<Done, StoreError> take_new(Invariants& laws, Journal& journal, std::string const& city, std::int64_t& seen,
                                  std::vector<std::string>& problems);
// The same, then compares. In a store that is written to meanwhile only what is found again and again counts.
Result<Done, StoreError> check(Invariants& laws, City const& city, std::int64_t& seen,
                               std::vector<std::string>& problems);

}  // namespace jiati::app::invariants
