#include "store/sql_keys.h"

#include "store/sql_dialect.h"
#include "store/sql_schema.h"

#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

constexpr Query read_secret{
    "SELECT secret, frozen_until FROM wrapped_secrets WHERE city = :city AND subject = :subject", "tn"};
constexpr Query insert_secret{
    "INSERT INTO wrapped_secrets (city, subject, secret, frozen_until) VALUES (:city, :subject, :secret, 0) "
    "ON CONFLICT (city, subject) DO NOTHING"};
constexpr Query remove_secret{"DELETE FROM wrapped_secrets WHERE city = :city AND subject = :subject"};
constexpr Query freeze_secret{
    "UPDATE wrapped_secrets SET frozen_until = :until WHERE city = :city AND subject = :subject"};
constexpr Query insert_erased{
    "INSERT INTO erased_subjects (city, subject) VALUES (:city, :subject) ON CONFLICT (city, subject) DO NOTHING"};
constexpr Query read_erased{"SELECT 1 FROM erased_subjects WHERE city = :city AND subject = :subject", "n"};
constexpr Query list_subjects{
    "SELECT subject FROM wrapped_secrets WHERE city = :city AND subject >= :first AND subject < :last ORDER BY subject",
    "t"};
constexpr Query read_check{"SELECT sealed FROM master_check WHERE name = 'check'", "t"};
constexpr Query insert_check{"INSERT INTO master_check (name, sealed) VALUES ('check', :sealed)"};

constexpr std::string_view purpose = "subject-secrets";
constexpr std::string_view check_text = "jiati";
constexpr std::string_view digits = "0123456789abcdef";
constexpr std::size_t opened_max = 50'000;  // about 8 MB

// Who erases waits for those who make secrets in the same city, and they for it.
std::int64_t erasing_in(std::string const& city) { return lock_number("erasing", city); }

std::string belongs_to(std::string const& city, std::string const& subject) { return city + "\n" + subject; }

app::Secret secret_of(std::string_view bytes) {
    app::Secret secret{};
    if (bytes.size() != secret.size())
        throw SqlFailure{{Kind::corrupt, "keys.db: a secret has " + std::to_string(bytes.size()) + " bytes"}};
    for (std::size_t i = 0; i < secret.size(); ++i) secret[i] = static_cast<unsigned char>(bytes[i]);
    return secret;
}

std::string_view bytes_of(app::Secret const& secret) {
    return {reinterpret_cast<char const*>(secret.data()), secret.size()};
}

// As the first format kept them.
app::Secret from_hex(std::string const& text) {
    app::Secret secret{};
    bool good = text.size() == 2 * secret.size() && text.find_first_not_of(digits) == std::string::npos;
    if (!good) throw SqlFailure{{Kind::corrupt, "keys.db: a secret is not 64 hexadecimal digits"}};
    for (std::size_t i = 0; i < secret.size(); ++i)
        secret[i] = static_cast<unsigned char>(digits.find(text[2 * i]) << 4U | digits.find(text[2 * i + 1]));
    return secret;
}

[[noreturn]] void refuse_master(std::string const& why) { throw SqlFailure{{Kind::unavailable, why}}; }

MasterKey or_throw(Result<MasterKey, app::StoreError> key) {
    if (!key) throw SqlFailure{key.error()};
    return *key;
}

}  // namespace

MasterKey obtain_master_key(Database const& keys, std::string const& given, app::Randomness& randomness) {
    namespace fs = std::filesystem;
    if (!given.empty()) return or_throw(MasterKey::read(given));
    bool const is_file = keys.engine == Engine::sqlite;
    auto const folder = is_file ? fs::path(keys.where).parent_path() : fs::absolute("data");
    auto const file = (folder / "master.key").string();
    std::error_code error;
    if (fs::exists(file, error)) return or_throw(MasterKey::read(file));
    bool const may_hold_secrets = !is_file || fs::exists(keys.where, error);
    if (may_hold_secrets && has_table(*connect(keys, Use::keys), "master_check"))
        refuse_master("the master key is missing: the secrets were wrapped by one, and there is no " + file);
    fs::create_directories(folder, error);
    if (error) refuse_master("folder of " + file + ": " + error.message());
    return or_throw(MasterKey::make(file, randomness));
}

SqlKeys::SqlKeys(std::unique_ptr<SqlConnection> connection, MasterKey master, app::Randomness& randomness)
    : connection_(std::move(connection)), master_(std::move(master)), randomness_(randomness) {
    // Another node that starts at the same time may have made the table and not yet what goes into it.
    if (has_table(*connection_, "master_check")) check_master(false);
    migrate_keys(*connection_);
    wrap_plain_secrets();
    check_master(true);
    truncate_wal(*connection_);
}

SqlKeys::~SqlKeys() { forget_all(); }

void SqlKeys::check_master(bool must_be_there) {
    std::optional<std::string> opened;
    bool const is_there = connection_->first(read_check, {}, [&](SqlRow& row) {
        auto const sealed = from_text(row.text(0));
        if (sealed) opened = master_.unwrap(purpose, *sealed, check_text);
    });
    if (!is_there && !must_be_there) return;
    if (opened != check_text) refuse_master("this is not the master key that keys.db was wrapped by");
}

void SqlKeys::wrap_plain_secrets() {
    if (!has_table(*connection_, "subject_secrets")) return;
    write([&] {
        // Another process on the same store may have done it since, or be at it.
        lock_for_transaction(*connection_, lock_number("wrap", "secrets"));
        if (!has_table(*connection_, "subject_secrets")) return;
        std::vector<std::pair<Name, std::string>> plain;
        constexpr Query all{"SELECT city, subject, secret FROM subject_secrets", "ttt"};
        connection_->each(all, {}, [&](SqlRow& row) {
            auto city = row.text(0);
            auto subject = row.text(1);
            plain.emplace_back(Name{std::move(city), std::move(subject)}, row.text(2));
        });
        for (auto& [name, hex] : plain) {
            auto secret = from_hex(hex);
            insert(name.first, name.second, secret);
            wipe(secret);
            wipe(hex);
        }
        connection_->run_once("DROP TABLE subject_secrets");  // secure_delete overwrites its pages
        connection_->run(insert_check, {to_text(master_.wrap(purpose, check_text, check_text, randomness_))});
    });
}

void SqlKeys::write(std::function<void()> const& work) { writes_.perform(*connection_, work); }

std::map<std::string, SqlKeys::Known> SqlKeys::known(std::string const& city,
                                                     std::vector<std::string> const& subjects) {
    std::lock_guard const lock(mutex_);
    return with_revival(*connection_, [&] {
        forget_if_others_wrote();
        std::map<std::string, Known> answer;
        for (auto const& subject : subjects)
            if (auto found = find(city, subject)) answer[subject] = *found;
        return answer;
    });
}

std::map<std::string, app::Secret> SqlKeys::secrets(std::string const& city, std::vector<std::string> const& subjects) {
    std::lock_guard const lock(mutex_);
    // A commit whose outcome is unknown is no harm: what it left behind is read.
    return with_revival(*connection_, [&] {
        forget_if_others_wrote();
        std::map<std::string, app::Secret> answer;
        std::set<std::string> missing;
        for (auto const& subject : subjects) {
            auto const found = find(city, subject);
            if (!found) {
                missing.insert(subject);
                continue;
            }
            if (found->is_frozen) throw SqlFailure{{Kind::conflict, "the subject is frozen"}};
            answer[subject] = found->secret;
        }
        if (!missing.empty()) answer.merge(make(city, missing));
        return answer;
    });
}

// In one order everywhere: of two nodes that make the same ones, each would wait for the other.
std::map<std::string, app::Secret> SqlKeys::make(std::string const& city, std::set<std::string> const& subjects) {
    std::map<std::string, app::Secret> made;
    write([&] {
        lock_for_transaction_shared(*connection_, erasing_in(city));
        for (auto const& subject : subjects) {
            if (connection_->first(read_erased, {city, subject}, [](SqlRow&) {}))
                throw SqlFailure{{Kind::conflict, "the subject was erased"}};
            // Another process may have made it since, or be making it now.
            auto found = find(city, subject);
            if (!found) {
                app::Secret secret{};
                randomness_.fill(secret);
                found = insert(city, subject, secret) ? Known{secret, false} : find(city, subject);
            }
            if (!found) throw SqlFailure{{Kind::busy, "a secret was destroyed while it was made"}, Reach::transaction};
            made[subject] = found->secret;
        }
    });
    for (auto const& [subject, secret] : made) opened_[{city, subject}] = {secret, false};
    return made;
}

bool SqlKeys::insert(std::string const& city, std::string const& subject, app::Secret const& secret) {
    auto const wrapped = master_.wrap(purpose, bytes_of(secret), belongs_to(city, subject), randomness_);
    return connection_->run(insert_secret, {city, subject, to_text(wrapped)}) != 0;
}

std::optional<SqlKeys::Known> SqlKeys::find(std::string const& city, std::string const& subject) {
    if (auto const kept = opened_.find({city, subject}); kept != opened_.end()) return kept->second;
    std::optional<Known> found;
    connection_->first(read_secret, {city, subject}, [&](SqlRow& row) {
        auto const wrapped = from_text(row.text(0));
        auto plain =
            wrapped ? master_.unwrap(purpose, *wrapped, belongs_to(city, subject)) : std::optional<std::string>();
        if (!plain) throw SqlFailure{{Kind::corrupt, "keys.db: a secret does not open"}};
        found = Known{secret_of(*plain), row.number(1) != 0};
        wipe(*plain);
    });
    if (found) {
        if (opened_.size() >= opened_max) forget_all();
        opened_[{city, subject}] = *found;
    }
    return found;
}

void SqlKeys::erase(std::string const& city, std::vector<std::string> const& subjects) {
    std::lock_guard const lock(mutex_);
    for (auto const& subject : subjects) forget({city, subject});
    with_revival(*connection_, [&] {
        write([&] {
            lock_for_transaction(*connection_, erasing_in(city));
            for (auto const& subject : subjects) {
                connection_->run(remove_secret, {city, subject});
                connection_->run(insert_erased, {city, subject});
            }
        });
        truncate_wal(*connection_);
    });
}

void SqlKeys::freeze(std::string const& city, std::map<std::string, Date> const& until) {
    std::lock_guard const lock(mutex_);
    for (auto const& [subject, day] : until) forget({city, subject});
    with_revival(*connection_, [&] {
        write([&] {
            for (auto const& [subject, day] : until)
                connection_->run(freeze_secret, {std::int64_t{day.days_since_epoch()}, city, subject});
        });
    });
}

std::vector<std::string> SqlKeys::subjects(std::string const& city, std::string const& prefix) {
    std::lock_guard const lock(mutex_);
    return with_revival(*connection_, [&] {
        std::vector<std::string> found;
        connection_->each(list_subjects, {city, prefix, prefix + last_code_point},
                          [&](SqlRow& row) { found.push_back(row.text(0)); });
        return found;
    });
}

void SqlKeys::forget_if_others_wrote() {
    if (connection_->engine() != Engine::sqlite) return forget_all();
    std::int64_t now = 0;
    connection_->first(data_version, {}, [&](SqlRow& row) { now = row.number(0); });
    if (now == data_version_) return;
    data_version_ = now;
    forget_all();
}

void SqlKeys::forget(Name const& name) {
    auto const found = opened_.find(name);
    if (found == opened_.end()) return;
    wipe(found->second.secret);
    opened_.erase(found);
}

void SqlKeys::forget_all() {
    for (auto& [name, known] : opened_) wipe(known.secret);
    opened_.clear();
}

std::map<std::string, std::string> SqlKeys::settings() {
    std::lock_guard const lock(mutex_);
    return settings_of(*connection_);
}

}  // namespace jiati::store
