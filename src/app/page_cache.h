// Finished pages in memory, each with everything it was made from. Who asks for one compares that with what is so now:
// a page is given out only while all of it is unchanged, so it is never older than the states it is compared with.
#pragma once

#include "app/page.h"
#include "base/date.h"

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace jiati::app {

struct KeptPage {
    Page page;
    std::vector<std::int64_t> versions;        // of the streams it was made from, or of the city's journal
    Date day;                                  // deadlines and the rules in force go by the civil day
    std::vector<std::string> refs;             // what it asked of the vault, and the words found there:
    std::map<std::string, std::string> texts;  // an erased one is missing the next time
};

class PageCache {
  public:
    // `bytes_max`: of all pages together, before those used longest ago go.
    explicit PageCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    // The page kept under a key, which must say whatever else the page depends on: what is shown, and to whom.
    std::shared_ptr<KeptPage const> find(std::string const& key);
    // In place of the one before.
    void keep(std::string const& key, KeptPage page);

    [[nodiscard]] std::size_t bytes();

  private:
    struct Entry {
        std::shared_ptr<KeptPage const> page;
        std::size_t bytes = 0;
        std::list<std::string>::iterator place;
    };
    void drop(std::unordered_map<std::string, Entry>::iterator entry);

    std::size_t const bytes_max_;
    std::mutex mutex_;
    std::list<std::string> recent_;  // front: used last
    std::unordered_map<std::string, Entry> entries_;
    std::size_t bytes_ = 0;
};

}  // namespace jiati::app
