#include "app/sign_in.h"

#include "app/facts.h"
#include "app/passwords.h"
#include "codec/canonical.h"

#include <array>

namespace jiati::app {
namespace {

constexpr std::int64_t session_ms = 12LL * 3600 * 1000;
constexpr std::int64_t failure_window_ms = 15LL * 60 * 1000;
constexpr std::size_t failures_max = 8;
constexpr std::size_t remembered_max = 100'000;

std::string hash_of(std::string_view token) { return codec::hex(codec::sha256(token)); }

// Checked when the login is unknown, so that the answer takes as long.
std::string const& decoy_hash() {
    static std::string const hash = hash_password("nobody has this password");
    return hash;
}

CommandError no_entry() { return refused(refuse(wrong_credentials)); }

}  // namespace

SignIn::SignIn(Stores stores, Sessions& sessions, Repository& repository, std::string city)
    : stores_(std::move(stores)), sessions_(sessions), repository_(repository), city_(std::move(city)) {}

Result<SignIn::Opened, CommandError> SignIn::open(std::string const& login, std::string const& password,
                                                  std::string const& remote_address) {
    auto const now = stores_.now();
    auto const keys = std::array{"login " + login, "address " + remote_address};
    {
        std::lock_guard const lock(mutex_);
        for (auto const& key : keys) {
            auto& failures = failures_[key];
            while (!failures.empty() && failures.front().unix_ms + failure_window_ms < now.unix_ms)
                failures.pop_front();
            // A building shares one address: it gets more tries than one login.
            auto const allowed = key.starts_with("address") ? failures_max * 8 : failures_max;
            if (failures.size() >= allowed) {
                auto const wait_s = (failures.front().unix_ms + failure_window_ms - now.unix_ms) / 1000 + 1;
                return Failure{refused(refuse(too_many_attempts, {}, {{"seconds", std::to_string(wait_s)}}))};
            }
            if (failures.empty()) failures_.erase(key);
        }
    }
    auto const fail = [&] {
        std::lock_guard const lock(mutex_);
        for (auto const& key : keys) failures_[key].push_back(now);
        return Failure{no_entry()};
    };
    auto row = stores_.views.get(city_, "login", login);
    if (!row) return Failure{failed(std::move(row).error())};
    if (!*row) {
        (void)verify_password(decoy_hash(), password);
        return fail();
    }
    AccountId const id{(*row)->body};
    auto account = repository_.load<AccountKind>(city_, id.text);
    if (!account) return Failure{failed(std::move(account).error())};
    auto const& state = (*account)->state;
    auto credential = stores_.vault.load(city_, {state.credential.ref});
    if (!credential) return Failure{failed(std::move(credential).error())};
    auto const found = credential->find(state.credential.ref);
    bool const known = found != credential->end() && !state.disabled;
    if (!verify_password(known ? found->second : decoy_hash(), password) || !known) return fail();

    std::array<unsigned char, 32> bytes{};
    stores_.randomness.fill(bytes);
    auto token = codec::base64url(bytes);
    Session const session{hash_of(token), city_, id, now, Instant{now.unix_ms + session_ms}};
    if (auto created = sessions_.create(session); !created) return Failure{failed(std::move(created).error())};
    auto who = viewer(id);
    if (!who) return Failure{failed(std::move(who).error())};
    {
        std::lock_guard const lock(mutex_);
        failures_.erase(keys[0]);
    }
    return Opened{std::move(token), std::move(*who), session_ms / 1000};
}

Result<Viewer, StoreError> SignIn::viewer(AccountId const& id) {
    Viewer who;
    who.city = city_;
    auto account = repository_.load<AccountKind>(city_, id.text);
    if (!account) return Failure{std::move(account).error()};
    auto const& state = (*account)->state;
    if (state.disabled || state.id.empty()) return who;
    who.account = id;
    auto const today = stores_.now().china_date();
    for (auto const& grant : state.grants)
        if (account::is_in_force(grant, today)) who.grants.push_back(grant);
    return who;
}

std::optional<Session> SignIn::remembered(std::string const& hash) {
    std::lock_guard const lock(mutex_);
    auto const found = recent_.find(hash);
    if (found == recent_.end()) return std::nullopt;
    return found->second;
}

Result<Viewer, StoreError> SignIn::viewer_of(std::string_view token) {
    Viewer nobody;
    nobody.city = city_;
    if (token.empty()) return nobody;
    auto const hash = hash_of(token);
    auto session = remembered(hash);
    if (!session) {
        auto found = sessions_.find(hash);
        if (!found) return Failure{std::move(found).error()};
        if (!*found) return nobody;
        session = **found;
        std::lock_guard const lock(mutex_);
        if (recent_.size() >= remembered_max) recent_.clear();
        recent_[hash] = *session;
    }
    if (session->expires < stores_.now()) return nobody;
    return viewer(session->account);
}

Result<Done, StoreError> SignIn::close(std::string_view token) {
    auto const hash = hash_of(token);
    {
        std::lock_guard const lock(mutex_);
        recent_.erase(hash);
    }
    return sessions_.remove(hash);
}

}  // namespace jiati::app
