// kill -9 under load, again and again on the same store. After each kill: every acknowledged request is there with the
// same numbers and content, the sequence is dense, every request is there whole or not at all and never twice, and the
// same request sent again gets the same answer.
//
// JIATI_KILL_CYCLES sets the number of kills (30 unless told), JIATI_KILL_SEED their moments.

#include "durability_load.h"
#include "store/sql_store.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <set>

namespace jiati::durability {
namespace {

namespace fs = std::filesystem;

std::uint64_t setting(char const* name, std::uint64_t otherwise) {
    auto const* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

using Clock = std::chrono::steady_clock;

// Kills the writer `after` its start or, so that a slow machine sees load too, after its first acknowledgement. Answers
// what it printed.
std::string read_and_kill(pid_t child, int from, std::chrono::microseconds after, bool under_load) {
    std::string printed;
    std::array<char, 65536> buffer{};
    auto deadline = Clock::now() + (under_load ? std::chrono::seconds(60) : after);
    for (bool killed = false;;) {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (!killed && left <= 0) {
            ::kill(child, SIGKILL);
            killed = true;
        }
        pollfd wait{.fd = from, .events = POLLIN, .revents = 0};
        if (::poll(&wait, 1, killed ? -1 : static_cast<int>(left)) <= 0) continue;
        auto const count = ::read(from, buffer.data(), buffer.size());
        if (count <= 0) return printed;
        printed.append(buffer.data(), static_cast<std::size_t>(count));
        if (under_load && std::count(printed.begin(), printed.end(), '\n') > 1) {  // "open", and the first one
            deadline = Clock::now() + after;
            under_load = false;
        }
    }
}

// Starts the writer, kills it after a while, and answers the whole lines it has printed.
std::vector<std::string> run_and_kill(std::string const& url, int run, std::chrono::microseconds after) {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    auto const number = std::to_string(run);
    pid_t const child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[0]);
        ::close(ends[1]);
        ::execl(DURABILITY_WRITER, DURABILITY_WRITER, url.c_str(), number.c_str(), nullptr);
        ::_exit(127);
    }
    ::close(ends[1]);
    auto const printed = read_and_kill(child, ends[0], after, run % 4 != 0);
    ::close(ends[0]);
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the writer ended by itself: " << status;

    std::vector<std::string> lines;
    for (std::size_t start = 0, end = 0; (end = printed.find('\n', start)) != std::string::npos; start = end + 1)
        lines.push_back(printed.substr(start, end - start));
    return lines;
}

std::vector<std::string> lines_of(std::vector<app::StoredEvent> const& events) {
    std::vector<std::string> lines;
    for (auto const& event : events) lines.push_back(line_of(event));
    return lines;
}

class KillTest : public testing::Test {
  protected:
    KillTest() {
        auto pattern = (fs::temp_directory_path() / "jiati-kill-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
    }
    ~KillTest() override { fs::remove_all(folder); }

    // Reads the whole journal: the sequence is dense (the store refuses a gap, the count is compared here), and each
    // request's three events, view row, vault value and timer are there together or not at all.
    void check_journal(store::SqlStore& store) {
        auto const head = store.head(city).value();
        auto const events = store.read_all(city, 0, 100000000).value();
        ASSERT_EQ(static_cast<std::int64_t>(events.size()), head);
        std::set<std::string> names;
        for (std::size_t i = 0; i < events.size(); i += 3) {
            auto const& payload = events[i].payload;
            auto const name = payload.substr(9, payload.find('"', 9) - 9);  // {"name":"…
            ASSERT_TRUE(names.insert(name).second) << name << " is there twice";
            for (std::size_t part = 0; part < 3; ++part) {
                ASSERT_LT(i + part, events.size()) << name << " is not whole";
                ASSERT_TRUE(events[i + part].payload.starts_with("{\"name\":\"" + name + "\",\"part\":\"" +
                                                                 std::to_string(part + 1) + "\""));
            }
            ASSERT_TRUE(store.find(city, name, "hash of " + name).value()) << name;
        }
        EXPECT_EQ(store.list(city, "requests", "", "", 100000000).value().size(), names.size());
        EXPECT_EQ(store.due(Instant{1}, 100000000).value().size(), names.size());
        EXPECT_EQ(store.load(city, {names.begin(), names.end()}).value().size(), names.size());
        durable = names.size();
    }

    void check_acknowledged(store::SqlStore& store, Acknowledgement const& acknowledged) {
        auto const name = name_of(acknowledged.run, acknowledged.thread, acknowledged.index);
        auto const first_seq = std::atoll(acknowledged.events.front().c_str());
        ASSERT_EQ(lines_of(store.read_all(city, first_seq - 1, 3).value()), acknowledged.events) << name;
        ASSERT_EQ(store.get(city, "requests", name).value()->body, name);
        ASSERT_EQ(store.load(city, {name}).value().at(name), "value of " + name);
        if (acknowledged.secret == "-") return;
        auto const subject = subject_of(name);
        ASSERT_EQ(hex_of(store.secrets(city, {subject}).value().at(subject)), acknowledged.secret) << name;
    }

    void check_repeated(store::SqlStore& store, Acknowledgement const& acknowledged) {
        auto const again = store.append(request(acknowledged.run, acknowledged.thread, acknowledged.index));
        ASSERT_TRUE(again) << again.error().detail;
        ASSERT_TRUE(again->repeated);
        ASSERT_EQ(lines_of(again->events), acknowledged.events);
    }

    fs::path folder;
    SystemRandomness randomness;
    std::size_t durable = 0;
};

TEST_F(KillTest, NothingAcknowledgedIsLostOrDoubledWhereverTheKillFalls) {
    auto const cycles = static_cast<int>(setting("JIATI_KILL_CYCLES", 30));
    auto seed = setting("JIATI_KILL_SEED", static_cast<std::uint64_t>(::getpid()));
    std::printf("JIATI_KILL_CYCLES=%d JIATI_KILL_SEED=%llu\n", cycles, static_cast<unsigned long long>(seed));
    auto const url = "sqlite:" + (folder / "jiati.db").string();
    std::vector<Acknowledgement> all;
    int cycles_under_load = 0;
    for (int run = 0; run < cycles; ++run) {
        SCOPED_TRACE("cycle " + std::to_string(run));
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;  // Knuth's MMIX generator
        auto const after = std::chrono::microseconds(1000 + (seed >> 33U) % 120000);
        auto const lines = run_and_kill(url, run, after);
        std::vector<Acknowledgement> fresh;
        for (auto const& line : lines)
            if (line != "open") fresh.push_back(parse(line));
        cycles_under_load += fresh.empty() ? 0 : 1;

        auto opened = store::SqlStore::open(url, randomness);
        ASSERT_TRUE(opened) << opened.error().detail;
        auto& store = *opened.value();
        check_journal(store);
        for (auto const& acknowledged : fresh) {
            check_acknowledged(store, acknowledged);
            check_repeated(store, acknowledged);
            if (HasFailure()) return;
        }
        all.insert(all.end(), fresh.begin(), fresh.end());
        if (HasFailure()) return;
    }
    auto const opened = store::SqlStore::open(url, randomness);
    ASSERT_TRUE(opened);
    for (auto const& acknowledged : all) {
        check_acknowledged(*opened.value(), acknowledged);
        if (HasFailure()) return;
    }
    std::printf("%d kills, %d of them under load: %zu requests acknowledged, %zu durable, 0 lost\n", cycles,
                cycles_under_load, all.size(), durable);
    EXPECT_GE(durable, all.size());
    if (cycles >= 10) {
        EXPECT_GT(cycles_under_load, cycles / 2) << "the kills came before there was any load";
    }
}

}  // namespace
}  // namespace jiati::durability
