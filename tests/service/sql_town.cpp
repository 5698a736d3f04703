#include "service/sql_town.h"

#include <gtest/gtest.h>
#include <sodium.h>
#include <unistd.h>

namespace jiati::service {

void OwnRandomness::fill(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

SqlTown::Parts::Parts(std::unique_ptr<store::SqlStore> opened, OwnRandomness& randomness, SqlTown& town)
    : store(std::move(opened)),
      stores{*store, *store, *store, randomness, [&town] { return town.now; }},
      repository(*store),
      commands(stores, repository, policies()),
      queries(stores, repository, policies()) {}

SqlTown::SqlTown() : now(Instant::parse("2026-11-22T12:00:00.000Z").value()) {
    auto pattern = (std::filesystem::temp_directory_path() / "jiati-town-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    open();
}

SqlTown::~SqlTown() {
    close();
    std::filesystem::remove_all(folder_);
}

void SqlTown::open() {
    auto opened = store::SqlStore::open("sqlite:" + (folder_ / "jiati.db").string(), randomness_);
    ASSERT_TRUE(opened) << opened.error().detail;
    parts_ = std::make_unique<Parts>(std::move(*opened), randomness_, *this);
    ASSERT_TRUE(policies().adopt(*parts_->store, std::string(city), now));
}

void SqlTown::close() { parts_.reset(); }

app::Viewer SqlTown::administrator() const {
    app::Viewer viewer;
    viewer.city = city;
    viewer.account = AccountId{"administrator"};
    viewer.grants = {{ItemId{"g"},
                      account::Role::administrator,
                      {account::ScopeKind::area, std::string(city) + "/", {}},
                      Date::of(2020, 1, 1),
                      std::nullopt,
                      "test"}};
    return viewer;
}

Result<app::Recorded, app::CommandError> SqlTown::send(app::Viewer const& viewer, std::string const& stream,
                                                       std::string const& type, std::string const& data) {
    app::CommandRequest request;
    request.city = city;
    request.id = stream;
    request.type = type;
    request.aggregate = codec::aggregate_of(type).value();
    request.data = data;
    request.idempotency_key = "key " + std::to_string(++keys_);
    return commands().execute(viewer, request);
}

std::string SqlTown::create_account(std::string const& login, std::string const& name) {
    auto const made =
        send(administrator(), {}, "account.Create", R"({"login":")" + login + R"(","name":")" + name + "\"}");
    EXPECT_TRUE(made) << made.error().refusal.code;
    return made ? made->id : std::string();
}

std::string SqlTown::name_ref(std::string const& account) {
    return repository().load<app::AccountKind>(std::string(city), account).value()->state.name.ref;
}

}  // namespace jiati::service
