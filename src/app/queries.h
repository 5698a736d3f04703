// What can be read, as JSON text made for one viewer. Rights are an argument of every question; nothing is filtered
// after a page was cut.
#pragma once

#include "app/commands.h"
#include "app/policy_library.h"
#include "app/ports/vault.h"
#include "app/ports/views.h"
#include "app/repository.h"
#include "app/viewer.h"

#include <optional>
#include <string>

namespace jiati::app {

struct Page {
    std::string json;
    std::int64_t version = 0;  // of the stream shown; 0 where the answer is not one stream's
};

// absent also means: not yours.
struct QueryError {
    enum class Kind : std::uint8_t { absent, bad_cursor, store };
    Kind kind{};
    StoreError store;
};

enum class ProjectPart : std::uint8_t { whole, shares, consent };

class Queries {
  public:
    Queries(Stores stores, Repository& repository, PolicyLibrary const& policies);

    Result<Page, QueryError> project(Viewer const& viewer, std::string const& id,
                                     ProjectPart part = ProjectPart::whole);
    // The stream's version alone, for If-None-Match; 0 when there is no such project.
    Result<std::int64_t, QueryError> project_version(std::string const& city, std::string const& id);
    Result<Page, QueryError> place(Viewer const& viewer, std::string const& id);
    Result<Page, QueryError> events(Viewer const& viewer, std::string const& project, std::int64_t after_seq,
                                    std::size_t limit);
    Result<Page, QueryError> summary(std::string const& city, std::string const& area);
    // stage: a stage code, or empty for all.
    Result<Page, QueryError> projects(std::string const& city, std::string const& area, std::string const& stage,
                                      std::string const& after, std::size_t limit);
    Result<Page, QueryError> me(Viewer const& viewer);
    Result<Page, QueryError> policies(std::string const& id = {});

    // A server that was filled with cases tells everyone its demonstration sign-ins ("demo-…") and their password.
    void show_demonstration(std::string password) { demonstration_password_ = std::move(password); }
    [[nodiscard]] std::vector<std::string> demonstration_lines(std::string const& city);

  private:
    Result<std::vector<std::string>, StoreError> demonstration_accounts(std::string const& city);

    std::string demonstration_password_;  // empty: not a demonstration
    Stores stores_;
    Repository& repository_;
    PolicyLibrary const& policies_;
};

}  // namespace jiati::app
