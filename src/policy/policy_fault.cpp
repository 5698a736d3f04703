// The faults of packs among one another, and the words for a fault.
#include "policy/policy_check.h"

#include <map>
#include <utility>

namespace jiati::policy {
namespace {

using Kind = PolicyFault::Kind;

}  // namespace

std::vector<PolicyFault> check_policies(std::vector<Policy> const& policies) {
    std::vector<PolicyFault> faults;
    std::map<std::string, std::size_t> ids;
    std::map<std::pair<std::string, Date>, std::string> starts;
    for (std::size_t i = 0; i < policies.size(); ++i) {
        auto const& policy = policies[i];
        auto const here = "/" + std::to_string(i);
        for (auto& fault : check_policy(policy)) {
            fault.pointer.insert(0, here);
            faults.push_back(std::move(fault));
        }
        if (!ids.emplace(policy.id, i).second) faults.push_back({Kind::repeated, here + "/id", policy.id, {}});
        auto const [other, is_new] = starts.emplace(std::pair(policy.area, policy.valid_from), policy.id);
        if (!is_new)
            faults.push_back({Kind::overlapping_packs, here + "/valid_from", policy.valid_from.to_string(),
                              "a day other than that of " + other->second});
    }
    return faults;
}

std::string describe(PolicyFault const& fault) {
    auto const wanted = fault.wanted.empty() ? std::string{} : "; " + fault.wanted + " is wanted";
    auto const quoted = "\"" + fault.found + "\"";
    auto const line = [&](std::string const& words) { return fault.pointer + ": " + words; };
    switch (fault.kind) {
        case Kind::empty:
            return line("must not be empty" + wanted);
        case Kind::repeated:
            return line(quoted + " stands twice; each may stand once");
        case Kind::unknown_code:
            return line(quoted + " is not a known code; policies/README.md lists them");
        case Kind::unknown_source:
            return line("no source has the id " + quoted + "; add it under sources");
        case Kind::out_of_range:
            return line(fault.found + " is out of range" + wanted);
        case Kind::does_not_sum:
            return line("sums to " + fault.found + wanted);
        case Kind::dates_out_of_order:
            return line(fault.found + " is out of order" + wanted);
        case Kind::date_outside_year:
            return line(fault.found + " lies in another year" + wanted);
        case Kind::not_a_weekend_day:
            return line(fault.found + " is not a Saturday or Sunday; only those need listing");
        case Kind::tiers_overlap:
            return line("a tier that starts at " + fault.found + " overlaps an earlier one");
        case Kind::overlapping_packs:
            return line("two packs of one area start on " + fault.found + wanted);
    }
    return line("is wrong");
}

}  // namespace jiati::policy
