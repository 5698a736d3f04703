// Files that were sent and are not yet mentioned by an event.
#pragma once

#include "app/ports/uploads.h"
#include "store/sql_connection.h"

namespace jiati::store {

void note_upload(SqlConnection& connection, app::PendingUpload const& upload);
void forget_upload(SqlConnection& connection, std::string const& city, FileId const& file);
std::vector<app::PendingUpload> read_overdue(SqlConnection& connection, Instant now, std::size_t limit);
std::int64_t count_uploads(SqlConnection& connection, std::string const& city, AccountId const& account);

}  // namespace jiati::store
