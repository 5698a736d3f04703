#include "app/transaction.h"

#include "app/guessable.h"
#include "app/passwords.h"
#include "app/retention.h"
#include "base/check.h"
#include "codec/canonical.h"

#include <array>

namespace jiati::app {
namespace {

std::string random_name(Randomness& randomness) {
    std::array<unsigned char, 15> bytes{};
    randomness.fill(bytes);
    return codec::base64url(std::string_view(reinterpret_cast<char const*>(bytes.data()), bytes.size()));
}

}  // namespace

Result<codec::Secrets const*, StoreError> SubjectSecrets::of(std::vector<std::string> const& subjects,
                                                             place::State const* newest) {
    std::map<std::string, std::string> missing;  // the vault's name → the codec's
    for (auto const& subject : subjects) {
        if (known_.contains(subject)) continue;
        auto name = facts_.subject_name(subject, newest);
        if (!name) return Failure{std::move(name).error()};
        names_[subject] = *name;
        missing.emplace(std::move(*name), subject);
    }
    if (missing.empty()) return &known_;
    std::vector<std::string> names;
    for (auto const& [name, subject] : missing) names.push_back(name);
    auto found = vault_.secrets(city_, names);
    if (!found) return Failure{std::move(found).error()};
    for (auto const& [name, secret] : *found) known_[missing.at(name)] = secret;
    return &known_;
}

VaultText Stash::put(HouseholdId const& household, std::string_view text) {
    return keep(household.empty() ? stream_ : "household/" + household.text, std::string(text), false);
}

VaultText Stash::put_password(std::string_view password) { return keep(stream_, std::string(password), true); }

std::optional<Refusal> Stash::guessable_password(std::string_view login) const {
    for (auto const& text : texts_)
        if (text.is_password)
            if (auto refusal = guessable(text.text, login)) return refusal;
    return std::nullopt;
}

VaultText Stash::keep(std::string subject, std::string text, bool is_password) {
    if (is_sealed_) {
        CHECK(read_again_ < texts_.size());
        return texts_[read_again_++].kept;
    }
    texts_.push_back({std::move(subject), std::move(text), is_password, {random_name(randomness_), {}}});
    return texts_.back().kept;
}

Result<Done, StoreError> Stash::seal(SubjectSecrets& secrets, std::optional<HouseholdId> const& about,
                                     std::string_view records, Date written_on) {
    for (auto& text : texts_) {
        if (about && text.subject == stream_) text.subject = "household/" + about->text;
        if (!records.empty() && text.subject != stream_) text.subject = kept_subject(text.subject, records, written_on);
        auto const known = secrets.of({text.subject});
        if (!known) return Failure{known.error()};
        if (text.is_password) text.text = hash_password(text.text);
        text.kept.commitment =
            codec::make_commitment((*known)->at(text.subject), codec::vault_context(text.kept.ref), text.text);
        text.subject = secrets.name_of(text.subject);
    }
    is_sealed_ = true;
    return Done{};
}

std::vector<VaultRow> Stash::rows() && {
    std::vector<VaultRow> rows;
    for (auto& text : texts_) rows.push_back({text.kept.ref, std::move(text.subject), std::move(text.text)});
    return rows;
}

}  // namespace jiati::app
