// Why a vote says no.
#pragma once

#include "base/refusal.h"

namespace jiati::vote {

inline constexpr RefusalCode already_open{"vote.already_open"};
inline constexpr RefusalCode not_open{"vote.not_open"};  // no such vote, or closed
inline constexpr RefusalCode question_missing{"vote.question_missing"};
inline constexpr RefusalCode roll_not_frozen{"vote.roll_not_frozen"};
inline constexpr RefusalCode roll_empty{"vote.roll_empty"};
inline constexpr RefusalCode roll_incomplete{"vote.roll_incomplete"};  // {registered}, {declared}
inline constexpr RefusalCode roll_wrong{"vote.roll_wrong"};  // {household}: twice, without an owner or a sane area
inline constexpr RefusalCode projects_missing{"vote.projects_missing"};
inline constexpr RefusalCode several_units{"vote.several_units"};  // {rule}: counts one unit at a time
inline constexpr RefusalCode plan_missing{"vote.plan_missing"};
inline constexpr RefusalCode closes_too_early{"vote.closes_too_early"};
inline constexpr RefusalCode rule_unknown{"vote.rule_unknown"};                // {rule}, {known}
inline constexpr RefusalCode stage_unknown{"vote.stage_unknown"};              // {stage}, {known}
inline constexpr RefusalCode stage_too_early{"vote.stage_too_early"};          // {stage}, {missing}: has not passed yet
inline constexpr RefusalCode private_parts_wrong{"vote.private_parts_wrong"};  // {household}: twice, or not on the roll
inline constexpr RefusalCode options_wrong{
    "vote.options_wrong"};  // a choice needs two or more distinct options, a consent none
inline constexpr RefusalCode not_on_roll{"vote.not_on_roll"};        // {household}: of another unit
inline constexpr RefusalCode choice_unknown{"vote.choice_unknown"};  // {choice}, {known}
inline constexpr RefusalCode older_plan{"vote.older_plan"};          // {form}, {current}
inline constexpr RefusalCode after_close{"vote.after_close"};        // {closes_on}
inline constexpr RefusalCode no_ballot{"vote.no_ballot"};
inline constexpr RefusalCode too_early_to_close{"vote.too_early_to_close"};  // {closes_on}, {outstanding}
inline constexpr RefusalCode owner_disagrees{"vote.owner_disagrees"};  // {owner}: one owner's flats voted differently
inline constexpr RefusalCode too_early{"vote.too_early"};  // {date}, {from}: before the vote, or the ballot it replaces
inline constexpr RefusalCode in_the_future{"vote.in_the_future"};            // {date}
inline constexpr RefusalCode change_not_allowed{"vote.change_not_allowed"};  // by the city's rule
inline constexpr RefusalCode already_adopted{"vote.already_adopted"};        // an answer is no longer changed
inline constexpr RefusalCode owner_answered{
    "vote.owner_answered"};  // the owner's own is not replaced without a signature
inline constexpr RefusalCode condition_needs_agree{"vote.condition_needs_agree"};
inline constexpr RefusalCode no_condition{"vote.no_condition"};  // none that is still open
inline constexpr RefusalCode owner_must_confirm{"vote.owner_must_confirm"};
inline constexpr RefusalCode nothing_to_confirm{"vote.nothing_to_confirm"};
inline constexpr RefusalCode proxy_not_allowed{"vote.proxy_not_allowed"};  // {proxy}: the city's rule has no such
inline constexpr RefusalCode proxy_incomplete{"vote.proxy_incomplete"};    // kind, name and document go together
inline constexpr RefusalCode document_used{"vote.document_used"};  // {household}: nobody signs for a whole stair
inline constexpr RefusalCode own_ballot{"vote.own_ballot"};        // is taken back, not contested
inline constexpr RefusalCode already_contested{"vote.already_contested"};
inline constexpr RefusalCode not_contested{"vote.not_contested"};

}  // namespace jiati::vote
