#include "store/sqlite_dialect.h"

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace jiati::store::sqlite {
namespace {

using Kind = app::StoreError::Kind;

[[noreturn]] void fail(std::string detail) { throw SqlFailure{{Kind::unavailable, std::move(detail)}}; }

// A new database file belongs to its owner alone: it holds names and phones. Its folder is synced, so that the name
// survives a power cut too.
void make_private_file(std::string const& file) {
    auto const folder = std::filesystem::path(file).parent_path();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) fail("folder " + folder.string() + ": " + error.message());
    int const made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (made < 0) fail(file + ": " + std::strerror(errno));
    ::close(made);
    int const synced = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (synced < 0 || ::fsync(synced) != 0) fail("folder " + folder.string() + ": " + std::strerror(errno));
    ::close(synced);
}

}  // namespace

std::string absolute_file(std::string const& path) {
    return std::filesystem::absolute(path).lexically_normal().string();
}

std::string keys_beside(std::string const& file) {
    return (std::filesystem::path(file).parent_path() / "keys.db").string();
}

std::unique_ptr<SqlConnection> connect(std::string const& file, Use use) {
    if (use != Use::read) make_private_file(file);
    return std::make_unique<SqlConnection>(Engine::sqlite, "dbname=\"" + file + "\"", [=](SqlConnection& connection) {
        std::map<std::string, std::string> wanted{
            {"busy_timeout", "5000"}, {"foreign_keys", "1"}, {"journal_mode", "wal"}, {"synchronous", "2"}};
        if (use == Use::read) wanted["query_only"] = "1";
        if (use == Use::keys) wanted["secure_delete"] = "1";
        // The timeout first: switching the journal mode already needs a lock.
        for (auto const& [name, value] : wanted) connection.ask_once("PRAGMA " + name + " = " + value);
        auto const reported = pragmas(connection);
        for (auto const& [name, value] : wanted)
            if (reported.at(name) != value) fail(file + ": " + name + " is " + reported.at(name) + ", not " + value);
    });
}

std::map<std::string, std::string> pragmas(SqlConnection& connection) {
    std::map<std::string, std::string> settings;
    for (auto const* name :
         {"busy_timeout", "foreign_keys", "journal_mode", "query_only", "secure_delete", "synchronous"})
        settings[name] = connection.ask_once(std::string("PRAGMA ") + name);
    return settings;
}

}  // namespace jiati::store::sqlite
