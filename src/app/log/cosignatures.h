// Witnesses' signatures (C2SP tlog-cosignature) on the log's checkpoints: others say that they have seen this root, at
// a time of theirs. From then on receipts lead to the checkpoint they signed.
#pragma once

#include "app/log/log.h"

#include <string>
#include <string_view>
#include <vector>

namespace jiati::app::log {

// `note` is one of our checkpoints as a witness gives it back. Kept are the log's own signature and those of
// `witnesses` that hold, with any kept before for the same checkpoint. Answers how many leaves it covers; the failure
// is one line for the operator: what is wrong; what would be right.
[[nodiscard]] Result<std::uint64_t, std::string> add_cosignature(Log& log, LogStores const& stores,
                                                                 std::string const& city, std::string_view note,
                                                                 std::vector<merkle::VerifierKey> const& witnesses);

}  // namespace jiati::app::log
