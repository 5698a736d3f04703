#include "store/sql_append.h"

#include "base/check.h"
#include "store/sql_dialect.h"

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

constexpr Query find_key{"SELECT request_hash, first_seq, last_seq FROM request_keys WHERE city = :city AND key = :key",
                         "tnn"};
constexpr Query insert_key{
    "INSERT INTO request_keys (city, key, request_hash, first_seq, last_seq) VALUES (:city, :key, :hash, :first, "
    ":last)"};
constexpr Query head_seq{"SELECT seq FROM heads WHERE city = :city", "n"};
constexpr Query write_head{
    "INSERT INTO heads (city, seq) VALUES (:city, :seq) ON CONFLICT (city) DO UPDATE SET seq = excluded.seq"};
constexpr Query stream_version{"SELECT COALESCE(MAX(version), 0) FROM events WHERE city = :city AND stream = :stream",
                               "n"};
constexpr Query insert_event{
    "INSERT INTO events (city, seq, stream, version, type, payload, leaf, occurred_on, evidence, recorded_at, actor) "
    "VALUES (:city, :seq, :stream, :version, :type, :payload, :leaf, :occurred_on, :evidence, :recorded_at, :actor)"};
constexpr Query write_view{
    "INSERT INTO views (city, view, key, area, body) VALUES (:city, :view, :key, :area, :body) "
    "ON CONFLICT (city, view, key) DO UPDATE SET area = excluded.area, body = excluded.body"};
constexpr Query remove_view{"DELETE FROM views WHERE city = :city AND view = :view AND key = :key"};
constexpr Query insert_value{
    "INSERT INTO vault (city, ref, subject, value) VALUES (:city, :ref, :subject, :value) "
    "ON CONFLICT (city, ref) DO NOTHING"};
constexpr Query write_timer{
    "INSERT INTO timers (city, key, due, command) VALUES (:city, :key, :due, :command) "
    "ON CONFLICT (city, key) DO UPDATE SET due = excluded.due, command = excluded.command"};
constexpr Query remove_timer{"DELETE FROM timers WHERE city = :city AND key = :key"};

std::int64_t number(SqlConnection& connection, Query const& query, SqlParameters parameters) {
    std::int64_t answer = 0;
    connection.first(query, parameters, [&](SqlRow& row) { answer = row.number(0); });
    return answer;
}

std::int64_t append_stream(SqlConnection& connection, app::Append const& append, app::StreamAppend const& part,
                           std::int64_t seq) {
    auto version = number(connection, stream_version, {append.city, part.stream});
    if (version != part.expected_version)
        throw SqlFailure{{Kind::conflict, part.stream + " is at version " + std::to_string(version) + ", not " +
                                              std::to_string(part.expected_version)}};
    for (auto const& event : part.events)
        connection.run(insert_event, {append.city, ++seq, part.stream, ++version, event.type, event.payload, event.leaf,
                                      std::int64_t{event.occurred_on.days_since_epoch()}, event.evidence,
                                      append.recorded_at.unix_ms, append.actor});
    return seq;
}

// A reference is written once: the journal's commitment is to that value. The same value again changes nothing.
void put_value(SqlConnection& connection, std::string const& city, app::VaultRow const& row, SealedRow const& sealed) {
    if (connection.run(insert_value, {city, row.ref, row.subject, sealed.value}) != 0) return;
    auto const stored = read_values(connection, city, {row.ref});
    auto const found = stored.find(row.ref);
    if (found == stored.end() || !holds(found->second, city, row, sealed.key))
        throw SqlFailure{{Kind::conflict, "vault reference " + row.ref + " already holds another value"}};
}

void put_timer(SqlConnection& connection, std::string const& city, app::TimerRow const& timer) {
    if (timer.command.empty())
        connection.run(remove_timer, {city, timer.key});
    else
        connection.run(write_timer, {city, timer.key, timer.due.unix_ms, timer.command});
}

}  // namespace

// On PostgreSQL the events of a city are a table of their own within `events`: it can be read, vacuumed, dumped or
// detached by itself. The name says which city to people; the number keeps names of odd cities apart.
void make_partition(SqlConnection& connection, std::string const& city) {
    if (connection.engine() != Engine::postgresql) return;
    std::string name = "events_";
    std::string literal;
    for (auto const letter : city) {
        bool const plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (name.size() < 40) name += plain ? letter : '_';
        literal += letter == '\'' ? std::string("''") : std::string(1, letter);
    }
    auto const distinct = static_cast<std::uint64_t>(lock_number("partition", city));
    connection.run_once("CREATE TABLE IF NOT EXISTS " + name + "_" + std::to_string(distinct) +
                        " PARTITION OF events FOR VALUES IN ('" + literal + "')");
}

AppendedRange append_in_transaction(SqlConnection& connection, app::Append const& append,
                                    std::vector<SealedRow> const& sealed) {
    std::string earlier_hash;
    AppendedRange range;
    range.repeated = connection.first(find_key, {append.city, append.idempotency_key}, [&](SqlRow& row) {
        earlier_hash = row.text(0);
        range.first_seq = row.number(1);
        range.last_seq = row.number(2);
    });
    if (range.repeated) {
        if (earlier_hash == append.request_hash) return range;
        throw SqlFailure{{Kind::key_reused, "the key belongs to another request"}};
    }
    std::int64_t head = 0;
    bool const is_known = connection.first(head_seq, {append.city}, [&](SqlRow& row) { head = row.number(0); });
    if (!is_known) make_partition(connection, append.city);
    auto seq = head;
    for (auto const& part : append.streams) seq = append_stream(connection, append, part, seq);
    range = {.first_seq = head + 1, .last_seq = seq};
    connection.run(write_head, {append.city, seq});
    connection.run(insert_key,
                   {append.city, append.idempotency_key, append.request_hash, range.first_seq, range.last_seq});
    for (auto const& row : append.views) put_view_row(connection, append.city, row);
    CHECK(sealed.size() == append.vault.size());
    for (std::size_t i = 0; i < sealed.size(); ++i) put_value(connection, append.city, append.vault[i], sealed[i]);
    for (auto const& timer : append.timers) put_timer(connection, append.city, timer);
    return range;
}

void put_view_row(SqlConnection& connection, std::string const& city, app::ViewRow const& row) {
    if (row.body.empty())
        connection.run(remove_view, {city, row.view, row.key});
    else
        connection.run(write_view, {city, row.view, row.key, row.area, row.body});
}

}  // namespace jiati::store
