#include "base/check.h"
#include "games/certified.h"
#include "games/certified_rounding.h"
#include "games/residue_sum.h"
#include "games/whole_airport.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace jiati::games {
namespace {

// Running sums of increments, each over the number of players at its class and above.
class AirportShares : public BoundedShares {
  public:
    AirportShares(WholeAirport const& airport, std::uint64_t unit) : airport_(airport), unit_(unit) {}

    Bounded with(std::size_t fraction_limbs) override {
        Bounded bounded{FixedPoints(classes().size(), fraction_limbs), classes().size(), {}};
        for (std::size_t k = 0; k < classes().size(); ++k) {
            auto const value = bounded.least[k];
            if (k > 0) {
                auto const before = bounded.least[k - 1];
                std::copy(before.begin(), before.end(), value.begin());
            }
            add_quotient(value, static_cast<std::uint64_t>(increment(k)), users(k) * unit_);
            bounded.among.push_back({classes()[k].first, classes()[k].last});
        }
        from_start_.reset();
        return bounded;
    }

    bool is_whole(std::size_t k) override {
        if (!from_start_) {
            from_start_.emplace(users(0), unit_);
            next_ = 0;
        }
        for (; next_ <= k; ++next_) from_start_->add(increment(next_), users(next_));
        return from_start_->is_whole();
    }

    bool same_fraction(std::vector<std::size_t> const& shares) override {
        auto const first = shares.front() + 1;
        ResidueSum difference(users(first), unit_);
        auto k = first;
        return std::all_of(shares.begin() + 1, shares.end(), [&](std::size_t share) {
            for (; k <= share; ++k) difference.add(increment(k), users(k));
            return difference.is_whole();
        });
    }

  private:
    [[nodiscard]] std::vector<WholeAirport::Class> const& classes() const { return airport_.classes; }
    [[nodiscard]] std::int64_t increment(std::size_t k) const {
        return classes()[k].cost - (k == 0 ? 0 : classes()[k - 1].cost);
    }
    [[nodiscard]] std::uint64_t users(std::size_t k) const { return airport_.order.size() - classes()[k].first; }

    WholeAirport const& airport_;
    std::uint64_t unit_;
    std::optional<ResidueSum> from_start_;
    std::size_t next_ = 0;
};

// Each player's elements, each over the number of its users; players with the same elements are one share.
class ElementShares : public BoundedShares {
  public:
    ElementShares(std::size_t players, std::vector<WholeElement> const& elements, std::uint64_t unit)
        : elements_(elements), unit_(unit), needs_(players) {
        for (std::size_t e = 0; e < elements.size(); ++e) {
            users_max_ = std::max<std::uint64_t>(users_max_, elements[e].users.size());
            for (auto const user : elements[e].users) needs_[user].push_back(static_cast<std::uint32_t>(e));
        }
        order_.resize(players);
        std::iota(order_.begin(), order_.end(), Player{0});
        std::stable_sort(order_.begin(), order_.end(), [&](Player a, Player b) { return needs_[a] < needs_[b]; });
        for (std::size_t i = 0; i < players; ++i) {
            if (among_.empty() || needs_[order_[i]] != needs_[order_[among_.back().first]]) among_.push_back({i, i});
            ++among_.back().last;
        }
    }

    [[nodiscard]] std::vector<Player> const& order() const { return order_; }

    Bounded with(std::size_t fraction_limbs) override {
        Bounded bounded{FixedPoints(among_.size(), fraction_limbs), 0, among_};
        for (std::size_t k = 0; k < among_.size(); ++k) {
            for (auto const e : needs(k))
                add_quotient(bounded.least[k], static_cast<std::uint64_t>(elements_[e].amount), divisor(e) * unit_);
            bounded.width = std::max<std::uint64_t>(bounded.width, needs(k).size());
        }
        return bounded;
    }

    bool is_whole(std::size_t k) override {
        auto& sum = residues();
        add(sum, k, 1);
        auto const is_whole = sum.is_whole();
        add(sum, k, -1);
        return is_whole;
    }

    bool same_fraction(std::vector<std::size_t> const& shares) override {
        auto& sum = residues();
        add(sum, shares.front(), -1);
        auto const same = std::all_of(shares.begin() + 1, shares.end(), [&](std::size_t share) {
            add(sum, share, 1);
            auto const is_whole = sum.is_whole();
            add(sum, share, -1);
            return is_whole;
        });
        add(sum, shares.front(), 1);
        return same;
    }

  private:
    [[nodiscard]] std::vector<std::uint32_t> const& needs(std::size_t k) const {
        return needs_[order_[among_[k].first]];
    }
    [[nodiscard]] std::uint64_t divisor(std::size_t e) const { return elements_[e].users.size(); }
    void add(ResidueSum& sum, std::size_t k, std::int64_t sign) const {
        for (auto const e : needs(k)) sum.add(sign * elements_[e].amount, divisor(e));
    }
    ResidueSum& residues() {
        if (!residues_) residues_.emplace(users_max_, unit_);
        return *residues_;
    }

    std::vector<WholeElement> const& elements_;
    std::uint64_t unit_;
    std::uint64_t users_max_ = 1;
    std::vector<std::vector<std::uint32_t>> needs_;  // of each player, element indices
    std::vector<Player> order_;
    std::vector<EqualShares> among_;
    std::optional<ResidueSum> residues_;
};

}  // namespace

std::vector<std::int64_t> certified_shapley(std::span<std::int64_t const> costs, std::uint64_t unit) {
    auto const airport = whole_airport(costs);
    AirportShares shares(airport, unit);
    auto const total = airport.classes.back().cost / static_cast<std::int64_t>(unit);
    return by_player(airport.order, rounded_for_certain(shares, airport.order, total));
}

std::vector<std::int64_t> certified_shapley(std::size_t players, std::vector<WholeElement> const& elements,
                                            std::uint64_t unit) {
    ElementShares shares(players, elements, unit);
    std::int64_t total = 0;
    for (auto const& element : elements) total += element.amount;
    return by_player(shares.order(),
                     rounded_for_certain(shares, shares.order(), total / static_cast<std::int64_t>(unit)));
}

}  // namespace jiati::games
