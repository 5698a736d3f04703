// The coalition that pays the most beyond its cost, in an element game: the closure (project selection) problem. Taking
// a node earns its profit and requires every element that it uses; a maximum flow from profits to elements finds the
// best set (Picard 1976). A node is a player, or a group that is taken as one.
#pragma once

#include "games/whole.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace jiati::games {

using NodeSet = std::uint64_t;
inline constexpr std::size_t nodes_max = 64;

// N is Int128, where the caller makes sure that the sums of profits and of costs fit, or Fraction.
template <class N>
class Closure {
  public:
    struct Element {
        NodeSet users;
        N cost;  // not negative
    };

    explicit Closure(std::vector<Element> elements);
    // Starts anew with these profits, one per node, up to nodes_max; all costs count `scale` times.
    void set_profits(std::vector<N> profits, N const& scale = N{1});
    [[nodiscard]] std::vector<Element> const& elements() const { return elements_; }

    // Among the sets with `in` and without `out` the one whose profit less cost is largest; of several the one that is
    // contained in all of them (such sets are closed under intersection, as the cost is submodular).
    [[nodiscard]] NodeSet best(std::size_t in, std::size_t out) const;
    [[nodiscard]] N gain(NodeSet set) const;

  private:
    // How profits are sent to the elements: sent[element × nodes + node].
    struct Flow {
        std::vector<N> left;   // of each node's profit
        std::vector<N> spare;  // of each element's cost
        std::vector<N> sent;
        NodeSet stuck = 0;        // nodes from which no unpaid element can be reached
        std::vector<char> spent;  // elements reached from stuck nodes
    };
    [[nodiscard]] Flow start() const;
    void augment(Flow& flow, NodeSet nodes) const;
    bool send(Flow& flow, std::size_t source) const;

    std::size_t nodes_ = 0;
    std::vector<Element> elements_;
    std::vector<std::vector<std::uint32_t>> uses_;  // by node: the elements it needs
    std::vector<N> profits_;
    std::vector<N> costs_;  // scaled
    Flow base_;
};

extern template class Closure<Int128>;
extern template class Closure<Fraction>;

}  // namespace jiati::games
