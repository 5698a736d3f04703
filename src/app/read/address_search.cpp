#include "app/read/address_search.h"

#include "app/read/json_parts.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

// Spaces parted, and the full-width forms that a Chinese keyboard gives (０–９, Ａ–Ｚ, the wide space) as plain ones.
std::string plain(std::string const& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto const byte = [&](std::size_t i) {
            return static_cast<unsigned char>(at + i < text.size() ? text[at + i] : 0);
        };
        bool const is_wide = byte(0) == 0xEF && byte(1) == 0xBC && byte(2) >= 0x81 && byte(2) <= 0xBF;
        bool const is_wide_space = byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80;
        if (is_wide) {
            out += static_cast<char>(byte(2) - 0x80 + 0x20);
            at += 3;
        } else if (is_wide_space) {
            out += ' ';
            at += 3;
        } else {
            char const c = text[at++];
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return out;
}

std::string text(json::object const& card, std::string_view name) {
    auto const* const value = card.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string{};
}

std::string names_of(json::object const& card) {
    std::string all;
    if (auto const* const names = card.if_contains("names"); names != nullptr && names->is_array())
        for (auto const& name : names->as_array())
            if (name.is_string()) all += name.as_string();
    return all;
}

}  // namespace

AddressSearch::AddressSearch(std::string const& question, std::string kind) : kind_(std::move(kind)) {
    std::string word;
    for (char const c : plain(question) + " ") {
        if (c != ' ') {
            word += c;
        } else if (!word.empty()) {
            words_.push_back(std::move(word));
            word.clear();
        }
    }
}

bool AddressSearch::wants(std::string_view kind) const { return kind_.empty() || kind_ == kind; }

bool AddressSearch::matches(std::string const& address) const {
    auto const where = plain(address);
    return !words_.empty() &&
           std::ranges::all_of(words_, [&](auto const& word) { return where.find(word) != std::string::npos; });
}

void AddressSearch::add(Found found) {
    if (found_.size() < found_max)
        found_.push_back(std::move(found));
    else
        more_ = true;
}

void AddressSearch::add_community(ViewRow const& row) {
    auto const card = json::parse(row.body).as_object();
    auto const name = text(card, "name");
    auto const address = names_of(card) + name;
    if (wants("community") && matches(address)) add({"community", row.key, {}, name, address});
}

void AddressSearch::add_project(ViewRow const& row) {
    auto const card = json::parse(row.body).as_object();
    projects_.emplace_back(text(card, "unit_id"), row.key);
    auto const address = text(card, "community_name") + text(card, "building") + text(card, "unit");
    if (wants("project") && matches(address + text(card, "title")))
        add({"project", row.key, row.key, text(card, "title"), address});
}

void AddressSearch::add_household(std::string const& id, std::string const& unit, place::State const& place) {
    if (!wants("household")) return;
    auto const found = place.households.find(HouseholdId{id});
    if (found == place.households.end()) return;
    std::string building, name;
    for (auto const& each : place.buildings)
        for (auto const& of_it : each.units)
            if (of_it.text == unit) {
                building = each.name;
                name = place.units.at(of_it).data.name;
            }
    auto const& room = found->second.data.room;
    auto const address = place.name + building + name + room;
    if (!matches(address)) return;
    auto const project = std::ranges::find(projects_, unit, &std::pair<std::string, std::string>::first);
    add({"household", id, project == projects_.end() ? std::string{} : project->second, room, address});
}

std::string AddressSearch::json() const {
    json::array items;
    for (auto const& one : found_)
        items.push_back(json::object{{"kind", of(one.kind)},
                                     {"id", of(one.id)},
                                     {"project", text_or_null(one.project)},
                                     {"title", of(one.title)},
                                     {"address", of(one.address)}});
    return json::serialize(json::object{{"items", std::move(items)}, {"more", more_}});
}

}  // namespace jiati::app::read
