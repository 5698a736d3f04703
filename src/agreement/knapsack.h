// Choosing an exact number of items with little cost and much area: all best trade-offs, by dynamic programming over
// lists that keep no dominated point (Nemhauser & Ullmann 1969), pruned by what the items still to come can add.
// Internal to the folder.
#pragma once

#include "agreement/instance.h"

#include <optional>
#include <vector>

namespace jiati::agreement {

struct Item {
    std::int64_t cost = 0;
    std::int64_t area = 0;
};

struct Point {
    std::int64_t cost = 0;
    std::int64_t area = 0;

    friend bool operator==(Point const&, Point const&) = default;
};

struct Choice {
    std::size_t count = 0;
    std::int64_t cost_most = 0;
    std::int64_t area_least = 0;
    // Area beyond it counts for nothing.
    std::optional<std::int64_t> area_cap;
};

// front(i, k): the best trade-offs of k items out of items i, i+1, …, without those that cannot be part of a choice.
class Fronts {
  public:
    Fronts(std::vector<Item> const& items, Choice const& choice, Steps& steps);

    // Ascending in cost and in area.
    [[nodiscard]] std::vector<Point> const& front(std::size_t from, std::size_t count) const;
    [[nodiscard]] std::vector<Point> const& whole() const { return front(0, count_); }
    // Whether some point of front(from, count) costs at most so much and has at least the area.
    [[nodiscard]] bool reaches(std::size_t from, std::size_t count, Point const& wanted) const;
    [[nodiscard]] bool contains(std::size_t from, std::size_t count, Point const& point) const;

  private:
    std::size_t count_;
    std::vector<std::vector<std::vector<Point>>> fronts_;
};

struct Cover {
    std::int64_t cost = 0;
    std::vector<std::size_t> items;  // ascending
};

// The least cost of at least `count` items with at least `area`; ties: fewer items, then the earlier ones. Costs are
// not negative. Nothing where all items together do not reach it.
[[nodiscard]] std::optional<Cover> cheapest_cover(std::vector<Item> const& items, std::size_t count, std::int64_t area,
                                                  Steps& steps);

}  // namespace jiati::agreement
