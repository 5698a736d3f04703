#include "store/sql_keys.h"

#include "store/sql_dialect.h"

#include <set>
#include <string_view>
#include <utility>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

constexpr Query read_secret{"SELECT secret FROM subject_secrets WHERE city = :city AND subject = :subject", "t"};
constexpr Query insert_secret{
    "INSERT INTO subject_secrets (city, subject, secret) VALUES (:city, :subject, :secret) "
    "ON CONFLICT (city, subject) DO NOTHING"};

constexpr std::string_view digits = "0123456789abcdef";

std::string to_hex(app::Secret const& secret) {
    std::string text;
    text.reserve(2 * secret.size());
    for (auto const byte : secret) {
        text.push_back(digits[byte >> 4U]);
        text.push_back(digits[byte & 15U]);
    }
    return text;
}

app::Secret from_hex(std::string const& text) {
    app::Secret secret{};
    bool good = text.size() == 2 * secret.size() && text.find_first_not_of(digits) == std::string::npos;
    if (!good) throw SqlFailure{{Kind::corrupt, "keys.db: a secret is not 64 hexadecimal digits"}};
    for (std::size_t i = 0; i < secret.size(); ++i)
        secret[i] = static_cast<unsigned char>(digits.find(text[2 * i]) << 4U | digits.find(text[2 * i + 1]));
    return secret;
}

}  // namespace

std::map<std::string, app::Secret> SqlKeys::secrets(std::string const& city, std::vector<std::string> const& subjects) {
    std::lock_guard const lock(mutex_);
    // A commit whose outcome is unknown is no harm: what it left behind is read.
    return with_revival(*connection_, [&] {
        std::map<std::string, app::Secret> known;
        for (auto const& subject : subjects)
            if (auto secret = read(city, subject)) known[subject] = *secret;
        make_missing(city, subjects, known);
        return known;
    });
}

void SqlKeys::make_missing(std::string const& city, std::vector<std::string> const& subjects,
                           std::map<std::string, app::Secret>& known) {
    bool complete = true;
    for (auto const& subject : subjects) complete = complete && known.contains(subject);
    if (complete) return;
    if (stopped_because_) throw SqlFailure{{Kind::unavailable, "writing stopped: " + *stopped_because_}};
    try {
        connection_->run(begin_writing);
        // In one order everywhere: of two nodes that make the same ones, each would wait for the other.
        for (auto const& subject : std::set<std::string>(subjects.begin(), subjects.end())) {
            if (known.contains(subject)) continue;
            // Another process may have made it since, or be making it now.
            auto secret = read(city, subject);
            if (!secret) {
                secret.emplace();
                randomness_.fill(*secret);
                if (connection_->run(insert_secret, {city, subject, to_hex(*secret)}) == 0)
                    secret = read(city, subject);
            }
            if (!secret) throw SqlFailure{{Kind::busy, "a secret was destroyed while it was made"}, Reach::transaction};
            known[subject] = *secret;
        }
        connection_->run(commit);
    } catch (SqlFailure const& failed) {
        bool const is_file = connection_->engine() == Engine::sqlite;
        if (is_file && failed.error.kind != Kind::busy) stopped_because_ = failed.error.detail;
        try {
            connection_->run(rollback);
        } catch (SqlFailure const&) {  // there was no transaction, or the engine has rolled back by itself
        }
        throw;
    }
}

std::optional<app::Secret> SqlKeys::read(std::string const& city, std::string const& subject) {
    std::optional<app::Secret> secret;
    connection_->first(read_secret, {city, subject}, [&](SqlRow& row) { secret = from_hex(row.text(0)); });
    return secret;
}

std::map<std::string, std::string> SqlKeys::settings() {
    std::lock_guard const lock(mutex_);
    return settings_of(*connection_);
}

}  // namespace jiati::store
