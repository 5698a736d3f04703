// Appends from several clients and prints a line for each acknowledged request, until it is killed.
// usage: durability_writer STORE_URL INDEX…    where each client's next request begins, 0 for those not named
//
// Also what only someone inside can see, with no search for an order (the sequence is the order): a request is numbered
// after every one acknowledged before it was sent, and a read sees everything acknowledged before it began.

#include "durability_load.h"
#include "store/sql_store.h"

#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

using namespace jiati;

namespace {

std::atomic<std::int64_t> acknowledged_seq = 0;  // the highest one

// Whole lines only: a thread that writes half a line when the kill comes leaves it without its end.
void print_line(std::string const& line) {
    static std::mutex mutex;
    std::lock_guard const lock(mutex);
    for (std::size_t at = 0; at < line.size();) {
        auto const count = ::write(STDOUT_FILENO, line.data() + at, line.size() - at);
        if (count < 0) std::_Exit(3);
        at += static_cast<std::size_t>(count);
    }
}

[[noreturn]] void give_up(std::string const& why) {
    std::fprintf(stderr, "durability_writer: %s\n", why.c_str());
    std::_Exit(3);
}

void note_acknowledged(std::int64_t seq) {
    for (auto seen = acknowledged_seq.load(); seen < seq && !acknowledged_seq.compare_exchange_weak(seen, seq);) {
    }
}

app::Appended send(store::SqlStore& store, int client, int index) {
    auto const before = acknowledged_seq.load();
    auto appended = store.append(durability::request(client, index));
    if (!appended) give_up("refused: " + appended.error().detail);
    auto const& events = appended.value().events;
    if (!appended.value().repeated && events.front().seq <= before) give_up("numbered before an earlier one");
    note_acknowledged(events.back().seq);
    return std::move(appended).value();
}

void read(store::SqlStore& store) {
    auto const before = acknowledged_seq.load();
    auto const head = store.head(durability::city);
    if (!head) give_up("read: " + head.error().detail);
    if (head.value() < before) give_up("a read is older than an acknowledgement before it");
}

void append_without_end(store::SqlStore& store, int client, int index) {
    for (;; ++index) {
        auto const appended = send(store, client, index);
        read(store);
        durability::Acknowledgement done{.client = client, .index = index, .secret = "-", .events = {}};
        if (durability::asks_for_secret(index)) {
            auto const subject = durability::subject_of(durability::name_of(client, index));
            auto const secrets = store.secrets(durability::city, {subject});
            if (!secrets) give_up("refused: " + secrets.error().detail);
            done.secret = durability::hex_of(secrets.value().at(subject));
        }
        for (auto const& event : appended.events) done.events.push_back(durability::line_of(event));
        print_line(durability::print(done));
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    print_line("begin\n");
    durability::SystemRandomness randomness;
    auto const store = store::SqlStore::open(argv[1], randomness);
    if (!store) give_up("open: " + store.error().detail);
    print_line("open\n");
    std::vector<std::thread> writers;
    for (int client = 0; client < durability::clients; ++client)
        writers.emplace_back([&, client] {
            append_without_end(*store.value(), client, 2 + client < argc ? std::atoi(argv[2 + client]) : 0);
        });
    for (auto& writer : writers) writer.join();
    return 0;
}
