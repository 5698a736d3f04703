// Stored names, fields and their classes: operation. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/fields.h"
#include "project/operation.h"

namespace jiati::codec {

template <>
struct EnumNames<project::operation::CostRule> {
    using enum project::operation::CostRule;
    static constexpr std::array entries{named(equal, "equal"), named(coefficient, "coefficient"),
                                        named(floor_people, "floor_people"), named(counted_trips, "counted_trips")};
};

template <>
struct Description<project::operation::Rider> {
    using T = project::operation::Rider;
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household),
                          field("coefficient_thousandths", &T::coefficient_thousandths).or_default(),
                          field("people", &T::people).or_default(), field("free", &T::free).or_default()};
    }
};

template <>
struct Description<project::operation::Trips> {
    using T = project::operation::Trips;
    static constexpr auto fields() { return std::tuple{field("household", &T::household), field("count", &T::count)}; }
};

template <>
struct Description<project::operation::BillLine> {
    using T = project::operation::BillLine;
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("amount", &T::amount)};
    }
};

template <>
struct Description<project::operation::CostItem> {
    using T = project::operation::CostItem;
    static constexpr auto fields() { return std::tuple{field("kind", &T::kind).code(), field("amount", &T::amount)}; }
};

// ---- commands

template <>
struct Description<project::operation::ChooseRule> {
    using T = project::operation::ChooseRule;
    static constexpr std::string_view name = "operation.ChooseRule";
    static constexpr auto fields() {
        return std::tuple{field("rule", &T::rule), field("riders", &T::riders).or_default(),
                          field("chosen_by", &T::chosen_by).or_default()};
    }
};

template <>
struct Description<project::operation::RecordTrips> {
    using T = project::operation::RecordTrips;
    static constexpr std::string_view name = "operation.RecordTrips";
    static constexpr auto fields() {
        return std::tuple{field("period", &T::period).code(), field("trips", &T::trips),
                          field("source", &T::source).or_default()};
    }
};

template <>
struct Description<project::operation::IssueBill> {
    using T = project::operation::IssueBill;
    static constexpr std::string_view name = "operation.IssueBill";
    static constexpr auto fields() { return std::tuple{field("period", &T::period).code(), field("items", &T::items)}; }
};

template <>
struct Description<project::operation::RecordBillPayment> {
    using T = project::operation::RecordBillPayment;
    static constexpr std::string_view name = "operation.RecordBillPayment";
    static constexpr auto fields() {
        return std::tuple{field("period", &T::period).code(), field("household", &T::household),
                          field("amount", &T::amount), field("voucher", &T::voucher)};
    }
};

template <>
struct Description<project::operation::RecordUpkeep> {
    using T = project::operation::RecordUpkeep;
    static constexpr std::string_view name = "operation.RecordUpkeep";
    static constexpr auto fields() {
        return std::tuple{field("by", &T::by).or_default(), field("kind", &T::kind).code(),
                          field("text", &T::text).or_default()};
    }
};

template <>
struct Description<project::operation::RecordPeriodicInspection> {
    using T = project::operation::RecordPeriodicInspection;
    static constexpr std::string_view name = "operation.RecordPeriodicInspection";
    static constexpr auto fields() { return std::tuple{field("body", &T::body), field("passed", &T::passed)}; }
};

template <>
struct Description<project::operation::ReportFault> {
    using T = project::operation::ReportFault;
    static constexpr std::string_view name = "operation.ReportFault";
    static constexpr auto fields() {
        return std::tuple{field("text", &T::text), field("entrapment", &T::entrapment).or_default(),
                          field("minutes_to_arrival", &T::minutes_to_arrival)};
    }
};

// ---- events

template <>
struct Description<project::operation::RuleChosen> {
    using T = project::operation::RuleChosen;
    static constexpr std::string_view name = "operation.RuleChosen/1";
    static constexpr auto fields() {
        return std::tuple{open("rule", &T::rule), sealed_each("riders", &T::riders),
                          sealed("chosen_by", &T::chosen_by)};
    }
};

template <>
struct Description<project::operation::TripsRecorded> {
    using T = project::operation::TripsRecorded;
    static constexpr std::string_view name = "operation.TripsRecorded/1";
    static constexpr auto fields() {
        return std::tuple{open("period", &T::period).code(), sealed_each("trips", &T::trips),
                          sealed("source", &T::source), open("total", &T::total)};
    }
};

template <>
struct Description<project::operation::BillIssued> {
    using T = project::operation::BillIssued;
    static constexpr std::string_view name = "operation.BillIssued/1";
    static constexpr auto fields() {
        return std::tuple{open("period", &T::period).code(), open("items", &T::items), open("total", &T::total),
                          open("rule", &T::rule), sealed_each("lines", &T::lines)};
    }
};

template <>
struct Description<project::operation::BillPaid> {
    using T = project::operation::BillPaid;
    static constexpr std::string_view name = "operation.BillPaid/1";
    static constexpr auto fields() {
        return std::tuple{open("period", &T::period).code(), sealed("household", &T::household),
                          sealed("amount", &T::amount), sealed("voucher", &T::voucher)};
    }
};

template <>
struct Description<project::operation::UpkeepRecorded> {
    using T = project::operation::UpkeepRecorded;
    static constexpr std::string_view name = "operation.UpkeepRecorded/1";
    static constexpr auto fields() {
        return std::tuple{sealed("by", &T::by), open("kind", &T::kind).code(), sealed("text", &T::text)};
    }
};

template <>
struct Description<project::operation::PeriodicallyInspected> {
    using T = project::operation::PeriodicallyInspected;
    static constexpr std::string_view name = "operation.PeriodicallyInspected/1";
    static constexpr auto fields() { return std::tuple{sealed("body", &T::body), open("passed", &T::passed)}; }
};

template <>
struct Description<project::operation::FaultReported> {
    using T = project::operation::FaultReported;
    static constexpr std::string_view name = "operation.FaultReported/1";
    static constexpr auto fields() {
        return std::tuple{open("fault", &T::fault), sealed("text", &T::text), open("entrapment", &T::entrapment),
                          open("minutes_to_arrival", &T::minutes_to_arrival)};
    }
};

}  // namespace jiati::codec
