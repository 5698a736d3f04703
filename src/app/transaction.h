// What one command gathers before its append: texts for the vault, and stream by stream the events with what follows
// from them.
#pragma once

#include "app/facts.h"
#include "app/ports/randomness.h"
#include "app/ports/vault.h"
#include "app/projections.h"
#include "app/repository.h"
#include "codec/leaf.h"
#include "codec/vault_writer.h"
#include "policy/context.h"

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace jiati::app {

// The secrets one command needs, each asked of the vault once, by the names the codec uses. Asked for only when the
// command is accepted: one that is refused leaves no secret behind. Gone with the command, because a secret may be
// destroyed at any moment and must then be nowhere.
class SubjectSecrets {
  public:
    SubjectSecrets(Vault& vault, Facts& facts, std::string const& city) : vault_(vault), facts_(facts), city_(city) {}

    // Holds all of `subjects`, and what was asked for earlier. `newest`: a register that the command changes, as it is
    // after the change.
    Result<codec::Secrets const*, StoreError> of(std::vector<std::string> const& subjects,
                                                 place::State const* newest = nullptr);
    // The vault's name of a subject that was asked for.
    [[nodiscard]] std::string const& name_of(std::string const& subject) const { return names_.at(subject); }

  private:
    Vault& vault_;
    Facts& facts_;
    std::string const& city_;
    codec::Secrets known_;
    std::map<std::string, std::string> names_;
};

// Keeps texts aside until the command is accepted; then they travel with its events. A command with texts is read
// twice: first without commitments, to learn whether it is accepted at all, and after seal() with them.
class Stash final : public codec::VaultWriter {
  public:
    Stash(Randomness& randomness, std::string stream) : randomness_(randomness), stream_(std::move(stream)) {}

    VaultText put(HouseholdId const& household, std::string_view text) override;
    VaultText put_password(std::string_view password) override;

    [[nodiscard]] bool is_empty() const { return texts_.empty(); }
    // Why a password among the texts is too easy to guess for this login.
    [[nodiscard]] std::optional<Refusal> guessable_password(std::string_view login) const;
    // Commits to the texts. `about`: whom they concern where the command does not name them, such as the answer to a
    // question. `records`: what a law keeps them as (retention.h), or empty.
    Result<Done, StoreError> seal(SubjectSecrets& secrets, std::optional<HouseholdId> const& about,
                                  std::string_view records, Date written_on);
    [[nodiscard]] std::vector<VaultRow> rows() &&;

  private:
    struct Text {
        std::string subject;
        std::string text;
        bool is_password = false;
        VaultText kept;
    };
    VaultText keep(std::string subject, std::string text, bool is_password);

    Randomness& randomness_;
    std::string stream_;
    std::vector<Text> texts_;
    std::size_t read_again_ = 0;
    bool is_sealed_ = false;
};

class Transaction {
  public:
    Transaction(SubjectSecrets& secrets, std::string const& city, Instant now) : secrets_(secrets), now_(now) {
        append.city = city;
        append.recorded_at = now;
    }

    // Adds the events of one stream and answers the state after them.
    template <class Kind>
    Result<std::shared_ptr<Loaded<Kind>>, StoreError> add(Loaded<Kind> const& before, std::string const& id,
                                                          std::vector<typename Kind::Event> const& events,
                                                          policy::Context const& context, FindPlace const& place) {
        StreamAppend stream{stream_of<Kind>(id), before.version, {}};
        auto after = std::make_shared<Loaded<Kind>>(before);
        codec::Envelope envelope{append.city, stream.stream, before.version, context.occurred_on, now_};
        for (auto const& event : events) {
            ++envelope.version;
            after->state = evolve(std::move(after->state), event, context.occurred_on);
            place::State const* newest = nullptr;
            if constexpr (std::is_same_v<Kind, PlaceKind>) newest = &after->state;
            auto const secrets = secrets_.of(codec::subjects_of(stream.stream, event), newest);
            if (!secrets) return Failure{secrets.error()};
            auto encoded = codec::encode(event);
            stream.events.push_back({std::move(encoded.type), std::move(encoded.payload),
                                     codec::leaf(envelope, event, **secrets), context.occurred_on, context.evidence});
        }
        auto rows = rows_of(after->state, events, place);
        std::ranges::move(rows, std::back_inserter(append.views));
        if constexpr (std::is_same_v<Kind, VoteKind> || std::is_same_v<Kind, PlaceKind>)
            for (auto& timer : timers_of(after->state, events)) append.timers.push_back(std::move(timer));
        append.streams.push_back(std::move(stream));
        return after;
    }

    Append append;

  private:
    SubjectSecrets& secrets_;
    Instant now_;
};

}  // namespace jiati::app
