// The figures of the agreement engine, docs/performance.md: sharing rules, the search for agreement, the programme.
// usage: engine_bench [--json] [--rounds N] [--folder FOLDER]

#include "engine_figures.h"

#include <fmt/format.h>

namespace jiati::bench {
namespace {

struct Figures {
    std::vector<Sized> airport, shapley, nucleolus, agreement;
    std::vector<ProgrammeFigure> programme;
};

constexpr std::size_t options = 16;

void print(std::string const& what, std::vector<Sized> const& figures, std::string const& yardstick = {}) {
    fmt::print("{}:\n", what);
    for (auto const& figure : figures) {
        fmt::print("  {:>9}  {:10.3f} ms", figure.size, figure.ours_ms.middle());
        if (!figure.yardstick_ms.values.empty())
            fmt::print("  {} {:.3f} ms, ratio {:.2f}", yardstick, figure.yardstick_ms.middle(),
                       ratio(figure.ours_ms, figure.yardstick_ms));
        fmt::print("\n");
    }
}

void print(std::vector<ProgrammeFigure> const& figures) {
    fmt::print("programme, 30 districts with floor and ceiling, by units:\n");
    for (auto const& figure : figures) {
        fmt::print("  {:>9}  {:10.3f} ms  value {} bound {} gap {:.5f} %  checker {:.3f} ms\n", figure.time.size,
                   figure.time.ours_ms.middle(), figure.value, figure.bound,
                   100.0 * static_cast<double>(figure.bound - figure.value) / static_cast<double>(figure.bound),
                   figure.check_ms.middle());
        if (figure.peer)
            fmt::print("  {:>9}  {}: {:.1f} s, {}\n", "", figure.peer->name, figure.peer->seconds, figure.peer->found);
    }
}

void print_json(std::string const& name, std::vector<Sized> const& figures) {
    fmt::print(R"("{}":[)", name);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        auto const& figure = figures[i];
        fmt::print(R"({}{{"size":{},"cpu_ms":{:.4f})", i == 0 ? "" : ",", figure.size, figure.ours_ms.middle());
        if (!figure.yardstick_ms.values.empty())
            fmt::print(R"(,"yardstick_cpu_ms":{:.4f},"ratio":{:.3f})", figure.yardstick_ms.middle(),
                       ratio(figure.ours_ms, figure.yardstick_ms));
        fmt::print("}}");
    }
    fmt::print("],");
}

void print_json(Figures const& all) {
    fmt::print("{{");
    print_json("airport", all.airport);
    print_json("shapley", all.shapley);
    print_json("nucleolus", all.nucleolus);
    print_json("agreement", all.agreement);
    fmt::print(R"("programme":[)");
    for (std::size_t i = 0; i < all.programme.size(); ++i) {
        auto const& figure = all.programme[i];
        fmt::print(R"({}{{"size":{},"cpu_ms":{:.3f},"value":{},"bound":{},"check_cpu_ms":{:.3f}}})", i == 0 ? "" : ",",
                   figure.time.size, figure.time.ours_ms.middle(), figure.value, figure.bound,
                   figure.check_ms.middle());
    }
    fmt::print("]}}\n");
}

int run(Options const& given) {
    auto const rounds = given.rounds;
    Figures const all{measure_airport({1'000, 10'000, 100'000, 1'000'000}, rounds),
                      measure_listed_shapley({8, 12, 16, 20}, rounds), measure_listed_nucleolus({6, 8, 10, 12}, rounds),
                      measure_agreement({12, 28, 64}, options, rounds),
                      measure_programme({1'000, 10'000, 100'000}, rounds, given.folder)};
    std::filesystem::remove_all(given.folder);
    if (given.json) {
        print_json(all);
        return 0;
    }
    print("airport game, Shapley and nucleolus to the fen, by players", all.airport, "std::sort");
    print("listed game, Shapley, by players", all.shapley);
    print("listed game, exact prenucleolus, by players", all.nucleolus);
    print(fmt::format("agreement, {} options, all three forms of prices, by households", options), all.agreement);
    print(all.programme);
    return 0;
}

}  // namespace
}  // namespace jiati::bench

int main(int count, char** arguments) {
    return jiati::bench::run(jiati::bench::options_of(count, arguments, "build/bench-engine"));
}
