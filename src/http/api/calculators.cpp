#include "codec/calculators/agree.h"
#include "codec/calculators/allocate.h"
#include "codec/calculators/building.h"
#include "codec/calculators/consent.h"
#include "codec/calculators/daylight.h"
#include "http/api/resources.h"
#include "http/codes.h"
#include "http/rate_limit.h"

#include <atomic>
#include <chrono>
#include <memory>

namespace jiati::http::api {
namespace {

using codec::calculators::AgreementAnswer;
using codec::calculators::InputLimits;

// Work that anybody may ask for must not crowd out those who have signed in.
constexpr int running_max = 4;

// Of the search for agreement, all options together: about a second.
constexpr std::int64_t steps_max = agreement::budget_steps_default;

struct Gate {
    RateLimit rate;
    std::atomic<int> running = 0;
};

class Turn {
  public:
    explicit Turn(Gate& gate) : gate_(gate), is_given_(++gate.running <= running_max) {}
    ~Turn() { --gate_.running; }
    Turn(Turn const&) = delete;
    Turn& operator=(Turn const&) = delete;
    [[nodiscard]] bool is_given() const { return is_given_; }

  private:
    Gate& gate_;
    bool is_given_;
};

Response refused(Services const& services, Request const& request, RefusalCode code, std::int64_t seconds) {
    auto response = services.problems.render(refuse(code, {}, {{"seconds", std::to_string(seconds)}}), request);
    response.headers.set("Retry-After", std::to_string(seconds));
    return response;
}

// `calculate` is one of codec::calculators; its answer depends on nothing but the body and the policies. Nothing of it
// is kept: what a household writes here is its own affair.
template <class Calculate>
Handler handler(Services const& services, std::shared_ptr<Gate> gate, Calculate calculate) {
    return [services, gate = std::move(gate), calculate](Request const& request) {
        if (auto const refusal = refuse_unless_json(request)) return services.problems.render(*refusal, request);
        auto const wait = gate->rate.take(request.remote_address, std::chrono::steady_clock::now());
        if (wait.count() > 0)
            return refused(services, request, codes::too_many_requests,
                           std::chrono::ceil<std::chrono::seconds>(wait).count());
        Turn const turn(*gate);
        if (!turn.is_given()) return refused(services, request, codes::busy, 1);
        auto const answer = calculate(request.body, services.queries.packs());
        if (!answer)
            return services.problems.render(answer.error().code == "codec.bad_json" ? 400 : 422, answer.error(),
                                            request);
        auto response = Response::json(200, to_json(*answer));
        response.headers.set("Cache-Control", "no-store");
        return response;
    };
}

}  // namespace

void add_calculators(Router& router, Services const& services) {
    auto const limits = InputLimits::of_the_public();
    RouteOptions const options{.body_bytes_max = limits.json.bytes_max};
    auto const gate = std::make_shared<Gate>();
    auto const add = [&](std::string const& name, auto calculate) {
        router.add("POST", "/api/v1/calculators/" + name, handler(services, gate, calculate), options);
    };
    add("allocate",
        [limits](std::string const& body, auto const&) { return codec::calculators::allocate(body, {}, limits); });
    add("agree", [limits](std::string const& body, auto const&) -> Result<AgreementAnswer, Refusal> {
        auto problem = codec::calculators::read_agreement(body, limits);
        if (!problem) return Failure{problem.error()};
        problem->budget_steps = steps_max / static_cast<std::int64_t>(problem->options.size());
        return codec::calculators::agree(*std::move(problem));
    });
    add("building", [limits, &queries = services.queries](std::string const& body, auto const& packs) {
        return codec::calculators::building(body, packs, queries.today(), limits);
    });
    add("consent", [limits](std::string const& body, auto const& packs) {
        return codec::calculators::consent(body, packs, limits);
    });
    add("daylight", [](std::string const& body, auto const&) {
        return codec::calculators::daylight(body, codec::calculators::DaylightLimits::of_the_public());
    });
}

}  // namespace jiati::http::api
