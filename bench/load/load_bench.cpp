// The program under the load of docs/performance.md, at fixed rates, over HTTP, on SQLite:
//   ballots   entered one after another at a steady rate: how long until one is durable
//   reads     a public project page at a steady rate
//   sign-ins  from nothing to a thousand a second: told to wait, never failed
//   sockets   thousands that are silent or trickle, while others are served
// usage: load_bench [--json] [--folder FOLDER]; LOAD_SECONDS (60), LOAD_UNITS (250), LOAD_BALLOTS (1000 a second),
// LOAD_READS (10000), LOAD_SIGN_INS (1000), LOAD_SOCKETS (5000) make it smaller or larger.
#include "load/generator.h"
#include "load/subject.h"
#include "measure.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cstdlib>

namespace jiati::bench {
namespace {

std::size_t number_from(char const* name, std::size_t standard) {
    auto const* const text = std::getenv(name);
    return text != nullptr ? static_cast<std::size_t>(std::max(1, std::atoi(text))) : standard;
}

std::string post(std::string const& path, std::string const& fields, std::string const& body) {
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{}Content-Length: {}\r\n\r\n{}", path,
        fields, body.size(), body);
}

// Neighbouring ballots belong to different votes, as they would in a city.
Outcome ballots(Subject const& subject, double per_s, double seconds) {
    auto const& voters = subject.voters();
    constexpr std::size_t stride = 13;  // a unit has twelve households
    return fire(subject.port(),
                {.request =
                     [&](std::size_t shot) {
                         auto const& voter = voters[shot * stride % voters.size()];
                         auto const body = fmt::format(
                             R"({{"type":"vote.CastBallot","data":{{"household":"{}","choice":"{}","channel":"paper",)"
                             R"("plan_version":1}}}})",
                             voter.household, shot % 3 == 0 ? "oppose" : "agree");
                         return post("/api/v1/votes/" + voter.vote + "/commands",
                                     subject.cookie() + fmt::format("Idempotency-Key: b{}\r\n", shot), body);
                     },
                 .per_s = per_s,
                 .seconds = seconds,
                 .connections = 256});
}

Outcome reads(Subject const& subject, double per_s, double seconds, std::function<void()> meanwhile = {}) {
    return fire(subject.port(), {.request =
                                     [&](std::size_t shot) {
                                         return "GET /api/v1/projects/" +
                                                subject.projects()[shot % subject.projects().size()] +
                                                " HTTP/1.1\r\nHost: localhost\r\n\r\n";
                                     },
                                 .per_s = per_s,
                                 .seconds = seconds,
                                 .connections = 64,
                                 .meanwhile = std::move(meanwhile)});
}

// A message to three million telephones: most have the right password, from everywhere.
Outcome sign_ins(Subject const& subject, double per_s, double seconds) {
    return fire(subject.port(),
                {.request =
                     [](std::size_t shot) {
                         return post("/api/v1/session", "",
                                     shot % 4 == 0 ? fmt::format(R"({{"login":"nobody-{}","password":"x"}})", shot)
                                                   : R"({"login":"demo-grid","password":"jiati-demo"})");
                     },
                 .per_s = per_s,
                 .seconds = seconds,
                 .connections = 2000,
                 .addresses = 200});
}

// A third silent, a third sending a head byte by byte, a third a body. Those that are given up on come again.
class SlowClients {
  public:
    SlowClients(std::uint16_t port, std::size_t count) : port_(port), sockets_(count, -1) {
        for (std::size_t i = 0; i < count; ++i) open(i);
    }
    ~SlowClients() {
        for (auto const socket : sockets_) ::close(socket);
    }
    SlowClients(SlowClients const&) = delete;
    SlowClients& operator=(SlowClients const&) = delete;

    // A part of them, each time the next.
    void trickle() {
        for (std::size_t n = 0; n < sockets_.size() / 20 + 1; ++n) {
            auto const i = next_++ % sockets_.size();
            char byte = 'x';
            bool const is_gone = ::recv(sockets_[i], &byte, 1, MSG_DONTWAIT) >= 0;
            if (is_gone || (i % 3 != 0 && ::send(sockets_[i], "x", 1, MSG_NOSIGNAL | MSG_DONTWAIT) != 1)) {
                ::close(sockets_[i]);
                open(i);
                ++reopened_;
            }
        }
    }
    [[nodiscard]] std::size_t reopened() const { return reopened_; }

  private:
    void open(std::size_t i) {
        sockets_[i] = connect_from(port_, static_cast<unsigned>(2 + i % 100));
        std::string const head = i % 3 == 0   ? ""
                                 : i % 3 == 1 ? "GET / HTTP/1.1\r\nHost: localhost\r\nX: "
                                              : "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                                                "application/json\r\nContent-Length: 1000\r\n\r\n";
        [[maybe_unused]] auto const sent = ::send(sockets_[i], head.data(), head.size(), MSG_NOSIGNAL);
    }

    std::uint16_t port_;
    std::vector<int> sockets_;
    std::size_t next_ = 0;
    std::size_t reopened_ = 0;
};

std::string statuses_of(Outcome const& outcome) {
    std::string text;
    for (auto const& [status, count] : outcome.statuses)
        text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", status, count);
    return text;
}

void print(std::string_view name, double per_s, Outcome const& outcome) {
    fmt::print("{} at {:.0f}/s: {} of {} good ({}), {} failed; p50 {:.1f} ms, p99 {:.1f} ms, most {:.1f} ms\n", name,
               per_s, outcome.good(), outcome.planned, statuses_of(outcome), outcome.failed(),
               outcome.percentile_ms(0.5), outcome.percentile_ms(0.99), outcome.percentile_ms(1));
}

std::string as_json(double per_s, Outcome const& outcome) {
    std::string statuses;
    for (auto const& [status, count] : outcome.statuses)
        statuses += fmt::format("{}\"{}\":{}", statuses.empty() ? "" : ",", status, count);
    return fmt::format(
        R"({{"per_s":{:.0f},"planned":{},"good":{},"failed":{},"statuses":{{{}}},"p50_ms":{:.2f},"p99_ms":{:.2f},)"
        R"("most_ms":{:.2f}}})",
        per_s, outcome.planned, outcome.good(), outcome.failed(), statuses, outcome.percentile_ms(0.5),
        outcome.percentile_ms(0.99), outcome.percentile_ms(1));
}

// As many files as the system lets a process have.
void raise_file_limit() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

int run(Options const& options) {
    raise_file_limit();
    auto const seconds = static_cast<double>(number_from("LOAD_SECONDS", 60));
    auto const short_s = std::min(seconds, 10.0);
    auto const ballot_rate = static_cast<double>(number_from("LOAD_BALLOTS", 1000));
    auto const read_rate = static_cast<double>(number_from("LOAD_READS", 10'000));
    auto const sign_in_rate = static_cast<double>(number_from("LOAD_SIGN_INS", 1000));
    auto const sockets = number_from("LOAD_SOCKETS", 5000);
    Subject const subject(options.folder, number_from("LOAD_UNITS", 250));

    auto const voted = ballots(subject, ballot_rate, seconds);
    auto const read = reads(subject, read_rate, short_s);
    auto const entered = sign_ins(subject, sign_in_rate, short_s);
    auto const quiet = reads(subject, read_rate / 10, short_s);
    Outcome beside;
    std::size_t reopened = 0;
    {
        SlowClients slow(subject.port(), sockets);
        beside = reads(subject, read_rate / 10, short_s, [&] { slow.trickle(); });
        reopened = slow.reopened();
    }
    if (options.json) {
        fmt::print(R"({{"ballots":{},"reads":{},"sign_ins":{},"reads_alone":{},"reads_beside_sockets":{},"sockets":{},)"
                   R"("memory_mb":{:.0f}}})"
                   "\n",
                   as_json(ballot_rate, voted), as_json(read_rate, read), as_json(sign_in_rate, entered),
                   as_json(read_rate / 10, quiet), as_json(read_rate / 10, beside), sockets, subject.memory_mb());
    } else {
        print("ballots", ballot_rate, voted);
        print("public pages", read_rate, read);
        print("sign-ins", sign_in_rate, entered);
        print("public pages", read_rate / 10, quiet);
        print(fmt::format("public pages beside {} silent or trickling sockets", sockets), read_rate / 10, beside);
        fmt::print("  {} of those were given up on and came again; the program takes {:.0f} MB\n", reopened,
                   subject.memory_mb());
    }
    // What counts whatever the machine: nothing fails, and every ballot is taken.
    bool const held = voted.good() == voted.planned && read.failed() == 0 && entered.failed() == 0 &&
                      quiet.failed() == 0 && beside.good() == beside.planned;
    return held ? 0 : 1;
}

}  // namespace
}  // namespace jiati::bench

int main(int count, char** arguments) {
    return jiati::bench::run(jiati::bench::options_of(count, arguments, "build/bench-load"));
}
