// The service as `jiati serve` puts it together, in this process: a store in a file, the demonstration estate played
// into it, and beside it as many projects at their survey as there are clients.
#pragma once

#include "app/case_player.h"
#include "cli/system.h"
#include "http/api/services.h"
#include "http/server.h"
#include "store/sql_store.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace jiati::bench {

inline constexpr std::string_view town_city = "cn-jiangxi-nanchang";

[[nodiscard]] app::PolicyLibrary const& policies();
[[nodiscard]] http::Words const& words();

// Passes everything on to another journal; on demand keeps a copy of what was appended.
class KeepingJournal final : public app::Journal {
  public:
    explicit KeepingJournal(app::Journal& journal) : journal_(journal) {}
    void keep(bool on) { keeps_ = on; }
    [[nodiscard]] std::vector<app::Append> const& kept() const { return kept_; }

    Result<app::Appended, app::StoreError> append(app::Append append) override;
    Result<std::optional<app::Appended>, app::StoreError> find(std::string const& city, std::string const& key,
                                                               std::string const& hash) override {
        return journal_.find(city, key, hash);
    }
    Result<std::vector<app::StoredEvent>, app::StoreError> read_stream(std::string const& city,
                                                                       std::string const& stream,
                                                                       std::int64_t after_version) override {
        return journal_.read_stream(city, stream, after_version);
    }
    Result<std::vector<app::StoredEvent>, app::StoreError> read_all(std::string const& city, std::int64_t after_seq,
                                                                    std::size_t limit) override {
        return journal_.read_all(city, after_seq, limit);
    }
    Result<std::int64_t, app::StoreError> head(std::string const& city) override { return journal_.head(city); }
    Result<std::vector<std::string>, app::StoreError> cities() override { return journal_.cities(); }
    Result<std::int64_t, app::StoreError> version(std::string const& city, std::string const& stream) override {
        return journal_.version(city, stream);
    }

  private:
    app::Journal& journal_;
    std::atomic<bool> keeps_ = false;
    std::mutex mutex_;
    std::vector<app::Append> kept_;
};

class Town {
  public:
    struct Survey {
        std::string project;
        std::string household;
    };

    Town(std::filesystem::path const& file, std::size_t surveys);

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    [[nodiscard]] KeepingJournal& journal() { return journal_; }
    // "Cookie: …\r\n" of a demonstration login.
    [[nodiscard]] std::string cookie_of(std::string const& login);
    // The project of the demonstration estate at its vote, with everything before it.
    [[nodiscard]] std::string const& project() const { return project_; }
    [[nodiscard]] std::vector<Survey> const& surveys() const { return surveys_; }

  private:
    void play_demonstration(app::CasePlayer& player);
    void play_survey(app::CasePlayer& player, std::size_t number);

    cli::SystemRandomness randomness_;
    std::unique_ptr<store::SqlStore> store_;
    KeepingJournal journal_;
    app::Stores stores_;
    app::Repository repository_;
    app::Commands commands_;
    app::Queries queries_;
    app::SignIn sign_in_;
    http::Problems problems_;
    http::Hub hub_;
    http::Router router_;
    std::unique_ptr<http::Server> server_;
    std::string project_;
    std::vector<Survey> surveys_;
};

}  // namespace jiati::bench
