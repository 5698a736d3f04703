// The program's stores over a virtual disk: an append is synced with whatever else waits, fails before or after it took
// effect, or never returns because the power went. Once the power is off nothing is answered any more.
#pragma once

#include "simulation/virtual_disk.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace jiati::simulation {

// Of a thousand changes, how many meet each fault.
struct DiskFaults {
    unsigned fails_before = 0;  // busy, full, unavailable: nothing happened
    unsigned fails_after = 0;   // unavailable, although it happened
    unsigned crashes = 0;
    unsigned interleaves = 0;  // others are served while this one waits for its sync
};

class FaultyStore final : public app::Journal,
                          public app::Views,
                          public app::Vault,
                          public app::Sessions,
                          public app::LogTiles,
                          public app::LogBook {
  public:
    FaultyStore(VirtualDisk& disk, Dice& dice) : disk_(disk), dice_(dice) {}

    void set(DiskFaults faults) { faults_ = faults; }
    // Serves others while an append waits. Called within append(), at most as deep as `depth_max` says.
    void on_wait(std::function<void()> serve_others) { serve_others_ = std::move(serve_others); }
    [[nodiscard]] bool is_off() const { return off_; }
    // Several programs run on it: each compares versions before it believes what it keeps.
    void share() { is_shared_ = true; }
    [[nodiscard]] bool is_shared() const override { return is_shared_; }
    // The power goes: of the appends that wait some first ones are on the disk, the others never were.
    void power_off();
    // After everything that ran on it is gone.
    void power_on();

    Result<app::Appended, app::StoreError> append(app::Append append) override;
    Result<Done, app::StoreError> replace_all(int format, std::function<std::optional<CityRow>()> const& next) override;
    Result<std::map<std::string, app::Secret>, app::StoreError> secrets(
        std::string const& city, std::vector<std::string> const& subjects) override;

    Result<Done, app::StoreError> erase(std::string const& city, std::vector<std::string> const& subjects) override {
        return change([=](Image& to) { return to.store.erase(city, subjects); });
    }
    Result<Done, app::StoreError> freeze(std::string const& city, std::map<std::string, Date> const& until) override {
        return change([=](Image& to) { return to.store.freeze(city, until); });
    }
    Result<Done, app::StoreError> create(app::Session const& session) override {
        return change([=](Image& to) { return to.store.create(session); });
    }
    Result<Done, app::StoreError> remove(std::string const& hash) override {
        return change([=](Image& to) { return to.store.remove(hash); });
    }
    Result<Done, app::StoreError> remove_account(std::string const& city, AccountId const& account) override {
        return change([=](Image& to) { return to.store.remove_account(city, account); });
    }
    Result<Done, app::StoreError> remove_expired(Instant now, Instant devices_before = {}) override {
        return change([=](Image& to) { return to.store.remove_expired(now, devices_before); });
    }
    Result<Done, app::StoreError> touch(std::string const& hash, Instant seen) override {
        return change([=](Image& to) { return to.store.touch(hash, seen); });
    }
    Result<Done, app::StoreError> note_device(std::string const& city, AccountId const& account,
                                              std::string const& device, Instant seen) override {
        return change([=](Image& to) { return to.store.note_device(city, account, device, seen); });
    }
    Result<bool, app::StoreError> use_once(std::string const& city, AccountId const& account, std::string const& code,
                                           Instant until) override {
        return change([=](Image& to) { return to.store.use_once(city, account, code, until); });
    }
    Result<Done, app::StoreError> put_log(std::string const& city, std::vector<app::LogTile> const& tiles,
                                          std::vector<app::LogLeaf> const& leaves) override {
        return change([=](Image& to) { return to.log.put_log(city, tiles, leaves); });
    }
    Result<Done, app::StoreError> begin_log_epoch(std::string const& city, NewEpoch const& epoch) override {
        return change([=](Image& to) { return to.log.begin_log_epoch(city, epoch); });
    }
    Result<bool, app::StoreError> advance_log(std::string const& city, std::int64_t number, std::int64_t size_before,
                                              app::LogCheckpoint const& next) override {
        return change([=](Image& to) { return to.log.advance_log(city, number, size_before, next); });
    }
    Result<Done, app::StoreError> keep_cosigned(std::string const& city, std::int64_t number, std::string const& note,
                                                std::string const& witnesses) override {
        return change([=](Image& to) { return to.log.keep_cosigned(city, number, note, witnesses); });
    }

    Result<std::optional<app::Appended>, app::StoreError> find(std::string const& city, std::string const& key,
                                                               std::string const& hash) override {
        return look([&](Image& at) { return at.store.find(city, key, hash); });
    }
    Result<std::vector<app::StoredEvent>, app::StoreError> read_stream(std::string const& city,
                                                                       std::string const& stream,
                                                                       std::int64_t after) override {
        return look([&](Image& at) { return at.store.read_stream(city, stream, after); });
    }
    Result<std::vector<app::StoredEvent>, app::StoreError> read_all(std::string const& city, std::int64_t after,
                                                                    std::size_t limit) override {
        return look([&](Image& at) { return at.store.read_all(city, after, limit); });
    }
    Result<std::int64_t, app::StoreError> version(std::string const& city, std::string const& stream) override {
        return look([&](Image& at) { return at.store.version(city, stream); });
    }
    Result<std::int64_t, app::StoreError> head(std::string const& city) override {
        return look([&](Image& at) { return at.store.head(city); });
    }
    Result<std::vector<std::string>, app::StoreError> cities() override {
        return look([&](Image& at) { return at.store.cities(); });
    }
    Result<std::optional<app::ViewRow>, app::StoreError> get(std::string const& city, std::string const& view,
                                                             std::string const& key) override {
        return look([&](Image& at) { return at.store.get(city, view, key); });
    }
    Result<std::vector<app::ViewRow>, app::StoreError> list(std::string const& city, std::string const& view,
                                                            std::string const& area, std::string const& after,
                                                            std::size_t limit) override {
        return look([&](Image& at) { return at.store.list(city, view, area, after, limit); });
    }
    Result<int, app::StoreError> format() override {
        return look([&](Image& at) { return at.store.format(); });
    }
    Result<std::vector<DueTimer>, app::StoreError> due(Instant now, std::size_t limit) override {
        return look([&](Image& at) { return at.store.due(now, limit); });
    }
    Result<std::map<std::string, std::string>, app::StoreError> load(std::string const& city,
                                                                     std::vector<std::string> const& refs) override {
        return look([&](Image& at) { return at.store.load(city, refs); });
    }
    Result<std::map<std::string, std::string>, app::StoreError> load_frozen(
        std::string const& city, std::vector<std::string> const& refs) override {
        return look([&](Image& at) { return at.store.load_frozen(city, refs); });
    }
    Result<std::vector<std::string>, app::StoreError> subjects(std::string const& city,
                                                               std::string const& prefix) override {
        return look([&](Image& at) { return at.store.subjects(city, prefix); });
    }
    [[nodiscard]] std::string fingerprint(std::string_view bytes) override {
        return disk_.image().store.fingerprint(bytes);
    }
    Result<std::optional<app::Session>, app::StoreError> find(std::string const& hash) override {
        return look([&](Image& at) { return at.store.find(hash); });
    }
    Result<std::vector<app::Session>, app::StoreError> of_account(std::string const& city,
                                                                  AccountId const& account) override {
        return look([&](Image& at) { return at.store.of_account(city, account); });
    }
    Result<bool, app::StoreError> knows_device(std::string const& city, AccountId const& account,
                                               std::string const& device) override {
        return look([&](Image& at) { return at.store.knows_device(city, account, device); });
    }
    Result<std::optional<std::string>, app::StoreError> log_tile(std::string const& city, std::int64_t level,
                                                                 std::int64_t index) override {
        return look([&](Image& at) { return at.log.log_tile(city, level, index); });
    }
    Result<std::int64_t, app::StoreError> count_log_tiles(std::string const& city, std::int64_t level) override {
        return look([&](Image& at) { return at.log.count_log_tiles(city, level); });
    }
    Result<std::vector<std::int64_t>, app::StoreError> find_log_leaves(std::string const& city,
                                                                       std::int64_t prefix) override {
        return look([&](Image& at) { return at.log.find_log_leaves(city, prefix); });
    }
    Result<std::vector<app::LogEpoch>, app::StoreError> log_epochs(std::string const& city) override {
        return look([&](Image& at) { return at.log.log_epochs(city); });
    }
    Result<std::vector<std::string>, app::StoreError> log_cities() override {
        return look([&](Image& at) { return at.log.log_cities(); });
    }
    Result<std::string, app::StoreError> sign_log(std::string const& city, std::int64_t number,
                                                  std::string_view message) override {
        return look([&](Image& at) { return at.log.sign_log(city, number, message); });
    }

  private:
    using Answer = Result<app::Appended, app::StoreError>;
    struct Waiting {
        app::Append append;
        std::optional<Answer> answer;
    };

    static app::StoreError no_power() { return {app::StoreError::Kind::unavailable, "the power is off"}; }
    std::optional<app::StoreError> fault_before();
    bool fault_after();
    void sync_all();
    void carry_out(Waiting& waiting);

    template <class Look>
    std::invoke_result_t<Look, Image&> look(Look const& look) {
        if (off_) return Failure{no_power()};
        return look(disk_.image());
    }

    // Done and kept at once, or not at all.
    template <class Change>
    std::invoke_result_t<Change, Image&> change(Change const& change) {
        if (auto error = fault_before()) return Failure{*error};
        auto answer = change(disk_.image());
        if (!answer) return answer;
        disk_.keep([change](Image& to, std::string const&) { (void)change(to); }, {});
        if (fault_after()) return Failure{no_power()};
        return answer;
    }

    VirtualDisk& disk_;
    Dice& dice_;
    DiskFaults faults_;
    std::function<void()> serve_others_;
    std::deque<Waiting*> waiting_;
    int depth_ = 0;
    bool off_ = false;
    bool is_shared_ = false;
};

}  // namespace jiati::simulation
