// The documents of a project: which there are for whom, and their bytes. A document says the same to everyone who may
// have it, so it is made once for each state of the record and kept; the agreement alone names single compensations to
// those who negotiate.
#pragma once

#include "app/ports/typesetter.h"
#include "app/project_pages.h"

#include <string>

namespace jiati::app::documents {

struct Settings {
    // "https://lift.example.org"; empty: documents carry no code, since no phone could open it.
    std::string public_url;
};

struct Wanted {
    std::string name;       // "notice"
    std::string format;     // "pdf" or "xlsx"
    std::string household;  // of a form: one, or empty for all of the unit
};

class Library {
  public:
    Library(Stores stores, Repository& repository, PolicyLibrary const& policies, Typesetter& typesetter,
            Settings settings = {});

    // {"items":[{"name","formats":[],"per_household"}]}: what there is now, and only what the viewer may have.
    Result<Page, QueryError> list(Viewer const& viewer, std::string const& project);
    // The bytes, in the page's text. Absent also means: not yours, or not yet.
    Result<Page, QueryError> file(Viewer const& viewer, std::string const& project, Wanted const& wanted);

  private:
    ProjectPages pages_;
    Typesetter& typesetter_;
    Settings settings_;
    PageCache kept_;
};

}  // namespace jiati::app::documents
