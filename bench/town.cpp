#include "town.h"

#include "app/rebuild.h"
#include "measure.h"

#include <algorithm>
#include <iterator>

namespace jiati::bench {
namespace {

constexpr std::string_view password = "jiati-demo";

codec::CaseFile demonstration() {
    auto file = codec::read_case(contents_of("cases/demo.yaml"), "demo.yaml", cli::system_now().china_date());
    require(file.has_value(), file ? "" : file.error().to_string());
    return std::move(*file);
}

template <class Outcome>
auto played(Outcome outcome) {
    require(outcome.has_value(), outcome ? ""
                                         : outcome.error().file + ":" + std::to_string(outcome.error().line) + ": " +
                                               outcome.error().message);
    return std::move(*outcome);
}

std::unique_ptr<store::SqlStore> open_store(std::filesystem::path const& file, app::Randomness& randomness) {
    auto opened = store::SqlStore::open("sqlite:" + file.string(), randomness);
    require(opened.has_value(), opened ? "" : file.string() + ": " + opened.error().detail);
    return std::move(*opened);
}

}  // namespace

app::PolicyLibrary const& policies() {
    static app::PolicyLibrary const library = [] {
        std::vector<policy::Policy> packs;
        for (auto const& name : yaml_files_of("policies")) {
            auto read = codec::read_policies(contents_of("policies/" + name), name);
            require(read.has_value(), read ? "" : read.error().to_string());
            std::ranges::move(*read, std::back_inserter(packs));
        }
        return app::PolicyLibrary(std::move(packs));
    }();
    return library;
}

http::Words const& words() {
    static http::Words const spoken = [] {
        auto parsed = http::Words::parse(contents_of("web/src/locales/zh/refusals.json"),
                                         contents_of("web/src/locales/en/refusals.json"));
        require(parsed.has_value(), parsed ? "" : parsed.error());
        return std::move(*parsed);
    }();
    return spoken;
}

Result<app::Appended, app::StoreError> KeepingJournal::append(app::Append append) {
    if (!keeps_) return journal_.append(std::move(append));
    auto copy = append;
    auto appended = journal_.append(std::move(append));
    if (appended) {
        std::lock_guard const lock(mutex_);
        kept_.push_back(std::move(copy));
    }
    return appended;
}

Town::Town(std::filesystem::path const& file, std::size_t surveys)
    : store_(open_store(file, randomness_)),
      journal_(*store_),
      stores_{journal_, *store_, *store_, randomness_, cli::system_now},
      repository_(journal_),
      commands_(stores_, repository_, policies()),
      queries_(stores_, repository_, policies()),
      sign_in_(stores_, *store_, repository_, std::string(town_city)),
      problems_(words()) {
    require(policies().adopt(*store_, std::string(town_city), cli::system_now()).has_value(),
            "policies were not adopted");
    require(app::ensure_views(stores_, repository_).has_value(), "views were not made");
    app::CasePlayer player(commands_, queries_,
                           [](Refusal const& refusal) { return words().render(refusal, http::Language::en); });
    play_demonstration(player);
    for (std::size_t i = 0; i < surveys; ++i) play_survey(player, i);
    http::api::add_routes(
        router_, {commands_, queries_, sign_in_, hub_, problems_, std::string(town_city), false, [] { return true; }});
    auto server = http::Server::start({}, router_, problems_);
    require(server.has_value(), server ? "" : server.error());
    server_ = std::move(*server);
}

void Town::play_demonstration(app::CasePlayer& player) {
    auto file = demonstration();
    auto const done = played(player.play(file, "demo.yaml"));
    std::erase_if(file.cast, [](codec::CaseActor const& actor) {
        return actor.login != "demo-grid" && actor.login != "demo-resident";
    });
    played(player.make_logins(file, "demo.yaml", done, std::string(password)));
    project_ = done.ids.at("$p2");
}

// The estate once more, with the first of its four projects alone.
void Town::play_survey(app::CasePlayer& player, std::size_t number) {
    auto file = demonstration();
    file.name = "survey-" + std::to_string(number);
    file.expect.clear();
    std::erase_if(file.steps, [](codec::CaseStep const& step) {
        bool const is_register = step.type.starts_with("place.");
        bool const is_first = step.let == "p1" || std::ranges::find(step.in, "$p1") != step.in.end();
        return !is_register && !is_first;
    });
    auto const done = played(player.play(file, "demo.yaml"));
    surveys_.push_back({done.ids.at("$p1"), done.ids.at("$h1/601")});
}

std::string Town::cookie_of(std::string const& login) {
    auto const opened = sign_in_.open({login, std::string(password)}, {"127.0.0.1"});
    require(opened.has_value(), login + " cannot sign in");
    return "Cookie: " + std::string(http::api::session_cookie) + "=" + opened->token + "\r\n";
}

}  // namespace jiati::bench
