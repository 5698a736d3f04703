#include "app/transaction.h"

#include "app/passwords.h"
#include "codec/canonical.h"

#include <algorithm>
#include <array>

namespace jiati::app {
namespace {

std::string random_name(Randomness& randomness) {
    std::array<unsigned char, 15> bytes{};
    randomness.fill(bytes);
    return codec::base64url(std::string_view(reinterpret_cast<char const*>(bytes.data()), bytes.size()));
}

}  // namespace

Result<codec::Secrets const*, StoreError> SubjectSecrets::of(std::vector<std::string> const& subjects) {
    std::vector<std::string> missing;
    std::ranges::copy_if(subjects, std::back_inserter(missing),
                         [&](std::string const& subject) { return !known_.contains(subject); });
    if (!missing.empty()) {
        auto found = vault_.secrets(city_, missing);
        if (!found) return Failure{std::move(found).error()};
        known_.merge(*found);
    }
    return &known_;
}

VaultText Stash::put(HouseholdId const& household, std::string_view text) {
    return keep(household.empty() ? stream_ : "household/" + household.text, std::string(text));
}

VaultText Stash::put_password(std::string_view password) { return keep(stream_, hash_password(password)); }

VaultText Stash::keep(std::string const& subject, std::string text) {
    auto const secrets = secrets_.of({subject});
    if (!secrets) {
        error_ = secrets.error();
        return {};
    }
    auto ref = random_name(randomness_);
    auto commitment = codec::make_commitment((*secrets)->at(subject), codec::vault_context(ref), text);
    rows_.push_back({ref, subject, std::move(text)});
    return {std::move(ref), std::move(commitment)};
}

}  // namespace jiati::app
