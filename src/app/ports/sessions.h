// Signed-in browsers. Only the SHA-256 of a session's token is kept, so a copy of the table opens no door.
#pragma once

#include "app/ports/store_error.h"
#include "base/date.h"
#include "base/id.h"
#include "base/result.h"

#include <optional>
#include <string>

namespace jiati::app {

struct Session {
    std::string token_hash;  // lower-case hex
    std::string city;
    AccountId account;
    Instant created;
    Instant expires;
};

class Sessions {
  public:
    virtual ~Sessions() = default;
    virtual Result<Done, StoreError> create(Session const& session) = 0;
    virtual Result<std::optional<Session>, StoreError> find(std::string const& token_hash) = 0;
    virtual Result<Done, StoreError> remove(std::string const& token_hash) = 0;
    virtual Result<Done, StoreError> remove_account(std::string const& city, AccountId const& account) = 0;
    virtual Result<Done, StoreError> remove_expired(Instant now) = 0;
};

}  // namespace jiati::app
