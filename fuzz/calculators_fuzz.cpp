// The calculators that anybody may ask: whatever the bytes are, the answer is one JSON document or a refusal with a
// code. The first byte picks the calculator, the rest is what it is asked.
#include "base/check.h"
#include "codec/calculators/agree.h"
#include "codec/calculators/allocate.h"
#include "codec/calculators/building.h"
#include "codec/calculators/consent.h"
#include "codec/calculators/daylight.h"
#include "codec/calculators/programme.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

using namespace jiati;
using namespace jiati::codec::calculators;

// One pack, so that rules and subsidies are found and used.
std::vector<policy::Policy> const& packs() {
    static std::vector<policy::Policy> const all = [] {
        policy::Policy pack;
        pack.id = "cn";
        pack.area = "cn";
        pack.valid_from = Date::of(2021, 1, 1);
        policy::ConsentStage stage;
        stage.id = "cn";
        stage.matters = {"lift_retrofit"};
        pack.consent = {stage};
        policy::Subsidy subsidy;
        subsidy.tiers.emplace_back();
        subsidy.tiers.back().amount = Fen{10'000'000};
        pack.subsidies = {subsidy};
        return std::vector{pack};
    }();
    return all;
}

template <class Answer>
void is_told(Answer const& answer) {
    if (answer)
        CHECK(codec::check_json(to_json(*answer), {.bytes_max = std::size_t{1} << 26U, .depth_max = 24}));
    else
        CHECK(answer.error().code.starts_with("codec.") || answer.error().code.starts_with("calculator."));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const text{reinterpret_cast<char const*>(bytes) + 1, size - 1};
    auto const limits = InputLimits::of_the_public();
    switch (bytes[0]) {
        case 'a':
            is_told(allocate(text, {}, limits));
            break;
        case 'b':
            is_told(building(text, packs(), Date::of(2026, 11, 22), limits));
            break;
        case 'c':
            is_told(consent(text, packs(), limits));
            break;
        case 'd': {
            auto small = DaylightLimits::of_the_public();
            small.ray_tests_max = 3e6;
            is_told(codec::calculators::daylight(text, small));
            break;
        }
        case 'g': {
            auto problem = read_agreement(text, limits);
            if (!problem) break;
            problem->budget_steps = 1'000;
            is_told(agree(*std::move(problem)));
            break;
        }
        case 'p':
            is_told(programme({{"units", text}, Fen::yuan(1'000), std::nullopt, std::nullopt}));
            break;
        default:
            break;
    }
    return 0;
}
