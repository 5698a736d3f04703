// What can be read, as JSON text made for one viewer. Rights are an argument of every question; nothing is filtered
// after a page was cut.
#pragma once

#include "app/commands.h"
#include "app/page_cache.h"
#include "app/policy_library.h"
#include "app/project_pages.h"
#include "app/repository.h"
#include "app/viewer.h"
#include "app/what_if.h"

#include <string>
#include <vector>

namespace jiati::app {

class Queries {
  public:
    Queries(Stores stores, Repository& repository, PolicyLibrary const& policies);

    Result<Page, QueryError> project(Viewer const& viewer, std::string const& id,
                                     ProjectPart part = ProjectPart::whole) {
        return project_pages_.page(viewer, id, part);
    }
    Result<Page, QueryError> vote(Viewer const& viewer, std::string const& id) {
        return project_pages_.vote(viewer, id, false);
    }
    // What the certificate of a closed vote states.
    Result<Page, QueryError> certificate(Viewer const& viewer, std::string const& id) {
        return project_pages_.vote(viewer, id, true);
    }
    Result<Page, QueryError> agreement(Viewer const& viewer, std::string const& id, WhatIf const& what_if = {}) {
        return project_pages_.agreement(viewer, id, what_if);
    }
    Result<Page, QueryError> daylight(Viewer const& viewer, std::string const& id) {
        return project_pages_.daylight(viewer, id);
    }
    Result<Page, QueryError> place(Viewer const& viewer, std::string const& id);
    Result<Page, QueryError> events(Viewer const& viewer, std::string const& project, std::int64_t after_seq,
                                    std::size_t limit);
    Result<Page, QueryError> summary(std::string const& city, std::string const& area);
    // stage: a stage code, or empty for all.
    Result<Page, QueryError> projects(std::string const& city, std::string const& area, std::string const& stage,
                                      std::string const& after, std::size_t limit);
    Result<Page, QueryError> me(Viewer const& viewer);
    // What is to be done in the viewer's areas and projects. `after`: where the last answer said to read on, or empty.
    Result<Page, QueryError> tasks(Viewer const& viewer, std::string const& after);
    // By address; doors only where the viewer keeps the register. `kind`: community, project, household or empty.
    Result<Page, QueryError> search(Viewer const& viewer, std::string const& question, std::string const& kind);
    // An account for those who look after accounts; the name masked.
    Result<Page, QueryError> account(Viewer const& viewer, std::string const& id);
    // Who looked at what is masked to them: of the viewer's account and of the households it holds, newest first.
    Result<Page, QueryError> reads(Viewer const& viewer);
    // Shows personal data in full: {"household" or "account", "fields", "purpose", "reason"}. The look is recorded
    // first; whoever may not look is refused, and nothing is shown that the page would not show masked.
    Result<Page, CommandError> reveal(Commands& commands, Viewer const& viewer, std::string const& question,
                                      std::string const& idempotency_key);
    Result<Page, QueryError> policies(std::string const& id = {});
    [[nodiscard]] std::vector<policy::Policy> const& packs() const { return policies_.packs(); }
    [[nodiscard]] Date today() const { return stores_.now().china_date(); }

    // A server that was filled with cases tells everyone its demonstration sign-ins ("demo-…") and their password.
    void show_demonstration(std::string password) { demonstration_password_ = std::move(password); }
    [[nodiscard]] std::vector<std::string> demonstration_lines(std::string const& city);

  private:
    // A demonstration sign-in and whose it is.
    struct Demonstration {
        std::string login;
        std::shared_ptr<Loaded<AccountKind> const> account;
    };
    Result<std::vector<Demonstration>, StoreError> demonstrations(std::string const& city);

    std::string demonstration_password_;  // empty: not a demonstration
    Stores stores_;
    Repository& repository_;
    PolicyLibrary const& policies_;
    ProjectPages project_pages_;
    PageCache summaries_;
};

}  // namespace jiati::app
