// Attachments: bytes under a random id, synced to disk before the event that mentions them is appended.
#pragma once

#include "app/ports/store_error.h"
#include "base/id.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace jiati::app {

class Blobs {
  public:
    virtual ~Blobs() = default;
    // On disk before it returns. The same id with the same bytes is accepted again; with other bytes it is a conflict.
    virtual Result<Done, StoreError> put(std::string const& city, FileId const& id, std::string_view bytes) = 0;
    virtual Result<std::optional<std::string>, StoreError> get(std::string const& city, FileId const& id) = 0;
    // Gone before it returns; what is not there is gone already.
    virtual Result<Done, StoreError> remove(std::string const& city, FileId const& id) = 0;
};

}  // namespace jiati::app
