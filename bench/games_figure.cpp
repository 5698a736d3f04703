// Sharing rules at sizes no stairwell has, to see how they grow.
#include "engine_figures.h"
#include "games/large_airport.h"
#include "games/nucleolus.h"
#include "games/shapley.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace jiati::bench {
namespace {

std::vector<std::int64_t> random_costs(std::size_t count) {
    Numbers numbers(count);
    std::vector<std::int64_t> costs(count);
    for (auto& cost : costs) cost = numbers.below(1'000'000'000);
    return costs;
}

// c(S): a fixed part and a random part for every coalition, in whole yuan; no structure to lean on.
games::ExplicitGame random_game(std::size_t players) {
    Numbers numbers(players);
    games::ExplicitGame game{games::ExplicitGame::Kind::cost, players, {Fraction{}}};
    for (std::size_t mask = 1; mask < (std::size_t{1} << players); ++mask)
        game.values.emplace_back(1'000 * std::popcount(mask) + numbers.below(2'000));
    return game;
}

template <class Work>
std::vector<Sized> measure(std::vector<std::size_t> const& sizes, std::size_t rounds, Work work) {
    std::vector<Sized> figures;
    for (auto const size : sizes) {
        Sized figure{size, {}, {}};
        for (std::size_t round = 0; round <= rounds; ++round) work(size, round == 0, figure);
        figures.push_back(figure);
    }
    return figures;
}

}  // namespace

std::vector<Sized> measure_airport(std::vector<std::size_t> const& players, std::size_t rounds) {
    return measure(players, rounds, [](std::size_t size, bool is_warm_up, Sized& figure) {
        auto const costs = random_costs(size);
        auto sorted = costs;
        Stopwatch const sorting;
        std::sort(sorted.begin(), sorted.end());
        auto const sort_ms = 1'000 * sorting.cpu_s();
        Stopwatch const sharing;
        auto const shares = games::large_airport_shares(costs);
        auto const ours_ms = 1'000 * sharing.cpu_s();
        for (auto const& each : {shares.shapley, shares.nucleolus})
            require(std::accumulate(each.begin(), each.end(), std::int64_t{0}) == sorted.back(),
                    "airport shares do not sum");
        if (is_warm_up) return;
        figure.ours_ms.add(ours_ms);
        figure.yardstick_ms.add(sort_ms);
    });
}

std::vector<Sized> measure_listed_shapley(std::vector<std::size_t> const& players, std::size_t rounds) {
    return measure(players, rounds, [](std::size_t size, bool is_warm_up, Sized& figure) {
        auto const game = random_game(size);
        Stopwatch const watch;
        auto const shares = games::shapley(game);
        auto const ours_ms = 1'000 * watch.cpu_s();
        require(std::accumulate(shares.begin(), shares.end(), Fraction{}) == game.values.back(),
                "Shapley shares do not sum");
        if (!is_warm_up) figure.ours_ms.add(ours_ms);
    });
}

std::vector<Sized> measure_listed_nucleolus(std::vector<std::size_t> const& players, std::size_t rounds) {
    return measure(players, rounds, [](std::size_t size, bool is_warm_up, Sized& figure) {
        auto const game = random_game(size);
        Stopwatch const watch;
        auto const shares = games::prenucleolus(game);
        auto const ours_ms = 1'000 * watch.cpu_s();
        require(games::is_prenucleolus(game, shares), "Kohlberg's criterion fails");
        if (!is_warm_up) figure.ours_ms.add(ours_ms);
    });
}

}  // namespace jiati::bench
