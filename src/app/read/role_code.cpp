#include "app/read/role_code.h"

#include <algorithm>
#include <array>
#include <utility>

namespace jiati::app::read {
namespace {

using account::Role;
constexpr std::array codes{std::pair{Role::resident, std::string_view{"resident"}},
                           std::pair{Role::lead_owner, std::string_view{"lead_owner"}},
                           std::pair{Role::property_firm, std::string_view{"property_firm"}},
                           std::pair{Role::helper, std::string_view{"helper"}},
                           std::pair{Role::grid_leader, std::string_view{"grid_leader"}},
                           std::pair{Role::neighbourhood, std::string_view{"neighbourhood"}},
                           std::pair{Role::street, std::string_view{"street"}},
                           std::pair{Role::district_bureau, std::string_view{"district_bureau"}},
                           std::pair{Role::department, std::string_view{"department"}},
                           std::pair{Role::filing_agent, std::string_view{"filing_agent"}},
                           std::pair{Role::contractor, std::string_view{"contractor"}},
                           std::pair{Role::supervisor, std::string_view{"supervisor"}},
                           std::pair{Role::sponsor, std::string_view{"sponsor"}},
                           std::pair{Role::city, std::string_view{"city"}},
                           std::pair{Role::administrator, std::string_view{"administrator"}},
                           std::pair{Role::system_administrator, std::string_view{"system_administrator"}},
                           std::pair{Role::security_administrator, std::string_view{"security_administrator"}},
                           std::pair{Role::audit_administrator, std::string_view{"audit_administrator"}}};

}  // namespace

std::string_view code_of(Role role) {
    auto const* const found = std::ranges::find(codes, role, &decltype(codes)::value_type::first);
    return found == codes.end() ? "public" : found->second;
}

std::optional<Role> role_of(std::string_view code) {
    auto const* const found = std::ranges::find(codes, code, &decltype(codes)::value_type::second);
    if (found == codes.end()) return std::nullopt;
    return found->first;
}

}  // namespace jiati::app::read
