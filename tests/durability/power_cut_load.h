// What is recorded for the power cuts: clients that each ask for a subject's secret, put a file, and append an event
// that mentions both, so that journal, keys.db and blobs lie in one timeline.
#pragma once

#include "app/ports/blobs.h"
#include "app/ports/journal.h"
#include "app/ports/vault.h"
#include "disk_recorder.h"

#include <functional>
#include <string>
#include <vector>

namespace jiati::durability {

struct PowerCutLoad {
    int clients = 4;
    int requests = 14;     // of each client
    int first_client = 0;  // clients of another session have other numbers
};

struct Stores {
    std::function<Result<Done, app::StoreError>(app::Append const&)> append;
    app::Vault& vault;
    app::Blobs& blobs;
};

// Returns once all clients are through; each acknowledgement is noted with its index in `acknowledged`, which holds the
// payload's text.
void play(PowerCutLoad const& load, Stores const& stores, DiskRecording& recording,
          std::vector<std::string>& acknowledged);

// What an event mentions, out of its payload.
struct Mentioned {
    std::string name;
    std::string secret;  // hexadecimal
};
[[nodiscard]] Mentioned mentioned_in(std::string const& payload);
[[nodiscard]] FileId file_of(std::string const& name);
[[nodiscard]] std::string bytes_of(std::string const& name);

}  // namespace jiati::durability
