#include "app/invariants/invariant.h"
#include "base/overloaded.h"
#include "project/share_rules.h"

#include <map>

namespace jiati::app::invariants {
namespace {

namespace funding = project::funding;

// The books of one lift, kept from its events alone. Sums of at most 2^31 amounts of 10^14 fen fit.
struct Books {
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> lines;  // id → promised, received
    std::map<std::string, std::int64_t> shares;
    std::map<std::string, std::int64_t> paid;
    std::int64_t received = 0;
    std::int64_t released = 0;
    std::int64_t refunded = 0;

    [[nodiscard]] std::int64_t promised() const {
        std::int64_t total = 0;
        for (auto const& [id, line] : lines) total += line.first;
        return total;
    }
};

class MoneyConserved final : public Invariant {
    [[nodiscard]] std::string_view name() const override { return "money"; }

    void take(StoredEvent const& event, std::vector<std::string>& problems) override {
        if (!event.type.starts_with("funding.")) return;
        auto const decoded = codec::decode_project_event(event.type, event.payload);
        if (!decoded) return;  // another law's matter
        auto const* const stage = std::get_if<funding::Event>(&decoded->stage());
        if (stage == nullptr) return;
        auto& books = books_[event.stream];
        auto const say = [&](std::string const& what) {
            problems.push_back(event.stream + " at " + std::to_string(event.seq) + ": " + what);
        };
        auto const yuan = [](std::int64_t fen) { return Fen{fen}.to_string(); };
        auto const positive = [&](Fen amount) {
            if (amount.count() <= 0) say("an amount of " + amount.to_string());
        };
        std::visit(Overloaded{
                       [&](funding::LineAdded const& e) {
                           positive(e.amount);
                           if (!books.lines.try_emplace(e.line.text, e.amount.count(), 0).second)
                               say("a line added twice");
                       },
                       [&](funding::LineRemoved const& e) {
                           auto const line = books.lines.find(e.line.text);
                           if (line == books.lines.end()) return say("a line removed that is not there");
                           if (line->second.second != 0) say("a line removed whose money has come in");
                           books.lines.erase(line);
                       },
                       [&](funding::SharesAdopted const& e) {
                           books.shares.clear();
                           std::int64_t in = books.promised();
                           for (auto const& share : e.shares) {
                               if (share.amount.is_negative()) say("a share below nothing");
                               if (!books.shares.try_emplace(share.household.text, share.amount.count()).second)
                                   say("two shares of one household");
                               in += share.amount.count();
                           }
                           std::int64_t out = e.cost.count();
                           for (auto const& share : e.compensation) out += share.amount.count();
                           if (in != out) say(yuan(in) + " comes in, " + yuan(out) + " goes out");
                           if (e.lines_total.count() != books.promised())
                               say("lines of " + yuan(books.promised()) + " noted as " + e.lines_total.to_string());
                       },
                       [&](funding::PaymentRecorded const& e) {
                           positive(e.amount);
                           auto& paid = books.paid[e.household.text] += e.amount.count();
                           if (auto const share = books.shares.find(e.household.text);
                               share == books.shares.end() || paid > share->second)
                               say("more paid than the share");
                           books.received += e.amount.count();
                       },
                       [&](funding::ReceiptRecorded const& e) {
                           positive(e.amount);
                           auto const line = books.lines.find(e.line.text);
                           if (line == books.lines.end()) return say("received for a line that is not there");
                           line->second.second += e.amount.count();
                           if (line->second.second > line->second.first) say("more received than the line promises");
                           books.received += e.amount.count();
                       },
                       [&](funding::ReleasedToBuilder const& e) {
                           positive(e.amount);
                           books.released += e.amount.count();
                       },
                       [&](funding::HouseholdRefunded const& e) {
                           positive(e.amount);
                           books.refunded += e.amount.count();
                           if ((books.paid[e.household.text] -= e.amount.count()) < 0) say("more refunded than paid");
                       },
                       [](auto const&) {},
                   },
                   *stage);
        if (books.released + books.refunded > books.received)
            say(yuan(books.released + books.refunded) + " paid out of " + yuan(books.received));
    }

    // Whoever reads the ledger finds the same balance, and every entry moves money between two accounts.
    Result<Done, StoreError> compare(City const& city, std::vector<std::string>& problems) override {
        Repository fresh(city.stores.journal);
        for (auto const& [stream, books] : books_) {
            auto const loaded = fresh.load<ProjectKind>(city.name, stream.substr(stream.find('/') + 1));
            if (!loaded) return Failure{loaded.error()};
            auto const& state = (*loaded)->state.funding;
            auto const balance = books.received - books.released - books.refunded;
            if (state.balance().count() != balance)
                problems.push_back(stream + ": the ledger's balance is " + state.balance().to_string() +
                                   ", the events' " + Fen{balance}.to_string());
            for (auto const& entry : state.ledger)
                if (entry.posting.debit == entry.posting.credit)
                    problems.push_back(stream + ": an entry of the ledger moves nothing");
        }
        return Done{};
    }

    std::map<std::string, Books> books_;
};

class SharesRecomputed final : public Invariant {
    [[nodiscard]] std::string_view name() const override { return "shares"; }
    void take(StoredEvent const& event, std::vector<std::string>& problems) override {
        if (!event.type.starts_with("funding.SharesAdopted/")) return;
        auto const decoded = codec::decode_project_event(event.type, event.payload);
        if (!decoded) return;
        auto const* const stage = std::get_if<funding::Event>(&decoded->stage());
        if (stage == nullptr) return;
        auto const adopted = funding::evolve({}, *stage, event.occurred_on);
        if (!funding::is_recomputed(adopted).value_or(true))
            problems.push_back(event.stream + " at " + std::to_string(event.seq) +
                               ": the shares are not what their inputs make");
    }
};

}  // namespace

std::unique_ptr<Invariant> money_conserved() { return std::make_unique<MoneyConserved>(); }
std::unique_ptr<Invariant> shares_recomputed() { return std::make_unique<SharesRecomputed>(); }

}  // namespace jiati::app::invariants
