#include "store/sql_store.h"

#include "store/append_rules.h"
#include "store/at_the_port.h"
#include "store/box.h"
#include "store/sql_append.h"
#include "store/sql_dialect.h"
#include "store/sql_keys.h"
#include "store/sql_leadership.h"
#include "store/sql_listener.h"
#include "store/sql_log.h"
#include "store/sql_log_book.h"
#include "store/sql_pool.h"
#include "store/sql_reads.h"
#include "store/sql_restore.h"
#include "store/sql_schema.h"
#include "store/sql_uploads.h"
#include "store/sql_vault.h"
#include "store/sql_writer.h"

#include <random>
#include <utility>

namespace jiati::store {
namespace {

constexpr std::size_t readers = 4;

constexpr Query remove_views{"DELETE FROM views"};
constexpr Query write_views_format{
    "INSERT INTO schema_version (part, version) VALUES ('views', :version) "
    "ON CONFLICT (part) DO UPDATE SET version = excluded.version"};
constexpr Query insert_session{
    "INSERT INTO sessions (token_hash, city, account, created, expires, last_seen, device, credential) "
    "VALUES (:token_hash, :city, :account, :created, :expires, :last_seen, :device, :credential) "
    "ON CONFLICT (token_hash) DO NOTHING"};
constexpr Query remove_session{"DELETE FROM sessions WHERE token_hash = :token_hash"};
constexpr Query remove_sessions_of{"DELETE FROM sessions WHERE city = :city AND account = :account"};
constexpr Query remove_sessions_until{"DELETE FROM sessions WHERE expires <= :now"};
constexpr Query remove_codes_until{"DELETE FROM used_codes WHERE until <= :now"};
constexpr Query remove_devices_until{"DELETE FROM known_devices WHERE seen < :before"};
constexpr Query touch_session{"UPDATE sessions SET last_seen = :seen WHERE token_hash = :token_hash"};
constexpr Query insert_device{
    "INSERT INTO known_devices (city, account, device_hash, seen) VALUES (:city, :account, :device_hash, :seen) "
    "ON CONFLICT (city, account, device_hash) DO UPDATE SET seen = excluded.seen"};
constexpr Query insert_code{
    "INSERT INTO used_codes (city, account, code, until) VALUES (:city, :account, :code, :until) "
    "ON CONFLICT (city, account, code) DO NOTHING"};

std::vector<std::unique_ptr<SqlConnection>> open_readers(Database const& database) {
    std::vector<std::unique_ptr<SqlConnection>> connections;
    for (std::size_t i = 0; i < readers; ++i) connections.push_back(connect(database, Use::read));
    return connections;
}

// Not from `randomness`, which in tests and replays is no more than a counter.
std::string name_of_process() {
    std::random_device device;
    return std::to_string(device()) + "-" + std::to_string(device());
}

}  // namespace

struct SqlStore::Parts {
    Database database;
    app::Randomness& randomness;
    std::unique_ptr<SqlKeys> keys;
    SqlLogBook book;
    SqlWriter writer;
    std::string process;  // a name of its own among all that have this store open
    SqlLeadership leadership;
    SqlPool pool;  // closed before the writer, so that the last connection to close is one that may tidy up the WAL
};

SqlStore::SqlStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SqlStore::~SqlStore() = default;

Result<std::unique_ptr<SqlStore>, app::StoreError> SqlStore::open(std::string const& url, app::Randomness& randomness,
                                                                  std::string const& master_key_file) {
    return at_the_port([&] {
        auto const database = main_database(url);
        auto const secrets = keys_database(url);
        if (is_unfinished(database, secrets))
            throw SqlFailure{{app::StoreError::Kind::unavailable,
                              "a restore into this place came to no end; begin it again: jiati restore"}};
        auto writing = connect(database, Use::write);
        make_database(*writing, secrets);
        // The keys before the journal: with another master key nothing is touched.
        auto master = obtain_master_key(secrets, master_key_file, randomness);
        auto keys = std::make_unique<SqlKeys>(connect(secrets, Use::keys), std::move(master), randomness);
        migrate_journal(*writing);
        check_heads(*writing);
        seal_plain_values(*writing, *keys, randomness);
        auto book = connect(secrets, Use::keys);
        check_keys(*writing, *book);
        auto const book_master = keys->master();
        auto parts = std::unique_ptr<Parts>(new Parts{database,
                                                      randomness,
                                                      std::move(keys),
                                                      {std::move(book), book_master, randomness},
                                                      SqlWriter(std::move(writing)),
                                                      name_of_process(),
                                                      SqlLeadership(database),
                                                      SqlPool(open_readers(database))});
        return std::unique_ptr<SqlStore>(new SqlStore(std::move(parts)));
    });
}

std::string SqlStore::shown(std::string const& url) { return without_password(url); }

Result<SqlStore::Formats, app::StoreError> SqlStore::migrate(std::string const& url, app::Randomness& randomness,
                                                             std::string const& master_key_file) {
    auto const formats = [&] {
        return at_the_port([&] {
            auto const journal = connect(main_database(url), Use::write);
            make_database(*journal, keys_database(url));
            return std::pair{format_of(*journal, "journal"),
                             format_of(*connect(keys_database(url), Use::keys), "keys")};
        });
    };
    auto const before = formats();
    if (!before) return Failure{before.error()};
    if (auto const opened = open(url, randomness, master_key_file); !opened) return Failure{opened.error()};
    auto const after = formats();
    if (!after) return Failure{after.error()};
    return Formats{before->first, after->first, before->second, after->second};
}

// --- journal

Result<app::Appended, app::StoreError> SqlStore::append(app::Append append) {
    check_append(append);
    if (auto refused = why_unstorable(append)) return Failure{std::move(*refused)};
    auto const sealed =
        at_the_port([&] { return seal_values(*parts_->keys, append.city, append.vault, parts_->randomness); });
    if (!sealed) return Failure{sealed.error()};
    AppendedRange range;
    auto const written = parts_->writer.perform(
        [&](SqlConnection& connection) {
            range = append_in_transaction(connection, append, *sealed);
            announce(connection, parts_->process, append, range);
        },
        {.city = append.city});
    if (!written) return Failure{written.error()};
    if (range.repeated) {
        auto earlier = find(append.city, append.idempotency_key, append.request_hash);
        if (!earlier) return Failure{std::move(earlier).error()};
        CHECK(earlier->has_value());
        return std::move(**earlier);
    }
    app::Appended appended;
    for (auto& part : append.streams) {
        auto version = part.expected_version;
        for (auto& event : part.events)
            appended.events.push_back({.seq = range.first_seq++,
                                       .stream = part.stream,
                                       .version = ++version,
                                       .type = std::move(event.type),
                                       .payload = std::move(event.payload),
                                       .leaf = std::move(event.leaf),
                                       .occurred_on = event.occurred_on,
                                       .evidence = std::move(event.evidence),
                                       .recorded_at = append.recorded_at,
                                       .actor = append.actor});
    }
    CHECK(range.first_seq == range.last_seq + 1);
    return appended;
}

Result<std::optional<app::Appended>, app::StoreError> SqlStore::find(std::string const& city,
                                                                     std::string const& idempotency_key,
                                                                     std::string const& request_hash) {
    return at_the_port([&] {
        return parts_->pool.with(
            [&](SqlConnection& connection) { return find_answer(connection, city, idempotency_key, request_hash); });
    });
}

Result<std::vector<app::StoredEvent>, app::StoreError> SqlStore::read_stream(std::string const& city,
                                                                             std::string const& stream,
                                                                             std::int64_t after_version) {
    return at_the_port([&] {
        return parts_->pool.with(
            [&](SqlConnection& connection) { return store::read_stream(connection, city, stream, after_version); });
    });
}

Result<std::vector<app::StoredEvent>, app::StoreError> SqlStore::read_all(std::string const& city,
                                                                          std::int64_t after_seq, std::size_t limit) {
    return at_the_port([&] {
        return parts_->pool.with(
            [&](SqlConnection& connection) { return store::read_all(connection, city, after_seq, limit); });
    });
}

Result<std::int64_t, app::StoreError> SqlStore::head(std::string const& city) {
    return at_the_port(
        [&] { return parts_->pool.with([&](SqlConnection& connection) { return read_head(connection, city); }); });
}

Result<std::vector<std::string>, app::StoreError> SqlStore::cities() {
    return at_the_port([&] { return parts_->pool.with(read_cities); });
}

Result<std::int64_t, app::StoreError> SqlStore::version(std::string const& city, std::string const& stream) {
    return at_the_port([&] {
        return parts_->pool.with([&](SqlConnection& connection) { return read_version(connection, city, stream); });
    });
}

bool SqlStore::is_shared() const { return parts_->database.engine == Engine::postgresql; }

Result<bool, app::StoreError> SqlStore::lead(std::string const& city, std::string const& duty) {
    return at_the_port([&] { return parts_->leadership.lead(city, duty); });
}

std::unique_ptr<app::Watching> SqlStore::watch_others(std::function<void(app::Change const&)> watcher) {
    if (!is_shared()) return nullptr;
    return std::make_unique<SqlListener>(parts_->database, parts_->process, std::move(watcher));
}

// --- views and timers

Result<std::optional<app::ViewRow>, app::StoreError> SqlStore::get(std::string const& city, std::string const& view,
                                                                   std::string const& key) {
    return at_the_port([&] {
        return parts_->pool.with([&](SqlConnection& connection) { return read_view_row(connection, city, view, key); });
    });
}

Result<std::vector<app::ViewRow>, app::StoreError> SqlStore::list(std::string const& city, std::string const& view,
                                                                  std::string const& area_prefix,
                                                                  std::string const& after_key, std::size_t limit) {
    return at_the_port([&] {
        return parts_->pool.with([&](SqlConnection& connection) {
            return list_view_rows(connection, city, view, area_prefix, after_key, limit);
        });
    });
}

Result<int, app::StoreError> SqlStore::format() {
    return at_the_port([&] { return parts_->pool.with(read_views_format); });
}

Result<Done, app::StoreError> SqlStore::replace_all(int format, std::function<std::optional<CityRow>()> const& next) {
    return parts_->writer.perform(
        [&](SqlConnection& connection) {
            connection.run(remove_views);
            while (auto row = next()) put_view_row(connection, row->city, row->row);
            connection.run(write_views_format, {std::int64_t{format}});
        },
        {.whole_store = true, .is_repeatable = false});
}

Result<std::vector<app::Views::DueTimer>, app::StoreError> SqlStore::due(Instant now, std::size_t limit) {
    return at_the_port(
        [&] { return parts_->pool.with([&](SqlConnection& connection) { return read_due(connection, now, limit); }); });
}

// --- vault

std::map<std::string, std::string> SqlStore::values_of(std::string const& city, std::vector<std::string> const& refs,
                                                       bool frozen) {
    auto const stored =
        parts_->pool.with([&](SqlConnection& connection) { return read_values(connection, city, refs); });
    return open_values(*parts_->keys, city, stored, frozen ? Which::frozen : Which::readable);
}

Result<std::map<std::string, std::string>, app::StoreError> SqlStore::load(std::string const& city,
                                                                           std::vector<std::string> const& refs) {
    return at_the_port([&] { return values_of(city, refs, false); });
}

Result<std::map<std::string, std::string>, app::StoreError> SqlStore::load_frozen(
    std::string const& city, std::vector<std::string> const& refs) {
    return at_the_port([&] { return values_of(city, refs, true); });
}

Result<std::map<std::string, app::Secret>, app::StoreError> SqlStore::secrets(
    std::string const& city, std::vector<std::string> const& subjects) {
    return at_the_port([&] { return parts_->keys->secrets(city, subjects); });
}

Result<std::vector<std::string>, app::StoreError> SqlStore::subjects(std::string const& city,
                                                                     std::string const& prefix) {
    return at_the_port([&] { return parts_->keys->subjects(city, prefix); });
}

Result<Done, app::StoreError> SqlStore::erase(std::string const& city, std::vector<std::string> const& subjects) {
    return at_the_port([&] {
        parts_->keys->erase(city, subjects);
        // Sealed values in the journal's own log are worthless from now on, and yet go as soon as they can.
        auto const tidying = connect(parts_->database, Use::write);
        truncate_wal(*tidying);
        return Done{};
    });
}

Result<Done, app::StoreError> SqlStore::freeze(std::string const& city, std::map<std::string, Date> const& until) {
    return at_the_port([&] {
        parts_->keys->freeze(city, until);
        return Done{};
    });
}

std::string SqlStore::fingerprint(std::string_view bytes) {
    auto const hash = derive(parts_->keys->master().key_for("fingerprints"), bytes);
    return to_text({reinterpret_cast<char const*>(hash.data()), hash.size()});
}

MasterKey const& SqlStore::master_key() const { return parts_->keys->master(); }

// --- sessions

Result<Done, app::StoreError> SqlStore::create(app::Session const& session) {
    return parts_->writer.perform([&](SqlConnection& connection) {
        auto const made = connection.run(
            insert_session, {session.token_hash, session.city, session.account.text, session.created.unix_ms,
                             session.expires.unix_ms, session.last_seen.unix_ms, session.device, session.credential});
        if (made != 0) return;
        auto const kept = read_session(connection, session.token_hash);  // ours, if the server was lost meanwhile
        if (!kept || kept->account != session.account || kept->created != session.created)
            throw SqlFailure{{app::StoreError::Kind::conflict, "the token is taken"}};
    });
}

Result<std::optional<app::Session>, app::StoreError> SqlStore::find(std::string const& token_hash) {
    return at_the_port([&] {
        return parts_->pool.with([&](SqlConnection& connection) { return read_session(connection, token_hash); });
    });
}

Result<Done, app::StoreError> SqlStore::remove(std::string const& token_hash) {
    return parts_->writer.perform([&](SqlConnection& connection) { connection.run(remove_session, {token_hash}); });
}

Result<Done, app::StoreError> SqlStore::remove_account(std::string const& city, AccountId const& account) {
    return parts_->writer.perform([&](SqlConnection& connection) {
        connection.run(remove_sessions_of, {city, account.text});
    });
}

Result<Done, app::StoreError> SqlStore::remove_expired(Instant now, Instant devices_before) {
    return parts_->writer.perform([&](SqlConnection& connection) {
        connection.run(remove_sessions_until, {now.unix_ms});
        connection.run(remove_codes_until, {now.unix_ms});
        connection.run(remove_devices_until, {devices_before.unix_ms});
    });
}

Result<std::vector<app::Session>, app::StoreError> SqlStore::of_account(std::string const& city,
                                                                        AccountId const& account) {
    return at_the_port([&] {
        return parts_->pool.with(
            [&](SqlConnection& connection) { return read_sessions_of(connection, city, account); });
    });
}

Result<Done, app::StoreError> SqlStore::touch(std::string const& token_hash, Instant seen) {
    return parts_->writer.perform([&](SqlConnection& connection) {
        connection.run(touch_session, {seen.unix_ms, token_hash});
    });
}

Result<Done, app::StoreError> SqlStore::note_device(std::string const& city, AccountId const& account,
                                                    std::string const& device_hash, Instant seen) {
    return parts_->writer.perform([&](SqlConnection& connection) {
        connection.run(insert_device, {city, account.text, device_hash, seen.unix_ms});
    });
}

Result<bool, app::StoreError> SqlStore::knows_device(std::string const& city, AccountId const& account,
                                                     std::string const& device_hash) {
    return at_the_port([&] {
        return parts_->pool.with(
            [&](SqlConnection& connection) { return read_knows_device(connection, city, account, device_hash); });
    });
}

Result<bool, app::StoreError> SqlStore::use_once(std::string const& city, AccountId const& account,
                                                 std::string const& code, Instant until) {
    bool is_new = false;
    auto const written = parts_->writer.perform([&](SqlConnection& connection) {
        is_new = connection.run(insert_code, {city, account.text, code, until.unix_ms}) == 1;
    });
    if (!written) return Failure{written.error()};
    return is_new;
}

// --- files that wait to be attached

Result<Done, app::StoreError> SqlStore::note(app::PendingUpload const& upload) {
    return parts_->writer.perform([&](SqlConnection& connection) { note_upload(connection, upload); });
}

Result<Done, app::StoreError> SqlStore::forget(std::string const& city, FileId const& file) {
    return parts_->writer.perform([&](SqlConnection& connection) { forget_upload(connection, city, file); });
}

Result<std::vector<app::PendingUpload>, app::StoreError> SqlStore::overdue(Instant now, std::size_t limit) {
    return at_the_port([&] {
        return parts_->pool.with([&](SqlConnection& connection) { return read_overdue(connection, now, limit); });
    });
}

Result<std::int64_t, app::StoreError> SqlStore::count_of(std::string const& city, AccountId const& account) {
    return at_the_port([&] {
        return parts_->pool.with([&](SqlConnection& connection) { return count_uploads(connection, city, account); });
    });
}

// --- the transparency log

Result<Done, app::StoreError> SqlStore::put_log(std::string const& city, std::vector<app::LogTile> const& tiles,
                                                std::vector<app::LogLeaf> const& leaves) {
    return parts_->writer.perform([&](SqlConnection& connection) { store::put_log(connection, city, tiles, leaves); });
}

Result<std::optional<std::string>, app::StoreError> SqlStore::log_tile(std::string const& city, std::int64_t level,
                                                                       std::int64_t index) {
    return at_the_port([&] {
        return parts_->pool.with(
            [&](SqlConnection& connection) { return read_log_tile(connection, city, level, index); });
    });
}

Result<std::int64_t, app::StoreError> SqlStore::count_log_tiles(std::string const& city, std::int64_t level) {
    return at_the_port([&] {
        return parts_->pool.with(
            [&](SqlConnection& connection) { return store::count_log_tiles(connection, city, level); });
    });
}

Result<std::vector<std::int64_t>, app::StoreError> SqlStore::find_log_leaves(std::string const& city,
                                                                             std::int64_t hash_prefix) {
    return at_the_port([&] {
        return parts_->pool.with(
            [&](SqlConnection& connection) { return store::find_log_leaves(connection, city, hash_prefix); });
    });
}

Result<std::vector<app::LogEpoch>, app::StoreError> SqlStore::log_epochs(std::string const& city) {
    return at_the_port([&] { return parts_->book.epochs(city); });
}

Result<std::vector<std::string>, app::StoreError> SqlStore::log_cities() {
    return at_the_port([&] { return parts_->book.cities(); });
}

Result<Done, app::StoreError> SqlStore::begin_log_epoch(std::string const& city, NewEpoch const& epoch) {
    return at_the_port([&] { return parts_->book.begin(city, epoch), Done{}; });
}

Result<std::string, app::StoreError> SqlStore::sign_log(std::string const& city, std::int64_t number,
                                                        std::string_view message) {
    return at_the_port([&] { return parts_->book.sign(city, number, message); });
}

Result<bool, app::StoreError> SqlStore::advance_log(std::string const& city, std::int64_t number,
                                                    std::int64_t size_before, app::LogCheckpoint const& next) {
    return at_the_port([&] { return parts_->book.advance(city, number, size_before, next); });
}

Result<Done, app::StoreError> SqlStore::keep_cosigned(std::string const& city, std::int64_t number,
                                                      std::string const& note, std::string const& witnesses) {
    return at_the_port([&] { return parts_->book.keep_cosigned(city, number, note, witnesses), Done{}; });
}

Result<std::map<std::string, std::string>, app::StoreError> SqlStore::settings() {
    using Settings = std::map<std::string, std::string>;
    return at_the_port([&] {
        Settings all;
        auto const add = [&all](std::string const& kind, Settings const& settings) {
            for (auto const& [name, value] : settings) all[kind + "." + name] = value;
        };
        Settings of_writer;
        auto const asked =
            parts_->writer.perform([&](SqlConnection& connection) { of_writer = settings_of(connection); });
        if (!asked) throw SqlFailure{asked.error()};
        add("writer", of_writer);
        add("reader", parts_->pool.with(settings_of));
        add("keys", parts_->keys->settings());
        return all;
    });
}

}  // namespace jiati::store
