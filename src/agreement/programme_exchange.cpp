#include "agreement/programme_exchange.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>

namespace jiati::agreement::primal {
namespace {

// How far the search looks; what limits its time. Pairs are tried among all, triples among the nearest.
constexpr std::size_t units_per_class = 16;
constexpr std::size_t units_most = 480;
constexpr std::size_t moves_in_triples = 60;
constexpr int rounds_most = 400;

struct Move {
    std::size_t unit = 0;
    int level = nothing;
    std::int64_t cost = 0;   // more than now; negative: less
    std::int64_t value = 0;  // more than now
};

// Some of the nearest of every class, so that each district's remainder finds a taker, and the nearest of all.
std::vector<std::size_t> near_units(Programme const& programme, std::vector<std::size_t> const& nearest) {
    std::map<std::vector<std::size_t>, std::size_t> seen_in;
    std::set<std::size_t> seen;
    std::vector<std::size_t> units;
    for (auto const unit : nearest) {
        if (units.size() >= units_most) break;
        if (!seen.insert(unit).second) continue;
        if (seen_in[programme.units[unit].classes]++ < units_per_class) units.push_back(unit);
    }
    return units;
}

std::vector<Move> moves_of(Selection const& selection, Programme const& programme,
                           std::vector<std::size_t> const& units) {
    std::vector<Move> moves;
    for (auto const unit : units) {
        auto const now = selection.level_of(unit);
        for (int level = nothing; level < static_cast<int>(programme.units[unit].levels.size()); ++level)
            if (level != now)
                moves.push_back({unit, level, selection.cost_of(unit, level) - selection.cost_of(unit, now),
                                 selection.value_of(unit, level) - selection.value_of(unit, now)});
    }
    return moves;
}

// Makes the moves when they are worth more together and the rules hold after them; else changes nothing.
bool improves(Selection& selection, Programme const& programme, std::span<Move const* const> moves) {
    std::int64_t value = 0;
    std::int64_t cost = selection.cost();
    for (auto const* move : moves) {
        value += move->value;
        cost += move->cost;
    }
    if (value <= 0 || cost > programme.budget.count()) return false;
    for (std::size_t i = 0; i < moves.size(); ++i)
        for (std::size_t j = i + 1; j < moves.size(); ++j)
            if (moves[i]->unit == moves[j]->unit) return false;
    std::array<int, 3> before{};
    for (std::size_t i = 0; i < moves.size(); ++i) {
        before[i] = selection.level_of(moves[i]->unit);
        selection.choose(moves[i]->unit, moves[i]->level);
    }
    if (selection.is_within_limits() && selection.meets_floors()) return true;
    for (std::size_t i = 0; i < moves.size(); ++i) selection.choose(moves[i]->unit, before[i]);
    return false;
}

bool improve_once(Selection& selection, Programme const& programme, std::vector<Move> const& moves) {
    for (auto const& a : moves)
        if (std::array const one{&a}; improves(selection, programme, one)) return true;
    for (std::size_t i = 0; i < moves.size(); ++i)
        for (std::size_t j = i + 1; j < moves.size(); ++j)
            if (std::array const two{&moves[i], &moves[j]}; improves(selection, programme, two)) return true;
    auto const few = std::min(moves.size(), moves_in_triples);
    for (std::size_t i = 0; i < few; ++i)
        for (std::size_t j = i + 1; j < few; ++j)
            for (std::size_t k = j + 1; k < few; ++k)
                if (std::array const three{&moves[i], &moves[j], &moves[k]}; improves(selection, programme, three))
                    return true;
    return false;
}

}  // namespace

void exchange(Selection& selection, Programme const& programme, std::vector<std::size_t> const& nearest) {
    if (!selection.is_within_limits() || !selection.meets_floors()) return;
    auto const units = near_units(programme, nearest);
    for (int round = 0; round < rounds_most; ++round)
        if (!improve_once(selection, programme, moves_of(selection, programme, units))) return;
}

}  // namespace jiati::agreement::primal
