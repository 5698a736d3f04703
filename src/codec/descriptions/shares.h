// Stored names, fields and their classes: the adoption of shares. A name or a class, once released, stays
// (docs/formats/events.md).
#pragma once

#include "codec/descriptions/policy.h"
#include "codec/fields.h"
#include "project/funding.h"

namespace jiati::codec {

template <>
struct Description<project::funding::Share> {
    using T = project::funding::Share;
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("amount", &T::amount)};
    }
};

template <>
struct Description<project::funding::FloorCoefficient> {
    using T = project::funding::FloorCoefficient;
    static constexpr auto fields() {
        return std::tuple{field("floor", &T::floor), field("thousandths", &T::thousandths)};
    }
};

template <>
struct Description<project::funding::Weight> {
    using T = project::funding::Weight;
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("weight", &T::weight)};
    }
};

template <>
struct Description<project::funding::Stake> {
    using T = project::funding::Stake;
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("benefit", &T::benefit), field("least", &T::least),
                          field("most", &T::most)};
    }
};

template <>
struct Description<project::funding::Element> {
    using T = project::funding::Element;
    static constexpr auto fields() {
        return std::tuple{field("kind", &T::kind).code().or_default(), field("amount", &T::amount),
                          field("users", &T::users)};
    }
};

template <>
struct Description<project::funding::Union> {
    using T = project::funding::Union;
    static constexpr auto fields() { return std::tuple{field("households", &T::households)}; }
};

template <>
struct Description<project::funding::Transfer> {
    using T = project::funding::Transfer;
    static constexpr auto fields() {
        return std::tuple{field("from", &T::from), field("to", &T::to), field("amount", &T::amount),
                          field("agreement", &T::agreement)};
    }
};

template <>
struct Description<project::funding::FloorWeight> {
    using T = project::funding::FloorWeight;
    static constexpr auto fields() { return std::tuple{field("floor", &T::floor), field("value", &T::value)}; }
};

template <>
struct Description<project::funding::ShareInput> {
    using T = project::funding::ShareInput;
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("floors", &T::floors), field("area", &T::area),
                          field("weight", &T::weight),       field("amount", &T::amount), field("benefit", &T::benefit),
                          field("least", &T::least),         field("most", &T::most)};
    }
};

template <>
struct Description<project::funding::ElementInput> {
    using T = project::funding::ElementInput;
    static constexpr auto fields() {
        return std::tuple{field("kind", &T::kind).code(), field("floor", &T::floor), field("fen", &T::fen),
                          field("users", &T::users)};
    }
};

template <>
struct Description<project::funding::UnionInput> {
    using T = project::funding::UnionInput;
    static constexpr auto fields() { return std::tuple{field("households", &T::households)}; }
};

// Stands inside SharesAdopted, with classes of its own.
template <>
struct Description<project::funding::ShareInputs> {
    using T = project::funding::ShareInputs;
    static constexpr auto fields() {
        return std::tuple{open("rule", &T::rule).code(),
                          open("total", &T::total),
                          open("table", &T::table).code(),
                          open("policy", &T::policy).code(),
                          open("policy_hash", &T::policy_hash).published(),
                          sealed_each("households", &T::households),
                          open("floors", &T::floors),
                          open("within", &T::within),
                          sealed_each("elements", &T::elements),
                          sealed_each("unions", &T::unions)};
    }
};

template <>
struct Description<project::funding::AdoptShares> {
    using T = project::funding::AdoptShares;
    static constexpr std::string_view name = "funding.AdoptShares";
    static constexpr auto fields() {
        return std::tuple{field("rule", &T::rule).code(),
                          field("amounts", &T::amounts).or_default(),
                          field("among", &T::among).or_default(),
                          field("coefficients", &T::coefficients).or_default(),
                          field("compensation", &T::compensation).or_default(),
                          field("weights", &T::weights).or_default(),
                          field("floors", &T::floors).or_default(),
                          field("within", &T::within).or_default(),
                          field("elements", &T::elements).or_default(),
                          field("unions", &T::unions).or_default(),
                          field("stakes", &T::stakes).or_default(),
                          field("transfers", &T::transfers).or_default()};
    }
};

template <>
struct Description<project::funding::SharesAdopted> {
    using T = project::funding::SharesAdopted;
    static constexpr std::string_view name = "funding.SharesAdopted/2";
    static constexpr auto fields() {
        return std::tuple{open("rule", &T::rule).code(),
                          open("cost", &T::cost),
                          open("lines_total", &T::lines_total),
                          open("shares_total", &T::shares_total),
                          open("compensation_total", &T::compensation_total),
                          sealed_each("shares", &T::shares),
                          sealed_each("compensation", &T::compensation),
                          open("plan_version", &T::plan_version),
                          parts("inputs", &T::inputs),
                          sealed_each("transfers", &T::transfers)};
    }
};

}  // namespace jiati::codec
