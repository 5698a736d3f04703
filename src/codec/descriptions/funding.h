// Stored names, fields and their classes: funding. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/descriptions/policy.h"
#include "codec/fields.h"
#include "project/funding.h"

namespace jiati::codec {

template <>
struct EnumNames<project::funding::LineKind> {
    using enum project::funding::LineKind;
    static constexpr std::array entries{named(subsidy, "subsidy"), named(sponsor, "sponsor"), named(other, "other")};
};

template <>
struct EnumNames<project::funding::Account> {
    using enum project::funding::Account;
    static constexpr std::array entries{named(bank, "bank"),           named(households, "households"),
                                        named(subsidies, "subsidies"), named(sponsors, "sponsors"),
                                        named(builder, "builder"),     named(refunds, "refunds")};
};

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

// ---- commands

template <>
struct Description<project::funding::AddLine> {
    using T = project::funding::AddLine;
    static constexpr std::string_view name = "funding.AddLine";
    static constexpr auto fields() {
        return std::tuple{field("kind", &T::kind),
                          field("payer", &T::payer),
                          field("amount", &T::amount).or_default(),
                          field("basis", &T::basis).or_default(),
                          field("milestone", &T::milestone).code().or_default(),
                          field("rule", &T::rule).code().or_default()};
    }
};

template <>
struct Description<project::funding::RemoveLine> {
    using T = project::funding::RemoveLine;
    static constexpr std::string_view name = "funding.RemoveLine";
    static constexpr auto fields() { return std::tuple{field("line", &T::line), field("reason", &T::reason)}; }
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
struct Description<project::funding::FileSubsidy> {
    using T = project::funding::FileSubsidy;
    static constexpr std::string_view name = "funding.FileSubsidy";
    static constexpr auto fields() {
        return std::tuple{field("line", &T::line), field("number", &T::number).or_default()};
    }
};

template <>
struct Description<project::funding::NameAccount> {
    using T = project::funding::NameAccount;
    static constexpr std::string_view name = "funding.NameAccount";
    static constexpr auto fields() {
        return std::tuple{field("bank", &T::bank), field("kind", &T::kind).or_default(),
                          field("keeper", &T::keeper).or_default()};
    }
};

template <>
struct Description<project::funding::RecordPayment> {
    using T = project::funding::RecordPayment;
    static constexpr std::string_view name = "funding.RecordPayment";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("amount", &T::amount),
                          field("voucher", &T::voucher)};
    }
};

template <>
struct Description<project::funding::RecordReceipt> {
    using T = project::funding::RecordReceipt;
    static constexpr std::string_view name = "funding.RecordReceipt";
    static constexpr auto fields() {
        return std::tuple{field("line", &T::line), field("amount", &T::amount), field("voucher", &T::voucher)};
    }
};

template <>
struct Description<project::funding::ReleaseToBuilder> {
    using T = project::funding::ReleaseToBuilder;
    static constexpr std::string_view name = "funding.ReleaseToBuilder";
    static constexpr auto fields() {
        return std::tuple{field("amount", &T::amount), field("milestone", &T::milestone).code().or_default(),
                          field("voucher", &T::voucher)};
    }
};

template <>
struct Description<project::funding::RefundHousehold> {
    using T = project::funding::RefundHousehold;
    static constexpr std::string_view name = "funding.RefundHousehold";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("amount", &T::amount), field("reason", &T::reason),
                          field("voucher", &T::voucher)};
    }
};

// ---- events

template <>
struct Description<project::funding::LineAdded> {
    using T = project::funding::LineAdded;
    static constexpr std::string_view name = "funding.LineAdded/1";
    static constexpr auto fields() {
        return std::tuple{open("line", &T::line),     open("kind", &T::kind),
                          sealed("payer", &T::payer), open("amount", &T::amount),
                          sealed("basis", &T::basis), open("milestone", &T::milestone).code()};
    }
};

template <>
struct Description<project::funding::LineRemoved> {
    using T = project::funding::LineRemoved;
    static constexpr std::string_view name = "funding.LineRemoved/1";
    static constexpr auto fields() { return std::tuple{open("line", &T::line), sealed("reason", &T::reason)}; }
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

template <>
struct Description<project::funding::SubsidyFiled> {
    using T = project::funding::SubsidyFiled;
    static constexpr std::string_view name = "funding.SubsidyFiled/1";
    static constexpr auto fields() { return std::tuple{open("line", &T::line), sealed("number", &T::number)}; }
};

template <>
struct Description<project::funding::AccountNamed> {
    using T = project::funding::AccountNamed;
    static constexpr std::string_view name = "funding.AccountNamed/1";
    static constexpr auto fields() {
        return std::tuple{sealed("bank", &T::bank), sealed("kind", &T::kind), sealed("keeper", &T::keeper)};
    }
};

template <>
struct Description<project::funding::PaymentRecorded> {
    using T = project::funding::PaymentRecorded;
    static constexpr std::string_view name = "funding.PaymentRecorded/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("amount", &T::amount),
                          sealed("voucher", &T::voucher)};
    }
};

template <>
struct Description<project::funding::ReceiptRecorded> {
    using T = project::funding::ReceiptRecorded;
    static constexpr std::string_view name = "funding.ReceiptRecorded/1";
    static constexpr auto fields() {
        return std::tuple{open("line", &T::line), open("amount", &T::amount), sealed("voucher", &T::voucher)};
    }
};

template <>
struct Description<project::funding::ReleasedToBuilder> {
    using T = project::funding::ReleasedToBuilder;
    static constexpr std::string_view name = "funding.ReleasedToBuilder/1";
    static constexpr auto fields() {
        return std::tuple{open("amount", &T::amount), open("milestone", &T::milestone).code(),
                          sealed("voucher", &T::voucher)};
    }
};

template <>
struct Description<project::funding::HouseholdRefunded> {
    using T = project::funding::HouseholdRefunded;
    static constexpr std::string_view name = "funding.HouseholdRefunded/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("amount", &T::amount),
                          sealed("reason", &T::reason), sealed("voucher", &T::voucher)};
    }
};

}  // namespace jiati::codec
