// Plays case files through the very commands the service uses, and compares stated figures with computed ones.
#pragma once

#include "app/commands.h"
#include "app/queries.h"
#include "codec/yaml.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jiati::app {

// One step as it happened.
struct PlayedStep {
    Date on;
    std::string who;  // name of the cast
    std::string role;
    std::string type;                 // "funding.AdoptShares"
    std::vector<std::string> events;  // what it changed: event types, in order
    std::string stage;                // where the project stands now; empty for other streams
};

struct ComparedFigure {
    std::string figure;
    std::string stated;
    std::string computed;  // empty when the path leads nowhere
    std::string from;
    codec::FigureKind kind{};
    int line = 0;
    bool equal = false;
};

struct PlayedCase {
    std::string name;
    std::string title;
    std::vector<PlayedStep> timeline;
    std::vector<ComparedFigure> figures;
    std::map<std::string, std::string> ids;  // "$alias" and "$alias/name" → id

    [[nodiscard]] bool holds() const;
};

// Where a file is wrong: a step that was refused, an alias that was not made, a figure that cannot be read.
struct CaseError {
    std::string file;
    int line = 0;
    std::string message;          // what is wrong; what would be right
    bool already_loaded = false;  // the store holds this case in another wording; nothing was changed
};

class CasePlayer {
  public:
    // `words`: turns a refusal into one line for people.
    CasePlayer(Commands& commands, Queries& queries, std::function<std::string(Refusal const&)> words);

    Result<PlayedCase, CaseError> play(codec::CaseFile const& file, std::string const& path);

    // Recomputes the figures of a case that was played before.
    Result<std::vector<ComparedFigure>, CaseError> compare(codec::CaseFile const& file, std::string const& path,
                                                           std::map<std::string, std::string> const& ids);

    // Sign-ins for the cast members that have one; needs the ids of the played case.
    Result<std::vector<std::string>, CaseError> make_logins(codec::CaseFile const& file, std::string const& path,
                                                            PlayedCase const& played, std::string const& password);

  private:
    Commands& commands_;
    Queries& queries_;
    std::function<std::string(Refusal const&)> words_;
};

}  // namespace jiati::app
