#include "app/permissions.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace jiati::app {
namespace {

using account::Grant;
using account::Role;
using account::ScopeKind;

// Bits of the roles that may; `own` restricts the resident's right to the household named in the command.
using Roles = std::uint32_t;
constexpr Roles bit(Role role) { return Roles{1} << static_cast<unsigned>(role); }

constexpr Roles resident = bit(Role::resident);
constexpr Roles lead = bit(Role::lead_owner);
constexpr Roles helper = bit(Role::helper);
constexpr Roles grid = bit(Role::grid_leader);
constexpr Roles neighbourhood = bit(Role::neighbourhood);
constexpr Roles street = bit(Role::street);
constexpr Roles district = bit(Role::district_bureau);
constexpr Roles department = bit(Role::department);
constexpr Roles agent = bit(Role::filing_agent);
constexpr Roles contractor = bit(Role::contractor);
constexpr Roles supervisor = bit(Role::supervisor);
constexpr Roles sponsor = bit(Role::sponsor);
constexpr Roles property_firm = bit(Role::property_firm);
constexpr Roles city = bit(Role::city);
constexpr Roles administrator = bit(Role::administrator);
// The administrator's office in three parts: one that makes, one that grants, one that only reads.
constexpr Roles system_part = bit(Role::system_administrator);
constexpr Roles security_part = bit(Role::security_administrator);
constexpr Roles audit_part = bit(Role::audit_administrator);

constexpr Roles community_staff = grid | neighbourhood;
constexpr Roles negotiators = lead | community_staff | street;
constexpr Roles offices = neighbourhood | street | district | city;
constexpr Roles site = contractor | agent | supervisor;
constexpr Roles unit = resident | lead;
constexpr Roles parties =
    unit | community_staff | street | district | city | department | site | property_firm | sponsor;

struct Rule {
    std::string_view action;
    Roles roles = 0;
    Roles own_only = 0;  // of these, only for a household of their own
    bool own_department = false;
    bool own_account = false;  // the account's holder too, whatever their roles
};

constexpr std::array rules{
    // the project as a whole
    Rule{"project.Open", lead | community_staff | street},
    Rule{"project.Initiate", lead | community_staff | street},
    Rule{"project.AppointLead", community_staff | street},
    Rule{"project.ElectWorkingGroup", lead | community_staff},
    Rule{"project.Pause", lead | neighbourhood | street},
    Rule{"project.Resume", lead | neighbourhood | street},
    Rule{"project.Withdraw", lead | neighbourhood | street},
    Rule{"project.Revive", lead | neighbourhood | street},
    // survey: helpers enter visits in their place and see nobody's stance
    Rule{"survey.RecordStance", resident | community_staff, resident},
    Rule{"survey.RecordVisit", helper | community_staff},
    Rule{"survey.TakeBackStance", resident | community_staff, resident},
    Rule{"survey.TakeBackVisit", helper | community_staff},
    Rule{"survey.RaiseWorry", resident | lead | helper | community_staff, resident},
    Rule{"survey.AnswerWorry", lead | community_staff | street | contractor | agent},
    Rule{"survey.Complete", community_staff},
    // scheme
    Rule{"planning.AssessFeasibility", neighbourhood | street | district | agent | contractor | sponsor},
    Rule{"planning.RecordGeometry", lead | community_staff | street | agent | contractor | sponsor},
    Rule{"planning.Publish", lead | agent | contractor | neighbourhood | sponsor},
    Rule{"contract.QuotePrice", contractor | lead | neighbourhood | agent},
    Rule{"contract.ChooseFirm", lead | neighbourhood | sponsor},
    Rule{"contract.AuthoriseAgent", lead | neighbourhood},
    Rule{"contract.Sign", lead | neighbourhood | sponsor},
    // deliberation
    Rule{"deliberation.HoldMeeting", lead | community_staff | street | agent | sponsor},
    Rule{"deliberation.AskQuestion", resident | lead | community_staff, resident},
    Rule{"deliberation.AnswerQuestion", lead | community_staff | street | contractor | agent | sponsor},
    Rule{"deliberation.MakePromise", lead | neighbourhood | contractor},
    Rule{"deliberation.AcceptPromise", resident | lead | community_staff},
    Rule{"deliberation.KeepPromise", lead | community_staff | contractor},
    Rule{"deliberation.ConfirmUnity", lead | community_staff | sponsor},
    Rule{"deliberation.RecordBlockingPoint", lead | community_staff | street | district | agent | contractor | sponsor},
    Rule{"deliberation.ClearBlockingPoint", lead | community_staff | street | district | agent | contractor | sponsor},
    // what a household is taken to bear: those who negotiate, and nobody else
    Rule{"deliberation.EstimateAcceptance", negotiators},
    Rule{"deliberation.WithdrawEstimate", negotiators},
    // talks with one household: it answers what it is offered, and no neighbour hears of it
    Rule{"mediation.Open", negotiators},
    Rule{"mediation.HoldRound", negotiators},
    Rule{"mediation.MakeOffer", negotiators},
    Rule{"mediation.AnswerOffer", resident | negotiators, resident},
    Rule{"mediation.KeepOffer", negotiators},
    Rule{"mediation.Close", community_staff | street},
    // consent
    Rule{"consent.FreezeRoll", neighbourhood | lead},
    Rule{"consent.TakeInResult", neighbourhood | lead},
    Rule{"consent.SignAgreement", resident | neighbourhood | lead, resident},
    Rule{"consent.WitnessAgreement", neighbourhood | street},
    Rule{"vote.Open", neighbourhood | lead | sponsor},
    Rule{"vote.Serve", community_staff | lead},
    Rule{"vote.CastBallot", resident | community_staff, resident},
    Rule{"vote.WithdrawBallot", resident | neighbourhood, resident},
    Rule{"vote.ConfirmCondition", resident | community_staff, resident},
    Rule{"vote.ConfirmBallot", resident, resident},
    Rule{"vote.ContestBallot", resident, resident},
    Rule{"vote.SettleBallot", neighbourhood},
    Rule{"vote.Close", neighbourhood | lead | sponsor},
    Rule{"tender.Announce", lead | neighbourhood | sponsor | agent},
    Rule{"tender.SubmitBid", contractor | agent | sponsor | neighbourhood | lead},
    Rule{"tender.Award", lead | neighbourhood | sponsor},
    Rule{"tender.Cancel", lead | neighbourhood | sponsor},
    // money
    Rule{"funding.AddLine", lead | neighbourhood | street | district | sponsor},
    Rule{"funding.RemoveLine", lead | neighbourhood | street | district | sponsor},
    Rule{"funding.AdoptShares", lead | neighbourhood},
    Rule{"funding.FileSubsidy", agent | contractor | lead | street | district},
    Rule{"funding.NameAccount", lead | neighbourhood | property_firm},
    Rule{"funding.RecordPayment", lead | neighbourhood | property_firm},
    Rule{"funding.RecordReceipt", lead | neighbourhood | property_firm},
    Rule{"funding.ReleaseToBuilder", lead | neighbourhood | property_firm},
    Rule{"funding.RefundHousehold", lead | neighbourhood | property_firm},
    // notice: anyone may object, a neighbouring building too; who has no account does so on paper through the staff
    Rule{"notice.Post", lead | neighbourhood | agent},
    Rule{"notice.StopClock", neighbourhood | street},
    Rule{"notice.RestartClock", neighbourhood | street},
    Rule{"notice.RaiseObjection", resident | lead | community_staff | street},
    Rule{"notice.AnswerObjection", neighbourhood | street | lead},
    Rule{"notice.WithdrawObjection", resident | neighbourhood | street, resident},
    Rule{"notice.Close", neighbourhood | street | lead},
    // approval
    Rule{"approval.FilePaper", agent | contractor | lead | neighbourhood | street},
    Rule{"approval.Submit", agent | contractor | lead | street},
    Rule{"approval.GiveOpinion", department | district | street, 0, true},
    Rule{"approval.SatisfyCondition", agent | contractor | lead | department},
    Rule{"approval.Grant", district | department | street},
    // works
    Rule{"construction.AgreeSitePlan", contractor | agent | neighbourhood},
    Rule{"construction.CoordinateWorks", contractor | agent | neighbourhood | street},
    Rule{"construction.Commence", contractor | agent},
    Rule{"construction.PlanMilestone", site},
    Rule{"construction.ReachMilestone", site},
    Rule{"construction.ListRelocation", site | neighbourhood | sponsor},
    Rule{"construction.FinishRelocation", site | neighbourhood | sponsor},
    Rule{"construction.RecordCheck", supervisor | district | department | street | contractor},
    Rule{"construction.RectifyDefects", site},
    Rule{"construction.Finish", contractor | agent},
    Rule{"acceptance.AppointUseUnit", lead | neighbourhood},
    Rule{"acceptance.RecordInspection", contractor | agent | department | district},
    Rule{"acceptance.Accept", lead | neighbourhood | district | agent},
    Rule{"acceptance.Register", contractor | agent | property_firm | department},
    Rule{"acceptance.HandOver", contractor | agent | lead},
    Rule{"acceptance.ClaimSubsidy", agent | contractor | lead | street},
    Rule{"acceptance.RecordSatisfaction", neighbourhood | street | lead | agent},
    // years of use
    Rule{"operation.ChooseRule", lead | neighbourhood | property_firm},
    Rule{"operation.RecordTrips", property_firm | contractor | lead},
    Rule{"operation.IssueBill", property_firm | lead | contractor},
    Rule{"operation.RecordBillPayment", property_firm | lead | contractor},
    Rule{"operation.RecordUpkeep", property_firm | contractor},
    Rule{"operation.RecordPeriodicInspection", property_firm | contractor | department},
    Rule{"operation.ReportFault", resident | lead | property_firm | contractor | community_staff},
    // what outlives a project
    Rule{"place.RegisterCommunity", neighbourhood | street | district | city | administrator | system_part},
    Rule{"place.AddBuilding", neighbourhood | street | district | administrator | system_part},
    Rule{"place.AddBuildings", neighbourhood | street | district | administrator | system_part},
    Rule{"place.RegisterHouseholds", community_staff | street | administrator},
    Rule{"place.RecordPeople", community_staff},
    Rule{"place.AssignGrid", neighbourhood | street},
    Rule{"place.GradeUnit", neighbourhood | street | district | city},
    Rule{"place.RecordLift", neighbourhood | street | district},
    Rule{"place.ChangeTenure", neighbourhood},
    Rule{"place.RecordEstateWorks", neighbourhood | street | district},
    Rule{"place.ErasePersonalData", resident | neighbourhood | street, resident},
    Rule{"place.EraseWithheld", administrator},  // the clock does it
    Rule{"place.RecordRead", community_staff | street},
    // files: who may put one on record may send one; a household's own papers are its own and its staff's
    Rule{"file.SendForHousehold", resident | helper | community_staff, resident},
    Rule{"file.SendForProject",
         lead | community_staff | street | district | department | site | sponsor | property_firm},
    Rule{"firm.Register", district | city | administrator | system_part},
    Rule{"firm.Suspend", district | city},
    Rule{"firm.Reinstate", district | city},
    Rule{"firm.Rate", resident, resident},
    Rule{"account.Create", administrator | system_part | neighbourhood | street},
    Rule{"account.SetPassword", administrator | system_part},
    Rule{.action = "account.ChangePassword", .own_account = true},
    Rule{"account.GrantRole", administrator | security_part},
    Rule{"account.RevokeGrant", administrator | security_part},
    Rule{"account.Disable", administrator | security_part},
    Rule{.action = "account.EnrolSecondFactor", .own_account = true},
    Rule{.action = "account.ConfirmSecondFactor", .own_account = true},
    Rule{"account.RemoveSecondFactor", administrator | security_part},
    Rule{"account.ErasePersonalData", administrator | neighbourhood | street, 0, false, true},
    Rule{"account.RecordRead", administrator | neighbourhood | street},
    // ways of seeing
    Rule{"see.stances", community_staff},
    Rule{"see.visits", community_staff | helper},
    Rule{"see.people", community_staff},
    Rule{"see.invitation", community_staff},             // of a household: its code and PIN, told once when made
    Rule{"see.withheld", district | city},               // what a law keeps of the erased, for an audit
    Rule{"see.returned", community_staff},               // whose ballot is in, not what it says
    Rule{"see.tally", unit | community_staff | street},  // while the vote is open
    Rule{"see.ballots", unit | neighbourhood | street | district | department},  // after the close
    Rule{"see.shares", unit | community_staff | street | district | city | site | property_firm | sponsor},
    Rule{"see.areas", unit | community_staff | street | district | department | agent},
    Rule{"see.ledger", unit | community_staff | street | district | property_firm | sponsor},
    Rule{"see.objections", lead | community_staff | street | district | department | agent},
    Rule{"see.opinions", unit | community_staff | street | district | department | agent | city},
    Rule{"see.questions", unit | community_staff | street},
    Rule{"see.estimates", negotiators},
    Rule{"see.mediation", negotiators},
    Rule{"see.daylight", negotiators},                     // of every flat; a household sees its own
    Rule{"see.verdict", unit | community_staff | street},  // whether an agreement stands, not who is missing
    Rule{"see.forms", lead | community_staff},             // blank ballots and survey forms, by flat
    Rule{"see.bills", unit | neighbourhood | property_firm},
    // who holds what, never whose name it is
    Rule{"see.accounts", administrator | system_part | security_part | audit_part | neighbourhood | street},
    Rule{"see.project", parties | offices | administrator | helper},
};

// The table's places in the order of the actions' names, so that one is found by halving.
constexpr auto by_name = [] {
    std::array<std::size_t, rules.size()> places{};
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::ranges::sort(places, {}, [](std::size_t place) { return rules[place].action; });
    return places;
}();

constexpr auto actions = [] {
    std::array<std::string_view, rules.size()> names;
    std::ranges::transform(rules, names.begin(), &Rule::action);
    return names;
}();

Rule const* find_rule(std::string_view action) {
    auto const action_at = [](std::size_t place) { return rules[place].action; };
    auto const* const found = std::ranges::lower_bound(by_name, action, {}, action_at);
    return found == by_name.end() || action_at(*found) != action ? nullptr : &rules[*found];
}

bool names_own_household(Grant const& grant, Claim const& claim) {
    return claim.household && grant.scope.kind == ScopeKind::household && grant.scope.value == claim.household->text;
}

// What a rule asks of a grant that covers the target.
bool allows(Rule const& rule, Grant const& grant, Claim const& claim) {
    if ((rule.roles & bit(grant.role)) == 0) return false;
    // Who acts as a resident speaks for their own household or, where the rule lets them, for none in particular.
    bool const must_be_own = (rule.own_only & bit(grant.role)) != 0;
    bool const speaks_for_one = must_be_own || (grant.role == Role::resident && claim.household);
    if (speaks_for_one && !names_own_household(grant, claim)) return false;
    return !rule.own_department || grant.scope.department == claim.department;
}

bool is_own_account(Viewer const& viewer, Target const& target) {
    return target.account && !viewer.account.empty() && *target.account == viewer.account;
}

Relation relation_of(Grant const& grant) {
    switch (grant.scope.kind) {
        case ScopeKind::household:
            return Relation::same_unit;
        case ScopeKind::area:
            return Relation::in_area;
        case ScopeKind::project:
        case ScopeKind::firm:
            return Relation::party;
    }
    return Relation::none;
}

}  // namespace

bool covers(Grant const& grant, Target const& target) {
    switch (grant.scope.kind) {
        case ScopeKind::area:
            return target.area.starts_with(grant.scope.value);
        case ScopeKind::project:
            return target.projects.contains(ProjectId{grant.scope.value});
        case ScopeKind::household:
            return target.households.contains(HouseholdId{grant.scope.value});
        case ScopeKind::firm:
            return target.firm && target.firm->text == grant.scope.value;
    }
    return false;
}

bool may(Viewer const& viewer, std::string_view action, Target const& target, Claim const& claim) {
    if (viewer.sees_all) return true;
    auto const* const rule = find_rule(action);
    if (rule == nullptr) return false;
    if (rule->own_account && is_own_account(viewer, target)) return true;
    return std::ranges::any_of(
        viewer.grants, [&](Grant const& grant) { return allows(*rule, grant, claim) && covers(grant, target); });
}

Standing standing_of(Viewer const& viewer, Target const& target) {
    Standing best;
    int best_rank = -1;
    for (auto const& grant : viewer.grants) {
        if (!covers(grant, target)) continue;
        // A narrower duty tells more than a wider one; the lead owner more than the resident.
        int const rank = grant.role == Role::resident             ? 50
                         : grant.role == Role::lead_owner         ? 60
                         : account::is_administration(grant.role) ? 0
                         : grant.role == Role::city               ? 1
                                                                  : 30 - static_cast<int>(grant.role);
        if (rank <= best_rank) continue;
        best_rank = rank;
        best = {grant.role, grant.role == Role::resident ? Relation::own : relation_of(grant)};
    }
    return best;
}

std::set<HouseholdId> own_households(Viewer const& viewer, Target const& target) {
    std::set<HouseholdId> own;
    for (auto const& grant : viewer.grants) {
        HouseholdId const household{grant.scope.value};
        if (grant.scope.kind == ScopeKind::household && target.households.contains(household)) own.insert(household);
    }
    return own;
}

std::span<std::string_view const> known_actions() { return actions; }

std::vector<std::string_view> allowed_actions(Viewer const& viewer, Target const& target,
                                              std::span<Claim const> claims) {
    if (viewer.sees_all) return {actions.begin(), actions.end()};
    std::vector<Grant const*> covering;
    for (auto const& grant : viewer.grants)
        if (covers(grant, target)) covering.push_back(&grant);
    std::vector<std::string_view> allowed;
    for (auto const& rule : rules) {
        bool const own = rule.own_account && is_own_account(viewer, target);
        bool const one =
            own || std::ranges::any_of(covering, [&](Grant const* grant) {
                return std::ranges::any_of(claims, [&](Claim const& claim) { return allows(rule, *grant, claim); });
            });
        if (one) allowed.push_back(rule.action);
    }
    return allowed;
}

}  // namespace jiati::app
