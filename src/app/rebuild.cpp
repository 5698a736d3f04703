#include "app/rebuild.h"

#include "app/projections.h"

#include <map>
#include <set>

namespace jiati::app {
namespace {

constexpr std::size_t events_at_once = 1000;

Result<std::vector<std::string>, StoreError> streams_of(Journal& journal, std::string const& city) {
    std::set<std::string> seen;
    for (std::int64_t after = 0;;) {
        auto page = journal.read_all(city, after, events_at_once);
        if (!page) return Failure{std::move(page).error()};
        for (auto const& event : *page) seen.insert(event.stream);
        if (page->size() < events_at_once) return std::vector<std::string>(seen.begin(), seen.end());
        after = page->back().seq;
    }
}

template <class Kind>
Result<std::vector<typename Kind::Event>, StoreError> events_of(Journal& journal, std::string const& city,
                                                                std::string const& stream) {
    auto stored = journal.read_stream(city, stream, 0);
    if (!stored) return Failure{std::move(stored).error()};
    std::vector<typename Kind::Event> events;
    for (auto const& row : *stored) {
        auto event = Kind::decode_event(row.type, row.payload);
        if (!event) return Failure{StoreError{StoreError::Kind::corrupt, stream + ": " + event.error().code}};
        events.push_back(std::move(*event));
    }
    return events;
}

template <class Kind>
Result<Done, StoreError> add_rows(Stores const& stores, Repository& repository, std::string const& city,
                                  std::string const& stream, FindPlace const& place,
                                  std::vector<Views::CityRow>& rows) {
    auto const prefix = std::string(Kind::prefix) + "/";
    if (!stream.starts_with(prefix)) return Done{};
    auto loaded = repository.load<Kind>(city, stream.substr(prefix.size()));
    if (!loaded) return Failure{std::move(loaded).error()};
    auto events = events_of<Kind>(stores.journal, city, stream);
    if (!events) return Failure{std::move(events).error()};
    for (auto& row : rows_of((*loaded)->state, *events, place))
        if (!row.body.empty()) rows.push_back({city, std::move(row)});
    return Done{};
}

}  // namespace

Result<std::vector<Views::CityRow>, StoreError> rows_from_journal(Stores const& stores, Repository& repository,
                                                                  std::string const& city) {
    auto streams = streams_of(stores.journal, city);
    if (!streams) return Failure{std::move(streams).error()};
    std::vector<Views::CityRow> rows;
    std::shared_ptr<Loaded<PlaceKind> const> held;
    FindPlace const place = [&](CommunityId const& community) -> place::State const* {
        auto loaded = repository.load<PlaceKind>(city, community.text);
        if (!loaded) return nullptr;
        held = *loaded;
        return &held->state;
    };
    for (auto const& stream : *streams) {
        for (auto result : {add_rows<ProjectKind>(stores, repository, city, stream, place, rows),
                            add_rows<PlaceKind>(stores, repository, city, stream, place, rows),
                            add_rows<VoteKind>(stores, repository, city, stream, place, rows),
                            add_rows<TenderKind>(stores, repository, city, stream, place, rows),
                            add_rows<FirmKind>(stores, repository, city, stream, place, rows),
                            add_rows<AccountKind>(stores, repository, city, stream, place, rows)})
            if (!result) return Failure{std::move(result).error()};
    }
    return rows;
}

Result<std::vector<Views::DueTimer>, StoreError> timers_from_journal(Journal& journal, Repository& repository,
                                                                     std::string const& city) {
    auto streams = streams_of(journal, city);
    if (!streams) return Failure{std::move(streams).error()};
    std::map<std::string, TimerRow> owed;
    auto const prefix = std::string(VoteKind::prefix) + "/";
    for (auto const& stream : *streams) {
        if (!stream.starts_with(prefix)) continue;
        auto loaded = repository.load<VoteKind>(city, stream.substr(prefix.size()));
        if (!loaded) return Failure{std::move(loaded).error()};
        auto events = events_of<VoteKind>(journal, city, stream);
        if (!events) return Failure{std::move(events).error()};
        for (auto& timer : timers_of((*loaded)->state, *events)) owed[timer.key] = std::move(timer);
    }
    std::vector<Views::DueTimer> timers;
    for (auto& [key, timer] : owed)
        if (!timer.command.empty()) timers.push_back({city, std::move(timer)});
    return timers;
}

namespace {

using Heads = std::map<std::string, std::int64_t>;

Result<Heads, StoreError> heads_of(Journal& journal) {
    auto cities = journal.cities();
    if (!cities) return Failure{std::move(cities).error()};
    Heads heads;
    for (auto const& city : *cities) {
        auto head = journal.head(city);
        if (!head) return Failure{std::move(head).error()};
        heads[city] = *head;
    }
    return heads;
}

Result<Done, StoreError> rebuild_once(Stores const& stores, Repository& repository, Heads const& heads) {
    std::vector<Views::CityRow> rows;
    for (auto const& [city, head] : heads) {
        auto made = rows_from_journal(stores, repository, city);
        if (!made) return Failure{std::move(made).error()};
        std::ranges::move(*made, std::back_inserter(rows));
    }
    std::size_t next = 0;
    return stores.views.replace_all(views_format, [&]() -> std::optional<Views::CityRow> {
        if (next == rows.size()) return std::nullopt;
        return std::move(rows[next++]);
    });
}

}  // namespace

// Another process may append between the folding and the replacing: then it is done once more.
Result<Done, StoreError> rebuild_views(Stores const& stores, Repository& repository) {
    for (;;) {
        auto before = heads_of(stores.journal);
        if (!before) return Failure{std::move(before).error()};
        if (auto rebuilt = rebuild_once(stores, repository, *before); !rebuilt) return rebuilt;
        auto const after = heads_of(stores.journal);
        if (!after) return Failure{after.error()};
        if (*after == *before) return Done{};
    }
}

Result<Done, StoreError> ensure_views(Stores const& stores, Repository& repository) {
    auto format = stores.views.format();
    if (!format) return Failure{std::move(format).error()};
    if (*format == views_format) return Done{};
    return rebuild_views(stores, repository);
}

}  // namespace jiati::app
