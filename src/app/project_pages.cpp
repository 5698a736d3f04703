#include "app/project_pages.h"

#include "app/former_owners.h"
#include "app/read/agreement.h"
#include "app/read/certificate.h"
#include "app/read/daylight.h"
#include "app/read/project_view.h"
#include "app/read/vault_refs.h"
#include "app/read/vote_parts.h"
#include "base/masking.h"
#include "codec/calculators/daylight.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace jiati::app {
namespace {

constexpr std::size_t pages_bytes_max = 16U << 20U;
constexpr std::size_t light_bytes_max = 4U << 20U;

QueryError failure(StoreError error) { return {QueryError::Kind::store, std::move(error), {}}; }

void add(std::string& key, std::string_view text) {
    key += std::to_string(text.size());
    key += ':';
    key += text;
}

// What is shown, and to whom: all that rights follow from are the grants that cover the project, in their order.
std::string key_of(Viewer const& viewer, std::string const& id, ProjectPart part, Target const& target) {
    std::string key;
    add(key, viewer.city);
    add(key, id);
    key += static_cast<char>('0' + static_cast<int>(part));
    key += viewer.sees_all ? '*' : '.';
    for (auto const& grant : viewer.grants) {
        if (!covers(grant, target)) continue;
        add(key, std::to_string(static_cast<int>(grant.role)));
        add(key, std::to_string(static_cast<int>(grant.scope.kind)));
        add(key, grant.scope.value);
        add(key, grant.scope.department);
    }
    return key;
}

}  // namespace

Page ProjectPages::page_of(read::Sources const& sources, States const& states, ProjectPart part) {
    switch (part) {
        case ProjectPart::whole:
            return make_page(read::project_json(sources), states.project->version);
        case ProjectPart::shares:
            return make_page(read::shares_json(sources), states.project->version);
        case ProjectPart::consent:
            break;
    }
    return make_page(read::consent_json(sources), states.vote ? states.vote->version : 0);
}

std::vector<std::int64_t> ProjectPages::States::versions() const {
    return {project->version, place->version, vote ? vote->version : 0};
}

ProjectPages::ProjectPages(Stores stores, Repository& repository, PolicyLibrary const& policies)
    : stores_(std::move(stores)),
      repository_(repository),
      policies_(policies),
      pages_(pages_bytes_max),
      light_(light_bytes_max) {}

Result<Page, QueryError> ProjectPages::agreement(Viewer const& viewer, std::string const& id, WhatIf const& what_if) {
    auto const now = states(viewer.city, id);
    if (!now) return Failure{now.error()};
    auto const target = read::target_of(now->project->state, now->place->state);
    auto made = make(*now, viewer, target, stores_.now().china_date(), [&](read::Sources const& sources) -> Made {
        if (!sources.rights.verdict && !sources.rights.estimates)
            return Failure{QueryError{QueryError::Kind::absent, {}, {}}};
        auto page = read::agreement_json(sources, what_if);
        if (!page) return Failure{QueryError{QueryError::Kind::refused, {}, std::move(page).error()}};
        // One stream's only in part: it also moves with the vote and the policy, so its tag is its content.
        return make_page(std::move(*page));
    });
    if (!made) return Failure{std::move(made).error()};
    return std::move(made->page);
}

Result<Page, QueryError> ProjectPages::daylight(Viewer const& viewer, std::string const& id) {
    auto const now = states(viewer.city, id);
    if (!now) return Failure{now.error()};
    auto const target = read::target_of(now->project->state, now->place->state);
    auto const answer = [&](std::string const& document) -> Result<std::string, Refusal> {
        if (auto const kept = light_.find(document)) return kept->page.json;
        auto const found = codec::calculators::daylight(document);
        if (!found) return Failure{found.error()};
        auto page = make_page(to_json(*found));
        auto text = page.json;
        light_.keep(document, {std::move(page), {}, {}, {}, {}});
        return text;
    };
    auto made = make(*now, viewer, target, stores_.now().china_date(), [&](read::Sources const& sources) -> Made {
        auto page = read::daylight_json(sources, answer);
        if (!page) return Failure{QueryError{QueryError::Kind::refused, {}, std::move(page).error()}};
        return make_page(std::move(*page));
    });
    if (!made) return Failure{std::move(made).error()};
    return std::move(made->page);
}

Result<Page, QueryError> ProjectPages::vote(Viewer const& viewer, std::string const& id, bool certificate) {
    auto vote = repository_.load<VoteKind>(viewer.city, id);
    if (!vote) return Failure{failure(std::move(vote).error())};
    auto const& held = (*vote)->state;
    bool const has_certificate = held.kind == vote::Kind::consent && held.closed_on;
    if ((*vote)->version == 0 || held.projects.empty() || (certificate && !has_certificate))
        return Failure{QueryError{QueryError::Kind::absent, {}, {}}};
    Target target;
    for (auto const& project : held.projects) {
        auto const one = states(viewer.city, project.text);
        if (!one) return Failure{one.error()};
        auto part = read::target_of(one->project->state, one->place->state);
        if (target.area.empty()) target.area = part.area;
        target.projects.merge(part.projects);
        target.households.merge(part.households);
    }
    for (auto const& voter : held.voters) target.households.insert(voter.household);
    auto now = states(viewer.city, held.projects.front().text);
    if (!now) return Failure{now.error()};
    now->vote = *vote;
    std::vector<StoredEvent> rows;
    if (certificate) {
        auto read = stores_.journal.read_stream(viewer.city, stream_of<VoteKind>(id), 0);
        if (!read) return Failure{failure(std::move(read).error())};
        rows = std::move(*read);
    }
    auto made = make(*now, viewer, target, stores_.now().china_date(), [&](read::Sources const& sources) -> Made {
        return make_page(
            certificate ? read::certificate_json(sources, rows, policies_.packs()) : read::consent_json(sources),
            (*vote)->version);
    });
    if (!made) return Failure{std::move(made).error()};
    return std::move(made->page);
}

Result<Page, QueryError> ProjectPages::page(Viewer const& viewer, std::string const& id, ProjectPart part) {
    auto const now = states(viewer.city, id);
    if (!now) return Failure{now.error()};
    auto const today = stores_.now().china_date();
    auto const target = read::target_of(now->project->state, now->place->state);
    auto const key = key_of(viewer, id, part, target);
    if (auto const kept = pages_.find(key); kept && kept->versions == now->versions() && kept->day == today) {
        // The vault has no versions and forgets on demand, at any node: it is asked each time.
        auto words = texts(viewer.city, kept->refs);
        if (!words) return Failure{std::move(words).error()};
        if (*words == kept->texts) return kept->page;
    }
    auto made = make(*now, viewer, target, today,
                     [&](read::Sources const& sources) -> Made { return page_of(sources, *now, part); });
    if (!made) return Failure{std::move(made).error()};
    auto page = made->page;
    pages_.keep(key, std::move(*made));
    return page;
}

Result<Page, QueryError> ProjectPages::from_sources(Viewer const& viewer, std::string const& id,
                                                    MakePage const& make_from) {
    auto const now = states(viewer.city, id);
    if (!now) return Failure{now.error()};
    auto const target = read::target_of(now->project->state, now->place->state);
    auto made = make(*now, viewer, target, stores_.now().china_date(), make_from);
    if (!made) return Failure{std::move(made).error()};
    return std::move(made->page);
}

Result<ProjectPages::Tasks, QueryError> ProjectPages::tasks(Viewer const& viewer, std::string const& id) {
    auto const now = states(viewer.city, id);
    if (!now) return Failure{now.error()};
    auto const& project = *now->project;
    auto const& area = project.state.lifecycle.area;
    auto const today = stores_.now().china_date();
    auto const in_force = policies_.at(area, today);
    if (!in_force) return Failure{failure({StoreError::Kind::corrupt, "no policy for " + area})};
    auto const rights = read::rights_of(viewer, read::target_of(project.state, now->place->state));
    std::map<std::string, std::string> const no_words;
    auto const* const vote = now->vote.get();
    read::Sources const sources{project.state,
                                project.version,
                                now->place->state,
                                vote != nullptr ? &vote->state : nullptr,
                                vote != nullptr ? &vote->seqs : nullptr,
                                in_force->policy,
                                rights,
                                no_words,
                                today,
                                &project.seqs};
    return Tasks{code_of(project.state.lifecycle.stage), read::tasks_of(sources)};
}

Result<ProjectPages::States, QueryError> ProjectPages::states(std::string const& city, std::string const& id) {
    States states;
    auto project = repository_.load<ProjectKind>(city, id);
    if (!project) return Failure{failure(std::move(project).error())};
    states.project = std::move(*project);
    if (states.project->version == 0) return Failure{QueryError{QueryError::Kind::absent, {}, {}}};
    auto place = repository_.load<PlaceKind>(city, states.project->state.lifecycle.community.text);
    if (!place) return Failure{failure(std::move(place).error())};
    states.place = std::move(*place);
    if (auto const& votes = states.project->state.consent.votes; !votes.empty()) {
        auto vote = repository_.load<VoteKind>(city, votes.back().text);
        if (!vote) return Failure{failure(std::move(vote).error())};
        states.vote = std::move(*vote);
    }
    return states;
}

Result<std::map<std::string, std::string>, QueryError> ProjectPages::texts(std::string const& city,
                                                                           std::vector<std::string> const& refs) {
    if (refs.empty()) return std::map<std::string, std::string>{};
    auto found = stores_.vault.load(city, refs);
    if (!found) return Failure{failure(std::move(found).error())};
    return std::move(*found);
}

Result<KeptPage, QueryError> ProjectPages::make(States const& states, Viewer const& viewer, Target const& target,
                                                Date today, MakePage const& make_from) {
    auto const& project = *states.project;
    auto const& area = project.state.lifecycle.area;
    auto const in_force = policies_.at(area, today);
    if (!in_force) return Failure{failure({StoreError::Kind::corrupt, "no policy for " + area})};
    auto const rights = read::rights_of(viewer, target);
    auto refs = read::refs_for(project.state, rights);
    if (states.vote) std::ranges::move(read::refs_for(states.vote->state, rights), std::back_inserter(refs));
    auto words = texts(viewer.city, refs);
    if (!words) return Failure{std::move(words).error()};
    std::map<std::string, std::string> withheld;
    if (words->size() < std::set<std::string>(refs.begin(), refs.end()).size()) {
        auto found = stores_.vault.load_frozen(viewer.city, refs);
        if (!found) return Failure{failure(std::move(found).error())};
        withheld = std::move(*found);
    }
    auto const* const vote = states.vote.get();
    auto former = former_owners_refs(stores_.journal, viewer.city, project.state, states.place->state,
                                     vote != nullptr ? &vote->state : nullptr, rights);
    if (!former) return Failure{failure(former.error())};
    read::FormerWords hidden;
    if (!former->empty()) {
        auto office = viewer;
        std::erase_if(office.grants, [](account::Grant const& grant) { return grant.role == account::Role::resident; });
        hidden = {std::move(*former), read::rights_of(office, target)};
    }
    auto shown = read::shown_words(project.state, rights, refs, *words, withheld, hidden);
    if (vote != nullptr) {
        auto const office = read::refs_for(vote->state, hidden.office);
        for (auto const& ref : read::own_refs(vote->state, rights)) {
            auto const own = words->find(ref);
            if (own == words->end()) continue;
            if (!hidden.refs.contains(ref))
                shown[ref] = own->second;
            else if (std::ranges::find(office, ref) != office.end())
                shown[ref] = mask_numbers(own->second);
            else
                shown.erase(ref);  // a signature, a proxy's papers: other words cannot stand there
        }
    }
    read::Sources const sources{project.state,
                                project.version,
                                states.place->state,
                                vote != nullptr ? &vote->state : nullptr,
                                vote != nullptr ? &vote->seqs : nullptr,
                                in_force->policy,
                                rights,
                                shown,
                                today,
                                &project.seqs};
    auto page = make_from(sources);
    if (!page) return Failure{std::move(page).error()};
    return KeptPage{std::move(*page), states.versions(), today, std::move(refs), std::move(*words)};
}

}  // namespace jiati::app
