#include "store/postgresql_dialect.h"

#include <libpq-fe.h>
#include <algorithm>

namespace jiati::store::postgresql {
namespace {

using Kind = app::StoreError::Kind;
using Parameters = std::map<std::string, std::string>;

[[noreturn]] void fail(std::string detail) { throw SqlFailure{{Kind::unavailable, std::move(detail)}}; }

int digit_of(char letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return -1;
}

std::string decoded(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%' || i + 2 >= text.size()) {
            plain += text[i];
            continue;
        }
        int const high = digit_of(text[i + 1]);
        int const low = digit_of(text[i + 2]);
        if (high < 0 || low < 0) fail("keys= in the store address is not percent-encoded");
        plain += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return plain;
}

struct Split {
    std::string url;   // what libpq knows
    std::string keys;  // ours: the address of the keys, or empty
};

Split split(std::string const& url) {
    Split parts;
    auto const mark = url.find('?');
    parts.url = url.substr(0, mark);
    if (mark == std::string::npos) return parts;
    char separator = '?';
    for (std::size_t begin = mark + 1; begin <= url.size();) {
        auto const end = std::min(url.find('&', begin), url.size());
        auto const parameter = std::string_view(url).substr(begin, end - begin);
        if (parameter.starts_with("keys=")) {
            parts.keys = decoded(parameter.substr(5));
        } else if (!parameter.empty()) {
            (parts.url += separator) += parameter;
            separator = '&';
        }
        begin = end + 1;
    }
    return parts;
}

Parameters parsed(std::string const& url) {
    char* problem = nullptr;
    auto* const options = PQconninfoParse(url.c_str(), &problem);
    if (options == nullptr) {
        // The library's own words may quote the password.
        PQfreemem(problem);
        fail("store address \"" + without_password(url) + "\" is not postgresql://[USER@]HOST[:PORT]/NAME[?…]");
    }
    Parameters parameters;
    for (auto const* option = options; option->keyword != nullptr; ++option)
        if (option->val != nullptr) parameters[option->keyword] = option->val;
    PQconninfoFree(options);
    if (parameters["dbname"].empty()) fail("store address \"" + without_password(url) + "\" names no database");
    // A server that has gone must be noticed, and a standby is not a place to write or to read what was just written.
    for (auto const& [name, value] : Parameters{{"application_name", "jiati"},
                                                {"client_encoding", "UTF8"},
                                                {"connect_timeout", "5"},
                                                {"keepalives_count", "3"},
                                                {"keepalives_idle", "5"},
                                                {"keepalives_interval", "2"},
                                                {"target_session_attrs", "read-write"},
                                                {"tcp_user_timeout", "10000"}})
        parameters.try_emplace(name, value);
    return parameters;
}

std::string text_of(Parameters const& parameters) {
    std::string text;
    for (auto const& [name, value] : parameters) {
        text += name + "='";
        for (auto const letter : value) {
            if (letter == '\'' || letter == '\\') text += '\\';
            text += letter;
        }
        text += "' ";
    }
    return text;
}

void demand(Parameters const& reported, std::string const& name, std::string const& value) {
    if (reported.at(name) != value) fail("PostgreSQL: " + name + " is " + reported.at(name) + ", not " + value);
}

void set_up(SqlConnection& connection, Use use) {
    Parameters wanted{{"default_transaction_isolation", "read committed"},
                      {"default_transaction_read_only", use == Use::read ? "on" : "off"},
                      {"idle_in_transaction_session_timeout", "30s"},  // a frozen node does not hold a city for ever
                      {"lock_timeout", "5s"},
                      {"standard_conforming_strings", "on"}};
    if (use == Use::lead) wanted["idle_session_timeout"] = "20s";  // nor does it lead for ever
    auto const before = server_settings(connection);
    // remote_apply is stricter still, and the operator's choice.
    if (before.at("synchronous_commit") != "remote_apply") wanted["synchronous_commit"] = "on";
    std::string settings;  // in one statement: nodes open a dozen connections each
    for (auto const& [name, value] : wanted)
        settings +=
            (settings.empty() ? "SELECT set_config('" : " || set_config('") + name + "', '" + value + "', false)";
    connection.ask_once(settings);
    auto const reported = server_settings(connection);
    for (auto const& [name, value] : wanted) demand(reported, name, value);
    demand(reported, "client_encoding", "UTF8");
    demand(reported, "server_encoding", "UTF8");
    demand(reported, "fsync", "on");
    demand(reported, "full_page_writes", "on");
    // Copies of the log would keep every secret that is ever destroyed.
    if (use == Use::keys && reported.at("archive_mode") != "off")
        fail("PostgreSQL: the server of the subject secrets archives its log (archive_mode is " +
             reported.at("archive_mode") + "); name another server with keys= in the store address");
}

}  // namespace

Database main_database(std::string const& url) { return {Engine::postgresql, text_of(parsed(split(url).url))}; }

Database keys_database(std::string const& url) {
    auto const parts = split(url);
    if (!parts.keys.empty()) return {Engine::postgresql, text_of(parsed(parts.keys))};
    auto parameters = parsed(parts.url);
    auto const name = parameters["dbname"] += "_keys";
    return {Engine::postgresql, text_of(parameters), name};
}

std::unique_ptr<SqlConnection> connect(std::string const& parameters, Use use) {
    return std::make_unique<SqlConnection>(Engine::postgresql, parameters,
                                           [use](SqlConnection& connection) { set_up(connection, use); });
}

std::map<std::string, std::string> server_settings(SqlConnection& connection) {
    // A line each; none of these values holds a line break.
    auto const lines = connection.ask_once(
        "SELECT string_agg(name || '=' || current_setting(name), chr(10)) FROM unnest(ARRAY['archive_mode', "
        "'client_encoding', 'default_transaction_isolation', 'default_transaction_read_only', 'fsync', "
        "'full_page_writes', 'idle_in_transaction_session_timeout', 'idle_session_timeout', 'lock_timeout', "
        "'server_encoding', 'standard_conforming_strings', 'synchronous_commit']) AS name");
    Parameters settings;
    for (std::size_t begin = 0; begin < lines.size();) {
        auto const end = std::min(lines.find('\n', begin), lines.size());
        auto const equals = lines.find('=', begin);
        settings[lines.substr(begin, equals - begin)] = lines.substr(equals + 1, end - equals - 1);
        begin = end + 1;
    }
    return settings;
}

}  // namespace jiati::store::postgresql
