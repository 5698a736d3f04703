// Appends from several threads and prints a line for each acknowledged request, until it is killed.
// usage: durability_writer STORE_URL RUN

#include "durability_load.h"
#include "store/sql_store.h"

#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

using namespace jiati;

namespace {

// Whole lines only: a thread that writes half a line when the kill comes leaves it without its end.
void acknowledge(std::string const& line) {
    static std::mutex mutex;
    std::lock_guard const lock(mutex);
    for (std::size_t at = 0; at < line.size();) {
        auto const count = ::write(STDOUT_FILENO, line.data() + at, line.size() - at);
        if (count < 0) std::_Exit(3);
        at += static_cast<std::size_t>(count);
    }
}

[[noreturn]] void give_up(app::StoreError const& error) {
    std::fprintf(stderr, "refused: %s\n", error.detail.c_str());
    std::_Exit(3);
}

void append_without_end(store::SqlStore& store, int run, int thread) {
    for (int index = 0;; ++index) {
        auto const appended = store.append(durability::request(run, thread, index));
        if (!appended) give_up(appended.error());
        durability::Acknowledgement done{.run = run, .thread = thread, .index = index, .secret = "-", .events = {}};
        if (durability::asks_for_secret(index)) {
            auto const subject = durability::subject_of(durability::name_of(run, thread, index));
            auto const secrets = store.secrets(durability::city, {subject});
            if (!secrets) give_up(secrets.error());
            done.secret = durability::hex_of(secrets.value().at(subject));
        }
        for (auto const& event : appended.value().events) done.events.push_back(durability::line_of(event));
        acknowledge(durability::print(done));
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    durability::SystemRandomness randomness;
    auto const store = store::SqlStore::open(argv[1], randomness);
    if (!store) {
        std::fprintf(stderr, "open: %s\n", store.error().detail.c_str());
        return 3;
    }
    acknowledge("open\n");
    std::vector<std::thread> writers;
    for (int thread = 0; thread < durability::threads; ++thread)
        writers.emplace_back([&, thread] { append_without_end(*store.value(), std::atoi(argv[2]), thread); });
    for (auto& writer : writers) writer.join();
    return 0;
}
