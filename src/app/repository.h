// States folded from the journal, kept in memory by version. A state handed out never changes, and is never older than
// any append that was acknowledged before it was asked for, at whatever process.
#pragma once

#include "app/aggregates.h"
#include "app/ports/journal.h"

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <unordered_map>

namespace jiati::app {

template <class Kind>
struct Loaded {
    typename Kind::State state;
    std::int64_t version = 0;  // 0: the stream does not exist
    Instant last_recorded_at;
    std::vector<std::int64_t> seqs;  // of a vote and a project, whose pages name their entries: by version − 1
};

class Repository {
  public:
    // `events_max`: how many folded events the cache may stand for before the least recently used states go.
    explicit Repository(Journal& journal, std::size_t events_max = 2'000'000);

    template <class Kind>
    Result<std::shared_ptr<Loaded<Kind> const>, StoreError> load(std::string const& city, std::string const& id) {
        auto const stream = stream_of<Kind>(id);
        auto kept = std::static_pointer_cast<Loaded<Kind> const>(find(city, stream));
        if (kept) {
            auto const is_current = knows_latest(city, stream, kept->version);
            if (!is_current) return Failure{is_current.error()};
            if (*is_current) return kept;
        }
        auto const forgotten_before = forgotten();
        auto stored = journal_.read_stream(city, stream, kept ? kept->version : 0);
        if (!stored) return Failure{std::move(stored).error()};
        auto loaded = kept ? std::make_shared<Loaded<Kind>>(*kept) : std::make_shared<Loaded<Kind>>();
        for (auto const& row : *stored) {
            auto event = Kind::decode_event(row.type, row.payload);
            if (!event) return Failure{unreadable(stream, row, event.error())};
            loaded->state = evolve(std::move(loaded->state), *event, row.occurred_on);
            note(*loaded, row);
        }
        if (loaded->version > 0) keep(city, stream, loaded, loaded->version, forgotten_before);
        return std::shared_ptr<Loaded<Kind> const>(std::move(loaded));
    }

    // After an append: the state that follows, without reading it back. A stream that is not kept, or no longer, is
    // read by whoever asks next: another append to it may have failed after it was written, and this state not know of
    // it.
    template <class Kind>
    void advance(std::string const& city, std::string const& id, std::shared_ptr<Loaded<Kind> const> loaded) {
        auto const version = loaded->version;
        keep(city, stream_of<Kind>(id), std::move(loaded), version, std::nullopt);
    }

    template <class Kind>
    static void note(Loaded<Kind>& loaded, StoredEvent const& row) {
        loaded.version = row.version;
        loaded.last_recorded_at = row.recorded_at;
        if constexpr (std::is_same_v<Kind, VoteKind> || std::is_same_v<Kind, ProjectKind>)
            loaded.seqs.push_back(row.seq);
    }

    void forget(std::string const& city, std::string const& stream);
    // Only when what is kept does not know this version yet.
    void forget_before(std::string const& city, std::string const& stream, std::int64_t version);

  private:
    using Key = std::string;
    struct Entry {
        std::shared_ptr<void const> loaded;
        std::size_t events = 0;  // its version
        std::list<Key>::iterator place;
    };

    // Where other processes append too, the cached version is compared with the stream's.
    Result<bool, StoreError> knows_latest(std::string const& city, std::string const& stream, std::int64_t version);
    std::shared_ptr<void const> find(std::string const& city, std::string const& stream);
    // Takes the place of what is kept. Where nothing is, only what was read since anything was forgotten last.
    void keep(std::string const& city, std::string const& stream, std::shared_ptr<void const> loaded,
              std::int64_t version, std::optional<std::uint64_t> forgotten_before);
    // How often a state was forgotten.
    std::uint64_t forgotten();
    static StoreError unreadable(std::string const& stream, StoredEvent const& row, Refusal const& why);

    Journal& journal_;
    std::size_t events_max_;
    std::mutex mutex_;
    std::list<Key> recent_;  // front: used last
    std::unordered_map<Key, Entry> entries_;
    std::size_t events_ = 0;
    std::uint64_t forgotten_ = 0;
};

// Folding six aggregates is long to compile: done once, in repository.cpp.
extern template Result<std::shared_ptr<Loaded<ProjectKind> const>, StoreError> Repository::load<ProjectKind>(
    std::string const&, std::string const&);
extern template Result<std::shared_ptr<Loaded<PlaceKind> const>, StoreError> Repository::load<PlaceKind>(
    std::string const&, std::string const&);
extern template Result<std::shared_ptr<Loaded<VoteKind> const>, StoreError> Repository::load<VoteKind>(
    std::string const&, std::string const&);
extern template Result<std::shared_ptr<Loaded<TenderKind> const>, StoreError> Repository::load<TenderKind>(
    std::string const&, std::string const&);
extern template Result<std::shared_ptr<Loaded<FirmKind> const>, StoreError> Repository::load<FirmKind>(
    std::string const&, std::string const&);
extern template Result<std::shared_ptr<Loaded<AccountKind> const>, StoreError> Repository::load<AccountKind>(
    std::string const&, std::string const&);

}  // namespace jiati::app
