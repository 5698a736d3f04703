// The law that what is kept in memory is what a replay makes: pages from the states at hand against pages from states
// folded anew.
#pragma once

#include "app/queries.h"

#include <set>
#include <string>
#include <vector>

namespace jiati::app::invariants {

struct Kept {
    Stores const& stores;
    Queries& queries;  // over the states that are kept
    PolicyLibrary const& policies;
};

// `streams`: of any kind; projects and places have pages, and a vote's is its project's. A page that changes while it
// is compared is looked at again.
Result<Done, StoreError> compare_kept(Kept const& kept, std::string const& city, std::set<std::string> const& streams,
                                      std::vector<std::string>& problems);

}  // namespace jiati::app::invariants
