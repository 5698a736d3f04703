#include "app/retention.h"

#include "base/text.h"

#include <algorithm>

namespace jiati::app {

std::string_view records_of(std::string_view command) {
    for (auto const& retention : retentions)
        if (std::ranges::find(retention.commands, command) != retention.commands.end()) return retention.records;
    return {};
}

std::string kept_subject(std::string_view subject, std::string_view records, Date written_on) {
    return std::string(subject) + "+" + std::string(records) + "-" + std::to_string(written_on.year());
}

std::optional<Date> kept_until(std::string_view subject) {
    auto const plus = subject.rfind('+');
    auto const dash = subject.rfind('-');
    if (plus == std::string_view::npos || dash == std::string_view::npos || dash < plus) return std::nullopt;
    auto const records = subject.substr(plus + 1, dash - plus - 1);
    auto const year = parse_integer(subject.substr(dash + 1));
    auto const* const found = std::ranges::find(retentions, records, &Retention::records);
    if (found == retentions.end() || !year || *year < 1990 || *year > 9000) return std::nullopt;
    return Date::of(static_cast<int>(*year) + found->years, 12, 31);
}

}  // namespace jiati::app
