// Identifiers of different things do not mix: Id<struct HouseholdTag> is not Id<struct UnitTag>.
// The text is opaque, ASCII [A-Za-z0-9_-], at most 64 characters, never reused and never derived from personal data.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>

namespace jiati {

template <class Tag>
struct Id {
    std::string text;

    [[nodiscard]] bool empty() const noexcept { return text.empty(); }
    friend bool operator==(Id const&, Id const&) = default;
    friend auto operator<=>(Id const&, Id const&) = default;
};

using CommunityId = Id<struct CommunityTag>;
using BuildingId = Id<struct BuildingTag>;
using UnitId = Id<struct UnitTag>;
using HouseholdId = Id<struct HouseholdTag>;
using OwnerId = Id<struct OwnerTag>;  // one owner, whatever the number of flats: one head
using ProjectId = Id<struct ProjectTag>;
using VoteId = Id<struct VoteTag>;
using TenderId = Id<struct TenderTag>;
using FirmId = Id<struct FirmTag>;
using AccountId = Id<struct AccountTag>;
using FileId = Id<struct FileTag>;
using ItemId = Id<struct ItemTag>;  // an entry inside one aggregate: a worry, an objection, a milestone …

}  // namespace jiati

template <class Tag>
struct std::hash<jiati::Id<Tag>> {
    std::size_t operator()(jiati::Id<Tag> const& id) const noexcept { return std::hash<std::string>{}(id.text); }
};
