#include "app/imports/register.h"
#include "app/imports/register_json.h"
#include "cli/calculator.h"
#include "cli/commands.h"
#include "cli/table.h"
#include "documents/xlsx.h"

#include <fmt/format.h>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

namespace jiati::cli {
namespace {

using app::imports::Register;
using app::imports::RegisterHousehold;

// A cell may hold anything; a terminal is told no commands.
std::string shown(std::string text) {
    for (auto& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f') c = ' ';
    return text;
}

std::string floors_of(RegisterHousehold const& household) {
    std::string text;
    for (auto const floor : household.floors)
        text += (text.empty() ? "" : "、") + (floor == 0 ? "底层" : std::to_string(floor));
    return text;
}

std::string note_of(RegisterHousehold const& household) {
    if (household.tenant.empty()) return household.note;
    return "租户：" + household.tenant + (household.note.empty() ? "" : "；") + household.note;
}

void print(Register const& found) {
    using enum Table::Align;
    fmt::print("\n共 {} 户，{} 户没有问题，{} 户要改\n", found.rows, found.good, found.rows - found.good);
    if (!found.households.empty()) {
        Table table({{"房号"}, {"楼层", right}, {"面积（m²）", right}, {"人口", right}, {"户主"}, {"电话"}, {"备注"}});
        for (auto const& household : found.households)
            table.add({shown(household.id), floors_of(household), household.area.to_string(),
                       household.people ? std::to_string(*household.people) : "", shown(household.owner),
                       household.phone, shown(note_of(household))});
        fmt::print("\n{}", table.to_string());
    }
    if (found.errors.empty()) return;
    bool const many = found.sheets.size() > 1;
    Table table({{"行", right}, {"列"}, {"错误原因"}});
    for (auto const& error : found.errors)
        table.add({(many ? shown(error.sheet) + " " : "") + std::to_string(error.row), shown(error.column),
                   shown(error.reason)});
    fmt::print("\n{}", table.to_string());
}

bool write_file(std::string const& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return static_cast<bool>(file.flush());
}

}  // namespace

int import(ImportOptions const& options) {
    if (!options.store.empty() || !options.community.empty())
        return bad_input("--store: a register cannot be stored from here yet; --dry-run would do, which checks it");
    if (!options.dry_run)
        return bad_input("jiati import: nothing is said of what to do; --dry-run would do, which checks the register");
    auto const file = read_input(options.file);
    if (!file) return bad_input(file.error());
    documents::Xlsx spreadsheets;
    auto const sheets = spreadsheets.read(*file);
    if (!sheets) return bad_input(options.file, sheets.error());
    auto const found = app::imports::read_register(*sheets);
    if (found.sheets.empty())
        return bad_input(options.file +
                         ": no register is found in it; a header with 房号 and 建筑面积 in rows 1 to 6 would be right");
    if (found.rows == 0)
        return bad_input(options.file + ": no households stand below the header; one row for each would be right");
    if (!options.annotate.empty()) {
        auto const annotated = spreadsheets.annotate(*file, app::imports::remarks_of(found));
        if (!annotated) return bad_input(options.file, annotated.error());
        if (!write_file(options.annotate, *annotated)) return world_failed(options.annotate + ": cannot be written");
    }
    if (options.json)
        std::puts(to_json(found).c_str());
    else
        print(found);
    return found.errors.empty() ? 0 : 1;
}

}  // namespace jiati::cli
