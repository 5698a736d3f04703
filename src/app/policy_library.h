// The rules of all cities that this installation knows, and which of them hold at a place on a day. The whole text of
// each pack enters a city's journal before anything is decided by it; a pack that changed under its old id is refused.
#pragma once

#include "app/ports/journal.h"
#include "policy/policy.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace jiati::app {

struct PolicyInForce {
    policy::Policy policy;  // sections a city leaves out are taken from the wider packs
    std::string id;         // "cn-jiangxi-nanchang-2022 cn-2021"
    std::string hash;       // of the texts, in that order: base64url of SHA-256
};

class PolicyLibrary {
  public:
    explicit PolicyLibrary(std::vector<policy::Policy> packs);

    // Null when no pack is valid there on that day.
    [[nodiscard]] std::shared_ptr<PolicyInForce const> at(std::string const& area, Date date) const;

    // Appends the text of every pack that the city's journal does not hold yet.
    Result<Done, StoreError> adopt(Journal& journal, std::string const& city, Instant now) const;

    [[nodiscard]] std::vector<policy::Policy> const& packs() const { return packs_; }

  private:
    std::vector<policy::Policy> packs_;
    std::map<std::string, std::string> hashes_;  // id → hash
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::shared_ptr<PolicyInForce const>> cache_;
};

// What is wrong with a recorded adoption of a policy, worked out again from its payload: another hash than its text's,
// bytes that would not be written today, a leaf that does not follow. Empty: nothing.
[[nodiscard]] std::string fault_of_adoption(std::string const& city, StoredEvent const& event);

}  // namespace jiati::app
