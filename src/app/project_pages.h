// A project's page and its parts, made for one viewer or given out again while nothing they were made from has changed.
#pragma once

#include "app/commands.h"
#include "app/page_cache.h"
#include "app/permissions.h"
#include "app/policy_library.h"
#include "app/read/sources.h"
#include "app/read/tasks.h"
#include "app/repository.h"
#include "app/viewer.h"
#include "app/what_if.h"

#include <functional>
#include <memory>
#include <string>

namespace jiati::app {

enum class ProjectPart : std::uint8_t { whole, shares, consent };

class ProjectPages {
  public:
    ProjectPages(Stores stores, Repository& repository, PolicyLibrary const& policies);

    Result<Page, QueryError> page(Viewer const& viewer, std::string const& id, ProjectPart part);
    // How far an agreement is, with other numbers than those on record where the what-if has some. Never kept: few ask,
    // and each asks for other numbers.
    Result<Page, QueryError> agreement(Viewer const& viewer, std::string const& id, WhatIf const& what_if);

    // What is made of the same sources otherwise than as a page: a document. Never kept here.
    using Made = Result<Page, QueryError>;
    using MakePage = std::function<Made(read::Sources const&)>;
    Result<Page, QueryError> from_sources(Viewer const& viewer, std::string const& id, MakePage const& make_from);

    // The page of light. What the engine answered is remembered by what it was asked; what of it is shown is worked out
    // for each reader.
    Result<Page, QueryError> daylight(Viewer const& viewer, std::string const& id);

    // A vote of its own: of several projects, or not their latest. `rows` asks for the certificate, which exists once
    // the vote is closed.
    Result<Page, QueryError> vote(Viewer const& viewer, std::string const& id, bool certificate);
    // What the project asks of the viewer today; made anew each time, from states alone.
    struct Tasks {
        std::string_view stage;
        std::vector<read::Task> tasks;
    };
    Result<Tasks, QueryError> tasks(Viewer const& viewer, std::string const& id);

  private:
    // The states a page is made from.
    struct States {
        std::shared_ptr<Loaded<ProjectKind> const> project;
        std::shared_ptr<Loaded<PlaceKind> const> place;
        std::shared_ptr<Loaded<VoteKind> const> vote;  // the latest consent vote, if there is one

        [[nodiscard]] std::vector<std::int64_t> versions() const;
    };
    Result<States, QueryError> states(std::string const& city, std::string const& id);
    Result<std::map<std::string, std::string>, QueryError> texts(std::string const& city,
                                                                 std::vector<std::string> const& refs);
    Result<KeptPage, QueryError> make(States const& states, Viewer const& viewer, Target const& target, Date today,
                                      MakePage const& make_from);
    [[nodiscard]] static Page page_of(read::Sources const& sources, States const& states, ProjectPart part);

    Stores stores_;
    Repository& repository_;
    PolicyLibrary const& policies_;
    PageCache pages_;
    PageCache light_;
};

}  // namespace jiati::app
