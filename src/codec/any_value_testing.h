// Values of any described type, made from a description and a source of numbers: for properties and golden files.
// Households, owners, vault references and free texts carry marks, so that a leaf can be searched for them.
#pragma once

#include "codec/fields.h"
#include "codec/leaf.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec::testing {

inline constexpr std::string_view household_mark = "secret_household_";
inline constexpr std::string_view owner_mark = "secret_owner_";
inline constexpr std::string_view reference_mark = "secret_reference_";
inline constexpr std::string_view text_mark = "密";

class Source {
  public:
    virtual ~Source() = default;
    // From `least` to `most`, both included.
    virtual std::int64_t pick(std::int64_t least, std::int64_t most) = 0;
};

std::string any_text(Source& source, TextRule rule);
Fraction any_fraction(Source& source);
VaultText any_vault_text(Source& source);

template <class M>
M any(Source& source, TextRule rule) {
    if constexpr (is_vector<M>) {
        M items(static_cast<std::size_t>(source.pick(0, 3)));
        for (auto& item : items) item = any<typename M::value_type>(source, rule);
        return items;
    } else if constexpr (is_optional<M>) {
        if (source.pick(0, 3) == 0) return std::nullopt;
        return any<typename M::value_type>(source, rule);
    } else if constexpr (Described<M>) {
        M made{};
        each_field<M>([&](auto const& f) { made.*f.member = any<MemberOf<decltype(f)>>(source, f.rule); });
        return made;
    } else if constexpr (NamedEnum<M>) {
        auto const last = static_cast<std::int64_t>(EnumNames<M>::entries.size()) - 1;
        return static_cast<M>(source.pick(0, last));
    } else if constexpr (is_id<M>) {
        auto const number = std::to_string(source.pick(0, 99999));
        if constexpr (std::is_same_v<M, HouseholdId>) {
            return {std::string(household_mark) + number};
        } else if constexpr (std::is_same_v<M, OwnerId>) {
            return {std::string(owner_mark) + number};
        } else {
            return {"id" + number};
        }
    } else if constexpr (std::is_same_v<M, std::string>) {
        return any_text(source, rule);
    } else if constexpr (std::is_same_v<M, bool>) {
        return source.pick(0, 1) == 1;
    } else if constexpr (std::is_same_v<M, std::int64_t>) {
        return source.pick(-(std::int64_t{1} << 53) + 1, (std::int64_t{1} << 53) - 1);
    } else if constexpr (std::is_same_v<M, Fen>) {
        return Fen{source.pick(-100000000000000, 100000000000000)};
    } else if constexpr (std::is_same_v<M, SquareMetres>) {
        return SquareMetres{source.pick(-100000000, 100000000)};
    } else if constexpr (std::is_same_v<M, Fraction>) {
        return any_fraction(source);
    } else if constexpr (std::is_same_v<M, Date>) {
        return Date::of(1990, 1, 1).plus_days(static_cast<std::int32_t>(source.pick(0, 20000)));
    } else if constexpr (std::is_same_v<M, Instant>) {
        return Instant{source.pick(0, 4'102'444'800'000)};
    } else {
        static_assert(std::is_same_v<M, VaultText>);
        return any_vault_text(source);
    }
}

// An event whose type is forgotten.
struct AnyEvent {
    EncodedEvent encoded;
    std::function<std::vector<std::string>(std::string const& stream)> subjects;
    std::function<std::string(Envelope const& envelope, Secrets const& secrets)> leaf;
    // Decodes the encoded event and encodes it again.
    std::function<Result<EncodedEvent, Refusal>()> round_trip;
};
struct EventKind {
    std::string_view type;
    AnyEvent (*make)(Source& source);
};
// One for each alternative of each union.
std::vector<EventKind> all_event_kinds();

// The same numbers for the same seed on every machine.
class Counting final : public Source {
  public:
    explicit Counting(std::uint64_t seed) : state_(seed) {}
    std::int64_t pick(std::int64_t least, std::int64_t most) override;

  private:
    std::uint64_t state_;
};

// Distinct secrets for the subjects, made of their names.
Secrets secrets_for(std::vector<std::string> const& subjects, unsigned char salt = 0);

}  // namespace jiati::codec::testing
