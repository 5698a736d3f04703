// A thousand marked residents live in a town on disk; then everything that leaves the service, and every file it keeps,
// is searched for their names, identity numbers, phones and words: plain, in base64 at any alignment, in hexadecimal,
// and as a hash without salt, which phones and identity numbers would not withstand.
#include "http/api/services.h"
#include "http/server.h"
#include "http/test_client.h"
#include "service/sql_town.h"

#include <gtest/gtest.h>
#include <sodium.h>
#include <sqlite3.h>
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>
#include <unordered_map>

namespace jiati::service {
namespace {

namespace fs = std::filesystem;
using account::Role;
using account::ScopeKind;

constexpr int residents = 1000;

struct Resident {
    std::string name, identity, phone, words;
    [[nodiscard]] std::vector<std::string> marks() const { return {name, identity, phone, words}; }
    [[nodiscard]] std::string text() const {
        return words + "，我叫" + name + "，身份证" + identity + "，电话" + phone + "。";
    }
};

std::string code_point(unsigned code) {
    return {static_cast<char>(0xE0U | code >> 12U), static_cast<char>(0x80U | (code >> 6U & 0x3FU)),
            static_cast<char>(0x80U | (code & 0x3FU))};
}

std::string padded(int number, std::size_t width) {
    auto const text = std::to_string(number);
    return std::string(width - text.size(), '0') + text;
}

Resident resident(int i) {
    auto const u = static_cast<unsigned>(i);
    return {"钱" + code_point(0x5000 + u) + code_point(0x6000 + u * 7), "3601021950010" + padded(31000 + i, 5),
            "1397" + padded(9100000 + i * 37, 7),
            "暗语" + code_point(0x7000 + u * 3) + code_point(0x5800 + u) + code_point(0x4E00 + u)};
}

// ---- what is looked for

std::string encoded(std::string const& bytes, int variant) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                      variant);
    text.pop_back();
    return text;
}

std::string hex_of(std::string const& bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    text.pop_back();
    return text;
}

std::string upper(std::string text) {
    for (auto& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

std::vector<std::string> forms_of(std::string const& mark) {
    std::vector<std::string> forms{mark, hex_of(mark), upper(hex_of(mark))};
    for (auto const variant : {sodium_base64_VARIANT_ORIGINAL_NO_PADDING, sodium_base64_VARIANT_URLSAFE_NO_PADDING})
        for (std::size_t shift = 0; shift < 3; ++shift) {
            // Inside a longer text: the characters that do not depend on the neighbours.
            auto const whole = encoded(std::string(shift, 'x') + mark, variant);
            auto const first = shift == 0 ? 0 : shift + 1;
            auto const known_bits = (shift + mark.size()) * 8 / 6;
            forms.push_back(whole.substr(first, known_bits - first));
        }
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                       reinterpret_cast<unsigned char const*>(mark.data()), mark.size());
    forms.push_back(hash);
    forms.push_back(hex_of(hash));
    forms.push_back(upper(hex_of(hash)));
    forms.push_back(encoded(hash, sodium_base64_VARIANT_ORIGINAL_NO_PADDING));
    forms.push_back(encoded(hash, sodium_base64_VARIANT_URLSAFE_NO_PADDING));
    return forms;
}

// All forms of all marks in one pass over the bytes, by the eight bytes each begins with.
class Scanner {
  public:
    void add(std::string const& mark) {
        for (auto const& form : forms_of(mark)) {
            ASSERT_GE(form.size(), sizeof(std::uint64_t));
            auto const start = start_of(form.data());
            maybe_[slot(start)] = true;
            forms_[start].emplace_back(form, mark);
        }
    }
    // The marks that are in it, by any form.
    [[nodiscard]] std::set<std::string> marks_in(std::string const& bytes) const {
        std::set<std::string> found;
        for (std::size_t at = 0; at + sizeof(std::uint64_t) <= bytes.size(); ++at) {
            auto const start = start_of(bytes.data() + at);
            if (!maybe_[slot(start)]) continue;
            auto const forms = forms_.find(start);
            if (forms == forms_.end()) continue;
            for (auto const& [form, mark] : forms->second)
                if (bytes.compare(at, form.size(), form) == 0) found.insert(mark);
        }
        return found;
    }

  private:
    static std::uint64_t start_of(char const* bytes) {
        std::uint64_t start = 0;
        std::memcpy(&start, bytes, sizeof start);
        return start;
    }
    static std::size_t slot(std::uint64_t start) { return (start * 0x9E3779B97F4A7C15U) >> 42U; }

    std::vector<bool> maybe_ = std::vector<bool>(std::size_t{1} << 22U);
    std::unordered_map<std::uint64_t, std::vector<std::pair<std::string, std::string>>> forms_;
};

std::string contents(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// ---- the town

class Marks : public testing::Test {
  protected:
    Marks() {
        for (int i = 0; i < residents; ++i)
            for (auto const& mark : resident(i).marks()) scanner.add(mark);
    }

    // The marks in any file below a folder, the master key's too.
    [[nodiscard]] std::set<std::string> marks_on_disk(fs::path const& folder) const {
        std::set<std::string> found;
        for (auto const& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file()) found.merge(scanner.marks_in(contents(entry.path())));
        return found;
    }

    Scanner scanner;
};

class MarkedTown : public Marks {
  protected:
    MarkedTown() {
        app::CasePlayer player(town.commands(), town.queries(), [](Refusal const& refusal) { return refusal.code; });
        auto one = player.play(read_case("demo.yaml"), "demo.yaml");
        EXPECT_TRUE(one) << one.error().message;
        played = std::move(*one);
    }

    [[nodiscard]] std::string id(std::string const& alias) const { return played.ids.at(alias); }
    [[nodiscard]] app::Viewer viewer(Role role, ScopeKind kind, std::string value, std::string department = {}) const {
        auto one = town.administrator();
        one.account = AccountId{"staff"};
        one.grants.front().role = role;
        one.grants.front().scope = {kind, std::move(value), std::move(department)};
        return one;
    }

    // Accounts with names, and words of every kind in four projects. One thread for each stream, since writers of one
    // stream only wait for each other.
    void move_in() {
        std::vector<std::thread> threads;
        std::atomic<int> failures = 0;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = t; i < residents; i += 4)
                    failures += town.send(town.administrator(), {}, "account.Create",
                                          R"({"login":"resident-)" + std::to_string(i) + R"(","name":")" +
                                              resident(i).name + "\"}")
                                    ? 0
                                    : 1;
            });
            threads.emplace_back([&, t] {
                auto const project = id("$p" + std::to_string(t + 1));
                auto const household = id("$h" + std::to_string(t + 1) + "/101");
                auto const grid = viewer(Role::grid_leader, ScopeKind::area, std::string(estate));
                for (int i = t; i < residents; i += 4) {
                    auto const said = R"({"household":")" + household + R"(","topic":"daylight","text":")" +
                                      resident(i).text() + "\"}";
                    failures += town.send(grid, project, "survey.RaiseWorry", said) ? 0 : 1;
                }
            });
        }
        for (auto& thread : threads) thread.join();
        EXPECT_EQ(failures, 0);
    }

    SqlTown town;
    app::PlayedCase played;
};

void copy_database(fs::path const& from, fs::path const& to) {
    sqlite3* source = nullptr;
    sqlite3* target = nullptr;
    ASSERT_EQ(sqlite3_open(from.c_str(), &source), SQLITE_OK);
    ASSERT_EQ(sqlite3_open(to.c_str(), &target), SQLITE_OK);
    auto* const backup = sqlite3_backup_init(target, "main", source, "main");
    ASSERT_NE(backup, nullptr);
    EXPECT_EQ(sqlite3_backup_step(backup, -1), SQLITE_DONE);
    sqlite3_backup_finish(backup);
    sqlite3_close(source);
    sqlite3_close(target);
}

TEST_F(MarkedTown, IsFoundNowhereOutsideThePagesOfThoseEntitled) {
    move_in();
    auto const grid = viewer(Role::grid_leader, ScopeKind::area, std::string(estate));
    auto const worries = town.queries().project(grid, id("$p1"));
    ASSERT_TRUE(worries);
    // The staff read the words; the numbers in them stay masked.
    auto const read = scanner.marks_in(worries->json);
    EXPECT_TRUE(read.contains(resident(0).words) && read.contains(resident(0).name));
    EXPECT_FALSE(read.contains(resident(0).identity) || read.contains(resident(0).phone));

    // On disk while the service runs, in copies made meanwhile, and in the events themselves.
    EXPECT_EQ(marks_on_disk(town.folder()), std::set<std::string>());
    fs::create_directory(town.folder() / "backup");
    for (auto const* file : {"jiati.db", "keys.db"})
        copy_database(town.folder() / file, town.folder() / "backup" / file);
    EXPECT_GT(fs::file_size(town.folder() / "backup" / "jiati.db"), 1'000'000U);
    EXPECT_EQ(marks_on_disk(town.folder() / "backup"), std::set<std::string>());
    std::string events;
    for (auto const& row : town.store().read_all(std::string(city), 0, 100'000).value())
        events += row.payload + "\n" + row.leaf + "\n" + row.evidence + "\n";
    EXPECT_GT(events.size(), 500'000U);
    EXPECT_EQ(scanner.marks_in(events), std::set<std::string>());
}

TEST_F(MarkedTown, IsFoundInNoPublicAnswerNoErrorAndNoLog) {
    move_in();
    app::SignIn sign_in(town.stores(), town.store(), town.repository(), std::string(city));
    http::Problems const problems(words());
    http::Hub hub;
    http::Router router;
    http::api::Services const services{town.commands(), town.queries(),    sign_in, hub,
                                       problems,        std::string(city), false,   [] { return true; }};
    http::api::add_routes(router, services);
    std::mutex mutex;
    std::string log;
    http::ServerOptions options;
    options.observe = [&](http::Exchange const& exchange) {
        std::lock_guard const lock(mutex);
        log += exchange.request_id + exchange.method + exchange.pattern + exchange.detail + "\n";
    };
    auto const server = http::Server::start(std::move(options), router, problems).value();
    std::string answers;
    std::string cookie;
    int asked = 0;
    auto const ask = [&](std::string const& method, std::string const& path, std::string const& body = {}) {
        http::TestClient client(server->port());
        client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + cookie +
                    (body.empty() ? ""
                                  : "Idempotency-Key: k" + std::to_string(++asked) +
                                        "\r\nContent-Type: application/json\r\nContent-Length: " +
                                        std::to_string(body.size()) + "\r\n") +
                    "\r\n" + body);
        auto const answer = client.read();
        ASSERT_TRUE(answer) << method << " " << path;
        for (auto const& [name, value] : answer->headers) answers += name + ": " + value + "\n";
        answers += answer->body + "\n";
    };
    auto const look_around = [&] {
        for (auto const* path :
             {"/api/v1/summary", "/api/v1/projects", "/api/v1/me", "/openapi.json", "/api/v1/policies"})
            ask("GET", path);
        for (auto const* project : {"$p1", "$p2", "$p3", "$p4"}) {
            auto const path = "/api/v1/projects/" + id(project);
            for (auto const* part : {"", "/events?limit=500", "/shares", "/consent", "/agreement"})
                ask("GET", path + part);
        }
        ask("GET", "/api/v1/places/" + id("$c"));
    };
    look_around();
    // Words that were meant for the vault come back in no error: wrong rights, wrong shape, wrong place.
    auto const one = resident(7);
    auto const commands = "/api/v1/projects/" + id("$p1") + "/commands";
    auto const command = [&](std::string const& data) {
        return R"({"type":"survey.RaiseWorry","data":{"household":")" + id("$h1/101") + R"(","topic":"daylight",)" +
               data + "}}";
    };
    auto const send_wrong = [&] {
        ask("POST", commands, command(R"("text":")" + one.text() + "\""));
        ask("POST", commands, command(R"("text":[")" + one.text() + "\"]"));
        ask("POST", commands, command(R"("text":{"a":")" + one.phone + "\"}"));
        std::string long_text;
        while (long_text.size() < 20'000) long_text += one.text();
        ask("POST", commands, command(R"("text":")" + long_text + "\""));
        ask("POST", commands, R"({"type":"survey.RaiseWorry","data":)" + one.text());
        ask("POST", "/api/v1/accounts", R"({"type":"account.Create","data":{"login":"x","name":")" + one.name + "\"}}");
        ask("POST", "/api/v1/session", R"({"login":")" + one.phone + R"(","password":")" + one.words + "\"}");
        ask("POST", "/api/v1/reveals",
            R"({"household":")" + id("$h1/101") + R"(","fields":["worry"],"purpose":"contact","reason":")" + one.words +
                "\"}");
    };
    send_wrong();
    {
        // As someone signed in without any right here.
        auto const account = town.create_account("passer-by", "路人");
        ASSERT_TRUE(town.send(town.administrator(), account, "account.SetPassword", R"({"credential":"a password"})"));
        http::TestClient client(server->port());
        std::string const body = R"({"login":"passer-by","password":"a password"})";
        client.send(
            "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
            std::to_string(body.size()) + "\r\n\r\n" + body);
        auto const answer = client.read();
        ASSERT_TRUE(answer && answer->status == 201);
        auto const set = answer->headers.at("set-cookie");
        cookie = "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
    }
    look_around();
    send_wrong();
    server->stop();
    EXPECT_GT(answers.size(), 100'000U);
    EXPECT_EQ(scanner.marks_in(answers), std::set<std::string>());
    EXPECT_FALSE(log.empty());
    EXPECT_EQ(scanner.marks_in(log), std::set<std::string>());
    EXPECT_EQ(marks_on_disk(town.folder()), std::set<std::string>());
}

// The search can fail: each form of a mark is found wherever it is put.
TEST_F(Marks, WouldBeFoundInEveryForm) {
    SqlTown const town;
    auto const folder = town.folder() / "plants";
    fs::create_directory(folder);
    auto const file = folder / "planted";
    for (auto const& mark : resident(123).marks()) {
        std::string hash(crypto_hash_sha256_BYTES, '\0');
        crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                           reinterpret_cast<unsigned char const*>(mark.data()), mark.size());
        std::vector<std::string> planted{mark, hex_of(mark), upper(hex_of(mark)),
                                         hash, hex_of(hash), encoded(hash, sodium_base64_VARIANT_URLSAFE_NO_PADDING)};
        for (std::size_t shift = 0; shift < 3; ++shift)
            planted.push_back(
                encoded(std::string(shift, 'a') + mark + "尾巴", sodium_base64_VARIANT_ORIGINAL_NO_PADDING));
        for (auto const& form : planted) {
            std::ofstream(file, std::ios::binary) << std::string(4097, 'z') + form + "rest";
            // In base64 the last characters belong to the neighbour too, so a mark that ends alike is found with it.
            EXPECT_TRUE(marks_on_disk(folder).contains(mark)) << form;
        }
    }
    std::ofstream(file, std::ios::binary) << "钱" << encoded("139", sodium_base64_VARIANT_ORIGINAL);
    EXPECT_EQ(marks_on_disk(folder), std::set<std::string>());
}

}  // namespace
}  // namespace jiati::service
