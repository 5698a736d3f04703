// Who is at the other end: passwords become sessions, session tokens become viewers.
#pragma once

#include "app/commands.h"
#include "app/ports/sessions.h"
#include "app/repository.h"
#include "app/viewer.h"

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>

namespace jiati::app {

inline constexpr RefusalCode wrong_credentials{"session.wrong_credentials"};  // says nothing about which of the two
inline constexpr RefusalCode too_many_attempts{"session.too_many_attempts"};  // {seconds}

class SignIn {
  public:
    SignIn(Stores stores, Sessions& sessions, Repository& repository, std::string city);

    struct Opened {
        std::string token;  // goes into the cookie and nowhere else
        Viewer viewer;
        std::int64_t lasts_s = 0;
    };
    // Slow by design (Argon2id), also for a login that does not exist.
    Result<Opened, CommandError> open(std::string const& login, std::string const& password,
                                      std::string const& remote_address);

    // The public when the token is unknown or expired.
    Result<Viewer, StoreError> viewer_of(std::string_view token);
    Result<Done, StoreError> close(std::string_view token);

  private:
    Result<Viewer, StoreError> viewer(AccountId const& account);
    std::optional<Session> remembered(std::string const& hash);

    Stores stores_;
    Sessions& sessions_;
    Repository& repository_;
    std::string city_;
    std::mutex mutex_;
    std::unordered_map<std::string, Session> recent_;      // by token hash
    std::map<std::string, std::deque<Instant>> failures_;  // by login and by address
};

}  // namespace jiati::app
