// A small generated town for a simulation: two units, one in the middle of its vote, one that is collecting money; an
// office for every role and an account for every flat. The same variant is the same town.
#pragma once

#include "app/policy_library.h"
#include "simulation/virtual_disk.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace jiati::simulation {

inline constexpr std::string_view town_city = "cn-jiangxi-nanchang";
inline constexpr int town_variants = 6;

struct Actor {
    std::string name;  // "secretary", "resident h1/301"
    std::string account;
    std::string household;  // of a resident
    std::string project;    // of a resident: where the household votes
};

struct Town {
    VirtualDisk::History history;
    Instant now;                             // when it stood as it stands
    std::map<std::string, std::string> ids;  // "$p1", "$h1/301" → id
    std::vector<Actor> actors;
    std::map<std::string, std::vector<std::string>> households;  // project → ids

    [[nodiscard]] Actor const& actor(std::string const& name) const;
};

// The failure says which step was refused, and why: the rules have changed since the town was written.
[[nodiscard]] Result<Town, std::string> make_town(int variant, app::PolicyLibrary const& policies);

}  // namespace jiati::simulation
