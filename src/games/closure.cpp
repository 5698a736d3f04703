#include "games/closure.h"

#include "base/check.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace jiati::games {

namespace {

NodeSet bit(std::size_t node) { return NodeSet{1} << node; }

}  // namespace

template <class N>
Closure<N>::Closure(std::vector<Element> elements) : elements_(std::move(elements)) {
    // Elements of few users first: they are the ones that a greedy start had better pay first.
    std::ranges::stable_sort(elements_, {}, [](Element const& e) { return std::popcount(e.users); });
}

template <class N>
void Closure<N>::set_profits(std::vector<N> profits, N const& scale) {
    CHECK(profits.size() <= nodes_max);
    if (nodes_ != profits.size() || uses_.empty()) {
        nodes_ = profits.size();
        uses_.assign(nodes_, {});
        for (std::uint32_t e = 0; e < elements_.size(); ++e)
            for (std::size_t node = 0; node < nodes_; ++node)
                if ((elements_[e].users & bit(node)) != 0) uses_[node].push_back(e);
    }
    profits_ = std::move(profits);
    costs_.clear();
    for (auto const& element : elements_) costs_.push_back(element.cost * scale);
    base_ = start();
    augment(base_, ~NodeSet{0});
    base_.stuck = 0;
    base_.spent.assign(elements_.size(), 0);
}

template <class N>
N Closure<N>::gain(NodeSet set) const {
    N sum{0};
    for (std::size_t node = 0; node < nodes_; ++node)
        if ((set & bit(node)) != 0) sum += profits_[node];
    for (std::size_t e = 0; e < elements_.size(); ++e)
        if ((elements_[e].users & set) != 0) sum -= costs_[e];
    return sum;
}

// Each profit pays what it can directly. Nodes that earn nothing never belong to the least of the best sets.
template <class N>
auto Closure<N>::start() const -> Flow {
    Flow flow;
    flow.left.assign(nodes_, N{0});
    flow.sent.assign(elements_.size() * nodes_, N{0});
    flow.spent.assign(elements_.size(), 0);
    flow.spare = costs_;
    for (std::size_t node = 0; node < nodes_; ++node) {
        if (!(profits_[node] > N{0})) continue;
        auto& left = flow.left[node];
        left = profits_[node];
        for (auto const e : uses_[node]) {
            N const part = std::min(left, flow.spare[e]);
            if (!(part > N{0})) continue;
            flow.sent[e * nodes_ + node] = part;
            flow.spare[e] -= part;
            left -= part;
        }
    }
    return flow;
}

// One shortest path from the node's unsent profit to an element with something left to pay, or proof that there is
// none: then all that was reached stays out of reach of every unpaid element for good.
template <class N>
bool Closure<N>::send(Flow& flow, std::size_t source) const {
    constexpr std::uint32_t none = ~std::uint32_t{0};
    std::vector<std::uint32_t> node_of(elements_.size(), none);  // from which node an element was reached
    std::vector<std::uint32_t> element_of(nodes_, none);         // from which element a node was reached
    std::vector<std::size_t> queue{source};
    NodeSet seen = bit(source);
    for (std::size_t next = 0; next < queue.size(); ++next) {
        auto const node = queue[next];
        for (auto const e : uses_[node]) {
            if (flow.spent[e] != 0 || node_of[e] != none) continue;
            node_of[e] = static_cast<std::uint32_t>(node);
            if (flow.spare[e] > N{0}) {
                N part = std::min(flow.left[source], flow.spare[e]);
                for (auto at = node; at != source; at = node_of[element_of[at]])
                    part = std::min(part, flow.sent[element_of[at] * nodes_ + at]);
                flow.left[source] -= part;
                flow.spare[e] -= part;
                auto to = e;
                for (auto at = node;; at = node_of[to]) {
                    flow.sent[to * nodes_ + at] += part;
                    if (at == source) return true;
                    to = element_of[at];
                    flow.sent[to * nodes_ + at] -= part;
                }
            }
            for (auto rest = elements_[e].users & ~seen & ~flow.stuck; rest != 0; rest &= rest - 1) {
                auto const other = static_cast<std::size_t>(std::countr_zero(rest));
                if (!(flow.sent[e * nodes_ + other] > N{0})) continue;
                seen |= bit(other);
                element_of[other] = e;
                queue.push_back(other);
            }
        }
    }
    flow.stuck |= seen;
    for (std::size_t e = 0; e < elements_.size(); ++e)
        if (node_of[e] != none) flow.spent[e] = 1;
    return false;
}

template <class N>
void Closure<N>::augment(Flow& flow, NodeSet nodes) const {
    for (std::size_t node = 0; node < nodes_; ++node) {
        if ((nodes & bit(node)) == 0) continue;
        while (flow.left[node] > N{0} && (flow.stuck & bit(node)) == 0)
            if (!send(flow, node)) break;
    }
}

template <class N>
NodeSet Closure<N>::best(std::size_t in, std::size_t out) const {
    CHECK(in < nodes_ && out < nodes_ && in != out);
    Flow flow = base_;
    // What `in` uses is paid for whatever else is taken, so it costs the others nothing.
    flow.left[in] = N{0};
    flow.left[out] = N{0};
    for (std::size_t e = 0; e < elements_.size(); ++e) {
        auto const users = elements_[e].users;
        if ((users & bit(in)) != 0) {
            for (auto rest = users & ~bit(in) & ~bit(out); rest != 0; rest &= rest - 1) {
                auto const node = static_cast<std::size_t>(std::countr_zero(rest));
                flow.left[node] += flow.sent[e * nodes_ + node];
                flow.sent[e * nodes_ + node] = N{0};
            }
            flow.spare[e] = N{0};
            flow.spent[e] = 1;
        } else if ((users & bit(out)) != 0) {
            flow.spare[e] += flow.sent[e * nodes_ + out];
            flow.sent[e * nodes_ + out] = N{0};
        }
    }
    auto const all = nodes_ == nodes_max ? ~NodeSet{0} : bit(nodes_) - 1;
    auto const others = all & ~bit(in) & ~bit(out);
    augment(flow, others);
    return (flow.stuck & others) | bit(in);
}

template class Closure<Int128>;
template class Closure<Fraction>;

}  // namespace jiati::games
