#include "store/sql_connection.h"

#include "base/check.h"
#include "store/sql_errors.h"

#include <libpq-fe.h>
#include <poll.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <cstring>
#include <unordered_map>
#include <vector>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;
using Values = std::span<SqlParameter const>;

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

        Prepared(Engine engine, soci::session& session, Query const& query, Values values) : statement(session) {
            parameters.resize(values.size());
            row.columns.resize(std::strlen(query.columns));
            auto value = values.begin();
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
            statement.prepare(engine == Engine::postgresql && query.postgresql != nullptr ? query.postgresql
                                                                                          : query.text);
            statement.define_and_bind();
        }

        void set(Values values) {
            CHECK(values.size() == parameters.size());
            auto value = values.begin();
            for (auto& slot : parameters) {
                if (auto const* text = std::get_if<std::string_view>(&*value)) {
                    if (text->find('\0') != std::string_view::npos)
                        throw SqlFailure{{Kind::unavailable, "a text holds U+0000"}};
                    slot.text.assign(*text);
                } else
                    slot.number = std::get<std::int64_t>(*value);
                CHECK(slot.is_text == std::holds_alternative<std::string_view>(*value));
                ++value;
            }
        }
    };

    Engine const engine;
    bool commit_was_let_go = false;  // before `session`, whose closing may still hear of it
    soci::session session;
    std::unordered_map<char const*, std::unique_ptr<Prepared>> prepared;

    // The library forgets what it took for a connection that then fails: the trying is done here.
    static std::string const& tried(Engine which, std::string const& connect_string) {
        if (which == Engine::sqlite) return connect_string;
        std::unique_ptr<PGconn, void (*)(PGconn*)> const trial(PQconnectdb(connect_string.c_str()), &PQfinish);
        if (PQstatus(trial.get()) != CONNECTION_OK)
            throw postgresql_failure("08001", false, PQerrorMessage(trial.get()));
        return connect_string;
    }

    Impl(Engine which, std::string const& connect_string)
        : engine(which), session(factory(which), tried(which, connect_string)) {
        if (engine != Engine::postgresql) return;
        // Only the bare message: the details of an error quote the values of the row.
        PQsetErrorVerbosity(server(), PQERRORS_TERSE);
        PQsetNoticeReceiver(server(), &hear, this);
    }

    [[nodiscard]] PGconn* server() const {
        return static_cast<soci::postgresql_session_backend*>(const_cast<soci::session&>(session).get_backend())->conn_;
    }

    // A commit that was cancelled while it waited for the standby is reported as done, with a warning: here, but
    // perhaps nowhere else.
    static void hear(void* self, PGresult const* notice) {
        auto const* const state = PQresultErrorField(notice, PG_DIAG_SQLSTATE);
        if (state != nullptr && (std::string_view(state) == "57014" || std::string_view(state) == "57P01"))
            static_cast<Impl*>(self)->commit_was_let_go = true;
    }

    static soci::backend_factory const& factory(Engine which) {
        return which == Engine::postgresql ? static_cast<soci::backend_factory const&>(soci::postgresql)
                                           : sqlite_factory();
    }

    // A connection is used by one thread at a time, so the engine's own lock around every call is not needed (a fifth
    // of the time of reading a stream). Without effect where the process has used the engine before.
    static soci::backend_factory const& sqlite_factory() {
        static auto const once = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        static_cast<void>(once);
        return soci::sqlite3;
    }

    // Ready to be executed with these values. `execute` needs `true`: without it the library does not step at all.
    Prepared& ready(Query const& query, Values values) {
        auto& kept = prepared[query.text];
        if (!kept) kept = std::make_unique<Prepared>(engine, session, query, values);
        kept->set(values);
        return *kept;
    }
};

SqlConnection::Impl& SqlConnection::alive() {
    if (!impl_) throw SqlFailure{{Kind::unavailable, "the connection is lost"}, Reach::connection};
    return *impl_;
}

// what() of the library quotes the parameters of the statement, personal data among them: only the bare message is
// taken over.
template <class F>
auto SqlConnection::guarded(F const& action) {
    try {
        return action();
    } catch (soci::sqlite3_soci_error const& e) {
        throw sqlite_failure(e.result(), e.get_error_message());
    } catch (soci::postgresql_soci_error const& e) {
        bool const connected = impl_ && PQstatus(impl_->server()) == CONNECTION_OK;
        auto failure = postgresql_failure(e.sqlstate(), connected, e.get_error_message());
        lost_ = lost_ || failure.reach == Reach::connection;
        throw failure;
    } catch (soci::soci_error const& e) {
        auto const reach = engine_ == Engine::sqlite ? Reach::transaction : Reach::connection;
        lost_ = lost_ || reach == Reach::connection;
        throw SqlFailure{{Kind::unavailable, e.get_error_message()}, reach};
    }
}

SqlConnection::SqlConnection(Engine engine, std::string connect_string, std::function<void(SqlConnection&)> set_up)
    : engine_(engine), connect_string_(std::move(connect_string)), set_up_(std::move(set_up)) {
    guarded([&] { impl_ = std::make_unique<Impl>(engine_, connect_string_); });
    set_up_(*this);
}

SqlConnection::~SqlConnection() = default;

void SqlConnection::revive() {
    if (!lost_) return;
    impl_.reset();
    guarded([&] { impl_ = std::make_unique<Impl>(engine_, connect_string_); });
    lost_ = false;
    try {
        set_up_(*this);
    } catch (SqlFailure const&) {
        lost_ = true;  // half set up is as good as lost
        throw;
    }
}

std::int64_t SqlConnection::run(Query const& query, SqlParameters parameters) {
    return run_with(query, Values(parameters.begin(), parameters.size()));
}

std::int64_t SqlConnection::run_with(Query const& query, Values parameters) {
    auto& impl = alive();
    auto const changed = guarded([&]() -> std::int64_t {
        auto& prepared = impl.ready(query, parameters);
        impl.commit_was_let_go = false;
        prepared.statement.execute(true);
        return prepared.statement.get_affected_rows();
    });
    if (impl.commit_was_let_go) {
        lost_ = true;
        throw SqlFailure{{Kind::unavailable, "a commit was let go before the standby had it"}, Reach::connection};
    }
    return changed;
}

void SqlConnection::each(Query const& query, SqlParameters parameters, std::function<void(SqlRow&)> const& use) {
    auto& impl = alive();
    guarded([&] {
        auto& prepared = impl.ready(query, Values(parameters.begin(), parameters.size()));
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
    auto& impl = alive();
    guarded([&] {
        soci::statement statement(impl.session);
        statement.alloc();
        statement.prepare(text);
        statement.define_and_bind();
        statement.execute(true);
    });
}

std::string SqlConnection::ask_once(std::string const& text) {
    auto& impl = alive();
    return guarded([&] {
        std::string answer;
        soci::indicator indicator = soci::i_null;
        soci::statement statement(impl.session);
        statement.exchange(soci::into(answer, indicator));
        statement.alloc();
        statement.prepare(text);
        statement.define_and_bind();
        statement.execute(true);
        return indicator == soci::i_ok ? answer : std::string();
    });
}

std::vector<std::string> SqlConnection::announcements(std::chrono::milliseconds wait_max) {
    CHECK(engine_ == Engine::postgresql);
    auto* const server = alive().server();
    std::vector<std::string> heard;
    for (bool waited = false;; waited = true) {
        if (PQconsumeInput(server) == 0) {
            lost_ = true;
            throw SqlFailure{{Kind::unavailable, "the connection that listens was lost"}, Reach::connection};
        }
        while (auto* const notice = PQnotifies(server)) {
            heard.emplace_back(notice->extra);
            PQfreemem(notice);
        }
        if (!heard.empty() || waited) return heard;
        pollfd ready{PQsocket(server), POLLIN, 0};
        ::poll(&ready, 1, static_cast<int>(wait_max.count()));
    }
}

}  // namespace jiati::store
