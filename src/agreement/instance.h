// A problem made ready for arithmetic: owners with their flats, acceptances in fen by position. Internal to the folder.
#pragma once

#include "agreement/plan_search.h"

namespace jiati::agreement {

__extension__ typedef __int128 Int128;
[[nodiscard]] Fraction to_fraction(Int128 value);

// One head.
struct Owner {
    std::vector<std::size_t> flats;  // households, ascending
    std::int64_t area = 0;           // hundredths of a square metre
};

// An option as the search sees it.
struct Offer {
    std::size_t option = 0;
    std::int64_t cost = 0;
    std::vector<std::optional<std::int64_t>> acceptance;  // one per household
};

struct Instance {
    explicit Instance(Problem const& stated);

    Problem const& problem;
    Need need;
    std::vector<Owner> owners;  // in the order of their first flats
    std::vector<Offer> offers;

    // What all of an owner's flats bear together; nothing where one of them never agrees.
    [[nodiscard]] std::optional<std::int64_t> sum_of(Offer const& offer, Owner const& owner) const;
};

// How much was searched. Past the budget lists are thinned, and the answer may not be the best.
struct Steps {
    std::int64_t budget = 0;
    std::int64_t made = 0;
    bool is_thinned = false;

    void make(std::size_t states) { made += static_cast<std::int64_t>(states); }
    [[nodiscard]] bool is_spent() const { return made > budget; }
};
// What a list may keep once the budget is spent.
inline constexpr std::size_t thin_width = 16;

// Keeps `thin_width` of a list evenly, its ends among them.
template <class T>
void thin(std::vector<T>& list) {
    if (list.size() <= thin_width) return;
    auto const last = list.size() - 1;
    for (std::size_t i = 0; i < thin_width; ++i) list[i] = list[i * last / (thin_width - 1)];
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(thin_width), list.end());
}

// Most people and area a closing plan of some size can have: the points of a trade-off.
struct Reach {
    std::int64_t heads = 0;
    std::int64_t area = 0;
    std::int64_t collected = 0;  // the most
};

// Plan order apart from the published order within one option: positive if a is better, 0 where they tie.
[[nodiscard]] int compare(Plan const& a, Plan const& b);
// Completes a plan: least gain, distance.
void describe(Plan& plan, Instance const& instance);

}  // namespace jiati::agreement
