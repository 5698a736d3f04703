// The first three figures of docs/performance.md, each beside its yardstick in one run:
//   read     one project over HTTP, signed in and masked, beside the bare server
//   command  a durable command over HTTP from 64 clients, beside SQLite alone writing the same rows
//   replay   cases/*.yaml in memory, beside reading those files
// Yardstick and measurement take turns, and the middle of the rounds counts: the machine may be busy with other things.
// usage: service_bench [--json] [--rounds N] [--folder FOLDER]

#include "figures.h"

#include <fmt/format.h>
#include <filesystem>

namespace jiati::bench {
namespace {

double commands_per_s(Replay const& replay) {
    return 1000 * static_cast<double>(replay.commands) / (replay.replay_ms.middle() - replay.read_ms.middle());
}

void print(Read const& read, Command const& command, Replay const& replay) {
    fmt::print("read one project, signed in, masked, {} connections, {} bytes:\n", clients, read.answer_bytes);
    fmt::print("  service  {:.3f} ms CPU/request  {:.0f} requests/s\n", read.cpu_ms.middle(), read.per_s.middle());
    fmt::print("  bare     {:.3f} ms CPU/request  {:.0f} requests/s  (same server, same bytes)\n",
               read.bare_cpu_ms.middle(), read.bare_per_s.middle());
    fmt::print("  ratio    {:.2f} × the bare server's CPU, {:.2f} × its requests/s\n",
               ratio(read.cpu_ms, read.bare_cpu_ms), ratio(read.per_s, read.bare_per_s));
    fmt::print("the same as the public sees it, and 304 to those who have it:\n");
    fmt::print("  service  {:.0f} requests/s  304: {:.0f} requests/s  bare: {:.0f} requests/s\n",
               read.public_per_s.middle(), read.unchanged_per_s.middle(), read.public_bare_per_s.middle());
    fmt::print("  ratio    {:.2f} × the bare server's requests/s  304: {:.2f} ×\n",
               ratio(read.public_per_s, read.public_bare_per_s), ratio(read.unchanged_per_s, read.public_bare_per_s));
    fmt::print("durable command, {} clients, {:.1f} rows each:\n", clients, command.rows_each);
    fmt::print("  service  {:.0f} rows/s  {:.0f} commands/s  {:.3f} ms CPU/command\n", command.rows_per_s.middle(),
               command.rows_per_s.middle() / command.rows_each, command.cpu_ms.middle());
    fmt::print("  SQLite   {:.0f} rows/s  {:.3f} ms CPU for a command's rows  (same rows, {} to a transaction)\n",
               command.raw_rows_per_s.middle(), command.raw_cpu_ms.middle(), clients);
    fmt::print("  ratio    {:.2f} × SQLite's rows/s\n", ratio(command.rows_per_s, command.raw_rows_per_s));
    fmt::print("replay of {} case files in memory, {} commands, {} figures:\n", replay.cases, replay.commands,
               replay.figures);
    fmt::print("  replay   {:.1f} ms CPU, reading included; {:.0f} commands/s beside it\n", replay.replay_ms.middle(),
               commands_per_s(replay));
    fmt::print("  reading  {:.1f} ms CPU\n", replay.read_ms.middle());
    fmt::print("  ratio    {:.2f} × reading the files\n", ratio(replay.replay_ms, replay.read_ms));
}

void print_json(Read const& read, Command const& command, Replay const& replay) {
    fmt::print(R"({{"read":{{"connections":{},"answer_bytes":{},"cpu_ms":{:.4f},"per_s":{:.1f},"bare_cpu_ms":{:.4f},)"
               R"("bare_per_s":{:.1f},"cpu_ratio":{:.3f},"per_s_ratio":{:.3f},)"
               R"("public_per_s":{:.1f},"unchanged_per_s":{:.1f},"public_bare_per_s":{:.1f},"public_ratio":{:.3f},)"
               R"("unchanged_ratio":{:.3f}}},)",
               clients, read.answer_bytes, read.cpu_ms.middle(), read.per_s.middle(), read.bare_cpu_ms.middle(),
               read.bare_per_s.middle(), ratio(read.cpu_ms, read.bare_cpu_ms), ratio(read.per_s, read.bare_per_s),
               read.public_per_s.middle(), read.unchanged_per_s.middle(), read.public_bare_per_s.middle(),
               ratio(read.public_per_s, read.public_bare_per_s), ratio(read.unchanged_per_s, read.public_bare_per_s));
    fmt::print(
        R"("command":{{"clients":{},"rows_each":{:.2f},"rows_per_s":{:.1f},"cpu_ms":{:.4f},"sqlite_rows_per_s":{:.1f},)"
        R"("sqlite_cpu_ms":{:.4f},"rows_per_s_ratio":{:.3f}}},)",
        clients, command.rows_each, command.rows_per_s.middle(), command.cpu_ms.middle(),
        command.raw_rows_per_s.middle(), command.raw_cpu_ms.middle(),
        ratio(command.rows_per_s, command.raw_rows_per_s));
    fmt::print(R"("replay":{{"cases":{},"commands":{},"figures":{},"cpu_ms":{:.2f},"reading_cpu_ms":{:.2f},)"
               R"("commands_per_s":{:.1f},"ratio":{:.3f}}}}})"
               "\n",
               replay.cases, replay.commands, replay.figures, replay.replay_ms.middle(), replay.read_ms.middle(),
               commands_per_s(replay), ratio(replay.replay_ms, replay.read_ms));
}

int run(Options const& options) {
    auto const replay = measure_replay(options.rounds);
    std::filesystem::remove_all(options.folder);
    std::filesystem::create_directories(options.folder);
    Read read;
    Command command;
    {
        Town town(options.folder / "jiati.db", clients);
        read = measure_read(town, options.rounds);
        command = measure_command(town, options.folder, options.rounds);
    }
    std::filesystem::remove_all(options.folder);
    options.json ? print_json(read, command, replay) : print(read, command, replay);
    return 0;
}

}  // namespace
}  // namespace jiati::bench

int main(int count, char** arguments) {
    return jiati::bench::run(jiati::bench::options_of(count, arguments, "build/bench-service"));
}
