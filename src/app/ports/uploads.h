// Files that were sent and are not yet mentioned by an event. What is not attached in time is removed: this is the list
// of what to look at. A row is there before its file is.
#pragma once

#include "app/ports/store_error.h"
#include "base/date.h"
#include "base/id.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace jiati::app {

struct PendingUpload {
    std::string city;
    FileId file;
    AccountId account;
    Instant until;  // then it may be removed
};

class Uploads {
  public:
    virtual ~Uploads() = default;
    // On disk before it returns; the same file again moves its end.
    virtual Result<Done, StoreError> note(PendingUpload const& upload) = 0;
    virtual Result<Done, StoreError> forget(std::string const& city, FileId const& file) = 0;
    // Those whose time is over, the earliest first.
    virtual Result<std::vector<PendingUpload>, StoreError> overdue(Instant now, std::size_t limit) = 0;
    // How many of an account wait.
    virtual Result<std::int64_t, StoreError> count_of(std::string const& city, AccountId const& account) = 0;
};

}  // namespace jiati::app
