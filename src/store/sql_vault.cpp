#include "store/sql_vault.h"

#include "store/sql_transaction.h"

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

bool has_plain_values(SqlConnection& connection) { return has_table(connection, "plain_vault"); }

// While it lives, what the connection removes from a file is overwritten where it lay.
class SecureDelete {
  public:
    explicit SecureDelete(SqlConnection& connection) : connection_(connection) {
        if (connection_.engine() != Engine::sqlite) return;
        before_ = connection_.ask_once("PRAGMA secure_delete");
        connection_.ask_once("PRAGMA secure_delete = 1");
    }
    ~SecureDelete() {
        if (before_.empty()) return;
        try {
            connection_.ask_once("PRAGMA secure_delete = " + before_);
        } catch (SqlFailure const&) {  // it stays on: slower, and no harm
        }
    }
    SecureDelete(SecureDelete const&) = delete;
    SecureDelete& operator=(SecureDelete const&) = delete;

  private:
    SqlConnection& connection_;
    std::string before_;
};

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
    {
        SecureDelete const overwriting(connection);
        in_transaction(connection, [&] {
            // Another process on the same store may have done it since, or be at it.
            lock_for_transaction(connection, lock_number("seal", "values"));
            if (!has_plain_values(connection)) return;
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
        });
    }
    truncate_wal(connection);
}

}  // namespace jiati::store
