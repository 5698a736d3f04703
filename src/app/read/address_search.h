// Finding a community, a project or a door by address. There is no search by name.
#pragma once

#include "app/ports/views.h"
#include "place/community.h"

#include <string>
#include <vector>

namespace jiati::app::read {

class AddressSearch {
  public:
    // Every word of the question must stand in the address; full-width digits count as digits. `kind`: community,
    // project or household; empty for all.
    AddressSearch(std::string const& question, std::string kind);

    void add_community(ViewRow const& row);
    void add_project(ViewRow const& row);
    void add_household(std::string const& id, std::string const& unit, place::State const& place);

    static constexpr std::size_t found_max = 50;
    [[nodiscard]] bool is_full() const { return words_.empty() || found_.size() >= found_max; }
    [[nodiscard]] std::string json() const;  // {"items":[{"kind","id","project","title","address"}],"more"}

  private:
    struct Found {
        std::string kind, id, project, title, address;
    };
    [[nodiscard]] bool wants(std::string_view kind) const;
    [[nodiscard]] bool matches(std::string const& address) const;
    void add(Found found);

    std::vector<std::string> words_;
    std::string kind_;
    std::vector<Found> found_;
    bool more_ = false;
    std::vector<std::pair<std::string, std::string>> projects_;  // unit → project
};

}  // namespace jiati::app::read
