#include "app/clock_runner.h"

#include <boost/json.hpp>

namespace jiati::app {
namespace {

constexpr std::size_t timers_at_once = 100;

}  // namespace

Result<std::size_t, StoreError> run_due(Stores const& stores, Commands& commands) {
    auto due = stores.views.due(stores.now(), timers_at_once);
    if (!due) return Failure{std::move(due).error()};
    std::size_t sent = 0;
    for (auto const& [city, timer] : *due) {
        auto const owed = boost::json::parse(timer.command).as_object();
        Viewer clock;
        clock.city = city;
        clock.account = AccountId{"clock"};
        clock.sees_all = true;
        CommandRequest request;
        request.city = city;
        request.type = std::string(owed.at("type").as_string());
        request.id = std::string(owed.at("id").as_string());
        auto const* const data = owed.if_contains("data");
        request.data = data != nullptr ? boost::json::serialize(*data) : "{}";
        auto const aggregate = codec::aggregate_of(request.type);
        if (!aggregate) continue;
        request.aggregate = *aggregate;
        request.idempotency_key = "clock/" + timer.key + "/" + timer.due.to_string();
        if (auto recorded = commands.execute(clock, request); recorded) ++sent;
    }
    return sent;
}

}  // namespace jiati::app
