// The log's book in keys.db: epochs, their keys, what was signed last. A connection of its own, because signing waits
// for nobody.
#pragma once

#include "app/ports/log_book.h"
#include "app/ports/randomness.h"
#include "store/ed25519.h"
#include "store/master_key.h"
#include "store/sql_transaction.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::store {

class SqlLogBook {
  public:
    // Signing keys lie wrapped by the master key.
    SqlLogBook(std::unique_ptr<SqlConnection> connection, MasterKey master, app::Randomness& randomness)
        : connection_(std::move(connection)), master_(std::move(master)), randomness_(randomness) {}

    // As the port says; SqlFailure when the disk does not.
    std::vector<app::LogEpoch> epochs(std::string const& city);
    std::vector<std::string> cities();
    void begin(std::string const& city, app::LogBook::NewEpoch const& epoch);
    std::string sign(std::string const& city, std::int64_t number, std::string_view message);
    bool advance(std::string const& city, std::int64_t number, std::int64_t size_before,
                 app::LogCheckpoint const& next);
    void keep_cosigned(std::string const& city, std::int64_t number, std::string const& note,
                       std::string const& witnesses);

  private:
    template <class F>
    auto write(F const& work);
    // The only two that know how a signing key lies on disk. `belongs_to` names its row.
    std::string to_column(Seed const& seed, std::string_view belongs_to);
    Seed from_column(std::string const& text, std::string_view belongs_to);

    std::mutex mutex_;
    std::unique_ptr<SqlConnection> connection_;
    MasterKey master_;
    app::Randomness& randomness_;
    GuardedWrites writes_;
};

}  // namespace jiati::store
