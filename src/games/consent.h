// The double-majority arithmetic of the legal consent test (Civil Code art. 278 and its like): four ratios, compared
// exactly, and what the ballots still outstanding can do. Heads are distinct owners, each counted once with the area of
// all its flats.
#pragma once

#include "base/double_majority.h"
#include "base/result.h"
#include "base/square_metres.h"

#include <cstdint>
#include <string>
#include <vector>

namespace jiati::games {

using jiati::AgreementBase;
using jiati::DoubleMajority;

// Abstaining is taking part without agreeing. The last two have not answered: they do not take part.
enum class Ballot : std::uint8_t { agree, oppose, abstain, not_returned, not_delivered };

[[nodiscard]] constexpr bool is_answer(Ballot ballot) {
    return ballot == Ballot::agree || ballot == Ballot::oppose || ballot == Ballot::abstain;
}

struct ConsentHousehold {
    std::string id;
    std::string owner;
    SquareMetres area{};
    Ballot ballot = Ballot::not_returned;
    // The works take in this flat's own part: its owner must agree, whatever the ratios.
    bool must_agree = false;

    friend bool operator==(ConsentHousehold const&, ConsentHousehold const&) = default;
};

// `least` is the smallest count that holds against `of`: 8 of 12 for "2/3", 9 of 12 for "3/4".
template <class Quantity>
struct Ratio {
    Quantity have{};
    Quantity of{};
    Fraction need;
    Quantity least{};
    bool holds = false;

    friend bool operator==(Ratio const&, Ratio const&) = default;
};

struct DoubleRatio {
    Ratio<std::int64_t> heads;
    Ratio<SquareMetres> area;

    [[nodiscard]] bool holds() const { return heads.holds && area.holds; }
    friend bool operator==(DoubleRatio const&, DoubleRatio const&) = default;
};

struct ConsentOutcome {
    DoubleRatio participation;
    DoubleRatio agreement;  // nobody taking part: does not hold
    // Flats whose own part the works take in and whose owners do not agree; while there is one, it does not pass.
    std::vector<std::string> private_parts_missing;
    bool passes = false;    // by the ballots in hand
    bool secure = false;    // passes now, and still would if all who have not answered voted against
    bool possible = false;  // would pass if all who have not answered agreed
    bool blocked = false;   // not possible: someone who answered would have to change
    // Households of the fewest owners among those who have not answered whose agreement makes it pass; ties go to the
    // published order. Empty when it passes already and when it is blocked.
    std::vector<std::string> least_to_win;
    // The same among everyone who does not agree yet, those who opposed or abstained included. Empty when it passes
    // already and when even unanimity would not do.
    std::vector<std::string> least_to_persuade;

    friend bool operator==(ConsentOutcome const&, ConsentOutcome const&) = default;
};

struct ConsentError {
    enum class Kind : std::uint8_t {
        no_households,
        household_repeated,
        owner_missing,
        area_not_positive,
        area_too_large,
        owner_ballots_differ,
        threshold_out_of_range,  // a part of a whole lies between 0 and 1
    };
    Kind kind{};
    std::string household;  // the household at fault, the second one where two contradict each other
    std::string owner;      // the owner of that household

    friend bool operator==(ConsentError const&, ConsentError const&) = default;
};

// More than any estate has; keeps every sum of areas inside 64 bits.
inline constexpr SquareMetres household_area_max{10'000'000'000};

// The order of the households is the published order.
Result<ConsentOutcome, ConsentError> test_consent(std::vector<ConsentHousehold> const& households,
                                                  DoubleMajority const& rule);

}  // namespace jiati::games
