// Who is looking or acting: an account with the grants that are in force today. Nobody (no account) is the public.
#pragma once

#include "account/account.h"
#include "base/id.h"

#include <string>
#include <vector>

namespace jiati::app {

struct Viewer {
    std::string city;
    AccountId account;                   // empty: the public
    std::vector<account::Grant> grants;  // in force
    // Enrolled by the account; missing: the deployment demands one of staff, and their grants wait for it.
    enum class SecondFactor : std::uint8_t { off, on, missing };
    SecondFactor second_factor = SecondFactor::off;
    bool sees_all = false;  // recomputation only: replay and check; never a signed-in person

    [[nodiscard]] bool is_public() const { return account.empty() && !sees_all; }
};

}  // namespace jiati::app
