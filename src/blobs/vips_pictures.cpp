#include "blobs/vips_pictures.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace jiati::blobs {
namespace {

using Kind = app::PictureError::Kind;
using Clock = std::chrono::steady_clock;

constexpr int not_found = 127;
constexpr std::size_t detail_bytes_max = 300;

class Descriptor {
  public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor() { reset(); }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    void reset(int number = -1) {
        if (number_ >= 0) ::close(number_);
        number_ = number;
    }
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }

  private:
    int number_;
};

// Two ends of one channel: ours, and the child's.
struct Channel {
    Descriptor ours, theirs;
    // A socket rather than a pipe: writing to one whose other end is gone must not end the service.
    bool open() {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
        ours.reset(ends[0]);
        theirs.reset(ends[1]);
        return ::fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
    }
};

void limit(decltype(RLIMIT_AS) what, rlim_t most) {
    rlimit const both{most, most};
    ::setrlimit(what, &both);
}

// Between fork and exec in a program with threads: calls that are safe in a signal handler, and no memory is asked for.
[[noreturn]] void become(char const* const* candidates, char* const* arguments, VipsPictures::Limits const& limits,
                         int in, int out, int complaints) {
    // Nothing of the service's surroundings, and no temporary files: the picture is in memory or nowhere.
    static char path[] = "PATH=/usr/local/bin:/usr/bin:/bin";
    static char one_thread[] = "VIPS_CONCURRENCY=1";
    static char in_memory[] = "VIPS_DISC_THRESHOLD=4g";
    static char no_machine_code[] = "VIPS_NOVECTOR=1";  // it would be written to a file first
    static char trusted_only[] = "VIPS_BLOCK_UNTRUSTED=1";
    static char locale[] = "LC_ALL=C";
    static char* environment[] = {path, one_thread, in_memory, no_machine_code, trusted_only, locale, nullptr};
    ::dup2(in, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(complaints, STDERR_FILENO);
    ::close_range(3, ~0U, 0);
    limit(RLIMIT_AS, limits.memory_bytes);
    limit(RLIMIT_CPU, limits.cpu_s);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, 64);
    limit(RLIMIT_CORE, 0);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (; *candidates != nullptr; ++candidates) ::execve(*candidates, arguments, environment);
    ::_exit(not_found);
}

struct Run {
    std::string out;
    std::string complaints;
    int status = 0;
    bool is_late = false;
    bool is_long = false;
};

// Takes what has come; closes the end when there will be no more.
bool take(Descriptor& from, std::string& to, std::size_t most) {
    std::array<char, 1 << 16> part{};
    auto const count = ::read(from.number(), part.data(), part.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return true;
    if (count <= 0) {
        from.reset();
        return true;
    }
    to.append(part.data(), static_cast<std::size_t>(count));
    return to.size() <= most;
}

void feed(Descriptor& to, std::string_view& rest) {
    auto const count = ::send(to.number(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (count > 0) rest.remove_prefix(static_cast<std::size_t>(count));
    if (count < 0 || rest.empty()) to.reset();
}

void talk(Channel& in, Channel& out, Channel& complaints, std::string_view bytes, VipsPictures::Limits const& limits,
          Run& run) {
    auto const end = Clock::now() + limits.time;
    while (out.ours.is_open() || complaints.ours.is_open()) {
        auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        run.is_late = left <= 0;
        if (run.is_late || run.is_long) return;
        std::array<pollfd, 3> ends{
            {{in.ours.number(), POLLOUT, 0}, {out.ours.number(), POLLIN, 0}, {complaints.ours.number(), POLLIN, 0}}};
        if (::poll(ends.data(), ends.size(), static_cast<int>(left)) < 0 && errno != EINTR) return;
        if (in.ours.is_open() && ends[0].revents != 0) feed(in.ours, bytes);
        if (out.ours.is_open() && ends[1].revents != 0) run.is_long = !take(out.ours, run.out, limits.result_bytes);
        if (complaints.ours.is_open() && ends[2].revents != 0 &&
            !take(complaints.ours, run.complaints, std::string::npos - 1))
            complaints.ours.reset();
        if (run.complaints.size() > detail_bytes_max) run.complaints.resize(detail_bytes_max);
    }
}

Result<Run, app::PictureError> run_child(std::string_view bytes, VipsPictures::Limits const& limits) {
    std::string const name = limits.program;
    std::array<std::string, 3> const places{"/usr/local/bin/" + name, "/usr/bin/" + name, "/bin/" + name};
    std::array<char const*, 4> const candidates{places[0].c_str(), places[1].c_str(), places[2].c_str(), nullptr};
    // A picture that ends too soon is no picture. Where it was transparent it becomes white.
    std::array<std::string, 8> words{
        name,       "stdin[fail_on=truncated]",       "--size", "2000x2000>", "--export-profile", "srgb",
        "--output", ".jpg[Q=82,strip,background=255]"};
    std::array<char*, 9> arguments{};
    for (std::size_t i = 0; i < words.size(); ++i) arguments.at(i) = words.at(i).data();

    Channel in, out, complaints;
    if (!in.open() || !out.open() || !complaints.open())
        return Failure{app::PictureError{Kind::busy, std::string("no channel: ") + std::strerror(errno)}};
    auto const child = ::fork();
    if (child < 0) return Failure{app::PictureError{Kind::busy, std::string("no process: ") + std::strerror(errno)}};
    if (child == 0)
        become(candidates.data(), arguments.data(), limits, in.theirs.number(), out.theirs.number(),
               complaints.theirs.number());
    in.theirs.reset();
    out.theirs.reset();
    complaints.theirs.reset();
    Run run;
    talk(in, out, complaints, bytes, limits, run);
    // At its end both channels are closed; before, it is not waited for.
    if (out.ours.is_open() || complaints.ours.is_open()) ::kill(child, SIGKILL);
    while (::waitpid(child, &run.status, 0) < 0 && errno == EINTR) {
    }
    return run;
}

bool is_jpeg(std::string_view bytes) { return bytes.size() > 100 && bytes.starts_with("\xFF\xD8\xFF"); }

}  // namespace

Result<std::string, app::PictureError> VipsPictures::redraw(std::string_view bytes) {
    if (!turns_.try_acquire_for(limits_.wait))
        return Failure{app::PictureError{Kind::busy, "other pictures are being drawn"}};
    struct Turn {
        std::counting_semaphore<at_once>& turns;
        ~Turn() { turns.release(); }
    } const turn{turns_};
    auto run = run_child(bytes, limits_);
    if (!run) return Failure{std::move(run).error()};
    if (run->is_late) return Failure{app::PictureError{Kind::unreadable, "drawing took too long"}};
    if (run->is_long) return Failure{app::PictureError{Kind::unreadable, "what was drawn is too large"}};
    if (WIFEXITED(run->status) && WEXITSTATUS(run->status) == not_found)
        return Failure{app::PictureError{Kind::unavailable,
                                         std::string(limits_.program) + " is not installed (Debian: libvips-tools)"}};
    if (!WIFEXITED(run->status) || WEXITSTATUS(run->status) != 0 || !is_jpeg(run->out))
        return Failure{
            app::PictureError{Kind::unreadable, WIFSIGNALED(run->status)
                                                    ? "drawing ended by signal " + std::to_string(WTERMSIG(run->status))
                                                    : std::move(run->complaints)}};
    return std::move(run->out);
}

bool VipsPictures::is_available() {
    for (std::string const place : {"/usr/local/bin/", "/usr/bin/", "/bin/"})
        if (::access((place + limits_.program).c_str(), X_OK) == 0) return true;
    return false;
}

}  // namespace jiati::blobs
