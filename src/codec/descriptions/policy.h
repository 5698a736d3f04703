// The fields of a policy pack, spelled as in policies/*.yaml.
#pragma once

#include "codec/descriptions/ballot_terms.h"
#include "codec/descriptions/majority.h"
#include "codec/fields.h"
#include "policy/policy.h"

namespace jiati::codec {

template <>
struct EnumNames<policy::Grade> {
    using enum policy::Grade;
    static constexpr std::array entries{named(seen, "seen"), named(lead, "lead"), named(origin, "origin"),
                                        named(derived, "derived"), named(unverified, "unverified")};
};

template <>
struct EnumNames<policy::DayKind> {
    using enum policy::DayKind;
    static constexpr std::array entries{named(natural, "natural"), named(working, "working")};
};

template <>
struct EnumNames<policy::ConsentScope> {
    using enum policy::ConsentScope;
    static constexpr std::array entries{named(unit, "unit"), named(building, "building"), named(estate, "estate")};
};

template <>
struct EnumNames<policy::WithinFloor> {
    using enum policy::WithinFloor;
    static constexpr std::array entries{named(by_area, "by_area"), named(equal, "equal")};
};

template <>
struct EnumNames<policy::EntryMode> {
    using enum policy::EntryMode;
    static constexpr std::array entries{named(level, "level"), named(half_landing, "half_landing")};
};

template <>
struct Description<policy::Names> {
    using T = policy::Names;
    static constexpr auto fields() { return std::tuple{field("zh", &T::zh), field("en", &T::en)}; }
};

template <>
struct Description<policy::Source> {
    using T = policy::Source;
    static constexpr auto fields() {
        return std::tuple{field("id", &T::id), field("title", &T::title), field("where", &T::where).or_default()};
    }
};

template <>
struct Description<policy::Basis> {
    using T = policy::Basis;
    static constexpr auto fields() {
        return std::tuple{field("article", &T::article).or_default(), field("source", &T::source),
                          field("grade", &T::grade), field("note", &T::note).or_default()};
    }
};

template <>
struct Description<policy::Days> {
    using T = policy::Days;
    static constexpr auto fields() { return std::tuple{field("days", &T::days), field("kind", &T::kind)}; }
};

template <>
struct Description<policy::ConsentStage> {
    using T = policy::ConsentStage;
    static constexpr auto fields() {
        return std::tuple{field("id", &T::id), field("scope", &T::scope), field("majority", &T::majority),
                          field("matters", &T::matters), field("basis", &T::basis)};
    }
};

template <>
struct Description<policy::VoteStage> {
    using T = policy::VoteStage;
    static constexpr auto fields() {
        return std::tuple{field("id", &T::id), field("name", &T::name), field("rule", &T::rule),
                          field("about_plan", &T::about_plan), field("basis", &T::basis)};
    }
};

template <>
struct Description<policy::BallotRules> {
    using T = policy::BallotRules;
    static constexpr auto fields() { return std::tuple{field("terms", &T::terms), field("basis", &T::basis)}; }
};

template <>
struct Description<policy::Notice> {
    using T = policy::Notice;
    static constexpr auto fields() {
        return std::tuple{field("period", &T::period), field("rolls_past_rest_day", &T::rolls_past_rest_day),
                          field("posted_at", &T::posted_at), field("basis", &T::basis)};
    }
};

template <>
struct Description<policy::DateRange> {
    using T = policy::DateRange;
    static constexpr auto fields() {
        return std::tuple{field("name", &T::name), field("from", &T::from), field("to", &T::to)};
    }
};

template <>
struct Description<policy::CalendarYear> {
    using T = policy::CalendarYear;
    static constexpr auto fields() {
        return std::tuple{field("year", &T::year), field("holidays", &T::holidays),
                          field("working_weekend_days", &T::working_weekend_days), field("basis", &T::basis)};
    }
};

template <>
struct Description<policy::Calendar> {
    using T = policy::Calendar;
    static constexpr auto fields() { return std::tuple{field("years", &T::years)}; }
};

template <>
struct Description<policy::SubsidyTier> {
    using T = policy::SubsidyTier;
    static constexpr auto fields() {
        return std::tuple{field("floors_min", &T::floors_min), field("floors_max", &T::floors_max),
                          field("amount", &T::amount), field("part_of_cost", &T::part_of_cost), field("cap", &T::cap)};
    }
};

template <>
struct Description<policy::SubsidyPayer> {
    using T = policy::SubsidyPayer;
    static constexpr auto fields() { return std::tuple{field("payer", &T::payer), field("part", &T::part)}; }
};

template <>
struct Description<policy::Subsidy> {
    using T = policy::Subsidy;
    static constexpr auto fields() {
        return std::tuple{field("id", &T::id),         field("name", &T::name),           field("tiers", &T::tiers),
                          field("payers", &T::payers), field("milestone", &T::milestone), field("basis", &T::basis)};
    }
};

template <>
struct Description<policy::FloorValue> {
    using T = policy::FloorValue;
    static constexpr auto fields() { return std::tuple{field("floor", &T::floor), field("value", &T::value)}; }
};

template <>
struct Description<policy::CoefficientTable> {
    using T = policy::CoefficientTable;
    static constexpr auto fields() {
        return std::tuple{field("id", &T::id),
                          field("name", &T::name),
                          field("floors", &T::floors),
                          field("step_above", &T::step_above),
                          field("within_floor", &T::within_floor),
                          field("basis", &T::basis)};
    }
};

template <>
struct Description<policy::PercentTable> {
    using T = policy::PercentTable;
    static constexpr auto fields() {
        return std::tuple{field("id", &T::id), field("name", &T::name), field("floors", &T::floors),
                          field("within_floor", &T::within_floor), field("basis", &T::basis)};
    }
};

template <>
struct Description<policy::FloorInterval> {
    using T = policy::FloorInterval;
    static constexpr auto fields() {
        return std::tuple{field("floor", &T::floor), field("least", &T::least), field("most", &T::most),
                          field("basis", &T::basis)};
    }
};

template <>
struct Description<policy::IntervalTable> {
    using T = policy::IntervalTable;
    static constexpr auto fields() {
        return std::tuple{field("id", &T::id),
                          field("name", &T::name),
                          field("building_floors", &T::building_floors),
                          field("entry", &T::entry),
                          field("new_corridor", &T::new_corridor),
                          field("floors", &T::floors),
                          field("incomplete", &T::incomplete),
                          field("within_floor", &T::within_floor),
                          field("basis", &T::basis)};
    }
};

template <>
struct Description<policy::Department> {
    using T = policy::Department;
    static constexpr auto fields() { return std::tuple{field("code", &T::code), field("name", &T::name)}; }
};

template <>
struct Description<policy::Paper> {
    using T = policy::Paper;
    static constexpr auto fields() { return std::tuple{field("code", &T::code), field("name", &T::name)}; }
};

template <>
struct Description<policy::JointApproval> {
    using T = policy::JointApproval;
    static constexpr auto fields() {
        return std::tuple{field("departments", &T::departments), field("papers", &T::papers),
                          field("convene_within", &T::convene_within), field("opinion_within", &T::opinion_within),
                          field("basis", &T::basis)};
    }
};

template <>
struct Description<policy::Gate> {
    using T = policy::Gate;
    static constexpr auto fields() {
        return std::tuple{field("stage", &T::stage), field("requirements", &T::requirements)};
    }
};

template <>
struct Description<policy::UseUnitRule> {
    using T = policy::UseUnitRule;
    static constexpr auto fields() {
        return std::tuple{field("from", &T::from), field("kinds", &T::kinds), field("basis", &T::basis)};
    }
};

template <>
struct Description<policy::Operation> {
    using T = policy::Operation;
    static constexpr auto fields() {
        return std::tuple{field("registration_within_days", &T::registration_within_days),
                          field("maintenance_interval_days", &T::maintenance_interval_days),
                          field("inspection_years", &T::inspection_years),
                          field("inspection_interval_years_after", &T::inspection_interval_years_after),
                          field("rescue_within_minutes", &T::rescue_within_minutes),
                          field("basis", &T::basis)};
    }
};

template <>
struct Description<policy::Policy> {
    using T = policy::Policy;
    static constexpr auto fields() {
        return std::tuple{field("id", &T::id),
                          field("name", &T::name),
                          field("area", &T::area),
                          field("valid_from", &T::valid_from),
                          field("valid_to", &T::valid_to),
                          field("sources", &T::sources),
                          field("consent", &T::consent).or_default(),
                          field("vote_stages", &T::vote_stages),
                          field("ballots", &T::ballots),
                          field("notice", &T::notice),
                          field("calendar", &T::calendar),
                          field("subsidies", &T::subsidies).or_default(),
                          field("coefficient_tables", &T::coefficient_tables).or_default(),
                          field("percent_tables", &T::percent_tables).or_default(),
                          field("interval_tables", &T::interval_tables),
                          field("joint_approval", &T::joint_approval),
                          field("gates", &T::gates).or_default(),
                          field("use_unit_rules", &T::use_unit_rules).or_default(),
                          field("operation", &T::operation)};
    }
};

}  // namespace jiati::codec
