#include "store/sql_connection.h"

#include "base/check.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <cstring>
#include <unordered_map>
#include <vector>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

// SQLite's primary result codes (sqlite3.h); the others mean that the file or the disk failed.
Kind kind_of(int result) {
    switch (result & 0xff) {
        case 5:  // SQLITE_BUSY
        case 6:  // SQLITE_LOCKED
            return Kind::busy;
        case 11:  // SQLITE_CORRUPT
        case 26:  // SQLITE_NOTADB
            return Kind::corrupt;
        case 13:  // SQLITE_FULL
            return Kind::full;
        case 19:  // SQLITE_CONSTRAINT
            return Kind::conflict;
        default:
            return Kind::unavailable;
    }
}

// what() of the library quotes the parameters of the statement, personal data among them: only the bare message is
// taken over.
template <class F>
auto translated(F const& action) {
    try {
        return action();
    } catch (soci::sqlite3_soci_error const& e) {
        throw SqlFailure{{kind_of(e.result()), e.get_error_message()}};
    } catch (soci::soci_error const& e) {
        throw SqlFailure{{Kind::unavailable, e.get_error_message()}};
    }
}

// The library binds to variables by address: they live as long as the statement.
struct Slot {
    bool is_text = false;
    long long number = 0;
    std::string text;
};

}  // namespace

struct SqlRow::Slots {
    std::vector<Slot> columns;
};

std::int64_t SqlRow::number(std::size_t column) const {
    CHECK(column < slots_.columns.size() && !slots_.columns[column].is_text);
    return slots_.columns[column].number;
}

std::string SqlRow::text(std::size_t column) {
    CHECK(column < slots_.columns.size() && slots_.columns[column].is_text);
    return std::move(slots_.columns[column].text);
}

struct SqlConnection::Impl {
    struct Prepared {
        std::vector<Slot> parameters;
        SqlRow::Slots row;
        soci::statement statement;

        Prepared(soci::session& session, Query const& query, SqlParameters values) : statement(session) {
            parameters.resize(values.size());
            row.columns.resize(std::strlen(query.columns));
            auto const* value = values.begin();
            for (auto& slot : parameters) {
                slot.is_text = std::holds_alternative<std::string_view>(*value++);
                if (slot.is_text)
                    statement.exchange(soci::use(slot.text));
                else
                    statement.exchange(soci::use(slot.number));
            }
            for (std::size_t i = 0; i < row.columns.size(); ++i) {
                auto& slot = row.columns[i];
                slot.is_text = query.columns[i] == 't';
                if (slot.is_text)
                    statement.exchange(soci::into(slot.text));
                else
                    statement.exchange(soci::into(slot.number));
            }
            statement.alloc();
            statement.prepare(query.text);
            statement.define_and_bind();
        }

        void set(SqlParameters values) {
            CHECK(values.size() == parameters.size());
            auto const* value = values.begin();
            for (auto& slot : parameters) {
                if (auto const* text = std::get_if<std::string_view>(value))
                    slot.text.assign(*text);
                else
                    slot.number = std::get<std::int64_t>(*value);
                CHECK(slot.is_text == std::holds_alternative<std::string_view>(*value));
                ++value;
            }
        }
    };

    soci::session session;
    std::unordered_map<char const*, std::unique_ptr<Prepared>> prepared;

    explicit Impl(std::string const& connect_string) : session(engine(), connect_string) {}

    // A connection is used by one thread at a time, so the engine's own lock around every call is not needed (a fifth
    // of the time of reading a stream). Without effect where the process has used the engine before.
    static soci::backend_factory const& engine() {
        static auto const once = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        static_cast<void>(once);
        return soci::sqlite3;
    }

    // Ready to be executed with these values. `execute` needs `true`: without it the library does not step at all.
    Prepared& ready(Query const& query, SqlParameters values) {
        auto& kept = prepared[query.text];
        if (!kept) kept = std::make_unique<Prepared>(session, query, values);
        kept->set(values);
        return *kept;
    }
};

SqlConnection::SqlConnection(std::string const& connect_string)
    : impl_(translated([&] { return std::make_unique<Impl>(connect_string); })) {}

SqlConnection::~SqlConnection() = default;

std::int64_t SqlConnection::run(Query const& query, SqlParameters parameters) {
    return translated([&]() -> std::int64_t {
        auto& prepared = impl_->ready(query, parameters);
        prepared.statement.execute(true);
        return prepared.statement.get_affected_rows();
    });
}

void SqlConnection::each(Query const& query, SqlParameters parameters, std::function<void(SqlRow&)> const& use) {
    translated([&] {
        auto& prepared = impl_->ready(query, parameters);
        SqlRow row(prepared.row);
        for (bool more = prepared.statement.execute(true); more; more = prepared.statement.fetch()) use(row);
    });
}

bool SqlConnection::first(Query const& query, SqlParameters parameters, std::function<void(SqlRow&)> const& use) {
    bool found = false;
    each(query, parameters, [&](SqlRow& row) {
        CHECK(!found);
        found = true;
        use(row);
    });
    return found;
}

// Not by the library's `session << text`: its types have no run-time type information outside the library, which the
// undefined-behaviour sanitizer wants.
void SqlConnection::run_once(std::string const& text) {
    translated([&] {
        soci::statement statement(impl_->session);
        statement.alloc();
        statement.prepare(text);
        statement.define_and_bind();
        statement.execute(true);
    });
}

std::string SqlConnection::ask_once(std::string const& text) {
    return translated([&] {
        std::string answer;
        soci::indicator indicator = soci::i_null;
        soci::statement statement(impl_->session);
        statement.exchange(soci::into(answer, indicator));
        statement.alloc();
        statement.prepare(text);
        statement.define_and_bind();
        statement.execute(true);
        return indicator == soci::i_ok ? answer : std::string();
    });
}

}  // namespace jiati::store
