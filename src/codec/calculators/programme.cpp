#include "codec/calculators/programme.h"

#include "base/check.h"
#include "base/text.h"
#include "codec/calculators/csv.h"
#include "codec/calculators/refusals.h"
#include "codec/json_text.h"
#include "codec/reader.h"
#include "codec/refusals.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <utility>

namespace jiati::codec::calculators {
namespace {

constexpr std::int64_t hundred = 100;
constexpr std::size_t name_bytes_max = 200;

// A table whose columns may stand in any order; the last ones may be left out together.
class Columns {
  public:
    static Result<Columns, Refusal> read(CsvFile const& file, std::span<std::string_view const> names,
                                         std::size_t optional = 0) {
        auto rows = read_csv(file.text, file.name);
        if (!rows) return Failure{rows.error()};
        std::string all;
        for (auto const name : names) all += (all.empty() ? "" : ",") + std::string(name);
        Columns columns;
        if (rows->empty()) return Failure{refuse(bad_table, file.name, {{"expected", all}})};
        auto const& head = rows->front().cells;
        if (head.size() == names.size() - optional) names = names.first(head.size());
        for (auto const name : names) {
            auto const found = std::ranges::find(head, name);
            if (found == head.end() || head.size() != names.size())
                return Failure{refuse(bad_table, file.name + ":1", {{"expected", all}})};
            columns.places_.push_back(static_cast<std::size_t>(found - head.begin()));
        }
        if (rows->size() == 1) return Failure{refuse(nothing_given, file.name, {{"expected", all}})};
        columns.name_ = file.name;
        columns.names_.assign(names.begin(), names.end());
        columns.rows_ = *std::move(rows);
        return columns;
    }

    [[nodiscard]] std::size_t size() const { return rows_.size() - 1; }
    [[nodiscard]] bool has(std::size_t column) const { return column < places_.size(); }
    [[nodiscard]] std::string const& cell(std::size_t row, std::size_t column) const {
        return rows_[row + 1].cells[places_[column]];
    }
    [[nodiscard]] Refusal refusal(std::size_t row, std::size_t column, RefusalCode code,
                                  std::vector<Refusal::Argument> arguments) const {
        return refuse(code, name_ + ":" + std::to_string(rows_[row + 1].line) + ":" + names_[column],
                      std::move(arguments));
    }
    // The name in the cell, in normal form C.
    Result<std::string, Refusal> name(std::size_t row, std::size_t column) const {
        auto const& text = cell(row, column);
        auto clean = text.size() <= name_bytes_max ? normalised(text) : std::nullopt;
        if (clean && !clean->empty()) return *std::move(clean);
        return Failure{refusal(row, column, bad_value, {{"expected", "\"301\""}, {"value", shown(text)}})};
    }
    // Hundredths, not negative.
    Result<std::int64_t, Refusal> amount(std::size_t row, std::size_t column) const {
        auto const& text = cell(row, column);
        auto const number = parse_hundredths(text);
        if (!number)
            return Failure{refusal(row, column, bad_value, {{"expected", "20000.00"}, {"value", shown(text)}})};
        if (*number < 0) return Failure{refusal(row, column, negative, {{"value", shown(text)}})};
        return *number;
    }

  private:
    static std::string shown(std::string_view text) { return shortened(json::value(json::string(text))); }

    std::string name_;
    std::vector<std::string> names_;
    std::vector<std::size_t> places_;
    std::vector<CsvRow> rows_;
};

// Classes in the order in which the table names them.
class Groups {
  public:
    explicit Groups(agreement::Programme& programme) : programme_(programme) {}

    std::size_t place(std::string const& name) {
        auto const [found, is_new] = places_.try_emplace(name, programme_.classes.size());
        if (is_new) programme_.classes.push_back({name, std::nullopt, std::nullopt});
        return found->second;
    }
    [[nodiscard]] std::optional<std::size_t> find(std::string const& name) const {
        auto const found = places_.find(name);
        return found == places_.end() ? std::nullopt : std::optional{found->second};
    }

  private:
    agreement::Programme& programme_;
    std::map<std::string, std::size_t> places_;
};

std::optional<Refusal> read_groups(Columns const& table, std::size_t row, std::string const& text, Groups& groups,
                                   std::vector<std::size_t>& out) {
    for (std::size_t begin = 0; begin <= text.size();) {
        auto const end = std::min(text.find(';', begin), text.size());
        auto const name = text.substr(begin, end - begin);
        if (name.empty()) return table.refusal(row, 1, bad_value, {{"expected", "a | a;b"}, {"value", ""}});
        auto const place = groups.place(name);
        if (std::ranges::count(out, place) > 0) return table.refusal(row, 1, repeated, {{"value", name}});
        out.push_back(place);
        begin = end + 1;
    }
    return std::nullopt;
}

// The rows of one unit, in the order of the table.
struct Menu {
    std::size_t place = 0;  // in the programme
    std::set<std::string> levels;
};

// Ascending in cost, as the search wants it; what costs more must be worth more.
std::optional<Refusal> put_in_order(CsvFile const& file, agreement::ProgrammeUnit& unit,
                                    std::vector<std::string>& names) {
    std::vector<std::size_t> order(unit.levels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return unit.levels[i].cost; });
    auto const levels = std::exchange(unit.levels, {});
    auto const old_names = std::exchange(names, {});
    for (auto const i : order) {
        if (!unit.levels.empty() &&
            (levels[i].cost == unit.levels.back().cost || levels[i].value <= unit.levels.back().value))
            return refuse(level_not_rising, file.name,
                          {{"id", unit.id}, {"level", old_names[i]}, {"before", names.back()}});
        unit.levels.push_back(levels[i]);
        names.push_back(old_names[i]);
    }
    return std::nullopt;
}

std::optional<Refusal> read_units(CsvFile const& file, ProgrammeAnswer& out, Groups& groups) {
    static constexpr std::array<std::string_view, 5> names{"id", "group", "value", "cost", "level"};
    auto const table = Columns::read(file, names, 1);
    if (!table) return table.error();
    bool const has_menus = table->has(4);
    auto& units = out.programme.units;
    std::map<std::string, Menu> menus;
    bool is_whole = true;
    for (std::size_t row = 0; row < table->size(); ++row) {
        auto const id = table->name(row, 0);
        if (!id) return id.error();
        auto const [found, is_new] = menus.try_emplace(*id, Menu{units.size(), {}});
        if (!is_new && !has_menus) return table->refusal(row, 0, repeated, {{"value", *id}});
        auto const group = table->name(row, 1);
        if (!group) return group.error();
        std::vector<std::size_t> classes;
        if (auto refusal = read_groups(*table, row, *group, groups, classes)) return refusal;
        if (is_new) units.push_back({*id, classes, {}});
        auto& unit = units[found->second.place];
        if (unit.classes != classes) return table->refusal(row, 1, other_groups, {{"id", *id}, {"value", *group}});
        auto const value = table->amount(row, 2);
        if (!value) return value.error();
        if (*value > agreement::programme_value_max)
            return table->refusal(row, 2, out_of_range,
                                  {{"value", table->cell(row, 2)},
                                   {"expected", "≤ " + std::to_string(agreement::programme_value_max / hundred)}});
        is_whole = is_whole && *value % hundred == 0;
        auto const cost = table->amount(row, 3);
        if (!cost) return cost.error();
        if (*cost == 0) return table->refusal(row, 3, not_positive, {{"value", table->cell(row, 3)}});
        unit.levels.push_back({Fen{*cost}, *value});
        if (!has_menus) continue;
        auto level = table->name(row, 4);
        if (!level) return level.error();
        if (!found->second.levels.insert(*level).second) return table->refusal(row, 4, repeated, {{"value", *level}});
        out.level_names.resize(units.size());
        out.level_names[found->second.place].push_back(*std::move(level));
    }
    for (std::size_t i = 0; has_menus && i < units.size(); ++i)
        if (auto refusal = put_in_order(file, units[i], out.level_names[i])) return refusal;
    out.value_scale = is_whole ? 1 : hundred;
    if (is_whole)
        for (auto& unit : units)
            for (auto& level : unit.levels) level.value /= hundred;
    return std::nullopt;
}

std::optional<Refusal> read_limits(std::optional<CsvFile> const& file, Groups const& groups,
                                   agreement::Programme& programme, std::optional<Fen> agreement::EquityRule::*limit) {
    static constexpr std::array<std::string_view, 2> names{"group", "amount"};
    if (!file) return std::nullopt;
    auto const table = Columns::read(*file, names);
    if (!table) return table.error();
    for (std::size_t row = 0; row < table->size(); ++row) {
        auto const name = table->name(row, 0);
        if (!name) return name.error();
        auto const place = groups.find(*name);
        if (!place) return table->refusal(row, 0, unknown_name, {{"value", *name}});
        auto& entry = programme.classes[*place].*limit;
        if (entry) return table->refusal(row, 0, repeated, {{"value", *name}});
        auto const amount = table->amount(row, 1);
        if (!amount) return amount.error();
        entry = Fen{*amount};
    }
    return std::nullopt;
}

// A programme that cannot be is an answer; a mistake in the input is not.
Refusal reason_of(agreement::ProgrammeError const& error, agreement::Programme const& programme, bool& is_mistake) {
    using Kind = agreement::ProgrammeError::Kind;
    is_mistake = false;
    switch (error.kind) {
        case Kind::floor_out_of_reach:
            return refuse(floor_out_of_reach, {}, {{"group", error.rule}, {"sum", error.least.to_string()}});
        case Kind::floors_above_budget:
            return refuse(floors_above_budget, {},
                          {{"sum", error.least.to_string()}, {"total", programme.budget.to_string()}});
        case Kind::infeasible:
            return refuse(infeasible, {}, {{"group", error.rule}});
        case Kind::floor_above_ceiling:
            return refuse(floor_above_ceiling, {}, {{"group", error.rule}, {"sum", error.least.to_string()}});
        case Kind::too_many_units:
        case Kind::value_out_of_range:  // together; the reader saw to each
            is_mistake = true;
            return refuse(too_long, {}, {{"expected", std::to_string(agreement::programme_units_max)}});
        case Kind::no_units:  // the reader saw to all of these
        case Kind::unit_repeated:
        case Kind::level_not_rising:
        case Kind::cost_not_positive:
        case Kind::class_unknown:
        case Kind::budget_negative:
            break;
    }
    CHECK(false);
    return {};
}

}  // namespace

std::string ProgrammeAnswer::value_text(std::int64_t value) const {
    return value_scale == 1 ? std::to_string(value) : print_hundredths(value);
}

std::string ProgrammeAnswer::level_text(agreement::SupportChoice const& choice) const {
    return level_names.empty() ? std::string{} : level_names[choice.unit][choice.level];
}

Result<ProgrammeAnswer, Refusal> programme(ProgrammeQuestion const& question) {
    ProgrammeAnswer answer;
    answer.programme.budget = question.budget;
    if (question.budget.is_negative())
        return Failure{refuse(negative, "--budget", {{"value", question.budget.to_string()}})};
    Groups groups(answer.programme);
    if (auto refusal = read_units(question.units, answer, groups)) return Failure{*std::move(refusal)};
    using agreement::EquityRule;
    if (auto refusal = read_limits(question.group_min, groups, answer.programme, &EquityRule::floor))
        return Failure{*std::move(refusal)};
    if (auto refusal = read_limits(question.group_max, groups, answer.programme, &EquityRule::ceiling))
        return Failure{*std::move(refusal)};
    auto found = agreement::plan_programme(answer.programme);
    if (found) {
        // What a checker of its own, which shares nothing with the search, refutes is shown to nobody.
        CHECK(agreement::check_programme(answer.programme, *found).empty());
        answer.found = *std::move(found);
        return answer;
    }
    bool is_mistake = false;
    auto reason = reason_of(found.error(), answer.programme, is_mistake);
    if (is_mistake) {
        reason.pointer = question.units.name;
        return Failure{std::move(reason)};
    }
    answer.infeasible = std::move(reason);
    return answer;
}

std::string to_json(ProgrammeAnswer const& answer) {
    auto const& programme = answer.programme;
    auto const& found = answer.found;
    JsonWriter json;
    json.object().key("chosen");
    if (!found) {
        json.null();
        for (auto const* name : {"value", "cost", "bound", "gap"}) json.key(name).null();
        return json.field("infeasible", answer.infeasible->code).end().take();
    }
    json.array();
    for (auto const& choice : found->chosen) json.value(programme.units[choice.unit].id);
    json.end();
    if (!answer.level_names.empty()) {
        json.key("levels").object();
        for (auto const& choice : found->chosen) json.field(programme.units[choice.unit].id, answer.level_text(choice));
        json.end();
    }
    json.field("value", answer.value_text(found->value)).field("cost", found->cost);
    json.field("bound", answer.value_text(found->bound)).field("gap", found->gap);
    json.field("checked", true);
    json.field("value_without_rules", answer.value_text(found->value_without_rules));
    auto const id_of = [&](std::optional<agreement::SupportChoice> const& choice) {
        return choice ? std::optional{programme.units[choice->unit].id} : std::nullopt;
    };
    json.key("groups").array();
    for (std::size_t i = 0; i < programme.classes.size(); ++i) {
        auto const& rule = programme.classes[i];
        auto const& report = found->classes[i];
        json.object().field("group", rule.id).field("floor", rule.floor).field("ceiling", rule.ceiling);
        json.field("spent", report.spent).field("last_taken", id_of(report.last_taken));
        json.field("next_out", id_of(report.next_out)).field("rule_costs", answer.value_text(report.rule_costs)).end();
    }
    return json.end().end().take();
}

}  // namespace jiati::codec::calculators
