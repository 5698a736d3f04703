// Stored names, fields and their classes: funding. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/descriptions/shares.h"
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
