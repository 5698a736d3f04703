#include "simulation/ledger.h"

#include "codec/leaf.h"

#include <algorithm>

namespace jiati::simulation {
namespace {

std::string in_words(app::Recorded const& recorded) {
    auto text = recorded.id + " version " + std::to_string(recorded.version);
    for (auto const& line : recorded.events)
        text += "; " + std::to_string(line.seq) + " " + line.type + " " + line.leaf_hash;
    for (auto const& [name, id] : recorded.made) text += "; " + name + "=" + id;
    return text;
}

}  // namespace

void Ledger::answered(Intent& intent, Result<app::Recorded, app::CommandError> const& answer,
                      std::vector<std::string>& problems) {
    auto const& key = intent.request.idempotency_key;
    auto const say = [&](std::string const& what) {
        problems.push_back("answers: " + intent.request.type + " under " + key + ": " + what);
    };
    if (!answer) {
        if (answer.error().kind == app::CommandError::Kind::store) return;  // the outcome is unknown
        if (answer.error().kind == app::CommandError::Kind::key_reused) say("its key is called reused");
        // An account that was closed meanwhile hears nothing more; the intent's own client is then gone as well.
        if (intent.succeeded) say("it succeeded before, and is refused now (" + answer.error().refusal.code + ")");
        return;
    }
    if (!answer->repeated && intent.done) say("done twice");
    intent.done = intent.done || !answer->repeated;
    auto words = in_words(*answer);
    if (intent.succeeded) {
        if (words != intent.answer) say("answered before: " + intent.answer + "; now: " + words);
        return;
    }
    intent.succeeded = true;
    intent.answer = std::move(words);
    intent.recorded = *answer;
    if (answer->events.empty()) say("nothing was recorded");
    for (auto const& line : answer->events) {
        auto const [owner, is_new] = owners_.try_emplace(line.seq, key);
        if (!is_new) say("event " + std::to_string(line.seq) + " was the answer to " + owner->second);
        if (line.seq <= intent.acknowledged_before)
            say("event " + std::to_string(line.seq) + " stands before " + std::to_string(intent.acknowledged_before) +
                ", which was acknowledged before this was sent");
    }
}

void Ledger::acknowledge(Intent const& intent) {
    for (auto const& line : intent.recorded.events) {
        acknowledged_[line.seq] = line.leaf_hash;
        highest_ = std::max(highest_, line.seq);
    }
    auto const stream = intent.request.type.starts_with("vote.")                                ? "vote/"
                        : codec::aggregate_of(intent.request.type) == codec::Aggregate::project ? "project/"
                                                                                                : "";
    if (*stream != '\0') {
        auto& version = versions_[stream + intent.recorded.id];
        version = std::max(version, intent.recorded.version);
    }
}

void Ledger::compare(std::vector<app::StoredEvent> const& events, std::vector<std::string>& problems) const {
    for (auto const& [seq, leaf_hash] : acknowledged_) {
        auto const& key = owners_.at(seq);
        if (seq > static_cast<std::int64_t>(events.size()))
            problems.push_back("answers: event " + std::to_string(seq) + ", acknowledged to " + key + ", is lost");
        else if (codec::leaf_hash_hex(events[static_cast<std::size_t>(seq - 1)].leaf) != leaf_hash)
            problems.push_back("answers: event " + std::to_string(seq) + ", acknowledged to " + key + ", is another");
    }
}

}  // namespace jiati::simulation
