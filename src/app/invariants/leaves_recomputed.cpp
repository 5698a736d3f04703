#include "app/invariants/invariant.h"
#include "codec/leaf.h"

#include <optional>
#include <set>
#include <utility>

namespace jiati::app::invariants {
namespace {

constexpr std::size_t events_at_once = 1000;

// Calls `visit` with the event decoded as what its stream holds; nothing for streams that belong to no aggregate.
template <class Kind, class Visit>
void if_of(StoredEvent const& event, std::vector<std::string>& problems, Visit const& visit) {
    if (!event.stream.starts_with(std::string(Kind::prefix) + "/")) return;
    auto const decoded = Kind::decode_event(event.type, event.payload);
    if (!decoded)
        problems.push_back(event.stream + " at " + std::to_string(event.seq) + ": cannot be read (" +
                           decoded.error().code + ")");
    else
        visit(*decoded);
}

template <class Visit>
void decoded(StoredEvent const& event, std::vector<std::string>& problems, Visit const& visit) {
    if_of<ProjectKind>(event, problems, visit);
    if_of<PlaceKind>(event, problems, visit);
    if_of<VoteKind>(event, problems, visit);
    if_of<TenderKind>(event, problems, visit);
    if_of<FirmKind>(event, problems, visit);
    if_of<AccountKind>(event, problems, visit);
}

class PayloadsCanonical final : public Invariant {
    [[nodiscard]] std::string_view name() const override { return "payloads"; }
    void take(StoredEvent const& event, std::vector<std::string>& problems) override {
        decoded(event, problems, [&](auto const& what) {
            auto const again = codec::encode(what);
            // An older version is lifted when it is read: it would be written in the newer form.
            if (again.type == event.type && again.payload != event.payload)
                problems.push_back(event.stream + " at " + std::to_string(event.seq) +
                                   ": written again it would have other bytes");
        });
    }
};

class LeavesRecomputed final : public Invariant {
    [[nodiscard]] std::string_view name() const override { return "leaves"; }

    Result<Done, StoreError> compare(City const& city, std::vector<std::string>& problems) override {
        auto const with_secret = city.stores.vault.subjects(city.name, "");
        if (!with_secret) return Failure{with_secret.error()};
        std::set<std::string> const known(with_secret->begin(), with_secret->end());
        codec::Secrets secrets;
        std::set<std::string> withheld;  // frozen
        for (std::int64_t seen = 0;;) {
            auto const page = city.stores.journal.read_all(city.name, seen, events_at_once);
            if (!page) return Failure{page.error()};
            std::vector<std::string> ignored;
            for (auto const& event : *page) {
                seen = event.seq;
                std::optional<StoreError> failure;
                decoded(event, ignored, [&](auto const& what) {
                    if (codec::encode(what).type != event.type) return;
                    for (auto const& subject : codec::subjects_of(event.stream, what)) {
                        if (secrets.contains(subject)) continue;
                        // Erased: nothing can be recomputed any more, and nothing needs to be.
                        if (!known.contains(subject) || withheld.contains(subject)) return;
                        auto found = city.stores.vault.secrets(city.name, {subject});
                        if (!found && found.error().kind == StoreError::Kind::conflict) {
                            withheld.insert(subject);
                            return;
                        }
                        if (!found) {
                            failure = found.error();
                            return;
                        }
                        secrets.merge(*found);
                    }
                    codec::Envelope const envelope{city.name, event.stream, event.version, event.occurred_on,
                                                   event.recorded_at};
                    if (codec::leaf(envelope, what, secrets) != event.leaf)
                        problems.push_back(event.stream + " at " + std::to_string(event.seq) +
                                           ": the leaf does not follow from the event");
                });
                if (failure) return Failure{*failure};
            }
            if (page->size() < events_at_once) return Done{};
        }
    }
};

}  // namespace

std::unique_ptr<Invariant> payloads_canonical() { return std::make_unique<PayloadsCanonical>(); }
std::unique_ptr<Invariant> leaves_recomputed() { return std::make_unique<LeavesRecomputed>(); }

}  // namespace jiati::app::invariants
