// The durable store: journal, views, vault, timers and sessions in one SQL database, subject secrets in another. What
// is acknowledged is on disk. Safe to call from many threads; calls block, so keep them off I/O threads. Several
// processes may have stores on one PostgreSQL; an SQLite file is one process's.
#pragma once

#include "app/ports/changes.h"
#include "app/ports/journal.h"
#include "app/ports/leadership.h"
#include "app/ports/log_book.h"
#include "app/ports/log_tiles.h"
#include "app/ports/randomness.h"
#include "app/ports/sessions.h"
#include "app/ports/uploads.h"
#include "app/ports/vault.h"
#include "app/ports/views.h"

#include <map>
#include <memory>
#include <string>

namespace jiati::store {

class MasterKey;

class SqlStore final : public app::Journal,
                       public app::Views,
                       public app::Vault,
                       public app::Sessions,
                       public app::Leadership,
                       public app::ChangeFeed,
                       public app::LogTiles,
                       public app::LogBook,
                       public app::Uploads {
  public:
    // "sqlite:FILE": folder and file are made when missing, secrets in keys.db beside it.
    // "postgresql://[USER@]HOST[:PORT]/NAME[?keys=URL&…]": the database must be there; secrets in the one that keys=
    // names (percent-encoded), or else in NAME_keys on the same server, made when missing. `randomness` makes subject
    // secrets and outlives the store. newer_format when a later program wrote it, corrupt when it is not a store.
    //
    // `master_key_file`: empty for "master.key" beside keys.db, made on the first start; any other must be there.
    // unavailable, with nothing changed, when it is not the key that this store was wrapped by.
    static Result<std::unique_ptr<SqlStore>, app::StoreError> open(std::string const& url, app::Randomness& randomness,
                                                                   std::string const& master_key_file = {});
    // The address as it may be shown: without a password.
    [[nodiscard]] static std::string shown(std::string const& url);
    // Brings the store to today's format and does nothing else; a missing one is made.
    struct Formats {
        int journal_from = 0;  // 0: there was none
        int journal_to = 0;
        int keys_from = 0;
        int keys_to = 0;
    };
    static Result<Formats, app::StoreError> migrate(std::string const& url, app::Randomness& randomness,
                                                    std::string const& master_key_file = {});
    ~SqlStore() override;

    Result<app::Appended, app::StoreError> append(app::Append append) override;
    Result<std::optional<app::Appended>, app::StoreError> find(std::string const& city,
                                                               std::string const& idempotency_key,
                                                               std::string const& request_hash) override;
    Result<std::vector<app::StoredEvent>, app::StoreError> read_stream(std::string const& city,
                                                                       std::string const& stream,
                                                                       std::int64_t after_version) override;
    Result<std::vector<app::StoredEvent>, app::StoreError> read_all(std::string const& city, std::int64_t after_seq,
                                                                    std::size_t limit) override;
    Result<std::int64_t, app::StoreError> head(std::string const& city) override;
    Result<std::vector<std::string>, app::StoreError> cities() override;
    Result<std::int64_t, app::StoreError> version(std::string const& city, std::string const& stream) override;
    [[nodiscard]] bool is_shared() const override;

    Result<std::optional<app::ViewRow>, app::StoreError> get(std::string const& city, std::string const& view,
                                                             std::string const& key) override;
    Result<std::vector<app::ViewRow>, app::StoreError> list(std::string const& city, std::string const& view,
                                                            std::string const& area_prefix,
                                                            std::string const& after_key, std::size_t limit) override;
    Result<int, app::StoreError> format() override;
    // `next` runs on the writer's thread: it may read from this store, but a write from within it would never return.
    Result<Done, app::StoreError> replace_all(int format, std::function<std::optional<CityRow>()> const& next) override;
    Result<std::vector<DueTimer>, app::StoreError> due(Instant now, std::size_t limit) override;

    Result<std::map<std::string, std::string>, app::StoreError> load(std::string const& city,
                                                                     std::vector<std::string> const& refs) override;
    Result<std::map<std::string, std::string>, app::StoreError> load_frozen(
        std::string const& city, std::vector<std::string> const& refs) override;
    Result<std::map<std::string, app::Secret>, app::StoreError> secrets(
        std::string const& city, std::vector<std::string> const& subjects) override;
    Result<std::vector<std::string>, app::StoreError> subjects(std::string const& city,
                                                               std::string const& prefix) override;
    Result<Done, app::StoreError> erase(std::string const& city, std::vector<std::string> const& subjects) override;
    Result<Done, app::StoreError> freeze(std::string const& city, std::map<std::string, Date> const& until) override;
    [[nodiscard]] std::string fingerprint(std::string_view bytes) override;

    Result<Done, app::StoreError> create(app::Session const& session) override;
    Result<std::optional<app::Session>, app::StoreError> find(std::string const& token_hash) override;
    Result<Done, app::StoreError> remove(std::string const& token_hash) override;
    Result<Done, app::StoreError> remove_account(std::string const& city, AccountId const& account) override;
    Result<Done, app::StoreError> remove_expired(Instant now, Instant devices_before = {}) override;
    Result<std::vector<app::Session>, app::StoreError> of_account(std::string const& city,
                                                                  AccountId const& account) override;
    Result<Done, app::StoreError> touch(std::string const& token_hash, Instant seen) override;
    Result<Done, app::StoreError> note_device(std::string const& city, AccountId const& account,
                                              std::string const& device_hash, Instant seen) override;
    Result<bool, app::StoreError> knows_device(std::string const& city, AccountId const& account,
                                               std::string const& device_hash) override;
    Result<bool, app::StoreError> use_once(std::string const& city, AccountId const& account, std::string const& code,
                                           Instant until) override;

    // Wraps what else must not lie in the clear, such as the log's signing key.
    [[nodiscard]] MasterKey const& master_key() const;

    Result<Done, app::StoreError> put_log(std::string const& city, std::vector<app::LogTile> const& tiles,
                                          std::vector<app::LogLeaf> const& leaves) override;
    Result<std::optional<std::string>, app::StoreError> log_tile(std::string const& city, std::int64_t level,
                                                                 std::int64_t index) override;
    Result<std::int64_t, app::StoreError> count_log_tiles(std::string const& city, std::int64_t level) override;
    Result<std::vector<std::int64_t>, app::StoreError> find_log_leaves(std::string const& city,
                                                                       std::int64_t hash_prefix) override;

    Result<std::vector<app::LogEpoch>, app::StoreError> log_epochs(std::string const& city) override;
    Result<std::vector<std::string>, app::StoreError> log_cities() override;
    Result<Done, app::StoreError> begin_log_epoch(std::string const& city, NewEpoch const& epoch) override;
    Result<std::string, app::StoreError> sign_log(std::string const& city, std::int64_t number,
                                                  std::string_view message) override;
    Result<bool, app::StoreError> advance_log(std::string const& city, std::int64_t number, std::int64_t size_before,
                                              app::LogCheckpoint const& next) override;
    Result<Done, app::StoreError> keep_cosigned(std::string const& city, std::int64_t number, std::string const& note,
                                                std::string const& witnesses) override;

    Result<Done, app::StoreError> note(app::PendingUpload const& upload) override;
    Result<Done, app::StoreError> forget(std::string const& city, FileId const& file) override;
    Result<std::vector<app::PendingUpload>, app::StoreError> overdue(Instant now, std::size_t limit) override;
    Result<std::int64_t, app::StoreError> count_of(std::string const& city, AccountId const& account) override;

    Result<bool, app::StoreError> lead(std::string const& city, std::string const& duty) override;
    [[nodiscard]] std::unique_ptr<app::Watching> watch_others(std::function<void(app::Change const&)> watcher) override;

    // The engine's settings as each kind of connection reports them: "writer.synchronous" → "2" …
    Result<std::map<std::string, std::string>, app::StoreError> settings();

  private:
    struct Parts;
    std::map<std::string, std::string> values_of(std::string const& city, std::vector<std::string> const& refs,
                                                 bool frozen);
    explicit SqlStore(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace jiati::store
