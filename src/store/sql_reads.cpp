#include "store/sql_reads.h"

#include "store/sql_dialect.h"

#include <algorithm>
#include <limits>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

// The columns of an event in the order in which event_of() takes them.
#define JIATI_EVENT_COLUMNS "seq, stream, version, type, payload, leaf, occurred_on, evidence, recorded_at, actor"
constexpr char event_columns[] = "ntntttntnt";

constexpr Query stream_events{"SELECT " JIATI_EVENT_COLUMNS
                              " FROM events WHERE city = :city AND stream = :stream AND version > :after "
                              "ORDER BY version",
                              event_columns};
constexpr Query city_events{"SELECT " JIATI_EVENT_COLUMNS
                            " FROM events WHERE city = :city AND seq > :after ORDER BY seq LIMIT :limit",
                            event_columns};
#undef JIATI_EVENT_COLUMNS

constexpr Query answer_of_key{
    "SELECT request_hash, first_seq, last_seq FROM request_keys WHERE city = :city AND key = :key", "tnn"};
constexpr Query head_of_city{"SELECT seq FROM heads WHERE city = :city", "n"};
constexpr Query version_of_stream{
    "SELECT COALESCE(MAX(version), 0) FROM events WHERE city = :city AND stream = :stream", "n"};
constexpr Query all_cities{"SELECT city FROM heads ORDER BY city", "t"};
constexpr Query view_row{"SELECT area, body FROM views WHERE city = :city AND view = :view AND key = :key", "tt"};
// A prefix as a range, so that the index on (city, view, area) can serve it.
constexpr Query view_rows{
    "SELECT key, area, body FROM views WHERE city = :city AND view = :view AND key > :after "
    "AND area >= :area AND area < :area_end ORDER BY key LIMIT :limit",
    "ttt"};
constexpr Query views_format{"SELECT version FROM schema_version WHERE part = 'views'", "n"};
constexpr Query due_timers{
    "SELECT city, key, due, command FROM timers WHERE due <= :now ORDER BY due, city, key LIMIT :limit", "ttnt"};
constexpr Query vault_value{"SELECT subject, value FROM vault WHERE city = :city AND ref = :ref", "tt"};
constexpr Query session_of_token{
    "SELECT token_hash, city, account, created, expires, last_seen, device, credential FROM sessions "
    "WHERE token_hash = :token_hash",
    "tttnnntt"};
constexpr Query sessions_of_account{
    "SELECT token_hash, city, account, created, expires, last_seen, device, credential FROM sessions "
    "WHERE city = :city AND account = :account ORDER BY created DESC, token_hash",
    "tttnnntt"};
constexpr Query known_device{
    "SELECT seen FROM known_devices WHERE city = :city AND account = :account AND device_hash = :device_hash", "n"};

app::StoredEvent event_of(SqlRow& row) {
    return {.seq = row.number(0),
            .stream = row.text(1),
            .version = row.number(2),
            .type = row.text(3),
            .payload = row.text(4),
            .leaf = row.text(5),
            .occurred_on = Date::from_days(static_cast<std::int32_t>(row.number(6))),
            .evidence = row.text(7),
            .recorded_at = Instant{row.number(8)},
            .actor = row.text(9)};
}

app::Session session_in(SqlRow& row) {
    app::Session session;
    session.token_hash = row.text(0);
    session.city = row.text(1);
    session.account = AccountId{row.text(2)};
    session.created = Instant{row.number(3)};
    session.expires = Instant{row.number(4)};
    session.last_seen = Instant{row.number(5)};
    session.device = row.text(6);
    session.credential = row.text(7);
    return session;
}

std::int64_t limit_of(std::size_t limit) {
    constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
    return static_cast<std::int64_t>(std::min(limit, most));
}

[[noreturn]] void gap(std::string const& where, std::int64_t number) {
    throw SqlFailure{{Kind::corrupt, where + ": number " + std::to_string(number) + " is missing"}};
}

}  // namespace

std::optional<app::Appended> find_answer(SqlConnection& connection, std::string const& city, std::string const& key,
                                         std::string const& request_hash) {
    std::string earlier_hash;
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool const found = connection.first(answer_of_key, {city, key}, [&](SqlRow& row) {
        earlier_hash = row.text(0);
        first = row.number(1);
        last = row.number(2);
    });
    if (!found) return std::nullopt;
    if (earlier_hash != request_hash) throw SqlFailure{{Kind::key_reused, "the key belongs to another request"}};
    auto const count = last - first + 1;
    if (first < 1 || count < 1) throw SqlFailure{{Kind::corrupt, city + ": a key without events"}};
    auto events = read_all(connection, city, first - 1, static_cast<std::size_t>(count));
    if (static_cast<std::int64_t>(events.size()) != count) gap(city, last);
    return app::Appended{.events = std::move(events), .repeated = true};
}

std::vector<app::StoredEvent> read_stream(SqlConnection& connection, std::string const& city, std::string const& stream,
                                          std::int64_t after_version) {
    std::vector<app::StoredEvent> events;
    events.reserve(64);
    auto expected = std::max<std::int64_t>(after_version, 0);
    connection.each(stream_events, {city, stream, after_version},
                    [&](SqlRow& row) { events.push_back(event_of(row)); });
    for (auto const& event : events)
        if (event.version != ++expected) gap(stream, expected);
    return events;
}

std::vector<app::StoredEvent> read_all(SqlConnection& connection, std::string const& city, std::int64_t after_seq,
                                       std::size_t limit) {
    std::vector<app::StoredEvent> events;
    events.reserve(std::min<std::size_t>(limit, 64));
    auto expected = std::max<std::int64_t>(after_seq, 0);
    connection.each(city_events, {city, after_seq, limit_of(limit)},
                    [&](SqlRow& row) { events.push_back(event_of(row)); });
    for (auto const& event : events)
        if (event.seq != ++expected) gap(city, expected);
    return events;
}

std::int64_t read_head(SqlConnection& connection, std::string const& city) {
    std::int64_t seq = 0;
    connection.first(head_of_city, {city}, [&](SqlRow& row) { seq = row.number(0); });
    return seq;
}

std::int64_t read_version(SqlConnection& connection, std::string const& city, std::string const& stream) {
    std::int64_t version = 0;
    connection.first(version_of_stream, {city, stream}, [&](SqlRow& row) { version = row.number(0); });
    return version;
}

std::vector<std::string> read_cities(SqlConnection& connection) {
    std::vector<std::string> cities;
    connection.each(all_cities, {}, [&](SqlRow& row) { cities.push_back(row.text(0)); });
    return cities;
}

std::optional<app::ViewRow> read_view_row(SqlConnection& connection, std::string const& city, std::string const& view,
                                          std::string const& key) {
    std::optional<app::ViewRow> found;
    connection.first(view_row, {city, view, key}, [&](SqlRow& row) {
        found = app::ViewRow{.view = view, .key = key, .area = row.text(0), .body = row.text(1)};
    });
    return found;
}

std::vector<app::ViewRow> list_view_rows(SqlConnection& connection, std::string const& city, std::string const& view,
                                         std::string const& area_prefix, std::string const& after_key,
                                         std::size_t limit) {
    std::vector<app::ViewRow> rows;
    auto const area_end = area_prefix + last_code_point;
    connection.each(view_rows, {city, view, after_key, area_prefix, area_end, limit_of(limit)}, [&](SqlRow& row) {
        rows.push_back({.view = view, .key = row.text(0), .area = row.text(1), .body = row.text(2)});
    });
    return rows;
}

int read_views_format(SqlConnection& connection) {
    int format = 0;
    connection.first(views_format, {}, [&](SqlRow& row) { format = static_cast<int>(row.number(0)); });
    return format;
}

std::vector<app::Views::DueTimer> read_due(SqlConnection& connection, Instant now, std::size_t limit) {
    std::vector<app::Views::DueTimer> timers;
    connection.each(due_timers, {now.unix_ms, limit_of(limit)}, [&](SqlRow& row) {
        auto city = row.text(0);
        timers.push_back({.city = std::move(city),
                          .timer = {.key = row.text(1), .due = Instant{row.number(2)}, .command = row.text(3)}});
    });
    return timers;
}

std::map<std::string, SealedValue> read_values(SqlConnection& connection, std::string const& city,
                                               std::vector<std::string> const& refs) {
    std::map<std::string, SealedValue> values;
    for (auto const& ref : refs)
        connection.first(vault_value, {city, ref}, [&](SqlRow& row) {
            auto subject = row.text(0);
            values[ref] = {std::move(subject), row.text(1)};
        });
    return values;
}

std::optional<app::Session> read_session(SqlConnection& connection, std::string const& token_hash) {
    std::optional<app::Session> found;
    connection.first(session_of_token, {token_hash}, [&](SqlRow& row) { found = session_in(row); });
    return found;
}

std::vector<app::Session> read_sessions_of(SqlConnection& connection, std::string const& city,
                                           AccountId const& account) {
    std::vector<app::Session> found;
    connection.each(sessions_of_account, {city, account.text}, [&](SqlRow& row) { found.push_back(session_in(row)); });
    return found;
}

bool read_knows_device(SqlConnection& connection, std::string const& city, AccountId const& account,
                       std::string const& device_hash) {
    return connection.first(known_device, {city, account.text, device_hash}, [](SqlRow&) {});
}

}  // namespace jiati::store
