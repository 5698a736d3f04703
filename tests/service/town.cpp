#include "service/town.h"

#include "app/figure_path.h"

#include <gtest/gtest.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace jiati::service {
namespace {

std::filesystem::path const source = JIATI_SOURCE_DIR;

}  // namespace

std::string contents_of(std::string const& path) {
    std::ifstream file(source / path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

app::PolicyLibrary const& policies() {
    static app::PolicyLibrary const library = [] {
        std::vector<policy::Policy> packs;
        for (auto const& entry : std::filesystem::directory_iterator(source / "policies")) {
            if (entry.path().extension() != ".yaml") continue;
            auto read = codec::read_policies(contents_of("policies/" + entry.path().filename().string()),
                                             entry.path().filename());
            EXPECT_TRUE(read) << read.error().to_string();
            std::ranges::move(*read, std::back_inserter(packs));
        }
        return app::PolicyLibrary(std::move(packs));
    }();
    return library;
}

http::Words const& words() {
    static http::Words const spoken = http::Words::parse(contents_of("web/src/locales/zh/refusals.json"),
                                                         contents_of("web/src/locales/en/refusals.json"))
                                          .value();
    return spoken;
}

codec::CaseFile read_case(std::string const& name) {
    auto file = codec::read_case(contents_of("cases/" + name), name, Date::of(2026, 11, 22));
    EXPECT_TRUE(file) << file.error().to_string();
    return *file;
}

std::vector<std::string> case_names() {
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator(source / "cases"))
        if (entry.path().extension() == ".yaml") names.push_back(entry.path().filename());
    std::ranges::sort(names);
    return names;
}

Town::Town(std::string const& seed)
    : now(Instant::parse("2026-11-22T12:00:00.000Z").value()),
      randomness(seed),
      store(randomness),
      stores{store, store, store, randomness, [this] { return now; }},
      repository(store),
      commands(stores, repository, policies()),
      queries(stores, repository, policies()) {}

app::PlayedCase Town::play(std::string const& name) {
    app::CasePlayer player(commands, queries,
                           [](Refusal const& refusal) { return words().render(refusal, http::Language::en); });
    auto played = player.play(read_case(name), name);
    EXPECT_TRUE(played) << played.error().file << ":" << played.error().line << ": " << played.error().message;
    return *played;
}

app::Viewer Town::anyone() const {
    app::Viewer viewer;
    viewer.city = city;
    return viewer;
}

app::Viewer Town::with(account::Role role, account::ScopeKind kind, std::string value, std::string department) const {
    auto viewer = anyone();
    viewer.account = AccountId{"someone"};
    viewer.grants = {{ItemId{"g"},
                      role,
                      {kind, std::move(value), std::move(department)},
                      Date::of(2020, 1, 1),
                      std::nullopt,
                      "test"}};
    return viewer;
}

Result<app::Recorded, app::CommandError> Town::send(app::Viewer const& viewer, std::string const& stream,
                                                    std::string const& type, std::string const& data, std::string key,
                                                    std::optional<std::int64_t> if_match) {
    app::CommandRequest request;
    request.city = city;
    request.id = stream;
    request.type = type;
    request.aggregate = codec::aggregate_of(type).value();
    request.data = data;
    request.idempotency_key = key.empty() ? "key " + std::to_string(++keys_) : std::move(key);
    request.if_match = if_match;
    return commands.execute(viewer, request);
}

std::string Town::page(app::Viewer const& viewer, std::string const& project) {
    auto page = queries.project(viewer, project);
    EXPECT_TRUE(page);
    return page->json;
}

std::string Town::value(app::Viewer const& viewer, std::string const& project, std::string const& path) {
    return app::value_at(page(viewer, project), path).value_or("");
}

}  // namespace jiati::service
