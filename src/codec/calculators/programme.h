// The calculator of a city's programme: units in CSV, a budget, floors and ceilings of groups, to the units that get
// support and a proof of how good that is.
#pragma once

#include "agreement/programme.h"
#include "base/fen.h"
#include "base/refusal.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace jiati::codec::calculators {

struct CsvFile {
    std::string name;
    std::string_view text;
};

struct ProgrammeQuestion {
    // Columns id, group, value, cost; several groups of one unit are parted by ";". With a column level, the rows of
    // one id are its menu, of which at most one level is chosen: what costs more must be worth more.
    CsvFile units;
    Fen budget{};
    std::optional<CsvFile> group_min;  // columns group, amount
    std::optional<CsvFile> group_max;
};

struct ProgrammeAnswer {
    agreement::Programme programme;
    std::vector<std::vector<std::string>> level_names;  // by unit and level; empty in a table without menus
    std::int64_t value_scale = 1;                       // the values were multiplied by it to be whole: 1 or 100
    // Absent where no programme keeps every rule; `infeasible` says why then.
    std::optional<agreement::ProgrammeResult> found;
    std::optional<Refusal> infeasible;

    // As in the table: whole, or with two decimals.
    [[nodiscard]] std::string value_text(std::int64_t value) const;
    // Of the level chosen, as the table names it; empty in a table without menus.
    [[nodiscard]] std::string level_text(agreement::SupportChoice const& choice) const;
};

[[nodiscard]] Result<ProgrammeAnswer, Refusal> programme(ProgrammeQuestion const& question);
[[nodiscard]] std::string to_json(ProgrammeAnswer const& answer);

}  // namespace jiati::codec::calculators
