#include "app/page_cache.h"

namespace jiati::app {
namespace {

constexpr std::size_t entry_bytes = 512;  // the nodes, lists and headers around one page, about
constexpr std::size_t text_bytes = 128;

std::size_t bytes_of(std::string const& key, KeptPage const& kept) {
    auto bytes = entry_bytes + 2 * key.size() + kept.page.json.size();
    for (auto const& ref : kept.refs) bytes += ref.size() + text_bytes;
    for (auto const& [ref, text] : kept.texts) bytes += ref.size() + text.size() + text_bytes;
    return bytes;
}

}  // namespace

std::shared_ptr<KeptPage const> PageCache::find(std::string const& key) {
    std::lock_guard const lock(mutex_);
    auto const found = entries_.find(key);
    if (found == entries_.end()) return nullptr;
    recent_.splice(recent_.begin(), recent_, found->second.place);
    return found->second.page;
}

void PageCache::keep(std::string const& key, KeptPage page) {
    auto const bytes = bytes_of(key, page);
    auto kept = std::make_shared<KeptPage const>(std::move(page));
    std::lock_guard const lock(mutex_);
    if (auto const before = entries_.find(key); before != entries_.end()) drop(before);
    if (bytes > bytes_max_) return;
    recent_.push_front(key);
    entries_[key] = {std::move(kept), bytes, recent_.begin()};
    bytes_ += bytes;
    while (bytes_ > bytes_max_) drop(entries_.find(recent_.back()));
}

std::size_t PageCache::bytes() {
    std::lock_guard const lock(mutex_);
    return bytes_;
}

void PageCache::drop(std::unordered_map<std::string, Entry>::iterator entry) {
    bytes_ -= entry->second.bytes;
    recent_.erase(entry->second.place);
    entries_.erase(entry);
}

}  // namespace jiati::app
