#include "app/repository.h"

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

void Repository::keep(std::string const& city, std::string const& stream, std::shared_ptr<void const> loaded,
                      std::size_t events) {
    std::lock_guard const lock(mutex_);
    auto const key = key_of(city, stream);
    if (auto const found = entries_.find(key); found != entries_.end()) {
        // Two commands may finish in another order than they were appended: the longer fold is the newer.
        if (found->second.events > events) return;
        events_ -= found->second.events;
        recent_.erase(found->second.place);
        entries_.erase(found);
    }
    recent_.push_front(key);
    entries_[key] = {std::move(loaded), events, recent_.begin()};
    events_ += events;
    while (events_ > events_max_ && recent_.size() > 1) {
        auto const oldest = entries_.find(recent_.back());
        events_ -= oldest->second.events;
        entries_.erase(oldest);
        recent_.pop_back();
    }
}

void Repository::forget(std::string const& city, std::string const& stream) {
    std::lock_guard const lock(mutex_);
    auto const found = entries_.find(key_of(city, stream));
    if (found == entries_.end()) return;
    events_ -= found->second.events;
    recent_.erase(found->second.place);
    entries_.erase(found);
}

StoreError Repository::unreadable(std::string const& stream, StoredEvent const& row, Refusal const& why) {
    return {StoreError::Kind::corrupt, stream + " version " + std::to_string(row.version) + " (" + row.type +
                                           "): " + why.code + " at " + why.pointer};
}

}  // namespace jiati::app
