#include "store/memory_store.h"

#include "store/append_rules.h"
#include "store/box.h"

#include <algorithm>

namespace jiati::store {
namespace {

app::StoreError conflict(std::string detail) { return {app::StoreError::Kind::conflict, std::move(detail)}; }

bool begins_with(std::string const& text, std::string const& prefix) {
    return text.compare(0, prefix.size(), prefix) == 0;
}

}  // namespace

// --- journal

Result<app::Appended, app::StoreError> MemoryStore::append(app::Append append) {
    check_append(append);
    if (auto refused = why_unstorable(append)) return Failure{std::move(*refused)};
    std::lock_guard const lock(mutex_);
    auto earlier = earlier_answer(append.city, append.idempotency_key, append.request_hash);
    if (!earlier) return Failure{std::move(earlier).error()};
    if (earlier->has_value()) return std::move(**earlier);
    if (auto refused = why_refused(append)) return Failure{std::move(*refused)};
    return record(std::move(append));
}

std::optional<app::StoreError> MemoryStore::why_refused(app::Append const& append) const {
    std::map<std::string, std::int64_t> versions;
    auto const journal = journals_.find(append.city);
    for (auto const& part : append.streams) {
        auto [version, first_mention] = versions.try_emplace(part.stream, 0);
        if (first_mention && journal != journals_.end()) {
            auto const stream = journal->second.streams.find(part.stream);
            if (stream != journal->second.streams.end())
                version->second = static_cast<std::int64_t>(stream->second.size());
        }
        if (version->second != part.expected_version)
            return conflict(part.stream + " is at version " + std::to_string(version->second) + ", not " +
                            std::to_string(part.expected_version));
        version->second += static_cast<std::int64_t>(part.events.size());
    }
    std::map<std::string, app::VaultRow const*> fresh;
    for (auto const& row : append.vault) {
        if (InCity const subject{append.city, row.subject}; erased_.contains(subject) || frozen_.contains(subject))
            return conflict("the subject was erased or frozen");
        auto const kept = vault_.find({append.city, row.ref});
        auto const* const before =
            kept != vault_.end() ? &kept->second : fresh.try_emplace(row.ref, &row).first->second;
        if (before->subject != row.subject || before->value != row.value)
            return conflict("vault reference " + row.ref + " already holds another value");
    }
    return std::nullopt;
}

app::Appended MemoryStore::record(app::Append append) {
    auto& journal = journals_[append.city];
    app::Appended appended;
    for (auto& part : append.streams) {
        auto& stream = journal.streams[part.stream];
        for (auto& event : part.events) {
            auto const seq = static_cast<std::int64_t>(journal.events.size()) + 1;
            stream.push_back(seq);
            journal.events.push_back({.seq = seq,
                                      .stream = part.stream,
                                      .version = static_cast<std::int64_t>(stream.size()),
                                      .type = std::move(event.type),
                                      .payload = std::move(event.payload),
                                      .leaf = std::move(event.leaf),
                                      .occurred_on = event.occurred_on,
                                      .evidence = std::move(event.evidence),
                                      .recorded_at = append.recorded_at,
                                      .actor = append.actor});
            appended.events.push_back(journal.events.back());
        }
    }
    journal.answers.emplace(append.idempotency_key,
                            Answer{append.request_hash, appended.events.front().seq, appended.events.back().seq});
    for (auto& row : append.views) put(views_, append.city, std::move(row));
    for (auto& row : append.vault) {
        auto const [secret, is_new] = secrets_.try_emplace({append.city, row.subject});
        if (is_new) randomness_.fill(secret->second);
        vault_.try_emplace({append.city, row.ref}, row);
    }
    for (auto& timer : append.timers) {
        InCity const name{append.city, timer.key};
        if (timer.command.empty())
            timers_.erase(name);
        else
            timers_[name] = std::move(timer);
    }
    return appended;
}

Result<std::optional<app::Appended>, app::StoreError> MemoryStore::earlier_answer(
    std::string const& city, std::string const& key, std::string const& request_hash) const {
    std::optional<app::Appended> found;
    auto const journal = journals_.find(city);
    if (journal == journals_.end()) return found;
    auto const answer = journal->second.answers.find(key);
    if (answer == journal->second.answers.end()) return found;
    if (answer->second.request_hash != request_hash)
        return Failure{app::StoreError{app::StoreError::Kind::key_reused, "the key belongs to another request"}};
    auto const first = journal->second.events.begin() + (answer->second.first_seq - 1);
    auto const last = journal->second.events.begin() + answer->second.last_seq;
    found.emplace(app::Appended{.events = {first, last}, .repeated = true});
    return found;
}

Result<std::optional<app::Appended>, app::StoreError> MemoryStore::find(std::string const& city,
                                                                        std::string const& idempotency_key,
                                                                        std::string const& request_hash) {
    std::lock_guard const lock(mutex_);
    return earlier_answer(city, idempotency_key, request_hash);
}

Result<std::vector<app::StoredEvent>, app::StoreError> MemoryStore::read_stream(std::string const& city,
                                                                                std::string const& stream,
                                                                                std::int64_t after_version) {
    std::lock_guard const lock(mutex_);
    std::vector<app::StoredEvent> events;
    auto const journal = journals_.find(city);
    if (journal == journals_.end()) return events;
    auto const kept = journal->second.streams.find(stream);
    if (kept == journal->second.streams.end()) return events;
    for (auto i = static_cast<std::size_t>(std::max<std::int64_t>(after_version, 0)); i < kept->second.size(); ++i)
        events.push_back(journal->second.events[static_cast<std::size_t>(kept->second[i] - 1)]);
    return events;
}

Result<std::vector<app::StoredEvent>, app::StoreError> MemoryStore::read_all(std::string const& city,
                                                                             std::int64_t after_seq,
                                                                             std::size_t limit) {
    std::lock_guard const lock(mutex_);
    std::vector<app::StoredEvent> events;
    auto const journal = journals_.find(city);
    if (journal == journals_.end()) return events;
    auto const& all = journal->second.events;
    for (auto i = static_cast<std::size_t>(std::max<std::int64_t>(after_seq, 0));
         i < all.size() && events.size() < limit; ++i)
        events.push_back(all[i]);
    return events;
}

Result<std::int64_t, app::StoreError> MemoryStore::head(std::string const& city) {
    std::lock_guard const lock(mutex_);
    auto const journal = journals_.find(city);
    if (journal == journals_.end()) return std::int64_t{0};
    return static_cast<std::int64_t>(journal->second.events.size());
}

Result<std::vector<std::string>, app::StoreError> MemoryStore::cities() {
    std::lock_guard const lock(mutex_);
    std::vector<std::string> names;
    for (auto const& [city, journal] : journals_) names.push_back(city);
    return names;
}

Result<std::int64_t, app::StoreError> MemoryStore::version(std::string const& city, std::string const& stream) {
    std::lock_guard const lock(mutex_);
    auto const journal = journals_.find(city);
    if (journal == journals_.end()) return std::int64_t{0};
    auto const kept = journal->second.streams.find(stream);
    return kept == journal->second.streams.end() ? 0 : static_cast<std::int64_t>(kept->second.size());
}

// --- views and timers

void MemoryStore::put(ViewRows& views, std::string const& city, app::ViewRow row) {
    auto& rows = views[{city, row.view}];
    if (row.body.empty())
        rows.erase(row.key);
    else
        rows[row.key] = std::move(row);
}

Result<std::optional<app::ViewRow>, app::StoreError> MemoryStore::get(std::string const& city, std::string const& view,
                                                                      std::string const& key) {
    std::lock_guard const lock(mutex_);
    std::optional<app::ViewRow> found;
    auto const rows = views_.find({city, view});
    if (rows == views_.end()) return found;
    auto const row = rows->second.find(key);
    if (row != rows->second.end()) found = row->second;
    return found;
}

Result<std::vector<app::ViewRow>, app::StoreError> MemoryStore::list(std::string const& city, std::string const& view,
                                                                     std::string const& area_prefix,
                                                                     std::string const& after_key, std::size_t limit) {
    std::lock_guard const lock(mutex_);
    std::vector<app::ViewRow> found;
    auto const rows = views_.find({city, view});
    if (rows == views_.end()) return found;
    for (auto row = rows->second.upper_bound(after_key); row != rows->second.end() && found.size() < limit; ++row)
        if (begins_with(row->second.area, area_prefix)) found.push_back(row->second);
    return found;
}

Result<int, app::StoreError> MemoryStore::format() {
    std::lock_guard const lock(mutex_);
    return views_format_;
}

Result<Done, app::StoreError> MemoryStore::replace_all(int format,
                                                       std::function<std::optional<CityRow>()> const& next) {
    std::lock_guard const lock(mutex_);
    ViewRows views;
    while (auto row = next()) put(views, row->city, std::move(row->row));
    views_ = std::move(views);
    views_format_ = format;
    return Done{};
}

Result<std::vector<app::Views::DueTimer>, app::StoreError> MemoryStore::due(Instant now, std::size_t limit) {
    std::lock_guard const lock(mutex_);
    std::vector<DueTimer> owed;
    for (auto const& [name, timer] : timers_)
        if (timer.due <= now) owed.push_back({name.first, timer});
    std::stable_sort(owed.begin(), owed.end(),
                     [](DueTimer const& a, DueTimer const& b) { return a.timer.due < b.timer.due; });
    if (owed.size() > limit) owed.resize(limit);
    return owed;
}

// --- vault

std::map<std::string, std::string> MemoryStore::values_of(std::string const& city, std::vector<std::string> const& refs,
                                                          bool frozen) const {
    std::map<std::string, std::string> values;
    for (auto const& ref : refs) {
        auto const kept = vault_.find({city, ref});
        if (kept == vault_.end()) continue;
        InCity const subject{city, kept->second.subject};
        if (!erased_.contains(subject) && frozen_.contains(subject) == frozen) values[ref] = kept->second.value;
    }
    return values;
}

Result<std::map<std::string, std::string>, app::StoreError> MemoryStore::load(std::string const& city,
                                                                              std::vector<std::string> const& refs) {
    std::lock_guard const lock(mutex_);
    return values_of(city, refs, false);
}

Result<std::map<std::string, std::string>, app::StoreError> MemoryStore::load_frozen(
    std::string const& city, std::vector<std::string> const& refs) {
    std::lock_guard const lock(mutex_);
    return values_of(city, refs, true);
}

Result<std::map<std::string, app::Secret>, app::StoreError> MemoryStore::secrets(
    std::string const& city, std::vector<std::string> const& subjects) {
    std::lock_guard const lock(mutex_);
    for (auto const& subject : subjects)
        if (erased_.contains({city, subject}) || frozen_.contains({city, subject}))
            return Failure{conflict("the subject was erased or frozen")};
    std::map<std::string, app::Secret> answer;
    for (auto const& subject : subjects) {
        auto const [kept, is_new] = secrets_.try_emplace({city, subject});
        if (is_new) randomness_.fill(kept->second);
        answer[subject] = kept->second;
    }
    return answer;
}

Result<std::vector<std::string>, app::StoreError> MemoryStore::subjects(std::string const& city,
                                                                        std::string const& prefix) {
    std::lock_guard const lock(mutex_);
    std::vector<std::string> found;
    for (auto at = secrets_.lower_bound({city, prefix}); at != secrets_.end(); ++at) {
        if (at->first.first != city || !begins_with(at->first.second, prefix)) break;
        found.push_back(at->first.second);
    }
    return found;
}

Result<Done, app::StoreError> MemoryStore::erase(std::string const& city, std::vector<std::string> const& subjects) {
    std::lock_guard const lock(mutex_);
    for (auto const& subject : subjects) {
        secrets_.erase({city, subject});
        erased_.insert({city, subject});
    }
    std::erase_if(vault_, [&](auto const& kept) {
        return kept.first.first == city && erased_.contains({city, kept.second.subject});
    });
    return Done{};
}

Result<Done, app::StoreError> MemoryStore::freeze(std::string const& city, std::map<std::string, Date> const& until) {
    std::lock_guard const lock(mutex_);
    for (auto const& [subject, day] : until)
        if (secrets_.contains({city, subject})) frozen_.insert({city, subject});
    return Done{};
}

// What lies in memory only is hidden from nobody who can read it: any key will do.
std::string MemoryStore::fingerprint(std::string_view bytes) {
    auto const hash = derive(BoxKey{}, bytes);
    return to_text({reinterpret_cast<char const*>(hash.data()), hash.size()});
}

// --- sessions

Result<Done, app::StoreError> MemoryStore::create(app::Session const& session) {
    std::lock_guard const lock(mutex_);
    if (!sessions_.try_emplace(session.token_hash, session).second) return Failure{conflict("the token is taken")};
    return Done{};
}

Result<std::optional<app::Session>, app::StoreError> MemoryStore::find(std::string const& token_hash) {
    std::lock_guard const lock(mutex_);
    std::optional<app::Session> found;
    auto const kept = sessions_.find(token_hash);
    if (kept != sessions_.end()) found = kept->second;
    return found;
}

Result<Done, app::StoreError> MemoryStore::remove(std::string const& token_hash) {
    std::lock_guard const lock(mutex_);
    sessions_.erase(token_hash);
    return Done{};
}

Result<Done, app::StoreError> MemoryStore::remove_account(std::string const& city, AccountId const& account) {
    std::lock_guard const lock(mutex_);
    std::erase_if(sessions_,
                  [&](auto const& kept) { return kept.second.city == city && kept.second.account == account; });
    return Done{};
}

Result<Done, app::StoreError> MemoryStore::remove_expired(Instant now, Instant devices_before) {
    std::lock_guard const lock(mutex_);
    std::erase_if(sessions_, [&](auto const& kept) { return kept.second.expires <= now; });
    std::erase_if(used_codes_, [&](auto const& kept) { return kept.second <= now; });
    std::erase_if(devices_, [&](auto const& kept) { return kept.second < devices_before; });
    return Done{};
}

Result<std::vector<app::Session>, app::StoreError> MemoryStore::of_account(std::string const& city,
                                                                           AccountId const& account) {
    std::lock_guard const lock(mutex_);
    std::vector<app::Session> found;
    for (auto const& [hash, session] : sessions_)
        if (session.city == city && session.account == account) found.push_back(session);
    std::ranges::sort(found, [](app::Session const& a, app::Session const& b) {
        return std::tie(b.created, a.token_hash) < std::tie(a.created, b.token_hash);
    });
    return found;
}

Result<Done, app::StoreError> MemoryStore::touch(std::string const& token_hash, Instant seen) {
    std::lock_guard const lock(mutex_);
    if (auto const kept = sessions_.find(token_hash); kept != sessions_.end()) kept->second.last_seen = seen;
    return Done{};
}

Result<Done, app::StoreError> MemoryStore::note_device(std::string const& city, AccountId const& account,
                                                       std::string const& device_hash, Instant seen) {
    std::lock_guard const lock(mutex_);
    devices_[{city, account.text, device_hash}] = seen;
    return Done{};
}

Result<bool, app::StoreError> MemoryStore::knows_device(std::string const& city, AccountId const& account,
                                                        std::string const& device_hash) {
    std::lock_guard const lock(mutex_);
    return devices_.contains({city, account.text, device_hash});
}

Result<bool, app::StoreError> MemoryStore::use_once(std::string const& city, AccountId const& account,
                                                    std::string const& code, Instant until) {
    std::lock_guard const lock(mutex_);
    return used_codes_.try_emplace({city, account.text, code}, until).second;
}

Result<Done, app::StoreError> MemoryStore::note(app::PendingUpload const& upload) {
    std::lock_guard const lock(mutex_);
    uploads_[{upload.city, upload.file.text}] = upload;
    return Done{};
}

Result<Done, app::StoreError> MemoryStore::forget(std::string const& city, FileId const& file) {
    std::lock_guard const lock(mutex_);
    uploads_.erase({city, file.text});
    return Done{};
}

Result<std::vector<app::PendingUpload>, app::StoreError> MemoryStore::overdue(Instant now, std::size_t limit) {
    std::lock_guard const lock(mutex_);
    std::vector<app::PendingUpload> found;
    for (auto const& [key, upload] : uploads_)
        if (upload.until <= now) found.push_back(upload);
    std::ranges::stable_sort(found, {}, &app::PendingUpload::until);
    found.resize(std::min(found.size(), limit));
    return found;
}

Result<std::int64_t, app::StoreError> MemoryStore::count_of(std::string const& city, AccountId const& account) {
    std::lock_guard const lock(mutex_);
    return static_cast<std::int64_t>(std::ranges::count_if(
        uploads_, [&](auto const& entry) { return entry.first.first == city && entry.second.account == account; }));
}

}  // namespace jiati::store
