#include "app/queries.h"

#include "app/read/event_line.h"
#include "app/read/role_code.h"
#include "app/read/summary_view.h"
#include "app/read/vault_refs.h"
#include "codec/json_text.h"
#include "codec/yaml.h"
#include "policy/selection.h"

#include <algorithm>

namespace jiati::app {
namespace {

constexpr std::size_t rows_at_once = 1000;
constexpr std::size_t summaries_bytes_max = 1U << 20U;

QueryError failure(StoreError error) { return {QueryError::Kind::store, std::move(error), {}}; }
QueryError nothing() { return {QueryError::Kind::absent, {}, {}}; }

Result<std::vector<ViewRow>, StoreError> all_rows(Views& views, std::string const& city, std::string const& view,
                                                  std::string const& area) {
    std::vector<ViewRow> rows;
    for (std::string after;;) {
        auto page = views.list(city, view, area, after, rows_at_once);
        if (!page) return Failure{std::move(page).error()};
        bool const last = page->size() < rows_at_once;
        if (!page->empty()) after = page->back().key;
        std::ranges::move(*page, std::back_inserter(rows));
        if (last) return rows;
    }
}

std::string_view code_of(Viewer::SecondFactor factor) {
    switch (factor) {
        case Viewer::SecondFactor::off:
            return "off";
        case Viewer::SecondFactor::on:
            return "on";
        case Viewer::SecondFactor::missing:
            return "missing";
    }
    return "off";
}

void add_demonstration(codec::JsonWriter& json, std::string const& login, std::string const& password,
                       account::State const& state) {
    if (state.grants.empty()) return;
    // The narrower duty comes last where someone has two, as a lead owner does.
    auto const& grant = state.grants.back();
    auto const project = std::ranges::find(state.grants, account::ScopeKind::project,
                                           [](account::Grant const& g) { return g.scope.kind; });
    json.object().field("login", login).field("password", password).field("role", read::code_of(grant.role));
    json.field("label_zh", state.label_zh).field("label_en", state.label_en).key("project");
    if (project == state.grants.end())
        json.null();
    else
        json.value(project->scope.value);
    json.end();
}

}  // namespace

Queries::Queries(Stores stores, Repository& repository, PolicyLibrary const& policies)
    : stores_(stores),
      repository_(repository),
      policies_(policies),
      project_pages_(std::move(stores), repository, policies),
      summaries_(summaries_bytes_max) {}

Result<Page, QueryError> Queries::place(Viewer const& viewer, std::string const& id) {
    auto place = repository_.load<PlaceKind>(viewer.city, id);
    if (!place) return Failure{failure(std::move(place).error())};
    if ((*place)->version == 0) return Failure{nothing()};
    Target target;
    target.area = (*place)->state.area;
    bool const register_seen = may(viewer, "place.RegisterHouseholds", target) || may(viewer, "see.people", target);
    return make_page(read::place_json((*place)->state, register_seen), (*place)->version);
}

Result<Page, QueryError> Queries::events(Viewer const& viewer, std::string const& project, std::int64_t after_seq,
                                         std::size_t limit) {
    auto loaded = repository_.load<ProjectKind>(viewer.city, project);
    if (!loaded) return Failure{failure(std::move(loaded).error())};
    if ((*loaded)->version == 0) return Failure{nothing()};
    auto place = repository_.load<PlaceKind>(viewer.city, (*loaded)->state.lifecycle.community.text);
    if (!place) return Failure{failure(std::move(place).error())};
    auto rows = stores_.journal.read_stream(viewer.city, stream_of<ProjectKind>(project), 0);
    if (!rows) return Failure{failure(std::move(rows).error())};
    auto const rights = read::rights_of(viewer, read::target_of((*loaded)->state, (*place)->state));
    return make_page(read::event_page(*rows, (*place)->state, rights, after_seq, limit), (*loaded)->version);
}

Result<Page, QueryError> Queries::summary(std::string const& city, std::string const& area) {
    auto const prefix = area.empty() ? city + "/" : area;
    // View rows change in the transaction of an event, so the head tells whether they have. It is read before them:
    // rows that are newer than it cost one more making, never an old answer.
    auto head = stores_.journal.head(city);
    if (!head) return Failure{failure(std::move(head).error())};
    auto const key = city + "\n" + prefix;
    if (auto const kept = summaries_.find(key); kept && kept->versions.front() == *head) return kept->page;
    auto communities = all_rows(stores_.views, city, "community", prefix);
    if (!communities) return Failure{failure(std::move(communities).error())};
    auto projects = all_rows(stores_.views, city, "project", prefix);
    if (!projects) return Failure{failure(std::move(projects).error())};
    auto page = make_page(read::summary_json(prefix, *communities, *projects));
    summaries_.keep(key, {page, {*head}, {}, {}, {}});
    return page;
}

Result<Page, QueryError> Queries::projects(std::string const& city, std::string const& area, std::string const& stage,
                                           std::string const& after, std::size_t limit) {
    auto const prefix = area.empty() ? city + "/" : area;
    // One row more than is shown tells whether there are more.
    auto rows = stage.empty() ? stores_.views.list(city, "project", prefix, after, limit + 1)
                              : all_rows(stores_.views, city, "project", prefix);
    if (!rows) return Failure{failure(std::move(rows).error())};
    return make_page(read::project_list_json(*rows, stage, after, limit));
}

Result<Page, QueryError> Queries::me(Viewer const& viewer) {
    codec::JsonWriter json;
    json.object();
    if (viewer.account.empty()) {
        json.key("account").null().key("name").null();
        json.key("roles").array().object().field("role", "public").field("scope", "").field("label", "").end().end();
        json.key("households").array().end();
    } else {
        auto account = repository_.load<AccountKind>(viewer.city, viewer.account.text);
        if (!account) return Failure{failure(std::move(account).error())};
        auto const& state = (*account)->state;
        std::string name = state.label_zh;
        if (!state.name.empty()) {
            auto texts = stores_.vault.load(viewer.city, {state.name.ref});
            if (!texts) return Failure{failure(std::move(texts).error())};
            if (auto const found = texts->find(state.name.ref); found != texts->end()) name = found->second;
        }
        json.field("account", viewer.account)
            .field("name", name)
            .field("label_zh", state.label_zh)
            .field("label_en", state.label_en)
            .field("second_factor", code_of(viewer.second_factor));
        json.key("roles").array();
        for (auto const& grant : viewer.grants)
            json.object()
                .field("role", read::code_of(grant.role))
                .field("scope", grant.scope.value)
                .field("label", state.label_zh)
                .end();
        json.end();
        json.key("households").array();
        for (auto const& grant : viewer.grants) {
            if (grant.scope.kind != account::ScopeKind::household) continue;
            auto household = read::household_of(stores_.views, repository_, viewer.city, grant.scope.value);
            if (!household) return Failure{failure(std::move(household).error())};
            if (*household) json.raw(**household);
        }
        json.end();
    }
    json.key("demo_accounts").array();
    if (!demonstration_password_.empty()) {
        auto demo = demonstrations(viewer.city);
        if (!demo) return Failure{failure(std::move(demo).error())};
        for (auto const& one : *demo) add_demonstration(json, one.login, demonstration_password_, one.account->state);
    }
    json.end();
    return make_page(json.end().take());
}

Result<std::vector<Queries::Demonstration>, StoreError> Queries::demonstrations(std::string const& city) {
    std::vector<Demonstration> found;
    auto rows = stores_.views.list(city, "login", "", "demo-", rows_at_once);
    if (!rows) return Failure{std::move(rows).error()};
    for (auto const& row : *rows) {
        if (!row.key.starts_with("demo-")) break;
        auto account = repository_.load<AccountKind>(city, row.body);
        if (!account) return Failure{std::move(account).error()};
        found.push_back({row.key, std::move(*account)});
    }
    return found;
}

std::vector<std::string> Queries::demonstration_lines(std::string const& city) {
    std::vector<std::string> lines;
    auto const demo = demonstrations(city);
    if (!demo) return lines;
    for (auto const& [login, account] : *demo)
        lines.push_back(login + "  " + account->state.label_zh + "  " + account->state.label_en);
    return lines;
}

namespace {

void write_names(codec::JsonWriter& json, policy::Names const& name) {
    json.object().field("zh", name.zh).field("en", name.en).end();
}

void write_table(codec::JsonWriter& json, std::string_view kind, std::string const& id, policy::Names const& name,
                 std::vector<policy::FloorValue> const& floors, policy::WithinFloor within,
                 std::optional<Fraction> const& step_above) {
    json.object().field("id", id).field("kind", kind).key("name");
    write_names(json, name);
    json.key("floors").object();
    for (auto const& [floor, value] : floors) json.field(std::to_string(floor), value);
    json.end().field("step_above", step_above);
    json.field("within_floor", within == policy::WithinFloor::by_area ? "by_area" : "equal").end();
}

// What a page needs to offer a city's own ways of sharing.
void write_tables(codec::JsonWriter& json, policy::Policy const& pack) {
    json.key("tables").array();
    for (auto const& table : pack.coefficient_tables)
        write_table(json, "coefficient", table.id, table.name, table.floors, table.within_floor, table.step_above);
    for (auto const& table : pack.percent_tables)
        write_table(json, "percent", table.id, table.name, table.floors, table.within_floor, std::nullopt);
    json.end().key("subsidies").array();
    for (auto const& subsidy : pack.subsidies) {
        json.object().field("id", subsidy.id).key("name");
        write_names(json, subsidy.name);
        json.end();
    }
    json.end();
}

}  // namespace

Result<Page, QueryError> Queries::policies(std::string const& id) {
    codec::JsonWriter json;
    if (!id.empty()) {
        auto const* const pack = policy::find_policy_by_id(policies_.packs(), id);
        if (pack == nullptr) return Failure{nothing()};
        return make_page(codec::encode_policy(*pack));
    }
    json.object().key("items").array();
    for (auto const& pack : policies_.packs()) {
        json.object().field("id", pack.id).field("area", pack.area).field("valid_from", pack.valid_from);
        json.field("valid_to", pack.valid_to).field("name_zh", pack.name.zh).field("name_en", pack.name.en);
        json.key("name");
        write_names(json, pack.name);
        write_tables(json, pack);
        json.end();
    }
    return make_page(json.end().end().take());
}

}  // namespace jiati::app
