// Signed-in browsers, browsers that signed in before, and codes that are used up. Only SHA-256 of tokens is kept, so a
// copy of the tables opens no door.
#pragma once

#include "app/ports/store_error.h"
#include "base/date.h"
#include "base/id.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace jiati::app {

struct Session {
    std::string token_hash;  // lower-case hex
    std::string city;
    AccountId account;
    Instant created;
    Instant expires;
    Instant last_seen = created;
    std::string device = {};      // in a few words, "wechat/android"
    std::string credential = {};  // the vault reference of the password it was opened with
};

class Sessions {
  public:
    virtual ~Sessions() = default;
    virtual Result<Done, StoreError> create(Session const& session) = 0;
    virtual Result<std::optional<Session>, StoreError> find(std::string const& token_hash) = 0;
    virtual Result<Done, StoreError> remove(std::string const& token_hash) = 0;
    virtual Result<Done, StoreError> remove_account(std::string const& city, AccountId const& account) = 0;
    // Sessions and codes that have expired, and devices not seen since `devices_before`.
    virtual Result<Done, StoreError> remove_expired(Instant now, Instant devices_before = {}) = 0;
    // Newest first.
    virtual Result<std::vector<Session>, StoreError> of_account(std::string const& city, AccountId const& account) = 0;
    virtual Result<Done, StoreError> touch(std::string const& token_hash, Instant seen) = 0;

    // A browser that has signed in to the account.
    virtual Result<Done, StoreError> note_device(std::string const& city, AccountId const& account,
                                                 std::string const& device_hash, Instant seen) = 0;
    virtual Result<bool, StoreError> knows_device(std::string const& city, AccountId const& account,
                                                  std::string const& device_hash) = 0;

    // Whether the code was not used before; whatever the answer, from now on it was. Of many who ask at once one hears
    // yes. Forgotten after `until`.
    virtual Result<bool, StoreError> use_once(std::string const& city, AccountId const& account,
                                              std::string const& code, Instant until) = 0;
};

}  // namespace jiati::app
