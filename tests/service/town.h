// A town in memory on a fixed day: policies, one case played into it, and helpers to act in it.
#pragma once

#include "app/case_player.h"
#include "app/commands.h"
#include "app/queries.h"
#include "app/seeded_randomness.h"
#include "app/sign_in.h"
#include "http/words.h"
#include "store/memory_store.h"

#include <string>
#include <vector>

namespace jiati::service {

[[nodiscard]] std::string contents_of(std::string const& path);  // below the source folder
[[nodiscard]] app::PolicyLibrary const& policies();
[[nodiscard]] http::Words const& words();
[[nodiscard]] codec::CaseFile read_case(std::string const& name);  // "demo.yaml"
[[nodiscard]] std::vector<std::string> case_names();

inline constexpr std::string_view city = "cn-jiangxi-nanchang";
inline constexpr std::string_view estate = "cn-jiangxi-nanchang/demo/demo-street/demo-community/";

class Town {
  public:
    explicit Town(std::string const& seed = "town");

    // Plays a file of cases/ and fails the test when it is refused.
    app::PlayedCase play(std::string const& name);

    [[nodiscard]] app::Viewer anyone() const;
    [[nodiscard]] app::Viewer with(account::Role role, account::ScopeKind kind, std::string value,
                                   std::string department = {}) const;

    Result<app::Recorded, app::CommandError> send(app::Viewer const& viewer, std::string const& stream,
                                                  std::string const& type, std::string const& data,
                                                  std::string key = {},
                                                  std::optional<std::int64_t> if_match = std::nullopt);
    // The page of a project as JSON, and a value in it; "" when the path leads nowhere.
    [[nodiscard]] std::string page(app::Viewer const& viewer, std::string const& project);
    [[nodiscard]] std::string value(app::Viewer const& viewer, std::string const& project, std::string const& path);

    Instant now;
    app::SeededRandomness randomness;
    store::MemoryStore store;
    app::Stores stores;
    app::Repository repository;
    app::Commands commands;
    app::Queries queries;

  private:
    int keys_ = 0;
};

}  // namespace jiati::service
