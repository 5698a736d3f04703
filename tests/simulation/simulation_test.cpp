#include "simulation/simulation.h"

#include "rules.h"

#include <gtest/gtest.h>
#include <cstdlib>
#include <string>

namespace jiati::simulation {
namespace {

std::uint64_t number(char const* name, std::uint64_t otherwise) {
    auto const* const text = std::getenv(name);
    return text == nullptr ? otherwise : std::stoull(text);
}

std::string first_problem(Outcome const& outcome) { return outcome.holds() ? "" : outcome.problems.front(); }

// How many and how long: JIATI_SEED, JIATI_SEEDS, JIATI_STEPS; scripts/soak asks for more.
TEST(Seeds, Hold) {
    Simulator simulator(rules());
    Outcome all;
    auto const first = number("JIATI_SEED", 1);
    for (auto seed = first; seed < first + number("JIATI_SEEDS", 10); ++seed) {
        Options const options{seed, number("JIATI_STEPS", 250)};
        auto const outcome = simulator.run(options);
        ASSERT_TRUE(outcome) << outcome.error();
        EXPECT_TRUE(outcome->holds()) << first_problem(*outcome) << "\nagain: " << command_line(options);
        all.accepted += outcome->accepted;
        for (auto const& [type, count] : outcome->accepted_of) all.accepted_of[type] += count;
        all.refused += outcome->refused;
        all.repeated += outcome->repeated;
        all.unknown += outcome->unknown;
        all.crashes += outcome->crashes;
    }
    // Whether what is meant to happen does happen at all.
    EXPECT_GT(all.accepted, 0U);
    if (number("JIATI_SEEDS", 10) >= 10) {
        for (auto const* const type :
             {"vote.CastBallot", "vote.WithdrawBallot", "vote.Close", "vote.Open", "funding.AdoptShares",
              "funding.RecordPayment", "funding.RecordReceipt", "funding.RefundHousehold", "funding.ReleaseToBuilder",
              "notice.Post", "notice.RaiseObjection", "place.ErasePersonalData", "account.GrantRole"})
            EXPECT_GT(all.accepted_of[type], 0U) << type;
    }
    EXPECT_GT(all.refused, 0U);
    EXPECT_GT(all.repeated, 0U);
    EXPECT_GT(all.unknown, 0U);
    EXPECT_GT(all.crashes, 0U);
}

TEST(Simulation, TheSameSeedGivesTheSameBytes) {
    Simulator one(rules());
    Simulator other(rules());
    auto const first = one.run({7, 200});
    auto const again = other.run({7, 200});
    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->digest, again->digest);
    EXPECT_EQ(first->sent, again->sent);
    EXPECT_NE(first->digest, one.run({8, 200})->digest);
}

// A simulation that finds nothing in a broken program proves nothing about a sound one.
std::string found_in(PlantedBug bug) {
    Simulator simulator(rules());
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        auto const outcome = simulator.run({seed, 250, bug});
        if (outcome && !outcome->holds()) return first_problem(*outcome);
    }
    return "";
}

TEST(Simulation, FindsAStoreThatForgetsItsKeys) {
    auto const problem = found_in(PlantedBug::forgets_keys);
    EXPECT_NE(problem.find("answers:"), std::string::npos) << problem;
}

TEST(Simulation, FindsAStoreThatAnswersBeforeItSyncs) {
    auto const problem = found_in(PlantedBug::acknowledges_unsynced);
    EXPECT_TRUE(problem.find("is lost") != std::string::npos || problem.find("is another") != std::string::npos ||
                problem.find("start: ") != std::string::npos || problem.find("answers:") != std::string::npos ||
                problem.find("versions:") != std::string::npos)
        << problem;
    EXPECT_FALSE(problem.empty());
}

}  // namespace
}  // namespace jiati::simulation
