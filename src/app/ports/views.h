// Read models: rows that follow from the journal and can be rebuilt from it at any time.
#pragma once

#include "app/ports/journal.h"

#include <functional>

namespace jiati::app {

class Views {
  public:
    virtual ~Views() = default;

    virtual Result<std::optional<ViewRow>, StoreError> get(std::string const& city, std::string const& view,
                                                           std::string const& key) = 0;

    // Rows of a view whose area begins with `area_prefix`, ordered by key (bytes), after `after_key`, at most `limit`.
    virtual Result<std::vector<ViewRow>, StoreError> list(std::string const& city, std::string const& view,
                                                          std::string const& area_prefix, std::string const& after_key,
                                                          std::size_t limit) = 0;

    // The format number the rows were written with; 0 for an empty store.
    virtual Result<int, StoreError> format() = 0;

    struct CityRow {
        std::string city;
        ViewRow row;
    };
    // Replaces every row by what `next` yields until it yields nothing, in one transaction, and sets the format number.
    virtual Result<Done, StoreError> replace_all(int format, std::function<std::optional<CityRow>()> const& next) = 0;

    // Timers due at or before an instant, earliest first.
    struct DueTimer {
        std::string city;
        TimerRow timer;
    };
    virtual Result<std::vector<DueTimer>, StoreError> due(Instant now, std::size_t limit) = 0;
};

}  // namespace jiati::app
