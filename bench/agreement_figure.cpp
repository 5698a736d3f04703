// The search for plan, prices and compensation.
#include "agreement/plan_search.h"
#include "engine_figures.h"

namespace jiati::bench {
namespace {

// A stairwell of four flats a floor: the higher, the more a household gains; some hold back; each option costs and
// helps a little differently, about as much as the households can bear together.
agreement::Problem stairwell(std::size_t households, std::size_t options) {
    constexpr std::size_t flats_per_floor = 4;
    Numbers numbers(households * 100 + options);
    agreement::Problem problem;
    for (std::size_t i = 0; i < households; ++i)
        problem.households.push_back({std::to_string(i), static_cast<int>(i / flats_per_floor) + 1,
                                      SquareMetres{5'000 + numbers.below(6'000)}, "owner " + std::to_string(i)});
    for (std::size_t o = 0; o < options; ++o) {
        agreement::Option option{std::string("option ") + std::to_string(o), {}, {}, {}, {}};
        std::int64_t borne = 0;
        for (auto const& household : problem.households) {
            auto const acceptance = (household.floor - 2) * 600'000 + numbers.below(1'500'000) - 700'000;
            option.acceptance[household.id] = Fen{acceptance};
            borne += acceptance;
        }
        option.cost = Fen{std::max<std::int64_t>(borne * 4 / 5, 0) + numbers.below(1'000'000)};
        problem.options.push_back(std::move(option));
    }
    return problem;
}

}  // namespace

std::vector<Sized> measure_agreement(std::vector<std::size_t> const& households, std::size_t options,
                                     std::size_t rounds) {
    using Form = agreement::PriceForm;
    std::vector<Sized> figures;
    for (auto const size : households) {
        Sized figure{size, {}, {}};
        auto problem = stairwell(size, options);
        for (std::size_t round = 0; round <= rounds; ++round) {
            double ours_ms = 0;
            for (auto const form : {Form::free, Form::per_floor, Form::per_floor_monotone}) {
                problem.prices = form;
                Stopwatch const watch;
                auto const found = agreement::find_plan(problem);
                ours_ms += 1'000 * watch.cpu_s();
                require(found.has_value() && found->certificate.proven, "the search ended unproven");
                if (round == 0) require(agreement::check_certificate(problem, *found).empty(), "a claim does not hold");
            }
            if (round > 0) figure.ours_ms.add(ours_ms);
        }
        figures.push_back(figure);
    }
    return figures;
}

}  // namespace jiati::bench
