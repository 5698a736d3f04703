#include "store/sql_writer.h"

#include "store/sql_dialect.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <atomic>
#include <filesystem>
#include <future>
#include <stdexcept>
#include <thread>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

constexpr Query insert{"INSERT INTO notes (id) VALUES (:id)"};
constexpr Query count{"SELECT COUNT(*) FROM notes", "n"};

class SqlWriterTest : public testing::Test {
  protected:
    SqlWriterTest() {
        folder = std::filesystem::temp_directory_path() / ("jiati-writer-" + std::to_string(::getpid()));
        std::filesystem::remove_all(folder);
        auto connection = connect((folder / "notes.db").string(), Use::write);
        connection->ask_once("PRAGMA busy_timeout = 50");  // the test of a busy database need not wait for 5 s
        connection->run_once("CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY)");
        reader = connect((folder / "notes.db").string(), Use::read);
        writer = std::make_unique<SqlWriter>(std::move(connection));
    }
    ~SqlWriterTest() override {
        writer.reset();
        reader.reset();
        std::filesystem::remove_all(folder);
    }

    std::int64_t notes() {
        std::int64_t answer = 0;
        reader->first(count, {}, [&](SqlRow& row) { answer = row.number(0); });
        return answer;
    }

    std::filesystem::path folder;
    std::unique_ptr<SqlConnection> reader;
    std::unique_ptr<SqlWriter> writer;
};

// Holds the writer's thread so that the works queued meanwhile share the next transaction.
struct Gate {
    std::promise<void> opened;
    std::promise<void> reached;
    std::thread holder;

    explicit Gate(SqlWriter& writer)
        : holder([this, &writer] {
              EXPECT_TRUE(writer.perform([this](SqlConnection&) {
                  reached.set_value();
                  opened.get_future().wait();
              }));
          }) {
        reached.get_future().wait();
    }
    void open() {
        opened.set_value();
        holder.join();
    }
};

TEST_F(SqlWriterTest, ARefusedWorkIsTakenBackWholeAndDoesNotSpoilItsGroup) {
    Gate gate(*writer);
    std::atomic<int> refused = 0;
    std::vector<std::thread> callers;
    for (std::int64_t id = 1; id <= 8; ++id)
        callers.emplace_back([&, id] {
            auto const done = writer->perform([id](SqlConnection& connection) {
                connection.run(insert, {id});
                if (id % 2 == 0) throw SqlFailure{{Kind::conflict, "an even one"}};
            });
            if (!done && done.error().kind == Kind::conflict) ++refused;
        });
    gate.open();
    for (auto& caller : callers) caller.join();
    EXPECT_EQ(refused, 4);
    EXPECT_EQ(notes(), 4);
}

TEST_F(SqlWriterTest, AConstraintThatFailsIsAConflictOfThatWorkAlone) {
    EXPECT_TRUE(writer->perform([](SqlConnection& connection) { connection.run(insert, {std::int64_t{1}}); }));
    auto const again = writer->perform([](SqlConnection& connection) { connection.run(insert, {std::int64_t{1}}); });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, Kind::conflict);
    EXPECT_TRUE(writer->perform([](SqlConnection& connection) { connection.run(insert, {std::int64_t{2}}); }));
    EXPECT_EQ(notes(), 2);
}

TEST_F(SqlWriterTest, AnExceptionOfTheCallersOwnRefusesItsWorkAlone) {
    auto const thrown = writer->perform([](SqlConnection& connection) {
        connection.run(insert, {std::int64_t{1}});
        throw std::runtime_error("not today");
    });
    ASSERT_FALSE(thrown);
    EXPECT_EQ(thrown.error().kind, Kind::unavailable);
    EXPECT_TRUE(writer->perform([](SqlConnection& connection) { connection.run(insert, {std::int64_t{2}}); }));
    EXPECT_EQ(notes(), 1);
}

TEST_F(SqlWriterTest, AfterAFailureOfTheDiskNothingIsWrittenAnyMore) {
    auto const failed = writer->perform([](SqlConnection& connection) {
        connection.run(insert, {std::int64_t{1}});
        throw SqlFailure{{Kind::full, "the disk is full"}};
    });
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, Kind::full);
    auto const later = writer->perform([](SqlConnection& connection) { connection.run(insert, {std::int64_t{2}}); });
    ASSERT_FALSE(later);
    EXPECT_EQ(later.error().kind, Kind::unavailable);
    EXPECT_EQ(notes(), 0);
}

TEST_F(SqlWriterTest, ManyCallersAtOnceAreAllWritten) {
    std::vector<std::thread> callers;
    for (std::int64_t id = 1; id <= 16; ++id)
        callers.emplace_back([&, id] {
            EXPECT_TRUE(writer->perform([id](SqlConnection& connection) { connection.run(insert, {id}); }));
        });
    for (auto& caller : callers) caller.join();
    EXPECT_EQ(notes(), 16);
}

TEST_F(SqlWriterTest, ABusyDatabaseIsReportedAndTheWriterGoesOn) {
    auto other = connect((folder / "notes.db").string(), Use::write);
    other->run(begin_writing);
    auto const refused = writer->perform([](SqlConnection& connection) { connection.run(insert, {std::int64_t{1}}); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Kind::busy);
    other->run(rollback);
    EXPECT_TRUE(writer->perform([](SqlConnection& connection) { connection.run(insert, {std::int64_t{1}}); }));
}

}  // namespace
}  // namespace jiati::store
