#include "app/invariants/invariant.h"
#include "app/policy_library.h"
#include "codec/leaf.h"

#include <map>
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

// The vault's names of data subjects as they were at each event: a household's changes with its owner and with an
// erasure (place::subject_of).
class Names {
  public:
    void take(StoredEvent const& event) {
        if (!event.stream.starts_with("place/")) return;
        auto const decoded = PlaceKind::decode_event(event.type, event.payload);
        if (!decoded) return;
        auto& place = places_[event.stream];
        place = evolve(std::move(place), *decoded, event.occurred_on);
    }
    [[nodiscard]] std::string of(std::string const& subject) const {
        constexpr std::string_view households = "household/";
        if (!subject.starts_with(households)) return subject;
        auto const plus = subject.find('+');
        auto const rest = plus == std::string::npos ? std::string() : subject.substr(plus);
        HouseholdId const household{
            subject.substr(households.size(), subject.size() - households.size() - rest.size())};
        for (auto const& [stream, place] : places_)
            if (place.households.contains(household)) return place::subject_of(place, household) + rest;
        return subject;
    }

  private:
    std::map<std::string, place::State> places_;
};

class LeavesRecomputed final : public Invariant {
    [[nodiscard]] std::string_view name() const override { return "leaves"; }

    Result<Done, StoreError> compare(City const& city, std::vector<std::string>& problems) override {
        auto const with_secret = city.stores.vault.subjects(city.name, "");
        if (!with_secret) return Failure{with_secret.error()};
        std::set<std::string> known(with_secret->begin(), with_secret->end());
        codec::Secrets secrets;  // by the vault's names
        Names names;
        std::vector<std::string> ignored;
        for (std::int64_t seen = 0;;) {
            auto const page = city.stores.journal.read_all(city.name, seen, events_at_once);
            if (!page) return Failure{page.error()};
            for (auto const& event : *page) {
                seen = event.seq;
                names.take(event);
                if (event.stream.starts_with("policy/"))  // no aggregate's, and nothing in it is sealed
                    if (auto const fault = fault_of_adoption(city.name, event); !fault.empty())
                        problems.push_back(event.stream + " at " + std::to_string(event.seq) + ": " + fault);
                std::optional<StoreError> failure;
                decoded(event, ignored, [&](auto const& what) {
                    if (codec::encode(what).type != event.type) return;
                    codec::Secrets of_event;
                    for (auto const& subject : codec::subjects_of(event.stream, what)) {
                        auto const in_vault = names.of(subject);
                        // Erased: nothing can be recomputed any more, and nothing needs to be.
                        if (!known.contains(in_vault)) return;
                        if (!secrets.contains(in_vault)) {
                            auto found = city.stores.vault.secrets(city.name, {in_vault});
                            if (!found && found.error().kind != StoreError::Kind::conflict) {
                                failure = found.error();
                                return;
                            }
                            if (!found) {  // frozen, or erased since
                                known.erase(in_vault);
                                return;
                            }
                            secrets.merge(*found);
                        }
                        of_event[subject] = secrets.at(in_vault);
                    }
                    codec::Envelope const envelope{city.name, event.stream, event.version, event.occurred_on,
                                                   event.recorded_at};
                    if (codec::leaf(envelope, what, of_event) != event.leaf)
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
