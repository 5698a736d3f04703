#include "http/router.h"

#include "base/check.h"

#include <algorithm>

namespace jiati::http {
namespace {

using Segments = std::vector<std::string_view>;

// "/a/b" → a, b; "/" → one empty segment; "/a/" → a and an empty one, which is another path than "/a".
Segments split(std::string_view path) {
    Segments segments;
    path.remove_prefix(1);
    for (;;) {
        auto const slash = path.find('/');
        segments.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return segments;
        path.remove_prefix(slash + 1);
    }
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }
bool is_rest(std::string_view segment) { return segment.ends_with("...}"); }

bool matches(std::vector<std::string> const& pattern, Segments const& path) {
    bool const takes_rest = is_rest(pattern.back());
    if (takes_rest ? path.size() < pattern.size() : path.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (is_parameter(pattern[i]) ? path[i].empty() : pattern[i] != path[i]) return false;
    }
    return true;
}

// Whether `a` says more about the paths it takes: the first segment in which only one of them is a literal decides.
bool is_more_specific(std::vector<std::string> const& a, std::vector<std::string> const& b) {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        auto const rank = [](std::string_view segment) { return is_rest(segment) ? 2 : is_parameter(segment) ? 1 : 0; };
        if (rank(a[i]) != rank(b[i])) return rank(a[i]) < rank(b[i]);
    }
    return a.size() > b.size();
}

}  // namespace

void Router::add(std::string method, std::string pattern, Handler handler, RouteOptions options) {
    CHECK(pattern.starts_with('/') && handler);
    std::vector<std::string> segments;
    for (auto const segment : split(pattern)) segments.emplace_back(segment);
    bool const is_new = std::ranges::none_of(
        entries_, [&](Entry const& e) { return e.route.method == method && e.route.pattern == pattern; });
    CHECK(is_new);
    entries_.push_back({{std::move(method), std::move(pattern), std::move(handler), options}, std::move(segments)});
}

void Router::set_fallback(Handler handler, RouteOptions options) {
    fallback_ = Route{"GET", "", std::move(handler), options};
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
    auto const wanted = method == "HEAD" ? std::string_view{"GET"} : method;
    auto const segments = split(path);
    Entry const* best = nullptr;
    std::vector<std::string_view> methods;
    for (auto const& entry : entries_) {
        if (!matches(entry.segments, segments)) continue;
        methods.push_back(entry.route.method);
        if (entry.route.method != wanted) continue;
        if (best == nullptr || is_more_specific(entry.segments, best->segments)) best = &entry;
    }
    Match match;
    if (best != nullptr) {
        match.route = &best->route;
        for (std::size_t i = 0; i < best->segments.size(); ++i) {
            std::string_view const name = best->segments[i];
            if (is_rest(name)) {
                auto const rest = path.substr(static_cast<std::size_t>(segments[i].data() - path.data()));
                match.parameters.emplace_back(name.substr(1, name.size() - 5), rest);
            } else if (is_parameter(name)) {
                match.parameters.emplace_back(name.substr(1, name.size() - 2), segments[i]);
            }
        }
        return match;
    }
    if (methods.empty() && fallback_) {
        if (wanted == "GET") match.route = &*fallback_;
        return match;
    }
    if (std::ranges::find(methods, "GET") != methods.end()) methods.push_back("HEAD");
    std::ranges::sort(methods);
    methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
    for (auto const name : methods) match.allow += (match.allow.empty() ? "" : ", ") + std::string(name);
    return match;
}

std::vector<std::pair<std::string, std::string>> Router::list() const {
    std::vector<std::pair<std::string, std::string>> routes;
    for (auto const& entry : entries_) routes.emplace_back(entry.route.method, entry.route.pattern);
    return routes;
}

}  // namespace jiati::http
