#include "http/worker_pool.h"

#include <gtest/gtest.h>
#include <atomic>
#include <latch>

namespace jiati::http {
namespace {

TEST(WorkerPool, RunsEveryJobItTook) {
    std::atomic<int> done = 0;
    {
        WorkerPool pool(4, 1000);
        for (int i = 0; i < 500; ++i) ASSERT_TRUE(pool.submit([&] { ++done; }));
    }
    EXPECT_EQ(done, 500);
}

TEST(WorkerPool, RunsAsManyAtOnceAsItHasThreads) {
    std::latch all_running(4);
    WorkerPool pool(4, 0);
    for (int i = 0; i < 4; ++i) ASSERT_TRUE(pool.submit([&] { all_running.arrive_and_wait(); }));
    all_running.wait();
}

TEST(WorkerPool, RefusesWhenTooManyWait) {
    std::latch running(2);
    std::latch go(1);
    std::atomic<int> done = 0;
    {
        WorkerPool pool(2, 3);
        for (int i = 0; i < 2; ++i) {
            ASSERT_TRUE(pool.submit([&] {
                running.count_down();
                go.wait();
                ++done;
            }));
        }
        running.wait();
        for (int i = 0; i < 3; ++i) EXPECT_TRUE(pool.submit([&] { ++done; }));
        EXPECT_FALSE(pool.submit([&] { ++done; }));
        go.count_down();
    }
    EXPECT_EQ(done, 5);
}

}  // namespace
}  // namespace jiati::http
