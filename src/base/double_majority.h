// The thresholds of a vote that needs two majorities, by heads and by area, among two groups: of all owners a part must
// take part, and of those taking part (or of all owners) a part must agree. Data only: a city's policy states them,
// games/consent.h does the arithmetic.
#pragma once

#include "base/fraction.h"

#include <cstdint>

namespace jiati {

// Whose number the agreeing ones are compared with.
enum class AgreementBase : std::uint8_t { participants, all_owners };

// The defaults are those of a major matter under Civil Code art. 278. "以上" includes the number itself (art. 1259), so
// a ratio exactly at its threshold holds, unless strict_agreement asks for more than it ("过半数").
struct DoubleMajority {
    Fraction participation_heads{2, 3};
    Fraction participation_area{2, 3};
    Fraction agreement_heads{3, 4};
    Fraction agreement_area{3, 4};
    bool strict_agreement = false;
    AgreementBase base = AgreementBase::participants;
    // True where an owner's one answer stands for all of that owner's flats. Otherwise flats of one owner whose ballots
    // differ are bad input.
    bool answer_covers_all_flats = false;

    friend bool operator==(DoubleMajority const&, DoubleMajority const&) = default;
};

}  // namespace jiati
