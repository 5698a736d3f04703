// What is to be done and where things stand: both over the viewer's own areas and projects, read row by row.
#include "app/queries.h"

#include "app/read/address_search.h"
#include "app/read/tasks.h"

#include <boost/json.hpp>
#include <set>

namespace jiati::app {
namespace {

QueryError failure(StoreError error) { return {QueryError::Kind::store, std::move(error), {}}; }

// Folding a project costs a millisecond, so an office that watches over thousands of them reads on from a cursor.
constexpr std::size_t projects_at_once = 400;
constexpr std::size_t rows_at_once = 1000;

std::string text(boost::json::object const& card, std::string_view name) {
    auto const* const value = card.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string{};
}

// The viewer's projects after a key, in the order of their keys, no more than one more than are looked at.
Result<std::vector<ViewRow>, StoreError> rows_for(Stores& stores, Viewer const& viewer, std::string const& after) {
    std::map<std::string, ViewRow> found;
    for (auto const& grant : viewer.grants) {
        using account::ScopeKind;
        if (grant.scope.kind == ScopeKind::area) {
            auto rows = stores.views.list(viewer.city, "project", grant.scope.value, after, projects_at_once + 1);
            if (!rows) return Failure{std::move(rows).error()};
            for (auto& row : *rows) found.emplace(row.key, std::move(row));
            continue;
        }
        std::string id = grant.scope.value;
        if (grant.scope.kind == ScopeKind::household) {
            auto household = stores.views.get(viewer.city, "household", id);
            if (!household) return Failure{std::move(household).error()};
            if (!*household) continue;
            auto unit = stores.views.get(viewer.city, "unit_project",
                                         text(boost::json::parse((*household)->body).as_object(), "unit"));
            if (!unit) return Failure{std::move(unit).error()};
            if (!*unit) continue;
            id = (*unit)->body;
        } else if (grant.scope.kind == ScopeKind::firm) {
            continue;  // a firm's people hold grants of its projects as well
        }
        if (id <= after) continue;
        auto row = stores.views.get(viewer.city, "project", id);
        if (!row) return Failure{std::move(row).error()};
        if (*row) found.emplace(id, std::move(**row));
    }
    std::vector<ViewRow> rows;
    for (auto& [key, row] : found) {
        if (rows.size() > projects_at_once) break;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

Result<Page, QueryError> Queries::tasks(Viewer const& viewer, std::string const& after) {
    auto rows = rows_for(stores_, viewer, after);
    if (!rows) return Failure{failure(std::move(rows).error())};
    std::optional<std::string> next;
    if (rows->size() > projects_at_once) {
        rows->resize(projects_at_once);
        next = rows->back().key;
    }
    std::vector<read::ProjectTask> all;
    for (auto const& row : *rows) {
        auto const card = boost::json::parse(row.body).as_object();
        auto tasks = project_pages_.tasks(viewer, row.key);
        if (!tasks) return Failure{std::move(tasks).error()};
        for (auto& task : tasks->tasks)
            all.push_back({row.key, text(card, "title"), text(card, "community_name"), text(card, "building"),
                           text(card, "unit"), tasks->stage, std::move(task)});
    }
    return make_page(read::tasks_json(std::move(all), today(), next));
}

Result<Page, QueryError> Queries::search(Viewer const& viewer, std::string const& question, std::string const& kind) {
    read::AddressSearch search(question, kind);
    auto const each = [&](std::string const& view, std::string const& area, auto&& take) -> Result<Done, StoreError> {
        for (std::string after; !search.is_full();) {
            auto page = stores_.views.list(viewer.city, view, area, after, rows_at_once);
            if (!page) return Failure{std::move(page).error()};
            for (auto const& row : *page) take(row);
            if (page->size() < rows_at_once) break;
            after = page->back().key;
        }
        return Done{};
    };
    auto const city = viewer.city + "/";
    // Communities and projects stand on the public pages; doors are the register's, and its keepers' alone.
    if (auto done = each("community", city, [&](ViewRow const& row) { search.add_community(row); }); !done)
        return Failure{failure(std::move(done).error())};
    if (auto done = each("project", city, [&](ViewRow const& row) { search.add_project(row); }); !done)
        return Failure{failure(std::move(done).error())};
    std::set<std::string> areas;
    for (auto const& grant : viewer.grants) {
        Target target;
        target.area = grant.scope.value;
        if (grant.scope.kind == account::ScopeKind::area && may(viewer, "see.people", target))
            areas.insert(target.area);
    }
    for (auto const& area : areas)
        if (auto done = each("household", area,
                             [&](ViewRow const& row) {
                                 auto const card = boost::json::parse(row.body).as_object();
                                 auto place = repository_.load<PlaceKind>(viewer.city, text(card, "community"));
                                 if (place) search.add_household(row.key, text(card, "unit"), (*place)->state);
                             });
            !done)
            return Failure{failure(std::move(done).error())};
    return make_page(search.json());
}

}  // namespace jiati::app
