#include "store/sql_log_book.h"

#include "store/box.h"
#include "store/sql_dialect.h"

#include <algorithm>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

constexpr Query read_epochs{
    "SELECT number, origin, public_key, began, reason, began_with, size, root, note, signed_at, cosigned, witnesses "
    "FROM log_epochs WHERE city = :city ORDER BY number",
    "nttntnnttntt"};
constexpr Query read_cities{"SELECT DISTINCT city FROM log_epochs ORDER BY city", "t"};
constexpr Query last_number{"SELECT COALESCE(MAX(number), 0) FROM log_epochs WHERE city = :city", "n"};
constexpr Query insert_epoch{
    "INSERT INTO log_epochs (city, number, origin, public_key, secret, began, reason, began_with, size, root, note, "
    "signed_at, cosigned, witnesses) VALUES (:city, :number, :origin, :public_key, :secret, :began, :reason, "
    ":began_with, 0, '', '', 0, '', '')"};
constexpr Query read_secret{"SELECT secret FROM log_epochs WHERE city = :city AND number = :number", "t"};
constexpr Query write_checkpoint{
    "UPDATE log_epochs SET size = :size, root = :root, note = :note, signed_at = :signed_at "
    "WHERE city = :city AND number = :number AND size = :before "
    "AND number = (SELECT MAX(l.number) FROM log_epochs l WHERE l.city = :same_city)"};
constexpr Query write_cosigned{
    "UPDATE log_epochs SET cosigned = :cosigned, witnesses = :witnesses WHERE city = :city AND number = :number"};

constexpr std::string_view purpose = "log-signing-key";

std::string row_name(std::string_view city, std::int64_t number) {
    return "log_epochs/" + std::string(city) + "/" + std::to_string(number);
}

template <std::size_t n>
std::string text_of(std::array<unsigned char, n> const& bytes) {
    return to_text(std::string(bytes.begin(), bytes.end()));
}

std::array<unsigned char, 32> bytes_of(std::string_view text) {
    auto const bytes = from_text(text);
    std::array<unsigned char, 32> array{};
    if (!bytes || bytes->size() != array.size())
        throw SqlFailure{{Kind::corrupt, "keys.db: a key of the log is not 32 bytes"}};
    std::transform(bytes->begin(), bytes->end(), array.begin(), [](char c) { return static_cast<unsigned char>(c); });
    return array;
}

}  // namespace

std::string SqlLogBook::to_column(Seed const& seed, std::string_view belongs_to) {
    std::string_view const plain(reinterpret_cast<char const*>(seed.data()), seed.size());
    return to_text(master_.wrap(purpose, plain, belongs_to, randomness_));
}

Seed SqlLogBook::from_column(std::string const& text, std::string_view belongs_to) {
    auto const wrapped = from_text(text);
    auto plain = wrapped ? master_.unwrap(purpose, *wrapped, belongs_to) : std::optional<std::string>();
    Seed seed{};
    if (!plain || plain->size() != seed.size())
        throw SqlFailure{{Kind::corrupt, "keys.db: a signing key does not open"}};
    std::transform(plain->begin(), plain->end(), seed.begin(), [](char c) { return static_cast<unsigned char>(c); });
    wipe(*plain);
    return seed;
}

template <class F>
auto SqlLogBook::write(F const& work) {
    std::lock_guard const lock(mutex_);
    if (connection_->is_lost()) connection_->revive();
    decltype(work()) answer{};
    writes_.perform(*connection_, [&] { answer = work(); });
    return answer;
}

std::vector<app::LogEpoch> SqlLogBook::epochs(std::string const& city) {
    std::lock_guard const lock(mutex_);
    std::vector<app::LogEpoch> epochs;
    auto const take = [&](SqlRow& row) {
        app::LogEpoch epoch{.number = row.number(0),
                            .origin = row.text(1),
                            .public_key = bytes_of(row.text(2)),
                            .began = Instant{row.number(3)},
                            .reason = row.text(4),
                            .began_with = row.number(5),
                            .last = {},
                            .cosigned = row.text(10),
                            .witnesses = row.text(11)};
        if (row.number(6) > 0)
            epoch.last = app::LogCheckpoint{
                .size = row.number(6), .root = row.text(7), .note = row.text(8), .signed_at = Instant{row.number(9)}};
        epochs.push_back(std::move(epoch));
    };
    with_revival(*connection_, [&] {
        epochs.clear();
        connection_->each(read_epochs, {city}, take);
    });
    return epochs;
}

std::vector<std::string> SqlLogBook::cities() {
    std::lock_guard const lock(mutex_);
    std::vector<std::string> cities;
    with_revival(*connection_, [&] {
        cities.clear();
        connection_->each(read_cities, {}, [&](SqlRow& row) { cities.push_back(row.text(0)); });
    });
    return cities;
}

void SqlLogBook::begin(std::string const& city, app::LogBook::NewEpoch const& epoch) {
    Seed seed{};
    randomness_.fill(seed);
    auto const public_key = text_of(ed25519_public_key(seed));
    auto secret = to_column(seed, row_name(city, epoch.number));
    wipe(seed);
    write([&] {
        std::int64_t last = 0;
        connection_->first(last_number, {city}, [&](SqlRow& row) { last = row.number(0); });
        if (epoch.number != last + 1)
            throw SqlFailure{{Kind::conflict, "the log of " + city + " has " + std::to_string(last) + " epochs"}};
        return connection_->run(insert_epoch, {city, epoch.number, epoch.origin, public_key, secret,
                                               epoch.began.unix_ms, epoch.reason, epoch.began_with});
    });
    wipe(secret);
}

std::string SqlLogBook::sign(std::string const& city, std::int64_t number, std::string_view message) {
    std::string secret;
    {
        std::lock_guard const lock(mutex_);
        with_revival(*connection_, [&] {
            connection_->first(read_secret, {city, number}, [&](SqlRow& row) { secret = row.text(0); });
        });
    }
    auto seed = from_column(secret, row_name(city, number));
    wipe(secret);
    auto signature = ed25519_sign(seed, message);
    wipe(seed);
    return signature;
}

bool SqlLogBook::advance(std::string const& city, std::int64_t number, std::int64_t size_before,
                         app::LogCheckpoint const& next) {
    return write([&] {
        return connection_->run(write_checkpoint, {next.size, next.root, next.note, next.signed_at.unix_ms, city,
                                                   number, size_before, city}) == 1;
    });
}

void SqlLogBook::keep_cosigned(std::string const& city, std::int64_t number, std::string const& note,
                               std::string const& witnesses) {
    write([&] { return connection_->run(write_cosigned, {note, witnesses, city, number}); });
}

}  // namespace jiati::store
