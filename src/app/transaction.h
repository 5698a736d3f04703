// What one command gathers before its append: texts for the vault, and stream by stream the events with what follows
// from them.
#pragma once

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

// The secrets one command needs, each asked of the vault once. Gone with the command, because a secret may be destroyed
// at any moment and must then be nowhere.
class SubjectSecrets {
  public:
    SubjectSecrets(Vault& vault, std::string const& city) : vault_(vault), city_(city) {}

    // Holds all of `subjects`, and what was asked for earlier.
    Result<codec::Secrets const*, StoreError> of(std::vector<std::string> const& subjects);

  private:
    Vault& vault_;
    std::string const& city_;
    codec::Secrets known_;
};

// Keeps texts aside until the command is accepted; then they travel with its events.
class Stash final : public codec::VaultWriter {
  public:
    Stash(SubjectSecrets& secrets, Randomness& randomness, std::string stream)
        : secrets_(secrets), randomness_(randomness), stream_(std::move(stream)) {}

    VaultText put(HouseholdId const& household, std::string_view text) override;
    VaultText put_password(std::string_view password) override;

    [[nodiscard]] std::optional<StoreError> const& error() const { return error_; }
    [[nodiscard]] std::vector<VaultRow> rows() && { return std::move(rows_); }

  private:
    VaultText keep(std::string const& subject, std::string text);

    SubjectSecrets& secrets_;
    Randomness& randomness_;
    std::string stream_;
    std::vector<VaultRow> rows_;
    std::optional<StoreError> error_;
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
            auto const secrets = secrets_.of(codec::subjects_of(stream.stream, event));
            if (!secrets) return Failure{secrets.error()};
            auto encoded = codec::encode(event);
            stream.events.push_back({std::move(encoded.type), std::move(encoded.payload),
                                     codec::leaf(envelope, event, **secrets), context.occurred_on, context.evidence});
            after->state = evolve(std::move(after->state), event, context.occurred_on);
        }
        auto rows = rows_of(after->state, events, place);
        std::ranges::move(rows, std::back_inserter(append.views));
        if constexpr (std::is_same_v<Kind, VoteKind>)
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
