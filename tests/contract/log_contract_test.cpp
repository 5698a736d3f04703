// The log's tiles and its book, in memory and on disk.
#include "contract/contract.h"
#include "store/memory_log.h"

#include <sodium.h>

namespace jiati::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class LogContract : public testing::TestWithParam<Engine> {
  protected:
    LogContract() {
        if (GetParam() == Engine::postgresql) url_ = PostgresqlServer::get().fresh_url();
        if (GetParam() == Engine::memory)
            use(std::make_unique<store::MemoryLog>(randomness_));
        else
            use(open_sql(url_, randomness_));
    }
    // Memory has no start: there it is the same object again.
    void start_again() {
        if (GetParam() == Engine::memory) return;
        keep_.reset();
        use(open_sql(url_, randomness_));
    }

    static app::LogBook::NewEpoch epoch(std::int64_t number) {
        return {.number = number,
                .origin = number == 1 ? "jiati/nanchang" : "jiati/nanchang/" + std::to_string(number),
                .began = Instant{1'000},
                .reason = number == 1 ? "" : "disk lost",
                .began_with = 7};
    }
    static app::LogCheckpoint checkpoint(std::int64_t size) {
        return {.size = size, .root = "root " + std::to_string(size), .note = "note\n", .signed_at = Instant{2'000}};
    }
    bool is_signature(std::string const& signature, std::string const& message, std::size_t epoch_index) {
        auto const key = book->log_epochs("nanchang").value().at(epoch_index).public_key;
        return signature.size() == crypto_sign_BYTES &&
               crypto_sign_verify_detached(reinterpret_cast<unsigned char const*>(signature.data()),
                                           reinterpret_cast<unsigned char const*>(message.data()), message.size(),
                                           key.data()) == 0;
    }

    app::LogTiles* tiles = nullptr;
    app::LogBook* book = nullptr;

  private:
    template <class Store>
    void use(std::unique_ptr<Store> store) {
        tiles = store.get();
        book = store.get();
        keep_ = std::move(store);
    }

    TemporaryFolder folder_;
    std::string url_ = folder_.url();
    CountingRandomness randomness_;
    std::shared_ptr<void> keep_;
};
INSTANTIATE_TEST_SUITE_P(Stores, LogContract, every_engine, engine_name);

TEST_P(LogContract, KeepsTilesAndPlacesWithinTheirCity) {
    ASSERT_TRUE(book->begin_log_epoch("nanchang", epoch(1)));  // without any key a store with a log is refused
    EXPECT_EQ(tiles->count_log_tiles("nanchang", 0).value(), 0);
    ASSERT_TRUE(tiles->put_log("nanchang", {{0, 0, "aa"}, {0, 1, "bb"}, {1, 0, "cc"}}, {{-5, 0}, {7, 1}, {7, 300}}));
    ASSERT_TRUE(tiles->put_log("ganzhou", {{0, 4, "zz"}}, {{7, 9}}));
    start_again();
    EXPECT_EQ(tiles->count_log_tiles("nanchang", 0).value(), 2);
    EXPECT_EQ(tiles->count_log_tiles("nanchang", 1).value(), 1);
    EXPECT_EQ(tiles->count_log_tiles("nanchang", 2).value(), 0);
    EXPECT_EQ(tiles->log_tile("nanchang", 0, 1).value(), "bb");
    EXPECT_EQ(tiles->log_tile("nanchang", 0, 4).value(), std::nullopt);
    EXPECT_THAT(tiles->find_log_leaves("nanchang", 7).value(), ElementsAre(1, 300));
    EXPECT_THAT(tiles->find_log_leaves("nanchang", -5).value(), ElementsAre(0));
    EXPECT_THAT(tiles->find_log_leaves("nanchang", 8).value(), IsEmpty());
}

TEST_P(LogContract, WhatIsThereMayBeWrittenAgainButNotOtherwise) {
    ASSERT_TRUE(tiles->put_log("nanchang", {{0, 0, "aa"}}, {{7, 1}}));
    EXPECT_TRUE(tiles->put_log("nanchang", {{0, 0, "aa"}, {0, 1, "bb"}}, {{7, 1}}));
    auto const refused = tiles->put_log("nanchang", {{0, 2, "cc"}, {0, 1, "other"}}, {{8, 2}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(kind_of(refused), Kind::conflict);
    EXPECT_EQ(tiles->count_log_tiles("nanchang", 0).value(), 2);
    EXPECT_THAT(tiles->find_log_leaves("nanchang", 8).value(), IsEmpty());
    EXPECT_TRUE(tiles->put_log("nanchang", {{0, 2, "cc"}}, {}));
}

TEST_P(LogContract, AnEpochHasAKeyThatSignsForItAlone) {
    EXPECT_THAT(book->log_epochs("nanchang").value(), IsEmpty());
    EXPECT_THAT(book->log_cities().value(), IsEmpty());
    ASSERT_TRUE(book->begin_log_epoch("nanchang", epoch(1)));
    EXPECT_EQ(kind_of(book->begin_log_epoch("nanchang", epoch(1))), Kind::conflict);
    EXPECT_EQ(kind_of(book->begin_log_epoch("nanchang", epoch(3))), Kind::conflict);
    ASSERT_TRUE(book->begin_log_epoch("nanchang", epoch(2)));
    start_again();
    auto const epochs = book->log_epochs("nanchang").value();
    ASSERT_EQ(epochs.size(), 2U);
    EXPECT_EQ(epochs[1].origin, "jiati/nanchang/2");
    EXPECT_EQ(epochs[1].reason, "disk lost");
    EXPECT_EQ(epochs[1].began_with, 7);
    EXPECT_EQ(epochs[1].began, Instant{1'000});
    EXPECT_FALSE(epochs[1].last);
    EXPECT_NE(epochs[0].public_key, epochs[1].public_key);
    EXPECT_THAT(book->log_cities().value(), ElementsAre("nanchang"));
    auto const signature = book->sign_log("nanchang", 1, "text\n").value();
    EXPECT_TRUE(is_signature(signature, "text\n", 0));
    EXPECT_FALSE(is_signature(signature, "text\n", 1));
    EXPECT_FALSE(is_signature(signature, "text!\n", 0));
    EXPECT_TRUE(is_signature(book->sign_log("nanchang", 2, "text\n").value(), "text\n", 1));
}

TEST_P(LogContract, TheBookAdvancesOnlyFromWhatItsWriterSaw) {
    ASSERT_TRUE(book->begin_log_epoch("nanchang", epoch(1)));
    EXPECT_FALSE(book->advance_log("nanchang", 1, 5, checkpoint(9)).value());
    EXPECT_TRUE(book->advance_log("nanchang", 1, 0, checkpoint(9)).value());
    EXPECT_FALSE(book->advance_log("nanchang", 1, 0, checkpoint(10)).value());
    EXPECT_TRUE(book->advance_log("nanchang", 1, 9, checkpoint(12)).value());
    ASSERT_TRUE(book->begin_log_epoch("nanchang", epoch(2)));
    // Whoever still holds the old epoch is too late.
    EXPECT_FALSE(book->advance_log("nanchang", 1, 12, checkpoint(13)).value());
    EXPECT_TRUE(book->advance_log("nanchang", 2, 0, checkpoint(8)).value());
    ASSERT_TRUE(book->keep_cosigned("nanchang", 2, "cosigned\n", "w+1\n"));
    start_again();
    auto const epochs = book->log_epochs("nanchang").value();
    ASSERT_TRUE(epochs.at(0).last && epochs.at(1).last);
    EXPECT_EQ(epochs[0].last->size, 12);
    EXPECT_EQ(epochs[0].last->root, "root 12");
    EXPECT_EQ(epochs[0].cosigned, "");
    EXPECT_EQ(epochs[1].last->size, 8);
    EXPECT_EQ(epochs[1].last->note, "note\n");
    EXPECT_EQ(epochs[1].last->signed_at, Instant{2'000});
    EXPECT_EQ(epochs[1].cosigned, "cosigned\n");
    EXPECT_EQ(epochs[1].witnesses, "w+1\n");
}

}  // namespace
}  // namespace jiati::contract
