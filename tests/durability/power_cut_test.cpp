// The power is cut at thousands of moments of a recorded run, and the disk rebuilt as it could be then. Each time the
// store opens, and holds every acknowledged event in a dense sequence, and to each event its subject's secret and its
// file. The same method finds losses where there must be some: with synchronous=NORMAL, and on a disk that does not
// honour the syncs of folders, of files, or of keys.db.
//
// JIATI_POWER_CUTS sets the number of disks (2100 unless told), JIATI_POWER_CUT_SEED which ones.

#include "blobs/directory_blobs.h"
#include "disk_state.h"
#include "durability_load.h"
#include "power_cut_load.h"
#include "store/sql_append.h"
#include "store/sql_dialect.h"
#include "store/sql_store.h"
#include "store/sql_writer.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

namespace jiati::durability {
namespace {

namespace fs = std::filesystem;

std::uint64_t setting(char const* name, std::uint64_t otherwise) {
    auto const* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

class Folder {
  public:
    Folder() {
        auto const memory = fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path();
        auto pattern = (memory / "jiati-cut-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    [[nodiscard]] fs::path operator/(std::string const& name) const { return path_ / name; }
    [[nodiscard]] fs::path const& path() const { return path_; }
    [[nodiscard]] std::string url() const { return "sqlite:" + (path_ / "jiati.db").string(); }

  private:
    fs::path path_;
};

// Checkpoints of its own, on a connection of its own: a short recording then holds many, and the log begins again and
// again. The engine would do the same by itself after a thousand pages.
class Checkpoints {
  public:
    explicit Checkpoints(Folder const& folder) {
        for (auto const* file : {"jiati.db", "keys.db"}) {
            auto*& database = databases_.emplace_back();
            CHECK(sqlite3_open((folder / file).c_str(), &database) == SQLITE_OK);
            // A connection that has read nothing yet knows of no log.
            CHECK(sqlite3_exec(database, "SELECT 1 FROM sqlite_master", nullptr, nullptr, nullptr) == SQLITE_OK);
        }
    }
    ~Checkpoints() {
        for (auto* const database : databases_) sqlite3_close(database);
    }
    Checkpoints(Checkpoints const&) = delete;
    Checkpoints& operator=(Checkpoints const&) = delete;

    void after_an_append() {
        std::lock_guard const lock(mutex_);
        if (++appends_ % 5 != 0) return;
        for (auto* const database : databases_)
            CHECK(sqlite3_wal_checkpoint_v2(database, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr) ==
                  SQLITE_OK);
    }

  private:
    std::mutex mutex_;
    std::vector<sqlite3*> databases_;
    int appends_ = 0;
};

std::map<std::string, std::string> files_in(fs::path const& folder) {
    std::map<std::string, std::string> files;
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        auto const name = fs::relative(entry.path(), folder).string();
        if (!entry.is_regular_file() || name.ends_with("-shm")) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        files[name] = {std::istreambuf_iterator<char>(in), {}};
    }
    return files;
}

struct Timeline {
    std::vector<DiskOp> ops;
    std::vector<std::string> acknowledged;     // payloads, by the number that the ops name
    std::map<std::string, std::string> files;  // as they really were at the end
};

// Two sessions on one store, from an empty folder on: the files are made, and removed when the first one ends.
Timeline record(Folder const& folder) {
    Timeline timeline;
    SystemRandomness randomness;
    DiskRecording recording(folder.path());
    for (int session = 0; session < 2; ++session) {
        blobs::DirectoryBlobs blobs(folder / "blobs");
        auto opened = store::SqlStore::open(folder.url(), randomness);
        CHECK(opened);
        auto& store = *opened.value();
        Checkpoints checkpoints(folder);
        Stores const stores{[&](app::Append const& append) -> Result<Done, app::StoreError> {
                                if (auto done = store.append(append); !done) return Failure{done.error()};
                                checkpoints.after_an_append();
                                return Done{};
                            },
                            store, blobs};
        play({.first_client = 4 * session}, stores, recording, timeline.acknowledged);
        if (session == 0) continue;
        timeline.ops = recording.finish();  // before the files are tidied up
        timeline.files = files_in(folder.path());
    }
    return timeline;
}

// The same load by the store's own writer, on a connection with another setting.
Timeline record_with(std::string const& synchronous, Folder const& folder) {
    Timeline timeline;
    SystemRandomness randomness;
    DiskRecording recording(folder.path());
    blobs::DirectoryBlobs blobs(folder / "blobs");
    auto const opened = store::SqlStore::open(folder.url(), randomness);
    CHECK(opened);
    auto connection = store::connect((folder / "jiati.db").string(), store::Use::write);
    connection->ask_once("PRAGMA synchronous = " + synchronous);
    store::SqlWriter writer(std::move(connection));
    Checkpoints checkpoints(folder);
    Stores const stores{[&](app::Append append) {
                            append.vault.clear();  // sealing belongs to the store
                            auto done = writer.perform([&](store::SqlConnection& to) {
                                static_cast<void>(store::append_in_transaction(to, append, {}));
                            });
                            checkpoints.after_an_append();
                            return done;
                        },
                        *opened.value(), blobs};
    play({}, stores, recording, timeline.acknowledged);
    timeline.ops = recording.finish();
    return timeline;
}

bool is_sound(fs::path const& file) {
    sqlite3* database = nullptr;
    std::string answer;
    auto const take = [](void* to, int /*columns*/, char** values, char** /*names*/) {
        *static_cast<std::string*>(to) += values[0];
        return 0;
    };
    bool const asked = sqlite3_open(file.c_str(), &database) == SQLITE_OK &&
                       sqlite3_exec(database, "PRAGMA integrity_check", take, &answer, nullptr) == SQLITE_OK;
    sqlite3_close(database);
    return asked && answer == "ok";
}

// What is wrong with a disk: nothing, or the first thing found.
std::string fault_of(Folder const& disk, std::vector<std::string> const& must_be_there) {
    SystemRandomness randomness;
    blobs::DirectoryBlobs blobs(disk / "blobs");
    {
        auto const opened = store::SqlStore::open(disk.url(), randomness);
        if (!opened) return "does not open: " + opened.error().detail;
        auto& store = *opened.value();
        auto const events = store.read_all(city, 0, 1'000'000);
        if (!events) return "is not read: " + events.error().detail;
        if (static_cast<std::int64_t>(events->size()) != store.head(city).value()) return "head and events differ";
        std::set<std::string> names;
        std::set<std::string> payloads;
        std::vector<std::string> subjects;
        for (auto const& event : events.value()) {
            payloads.insert(event.payload);
            auto const name = mentioned_in(event.payload).name;
            if (!names.insert(name).second) return "twice: " + name;
            subjects.push_back(subject_of(name));
        }
        for (auto const& payload : must_be_there)
            if (!payloads.contains(payload)) return "acknowledged and lost: " + payload.substr(0, 8);
        auto const secrets = store.secrets(city, subjects);
        if (!secrets) return "no secrets: " + secrets.error().detail;
        for (auto const& event : events.value()) {
            auto const [name, secret] = mentioned_in(event.payload);
            if (hex_of(secrets->at(subject_of(name))) != secret) return "another secret: " + name;
            auto const bytes = blobs.get(city, file_of(name));
            if (!bytes || bytes->value_or("") != bytes_of(name)) return "another file: " + name;
        }
    }
    for (auto const* file : {"jiati.db", "keys.db"})
        if (!is_sound(disk / file)) return std::string("not sound: ") + file;
    return "";
}

struct Found {
    int disks = 0;
    int faults = 0;
    std::string first;  // with what repeats it
};

// One share of the cuts: the `share`th of every `shares`.
Found try_cuts(Timeline const& timeline, std::vector<std::size_t> const& cuts, std::uint64_t seed, std::size_t share,
               std::size_t shares) {
    Found found;
    Folder const disk;
    DiskState state;
    std::vector<std::string> acknowledged;
    std::size_t applied = 0;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        for (; applied < cuts[i]; ++applied) {
            auto const& op = timeline.ops[applied];
            state.apply(op);
            if (op.kind == DiskOp::Kind::acknowledge) acknowledged.push_back(timeline.acknowledged[op.file]);
        }
        if (i % shares != share) continue;
        for (auto const lost : {LostCache::all, LostCache::nothing, LostCache::some}) {
            write_image(state.after_power_cut(lost, seed + i), disk.path());
            auto const fault = fault_of(disk, acknowledged);
            ++found.disks;
            if (fault.empty()) continue;
            ++found.faults;
            if (found.first.empty())
                found.first = fault + ", cut " + std::to_string(i) + " after " + std::to_string(cuts[i]) +
                              " changes, model " + std::to_string(static_cast<int>(lost));
        }
    }
    return found;
}

// Cuts at moments spread evenly over the timeline, each with what the cache may do.
Found cut_power(Timeline const& timeline, std::uint64_t disks, std::uint64_t seed) {
    auto const count = std::max<std::uint64_t>(disks / 3, 1);
    std::vector<std::size_t> cuts;
    for (std::uint64_t i = 0; i < count; ++i) cuts.push_back(i * timeline.ops.size() / count + (seed % 7));
    for (auto& cut : cuts) cut = std::min(cut, timeline.ops.size());
    Found half;
    std::thread other([&] { half = try_cuts(timeline, cuts, seed, 1, 2); });
    auto found = try_cuts(timeline, cuts, seed, 0, 2);
    other.join();
    found.disks += half.disks;
    found.faults += half.faults;
    if (found.first.empty()) found.first = half.first;
    return found;
}

Timeline without(Timeline timeline, std::function<bool(DiskOp const&)> const& ignored) {
    std::erase_if(timeline.ops, ignored);
    return timeline;
}

std::uint64_t const seed = setting("JIATI_POWER_CUT_SEED", static_cast<std::uint64_t>(::getpid()));

class PowerCut : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        std::printf("JIATI_POWER_CUT_SEED=%llu\n", static_cast<unsigned long long>(seed));
        recorded_in = std::make_unique<Folder>();
        timeline = record(*recorded_in);
    }
    static void TearDownTestSuite() { recorded_in.reset(); }

    static void must_fail(Timeline const& with, char const* in) {
        auto const found = cut_power(with, 120, seed);
        std::printf("%s: %d of %d disks bad, the first %s\n", in, found.faults, found.disks, found.first.c_str());
        EXPECT_GT(found.faults, 0) << "the method is blind";
    }

    static inline std::unique_ptr<Folder> recorded_in;
    static inline Timeline timeline;
};

TEST_F(PowerCut, TheRecordingHoldsEverythingThatWasWritten) {
    DiskState state;
    std::size_t checkpoints = 0;
    std::size_t answers = 0;
    for (auto const& op : timeline.ops) {
        state.apply(op);
        if (op.kind == DiskOp::Kind::acknowledge) ++answers;
        if (op.kind == DiskOp::Kind::sync && op.path == "jiati.db") ++checkpoints;
    }
    EXPECT_EQ(answers, timeline.acknowledged.size());
    EXPECT_GT(checkpoints, 10U);
    EXPECT_EQ(state.after_power_cut(LostCache::nothing, 0).files, timeline.files);
    EXPECT_GT(timeline.files.size(), 30U);
}

TEST_F(PowerCut, NothingAcknowledgedIsLost) {
    auto const found = cut_power(timeline, setting("JIATI_POWER_CUTS", 2100), seed);
    std::printf("%zu changes, %zu acknowledged, %d disks, %d bad\n", timeline.ops.size(), timeline.acknowledged.size(),
                found.disks, found.faults);
    EXPECT_EQ(found.faults, 0) << found.first;
}

TEST_F(PowerCut, TheMethodFindsWhatSynchronousNormalLoses) {
    Folder const folder;
    must_fail(record_with("NORMAL", folder), "synchronous=NORMAL");
}

TEST_F(PowerCut, TheSameWriterWithSynchronousFullLosesNothing) {
    Folder const folder;
    auto const found = cut_power(record_with("FULL", folder), 120, seed);
    EXPECT_EQ(found.faults, 0) << found.first;
}

TEST_F(PowerCut, TheMethodFindsAFolderThatIsNotSynced) {
    must_fail(without(timeline, [](DiskOp const& op) { return op.kind == DiskOp::Kind::sync_folder; }),
              "folders not synced");
}

TEST_F(PowerCut, TheMethodFindsAFileThatIsNotSynced) {
    auto const of_blobs = [](DiskOp const& op) {
        return op.kind == DiskOp::Kind::sync && op.path.starts_with("blobs/");
    };
    must_fail(without(timeline, of_blobs), "files not synced");
}

TEST_F(PowerCut, TheMethodFindsKeysThatAreNotSynced) {
    auto const of_keys = [](DiskOp const& op) {
        return op.kind == DiskOp::Kind::sync && op.path.starts_with("keys.db");
    };
    must_fail(without(timeline, of_keys), "keys.db not synced");
}

}  // namespace
}  // namespace jiati::durability
