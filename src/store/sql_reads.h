// What a store answers, on one connection. What is read back is checked: a gap is reported as corrupt, never served.
#pragma once

#include "app/ports/journal.h"
#include "app/ports/sessions.h"
#include "app/ports/views.h"
#include "store/sql_connection.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jiati::store {

std::optional<app::Appended> find_answer(SqlConnection& connection, std::string const& city, std::string const& key,
                                         std::string const& request_hash);
std::vector<app::StoredEvent> read_stream(SqlConnection& connection, std::string const& city, std::string const& stream,
                                          std::int64_t after_version);
std::vector<app::StoredEvent> read_all(SqlConnection& connection, std::string const& city, std::int64_t after_seq,
                                       std::size_t limit);
std::int64_t read_head(SqlConnection& connection, std::string const& city);
std::int64_t read_version(SqlConnection& connection, std::string const& city, std::string const& stream);
std::vector<std::string> read_cities(SqlConnection& connection);

std::optional<app::ViewRow> read_view_row(SqlConnection& connection, std::string const& city, std::string const& view,
                                          std::string const& key);
std::vector<app::ViewRow> list_view_rows(SqlConnection& connection, std::string const& city, std::string const& view,
                                         std::string const& area_prefix, std::string const& after_key,
                                         std::size_t limit);
int read_views_format(SqlConnection& connection);
std::vector<app::Views::DueTimer> read_due(SqlConnection& connection, Instant now, std::size_t limit);

struct SealedValue {
    std::string subject;
    std::string value;  // sealed (sql_vault.h)
};
// By reference; what is unknown is missing.
std::map<std::string, SealedValue> read_values(SqlConnection& connection, std::string const& city,
                                               std::vector<std::string> const& refs);

std::optional<app::Session> read_session(SqlConnection& connection, std::string const& token_hash);
std::vector<app::Session> read_sessions_of(SqlConnection& connection, std::string const& city,
                                           AccountId const& account);
bool read_knows_device(SqlConnection& connection, std::string const& city, AccountId const& account,
                       std::string const& device_hash);

}  // namespace jiati::store
