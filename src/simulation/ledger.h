// What the clients of a simulation were told, and whether it stays true: nothing acknowledged is lost, doubled or
// changed, a repeated request gets its first answer, and what is acknowledged later stands later in the journal.
#pragma once

#include "app/commands.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace jiati::simulation {

// A request as its client knows it; sent again and again under one key until there is an answer.
struct Intent {
    app::CommandRequest request;
    std::size_t actor = 0;
    std::int64_t acknowledged_before = 0;  // the highest sequence number anyone had been told when it was first sent
    int sent = 0;
    bool answered = false;   // its client knows how it went
    bool succeeded = false;  // the program said so, whether its client heard or not
    bool done = false;       // one of the answers was no repetition
    std::string answer;      // of the first time it succeeded
    app::Recorded recorded;
};

class Ledger {
  public:
    // What the program answered, before the network could lose it.
    void answered(Intent& intent, Result<app::Recorded, app::CommandError> const& answer,
                  std::vector<std::string>& problems);
    // The client of the intent hears that it succeeded.
    void acknowledge(Intent const& intent);
    // Everything acknowledged is in the journal as it was acknowledged.
    void compare(std::vector<app::StoredEvent> const& events, std::vector<std::string>& problems) const;

    [[nodiscard]] std::int64_t highest() const { return highest_; }
    // Stream → the highest version anyone was told.
    [[nodiscard]] std::map<std::string, std::int64_t> const& versions() const { return versions_; }
    [[nodiscard]] std::size_t count() const { return acknowledged_.size(); }

  private:
    std::map<std::int64_t, std::string> owners_;        // sequence number → key it was answered to
    std::map<std::int64_t, std::string> acknowledged_;  // sequence number → leaf hash
    std::map<std::string, std::int64_t> versions_;
    std::int64_t highest_ = 0;
};

}  // namespace jiati::simulation
