// What anyone can do with a log's public files: work out every tile and the root from the entries alone, and compare
// them with what is served and signed. Knows no store.
#pragma once

#include "base/result.h"
#include "merkle/checkpoint.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::app::log {

// The bytes at a path of the log ("checkpoint", "tile/0/000"); nothing where there is none. A failure is the world's
// and ends the audit.
using ReadPublic = std::function<Result<std::optional<std::string>, std::string>(std::string const& path)>;

struct Audit {
    std::uint64_t size = 0;            // as signed
    std::optional<merkle::Hash> root;  // as signed
    std::vector<std::string> problems;

    [[nodiscard]] bool holds() const { return problems.empty(); }
};

// One of the keys must be the log's; signatures by others of them must hold where they stand.
[[nodiscard]] Result<Audit, std::string> audit(ReadPublic const& read, std::vector<merkle::VerifierKey> const& keys);

// One receipt and the leaf's data, without any log.
[[nodiscard]] Audit audit_receipt(std::string_view receipt, std::string_view leaf,
                                  std::vector<merkle::VerifierKey> const& keys);

}  // namespace jiati::app::log
