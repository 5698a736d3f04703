#include "app/sign_in.h"

#include "app/facts.h"
#include "app/passwords.h"
#include "app/second_factor.h"
#include "codec/canonical.h"
#include "codec/json_text.h"

#include <algorithm>
#include <array>
#include <set>

namespace jiati::app {
namespace {

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t hour_ms = 3600 * second_ms;
constexpr std::int64_t session_ms = 12 * hour_ms;
constexpr std::int64_t idle_ms = 2 * hour_ms;
constexpr std::int64_t touch_ms = 300 * second_ms;   // "last seen" is no finer than this
constexpr std::int64_t trusted_ms = 10 * second_ms;  // a session ended elsewhere may go on for so long
constexpr std::int64_t device_ms = 180 * 24 * hour_ms;
constexpr std::int64_t forever_ms = 100LL * 365 * 24 * hour_ms;
constexpr std::size_t remembered_max = 100'000;
constexpr std::size_t usual_networks_max = 8;
constexpr std::size_t device_token_size = 43;  // 32 bytes in base64url

std::string hash_of(std::string_view token) { return codec::hex(codec::sha256(token)); }
std::string id_of(Session const& session) {
    constexpr std::size_t shown = 24;
    return hash_of("session id " + session.token_hash).substr(0, shown);
}

std::string random_token(Randomness& randomness) {
    std::array<unsigned char, 32> bytes{};
    randomness.fill(bytes);
    return codec::base64url(bytes);
}

// Checked when the login is unknown, so that the answer takes as long.
std::string const& decoy_hash() {
    static std::string const hash = hash_password("nobody has this password");
    return hash;
}

// How many different parts of the administration an account holds.
std::size_t parts_held(account::State const& state, Date on) {
    std::set<account::Role> parts;
    for (auto const& grant : state.grants)
        if (account::is_administration(grant.role) && account::is_in_force(grant, on)) parts.insert(grant.role);
    return parts.size();
}

Refusal must_wait(std::int64_t ms) {
    return refuse(too_many_attempts, {}, {{"seconds", std::to_string((ms + second_ms - 1) / second_ms)}});
}

Instant after(Instant now, std::int64_t ms) { return Instant{now.unix_ms + ms}; }

}  // namespace

SignIn::SignIn(Stores stores, Sessions& sessions, Repository& repository, std::string city, Options options)
    : stores_(std::move(stores)),
      sessions_(sessions),
      repository_(repository),
      city_(std::move(city)),
      options_(std::move(options)) {}

// Nothing when there is no such login.
Result<SignIn::Account, StoreError> SignIn::account_of(std::string const& login) {
    auto row = stores_.views.get(city_, "login", login);
    if (!row) return Failure{std::move(row).error()};
    if (!*row) return Account{};
    return repository_.load<AccountKind>(city_, (*row)->body);
}

Result<Throttle::Attempt, StoreError> SignIn::attempt_of(Credentials const& credentials, From const& from,
                                                         Account const& account) {
    Throttle::Attempt attempt{credentials.login, from.network, {}, false};
    if (!account) return attempt;
    auto const& id = account->state.id;
    if (from.device_token.size() == device_token_size) {
        auto const hash = hash_of(from.device_token);
        auto known = sessions_.knows_device(city_, id, hash);
        if (!known) return Failure{std::move(known).error()};
        if (*known) attempt.device = hash;
    }
    std::lock_guard const lock(mutex_);
    auto const usual = usual_networks_.find(id.text);
    attempt.network_signed_in =
        usual != usual_networks_.end() && std::ranges::find(usual->second, from.network) != usual->second.end();
    return attempt;
}

Result<SignIn::Opened, CommandError> SignIn::open(Credentials const& credentials, From const& from,
                                                  Commands* commands) {
    auto const now = stores_.now();
    tidy_up(now);
    auto account = account_of(credentials.login);
    if (!account) return Failure{failed(std::move(account).error())};
    auto attempt = attempt_of(credentials, from, *account);
    if (!attempt) return Failure{failed(std::move(attempt).error())};
    if (auto const wait_ms = throttle_.begin(*attempt, now); wait_ms > 0) return Failure{refused(must_wait(wait_ms))};
    static account::State const nobody;
    auto const& state = *account ? (*account)->state : nobody;
    auto const is_right = is_password(state, credentials.password);
    if (!is_right) return Failure{failed(is_right.error())};
    if (!*is_right && commands != nullptr && is_household_login(credentials.login)) {
        auto first = first_use(state, credentials, *commands);
        if (!first) return Failure{std::move(first).error()};
        if (*first) {
            throttle_.succeeded(*attempt);
            return opened((*first)->state, from, now);
        }
    }
    if (!*is_right) return Failure{refused(refuse(wrong_credentials))};
    if (state.second_factor && state.second_factor->confirmed)
        if (auto checked = check_code(state, credentials.code, now); !checked) return Failure{checked.error()};
    throttle_.succeeded(*attempt);
    return opened(state, from, now);
}

Result<bool, StoreError> SignIn::is_password(account::State const& state, std::string const& password) {
    std::string hash;
    if (!state.disabled && !state.credential.empty()) {
        auto credential = stores_.vault.load(city_, {state.credential.ref});
        if (!credential) return Failure{std::move(credential).error()};
        if (auto const found = credential->find(state.credential.ref); found != credential->end()) hash = found->second;
    }
    bool const is_right = verify_password(hash.empty() ? decoy_hash() : hash, password);
    return is_right && !hash.empty();
}

Result<SignIn::Account, CommandError> SignIn::first_use(account::State const& state, Credentials const& credentials,
                                                        Commands& commands) {
    auto const is_printed = is_password(state, first_password(credentials.password));
    if (!is_printed) return Failure{failed(is_printed.error())};
    if (!*is_printed) return Account{};
    if (credentials.own_pin.empty()) return Failure{refused(refuse(own_pin_missing, "/own_pin"))};
    if (!is_own_pin(credentials.own_pin) || credentials.own_pin == credentials.password)
        return Failure{refused(refuse(own_pin_wrong, "/own_pin"))};
    // The household sets its own lock; the table lets an administrator alone do so, hence the hands it borrows.
    Viewer self;
    self.city = city_;
    self.account = state.id;
    self = with_administrators_hands(std::move(self));
    codec::JsonWriter json;
    json.object().field("credential", credentials.own_pin).end();
    if (auto done = command(commands, self, "account.SetPassword", json.take()); !done)
        return Failure{std::move(done).error()};
    auto account = repository_.load<AccountKind>(city_, state.id.text);
    if (!account) return Failure{failed(std::move(account).error())};
    return std::move(*account);
}

// A code that was missing or wrong has counted as an attempt already.
Result<Done, CommandError> SignIn::check_code(account::State const& state, std::string const& code, Instant now) {
    if (code.empty()) return Failure{refused(refuse(code_missing, "/code"))};
    auto const& factor = *state.second_factor;
    auto texts = stores_.vault.load(city_, {factor.secret.ref, factor.recovery.ref});
    if (!texts) return Failure{failed(std::move(texts).error())};
    auto const text_of = [&](VaultText const& text) {
        auto const found = texts->find(text.ref);
        return found == texts->end() ? std::string{} : found->second;
    };
    auto used = right_code(text_of(factor.secret), code, now);
    auto const until = after(now, used ? code_life_ms : forever_ms);
    if (!used) used = right_recovery_code(text_of(factor.recovery), code);
    if (!used) return Failure{refused(refuse(code_wrong, "/code"))};
    auto first = sessions_.use_once(city_, state.id, *used, until);
    if (!first) return Failure{failed(std::move(first).error())};
    if (!*first) return Failure{refused(refuse(code_wrong, "/code"))};
    return Done{};
}

Result<SignIn::Opened, CommandError> SignIn::opened(account::State const& state, From const& from, Instant now) {
    Opened made{random_token(stores_.randomness), viewer(state), session_ms / second_ms, from.device_token,
                device_ms / second_ms};
    Session session{hash_of(made.token),    city_, state.id,    now,
                    after(now, session_ms), now,   from.device, state.credential.ref};
    if (auto created = sessions_.create(session); !created) return Failure{failed(std::move(created).error())};
    auto known = made.device_token.size() == device_token_size
                     ? sessions_.knows_device(city_, state.id, hash_of(made.device_token))
                     : false;
    if (!known) return Failure{failed(std::move(known).error())};
    // A token nobody was given is not taken over: who plants one in another's browser would share its credit.
    if (!*known) made.device_token = random_token(stores_.randomness);
    auto noted = sessions_.note_device(city_, state.id, hash_of(made.device_token), now);
    if (!noted) return Failure{failed(std::move(noted).error())};
    std::lock_guard const lock(mutex_);
    if (usual_networks_.size() >= remembered_max) usual_networks_.clear();
    auto& usual = usual_networks_[state.id.text];
    if (std::ranges::find(usual, from.network) == usual.end()) usual.push_back(from.network);
    if (usual.size() > usual_networks_max) usual.pop_front();
    return made;
}

Viewer SignIn::viewer(account::State const& state) const {
    Viewer who;
    who.city = city_;
    if (state.disabled || state.id.empty()) return who;
    who.account = state.id;
    bool const has_factor = state.second_factor && state.second_factor->confirmed;
    if (has_factor) who.second_factor = Viewer::SecondFactor::on;
    auto const today = stores_.now().china_date();
    bool const holds_two = parts_held(state, today) > 1;
    for (auto const& grant : state.grants) {
        if (!account::is_in_force(grant, today)) continue;
        bool const is_whole = grant.role == account::Role::administrator;
        if (options_.separate_administrators && account::is_administration(grant.role) && (is_whole || holds_two))
            continue;
        if (options_.staff_needs_second_factor && !has_factor && account::is_staff(grant.role)) {
            who.second_factor = Viewer::SecondFactor::missing;
            continue;
        }
        who.grants.push_back(grant);
    }
    return who;
}

Result<std::optional<Session>, StoreError> SignIn::session_of(std::string const& hash, Instant now) {
    {
        std::lock_guard const lock(mutex_);
        auto const found = recent_.find(hash);
        if (found != recent_.end() && std::abs(now.unix_ms - found->second.read.unix_ms) < trusted_ms)
            return std::optional(found->second.session);
    }
    auto session = sessions_.find(hash);
    if (!session) return session;
    std::lock_guard const lock(mutex_);
    if (recent_.size() >= remembered_max) recent_.clear();
    if (*session) {
        recent_[hash] = {**session, now};
    } else {
        recent_.erase(hash);
    }
    return session;
}

Result<Viewer, StoreError> SignIn::viewer_of(std::string_view token) {
    Viewer nobody;
    nobody.city = city_;
    if (token.empty()) return nobody;
    auto const hash = hash_of(token);
    auto const now = stores_.now();
    auto session = session_of(hash, now);
    if (!session) return Failure{std::move(session).error()};
    if (!*session || (*session)->expires < now || after((*session)->last_seen, idle_ms) < now) return nobody;
    auto account = repository_.load<AccountKind>(city_, (*session)->account.text);
    if (!account) return Failure{std::move(account).error()};
    auto const& state = (*account)->state;
    if (state.credential.ref != (*session)->credential) return nobody;
    if (after((*session)->last_seen, touch_ms) <= now) {
        (void)sessions_.touch(hash, now);  // a disk that takes no more must not keep anybody from reading
        std::lock_guard const lock(mutex_);
        if (auto const found = recent_.find(hash); found != recent_.end()) found->second.session.last_seen = now;
    }
    return viewer(state);
}

Result<Done, StoreError> SignIn::close(std::string_view token) {
    auto const hash = hash_of(token);
    {
        std::lock_guard const lock(mutex_);
        recent_.erase(hash);
    }
    return sessions_.remove(hash);
}

Result<std::vector<SignIn::Listed>, StoreError> SignIn::sessions_of(Viewer const& viewer, std::string_view token) {
    auto sessions = sessions_.of_account(city_, viewer.account);
    if (!sessions) return Failure{std::move(sessions).error()};
    auto account = repository_.load<AccountKind>(city_, viewer.account.text);
    if (!account) return Failure{std::move(account).error()};
    auto const now = stores_.now();
    auto const own_hash = hash_of(token);
    std::vector<Listed> listed;
    for (auto const& one : *sessions) {
        bool const has_ended = one.expires < now || after(one.last_seen, idle_ms) < now ||
                               one.credential != (*account)->state.credential.ref;
        if (has_ended) continue;
        listed.push_back({id_of(one), one.created, one.last_seen, one.expires, one.device, one.token_hash == own_hash});
    }
    return listed;
}

Result<bool, StoreError> SignIn::close_one(Viewer const& viewer, std::string const& id) {
    auto sessions = sessions_.of_account(city_, viewer.account);
    if (!sessions) return Failure{std::move(sessions).error()};
    auto const found = std::ranges::find(*sessions, id, id_of);
    if (found == sessions->end()) return false;
    {
        std::lock_guard const lock(mutex_);
        recent_.erase(found->token_hash);
    }
    if (auto removed = sessions_.remove(found->token_hash); !removed) return Failure{std::move(removed).error()};
    return true;
}

Result<Done, CommandError> SignIn::command(Commands& commands, Viewer const& viewer, std::string type,
                                           std::string data) {
    CommandRequest request;
    request.city = city_;
    request.aggregate = codec::Aggregate::account;
    request.id = viewer.account.text;
    request.type = std::move(type);
    request.data = std::move(data);
    request.idempotency_key = viewer.account.text + "/" + random_token(stores_.randomness);
    auto recorded = commands.execute(viewer, request);
    if (!recorded) return Failure{std::move(recorded).error()};
    return Done{};
}

// The viewer's own account, when the password is its own.
Result<SignIn::Account, CommandError> SignIn::account_with(Viewer const& viewer, std::string const& password) {
    auto account = repository_.load<AccountKind>(city_, viewer.account.text);
    if (!account) return Failure{failed(std::move(account).error())};
    Throttle::Attempt const attempt{"own " + viewer.account.text, {}, viewer.account.text, false};
    if (auto const wait_ms = throttle_.begin(attempt, stores_.now()); wait_ms > 0)
        return Failure{refused(must_wait(wait_ms))};
    auto const is_right = is_password((*account)->state, password);
    if (!is_right) return Failure{failed(is_right.error())};
    if (!*is_right) return Failure{refused(refuse(wrong_credentials))};
    throttle_.succeeded(attempt);
    return std::move(*account);
}

Result<SignIn::Opened, CommandError> SignIn::change_password(Commands& commands, Viewer const& viewer,
                                                             std::string const& old_one, std::string const& new_one,
                                                             From const& from) {
    auto const account = account_with(viewer, old_one);
    if (!account) return Failure{account.error()};
    if (old_one == new_one) return Failure{refused(refuse(password_unchanged, "/new_password"))};
    auto done = command(commands, viewer, "account.ChangePassword",
                        codec::JsonWriter().object().field("credential", new_one).end().take());
    if (!done) {
        auto error = std::move(done).error();
        if (error.refusal.pointer == "/credential") error.refusal.pointer = "/new_password";
        return Failure{std::move(error)};
    }
    auto changed = repository_.load<AccountKind>(city_, viewer.account.text);
    if (!changed) return Failure{failed(std::move(changed).error())};
    // Those of the old password count no longer in any case; here they leave the list too.
    (void)sessions_.remove_account(city_, viewer.account);
    return opened((*changed)->state, from, stores_.now());
}

Result<SignIn::Enrolment, CommandError> SignIn::enrol(Commands& commands, Viewer const& viewer,
                                                      std::string const& password) {
    auto const account = account_with(viewer, password);
    if (!account) return Failure{account.error()};
    auto factor = make_second_factor(stores_.randomness);
    codec::JsonWriter json;
    json.object().field("secret", factor.secret).field("recovery", factor.recovery_hashes).end();
    auto done = command(commands, viewer, "account.EnrolSecondFactor", json.take());
    if (!done) return Failure{std::move(done).error()};
    auto uri = otpauth_uri(options_.issuer, (*account)->state.login, factor.secret);
    return Enrolment{std::move(factor.secret), std::move(uri), std::move(factor.recovery_codes)};
}

Result<Done, CommandError> SignIn::confirm(Commands& commands, Viewer const& viewer, std::string const& code) {
    auto account = repository_.load<AccountKind>(city_, viewer.account.text);
    if (!account) return Failure{failed(std::move(account).error())};
    auto const& state = (*account)->state;
    auto const now = stores_.now();
    if (!state.second_factor) return Failure{refused(refuse(account::second_factor_missing))};
    // A borrowed session must not be able to try all codes there are.
    Throttle::Attempt const attempt{"own " + viewer.account.text, {}, viewer.account.text, false};
    if (auto const wait_ms = throttle_.begin(attempt, now); wait_ms > 0) return Failure{refused(must_wait(wait_ms))};
    if (auto checked = check_code(state, code, now); !checked) return checked;
    throttle_.succeeded(attempt);
    return command(commands, viewer, "account.ConfirmSecondFactor", "{}");
}

// What has expired goes, at most once an hour; a failure to tidy up is nobody's failure to sign in.
void SignIn::tidy_up(Instant now) {
    {
        std::lock_guard const lock(mutex_);
        if (std::abs(now.unix_ms - tidied_up_.unix_ms) < hour_ms) return;
        tidied_up_ = now;
    }
    (void)sessions_.remove_expired(now, after(now, -device_ms));
}

}  // namespace jiati::app
