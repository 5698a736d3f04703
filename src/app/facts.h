// What a command must know of other aggregates, added after it was read and before it is decided.
#pragma once

#include "app/commands.h"
#include "app/permissions.h"
#include "app/repository.h"

namespace jiati::app {

class Facts {
  public:
    Facts(Repository& repository, Views& views, Vault& vault, std::string city)
        : repository_(repository), views_(views), vault_(vault), city_(std::move(city)) {}

    // Fills the fact fields of a command. `state` is the aggregate's own.
    Result<Done, CommandError> fill(project::State const& state, project::CommandVariant& command);
    Result<Done, CommandError> fill(place::State const& state, place::Command& command);
    Result<Done, CommandError> fill(vote::State const& state, vote::Command& command);
    Result<Done, CommandError> fill(tender::State const& state, tender::Command& command);
    Result<Done, CommandError> fill(firm::State const& state, firm::Command& command);
    Result<Done, CommandError> fill(account::State const& state, account::Command& command);

    // A household that the command names by way of what is on record: whose objection it takes back.
    static void note_household(project::State const& state, project::CommandVariant const& command, Claim& claim);
    // In which role a command is given, where the record keeps that.
    static void note_role(project::CommandVariant& command, Standing const& standing);
    // Whether who speaks of a ballot holds its household: nobody can claim that in a command.
    static void note_owner(vote::Command& command, std::set<HouseholdId> const& own);

    // What the command is about, as far as rights go; from the state, or from the command that creates it.
    Result<Target, CommandError> target(project::State const& state, project::CommandVariant const& command);
    Result<Target, CommandError> target(place::State const& state, place::Command const& command);
    Result<Target, CommandError> target(vote::State const& state, vote::Command const& command);
    Result<Target, CommandError> target(tender::State const& state, tender::Command const& command);
    Result<Target, CommandError> target(firm::State const& state, firm::Command const& command);
    Result<Target, CommandError> target(account::State const& state, account::Command const& command);

    // The name under which the vault knows a data subject: the codec says "household/<id>", and the register knows the
    // tenure. `newest`: a register as it is about to be, looked at first. What follows a "+" is left as it is.
    Result<std::string, StoreError> subject_name(std::string const& subject, place::State const* newest);

    Result<project::consent::VoteFact, CommandError> result_of(vote::State const& vote);

  private:
    Result<Done, CommandError> fill_light(project::State const& state, project::planning::Command& command);
    // The rolls of the building and the estate a project's unit stands in.
    Result<Done, CommandError> fill_wider(project::State const& project, vote::RollFact& fact);
    Result<Target, CommandError> target_of_projects(std::vector<ProjectId> const& projects);
    template <class Kind>
    Result<std::shared_ptr<Loaded<Kind> const>, CommandError> load(std::string const& id);

    Repository& repository_;
    Views& views_;
    Vault& vault_;
    std::string city_;
    std::vector<std::shared_ptr<Loaded<PlaceKind> const>> places_;  // the registers seen so far
};

[[nodiscard]] CommandError failed(StoreError error);
[[nodiscard]] CommandError refused(Refusal refusal);

}  // namespace jiati::app
