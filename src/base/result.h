// A value or the reason why there is none. The names are those of C++23's std::expected, which g++ 12 and clang 14
// cannot share yet.
#pragma once

#include "base/check.h"

#include <utility>
#include <variant>

namespace jiati {

template <class E>
struct Failure {
    E error;
};
template <class E>
Failure(E) -> Failure<E>;

template <class T, class E>
class [[nodiscard]] Result {
  public:
    Result(T value) : outcome_(std::in_place_index<0>, std::move(value)) {}
    template <class F>
    Result(Failure<F> failure) : outcome_(std::in_place_index<1>, std::move(failure.error)) {}

    [[nodiscard]] bool has_value() const noexcept { return outcome_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    [[nodiscard]] T& value() & {
        CHECK(has_value());
        return *std::get_if<0>(&outcome_);
    }
    [[nodiscard]] T const& value() const& {
        CHECK(has_value());
        return *std::get_if<0>(&outcome_);
    }
    // By value: a reference into a result that is about to go would hang.
    [[nodiscard]] T value() && {
        CHECK(has_value());
        return std::move(*std::get_if<0>(&outcome_));
    }
    [[nodiscard]] E const& error() const& {
        CHECK(!has_value());
        return *std::get_if<1>(&outcome_);
    }
    [[nodiscard]] E error() && {
        CHECK(!has_value());
        return std::move(*std::get_if<1>(&outcome_));
    }

    T& operator*() & { return value(); }
    T const& operator*() const& { return value(); }
    T operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    T const* operator->() const { return &value(); }

  private:
    std::variant<T, E> outcome_;
};

// For operations that yield nothing but may be refused: Result<Done, E>.
struct Done {
    friend bool operator==(Done, Done) = default;
};

}  // namespace jiati
