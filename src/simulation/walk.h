// What the people of the town do: mostly what their role and the stage allow, now and then what must be refused.
#pragma once

#include "simulation/ledger.h"
#include "simulation/town.h"

#include <string>
#include <vector>

namespace jiati::simulation {

class Walk {
  public:
    Walk(Town const& town, Dice& dice);

    struct Wish {
        std::size_t actor = 0;
        std::string id;  // of the stream
        std::string type;
        std::string data;
    };
    [[nodiscard]] Wish next(Date today);
    // Learns of what was made, so that it can be spoken of later.
    void learn(Intent const& intent);

  private:
    Wish ballot();
    Wish vote_business(Date today);
    Wish money();
    Wish notice();
    Wish talk();
    Wish life();
    Wish accounts();
    Wish personal_data();
    Wish nonsense();

    [[nodiscard]] std::size_t actor(std::string_view name) const;
    [[nodiscard]] std::size_t resident_of(std::string const& household) const;
    std::string amount(std::int64_t most_yuan);
    std::string const& project() { return dice_.pick(projects_); }
    std::string const& household_of(std::string const& project) { return dice_.pick(town_.households.at(project)); }

    Town const& town_;
    Dice& dice_;
    std::vector<std::string> projects_;
    std::map<std::string, std::vector<std::string>> votes_;       // project → votes
    std::map<std::string, std::vector<std::string>> lines_;       // project → lines of its funding
    std::map<std::string, std::vector<std::string>> objections_;  // project → objections
    std::map<std::string, std::vector<std::string>> worries_;
    std::map<std::string, std::vector<std::string>> grants_;  // account → grants
};

}  // namespace jiati::simulation
