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
    bool sees_all = false;               // recomputation only: replay and check; never a signed-in person

    [[nodiscard]] bool is_public() const { return account.empty() && !sees_all; }
};

}  // namespace jiati::app
