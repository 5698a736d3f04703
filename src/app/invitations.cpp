#include "app/invitations.h"

#include "app/facts.h"
#include "app/permissions.h"
#include "codec/canonical.h"
#include "codec/json_text.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

namespace jiati::app {
namespace {

constexpr std::size_t code_letters = 8;
constexpr std::size_t pin_digits = 4;
constexpr std::size_t accounts_max = 100;  // of one household, over the years

// Letters and digits that are not taken for one another on paper: 32 of them, so that a byte maps evenly.
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

std::string random_letters(Randomness& randomness, std::size_t size) {
    std::vector<unsigned char> bytes(size);
    randomness.fill(bytes);
    std::string letters;
    for (auto const byte : bytes) letters += alphabet[byte % alphabet.size()];
    return letters;
}

std::string random_pin(Randomness& randomness) {
    constexpr unsigned char even = 250;  // bytes beyond would make low digits likelier
    std::string pin;
    while (pin.size() < pin_digits) {
        std::array<unsigned char, 1> byte{};
        randomness.fill(byte);
        if (byte[0] < even) pin += static_cast<char>('0' + byte[0] % 10);
    }
    return pin;
}

std::string text(boost::json::object const& card, std::string_view name) {
    auto const* const value = card.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string{};
}

CommandError absent() { return {CommandError::Kind::not_found, refuse(not_found), 0, {}}; }

}  // namespace

Viewer with_administrators_hands(Viewer viewer) {
    account::Grant grant;
    grant.role = account::Role::administrator;
    grant.scope = {account::ScopeKind::area, viewer.city + "/", {}};
    viewer.grants = {std::move(grant)};
    return viewer;
}

bool is_household_login(std::string_view login) { return login.starts_with(household_login); }

std::string first_password(std::string_view pin) { return "first use: " + std::string(pin); }

bool is_own_pin(std::string_view pin) {
    return pin.size() >= pin_digits && pin.size() <= 12 &&
           std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
}

struct Invitations::Door {
    HouseholdId household;
    Target target;
    std::string community, building, unit, room;
    std::optional<Date> owner_since;
};

Result<Invitations::Door, CommandError> Invitations::door_of(std::string const& city, HouseholdId const& household) {
    auto row = stores_.views.get(city, "household", household.text);
    if (!row) return Failure{failed(std::move(row).error())};
    if (!*row) return Failure{absent()};
    auto const card = boost::json::parse((*row)->body).as_object();
    auto place = repository_.load<PlaceKind>(city, text(card, "community"));
    if (!place) return Failure{failed(std::move(place).error())};
    auto const& state = (*place)->state;
    auto const known = state.households.find(household);
    auto const unit = state.units.find(UnitId{text(card, "unit")});
    if (known == state.households.end() || unit == state.units.end()) return Failure{absent()};
    auto const building = std::ranges::find(state.buildings, unit->second.building, &place::BuildingState::id);
    Door door{
        household, {}, state.name, {}, unit->second.data.name, known->second.data.room, known->second.owner_since};
    if (building != state.buildings.end()) door.building = building->name;
    door.target.area = state.area;
    door.target.households.insert(household);
    return door;
}

// The latest account that was made for the household's present owner.
Result<std::string, CommandError> Invitations::account_of(std::string const& city, Door const& door) {
    auto const prefix = door.household.text + "/";
    auto rows = stores_.views.list(city, "household_account", "", prefix, accounts_max);
    if (!rows) return Failure{failed(std::move(rows).error())};
    std::string found;
    for (auto const& row : *rows) {
        if (!row.key.starts_with(prefix)) break;
        auto account = repository_.load<AccountKind>(city, row.body);
        if (!account) return Failure{failed(std::move(account).error())};
        auto const& state = (*account)->state;
        bool const is_todays = !door.owner_since || (state.created_on && *state.created_on >= *door.owner_since);
        if (!is_household_login(state.login) || state.disabled || state.erased || !is_todays) continue;
        found = state.id.text;
    }
    return found;
}

Result<Recorded, CommandError> Invitations::send(Viewer const& viewer, std::string account, std::string type,
                                                 std::string data) {
    CommandRequest request;
    request.city = viewer.city;
    request.aggregate = codec::Aggregate::account;
    request.id = std::move(account);
    request.type = std::move(type);
    request.data = std::move(data);
    request.idempotency_key = viewer.account.text + "/invitation/" + random_letters(stores_.randomness, 24);
    return commands_.execute(with_administrators_hands(viewer), request);
}

Result<Invitations::Made, CommandError> Invitations::make(Viewer const& viewer, HouseholdId const& household) {
    if (viewer.is_public()) return Failure{absent()};
    auto door = door_of(viewer.city, household);
    if (!door) return Failure{std::move(door).error()};
    if (!may(viewer, "see.invitation", door->target)) return Failure{absent()};
    auto account = account_of(viewer.city, *door);
    if (!account) return Failure{std::move(account).error()};
    Made made{{}, random_pin(stores_.randomness), door->community, door->building, door->unit, door->room, false};
    std::string id = std::move(*account);
    if (id.empty()) {
        made.code = random_letters(stores_.randomness, code_letters);
        auto const label = door->unit + " " + door->room;
        codec::JsonWriter json;
        json.object().field("login", std::string(household_login) + made.code).field("name", "");
        json.field("label_zh", label).field("label_en", label).end();
        auto created = send(viewer, {}, "account.Create", json.take());
        if (!created) return Failure{std::move(created).error()};
        id = created->id;
        codec::JsonWriter grant;
        grant.object().field("role", "resident").key("scope").object().field("kind", "household");
        grant.field("value", household.text).end().end();
        if (auto granted = send(viewer, id, "account.GrantRole", grant.take()); !granted)
            return Failure{std::move(granted).error()};
    } else {
        auto known = repository_.load<AccountKind>(viewer.city, id);
        if (!known) return Failure{failed(std::move(known).error())};
        made.code = (*known)->state.login.substr(household_login.size());
        made.again = true;
    }
    codec::JsonWriter secret;
    secret.object().field("credential", first_password(made.pin)).end();
    if (auto set = send(viewer, id, "account.SetPassword", secret.take()); !set) return Failure{std::move(set).error()};
    return made;
}

}  // namespace jiati::app
