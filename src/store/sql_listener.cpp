#include "store/sql_listener.h"

#include "store/sql_reads.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <vector>

namespace jiati::store {
namespace {

constexpr std::chrono::milliseconds patience{200};  // how long an end may have to wait
constexpr std::size_t events_at_once = 1000;

constexpr Query notify{"SELECT pg_notify('jiati', :announcement)"};

// process, city, seq, version, stream; none but the last may hold a line break.
struct Announcement {
    std::string process;
    app::Change change;
};

std::optional<std::int64_t> number_of(std::string const& text) {
    std::int64_t number = 0;
    auto const end = text.data() + text.size();
    auto const [stopped, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stopped == end ? std::optional(number) : std::nullopt;
}

std::optional<Announcement> read_announcement(std::string const& text) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (int i = 0; i < 4; ++i) {
        auto const end = text.find('\n', begin);
        if (end == std::string::npos) return std::nullopt;
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    auto const seq = number_of(parts[2]);
    auto const version = number_of(parts[3]);
    if (!seq || !version) return std::nullopt;
    return Announcement{parts[0], {parts[1], text.substr(begin), *seq, *version}};
}

}  // namespace

void announce(SqlConnection& connection, std::string const& process, app::Append const& append,
              AppendedRange const& range) {
    if (connection.engine() != Engine::postgresql || range.repeated) return;
    auto seq = range.first_seq - 1;
    for (auto const& part : append.streams) {
        auto const count = static_cast<std::int64_t>(part.events.size());
        seq += count;
        connection.run(notify, {process + "\n" + append.city + "\n" + std::to_string(seq) + "\n" +
                                std::to_string(part.expected_version + count) + "\n" + part.stream});
    }
}

SqlListener::SqlListener(Database database, std::string process, std::function<void(app::Change const&)> watcher)
    : database_(std::move(database)),
      process_(std::move(process)),
      watcher_(std::move(watcher)),
      thread_([this] { run(); }) {}

SqlListener::~SqlListener() {
    ends_ = true;
    thread_.join();
}

void SqlListener::run() {
    std::unique_ptr<SqlConnection> connection;
    while (!ends_) {
        try {
            if (!connection) {
                connection = connect(database_, Use::read);
                connection->run_once("LISTEN jiati");
                catch_up(*connection);
            }
            hear(*connection);
        } catch (SqlFailure const&) {  // a hint that comes late does no harm: who reads, reads what is so
            connection.reset();
            for (int i = 0; i < 5 && !ends_; ++i) std::this_thread::sleep_for(patience);
        }
    }
}

void SqlListener::hear(SqlConnection& connection) {
    for (auto const& text : connection.announcements(patience)) {
        auto const announcement = read_announcement(text);
        if (!announcement) continue;
        auto& heard = heard_[announcement->change.city];
        heard = std::max(heard, announcement->change.seq);
        if (announcement->process != process_) watcher_(announcement->change);
    }
}

// What came between is told from the journal, our own among it: a hint too many does no harm either.
void SqlListener::catch_up(SqlConnection& connection) {
    for (auto const& city : read_cities(connection)) {
        auto const head = read_head(connection, city);
        auto& heard = heard_[city];
        while (has_begun_ && heard < head) {
            auto const events = read_all(connection, city, heard, events_at_once);
            if (events.empty()) break;
            for (auto const& event : events) watcher_({city, event.stream, event.seq, event.version});
            heard = events.back().seq;
        }
        heard = std::max(heard, head);
    }
    has_begun_ = true;
}

}  // namespace jiati::store
