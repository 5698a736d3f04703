// What a vote can be opened with here and today, for those who may open one.
#include "app/read/sections.h"

#include <algorithm>

namespace jiati::app::read {

json::value vote_form(Sources const& from) {
    if (std::ranges::find(from.rights.may, "vote.Open") == from.rights.may.end()) return nullptr;
    constexpr std::string_view scopes[] = {"unit", "building", "estate"};
    auto const& project = from.project;
    auto const* const plan = project.planning.current();
    json::array rules, stages;
    for (auto const& rule : from.policy.consent) {
        if (std::ranges::find(rule.matters, "lift_retrofit") == rule.matters.end()) continue;
        rules.push_back(json::object{{"id", of(rule.id)},
                                     {"article", of(rule.basis.article)},
                                     {"scope", word(scopes[static_cast<std::size_t>(rule.scope)])}});
    }
    if (from.policy.vote_stages)
        for (auto const& stage : *from.policy.vote_stages) {
            auto const passed = project.consent.stages_passed.find(stage.id);
            bool const stands =
                passed != project.consent.stages_passed.end() &&
                (passed->second.plan_version == 0 || (plan != nullptr && plan->version == passed->second.plan_version));
            stages.push_back(json::object{{"id", of(stage.id)},
                                          {"name_zh", of(stage.name.zh)},
                                          {"name_en", of(stage.name.en)},
                                          {"about_plan", stage.about_plan},
                                          {"passed_on", stands ? of(passed->second.on) : json::value(nullptr)}});
        }
    return json::object{{"open", !project.consent.open_vote.has_value()},
                        {"plan_version", plan == nullptr ? 0 : plan->version},
                        {"roll_frozen_on", of(project.consent.roll_frozen_on)},
                        {"roll_households", static_cast<std::int64_t>(project.consent.roll.size())},
                        {"rules", std::move(rules)},
                        {"stages", std::move(stages)},
                        {"today", of(from.today)}};
}

}  // namespace jiati::app::read
