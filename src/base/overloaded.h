// std::visit with one lambda per alternative; without a catch-all a new alternative does not compile until handled.
#pragma once

namespace jiati {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

}  // namespace jiati
