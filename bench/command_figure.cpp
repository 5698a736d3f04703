// The figure of writing.
#include "clients.h"
#include "figures.h"
#include "raw_sqlite.h"

#include <fmt/format.h>
#include <algorithm>
#include <span>

namespace jiati::bench {
namespace {

constexpr std::size_t commands_each = 40;

std::vector<Plan> stances(Town const& town, std::string const& cookie, std::size_t round) {
    std::vector<Plan> plans;
    for (auto const& [project, household] : town.surveys()) {
        auto& plan = plans.emplace_back();
        for (std::size_t i = 0; i < commands_each; ++i) {
            auto const body = fmt::format(
                R"({{"type":"survey.RecordStance","data":{{"household":"{}","stance":"{}","topics":["price"],)"
                R"("reason":"价钱合适就装，先看看方案。","channel":"visit"}}}})",
                household, i % 2 == 0 ? "agree" : "neutral");
            plan.requests.push_back(fmt::format(
                "POST /api/v1/projects/{}/commands HTTP/1.1\r\nHost: localhost\r\n{}Idempotency-Key: {}-{}-{}\r\n"
                "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                project, cookie, project, round, i, body.size(), body));
        }
    }
    return plans;
}

void write_straight(Command& command, std::filesystem::path const& start, std::filesystem::path const& file,
                    std::span<app::Append const> appends, std::size_t rows) {
    std::filesystem::copy_file(start, file, std::filesystem::copy_options::overwrite_existing);
    RawSqlite raw(file.string(), std::string(town_city));
    Stopwatch const watch;
    for (std::size_t i = 0; i < appends.size(); i += clients)
        raw.write_together(appends.subspan(i, std::min(clients, appends.size() - i)));
    command.raw_rows_per_s.add(static_cast<double>(rows) / watch.wall_s());
    command.raw_cpu_ms.add(1000 * watch.cpu_s() / static_cast<double>(appends.size()));
}

}  // namespace

Command measure_command(Town& town, std::filesystem::path const& folder, std::size_t rounds) {
    Command command;
    auto const cookie = town.cookie_of("demo-grid");
    auto const start = folder / "start.db";
    RawSqlite((folder / "jiati.db").string(), std::string(town_city)).copy_to(start.string());
    town.journal().keep(true);  // the warming-up round tells the yardstick its rows
    serve_clients(town.port(), stances(town, cookie, 0));
    town.journal().keep(false);
    auto const& appends = town.journal().kept();
    require(appends.size() == clients * commands_each, "not every command was appended once");
    std::size_t rows = 0;
    for (auto const& append : appends) rows += rows_of(append);
    command.rows_each = static_cast<double>(rows) / static_cast<double>(appends.size());
    for (std::size_t round = 1; round <= rounds; ++round) {
        write_straight(command, start, folder / ("raw-" + std::to_string(round) + ".db"), appends, rows);
        auto const served = serve_clients(town.port(), stances(town, cookie, round));
        command.rows_per_s.add(command.rows_each * served.per_s());
        command.cpu_ms.add(served.cpu_ms_each());
    }
    return command;
}

}  // namespace jiati::bench
