// A household's printed way in: a code that names it and a PIN for the first time, made by the staff of its
// neighbourhood and told once. Whoever uses it chooses a PIN of their own, and the printed one opens nothing more. Made
// again, the one before is void, and so are the sessions it led to.
#pragma once

#include "app/commands.h"

#include <string>
#include <string_view>

namespace jiati::app {

// Logins of this kind are household codes.
inline constexpr std::string_view household_login = "h-";
[[nodiscard]] bool is_household_login(std::string_view login);
// What a printed PIN is as a password: another one than the same digits chosen by the household.
[[nodiscard]] std::string first_password(std::string_view pin);
// Four to twelve digits.
[[nodiscard]] bool is_own_pin(std::string_view pin);

// The same person acting with an administrator's hands, for one step that the table of rights leaves to administrators
// and the program takes for them; the record names who did it.
[[nodiscard]] Viewer with_administrators_hands(Viewer viewer);

class Invitations {
  public:
    Invitations(Commands& commands, Stores const& stores, Repository& repository)
        : commands_(commands), stores_(stores), repository_(repository) {}

    struct Made {
        std::string code;  // eight letters and digits; the login behind "h-"
        std::string pin;
        std::string community, building, unit, room;
        bool again = false;  // there was one before, which is void now
    };
    Result<Made, CommandError> make(Viewer const& viewer, HouseholdId const& household);

  private:
    struct Door;
    Result<Door, CommandError> door_of(std::string const& city, HouseholdId const& household);
    Result<std::string, CommandError> account_of(std::string const& city, Door const& door);  // "" when there is none
    Result<Recorded, CommandError> send(Viewer const& viewer, std::string account, std::string type, std::string data);

    Commands& commands_;
    Stores const& stores_;
    Repository& repository_;
};

}  // namespace jiati::app
