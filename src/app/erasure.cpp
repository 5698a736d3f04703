#include "app/erasure.h"

#include "app/retention.h"

#include <algorithm>
#include <boost/json.hpp>

namespace jiati::app {
namespace {

constexpr std::size_t rows_at_once = 1000;

struct Owed {
    std::vector<std::string> erased;
    std::map<std::string, Date> withheld;
};

Result<Done, StoreError> settle(Vault& vault, std::string const& city, Owed const& owed) {
    if (!owed.withheld.empty())
        if (auto frozen = vault.freeze(city, owed.withheld); !frozen) return frozen;
    if (owed.erased.empty()) return Done{};
    return vault.erase(city, owed.erased);
}

void note(place::Event const& event, Owed& owed) {
    if (auto const* const erased = std::get_if<place::PersonalDataErased>(&event)) {
        owed.erased.push_back(erased->subject);
        for (auto const& kept : erased->withheld) owed.withheld.emplace(kept.subject, kept.until);
    }
    if (auto const* const over = std::get_if<place::WithheldErased>(&event)) {
        owed.erased.push_back(over->subject);
        owed.withheld.erase(over->subject);
    }
}

}  // namespace

Result<Done, StoreError> settle_erasures(Vault& vault, std::string const& city,
                                         std::vector<StoredEvent> const& events) {
    Owed owed;
    for (auto const& row : events) {
        if (row.type.find("Erased/") == std::string::npos) continue;
        if (row.stream.starts_with("account/")) owed.erased.push_back(row.stream);
        if (!row.stream.starts_with("place/")) continue;
        auto event = PlaceKind::decode_event(row.type, row.payload);
        if (!event) return Failure{StoreError{StoreError::Kind::corrupt, row.stream + ": " + event.error().code}};
        note(*event, owed);
    }
    return settle(vault, city, owed);
}

Result<std::size_t, StoreError> settle_all_erasures(Stores const& stores) {
    auto cities = stores.journal.cities();
    if (!cities) return Failure{std::move(cities).error()};
    std::size_t found = 0;
    for (auto const& city : *cities) {
        Owed owed;
        for (std::string after;;) {
            auto page = stores.views.list(city, "erased", "", after, rows_at_once);
            if (!page) return Failure{std::move(page).error()};
            for (auto const& row : *page) {
                after = row.key;
                auto known = stores.vault.subjects(city, row.key);
                if (!known) return Failure{std::move(known).error()};
                if (std::ranges::find(*known, row.key) == known->end()) continue;
                auto const body = boost::json::parse(row.body).as_object();
                auto const* const until = body.if_contains("until");
                auto const day = until != nullptr ? Date::parse(until->as_string()) : std::nullopt;
                if (day) {
                    owed.withheld.emplace(row.key, *day);
                } else {
                    owed.erased.push_back(row.key);
                    ++found;
                }
            }
            if (page->size() < rows_at_once) break;
        }
        if (auto settled = settle(stores.vault, city, owed); !settled) return Failure{std::move(settled).error()};
    }
    return found;
}

Result<std::vector<place::Withheld>, StoreError> withheld_of(Vault& vault, std::string const& city,
                                                             std::string const& subject) {
    auto kept = vault.subjects(city, subject + "+");
    if (!kept) return Failure{std::move(kept).error()};
    std::vector<place::Withheld> withheld;
    for (auto const& name : *kept)
        if (auto const until = kept_until(name)) withheld.push_back({name, *until});
    return withheld;
}

}  // namespace jiati::app
