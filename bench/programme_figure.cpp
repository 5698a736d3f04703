// A city's programme under a budget, with a floor and a ceiling for each of thirty districts, beside a general solver
// (CBC, Debian's coinor-cbc) where it is installed.
#include "agreement/programme.h"
#include "engine_figures.h"

#include <fmt/format.h>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>

namespace jiati::bench {
namespace {

constexpr std::size_t districts = 30;
constexpr double peer_limit_s = 60;

// Box and Muller.
double normal(Numbers& numbers) {
    auto const uniform = [&] { return (static_cast<double>(numbers.below(1'000'000)) + 0.5) / 1e6; };
    auto const radius = std::sqrt(-2 * std::log(uniform()));
    return radius * std::cos(2 * 3.14159265358979323846 * uniform());
}

// Larger districts come first; costlier lifts serve more people; value is log-normal, as needs are.
agreement::Programme city(std::size_t units) {
    constexpr std::array<std::int64_t, 9> costs{80, 100, 120, 150, 150, 150, 180, 200, 250};
    Numbers numbers(7);
    agreement::Programme programme;
    std::vector<std::int64_t> reach(districts, 0);
    std::int64_t all = 0;
    for (std::size_t i = 0; i < units; ++i) {
        auto const place = static_cast<double>(numbers.below(1'000'000)) / 1e6;
        auto const district = std::min(static_cast<std::size_t>(std::pow(place, 1.6) * districts), districts - 1);
        auto const cost = costs[static_cast<std::size_t>(numbers.below(static_cast<std::int64_t>(costs.size())))];
        auto const worth = std::exp(4 + 0.6 * normal(numbers)) *
                           (0.7 + 0.6 * static_cast<double>(district) / districts) *
                           (0.6 + 0.4 * static_cast<double>(cost) / 150);
        auto const value = std::max<std::int64_t>(1, static_cast<std::int64_t>(worth));
        programme.units.push_back({std::to_string(i), {district}, {{Fen::yuan(cost), value}}});
        reach[district] += cost;
        all += cost;
    }
    auto const budget = all / 5;
    programme.budget = Fen::yuan(budget);
    for (std::size_t i = 0; i < districts; ++i)
        programme.classes.push_back({std::to_string(i), Fen::yuan(reach[i] * 6 / 10 * budget / all),
                                     Fen::yuan(reach[i] * 14 / 10 * budget / all + 250)});
    return programme;
}

// The programme in CPLEX LP format.
void write_lp(agreement::Programme const& programme, std::filesystem::path const& path) {
    std::ofstream out(path);
    auto const term = [&](std::int64_t factor, std::size_t unit) { out << " + " << factor << " x" << unit << "\n"; };
    out << "Maximize\n value:\n";
    for (std::size_t i = 0; i < programme.units.size(); ++i) term(programme.units[i].levels[0].value, i);
    out << "Subject To\n budget:\n";
    for (std::size_t i = 0; i < programme.units.size(); ++i) term(programme.units[i].levels[0].cost.count() / 100, i);
    out << " <= " << programme.budget.count() / 100 << "\n";
    for (std::size_t c = 0; c < programme.classes.size(); ++c) {
        for (bool const is_floor : {true, false}) {
            out << (is_floor ? " floor" : " ceiling") << c << ":\n";
            for (std::size_t i = 0; i < programme.units.size(); ++i)
                if (programme.units[i].classes[0] == c) term(programme.units[i].levels[0].cost.count() / 100, i);
            auto const limit = is_floor ? programme.classes[c].floor : programme.classes[c].ceiling;
            out << (is_floor ? " >= " : " <= ") << limit->count() / 100 << "\n";
        }
    }
    out << "Binary\n";
    for (std::size_t i = 0; i < programme.units.size(); ++i) out << " x" << i << "\n";
    out << "End\n";
}

std::optional<ProgrammeFigure::Peer> ask_cbc(agreement::Programme const& programme,
                                             std::filesystem::path const& folder) {
    if (std::system("command -v cbc >/dev/null 2>&1") != 0) return std::nullopt;
    std::filesystem::create_directories(folder);
    auto const lp = folder / "programme.lp";
    auto const solution = folder / "programme.solution";
    write_lp(programme, lp);
    Stopwatch const watch;
    auto const command = fmt::format("cbc {} -ratioGap 0 -timeMode elapsed -sec {} solve solution {} >/dev/null",
                                     lp.string(), peer_limit_s, solution.string());
    require(std::system(command.c_str()) == 0, "cbc failed");
    ProgrammeFigure::Peer peer{"CBC", watch.wall_s(), {}};
    std::ifstream file(solution);
    std::getline(file, peer.found);
    return peer;
}

}  // namespace

std::vector<ProgrammeFigure> measure_programme(std::vector<std::size_t> const& units, std::size_t rounds,
                                               std::filesystem::path const& folder) {
    std::vector<ProgrammeFigure> figures;
    for (auto const size : units) {
        auto const programme = city(size);
        ProgrammeFigure figure{{size, {}, {}}, 0, 0, {}, {}};
        for (std::size_t round = 0; round <= rounds; ++round) {
            Stopwatch const planning;
            auto const result = agreement::plan_programme(programme);
            auto const ours_ms = 1'000 * planning.cpu_s();
            require(result.has_value(), "no programme");
            Stopwatch const checking;
            auto const problems = agreement::check_programme(programme, *result);
            auto const check_ms = 1'000 * checking.cpu_s();
            require(problems.empty(), problems.empty() ? "" : problems.front());
            figure.value = result->value;
            figure.bound = result->bound;
            if (round == 0) continue;
            figure.time.ours_ms.add(ours_ms);
            figure.check_ms.add(check_ms);
        }
        figure.peer = ask_cbc(programme, folder);
        figures.push_back(figure);
    }
    return figures;
}

}  // namespace jiati::bench
