// keys.db: one 32-byte secret per data subject, apart from the journal's file, because erasing a person means
// destroying the secret everywhere while the journal and its copies stay.
#pragma once

#include "app/ports/randomness.h"
#include "app/ports/vault.h"
#include "store/sql_connection.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace jiati::store {

class SqlKeys {
  public:
    SqlKeys(std::unique_ptr<SqlConnection> connection, app::Randomness& randomness)
        : connection_(std::move(connection)), randomness_(randomness) {}

    // SqlFailure when they cannot be read, or made and synced.
    std::map<std::string, app::Secret> secrets(std::string const& city, std::vector<std::string> const& subjects);
    std::map<std::string, std::string> settings();

  private:
    void make_missing(std::string const& city, std::vector<std::string> const& subjects,
                      std::map<std::string, app::Secret>& known);
    std::optional<app::Secret> read(std::string const& city, std::string const& subject);

    std::mutex mutex_;
    std::unique_ptr<SqlConnection> connection_;
    app::Randomness& randomness_;
    std::optional<std::string>
        stopped_because_;  // a failed commit to a file: what the disk holds is in doubt until a new start
};

}  // namespace jiati::store
