// Which vault texts a viewer may read on a project's page, and where a household lives.
#pragma once

#include "app/ports/views.h"
#include "app/read/sources.h"
#include "app/repository.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace jiati::app::read {

[[nodiscard]] std::vector<std::string> refs_for(project::State const& project, Rights const& rights);

// One text of a household on a project's page, as a reveal asks for it and hands it over.
struct OwnText {
    std::string_view field;  // stance_reason, visit_note, worry, question, objection, and the last three with _answer
    std::string ref;
};
// All texts about a household that the viewer may read at all, masked or not.
[[nodiscard]] std::vector<OwnText> texts_of(project::State const& project, Rights const& rights,
                                            HouseholdId const& household);

// What former owners of the viewer's household said, and the rights that the viewer has without being a resident:
// neighbours heard a question when it was asked, the new owner did not.
struct FormerWords {
    std::set<std::string> refs;
    Rights office;
};

// The words as the viewer sees them: numbers of people masked, except in what the viewer's own household said and in
// the opinions of offices. What was asked for and is missing says that it was erased, or is withheld. What `former`
// owners of the viewer's household said is hidden, unless the viewer may read it by office: then it is masked.
inline constexpr std::string_view erased_words = "（已删除）";
inline constexpr std::string_view former_words = "（以前业主的话，不显示）";
inline constexpr std::string_view withheld_words = "（已删除，依法封存）";
[[nodiscard]] std::map<std::string, std::string> shown_words(project::State const& project, Rights const& rights,
                                                             std::vector<std::string> const& refs,
                                                             std::map<std::string, std::string> const& words,
                                                             std::map<std::string, std::string> const& withheld,
                                                             FormerWords const& former);

// {"id","project","room","address"} as JSON; nothing when the register does not know the household.
Result<std::optional<std::string>, StoreError> household_of(Views& views, Repository& repository,
                                                            std::string const& city, std::string const& household);

}  // namespace jiati::app::read
