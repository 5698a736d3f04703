// Who gets in: guessing is slowed and locks nobody out, sessions can be seen and ended, a second factor is asked for.
#include "app/second_factor.h"
#include "service/interface.h"

#include <gtest/gtest.h>
#include <liboath/oath.h>
#include <algorithm>
#include <cstdlib>
#include <thread>

namespace jiati::service {
namespace {

constexpr std::int64_t minute_ms = 60'000;

std::string six_digits(std::string const& secret, Instant now) {
    char* bytes = nullptr;
    std::size_t size = 0;
    EXPECT_EQ(oath_base32_decode(secret.data(), secret.size(), &bytes, &size), OATH_OK);
    std::array<char, 7> code{};
    EXPECT_EQ(oath_totp_generate(bytes, size, static_cast<time_t>(now.unix_ms / 1000), 30, 0, 6, code.data()), OATH_OK);
    std::free(bytes);
    return code.data();
}

// Takes new sessions and then nothing more.
class FullDisk final : public app::Sessions {
  public:
    explicit FullDisk(app::Sessions& sessions) : sessions_(sessions) {}
    using Done = Result<jiati::Done, app::StoreError>;
    Done create(app::Session const& session) override { return sessions_.create(session); }
    Result<std::optional<app::Session>, app::StoreError> find(std::string const& hash) override {
        return sessions_.find(hash);
    }
    Done remove(std::string const&) override { return full(); }
    Done remove_account(std::string const&, AccountId const&) override { return full(); }
    Done remove_expired(Instant, Instant) override { return full(); }
    Result<std::vector<app::Session>, app::StoreError> of_account(std::string const& in, AccountId const& id) override {
        return sessions_.of_account(in, id);
    }
    Done touch(std::string const&, Instant) override { return full(); }
    Done note_device(std::string const& in, AccountId const& id, std::string const& hash, Instant seen) override {
        return sessions_.note_device(in, id, hash, seen);
    }
    Result<bool, app::StoreError> knows_device(std::string const& in, AccountId const& id,
                                               std::string const& hash) override {
        return sessions_.knows_device(in, id, hash);
    }
    Result<bool, app::StoreError> use_once(std::string const&, AccountId const&, std::string const&, Instant) override {
        return Failure{app::StoreError{app::StoreError::Kind::unavailable, "disk full"}};
    }

  private:
    static Done full() { return Failure{app::StoreError{app::StoreError::Kind::unavailable, "disk full"}}; }
    app::Sessions& sessions_;
};

class Door : public Interface {
  protected:
    using Interface::Interface;
    using SignIn = app::SignIn;

    // "in", or the code of the refusal.
    std::string enter(SignIn::Credentials const& credentials, SignIn::From const& from) {
        auto opened = sign_in.open(credentials, from);
        if (!opened) return opened.error().refusal.code;
        last = *opened;
        return "in";
    }
    void pass(std::int64_t ms) { town.now.unix_ms += ms; }
    [[nodiscard]] app::Viewer viewer_of(std::string const& token) { return sign_in.viewer_of(token).value(); }
    [[nodiscard]] app::Viewer viewer() { return sign_in.viewer_of(last.token).value(); }
    [[nodiscard]] bool is_signed_in(std::string const& token) {
        return !sign_in.viewer_of(token).value().account.empty();
    }
    [[nodiscard]] std::string code(std::string const& secret) const { return six_digits(secret, town.now); }
    // The answer without what is told apart by every request.
    static std::string told(http::Answer const& answer) {
        auto body = json::parse(answer.body).as_object();
        body.erase("request_id");
        return std::to_string(answer.status) + json::serialize(body);
    }

    SignIn::Opened last;
    std::string viewer_id;  // of the account made last
    SignIn::Credentials const resident{"demo-resident", "jiati-demo"};
    SignIn::Credentials const wrong{"demo-resident", "guess"};
};

TEST_F(Door, ANeighbourWhoGuessesSlowsDownHimselfAndNotTheResident) {
    SignIn::From home{"192.0.2.1"};
    ASSERT_EQ(enter(resident, home), "in");
    home.device_token = last.device_token;
    SignIn::From const neighbour{"192.0.2.1"};
    SignIn::From const elsewhere{"198.51.100.1"};
    int guesses = 0;
    for (int i = 0; i < 40; ++i) {
        if (enter(wrong, neighbour) == "session.wrong_credentials") ++guesses;
        pass(100);
    }
    EXPECT_LE(guesses, 7);
    EXPECT_EQ(enter(resident, neighbour), "session.too_many_attempts") << "a right guess in the middle tells nothing";
    EXPECT_EQ(enter(resident, home), "in") << "the resident's own browser at the very same address";
    for (int i = 0; i < 10; ++i) (void)enter(wrong, elsewhere);
    EXPECT_EQ(enter(resident, elsewhere), "session.too_many_attempts");
    home.device_token.clear();
    home.network = "192.0.2.9";
    EXPECT_EQ(enter(resident, home), "in") << "another browser from a quiet address";
}

TEST_F(Door, AnUnknownLoginIsHeldUpLikeAKnownOne) {
    auto const answers = [&](std::string const& login, std::string const& network) {
        std::string all;
        for (int i = 0; i < 8; ++i) all += enter({login, "guess"}, {network}) + " ";
        return all;
    };
    EXPECT_EQ(answers("demo-resident", "192.0.2.1"), answers("nobody-at-all", "192.0.2.2"));
}

TEST_F(Door, ADeviceTokenOfAnothersMakingIsNotTakenOver) {
    std::string const planted(43, 'A');
    ASSERT_EQ(enter(resident, {"192.0.2.1", planted}), "in");
    EXPECT_NE(last.device_token, planted);
    auto const own = last.device_token;
    ASSERT_EQ(enter(resident, {"192.0.2.1", own}), "in");
    EXPECT_EQ(last.device_token, own);
    ASSERT_EQ(enter({"demo-grid", "jiati-demo"}, {"192.0.2.1", own}), "in");
    EXPECT_NE(last.device_token, own) << "one account's browser is not another's";
}

TEST_F(Door, ASessionEndsWithItsTimeAfterIdleHoursAndWhenThePasswordChanges) {
    ASSERT_EQ(enter(resident, {"192.0.2.1"}), "in");
    auto const kept = last.token;
    pass(119 * minute_ms);
    EXPECT_TRUE(is_signed_in(kept));
    for (int i = 0; i < 9; ++i) {
        pass(60 * minute_ms);
        EXPECT_TRUE(is_signed_in(kept)) << i;
    }
    pass(3 * 60 * minute_ms);
    EXPECT_FALSE(is_signed_in(kept));

    ASSERT_EQ(enter(resident, {"192.0.2.1"}), "in");
    auto const idle = last.token;
    pass(121 * minute_ms);
    EXPECT_FALSE(is_signed_in(idle));

    ASSERT_EQ(enter(resident, {"192.0.2.1"}), "in");
    auto const first = last.token;
    ASSERT_EQ(enter(resident, {"192.0.2.2"}), "in");
    auto const administrator =
        town.with(account::Role::administrator, account::ScopeKind::area, std::string(city) + "/");
    ASSERT_TRUE(
        town.send(administrator, viewer().account.text, "account.SetPassword", R"({"credential":"another-lift"})"));
    EXPECT_FALSE(is_signed_in(first));
    EXPECT_FALSE(is_signed_in(last.token));
    EXPECT_EQ(enter(resident, {"192.0.2.1"}), "session.wrong_credentials");
    EXPECT_EQ(enter({"demo-resident", "another-lift"}, {"192.0.2.1"}), "in");
}

TEST_F(Door, WhoKnowsTheOldPasswordChangesItAndStaysInHereAlone) {
    sign_in_as("demo-resident");
    auto const elsewhere = cookie.substr(cookie.find('=') + 1, 43);
    cookie.clear();
    sign_in_as("demo-resident");
    auto const here = cookie.substr(cookie.find('=') + 1, 43);
    auto const change = [&](std::string const& old_one, std::string const& new_one) {
        return ask("POST", "/api/v1/accounts/me/password",
                   R"({"password":")" + old_one + R"(","new_password":")" + new_one + "\"}");
    };
    EXPECT_EQ(change("guess", "the-lift-is-here").status, 401);
    EXPECT_EQ(code_of(change("jiati-demo", "jiati-demo")), "session.password_unchanged");
    EXPECT_EQ(code_of(change("jiati-demo", "demo-resident7")), "account.password_login");
    auto const common = change("jiati-demo", "iloveyou");
    EXPECT_EQ(common.status, 422);
    EXPECT_EQ(json::parse(common.body).at("pointer").as_string(), "/new_password");
    EXPECT_TRUE(is_signed_in(elsewhere));
    auto const direct = ask("POST", "/api/v1/accounts/" + viewer_of(here).account.text + "/commands",
                            R"({"type":"account.ChangePassword","data":{"credential":"the-lift-is-here"}})",
                            "Idempotency-Key: direct\r\n");
    EXPECT_EQ(direct.status, 403) << "a borrowed session knows no old password";
    auto const changed = change("jiati-demo", "the-lift-is-here");
    ASSERT_EQ(changed.status, 204) << changed.body;
    EXPECT_FALSE(is_signed_in(elsewhere));
    EXPECT_FALSE(is_signed_in(here));
    auto const set = changed.headers.at("set-cookie");
    cookie = "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
    EXPECT_EQ(json::parse(ask("GET", "/api/v1/accounts/me/sessions").body).at("items").as_array().size(), 1U);
    EXPECT_EQ(enter(resident, {"192.0.2.7"}), "session.wrong_credentials");
    EXPECT_EQ(enter({"demo-resident", "the-lift-is-here"}, {"192.0.2.8"}), "in");
}

TEST_F(Door, SeparateAdministratorsAreThreePeopleAndTheUndividedRoleCountsForNothing) {
    SignIn apart(town.stores, town.store, town.repository, std::string(city), {.separate_administrators = true});
    auto const all = std::string(city) + "/";
    auto const boss = town.with(account::Role::administrator, account::ScopeKind::area, all);
    auto const roles_of = [&](std::string const& role) {
        auto const made = town.send(boss, "", "account.Create", R"({"login":"three.)" + role.substr(0, 4) + "\"}");
        EXPECT_TRUE(made);
        EXPECT_TRUE(town.send(boss, made->id, "account.SetPassword", R"({"credential":"lift for three"})"));
        EXPECT_TRUE(town.send(boss, made->id, "account.GrantRole",
                              R"({"role":")" + role + R"(","scope":{"kind":"area","value":")" + all + "\"}}"));
        auto const opened = apart.open({"three." + role.substr(0, 4), "lift for three"}, {"192.0.2.1"});
        EXPECT_TRUE(opened);
        return opened->viewer;
    };
    EXPECT_TRUE(roles_of("administrator").grants.empty());
    auto const system = roles_of("system_administrator");
    auto const security = roles_of("security_administrator");
    auto const audit = roles_of("audit_administrator");
    auto const tried = [&](app::Viewer const& who, std::string const& type, std::string const& data) {
        auto const done = town.send(who, type == "account.Create" ? "" : viewer_id, type, data);
        if (!done) return done.error().refusal.code;
        if (type == "account.Create") viewer_id = done->id;
        return std::string("done");
    };
    EXPECT_EQ(tried(security, "account.Create", R"({"login":"new.clerk"})"), "app.forbidden");
    EXPECT_EQ(tried(audit, "account.Create", R"({"login":"new.clerk"})"), "app.forbidden");
    EXPECT_EQ(tried(system, "account.Create", R"({"login":"new.clerk"})"), "done");
    auto const grant = R"({"role":"street","scope":{"kind":"area","value":")" + all + "\"}}";
    EXPECT_EQ(tried(system, "account.GrantRole", grant), "app.not_found");
    EXPECT_EQ(tried(audit, "account.GrantRole", grant), "app.not_found");
    EXPECT_EQ(tried(security, "account.SetPassword", R"({"credential":"lift for three"})"), "app.not_found");
    EXPECT_EQ(tried(security, "account.GrantRole", grant), "done");
    auto const page = town.queries.account(audit, viewer_id);
    ASSERT_TRUE(page);
    EXPECT_NE(page->json.find(R"("role":"street")"), std::string::npos);
    EXPECT_NE(page->json.find(R"("granted_by":")" + security.account.text), std::string::npos);
}

TEST_F(Door, ADiskThatTakesNoMoreKeepsNobodyFromReading) {
    FullDisk full(town.store);
    SignIn on_full_disk(town.stores, full, town.repository, std::string(city));
    auto const opened = on_full_disk.open(resident, {"192.0.2.1"});
    ASSERT_TRUE(opened);
    pass(20 * minute_ms);
    EXPECT_FALSE(on_full_disk.viewer_of(opened->token).value().account.empty());
}

TEST_F(Door, SessionsAreListedAndEndedByTheirOwnerAlone) {
    sign_in_as("demo-grid");
    auto const grid_id = std::string(
        json::parse(ask("GET", "/api/v1/accounts/me/sessions").body).at("items").at(0).at("id").as_string());
    cookie = "User-Agent: Mozilla/5.0 (Linux; Android 12) AppleWebKit/537 Chrome/98 Mobile MicroMessenger/8.0\r\n";
    sign_in_as("demo-resident");
    auto const lost = cookie;
    cookie.clear();
    pass(minute_ms);
    sign_in_as("demo-resident");
    auto const answer = ask("GET", "/api/v1/accounts/me/sessions");
    auto const listed = json::parse(answer.body).at("items").as_array();
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_TRUE(listed[0].at("current").as_bool());
    EXPECT_FALSE(listed[1].at("current").as_bool());
    EXPECT_EQ(listed[0].at("device").as_string(), "other/other");
    EXPECT_EQ(listed[1].at("device").as_string(), "wechat/android");
    EXPECT_EQ(listed[1].at("created").as_string(), "2026-11-22T12:00:00.000Z");
    auto const token = lost.substr(lost.find('=') + 1, 43);
    EXPECT_EQ(answer.body.find(token), std::string::npos);

    auto const path = "/api/v1/accounts/me/sessions/";
    EXPECT_EQ(told(ask("DELETE", path + grid_id)), told(ask("DELETE", std::string(path) + "000000000000000000000000")));
    EXPECT_EQ(ask("DELETE", path + grid_id).status, 404);
    EXPECT_EQ(ask("DELETE", path + std::string(listed[1].at("id").as_string())).status, 204);
    EXPECT_FALSE(is_signed_in(token));
    EXPECT_EQ(json::parse(ask("GET", "/api/v1/accounts/me/sessions").body).at("items").as_array().size(), 1U);
    cookie.clear();
    EXPECT_EQ(ask("GET", "/api/v1/accounts/me/sessions").status, 404);
    EXPECT_EQ(ask("DELETE", path + grid_id).status, 404);
}

TEST_F(Door, ASecondFactorIsEnrolledShownOnceAndThenAskedFor) {
    sign_in_as("demo-grid");
    auto const wrong_password = ask("POST", "/api/v1/accounts/me/second-factor", R"({"password":"x"})");
    EXPECT_EQ(wrong_password.status, 401);
    auto const enrolled = ask("POST", "/api/v1/accounts/me/second-factor", R"({"password":"jiati-demo"})");
    ASSERT_EQ(enrolled.status, 201) << enrolled.body;
    EXPECT_EQ(enrolled.headers.at("cache-control"), "no-store");
    auto const told_once = json::parse(enrolled.body);
    std::string const secret(told_once.at("secret").as_string());
    EXPECT_EQ(told_once.at("otpauth").as_string(),
              "otpauth://totp/Jiati:demo-grid?secret=" + secret + "&issuer=Jiati&algorithm=SHA1&digits=6&period=30");
    ASSERT_EQ(told_once.at("recovery_codes").as_array().size(), 10U);
    std::string const recovery(told_once.at("recovery_codes").at(3).as_string());
    // Until a code was shown nothing has changed.
    SignIn::Credentials grid{"demo-grid", "jiati-demo"};
    SignIn::From const office{"192.0.2.1"};
    EXPECT_EQ(enter(grid, office), "in");
    EXPECT_EQ(ask("POST", "/api/v1/accounts/me/second-factor/confirm", R"({"code":"000000"})").status, 401);
    auto const confirmation = code(secret);
    EXPECT_EQ(ask("POST", "/api/v1/accounts/me/second-factor/confirm", R"({"code":")" + confirmation + "\"}").status,
              204);
    EXPECT_EQ(json::parse(ask("GET", "/api/v1/me").body).at("second_factor").as_string(), "on");

    EXPECT_EQ(enter(grid, office), "session.code_missing");
    grid.code = confirmation;
    EXPECT_EQ(enter(grid, office), "session.code_wrong") << "it was used to confirm";
    pass(30'000);
    grid.code = code(secret);
    EXPECT_EQ(enter(grid, office), "in");
    EXPECT_EQ(enter(grid, office), "session.code_wrong") << "a code counts once";
    grid.code = recovery;
    EXPECT_EQ(enter(grid, office), "in");
    pass(minute_ms);
    EXPECT_EQ(enter(grid, office), "session.code_wrong") << "a recovery code counts once";
    auto lower = std::string(told_once.at("recovery_codes").at(4).as_string());
    std::erase(lower, '-');
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
    grid.code = lower;
    EXPECT_EQ(enter(grid, office), "in");
    EXPECT_EQ(enter({"demo-grid", "x", lower}, {"192.0.2.77"}), "session.wrong_credentials");

    // It is in the vault, and nobody sees it again, enrols another or confirms without a code.
    for (auto const& event : town.store.read_all(std::string(city), 0, 100'000).value()) {
        EXPECT_EQ(event.payload.find(secret), std::string::npos);
        EXPECT_EQ(event.leaf.find(secret), std::string::npos);
    }
    EXPECT_EQ(code_of(ask("POST", "/api/v1/accounts/me/second-factor", R"({"password":"jiati-demo"})")),
              "account.second_factor_exists");
    auto const account = std::string(json::parse(ask("GET", "/api/v1/me").body).at("account").as_string());
    for (std::string const type : {"EnrolSecondFactor", "ConfirmSecondFactor", "RemoveSecondFactor"})
        EXPECT_GE(ask("POST", "/api/v1/accounts/" + account + "/commands",
                      R"({"type":"account.)" + type + R"(","data":{"secret":"A","recovery":"B"}})",
                      "Idempotency-Key: " + type + "\r\n")
                      .status,
                  403);
    auto const administrator =
        town.with(account::Role::administrator, account::ScopeKind::area, std::string(city) + "/");
    ASSERT_TRUE(town.send(administrator, account, "account.RemoveSecondFactor", R"({"reason":"telephone lost"})"));
    EXPECT_EQ(enter({"demo-grid", "jiati-demo"}, {"192.0.2.2"}), "in");
}

TEST_F(Door, CodesCannotBeGuessedFast) {
    sign_in_as("demo-grid");
    auto const enrolled =
        json::parse(ask("POST", "/api/v1/accounts/me/second-factor", R"({"password":"jiati-demo"})").body);
    std::string const secret(enrolled.at("secret").as_string());
    ASSERT_EQ(ask("POST", "/api/v1/accounts/me/second-factor/confirm", R"({"code":")" + code(secret) + "\"}").status,
              204);
    int tried = 0;
    for (int i = 0; i < 20; ++i)
        if (enter({"demo-grid", "jiati-demo", "00000" + std::to_string(i % 10)}, {"192.0.2.1"}) == "session.code_wrong")
            ++tried;
    EXPECT_LE(tried, 5);
}

class DoorOfAnOffice : public Door {
  protected:
    DoorOfAnOffice() : Door(behind_a_proxy(), {.staff_needs_second_factor = true}) {}
    static http::ServerOptions behind_a_proxy() {
        http::ServerOptions options;
        options.trusted_proxies = {*http::Network::parse("127.0.0.1")};
        return options;
    }
};

TEST_F(DoorOfAnOffice, StaffHaveNoRightsUntilTheyHaveEnrolled) {
    ASSERT_EQ(enter({"demo-grid", "jiati-demo"}, {"192.0.2.1"}), "in");
    EXPECT_TRUE(viewer().grants.empty());
    EXPECT_EQ(viewer().second_factor, app::Viewer::SecondFactor::missing);
    auto const enrolled = sign_in.enrol(town.commands, viewer(), "jiati-demo");
    ASSERT_TRUE(enrolled);
    ASSERT_TRUE(sign_in.confirm(town.commands, viewer(), code(enrolled->secret)));
    EXPECT_FALSE(viewer().grants.empty());
    ASSERT_EQ(enter(resident, {"192.0.2.1"}), "in");
    EXPECT_FALSE(viewer().grants.empty()) << "residents are not asked";
}

TEST_F(DoorOfAnOffice, CookiesBehindTlsAreBoundToTheHost) {
    std::string const body = R"({"login":"demo-resident","password":"jiati-demo"})";
    auto const secure = "X-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1\r\n";
    auto const answer = ask("POST", "/api/v1/session", body, secure);
    auto const set = answer.headers.at("set-cookie");
    EXPECT_TRUE(set.starts_with("__Host-jiati_session=")) << set;
    for (auto const* part : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"})
        EXPECT_NE(set.find(part), std::string::npos) << set;
    EXPECT_EQ(set.find("Domain"), std::string::npos);
    auto const pair = set.substr(0, set.find(';'));
    cookie = "Cookie: " + pair + "\r\n";
    EXPECT_TRUE(json::parse(ask("GET", "/api/v1/me", {}, secure).body).at("account").is_string());
    // A cookie that a neighbouring host could have planted is none.
    cookie = "Cookie: " + pair.substr(7) + "\r\n";
    EXPECT_TRUE(json::parse(ask("GET", "/api/v1/me", {}, secure).body).at("account").is_null());
}

TEST_F(Door, ManySignInsAtOnceAreToldToWaitAndNeverFail) {
    std::array<int, 600> answers{};
    std::mutex mutex;
    std::vector<std::thread> people;
    for (int i = 0; i < 48; ++i)
        people.emplace_back([&, i] {
            http::TestClient client(server->port());
            auto const body = R"({"login":"household-)" + std::to_string(i) + R"(","password":"x"})";
            client.send(
                "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                "Content-Length: " +
                std::to_string(body.size()) + "\r\n\r\n" + body);
            for (int tries = 0; tries < 10; ++tries) {
                auto const answer = client.read();
                if (!answer) continue;
                std::lock_guard const lock(mutex);
                ++answers.at(static_cast<std::size_t>(answer->status));
                if (answer->status == 503 || answer->status == 429) {
                    EXPECT_TRUE(answer->headers.contains("retry-after"));
                }
                return;
            }
        });
    EXPECT_EQ(ask("GET", "/api/v1/summary").status, 200) << "reading goes on";
    for (auto& one : people) one.join();
    EXPECT_EQ(answers[401] + answers[429] + answers[503], 48);
    EXPECT_GT(answers[401], 0);
}

}  // namespace
}  // namespace jiati::service
