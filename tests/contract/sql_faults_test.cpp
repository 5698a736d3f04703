// The disk fails at its first, second, third … call, until a whole run passes without a failure. Each time: nothing is
// acknowledged after the fault, reads go on, and a new start finds everything that was acknowledged.
#include "contract/contract.h"
#include "contract/disk_faults.h"

#include <cerrno>

namespace jiati::contract {
namespace {

// In memory where there is such a place: the faults come from the test, and some hundred stores are opened.
fs::path quick_folder() { return fs::is_directory("/dev/shm") ? "/dev/shm" : fs::temp_directory_path(); }

struct Fault {
    DiskCall call;
    int error;
    bool from_then_on;
    Kind first_answer;
};

class SqlFaults : public testing::TestWithParam<Fault> {
  protected:
    static constexpr int appends = 4;

    static app::Append request(int i) {
        auto append = an_append("k" + std::to_string(i), {to_stream("vote/1", i, 1), to_stream("project/1", 2 * i, 2)});
        append.views = {{.view = "v", .key = std::to_string(i), .area = "a/", .body = std::string(3000, 'x')}};
        return append;
    }
    // As they must be when the first `count` requests are in and nothing else.
    static std::vector<std::string> lines(int count) {
        store::MemoryStore model(randomness);
        for (int i = 0; i < count; ++i) EXPECT_TRUE(model.append(request(i)));
        return lines_of(model.read_all("nanchang", 0, 1000).value());
    }

    // Appends until the first refusal; then none may be acknowledged any more. How many were.
    static int append_all(store::SqlStore& store) {
        int acknowledged = 0;
        bool refused = false;
        for (int i = 0; i < appends; ++i) {
            auto const answer = store.append(request(i));
            if (answer) {
                EXPECT_FALSE(refused) << "acknowledged after the fault";
                ++acknowledged;
            } else {
                EXPECT_EQ(kind_of(answer), refused ? Kind::unavailable : GetParam().first_answer)
                    << answer.error().detail;
                refused = true;
            }
        }
        return acknowledged;
    }

    static void check_after_new_start(std::string const& url, int acknowledged) {
        auto const store = open_sql(url, randomness);
        ASSERT_TRUE(store);
        auto const head = store->head("nanchang").value();
        ASSERT_EQ(head % 3, 0) << "a part of an append";
        auto const kept = static_cast<int>(head / 3);
        ASSERT_GE(kept, acknowledged) << "an acknowledged append is lost";
        ASSERT_LE(kept, acknowledged + 1) << "an append that was never tried";
        EXPECT_EQ(lines_of(store->read_all("nanchang", 0, 1000).value()), lines(kept));
        EXPECT_EQ(store->list("nanchang", "v", "", "", 100).value().size(), static_cast<std::size_t>(kept));
        for (int i = 0; i < appends; ++i) {
            auto const again = store->append(request(i));
            ASSERT_TRUE(again) << again.error().detail;
            EXPECT_EQ(again->repeated, i < kept);
        }
        EXPECT_EQ(lines_of(store->read_all("nanchang", 0, 1000).value()), lines(appends));
    }

    static inline CountingRandomness randomness;
};

TEST_P(SqlFaults, NothingIsAcknowledgedAfterAFaultAndNothingAcknowledgedIsLost) {
    auto const [call, error, from_then_on, first_answer] = GetParam();
    int rounds_with_fault = 0;
    for (int nth = 1; nth < 500; ++nth) {
        SCOPED_TRACE("call " + std::to_string(nth));
        TemporaryFolder folder(quick_folder());
        auto store = open_sql(folder.url(), randomness);
        ASSERT_TRUE(store);
        int failures = 0;
        int acknowledged = 0;
        {
            DiskFault const fault(call, nth, error, from_then_on);
            acknowledged = append_all(*store);
            failures = fault.failures();
            ASSERT_EQ(failures > 0, acknowledged < appends);
            EXPECT_EQ(lines_of(store->read_all("nanchang", 0, 1000).value()), lines(acknowledged));
            EXPECT_EQ(store->find("nanchang", "k0", "hash of k0").value().has_value(), acknowledged > 0);
        }
        if (failures > 0) {
            // The disk is well again, but what it holds is known only after a new start.
            EXPECT_EQ(kind_of(store->append(request(acknowledged))), Kind::unavailable);
            ++rounds_with_fault;
        }
        store.reset();
        check_after_new_start(folder.url(), acknowledged);
        if (failures == 0) {
            EXPECT_GE(rounds_with_fault, appends) << "the faults did not reach the database";
            return;
        }
        ASSERT_FALSE(HasFailure());
    }
    FAIL() << "no run passed without a fault";
}

TEST_P(SqlFaults, ASecretIsGivenOutOnlyOnceItIsOnDisk) {
    auto const [call, error, from_then_on, first_answer] = GetParam();
    for (int nth = 1; nth < 100; ++nth) {
        SCOPED_TRACE("call " + std::to_string(nth));
        TemporaryFolder folder(quick_folder());
        auto store = open_sql(folder.url(), randomness);
        auto const old = store->secrets("nanchang", {"old"}).value();
        int failures = 0;
        std::optional<app::Secret> given;
        {
            DiskFault const fault(call, nth, error, from_then_on);
            if (auto const answer = store->secrets("nanchang", {"old", "new"}))
                given = answer.value().at("new");
            else
                EXPECT_EQ(kind_of(answer), first_answer);
            failures = fault.failures();
            EXPECT_EQ(store->secrets("nanchang", {"old"}).value(), old);
        }
        if (failures > 0) {
            ASSERT_FALSE(given);
            EXPECT_EQ(kind_of(store->secrets("nanchang", {"new"})), Kind::unavailable);
        }
        store.reset();
        auto const again = open_sql(folder.url(), randomness)->secrets("nanchang", {"old", "new"}).value();
        EXPECT_EQ(again.at("old"), old.at("old"));
        if (given) {
            EXPECT_EQ(again.at("new"), *given);
        }
        if (failures == 0) {
            EXPECT_GT(nth, 1) << "the faults did not reach the database";
            return;
        }
    }
    FAIL() << "no run passed without a fault";
}

// Whatever a start needs of the disk fails once, until a start passes: none stands half open, and the next one is
// clean.
TEST_P(SqlFaults, AStartThatFailsIsReportedAndTheNextOneIsClean) {
    auto const [call, error, from_then_on, first_answer] = GetParam();
    for (int nth = 1; nth < 500; ++nth) {
        SCOPED_TRACE("call " + std::to_string(nth));
        TemporaryFolder folder(quick_folder());
        bool stood = false;
        int failures = 0;
        {
            DiskFault const fault(call, nth, error, from_then_on);
            auto const opened = store::SqlStore::open(folder.url(), randomness);
            stood = bool(opened);
            if (!stood) {
                EXPECT_THAT(kind_of(opened), testing::AnyOf(Kind::unavailable, first_answer)) << opened.error().detail;
            }
            failures = fault.failures();
        }
        auto const store = open_sql(folder.url(), randomness);
        ASSERT_TRUE(store);
        ASSERT_TRUE(store->append(request(0)));
        EXPECT_EQ(lines_of(store->read_all("nanchang", 0, 1000).value()), lines(1));
        EXPECT_TRUE(store->secrets("nanchang", {"someone"}));
        if (failures == 0) {
            EXPECT_TRUE(stood);
            EXPECT_GT(nth, 1) << "the faults did not reach the start";
            return;
        }
        ASSERT_FALSE(HasFailure());
    }
    FAIL() << "no start passed without a fault";
}

// A read that fails is told as such and spoils no other; writing that meets one stops like after any other fault.
TEST(SqlReadFaults, AReadThatFailsIsReportedAndTheNextOneGoesOn) {
    CountingRandomness randomness;
    TemporaryFolder folder(quick_folder());
    std::vector<std::string> all;
    {
        auto const store = open_sql(folder.url(), randomness);
        for (int i = 0; i < 20; ++i) {
            auto append = an_append("k" + std::to_string(i), {to_stream("vote/1", i)});
            append.views = {{.view = "v", .key = std::to_string(i), .area = "a/", .body = std::string(9000, 'x')}};
            ASSERT_TRUE(store->append(append));
        }
        ASSERT_TRUE(store->secrets("nanchang", {"someone"}));
        all = lines_of(store->read_all("nanchang", 0, 1000).value());
    }
    int reported = 0;
    for (int nth = 1; nth < 500; ++nth) {
        SCOPED_TRACE("call " + std::to_string(nth));
        auto const store = open_sql(folder.url(), randomness);
        int failures = 0;
        {
            DiskFault const fault(DiskCall::read, nth, EIO, false);
            int refused = 0;
            auto const note = [&](auto const& answer) {
                if (!answer) {
                    ++refused;
                    // The engine takes a sector that cannot be read for damage.
                    EXPECT_THAT(kind_of(answer), testing::AnyOf(Kind::unavailable, Kind::corrupt))
                        << answer.error().detail;
                }
            };
            note(store->read_all("nanchang", 0, 1000));
            note(store->list("nanchang", "v", "", "", 100));
            note(store->find("nanchang", "k3", "hash of k3"));
            note(store->secrets("nanchang", {"someone"}));
            failures = fault.failures();
            EXPECT_EQ(refused, failures);
            reported += refused;
        }
        EXPECT_EQ(lines_of(store->read_all("nanchang", 0, 1000).value()), all);
        EXPECT_EQ(store->list("nanchang", "v", "", "", 100).value().size(), 20U);
        EXPECT_TRUE(store->find("nanchang", "k3", "hash of k3").value());
        EXPECT_TRUE(store->secrets("nanchang", {"someone"}));
        if (failures == 0) {
            EXPECT_GT(reported, 4) << "the faults did not reach the database";
            return;
        }
        ASSERT_FALSE(HasFailure());
    }
    FAIL() << "no run passed without a fault";
}

TEST(SqlReadFaults, AnAppendThatCannotReadIsNotAcknowledgedAndWritingStops) {
    CountingRandomness randomness;
    for (int nth = 1; nth < 500; ++nth) {
        SCOPED_TRACE("call " + std::to_string(nth));
        TemporaryFolder folder(quick_folder());
        for (int i = 0; i < 3; ++i)
            ASSERT_TRUE(open_sql(folder.url(), randomness)
                            ->append(an_append("k" + std::to_string(i), {to_stream("vote/1", i)})));
        auto store = open_sql(folder.url(), randomness);
        int failures = 0;
        bool acknowledged = false;
        {
            DiskFault const fault(DiskCall::read, nth, EIO, false);
            acknowledged = bool(store->append(an_append("k3", {to_stream("vote/1", 3)})));
            failures = fault.failures();
        }
        EXPECT_EQ(acknowledged, failures == 0);
        EXPECT_EQ(store->head("nanchang").value(), acknowledged ? 4 : 3);
        if (failures > 0) {
            EXPECT_EQ(kind_of(store->append(an_append("k3", {to_stream("vote/1", 3)}))), Kind::unavailable);
        }
        store = nullptr;
        auto const mended = open_sql(folder.url(), randomness)->append(an_append("k3", {to_stream("vote/1", 3)}));
        ASSERT_TRUE(mended);
        EXPECT_EQ(mended->repeated, acknowledged);
        if (failures == 0) {
            EXPECT_GT(nth, 1) << "the faults did not reach the database";
            return;
        }
        ASSERT_FALSE(HasFailure());
    }
    FAIL() << "no run passed without a fault";
}

std::string fault_name(testing::TestParamInfo<Fault> const& tested) {
    return std::string(tested.param.call == DiskCall::write ? "Write" : "Sync") +
           (tested.param.error == ENOSPC ? "NoSpace" : "Error") + (tested.param.from_then_on ? "FromThenOn" : "Once");
}
INSTANTIATE_TEST_SUITE_P(Disk, SqlFaults,
                         testing::Values(Fault{DiskCall::write, EIO, false, Kind::unavailable},
                                         Fault{DiskCall::write, EIO, true, Kind::unavailable},
                                         Fault{DiskCall::write, ENOSPC, false, Kind::full},
                                         Fault{DiskCall::write, ENOSPC, true, Kind::full},
                                         Fault{DiskCall::sync, EIO, false, Kind::unavailable},
                                         Fault{DiskCall::sync, EIO, true, Kind::unavailable}),
                         fault_name);

}  // namespace
}  // namespace jiati::contract
