#include "app/figure_path.h"

#include "base/fraction.h"

#include <boost/json.hpp>
#include <vector>

namespace jiati::app {
namespace {

namespace json = boost::json;

struct Segment {
    std::string name;
    std::string key, wanted;  // [key=wanted]; key empty: no selection
};

std::optional<std::vector<Segment>> segments_of(std::string_view path) {
    std::vector<Segment> segments;
    while (!path.empty()) {
        if (path.front() != '/') return std::nullopt;
        path.remove_prefix(1);
        auto const open = path.find('[');
        auto const slash = path.find('/');
        Segment segment;
        if (open != std::string_view::npos && (slash == std::string_view::npos || open < slash)) {
            auto const close = path.find(']', open);
            auto const equals = path.find('=', open);
            if (close == std::string_view::npos || equals == std::string_view::npos || equals > close)
                return std::nullopt;
            segment = {std::string(path.substr(0, open)), std::string(path.substr(open + 1, equals - open - 1)),
                       std::string(path.substr(equals + 1, close - equals - 1))};
            path.remove_prefix(close + 1);
        } else {
            segment.name = std::string(path.substr(0, slash));
            path.remove_prefix(slash == std::string_view::npos ? path.size() : slash);
        }
        segments.push_back(std::move(segment));
    }
    return segments;
}

std::string plain(json::value const& value) {
    return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
}

json::array selected(json::array const& all, Segment const& segment) {
    json::array chosen;
    for (auto const& item : all) {
        if (!item.is_object()) continue;
        auto const* const field = item.as_object().if_contains(segment.key);
        if (field != nullptr && plain(*field) == segment.wanted) chosen.push_back(item);
    }
    return chosen;
}

std::optional<json::value> sum_of(json::array const& items, std::string const& field) {
    Fraction sum;
    for (auto const& item : items) {
        if (!item.is_object() || item.as_object().if_contains(field) == nullptr) return std::nullopt;
        auto const amount = Fraction::parse(plain(item.at(field)));
        if (!amount) return std::nullopt;
        sum += *amount;
    }
    return json::value(json::string(sum.to_string()));
}

std::optional<json::value> step_into(json::value const& from, Segment const& segment) {
    if (from.is_array()) {
        auto const& items = from.as_array();
        if (segment.name == "#") return json::value(static_cast<std::int64_t>(items.size()));
        if (segment.name.starts_with('+')) return sum_of(items, segment.name.substr(1));
        std::size_t index = 0;
        bool const numeric = !segment.name.empty() && segment.name.find_first_not_of("0123456789") == std::string::npos;
        if (!numeric) {
            // A name on a selection means the first of it.
            if (items.empty()) return std::nullopt;
            return step_into(items.front(), segment);
        }
        index = std::stoul(segment.name);
        if (index >= items.size()) return std::nullopt;
        return items[index];
    }
    if (!from.is_object()) return std::nullopt;
    auto const* const found = from.as_object().if_contains(segment.name);
    if (found == nullptr) return std::nullopt;
    if (segment.key.empty()) return *found;
    if (!found->is_array()) return std::nullopt;
    return json::value(selected(found->as_array(), segment));
}

}  // namespace

std::optional<std::string> value_at(std::string_view text, std::string_view path) {
    json::error_code error;
    std::optional<json::value> value = json::parse(text, error);
    auto const segments = segments_of(path);
    if (error || !segments) return std::nullopt;
    for (auto const& segment : *segments) {
        value = step_into(*value, segment);
        if (!value) return std::nullopt;
    }
    return json::serialize(*value);
}

bool same_value(std::string_view stated_json, std::string_view computed_json) {
    json::error_code error;
    auto const stated = json::parse(stated_json, error);
    if (error) return false;
    auto const computed = json::parse(computed_json, error);
    if (error) return false;
    auto const a = Fraction::parse(plain(stated));
    auto const b = Fraction::parse(plain(computed));
    if (a && b) return *a == *b;
    return stated == computed;
}

}  // namespace jiati::app
