#include "project/stage.h"

#include <algorithm>

namespace jiati::project {
namespace {

constexpr std::array<std::string_view, stage_count> codes{"survey",     "initiation",   "scheme",   "deliberation",
                                                          "vote",       "notice",       "approval", "construction",
                                                          "acceptance", "registration", "operation"};

}  // namespace

std::string_view code_of(Stage stage) { return codes.at(static_cast<std::size_t>(stage)); }

std::optional<Stage> stage_of(std::string_view code) {
    auto const* const found = std::find(codes.begin(), codes.end(), code);
    if (found == codes.end()) return std::nullopt;
    return static_cast<Stage>(found - codes.begin());
}

}  // namespace jiati::project
