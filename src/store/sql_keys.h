// keys.db: one 32-byte secret per data subject, wrapped by the master key, apart from the journal's file, because
// erasing a person means destroying the secret everywhere while the journal and its copies stay.
#pragma once

#include "app/ports/randomness.h"
#include "app/ports/vault.h"
#include "store/master_key.h"
#include "store/sql_connection.h"
#include "store/sql_transaction.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace jiati::store {

class SqlKeys {
  public:
    // Brings the file to today's format; secrets that lie in the clear are wrapped. SqlFailure unavailable, with
    // nothing changed, when the file was wrapped by another master key.
    SqlKeys(std::unique_ptr<SqlConnection> connection, MasterKey master, app::Randomness& randomness);
    ~SqlKeys();

    struct Known {
        app::Secret secret{};
        bool is_frozen = false;
    };
    // Of these subjects, those that have a secret.
    std::map<std::string, Known> known(std::string const& city, std::vector<std::string> const& subjects);
    // All of them, made where there is none. SqlFailure conflict for one that was erased or frozen.
    std::map<std::string, app::Secret> secrets(std::string const& city, std::vector<std::string> const& subjects);

    // Gone from the file, its WAL and this process's memory before it returns, and never made again.
    void erase(std::string const& city, std::vector<std::string> const& subjects);
    void freeze(std::string const& city, std::map<std::string, Date> const& until);
    std::vector<std::string> subjects(std::string const& city, std::string const& prefix);

    std::map<std::string, std::string> settings();
    [[nodiscard]] MasterKey const& master() const { return master_; }

  private:
    using Name = std::pair<std::string, std::string>;  // city, subject

    void check_master(bool must_be_there);
    void wrap_plain_secrets();
    void write(std::function<void()> const& work);
    std::map<std::string, app::Secret> make(std::string const& city, std::set<std::string> const& subjects);
    std::optional<Known> find(std::string const& city, std::string const& subject);
    // False: another process was first.
    bool insert(std::string const& city, std::string const& subject, app::Secret const& secret);
    void forget_if_others_wrote();
    void forget(Name const& name);
    void forget_all();

    std::mutex mutex_;
    std::unique_ptr<SqlConnection> connection_;
    MasterKey master_;
    app::Randomness& randomness_;
    // Opened secrets, so that a page of many subjects does not ask the file for each. Dropped whenever another process
    // has written to the file: it may have erased one of them. A server's are asked for each time.
    std::map<Name, Known> opened_;
    std::int64_t data_version_ = -1;
    GuardedWrites writes_;
};

// The master key of the store whose secrets lie in this database: from `given`, else from "master.key" beside the file
// (of a server: in the folder data/ of this machine, which every node must be given the same), made when nothing was
// ever wrapped. SqlFailure unavailable, with nothing changed, when there is none.
[[nodiscard]] MasterKey obtain_master_key(Database const& keys, std::string const& given, app::Randomness& randomness);

}  // namespace jiati::store
