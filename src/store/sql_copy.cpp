#include "store/sql_copy.h"

#include "base/check.h"
#include "store/sql_append.h"
#include "store/sql_dialect.h"

#include <mutex>
#include <vector>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

constexpr Query list_tables{
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'", "t",
    "SELECT CAST(c.relname AS TEXT) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition"};
constexpr Query list_columns{"SELECT name, type FROM pragma_table_info(:name) ORDER BY cid", "tt"};
constexpr Query list_cities{"SELECT city FROM heads", "t"};

// Prepared statements are known by their text's address: these stay where they are to the end of the program.
char const* kept(std::string text) {
    static std::mutex mutex;
    static std::set<std::string> texts;
    std::lock_guard const lock(mutex);
    return texts.insert(std::move(text)).first->c_str();
}

struct Table {
    std::string columns;  // "city, seq, …"
    std::string marks;    // ":c1, :c2, …"
    std::string types;    // as a Query states them
};

Table describe(SqlConnection& file, std::string const& name) {
    CHECK(file.engine() == Engine::sqlite);
    Table table;
    file.each(list_columns, {name}, [&](SqlRow& row) {
        auto const column = row.text(0);
        auto const type = row.text(1);
        if (type != "BIGINT" && type != "TEXT")
            throw SqlFailure{{Kind::corrupt, name + "." + column + " is neither a number nor a text"}};
        if (!table.types.empty()) {
            table.columns += ", ";
            table.marks += ", ";
        }
        table.types += type == "TEXT" ? 't' : 'n';
        table.columns += column;
        table.marks += ":c" + std::to_string(table.types.size());
    });
    return table;
}

// A server would hand over all rows at once: they are asked for in parts.
void each_row(SqlConnection& from, std::string const& name, Table const& table,
              std::function<void(SqlRow&)> const& use) {
    auto const select = "SELECT " + table.columns + " FROM " + name;
    auto const* const types = kept(table.types);
    if (from.engine() == Engine::sqlite) return from.each({kept(select), types}, {}, use);
    auto const cursor = "copying_" + name;
    from.run_once("DECLARE " + cursor + " NO SCROLL CURSOR FOR " + select);
    Query const fetch{kept("FETCH 500 FROM " + cursor), types};
    for (bool more = true; more;) {
        more = false;
        from.each(fetch, {}, [&](SqlRow& row) {
            more = true;
            use(row);
        });
    }
    from.run_once("CLOSE " + cursor);
}

void copy_table(SqlConnection& from, SqlConnection& to, std::string const& name, Table const& table) {
    Query const insert{kept("INSERT INTO " + name + " (" + table.columns + ") VALUES (" + table.marks + ")")};
    std::vector<std::string> texts(table.types.size());
    std::vector<SqlParameter> values(table.types.size());
    each_row(from, name, table, [&](SqlRow& row) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (table.types[i] == 'n') {
                values[i] = row.number(i);
            } else {
                texts[i] = row.text(i);
                values[i] = texts[i];
            }
        }
        to.run_with(insert, values);
    });
}

}  // namespace

std::set<std::string> tables_of(SqlConnection& connection) {
    std::set<std::string> names;
    connection.each(list_tables, {}, [&](SqlRow& row) { names.insert(row.text(0)); });
    names.erase(unfinished_mark);
    return names;
}

void copy_rows(SqlConnection& from, SqlConnection& to) {
    CHECK((from.engine() == Engine::sqlite) != (to.engine() == Engine::sqlite));
    auto const source = tables_of(from);
    auto const target = tables_of(to);
    for (auto const& name : target)
        if (!source.contains(name)) to.run_once("DROP TABLE " + name);
    for (auto const& name : source) {
        if (!target.contains(name)) throw SqlFailure{{Kind::corrupt, "nobody knows of a table " + name}};
        to.run_once("DELETE FROM " + name);
    }
    if (source.contains("heads")) {
        std::vector<std::string> cities;
        from.each(list_cities, {}, [&](SqlRow& row) { cities.push_back(row.text(0)); });
        for (auto const& city : cities) make_partition(to, city);
    }
    for (auto const& name : source)
        copy_table(from, to, name, describe(from.engine() == Engine::sqlite ? from : to, name));
}

}  // namespace jiati::store
