#include "store/sql_uploads.h"

namespace jiati::store {
namespace {

constexpr Query insert_upload{
    "INSERT INTO uploads (city, file, account, until) VALUES (:city, :file, :account, :until) "
    "ON CONFLICT (city, file) DO UPDATE SET until = excluded.until"};
constexpr Query remove_upload{"DELETE FROM uploads WHERE city = :city AND file = :file"};
constexpr Query select_overdue{
    "SELECT city, file, account, until FROM uploads WHERE until <= :now ORDER BY until, city, file LIMIT :limit",
    "tttn"};
constexpr Query count_of_account{"SELECT COUNT(*) FROM uploads WHERE city = :city AND account = :account", "n"};

}  // namespace

void note_upload(SqlConnection& connection, app::PendingUpload const& upload) {
    connection.run(insert_upload, {upload.city, upload.file.text, upload.account.text, upload.until.unix_ms});
}

void forget_upload(SqlConnection& connection, std::string const& city, FileId const& file) {
    connection.run(remove_upload, {city, file.text});
}

std::vector<app::PendingUpload> read_overdue(SqlConnection& connection, Instant now, std::size_t limit) {
    std::vector<app::PendingUpload> uploads;
    connection.each(select_overdue, {now.unix_ms, static_cast<std::int64_t>(limit)}, [&](SqlRow& row) {
        auto city = row.text(0);
        FileId file{row.text(1)};
        AccountId account{row.text(2)};
        uploads.push_back({std::move(city), std::move(file), std::move(account), Instant{row.number(3)}});
    });
    return uploads;
}

std::int64_t count_uploads(SqlConnection& connection, std::string const& city, AccountId const& account) {
    std::int64_t count = 0;
    connection.first(count_of_account, {city, account.text}, [&](SqlRow& row) { count = row.number(0); });
    return count;
}

}  // namespace jiati::store
