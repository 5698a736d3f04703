// Who is at the other end: passwords, and codes where there is a second factor, become sessions; session tokens become
// viewers. A session ends with its time, after two idle hours, by the hand of its owner, and when the password changes.
#pragma once

#include "app/commands.h"
#include "app/invitations.h"
#include "app/ports/sessions.h"
#include "app/repository.h"
#include "app/throttle.h"
#include "app/viewer.h"

#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace jiati::app {

inline constexpr RefusalCode wrong_credentials{"session.wrong_credentials"};  // says nothing about which of the two
inline constexpr RefusalCode too_many_attempts{"session.too_many_attempts"};  // {seconds}
inline constexpr RefusalCode code_missing{"session.code_missing"};            // the password was right
inline constexpr RefusalCode password_unchanged{"session.password_unchanged"};
inline constexpr RefusalCode own_pin_missing{"session.own_pin_missing"};  // the printed PIN was right
inline constexpr RefusalCode own_pin_wrong{"session.own_pin_wrong"};      // 4 to 12 digits, not the printed ones
inline constexpr RefusalCode code_wrong{"session.code_wrong"};            // or it was used before

class SignIn {
  public:
    struct Options {
        // The deployment demands a second factor of staff: until they have enrolled one their grants do not count.
        bool staff_needs_second_factor = false;
        // The administrator's office is divided among three people: the undivided role counts for nothing, and neither
        // does any part for an account that came to hold two.
        bool separate_administrators = false;
        std::string issuer = "Jiati";  // shown by the app that makes the codes; letters and digits
    };
    SignIn(Stores stores, Sessions& sessions, Repository& repository, std::string city, Options options);
    SignIn(Stores stores, Sessions& sessions, Repository& repository, std::string city)
        : SignIn(std::move(stores), sessions, repository, std::move(city), Options{}) {}

    struct Credentials {
        std::string login;
        std::string password;
        std::string code = {};     // of the second factor, or a recovery code
        std::string own_pin = {};  // chosen where the password was a printed PIN
    };
    struct From {
        std::string network;            // the client's, as limits count clients
        std::string device_token = {};  // what the browser was given when it last signed in
        std::string device = {};        // in a few words, "wechat/android"
    };
    struct Opened {
        std::string token;  // goes into the cookie and nowhere else
        Viewer viewer;
        std::int64_t lasts_s = 0;
        std::string device_token;  // for a cookie of its own that outlives the session
        std::int64_t device_lasts_s = 0;
    };
    // Slow by design (Argon2id), also for a login that does not exist.
    // `commands`: where a household that comes with its printed PIN puts one of its own in its place.
    Result<Opened, CommandError> open(Credentials const& credentials, From const& from, Commands* commands = nullptr);

    // The public when the token is unknown or expired.
    Result<Viewer, StoreError> viewer_of(std::string_view token);
    Result<Done, StoreError> close(std::string_view token);

    struct Listed {
        std::string id;  // tells nothing about the token
        Instant created;
        Instant last_seen;
        Instant expires;
        std::string device;
        bool current = false;
    };
    Result<std::vector<Listed>, StoreError> sessions_of(Viewer const& viewer, std::string_view token);
    // False when the viewer has no such session.
    Result<bool, StoreError> close_one(Viewer const& viewer, std::string const& id);

    // A household's printed way in, for staff who may hand it out.
    Result<Invitations::Made, CommandError> invite(Commands& commands, Viewer const& viewer,
                                                   HouseholdId const& household) {
        return Invitations(commands, stores_, repository_).make(viewer, household);
    }

    struct Enrolment {
        std::string secret;
        std::string uri;
        std::vector<std::string> recovery_codes;
    };
    // Asks for the old one: a borrowed session must not change the locks. All sessions end; the answer is a new one.
    Result<Opened, CommandError> change_password(Commands& commands, Viewer const& viewer, std::string const& old_one,
                                                 std::string const& new_one, From const& from);
    // Told once. Counts only after confirm(). Asks for the password again, for the same reason.
    Result<Enrolment, CommandError> enrol(Commands& commands, Viewer const& viewer, std::string const& password);
    Result<Done, CommandError> confirm(Commands& commands, Viewer const& viewer, std::string const& code);

  private:
    using Account = std::shared_ptr<Loaded<AccountKind> const>;
    struct Remembered {
        Session session;
        Instant read;  // from the store: another process may have ended it since
    };
    Result<Account, StoreError> account_of(std::string const& login);
    Result<Throttle::Attempt, StoreError> attempt_of(Credentials const& credentials, From const& from,
                                                     Account const& account);
    Result<bool, StoreError> is_password(account::State const& state, std::string const& password);
    // The account with the PIN of its own, when the password was the printed PIN; nothing when it was not.
    Result<Account, CommandError> first_use(account::State const& state, Credentials const& credentials,
                                            Commands& commands);
    Result<Done, CommandError> check_code(account::State const& state, std::string const& code, Instant now);
    Result<Opened, CommandError> opened(account::State const& state, From const& from, Instant now);
    Viewer viewer(account::State const& state) const;
    Result<std::optional<Session>, StoreError> session_of(std::string const& hash, Instant now);
    Result<Account, CommandError> account_with(Viewer const& viewer, std::string const& password);
    Result<Done, CommandError> command(Commands& commands, Viewer const& viewer, std::string type, std::string data);
    void tidy_up(Instant now);

    Stores stores_;
    Sessions& sessions_;
    Repository& repository_;
    std::string city_;
    Options options_;
    Throttle throttle_;
    std::mutex mutex_;
    std::unordered_map<std::string, Remembered> recent_;                       // by token hash
    std::unordered_map<std::string, std::deque<std::string>> usual_networks_;  // by account
    Instant tidied_up_;
};

}  // namespace jiati::app
