#include "app/repository.h"

#include <limits>
#include <utility>
#include <vector>

namespace jiati::app {
namespace {

std::string key_of(std::string const& city, std::string const& stream) { return city + "\n" + stream; }

}  // namespace

Repository::Repository(Journal& journal, std::size_t events_max) : journal_(journal), events_max_(events_max) {}

std::shared_ptr<void const> Repository::find(std::string const& city, std::string const& stream) {
    std::lock_guard const lock(mutex_);
    auto const found = entries_.find(key_of(city, stream));
    if (found == entries_.end()) return nullptr;
    recent_.splice(recent_.begin(), recent_, found->second.place);
    return found->second.loaded;
}

Result<bool, StoreError> Repository::knows_latest(std::string const& city, std::string const& stream,
                                                  std::int64_t version) {
    if (!journal_.is_shared()) return true;
    auto const latest = journal_.version(city, stream);
    if (!latest) return Failure{latest.error()};
    return *latest <= version;
}

void Repository::keep(std::string const& city, std::string const& stream, std::shared_ptr<void const> loaded,
                      std::int64_t version, std::optional<std::uint64_t> forgotten_before) {
    auto const events = static_cast<std::size_t>(version);
    auto const key = key_of(city, stream);
    std::vector<std::shared_ptr<void const>> dropped;  // taking a state apart takes long: after the lock
    std::lock_guard const lock(mutex_);
    if (auto const found = entries_.find(key); found != entries_.end()) {
        auto& entry = found->second;
        // Two commands may finish in another order than they were appended: the longer fold is the newer.
        if (entry.events > events) return;
        events_ += events - entry.events;
        entry.events = events;
        dropped.push_back(std::exchange(entry.loaded, std::move(loaded)));
        recent_.splice(recent_.begin(), recent_, entry.place);
    } else {
        if (forgotten_before != forgotten_) return;
        recent_.push_front(key);
        entries_[key] = {std::move(loaded), events, recent_.begin()};
        events_ += events;
    }
    while (events_ > events_max_ && recent_.size() > 1) {
        auto const oldest = entries_.find(recent_.back());
        events_ -= oldest->second.events;
        dropped.push_back(std::move(oldest->second.loaded));
        entries_.erase(oldest);
        recent_.pop_back();
    }
}

std::uint64_t Repository::forgotten() {
    std::lock_guard const lock(mutex_);
    return forgotten_;
}

void Repository::forget(std::string const& city, std::string const& stream) {
    forget_before(city, stream, std::numeric_limits<std::int64_t>::max());
}

void Repository::forget_before(std::string const& city, std::string const& stream, std::int64_t version) {
    std::lock_guard const lock(mutex_);
    ++forgotten_;
    auto const found = entries_.find(key_of(city, stream));
    if (found == entries_.end() || found->second.events >= static_cast<std::size_t>(version)) return;
    events_ -= found->second.events;
    recent_.erase(found->second.place);
    entries_.erase(found);
}

StoreError Repository::unreadable(std::string const& stream, StoredEvent const& row, Refusal const& why) {
    return {StoreError::Kind::corrupt, stream + " version " + std::to_string(row.version) + " (" + row.type +
                                           "): " + why.code + " at " + why.pointer};
}

template Result<std::shared_ptr<Loaded<ProjectKind> const>, StoreError> Repository::load<ProjectKind>(
    std::string const&, std::string const&);
template Result<std::shared_ptr<Loaded<PlaceKind> const>, StoreError> Repository::load<PlaceKind>(std::string const&,
                                                                                                  std::string const&);
template Result<std::shared_ptr<Loaded<VoteKind> const>, StoreError> Repository::load<VoteKind>(std::string const&,
                                                                                                std::string const&);
template Result<std::shared_ptr<Loaded<TenderKind> const>, StoreError> Repository::load<TenderKind>(std::string const&,
                                                                                                    std::string const&);
template Result<std::shared_ptr<Loaded<FirmKind> const>, StoreError> Repository::load<FirmKind>(std::string const&,
                                                                                                std::string const&);
template Result<std::shared_ptr<Loaded<AccountKind> const>, StoreError> Repository::load<AccountKind>(
    std::string const&, std::string const&);

}  // namespace jiati::app
