#include "policy/policy_check.h"

#include "policy/codes.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace jiati::policy {
namespace {

using Kind = PolicyFault::Kind;

// The least and greatest numbers a rule can sensibly state; a slip of the keyboard falls outside.
constexpr int days_max = 3'650;
constexpr int floor_min = -5;
constexpr int floor_max = 200;

class Checker {
  public:
    explicit Checker(Policy const& policy) : policy_(policy) {
        for (auto const& source : policy.sources) source_ids_.insert(source.id);
    }

    std::vector<PolicyFault> run() {
        head();
        consent();
        vote_stages();
        ballots();
        if (policy_.notice) notice(*policy_.notice);
        if (policy_.calendar) calendar(*policy_.calendar);
        subsidies();
        coefficient_tables();
        percent_tables();
        interval_tables();
        if (policy_.joint_approval) joint_approval(*policy_.joint_approval);
        gates();
        use_unit_rules();
        if (policy_.operation) operation(*policy_.operation);
        return std::move(faults_);
    }

  private:
    void fault(Kind kind, std::string pointer, std::string found = {}, std::string wanted = {}) {
        faults_.push_back({kind, std::move(pointer), std::move(found), std::move(wanted)});
    }
    static std::string at(std::string const& pointer, std::size_t index) {
        return pointer + "/" + std::to_string(index);
    }

    void text(std::string const& value, std::string pointer) {
        if (value.empty()) fault(Kind::empty, std::move(pointer));
    }
    void names(Names const& value, std::string const& pointer) {
        text(value.zh, pointer + "/zh");
        text(value.en, pointer + "/en");
    }
    void basis(Basis const& value, std::string const& pointer) {
        if (!source_ids_.contains(value.source)) fault(Kind::unknown_source, pointer + "/basis/source", value.source);
    }
    void range(std::int64_t value, std::int64_t low, std::int64_t high, std::string pointer) {
        if (value < low || value > high)
            fault(Kind::out_of_range, std::move(pointer), std::to_string(value),
                  std::to_string(low) + " to " + std::to_string(high));
    }
    void part(Fraction const& value, std::string pointer) {
        if (value.is_negative() || value > Fraction{1})
            fault(Kind::out_of_range, std::move(pointer), value.to_string(), "0 to 1");
    }
    void days(Days const& value, std::string const& pointer) { range(value.days, 1, days_max, pointer + "/days"); }

    template <std::size_t n>
    void code(std::array<std::string_view, n> const& list, std::string const& value, std::string pointer) {
        if (!codes::knows(list, value)) fault(Kind::unknown_code, std::move(pointer), value);
    }
    template <std::size_t n>
    void code_list(std::array<std::string_view, n> const& list, std::vector<std::string> const& values,
                   std::string const& pointer) {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < values.size(); ++i) {
            code(list, values[i], at(pointer, i));
            if (!seen.insert(values[i]).second) fault(Kind::repeated, at(pointer, i), values[i]);
        }
    }
    // Ids or codes of entries that must be there and differ.
    template <class Entry>
    void unique(std::vector<Entry> const& entries, std::string Entry::*member, std::string const& pointer,
                std::string const& name) {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            auto const& value = entries[i].*member;
            text(value, at(pointer, i) + "/" + name);
            if (!seen.insert(value).second) fault(Kind::repeated, at(pointer, i) + "/" + name, value);
        }
    }

    void head() {
        text(policy_.id, "/id");
        names(policy_.name, "/name");
        text(policy_.area, "/area");
        if (policy_.valid_to && *policy_.valid_to < policy_.valid_from)
            fault(Kind::dates_out_of_order, "/valid_to", policy_.valid_to->to_string(),
                  "not before " + policy_.valid_from.to_string());
        if (policy_.sources.empty()) fault(Kind::empty, "/sources");
        unique(policy_.sources, &Source::id, "/sources", "id");
    }

    void consent() {
        unique(policy_.consent, &ConsentStage::id, "/consent", "id");
        for (std::size_t i = 0; i < policy_.consent.size(); ++i) {
            auto const& stage = policy_.consent[i];
            auto const here = at("/consent", i);
            auto const& majority = stage.majority;
            part(majority.participation_heads, here + "/majority/participation_heads");
            part(majority.participation_area, here + "/majority/participation_area");
            part(majority.agreement_heads, here + "/majority/agreement_heads");
            part(majority.agreement_area, here + "/majority/agreement_area");
            // More than all can never be reached.
            if (majority.strict_agreement &&
                (majority.agreement_heads == Fraction{1} || majority.agreement_area == Fraction{1}))
                fault(Kind::out_of_range, here + "/majority/strict_agreement", "more than 1",
                      "more than a part below 1");
            if (stage.matters.empty()) fault(Kind::empty, here + "/matters");
            code_list(codes::matters, stage.matters, here + "/matters");
            basis(stage.basis, here);
        }
    }

    void vote_stages() {
        if (!policy_.vote_stages) return;
        auto const& stages = *policy_.vote_stages;
        if (stages.empty()) fault(Kind::empty, "/vote_stages");
        unique(stages, &VoteStage::id, "/vote_stages", "id");
        for (std::size_t i = 0; i < stages.size(); ++i) {
            auto const here = at("/vote_stages", i);
            names(stages[i].name, here + "/name");
            if (std::ranges::find(policy_.consent, stages[i].rule, &ConsentStage::id) == policy_.consent.end())
                fault(Kind::unknown_code, here + "/rule", stages[i].rule);
            basis(stages[i].basis, here);
        }
    }

    void ballots() {
        if (!policy_.ballots) return;
        auto const& proxies = policy_.ballots->terms.proxies;
        std::set<ProxyKind> seen;
        for (std::size_t i = 0; i < proxies.size(); ++i)
            if (!seen.insert(proxies[i]).second) fault(Kind::repeated, at("/ballots/terms/proxies", i));
        basis(policy_.ballots->basis, "/ballots");
    }

    void notice(Notice const& notice) {
        days(notice.period, "/notice/period");
        if (notice.posted_at.empty()) fault(Kind::empty, "/notice/posted_at");
        code_list(codes::posting_places, notice.posted_at, "/notice/posted_at");
        basis(notice.basis, "/notice");
    }

    void calendar(Calendar const& calendar) {
        if (calendar.years.empty()) fault(Kind::empty, "/calendar/years");
        for (std::size_t i = 0; i < calendar.years.size(); ++i) {
            auto const& year = calendar.years[i];
            auto const here = at("/calendar/years", i);
            // A gap would make a clock jump over a year that nobody announced.
            if (i > 0 && year.year != calendar.years[i - 1].year + 1)
                fault(Kind::dates_out_of_order, here + "/year", std::to_string(year.year),
                      std::to_string(calendar.years[i - 1].year + 1));
            for (std::size_t k = 0; k < year.holidays.size(); ++k) {
                auto const& holiday = year.holidays[k];
                auto const pointer = at(here + "/holidays", k);
                if (holiday.to < holiday.from)
                    fault(Kind::dates_out_of_order, pointer + "/to", holiday.to.to_string(),
                          "not before " + holiday.from.to_string());
                in_year(holiday.from, year.year, pointer + "/from");
                in_year(holiday.to, year.year, pointer + "/to");
            }
            std::set<Date> seen;
            for (std::size_t k = 0; k < year.working_weekend_days.size(); ++k) {
                auto const day = year.working_weekend_days[k];
                auto const pointer = at(here + "/working_weekend_days", k);
                in_year(day, year.year, pointer);
                if (day.iso_weekday() <= 5) fault(Kind::not_a_weekend_day, pointer, day.to_string());
                bool const is_holiday = std::ranges::any_of(
                    year.holidays, [&](DateRange const& holiday) { return holiday.from <= day && day <= holiday.to; });
                if (is_holiday || !seen.insert(day).second) fault(Kind::repeated, pointer, day.to_string());
            }
            basis(year.basis, here);
        }
    }
    void in_year(Date date, int year, std::string pointer) {
        if (date.year() != year)
            fault(Kind::date_outside_year, std::move(pointer), date.to_string(), std::to_string(year));
    }

    void subsidies() {
        unique(policy_.subsidies, &Subsidy::id, "/subsidies", "id");
        for (std::size_t i = 0; i < policy_.subsidies.size(); ++i) {
            auto const& subsidy = policy_.subsidies[i];
            auto const here = at("/subsidies", i);
            names(subsidy.name, here + "/name");
            if (subsidy.tiers.empty()) fault(Kind::empty, here + "/tiers");
            for (std::size_t k = 0; k < subsidy.tiers.size(); ++k) tier(subsidy.tiers, k, at(here + "/tiers", k));
            Fraction sum;
            for (std::size_t k = 0; k < subsidy.payers.size(); ++k) {
                text(subsidy.payers[k].payer, at(here + "/payers", k) + "/payer");
                part(subsidy.payers[k].part, at(here + "/payers", k) + "/part");
                sum += subsidy.payers[k].part;
            }
            if (sum != Fraction{1}) fault(Kind::does_not_sum, here + "/payers", sum.to_string(), "1");
            code(codes::requirements, subsidy.milestone, here + "/milestone");
            basis(subsidy.basis, here);
        }
    }
    void tier(std::vector<SubsidyTier> const& tiers, std::size_t index, std::string const& here) {
        auto const& tier = tiers[index];
        range(tier.floors_min, 1, floor_max, here + "/floors_min");
        if (tier.floors_max) range(*tier.floors_max, tier.floors_min, floor_max, here + "/floors_max");
        if (tier.amount.has_value() == tier.part_of_cost.has_value())
            fault(Kind::empty, here + "/amount", tier.amount ? "amount and part_of_cost" : "neither",
                  "either amount or part_of_cost");
        if (tier.amount && *tier.amount <= Fen{})
            fault(Kind::out_of_range, here + "/amount", tier.amount->to_string(), "above 0");
        if (tier.part_of_cost) part(*tier.part_of_cost, here + "/part_of_cost");
        if (tier.cap && *tier.cap <= Fen{}) fault(Kind::out_of_range, here + "/cap", tier.cap->to_string(), "above 0");
        for (std::size_t other = 0; other < index; ++other) {
            auto const& earlier = tiers[other];
            bool const starts_inside = !earlier.floors_max || tier.floors_min <= *earlier.floors_max;
            bool const ends_inside = !tier.floors_max || earlier.floors_min <= *tier.floors_max;
            if (starts_inside && ends_inside)
                fault(Kind::tiers_overlap, here + "/floors_min", std::to_string(tier.floors_min));
        }
    }

    // Checks floors and values; returns the sum of the values.
    Fraction floor_values(std::vector<FloorValue> const& floors, std::string const& pointer) {
        if (floors.empty()) fault(Kind::empty, pointer);
        Fraction sum;
        std::set<int> seen;
        for (std::size_t i = 0; i < floors.size(); ++i) {
            range(floors[i].floor, floor_min, floor_max, at(pointer, i) + "/floor");
            if (!seen.insert(floors[i].floor).second)
                fault(Kind::repeated, at(pointer, i) + "/floor", std::to_string(floors[i].floor));
            if (floors[i].value.is_negative())
                fault(Kind::out_of_range, at(pointer, i) + "/value", floors[i].value.to_string(), "0 or more");
            sum += floors[i].value;
        }
        return sum;
    }
    void coefficient_tables() {
        unique(policy_.coefficient_tables, &CoefficientTable::id, "/coefficient_tables", "id");
        for (std::size_t i = 0; i < policy_.coefficient_tables.size(); ++i) {
            auto const& table = policy_.coefficient_tables[i];
            auto const here = at("/coefficient_tables", i);
            names(table.name, here + "/name");
            auto const sum = floor_values(table.floors, here + "/floors");
            if (!table.floors.empty() && sum.is_zero()) fault(Kind::does_not_sum, here + "/floors", "0", "more than 0");
            if (table.step_above && table.step_above->is_negative())
                fault(Kind::out_of_range, here + "/step_above", table.step_above->to_string(), "0 or more");
            basis(table.basis, here);
        }
    }
    void percent_tables() {
        unique(policy_.percent_tables, &PercentTable::id, "/percent_tables", "id");
        for (std::size_t i = 0; i < policy_.percent_tables.size(); ++i) {
            auto const& table = policy_.percent_tables[i];
            auto const here = at("/percent_tables", i);
            names(table.name, here + "/name");
            auto const sum = floor_values(table.floors, here + "/floors");
            if (sum != Fraction{100}) fault(Kind::does_not_sum, here + "/floors", sum.to_string(), "100");
            basis(table.basis, here);
        }
    }

    void interval_tables() {
        if (!policy_.interval_tables) return;
        auto const& tables = *policy_.interval_tables;
        if (tables.empty()) fault(Kind::empty, "/interval_tables");
        unique(tables, &IntervalTable::id, "/interval_tables", "id");
        for (std::size_t i = 0; i < tables.size(); ++i) interval_table(tables[i], at("/interval_tables", i));
    }
    void interval_table(IntervalTable const& table, std::string const& here) {
        names(table.name, here + "/name");
        range(table.building_floors, 2, floor_max, here + "/building_floors");
        if (table.floors.empty()) fault(Kind::empty, here + "/floors");
        std::set<int> seen;
        Fraction least;
        Fraction most;
        for (std::size_t i = 0; i < table.floors.size(); ++i) {
            auto const& interval = table.floors[i];
            auto const pointer = at(here + "/floors", i);
            range(interval.floor, 1, table.building_floors, pointer + "/floor");
            if (!seen.insert(interval.floor).second)
                fault(Kind::repeated, pointer + "/floor", std::to_string(interval.floor));
            if (interval.least.is_negative())
                fault(Kind::out_of_range, pointer + "/least", interval.least.to_string(), "0 or more");
            if (interval.most < interval.least || interval.most > Fraction{100})
                fault(Kind::out_of_range, pointer + "/most", interval.most.to_string(),
                      interval.least.to_string() + " to 100");
            if (interval.basis) basis(*interval.basis, pointer);
            least += interval.least;
            most += interval.most;
        }
        bool const is_complete = seen.size() == static_cast<std::size_t>(std::max(table.building_floors, 0));
        if (least > Fraction{100})
            fault(Kind::does_not_sum, here + "/floors", least.to_string(), "at most 100 of the least percentages");
        if (is_complete && most < Fraction{100})
            fault(Kind::does_not_sum, here + "/floors", most.to_string(), "at least 100 of the most percentages");
        if (!is_complete && (!table.incomplete || table.incomplete->empty()))
            fault(Kind::empty, here + "/incomplete", {}, "the reason why floors are missing");
        if (is_complete && table.incomplete)
            fault(Kind::out_of_range, here + "/incomplete", "a reason for missing floors",
                  "none: all floors are there");
        basis(table.basis, here);
    }

    void joint_approval(JointApproval const& approval) {
        if (approval.departments.empty()) fault(Kind::empty, "/joint_approval/departments");
        unique(approval.departments, &Department::code, "/joint_approval/departments", "code");
        for (std::size_t i = 0; i < approval.departments.size(); ++i)
            names(approval.departments[i].name, at("/joint_approval/departments", i) + "/name");
        unique(approval.papers, &Paper::code, "/joint_approval/papers", "code");
        for (std::size_t i = 0; i < approval.papers.size(); ++i)
            names(approval.papers[i].name, at("/joint_approval/papers", i) + "/name");
        if (approval.convene_within) days(*approval.convene_within, "/joint_approval/convene_within");
        if (approval.opinion_within) days(*approval.opinion_within, "/joint_approval/opinion_within");
        basis(approval.basis, "/joint_approval");
    }

    void gates() {
        unique(policy_.gates, &Gate::stage, "/gates", "stage");
        for (std::size_t i = 0; i < policy_.gates.size(); ++i) {
            code(codes::stages, policy_.gates[i].stage, at("/gates", i) + "/stage");
            code_list(codes::requirements, policy_.gates[i].requirements, at("/gates", i) + "/requirements");
        }
    }

    void use_unit_rules() {
        for (std::size_t i = 0; i < policy_.use_unit_rules.size(); ++i) {
            auto const& rule = policy_.use_unit_rules[i];
            auto const here = at("/use_unit_rules", i);
            if (i > 0 && rule.from <= policy_.use_unit_rules[i - 1].from)
                fault(Kind::dates_out_of_order, here + "/from", rule.from.to_string(),
                      "after " + policy_.use_unit_rules[i - 1].from.to_string());
            if (rule.kinds.empty()) fault(Kind::empty, here + "/kinds");
            code_list(codes::use_unit_kinds, rule.kinds, here + "/kinds");
            basis(rule.basis, here);
        }
    }

    void operation(Operation const& operation) {
        range(operation.registration_within_days, 0, days_max, "/operation/registration_within_days");
        range(operation.maintenance_interval_days, 1, days_max, "/operation/maintenance_interval_days");
        for (std::size_t i = 0; i < operation.inspection_years.size(); ++i)
            range(operation.inspection_years[i], i == 0 ? 1 : operation.inspection_years[i - 1] + 1, 100,
                  at("/operation/inspection_years", i));
        range(operation.inspection_interval_years_after, 1, 100, "/operation/inspection_interval_years_after");
        range(operation.rescue_within_minutes, 1, 24 * 60, "/operation/rescue_within_minutes");
        basis(operation.basis, "/operation");
    }

    Policy const& policy_;
    std::set<std::string> source_ids_;
    std::vector<PolicyFault> faults_;
};

}  // namespace

std::vector<PolicyFault> check_policy(Policy const& policy) { return Checker(policy).run(); }

}  // namespace jiati::policy
