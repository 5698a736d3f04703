#include "simulation/walk.h"

#include <algorithm>
#include <initializer_list>

namespace jiati::simulation {
namespace {

using Field = std::pair<std::string_view, std::string>;

// Values are JSON already.
std::string object(std::initializer_list<Field> fields) {
    std::string text = "{";
    for (auto const& [name, value] : fields)
        text += (text.size() > 1 ? ",\"" : "\"") + std::string(name) + "\":" + value;
    return text + "}";
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

}  // namespace

Walk::Walk(Town const& town, Dice& dice) : town_(town), dice_(dice) {
    for (auto const& [project, households] : town.households) projects_.push_back(project);
    votes_[town.ids.at("$p1")] = {town.ids.at("$v1")};
    votes_[town.ids.at("$p2")] = {town.ids.at("$v2")};
    lines_[town.ids.at("$p2")] = {town.ids.at("$s2")};
}

std::size_t Walk::actor(std::string_view name) const {
    auto const found = std::ranges::find(town_.actors, name, &Actor::name);
    CHECK(found != town_.actors.end());
    return static_cast<std::size_t>(found - town_.actors.begin());
}

std::size_t Walk::resident_of(std::string const& household) const {
    auto const found = std::ranges::find(town_.actors, household, &Actor::household);
    CHECK(found != town_.actors.end());
    return static_cast<std::size_t>(found - town_.actors.begin());
}

std::string Walk::amount(std::int64_t most_yuan) {
    return quoted(std::to_string(dice_.between(1, most_yuan)) + (dice_.chance(300) ? ".37" : ".00"));
}

Walk::Wish Walk::next(Date today) {
    auto const kind = dice_.below(100);
    if (kind < 34) return ballot();
    if (kind < 40) return vote_business(today);
    if (kind < 65) return money();
    if (kind < 75) return notice();
    if (kind < 84) return talk();
    if (kind < 88) return life();
    if (kind < 91) return accounts();
    if (kind < 93) return personal_data();
    return nonsense();
}

Walk::Wish Walk::ballot() {
    auto const& own = project();
    auto const& household = household_of(own);
    auto const& vote = dice_.pick(votes_.at(own));
    bool const on_paper = dice_.chance(300);
    auto const who = on_paper ? actor("grid") : resident_of(household);
    if (dice_.chance(120))
        return {on_paper ? actor("secretary") : who, vote, "vote.WithdrawBallot",
                object({{"household", quoted(household)}, {"reason", quoted("想再看看")}})};
    if (dice_.chance(60))
        return {actor("grid"), vote, "vote.Serve",
                object({{"household", quoted(household)},
                        {"delivered", dice_.chance(500) ? "true" : "false"},
                        {"how", quoted("上门")}})};
    auto const choice = dice_.below(10);
    return {who, vote, "vote.CastBallot",
            object({{"household", quoted(household)},
                    {"choice", quoted(choice < 7   ? "agree"
                                      : choice < 9 ? "oppose"
                                                   : "abstain")},
                    {"channel", quoted(on_paper ? "paper" : "web")},
                    {"plan_version", "1"}})};
}

Walk::Wish Walk::vote_business(Date today) {
    auto const& own = project();
    if (dice_.chance(600)) return {actor("secretary"), dice_.pick(votes_.at(own)), "vote.Close", "{}"};
    return {
        actor("secretary"),
        {},
        "vote.Open",
        object({{"kind", quoted("consent")},
                {"question", quoted("再问一次")},
                {"projects", "[" + quoted(own) + "]"},
                {"closes_on", quoted(today.plus_days(static_cast<std::int32_t>(dice_.between(0, 12))).to_string())}})};
}

Walk::Wish Walk::money() {
    auto const own = dice_.chance(850) ? town_.ids.at("$p2") : town_.ids.at("$p1");
    auto const household = quoted(household_of(own));
    auto const voucher = quoted("凭证" + std::to_string(dice_.below(1000)));
    auto const& lines = lines_[own];
    auto const line = quoted(lines.empty() ? "none" : dice_.pick(lines));
    switch (dice_.below(16)) {
        case 0:
            return {actor("district"), own, "funding.AddLine",
                    object({{"kind", quoted("subsidy")},
                            {"payer", quoted("补贴")},
                            {"amount", amount(60'000)},
                            {"basis", quoted("规定")},
                            {"milestone", quoted("accepted")}})};
        case 1:
            return {actor("district"), own, "funding.RemoveLine", object({{"line", line}, {"reason", quoted("撤回")}})};
        case 2:
            return {actor("secretary"), own, "funding.AdoptShares",
                    object({{"rule", quoted(dice_.pick(std::vector<std::string>{"equal", "area", "equal-payers"}))}})};
        case 3:
        case 4:
            return {actor("secretary"), own, "funding.RecordReceipt",
                    object({{"line", line}, {"amount", amount(90'000)}, {"voucher", voucher}})};
        case 5:
        case 6:
            return {actor(dice_.chance(500) ? "property" : "secretary"), own, "funding.ReleaseToBuilder",
                    object({{"amount", amount(30'000)}, {"milestone", quoted("accepted")}, {"voucher", voucher}})};
        case 7:
        case 8:
            return {actor("secretary"), own, "funding.RefundHousehold",
                    object({{"household", household},
                            {"amount", amount(20'000)},
                            {"reason", quoted("多交")},
                            {"voucher", voucher}})};
        case 9:
            return {actor("builder"), own, "contract.QuotePrice",
                    object({{"firm", quoted(town_.ids.at("$firm"))},
                            {"amount", quoted(std::to_string(dice_.between(350, 450)) + "000.00")},
                            {"reason", quoted("重报")}})};
        default:
            return {actor("secretary"), own, "funding.RecordPayment",
                    object({{"household", household}, {"amount", amount(40'000)}, {"voucher", voucher}})};
    }
}

Walk::Wish Walk::notice() {
    auto const own = town_.ids.at("$p2");
    auto const& objections = objections_[own];
    auto const objection = quoted(objections.empty() ? "none" : dice_.pick(objections));
    switch (dice_.below(8)) {
        case 0:
        case 1:
            return {actor("secretary"), own, "notice.Post",
                    object({{"places", R"(["unit_entrance","estate_board","neighbouring_buildings"])"},
                            {"witnesses", R"(["居委会","街道办"])"}})};
        case 2:
        case 3:
            return {actor("street"), own, "notice.RaiseObjection",
                    object({{"origin", quoted("neighbouring")},
                            {"building", quoted("2栋")},
                            {"topic", quoted("daylight")},
                            {"text", quoted("担心采光")}})};
        case 4:
            return {
                actor("secretary"), own, "notice.AnswerObjection",
                object({{"objection", objection}, {"outcome", quoted("not_upheld")}, {"answer", quoted("已复核")}})};
        case 5:
            return {actor("street"), own, "notice.WithdrawObjection", object({{"objection", objection}})};
        case 6:
            return {actor("secretary"), own, dice_.chance(500) ? "notice.StopClock" : "notice.RestartClock",
                    object({{"reason", quoted("停电")}})};
        default:
            return {actor("secretary"), own, "notice.Close", "{}"};
    }
}

Walk::Wish Walk::talk() {
    auto const& own = project();
    auto const& household = household_of(own);
    auto const& worries = worries_[own];
    switch (dice_.below(4)) {
        case 0:
            return {resident_of(household), own, "survey.RaiseWorry",
                    object({{"household", quoted(household)}, {"topic", quoted("noise")}, {"text", quoted("怕吵")}})};
        case 1:
            return {actor("grid"), own, "survey.AnswerWorry",
                    object({{"worry", quoted(worries.empty() ? "none" : dice_.pick(worries))},
                            {"by", quoted("网格长")},
                            {"text", quoted("有减振垫")}})};
        case 2:
            return {resident_of(household), own, "consent.SignAgreement",
                    object({{"household", quoted(household)}, {"how", quoted("当面签字")}})};
        default:
            return {resident_of(household), own, "survey.RecordStance",
                    object({{"household", quoted(household)},
                            {"stance", quoted(dice_.chance(700) ? "agree" : "oppose")},
                            {"reason", quoted("再想了想")},
                            {"channel", quoted("web")}})};
    }
}

Walk::Wish Walk::life() {
    auto const& own = project();
    auto const type = dice_.pick(std::vector<std::string>{"project.Pause", "project.Resume", "project.Resume",
                                                          "project.Withdraw", "project.Revive", "project.Revive"});
    return {actor(dice_.chance(500) ? "secretary" : "street"), own, type, object({{"reason", quoted("协商")}})};
}

// Rights come and go, of residents alone: the offices stay able to act.
Walk::Wish Walk::accounts() {
    auto const& own = project();
    auto const& household = household_of(own);
    auto const& account = town_.actors[resident_of(household)].account;
    auto const& grants = grants_[account];
    if (!grants.empty() && dice_.chance(500))
        return {actor("admin"), account, "account.RevokeGrant", object({{"grant", quoted(dice_.pick(grants))}})};
    return {actor("admin"), account, "account.GrantRole",
            object({{"role", quoted("resident")},
                    {"scope", object({{"kind", quoted("household")},
                                      {"value", quoted(household_of(own))},
                                      {"department", quoted("")}})}})};
}

// A household has what is known of it destroyed; it votes and pays on under a new name in the vault.
Walk::Wish Walk::personal_data() {
    auto const& household = household_of(project());
    return {dice_.chance(700) ? resident_of(household) : actor("secretary"), town_.ids.at("$c"),
            "place.ErasePersonalData", object({{"household", quoted(household)}, {"asked_by", quoted("person")}})};
}

// What must be refused: another's ballot, an old plan, more than there is, words that are none, streams that are not.
Walk::Wish Walk::nonsense() {
    auto const& own = project();
    auto const& household = household_of(own);
    auto const other = (resident_of(household) + 1) % town_.actors.size();
    auto const& vote = votes_.at(own).front();
    switch (dice_.below(6)) {
        case 0:
            return {town_.actors[other].household.empty() ? resident_of(town_.households.at(own).front()) : other, vote,
                    "vote.CastBallot",
                    object({{"household", quoted(household)},
                            {"choice", quoted("agree")},
                            {"channel", quoted("web")},
                            {"plan_version", "7"}})};
        case 1:
            return {actor("grid"), vote, "vote.CastBallot",
                    object({{"household", quoted(household)},
                            {"choice", quoted("perhaps")},
                            {"channel", quoted("paper")},
                            {"plan_version", "1"}})};
        case 2:
            return {actor("property"), own, "funding.ReleaseToBuilder",
                    object({{"amount", quoted("99999999.00")}, {"milestone", quoted("x")}, {"voucher", quoted("y")}})};
        case 3:
            return {actor("builder"), own, "funding.RecordPayment",
                    object({{"household", quoted(household)}, {"amount", quoted("1")}, {"voucher", quoted("v")}})};
        case 4:
            return {actor("grid"), "nowhere", "survey.Complete", "{}"};
        default:
            return {actor("secretary"), own, "funding.RecordPayment",
                    object({{"household", quoted(household)}, {"amount", quoted("-5")}, {"voucher", quoted("v")}})};
    }
}

void Walk::learn(Intent const& intent) {
    auto const& type = intent.request.type;
    auto const made = intent.recorded.made.find(type == "account.GrantRole" ? "grant" : "");
    if (made == intent.recorded.made.end()) return;
    auto const& stream = intent.recorded.id;
    if (type == "funding.AddLine") lines_[stream].push_back(made->second);
    if (type == "notice.RaiseObjection") objections_[stream].push_back(made->second);
    if (type == "survey.RaiseWorry") worries_[stream].push_back(made->second);
    if (type == "account.GrantRole") grants_[stream].push_back(made->second);
    if (type == "vote.Open")
        for (auto& [project, votes] : votes_)
            if (intent.request.data.find(quoted(project)) != std::string::npos) votes.push_back(made->second);
}

}  // namespace jiati::simulation
