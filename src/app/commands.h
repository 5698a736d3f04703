// The one way in for facts: authorise, load, decide, append, project; the same for every aggregate and every caller
// (HTTP, replay, the clock).
#pragma once

#include "app/policy_library.h"
#include "app/ports/changes.h"
#include "app/ports/randomness.h"
#include "app/ports/vault.h"
#include "app/ports/views.h"
#include "app/repository.h"
#include "app/viewer.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jiati::app {

struct CommandRequest {
    std::string city;
    codec::Aggregate aggregate{};
    std::string id;                   // empty: create a new one
    std::string type;                 // "survey.RecordStance"
    std::string data;                 // JSON object
    std::optional<Date> occurred_on;  // claimed; today when absent
    std::string evidence;             // what an earlier claimed date rests on
    std::string idempotency_key;
    std::optional<std::int64_t> if_match;  // refuse unless the stream is at this version
};

struct Recorded {
    struct Line {
        std::int64_t seq = 0;
        std::string type;       // without its version: "survey.StanceRecorded"
        std::string leaf_hash;  // hex
    };
    std::string id;
    std::int64_t version = 0;
    std::vector<Line> events;  // of the command's own stream, then of streams it led to
    bool repeated = false;
    // Ids the events made, by the name people know them by ("501", "2单元"); "" is the main one.
    std::map<std::string, std::string> made;
};

struct CommandError {
    enum class Kind : std::uint8_t { refused, forbidden, not_found, version_moved, contended, key_reused, store };
    Kind kind{};
    Refusal refusal;                   // refused, forbidden, not_found
    std::int64_t current_version = 0;  // version_moved
    StoreError store;                  // store
};

inline constexpr RefusalCode command_forbidden{"app.forbidden"};  // {action}
inline constexpr RefusalCode not_found{"app.not_found"};
inline constexpr RefusalCode unknown_reference{
    "app.unknown_reference"};                                         // the command names something that does not exist
inline constexpr RefusalCode no_policy{"app.no_policy"};              // {area}, {date}
inline constexpr RefusalCode wrong_aggregate{"app.wrong_aggregate"};  // {type} is not a command of this resource
inline constexpr RefusalCode not_creating{"app.not_creating"};        // {type} does not create; {creating} does
inline constexpr RefusalCode login_taken{"app.login_taken"};          // {login}
inline constexpr RefusalCode register_incomplete{"app.register_incomplete"};  // {registered}, {declared}
inline constexpr RefusalCode household_elsewhere{"app.household_elsewhere"};  // the household is not of this unit
inline constexpr RefusalCode too_many_readings{"app.contended"};              // others kept changing it
inline constexpr RefusalCode evidence_missing{"app.evidence_missing"};        // a claimed date needs what it rests on

struct Stores {
    Journal& journal;
    Views& views;
    Vault& vault;
    Randomness& randomness;
    std::function<Instant()> now;
};

class Commands {
  public:
    Commands(Stores stores, Repository& repository, PolicyLibrary const& policies);

    Result<Recorded, CommandError> execute(Viewer const& viewer, CommandRequest const& request);

    // Called after each append, on the caller's thread; must not block. All watchers are set before the first command.
    void watch(std::function<void(Change const&)> watcher) { watchers_.push_back(std::move(watcher)); }
    // What another process appended, for the same watchers.
    void note(Change const& change) const {
        for (auto const& watcher : watchers_) watcher(change);
    }

  private:
    // What the request's key was answered with before, if it was used.
    std::optional<Result<Recorded, CommandError>> first_answer(CommandRequest const& request, std::string const& hash);
    void catch_up(std::string const& city, Appended const& appended);
    Result<Recorded, CommandError> decided(Viewer const& viewer, CommandRequest const& request,
                                           std::string const& hash);
    template <class Kind>
    Result<Recorded, CommandError> run(Viewer const& viewer, CommandRequest const& request, std::string const& hash);

    Stores stores_;
    Repository& repository_;
    PolicyLibrary const& policies_;
    std::vector<std::function<void(Change const&)>> watchers_;
};

}  // namespace jiati::app
