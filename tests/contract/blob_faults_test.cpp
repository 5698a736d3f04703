// The disk fails while a file is put: it is not acknowledged, files there before are read as ever, a failed sync ends
// the writing until a new start, and then the same file is taken.
#include "blobs/directory_blobs.h"
#include "contract/contract.h"
#include "contract/disk_faults.h"

#include <cerrno>

namespace jiati::contract {
namespace {

struct BlobFault {
    DiskCall call;
    int error;
    bool from_then_on;
    Kind answer;
};

class BlobFaults : public testing::TestWithParam<BlobFault> {};

TEST_P(BlobFaults, NothingIsAcknowledgedAfterAFaultAndANewStartIsClean) {
    auto const [call, error, from_then_on, answer] = GetParam();
    FileId const old{"ab12"};
    FileId const fresh{"cd34"};
    std::string const bytes(100000, 'x');
    for (int nth = 1; nth < 50; ++nth) {
        SCOPED_TRACE("call " + std::to_string(nth));
        TemporaryFolder const folder;
        blobs::DirectoryBlobs blobs(folder.path() / "blobs");
        ASSERT_TRUE(blobs.put("nanchang", old, "old"));
        int failures = 0;
        {
            DiskFault const fault(call, nth, error, from_then_on);
            auto const put = blobs.put("nanchang", fresh, bytes);
            failures = fault.failures();
            ASSERT_EQ(failures > 0, !put);
            if (!put) {
                EXPECT_EQ(kind_of(put), answer) << put.error().detail;
            }
            EXPECT_EQ(blobs.get("nanchang", old).value(), "old");
        }
        if (failures > 0) {
            auto const later = blobs.put("nanchang", FileId{"ef56"}, "later");
            EXPECT_EQ(bool(later), call != DiskCall::sync);
        }
        blobs::DirectoryBlobs mended(folder.path() / "blobs");
        ASSERT_TRUE(mended.put("nanchang", fresh, bytes));
        EXPECT_EQ(mended.get("nanchang", fresh).value(), bytes);
        EXPECT_EQ(mended.get("nanchang", old).value(), "old");
        if (failures == 0) {
            EXPECT_GT(nth, 1) << "the faults did not reach the files";
            return;
        }
        ASSERT_FALSE(HasFailure());
    }
    FAIL() << "no run passed without a fault";
}

std::string blob_fault_name(testing::TestParamInfo<BlobFault> const& tested) {
    auto const& fault = tested.param;
    std::string const call = fault.call == DiskCall::write ? "Write" : fault.call == DiskCall::sync ? "Sync" : "Name";
    return call + (fault.error == ENOSPC ? "NoSpace" : "Error") + (fault.from_then_on ? "FromThenOn" : "Once");
}
INSTANTIATE_TEST_SUITE_P(Disk, BlobFaults,
                         testing::Values(BlobFault{DiskCall::write, EIO, false, Kind::unavailable},
                                         BlobFault{DiskCall::write, ENOSPC, true, Kind::full},
                                         BlobFault{DiskCall::name, ENOSPC, false, Kind::full},
                                         BlobFault{DiskCall::sync, EIO, false, Kind::unavailable},
                                         BlobFault{DiskCall::sync, EIO, true, Kind::unavailable}),
                         blob_fault_name);

TEST(BlobReadFaults, AFileThatCannotBeReadIsReportedAndReadOnceItCan) {
    TemporaryFolder const folder;
    blobs::DirectoryBlobs blobs(folder.path() / "blobs");
    ASSERT_TRUE(blobs.put("nanchang", FileId{"ab12"}, "bytes"));
    {
        DiskFault const fault(DiskCall::read, 1, EIO, false);
        auto const got = blobs.get("nanchang", FileId{"ab12"});
        EXPECT_EQ(fault.failures(), 1);
        ASSERT_FALSE(got);
        EXPECT_EQ(kind_of(got), Kind::unavailable);
    }
    EXPECT_EQ(blobs.get("nanchang", FileId{"ab12"}).value(), "bytes");
}

}  // namespace
}  // namespace jiati::contract
