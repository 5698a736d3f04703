// The figure of replaying.
#include "app/seeded_randomness.h"
#include "codec/yaml.h"
#include "figures.h"
#include "store/memory_store.h"

#include <algorithm>

namespace jiati::bench {
namespace {

std::vector<codec::CaseFile> read_cases(std::vector<std::string> const& names, std::vector<std::string> const& texts) {
    std::vector<codec::CaseFile> files;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto file = codec::read_case(texts[i], names[i], cli::system_now().china_date());
        require(file.has_value(), file ? "" : file.error().to_string());
        files.push_back(std::move(*file));
    }
    return files;
}

app::PlayedCase play(codec::CaseFile const& file, std::string const& name) {
    app::SeededRandomness randomness("case " + file.name);
    store::MemoryStore store(randomness);
    Date last = Date::of(1970, 1, 1);
    for (auto const& step : file.steps) last = std::max(last, step.on);
    auto const now = Instant::start_of(last.plus_days(1));
    app::Stores const stores{store, store, store, randomness, [now] { return now; }};
    app::Repository repository(store);
    app::Commands commands(stores, repository, policies());
    app::Queries queries(stores, repository, policies());
    app::CasePlayer player(commands, queries,
                           [](Refusal const& refusal) { return words().render(refusal, http::Language::en); });
    auto played = player.play(file, name);
    require(played.has_value(), played ? "" : name + ": " + played.error().message);
    require(played->holds(), name + ": a stated figure differs");
    return std::move(*played);
}

}  // namespace

Replay measure_replay(std::size_t rounds) {
    Replay replay;
    auto const names = yaml_files_of("cases");
    std::vector<std::string> texts;
    for (auto const& name : names) texts.push_back(contents_of("cases/" + name));
    replay.cases = names.size();
    for (std::size_t round = 0; round <= rounds; ++round) {
        Stopwatch const reading;
        require(read_cases(names, texts).size() == names.size(), "a case is missing");
        auto const read_s = reading.cpu_s();
        Stopwatch const replaying;
        std::vector<app::PlayedCase> played;
        auto const files = read_cases(names, texts);
        for (std::size_t i = 0; i < files.size(); ++i) played.push_back(play(files[i], names[i]));
        auto const replay_s = replaying.cpu_s();
        if (round == 0) {  // warming up, and counting
            for (auto const& one : played) {
                replay.commands += one.timeline.size();
                replay.figures += one.figures.size();
            }
            continue;
        }
        replay.read_ms.add(1000 * read_s);
        replay.replay_ms.add(1000 * replay_s);
    }
    return replay;
}

}  // namespace jiati::bench
