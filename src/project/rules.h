// What the stages' decide functions share: the events of a decision, and checks that many commands need. Internal to
// this folder.
#pragma once

#include "base/vault_text.h"
#include "project/gates.h"
#include "project/project.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jiati::project {

// The decision that these events follow, each given as its stage's Event.
template <class... StageEvent>
[[nodiscard]] Decision happened(StageEvent... events) {
    std::vector<Event> all;
    all.reserve(sizeof...(events));
    (all.emplace_back(EventVariant(std::move(events))), ...);
    return all;
}

// The refusal project.text_missing where nothing but blanks was given.
[[nodiscard]] std::optional<Refusal> blank(std::string_view text, std::string pointer);
[[nodiscard]] std::optional<Refusal> blank(VaultText const& text, std::string pointer);
// … where the list is empty or one of its texts is blank.
[[nodiscard]] std::optional<Refusal> blank(std::vector<std::string> const& texts, std::string pointer);

// The refusal project.too_early where the claimed date lies before what the step rests on.
[[nodiscard]] std::optional<Refusal> too_early(Context const& context, std::optional<Date> earliest);
// The same for another date of the command.
[[nodiscard]] std::optional<Refusal> too_early(Date date, std::optional<Date> earliest, std::string pointer);

[[nodiscard]] std::optional<Refusal> first_of(std::initializer_list<std::optional<Refusal>> refusals);

// "a,b,c"
[[nodiscard]] std::string joined(std::vector<std::string> const& texts);

// Positive and within what money from outside is bounded to (10^14 fen), so that sums of some thousands cannot
// overflow.
[[nodiscard]] bool is_amount(Fen amount);
// a + b, or a bound above all amounts where the sum would pass it.
[[nodiscard]] Fen bounded_sum(Fen a, Fen b);

// True when the project was sent back on that day or later: what was agreed on before may be agreed on anew.
[[nodiscard]] bool sent_back_since(State const& state, Date date);

// The place of an entry with that id, or null.
template <class Items, class ItemKey>
[[nodiscard]] auto find_item(Items& items, ItemKey const& id) -> decltype(&*items.begin()) {
    for (auto& item : items)
        if (item.id == id) return &item;
    return nullptr;
}

}  // namespace jiati::project
