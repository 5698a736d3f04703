#include "simulation/world.h"

#include "app/clock_runner.h"
#include "app/erasure.h"
#include "app/rebuild.h"
#include "codec/canonical.h"

#include <algorithm>

namespace jiati::simulation {
namespace {

using app::invariants::City;

constexpr std::size_t dear_every = 60;
constexpr int sent_max = 6;
constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t minute_ms = 60 * second_ms;
constexpr std::int64_t day_ms = 24 * 60 * minute_ms;
constexpr DiskFaults usual_faults{.fails_before = 15, .fails_after = 15, .crashes = 4, .interleaves = 250};

}  // namespace

World::Program::Program(app::Stores const& stores, FaultyStore& store, app::PolicyLibrary const& policies,
                        std::vector<std::string>& faults)
    : repository(store),
      commands(stores, repository, policies),
      queries(stores, repository, policies),
      sign_in(stores, store, repository, std::string(town_city)),
      log({store, store, store, stores.now},
          {.name = "simulated", .on_fault = [&faults](app::log::LogFault const& fault) {
               // What the disk refuses is tried again; a log that is older or other than signed is a finding.
               if (fault.kind != app::log::LogFault::Kind::store) faults.push_back("log: " + fault.detail);
           }}) {}

World::World(Options const& options, Town const& town, app::PolicyLibrary const& policies)
    : options_(options),
      dice_(options.seed),
      town_(town),
      policies_(policies),
      disk_(town.history, options.bug),
      store_(disk_, dice_),
      now_(town.now),
      randomness_("simulation " + std::to_string(options.seed)),
      stores_{store_, store_, store_, randomness_, [this] { return now_; }},
      tokens_(town.actors.size()),
      walk_(town, dice_),
      laws_(app::invariants::of_a_city()) {
    outcome_.programs = dice_.chance(350) ? 2 : 1;
    if (outcome_.programs > 1) store_.share();
    store_.on_wait([this] { serve_others(); });
    start_programs();
}

void World::start_programs() {
    store_.set({});
    for (std::size_t i = 0; i < outcome_.programs; ++i) {
        programs_.push_back(std::make_unique<Program>(stores_, store_, policies_, faults_));
        auto& program = *programs_.back();
        if (auto const opened = program.log.open(); !opened)
            outcome_.problems.push_back("start: " + opened.error().detail);
        if (!policies_.adopt(store_, std::string(town_city), now_)) outcome_.problems.emplace_back("start: policies");
        if (!app::settle_all_erasures(stores_)) outcome_.problems.emplace_back("start: erasures");
        if (!app::ensure_views(stores_, program.repository)) outcome_.problems.emplace_back("start: views");
    }
    store_.set(usual_faults);
}

// Only the disk is left. Clients keep what they know; some of them gave up.
void World::restart() {
    ++outcome_.crashes;
    programs_.clear();
    store_.power_on();
    std::erase_if(on_the_way_, [&](std::size_t) { return dice_.chance(500); });
    for (auto& token : tokens_)
        if (dice_.chance(200)) token.clear();
    start_programs();
    ledger_.compare(all_events(), outcome_.problems);
    for (auto const& key : disk_.doubled()) outcome_.problems.push_back("answers: done twice under " + key);
}

Outcome World::run() {
    while (outcome_.problems.empty() && outcome_.steps < options_.steps) {
        ++outcome_.steps;
        step();
        if (store_.is_off()) restart();
        if (outcome_.problems.empty()) check_cheap();
        if (outcome_.problems.empty() && outcome_.steps % dear_every == 0 && outcome_.steps < options_.steps)
            check_dear();
    }
    if (outcome_.problems.empty()) finish();
    for (auto& problem : outcome_.problems) problem = "step " + std::to_string(outcome_.steps) + ": " + problem;
    return std::move(outcome_);
}

void World::step() {
    let_time_pass();
    auto const what = dice_.below(1000);
    if (what < 330)
        send_new();
    else if (what < 730)
        deliver_one();
    else if (what < 830)
        send_again();
    else if (what < 880)
        (void)app::run_due(stores_, any_program().commands);
    else if (what < 940)
        any_program().log.step();
    else if (what < 990)
        read();
    else if (what < 997)
        store_.power_off();
    else
        check_dear();
}

// While one waits for the disk, others are served.
void World::serve_others() {
    for (auto count = dice_.between(1, 3); count > 0 && !store_.is_off(); --count)
        if (dice_.chance(300))
            read();
        else
            deliver_one();
}

void World::let_time_pass() {
    now_.unix_ms += dice_.between(second_ms, 40 * minute_ms);
    if (dice_.chance(8)) now_.unix_ms += dice_.between(1, 4) * day_ms;
    if (dice_.chance(12)) now_.unix_ms -= dice_.between(1, 90) * minute_ms;
}

void World::send_new() {
    auto wish = walk_.next(now_.china_date());
    Intent intent;
    intent.actor = wish.actor;
    intent.acknowledged_before = ledger_.highest();
    intent.request.city = town_city;
    intent.request.aggregate = codec::aggregate_of(wish.type).value();
    intent.request.id = std::move(wish.id);
    intent.request.type = std::move(wish.type);
    intent.request.data = std::move(wish.data);
    intent.request.idempotency_key = "request " + std::to_string(intents_.size());
    intents_.push_back(std::move(intent));
    ++outcome_.requests;
    // Nothing, once, or twice: the network loses and doubles.
    for (auto copies = dice_.chance(50) ? 0 : dice_.chance(150) ? 2 : 1; copies > 0; --copies)
        on_the_way_.push_back(intents_.size() - 1);
}

// Of those without an answer the client sends again; of those with one the network may still hold a copy.
void World::send_again() {
    if (intents_.empty()) return;
    auto const index = dice_.chance(800) && intents_.size() > 20 ? intents_.size() - 1 - dice_.below(20)
                                                                 : dice_.below(intents_.size());
    if (intents_[index].sent < sent_max) on_the_way_.push_back(index);
}

void World::deliver_one() {
    if (on_the_way_.empty()) return send_new();
    auto const at = dice_.below(on_the_way_.size());
    auto const index = on_the_way_[at];
    on_the_way_.erase(on_the_way_.begin() + static_cast<std::ptrdiff_t>(at));
    deliver(index);
}

std::optional<app::Viewer> World::sign_in(Program& program, Actor const& actor) {
    auto& token = tokens_[static_cast<std::size_t>(&actor - town_.actors.data())];
    for (int look = 0; look < 2; ++look) {
        auto viewer = program.sign_in.viewer_of(token);
        if (!viewer) return std::nullopt;
        if (!viewer->is_public()) return *viewer;
        // The password was right: what is simulated begins behind it.
        auto fresh = "token " + std::to_string(++tokens_made_) + " of " + actor.name;
        app::Session session;
        session.token_hash = codec::hex(codec::sha256(fresh));
        session.city = town_city;
        session.account = AccountId{actor.account};
        session.created = session.last_seen = now_;
        session.expires = Instant{now_.unix_ms + day_ms / 2};
        if (!store_.create(session)) return std::nullopt;
        token = std::move(fresh);
    }
    return std::nullopt;
}

void World::deliver(std::size_t index) {
    auto& intent = intents_[index];  // a deque: others may be added meanwhile
    auto& program = any_program();
    auto const viewer = sign_in(program, town_.actors[intent.actor]);
    if (!viewer) return;
    ++intent.sent;
    ++outcome_.sent;
    bool const was_known = intent.succeeded;
    auto const answer = program.commands.execute(*viewer, intent.request);
    if (store_.is_off()) return;  // nobody was left to answer
    ledger_.answered(intent, answer, outcome_.problems);
    if (answer && !answer->repeated && !was_known) ++outcome_.accepted_of[intent.request.type];
    if (answer)
        ++(answer->repeated || was_known ? outcome_.repeated : outcome_.accepted);
    else
        ++(answer.error().kind == app::CommandError::Kind::store ? outcome_.unknown : outcome_.refused);
    if (dice_.chance(120)) return;  // the answer is lost
    if (!answer && answer.error().kind == app::CommandError::Kind::store) return;
    intent.answered = true;
    if (!answer) return;
    ledger_.acknowledge(intent);
    walk_.learn(intent);
}

// Whoever reads sees at least what anybody was told before.
void World::read() {
    ++outcome_.reads;
    auto& program = any_program();
    auto const versions = ledger_.versions();
    if (versions.empty()) return;
    auto const at = std::next(versions.begin(), static_cast<std::ptrdiff_t>(dice_.below(versions.size())));
    auto const id = at->first.substr(at->first.find('/') + 1);
    std::int64_t version = 0;
    if (at->first.starts_with("vote/")) {
        auto const vote = program.repository.load<app::VoteKind>(std::string(town_city), id);
        if (!vote) return;
        version = (*vote)->version;
    } else {
        auto const& actor = dice_.pick(town_.actors);
        auto const viewer = sign_in(program, actor);
        if (!viewer) return;
        auto const page = program.queries.project(*viewer, id);
        if (!page) return;
        version = page->version;
    }
    if (version < at->second)
        outcome_.problems.push_back("reads: " + at->first + " shows version " + std::to_string(version) + ", but " +
                                    std::to_string(at->second) + " was acknowledged");
}

void World::check_cheap() {
    app::invariants::Invariants& laws = laws_;
    auto& store = disk_.image().store;
    if (!app::invariants::take_new(laws, store, std::string(town_city), seen_, outcome_.problems))
        outcome_.problems.emplace_back("the journal cannot be read");
    std::ranges::move(faults_, std::back_inserter(outcome_.problems));
    faults_.clear();
}

void World::check_dear() {
    auto& image = disk_.image();
    app::Stores const calm{image.store, image.store, image.store, randomness_, stores_.now};
    if (!app::invariants::check(laws_, City{std::string(town_city), calm, image.log, image.log}, seen_,
                                outcome_.problems))
        outcome_.problems.emplace_back("the store cannot be read");
    ledger_.compare(all_events(), outcome_.problems);
    store_.set({});
    std::set<std::string> streams;
    for (auto const& [name, id] : town_.ids)
        if (name == "$p1" || name == "$p2") streams.insert("project/" + id);
    streams.insert("place/" + town_.ids.at("$c"));
    for (auto const& program : programs_)
        if (!app::invariants::compare_kept({stores_, program->queries, policies_}, std::string(town_city), streams,
                                           outcome_.problems))
            outcome_.problems.emplace_back("a page cannot be read");
    store_.set(usual_faults);
}

// The network and the disk behave; everybody who has no answer asks until there is one.
void World::finish() {
    store_.set({});
    on_the_way_.clear();
    for (std::size_t i = 0; i < intents_.size(); ++i)
        for (int again = 0; !intents_[i].answered && again < 10; ++again) deliver(i);
    for (auto const& program : programs_) program->log.step();
    check_cheap();
    check_dear();
    for (auto const& key : disk_.doubled()) outcome_.problems.push_back("answers: done twice under " + key);
    outcome_.events = seen_;
    outcome_.digest = digest();
    auto const epochs = disk_.image().log.log_epochs(std::string(town_city));
    if (epochs && !epochs->empty() && epochs->back().last) outcome_.signed_for = epochs->back().last->size;
    if (outcome_.signed_for != outcome_.events)
        outcome_.problems.push_back("log: " + std::to_string(outcome_.signed_for) + " of " +
                                    std::to_string(outcome_.events) + " events are signed for");
}

std::vector<app::StoredEvent> World::all_events() {
    auto events = disk_.image().store.read_all(std::string(town_city), 0, static_cast<std::size_t>(-1));
    CHECK(events.has_value());
    return std::move(*events);
}

std::string World::digest() {
    std::string text;
    for (auto const& event : all_events())
        text += std::to_string(event.seq) + "\n" + event.stream + "\n" + std::to_string(event.version) + "\n" +
                event.type + "\n" + event.payload + "\n" + event.leaf + "\n" + event.occurred_on.to_string() + "\n" +
                event.evidence + "\n" + event.recorded_at.to_string() + "\n" + event.actor + "\n";
    auto const epochs = disk_.image().log.log_epochs(std::string(town_city));
    if (epochs && !epochs->empty() && epochs->back().last) text += epochs->back().last->note;
    return codec::hex(codec::sha256(text));
}

}  // namespace jiati::simulation
