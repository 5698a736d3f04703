#include "contract/postgresql_server.h"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>
#include <vector>

// SOCI lets go of a connection that could not be made without freeing it: its own leak, once for each failed attempt.
extern "C" char const* __lsan_default_suppressions();
extern "C" char const* __lsan_default_suppressions() { return "leak:libsoci_postgresql"; }

namespace jiati::contract {
namespace {

namespace fs = std::filesystem;

constexpr char const* programs = "/usr/lib/postgresql/15/bin/";
constexpr char const* of_parent = "JIATI_TEST_POSTGRESQL_SOCKET";

[[noreturn]] void give_up(std::string const& why) {
    std::cerr << "PostgreSQL for the tests: " << why << "\n";
    std::abort();
}

// PostgreSQL refuses to run as root: its own user, which Debian's package makes, or else nobody.
passwd const* user_to_be() {
    if (::geteuid() != 0) return nullptr;
    if (auto const* const user = ::getpwnam("postgres")) return user;
    return ::getpwnam("nobody");
}

// In memory where there is room: fifty stores are made, and what is tested here is not the disk.
fs::path quick_folder() {
    struct statvfs room {};
    bool const roomy = ::statvfs("/dev/shm", &room) == 0 && room.f_bavail * room.f_frsize > (1U << 30U);
    return roomy ? "/dev/shm" : fs::temp_directory_path();
}

// Runs a program as that user, its words in a file. It ends when the thread that starts it does.
int run(std::vector<std::string> const& words, std::string const& log) {
    auto const* const user = user_to_be();
    int const process = ::fork();
    if (process != 0) return process;
    if (user != nullptr && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0))
        ::_exit(126);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    ::setpgid(0, 0);  // Ctrl+C is for the tests, which stop it
    int const out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    ::dup2(out, 1);
    ::dup2(out, 2);
    std::vector<char*> arguments;
    for (auto const& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::unsetenv("LD_PRELOAD");
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

}  // namespace

PostgresqlServer& PostgresqlServer::get() {
    static PostgresqlServer server;
    return server;
}

PostgresqlServer::PostgresqlServer() {
    if (auto const* const socket = std::getenv(of_parent)) {
        socket_ = socket;
        stores_ = static_cast<int>(::getpid()) * 1000;  // names apart from the parent's
        return;
    }
    start();
    ::setenv(of_parent, socket_.c_str(), 1);
}

void PostgresqlServer::start() {
    if (!fs::exists(std::string(programs) + "initdb"))
        give_up(std::string(programs) + "initdb is missing; apt-get install postgresql");
    auto pattern = (quick_folder() / "jiati-postgresql-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    socket_ = folder_;
    if (auto const* const user = user_to_be())
        if (::chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) give_up("no right to " + folder_);
    auto const data = folder_ + "/data";
    auto const log = folder_ + "/log";
    int status = 0;
    ::waitpid(run({std::string(programs) + "initdb", "-D", data, "-U", "jiati", "-A", "trust", "--no-sync", "-E",
                   "UTF8", "--locale=C.UTF-8"},
                  log),
              &status, 0);
    if (status != 0) give_up("initdb failed; see " + log);
    process_ = run({std::string(programs) + "postgres", "-D", data, "-k", socket_, "-c", "listen_addresses=", "-c",
                    "shared_buffers=32MB", "-c", "max_connections=200", "-c", "autovacuum=off"},
                   log);
    for (int i = 0; PQping(parameters("postgres").c_str()) != PQPING_OK; ++i) {
        if (i == 600 || ::waitpid(process_, &status, WNOHANG) != 0) give_up("it does not start; see " + log);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    std::ofstream(master_key()) << std::string(64, '7') << "\n";
    fs::permissions(master_key(), fs::perms::owner_read | fs::perms::owner_write);
    ask("CREATE DATABASE jiati", "postgres");
    ask("CREATE DATABASE jiati_keys", "postgres");
}

PostgresqlServer::~PostgresqlServer() {
    if (folder_.empty()) return;
    ::kill(process_, SIGQUIT);  // at once: what it holds is thrown away
    int status = 0;
    ::waitpid(process_, &status, 0);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::string PostgresqlServer::parameters(std::string const& database) const {
    return "host='" + socket_ + "' user=jiati dbname='" + database + "' options='-c client_min_messages=error'";
}

std::string PostgresqlServer::fresh_url() {
    auto const schema = "store" + std::to_string(++stores_);
    ask("CREATE SCHEMA " + schema);
    ask("CREATE SCHEMA " + schema, "jiati_keys");
    return "postgresql:///jiati?host=" + socket_ + "&user=jiati&options=-csearch_path%3D" + schema;
}

std::string PostgresqlServer::ask(std::string const& statements, std::string const& database) const {
    auto* const connection = PQconnectdb(parameters(database).c_str());
    auto* const result = PQexec(connection, statements.c_str());
    auto const status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) give_up(PQresultErrorMessage(result));
    std::string answer;
    if (status == PGRES_TUPLES_OK && PQntuples(result) > 0 && PQnfields(result) > 0) answer = PQgetvalue(result, 0, 0);
    PQclear(result);
    PQfinish(connection);
    return answer;
}

}  // namespace jiati::contract
