#include "app/case_player.h"
#include "app/seeded_randomness.h"
#include "cli/built_in.h"
#include "cli/case_files.h"
#include "cli/commands.h"
#include "cli/system.h"
#include "codec/json_text.h"
#include "store/memory_store.h"

#include <fmt/format.h>
#include <algorithm>
#include <iostream>

namespace jiati::cli {
namespace {

// A replay has no clock: it is always the day after the last step.
Instant replay_now(codec::CaseFile const& file) {
    Date last = Date::of(1970, 1, 1);
    for (auto const& step : file.steps) last = std::max(last, step.on);
    return Instant::start_of(last.plus_days(1));
}

Result<app::PlayedCase, app::CaseError> play(NamedCase const& one, app::PolicyLibrary const& policies,
                                             http::Words const& words) {
    app::SeededRandomness randomness("case " + one.file.name);
    store::MemoryStore store(randomness);
    auto const now = replay_now(one.file);
    app::Stores stores{store, store, store, randomness, [now] { return now; }};
    app::Repository repository(store);
    app::Commands commands(stores, repository, policies);
    app::Queries queries(stores, repository, policies);
    app::CasePlayer player(commands, queries,
                           [&](Refusal const& refusal) { return words.render(refusal, http::Language::en); });
    return player.play(one.file, one.path);
}

std::string joined(std::vector<std::string> const& list) {
    std::string text;
    for (auto const& item : list) text += (text.empty() ? "" : ", ") + item;
    return text;
}

std::string shortened(std::string text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    auto cut = bytes_max;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
    return text.substr(0, cut) + "…";
}

void print(app::PlayedCase const& played) {
    fmt::print("\n{}  {}\n", played.name, played.title);
    std::string stage;
    for (auto const& step : played.timeline) {
        auto const moved = !step.stage.empty() && step.stage != stage;
        if (!step.stage.empty()) stage = step.stage;
        fmt::print("  {}  {:<16} {:<28} {}{}\n", step.on.to_string(), step.who, step.type, joined(step.events),
                   moved ? "  → " + stage : "");
    }
    std::size_t recomputed = 0;
    fmt::print("\n  {:<62} {:<24} {:<24}\n", "figure", "stated", "computed");
    for (auto const& figure : played.figures) {
        if (figure.kind == codec::FigureKind::computed) ++recomputed;
        fmt::print("  {:<62} {:<24} {:<24} {}{}\n", shortened(figure.figure, 60), shortened(figure.stated, 22),
                   figure.computed.empty() ? "(nothing there)" : shortened(figure.computed, 22),
                   figure.equal ? "=" : "DIFFERS", figure.kind == codec::FigureKind::copied ? "  (copied)" : "");
    }
    fmt::print("  {} figures, {} recomputed, {}\n", played.figures.size(), recomputed,
               played.holds() ? "all hold" : "NOT all hold");
}

std::string to_json(std::vector<app::PlayedCase> const& cases) {
    codec::JsonWriter json;
    json.object();
    json.field("holds", std::ranges::all_of(cases, &app::PlayedCase::holds));
    json.key("cases").array();
    for (auto const& played : cases) {
        json.object().field("name", played.name).field("title", played.title).field("holds", played.holds());
        json.key("timeline").array();
        for (auto const& step : played.timeline)
            json.object()
                .field("on", step.on)
                .field("who", step.who)
                .field("role", step.role)
                .field("type", step.type)
                .field("events", step.events)
                .field("stage", step.stage)
                .end();
        json.end().key("figures").array();
        for (auto const& figure : played.figures) {
            json.object().field("figure", figure.figure);
            json.key("stated").raw(figure.stated).key("computed");
            if (figure.computed.empty())
                json.null();
            else
                json.raw(figure.computed);
            json.field("from", figure.from)
                .field("kind", figure.kind == codec::FigureKind::computed ? "computed" : "copied");
            json.field("equal", figure.equal).end();
        }
        json.end().end();
    }
    return json.end().end().take();
}

}  // namespace

int replay(ReplayOptions const& options) {
    auto packs = policies();
    if (!packs) {
        std::cerr << packs.error() << "\n";
        return 3;
    }
    auto const spoken = words();
    if (!spoken) {
        std::cerr << spoken.error() << "\n";
        return 3;
    }
    app::PolicyLibrary const library(std::move(*packs));
    std::vector<app::PlayedCase> cases;
    for (auto const& path : options.files) {
        auto const one = read_case_file(path, system_now().china_date());
        if (!one) {
            std::cerr << one.error() << "\n";
            return 2;
        }
        auto played = play(*one, library, *spoken);
        if (!played) {
            std::cerr << fmt::format("{}:{}: {}\n", played.error().file, played.error().line, played.error().message);
            return 2;
        }
        if (!options.json) print(*played);
        cases.push_back(std::move(*played));
    }
    if (options.json) fmt::print("{}\n", to_json(cases));
    return std::ranges::all_of(cases, &app::PlayedCase::holds) ? 0 : 1;
}

}  // namespace jiati::cli
