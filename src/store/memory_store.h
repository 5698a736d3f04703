// The store of `jiati replay` and of tests: everything in memory, the same answers as the database, safe to call from
// several threads. It shares the contract suite with SqlStore.
#pragma once

#include "app/ports/journal.h"
#include "app/ports/randomness.h"
#include "app/ports/sessions.h"
#include "app/ports/uploads.h"
#include "app/ports/vault.h"
#include "app/ports/views.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <utility>

namespace jiati::store {

class MemoryStore final : public app::Journal,
                          public app::Views,
                          public app::Vault,
                          public app::Sessions,
                          public app::Uploads {
  public:
    // New subject secrets are drawn from `randomness`, in the order in which they are asked for.
    explicit MemoryStore(app::Randomness& randomness) : randomness_(randomness) {}

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

    Result<std::optional<app::ViewRow>, app::StoreError> get(std::string const& city, std::string const& view,
                                                             std::string const& key) override;
    Result<std::vector<app::ViewRow>, app::StoreError> list(std::string const& city, std::string const& view,
                                                            std::string const& area_prefix,
                                                            std::string const& after_key, std::size_t limit) override;
    Result<int, app::StoreError> format() override;
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

    Result<Done, app::StoreError> note(app::PendingUpload const& upload) override;
    Result<Done, app::StoreError> forget(std::string const& city, FileId const& file) override;
    Result<std::vector<app::PendingUpload>, app::StoreError> overdue(Instant now, std::size_t limit) override;
    Result<std::int64_t, app::StoreError> count_of(std::string const& city, AccountId const& account) override;

  private:
    using InCity = std::pair<std::string, std::string>;                      // city, and a name within it
    using ViewRows = std::map<InCity, std::map<std::string, app::ViewRow>>;  // city and view → key → row

    struct Answer {
        std::string request_hash;
        std::int64_t first_seq = 0;
        std::int64_t last_seq = 0;
    };
    struct CityJournal {
        std::vector<app::StoredEvent> events;                      // events[i].seq == i + 1
        std::map<std::string, std::vector<std::int64_t>> streams;  // stream → seq of version i + 1
        std::map<std::string, Answer> answers;                     // by idempotency key
    };

    std::optional<app::StoreError> why_refused(app::Append const& append) const;
    app::Appended record(app::Append append);
    Result<std::optional<app::Appended>, app::StoreError> earlier_answer(std::string const& city,
                                                                         std::string const& key,
                                                                         std::string const& request_hash) const;
    std::map<std::string, std::string> values_of(std::string const& city, std::vector<std::string> const& refs,
                                                 bool frozen) const;
    static void put(ViewRows& views, std::string const& city, app::ViewRow row);

    std::recursive_mutex mutex_;  // replace_all holds it while `next` reads the journal
    app::Randomness& randomness_;
    std::map<std::string, CityJournal> journals_;
    ViewRows views_;
    int views_format_ = 0;
    std::map<InCity, app::VaultRow> vault_;
    std::map<InCity, app::TimerRow> timers_;
    std::map<InCity, app::Secret> secrets_;
    std::set<InCity> erased_;
    std::set<InCity> frozen_;
    std::map<std::string, app::Session> sessions_;
    using OfAccount = std::tuple<std::string, std::string, std::string>;  // city, account, device or code
    std::map<OfAccount, Instant> devices_;                                // last seen
    std::map<InCity, app::PendingUpload> uploads_;
    std::map<OfAccount, Instant> used_codes_;  // until when they are remembered
};

}  // namespace jiati::store
