#include "app/invariants/invariant.h"

#include <map>

namespace jiati::app::invariants {
namespace {

class SequenceDense final : public Invariant {
    [[nodiscard]] std::string_view name() const override { return "sequence"; }
    void take(StoredEvent const& event, std::vector<std::string>& problems) override {
        if (event.seq != last_ + 1)
            problems.push_back(std::to_string(last_) + " is followed by " + std::to_string(event.seq));
        last_ = event.seq;
    }
    std::int64_t last_ = 0;
};

// Also: a stream's clock does not run backwards, whatever the machine's did.
class VersionsDense final : public Invariant {
    [[nodiscard]] std::string_view name() const override { return "versions"; }
    void take(StoredEvent const& event, std::vector<std::string>& problems) override {
        auto& last = last_[event.stream];
        auto const at = event.stream + " at " + std::to_string(event.seq) + ": ";
        if (event.version != last.version + 1)
            problems.push_back(at + "version " + std::to_string(last.version) + " is followed by " +
                               std::to_string(event.version));
        if (event.recorded_at < last.recorded_at)
            problems.push_back(at + "recorded at " + event.recorded_at.to_string() + ", the one before at " +
                               last.recorded_at.to_string());
        last = {event.version, event.recorded_at};
    }
    struct Last {
        std::int64_t version = 0;
        Instant recorded_at;
    };
    std::map<std::string, Last> last_;
};

}  // namespace

std::unique_ptr<Invariant> sequence_dense() { return std::make_unique<SequenceDense>(); }
std::unique_ptr<Invariant> versions_dense() { return std::make_unique<VersionsDense>(); }

}  // namespace jiati::app::invariants
