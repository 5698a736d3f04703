#include "app/invariants/invariant.h"
#include "app/log/city_log.h"
#include "app/log/ed25519.h"
#include "merkle/base64.h"

namespace jiati::app::invariants {
namespace {

constexpr std::size_t events_at_once = 1000;

class LogIsJournal final : public Invariant {
    [[nodiscard]] std::string_view name() const override { return "log"; }

    Result<Done, StoreError> compare(City const& city, std::vector<std::string>& problems) override {
        // The book before the journal: what it says was signed is in every journal read after it.
        auto const epochs = city.book.log_epochs(city.name);
        if (!epochs) return Failure{epochs.error()};
        if (epochs->empty() || !epochs->back().last) return Done{};
        auto const& last = *epochs->back().last;
        if (!is_signed(epochs->back())) problems.push_back("the last checkpoint is not signed by the log's key");
        merkle::TileEdge edge(log::sha256);
        while (edge.size() < static_cast<std::uint64_t>(last.size)) {
            auto const page =
                city.stores.journal.read_all(city.name, static_cast<std::int64_t>(edge.size()), events_at_once);
            if (!page) return Failure{page.error()};
            if (page->empty()) {
                problems.push_back(std::to_string(last.size) + " events were signed for, the journal holds " +
                                   std::to_string(edge.size()));
                return Done{};
            }
            for (auto const& event : *page) {
                if (edge.size() == static_cast<std::uint64_t>(last.size)) break;
                for (auto const& [tile, bytes] : edge.append(merkle::leaf_hash(event.leaf, log::sha256))) {
                    auto const kept =
                        city.tiles.log_tile(city.name, *tile.level, static_cast<std::int64_t>(tile.index));
                    if (!kept) return Failure{kept.error()};
                    if (!*kept || **kept != merkle::to_base64(bytes))
                        problems.push_back(merkle::path_of(tile) + (*kept ? " differs" : " is missing"));
                }
            }
        }
        auto const root = edge.root();
        if (merkle::to_base64(std::string(root.begin(), root.end())) != last.root)
            problems.push_back("the root signed for " + std::to_string(last.size) + " events is not theirs");
        return Done{};
    }

    static bool is_signed(LogEpoch const& epoch) {
        auto const note = merkle::parse_note(epoch.last->note);
        if (!note || merkle::verified_by(*note, {log::verifier_key(epoch)}, log::is_ed25519).empty()) return false;
        auto const checkpoint = merkle::parse_checkpoint(note->text);
        return checkpoint && checkpoint->origin == epoch.origin &&
               checkpoint->size == static_cast<std::uint64_t>(epoch.last->size) &&
               merkle::to_base64(std::string(checkpoint->root.begin(), checkpoint->root.end())) == epoch.last->root;
    }
};

}  // namespace

std::unique_ptr<Invariant> log_is_journal() { return std::make_unique<LogIsJournal>(); }

}  // namespace jiati::app::invariants
