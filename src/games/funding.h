// The identity every project's money obeys to the fen:
//   Σ shares + Σ subsidies + Σ other contributions = cost + Σ compensation.
#pragma once

#include "base/fen.h"

namespace jiati::games {

struct FundingBalance {
    Fen shares{};
    Fen subsidies{};
    Fen other_contributions{};
    Fen cost{};
    Fen compensation{};

    // What comes in beyond what goes out; negative where money is missing.
    [[nodiscard]] Fen difference() const { return shares + subsidies + other_contributions - cost - compensation; }
    [[nodiscard]] bool closes() const { return difference().is_zero(); }

    friend bool operator==(FundingBalance const&, FundingBalance const&) = default;
};

}  // namespace jiati::games
