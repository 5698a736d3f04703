#include "simulation/faulty_store.h"

namespace jiati::simulation {
namespace {

constexpr int depth_max = 3;

}  // namespace

std::optional<app::StoreError> FaultyStore::fault_before() {
    using Kind = app::StoreError::Kind;
    if (off_) return no_power();
    if (dice_.chance(faults_.crashes)) {
        power_off();
        return no_power();
    }
    if (!dice_.chance(faults_.fails_before)) return std::nullopt;
    return app::StoreError{dice_.pick(std::vector{Kind::busy, Kind::full, Kind::unavailable}), "simulated"};
}

// Whether the caller never hears that it worked.
bool FaultyStore::fault_after() {
    if (dice_.chance(faults_.crashes)) power_off();
    return off_ || dice_.chance(faults_.fails_after);
}

void FaultyStore::power_off() {
    if (off_) return;
    auto const written = waiting_.empty() ? 0 : dice_.below(waiting_.size() + 1);
    for (std::size_t i = 0; i < written; ++i) carry_out(*waiting_[i]);
    for (auto* const one : waiting_) one->answer = Failure{no_power()};
    waiting_.clear();
    off_ = true;
}

void FaultyStore::power_on() {
    CHECK(off_ && depth_ == 0);
    disk_.crash(dice_);
    off_ = false;
}

void FaultyStore::carry_out(Waiting& waiting) {
    waiting.answer = disk_.image().store.append(waiting.append);
    if (!*waiting.answer || (**waiting.answer).repeated) return;
    auto key = waiting.append.idempotency_key;
    disk_.keep(
        [append = std::move(waiting.append)](Image& to, std::string const& prefix) {
            auto again = append;
            again.idempotency_key = prefix + again.idempotency_key;
            auto const done = to.store.append(std::move(again));
            CHECK(done.has_value());
        },
        std::move(key));
}

void FaultyStore::sync_all() {
    for (auto* const one : waiting_) carry_out(*one);
    waiting_.clear();
}

Result<app::Appended, app::StoreError> FaultyStore::append(app::Append append) {
    if (auto error = fault_before()) return Failure{*error};
    Waiting own{std::move(append), std::nullopt};
    waiting_.push_back(&own);
    if (serve_others_ && depth_ < depth_max && dice_.chance(faults_.interleaves)) {
        ++depth_;
        serve_others_();
        --depth_;
    }
    if (!own.answer) sync_all();
    if (*own.answer && fault_after()) return Failure{no_power()};
    return std::move(*own.answer);
}

Result<Done, app::StoreError> FaultyStore::replace_all(int format,
                                                       std::function<std::optional<CityRow>()> const& next) {
    if (auto error = fault_before()) return Failure{*error};
    std::vector<CityRow> rows;
    while (auto row = next()) rows.push_back(std::move(*row));
    return change([=](Image& to) {
        std::size_t at = 0;
        return to.store.replace_all(format, [&]() -> std::optional<CityRow> {
            return at == rows.size() ? std::nullopt : std::optional(rows[at++]);
        });
    });
}

// Asking for secrets makes those that are missing. Asked again for the same it is a mere look.
Result<std::map<std::string, app::Secret>, app::StoreError> FaultyStore::secrets(
    std::string const& city, std::vector<std::string> const& subjects) {
    if (off_) return Failure{no_power()};
    bool makes = false;
    for (auto const& subject : subjects) {
        auto const known = disk_.image().store.subjects(city, subject);
        makes = makes || !known || known->empty() || known->front() != subject;
    }
    if (!makes) return disk_.image().store.secrets(city, subjects);
    return change([=](Image& to) { return to.store.secrets(city, subjects); });
}

}  // namespace jiati::simulation
