// A town on disk, in a folder of its own: for what only files can show.
#pragma once

#include "service/town.h"
#include "store/sql_store.h"

#include <atomic>
#include <filesystem>
#include <memory>

namespace jiati::service {

class OwnRandomness final : public app::Randomness {
  public:
    void fill(std::span<unsigned char> bytes) override;
};

class SqlTown {
  public:
    SqlTown();
    ~SqlTown();
    SqlTown(SqlTown const&) = delete;
    SqlTown& operator=(SqlTown const&) = delete;

    void open();
    void close();

    [[nodiscard]] std::filesystem::path const& folder() const { return folder_; }
    [[nodiscard]] store::SqlStore& store() { return *parts_->store; }
    [[nodiscard]] app::Stores& stores() { return parts_->stores; }
    [[nodiscard]] app::Repository& repository() { return parts_->repository; }
    [[nodiscard]] app::Commands& commands() { return parts_->commands; }
    [[nodiscard]] app::Queries& queries() { return parts_->queries; }
    [[nodiscard]] app::Viewer administrator() const;

    Result<app::Recorded, app::CommandError> send(app::Viewer const& viewer, std::string const& stream,
                                                  std::string const& type, std::string const& data);
    std::string create_account(std::string const& login, std::string const& name);
    [[nodiscard]] std::string name_ref(std::string const& account);

    Instant now;

  private:
    struct Parts {
        std::unique_ptr<store::SqlStore> store;
        app::Stores stores;
        app::Repository repository;
        app::Commands commands;
        app::Queries queries;
        Parts(std::unique_ptr<store::SqlStore> opened, OwnRandomness& randomness, SqlTown& town);
    };

    std::filesystem::path folder_;
    OwnRandomness randomness_;
    std::unique_ptr<Parts> parts_;
    std::atomic<int> keys_ = 0;
};

}  // namespace jiati::service
