#include "store/sql_vault.h"

#include "store/sql_dialect.h"

#include <set>
#include <tuple>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

constexpr std::string_view purpose = "vault-values";
constexpr Query insert_value{
    "INSERT INTO vault (city, ref, subject, value) VALUES (:city, :ref, :subject, :value) "
    "ON CONFLICT (city, ref) DO NOTHING"};

std::string belongs_to(std::string const& city, std::string const& ref, std::string const& subject) {
    return city + "\n" + ref + "\n" + subject;
}

bool has_plain_values(SqlConnection& connection) {
    std::int64_t tables = 0;
    connection.first(count_tables_named, {"plain_vault"}, [&](SqlRow& row) { tables = row.number(0); });
    return tables != 0;
}

std::vector<std::string> distinct(std::set<std::string> const& names) { return {names.begin(), names.end()}; }

}  // namespace

std::vector<SealedRow> seal_values(SqlKeys& keys, std::string const& city, std::vector<app::VaultRow> const& rows,
                                   app::Randomness& randomness) {
    std::vector<SealedRow> sealed;
    if (rows.empty()) return sealed;
    std::set<std::string> subjects;
    for (auto const& row : rows) subjects.insert(row.subject);
    auto const secrets = keys.secrets(city, distinct(subjects));
    for (auto const& row : rows) {
        auto const key = derive(secrets.at(row.subject), purpose);
        sealed.push_back({to_text(seal(key, row.value, belongs_to(city, row.ref, row.subject), randomness)), key});
    }
    return sealed;
}

bool holds(SealedValue const& stored, std::string const& city, app::VaultRow const& row, BoxKey const& key) {
    if (stored.subject != row.subject) return false;
    auto const sealed = from_text(stored.value);
    return sealed && open(key, *sealed, belongs_to(city, row.ref, row.subject)) == row.value;
}

std::map<std::string, std::string> open_values(SqlKeys& keys, std::string const& city,
                                               std::map<std::string, SealedValue> const& stored, Which which) {
    std::map<std::string, std::string> values;
    if (stored.empty()) return values;
    std::set<std::string> subjects;
    for (auto const& [ref, value] : stored) subjects.insert(value.subject);
    auto const known = keys.known(city, distinct(subjects));
    for (auto const& [ref, value] : stored) {
        auto const found = known.find(value.subject);
        if (found == known.end() || found->second.is_frozen != (which == Which::frozen)) continue;
        auto const sealed = from_text(value.value);
        auto plain = sealed ? open(derive(found->second.secret, purpose), *sealed, belongs_to(city, ref, value.subject))
                            : std::optional<std::string>();
        if (!plain) throw SqlFailure{{Kind::corrupt, "vault reference " + ref + " does not open"}};
        values[ref] = std::move(*plain);
    }
    return values;
}

void seal_plain_values(SqlConnection& connection, SqlKeys& keys, app::Randomness& randomness) {
    if (!has_plain_values(connection)) return;
    bool const is_file = connection.engine() == Engine::sqlite;
    if (is_file) connection.ask_once("PRAGMA secure_delete = 1");
    connection.run(begin_writing);
    try {
        // Another process on the same store may have done it since, or be at it.
        lock_for_transaction(connection, lock_number("seal", "values"));
        if (!has_plain_values(connection)) {
            connection.run(rollback);
            return;
        }
        constexpr Query all{"SELECT city, ref, subject, value FROM plain_vault", "tttt"};
        std::map<std::string, std::vector<app::VaultRow>> plain;
        connection.each(all, {}, [&](SqlRow& row) {
            auto city = row.text(0);
            auto ref = row.text(1);
            auto subject = row.text(2);
            plain[city].push_back({std::move(ref), std::move(subject), row.text(3)});
        });
        for (auto const& [city, rows] : plain) {
            auto const sealed = seal_values(keys, city, rows, randomness);
            for (std::size_t i = 0; i < rows.size(); ++i)
                connection.run(insert_value, {city, rows[i].ref, rows[i].subject, sealed[i].value});
        }
        connection.run_once("DROP TABLE plain_vault");
        connection.run(commit);
    } catch (SqlFailure const&) {
        try {
            connection.run(rollback);
        } catch (SqlFailure const&) {  // the engine has rolled back by itself; the first failure is the one to report
        }
        throw;
    }
    truncate_wal(connection);
    if (is_file) connection.ask_once("PRAGMA secure_delete = 0");
}

}  // namespace jiati::store
