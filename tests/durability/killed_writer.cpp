#include "killed_writer.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <csignal>

namespace jiati::durability {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds first_line_max{60};

struct Child {
    pid_t process = -1;
    int output = -1;
};

// The other end of the pipe closes with the child only if no other child, started meanwhile, has inherited it.
Child start(std::string const& url, std::vector<int> const& next) {
    std::vector<std::string> words{DURABILITY_WRITER, url};
    for (auto const index : next) words.push_back(std::to_string(index));
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
    pid_t const child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::execv(arguments.front(), arguments.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    return {child, ends[0]};
}

// What the child printed until `after` had passed since its line number `awaited_lines`, when it is killed.
std::string read_and_kill(Child const& child, std::ptrdiff_t awaited_lines, std::chrono::microseconds after) {
    std::string printed;
    std::array<char, 65536> buffer{};
    auto deadline = Clock::now() + first_line_max;
    bool waits = true;
    for (bool killed = false;;) {
        auto const left = std::chrono::duration_cast<std::chrono::nanoseconds>(deadline - Clock::now()).count();
        if (!killed && left <= 0) {
            ::kill(child.process, SIGKILL);
            killed = true;
        }
        pollfd wait{.fd = child.output, .events = POLLIN, .revents = 0};
        timespec const patience{.tv_sec = left / 1'000'000'000, .tv_nsec = left % 1'000'000'000};
        if (::ppoll(&wait, 1, killed ? nullptr : &patience, nullptr) <= 0) continue;
        auto const count = ::read(child.output, buffer.data(), buffer.size());
        if (count <= 0) return printed;
        printed.append(buffer.data(), static_cast<std::size_t>(count));
        if (waits && std::count(printed.begin(), printed.end(), '\n') >= awaited_lines) {
            deadline = Clock::now() + after;
            waits = false;
        }
    }
}

}  // namespace

KilledRun run_and_kill(std::string const& url, std::vector<int> const& next, KillIn phase,
                       std::chrono::microseconds after) {
    KilledRun run;
    auto const child = start(url, next);
    if (child.process < 0) {
        run.fault = "the writer cannot be started";
        return run;
    }
    auto const printed = read_and_kill(child, phase == KillIn::start ? 1 : 3, after);  // "begin", "open", the first one
    ::close(child.output);
    int status = 0;
    if (::waitpid(child.process, &status, 0) != child.process || !WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
        run.fault = "the writer ended by itself: " + std::to_string(status);
    for (std::size_t from = 0, end = 0; (end = printed.find('\n', from)) != std::string::npos; from = end + 1) {
        auto const line = printed.substr(from, end - from);
        if (line == "open") run.opened = true;
        if (line != "open" && line != "begin") run.acknowledged.push_back(parse(line));
    }
    return run;
}

}  // namespace jiati::durability
