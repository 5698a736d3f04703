#include "simulation/town.h"

#include "app/case_player.h"
#include "app/projections.h"
#include "simulation/faulty_store.h"

#include <algorithm>

namespace jiati::simulation {
namespace {

constexpr std::string_view area = "cn-jiangxi-nanchang/demo/demo-street/demo-community/";

struct Office {
    std::string_view name;
    std::string_view role;
    std::string_view area;
};
constexpr Office offices[] = {{"secretary", "neighbourhood", area},
                              {"grid", "grid_leader", area},
                              {"street", "street", "cn-jiangxi-nanchang/demo/demo-street/"},
                              {"district", "district_bureau", "cn-jiangxi-nanchang/demo/"},
                              {"admin", "administrator", "cn-jiangxi-nanchang/"},
                              {"builder", "contractor", area},
                              {"property", "property_firm", area}};

std::vector<std::string> rooms(int floors) {
    std::vector<std::string> all;
    for (int floor = 1; floor <= floors; ++floor)
        for (int flat = 1; flat <= 2; ++flat) all.push_back(std::to_string(floor * 100 + flat));
    return all;
}

std::string step(std::string const& on, std::string const& in, std::string_view as, std::string const& type,
                 std::string const& with, std::string const& let = {}) {
    return "  - {on: " + on + ", in: " + in + ", as: " + std::string(as) + ", do: " + type +
           (let.empty() ? "" : ", let: " + let) + (with.empty() ? "" : ", with: {" + with + "}") + "}\n";
}

std::string register_households(std::string const& unit, std::string const& let, int floors, Dice& dice) {
    std::string list;
    for (auto const& room : rooms(floors))
        list += std::string(list.empty() ? "" : ", ") + "{room: \"" + room + "\", floors: [" + room.substr(0, 1) +
                "], area: \"" + std::to_string(dice.between(60, 110)) + "." + std::to_string(dice.between(10, 99)) +
                "\"}";
    return step("T-59", "$c", "grid", "place.RegisterHouseholds", "unit: $b/" + unit + ", households: [" + list + "]",
                let);
}

std::string project_so_far(std::string const& p, std::string const& h, std::string const& unit, int floors) {
    std::string text = step("T-58", "projects", "secretary", "project.Open",
                            "community: $c, building: $b, unit: $b/" + unit + ", title: " + unit +
                                ", area: " + std::string(area) + ", source: \"\", disputed: [], assumed: []",
                            p);
    for (auto const& room : rooms(floors))
        text += step("T-55", "$" + p, "grid", "survey.RecordStance",
                     "household: $" + h + "/" + room + ", stance: agree, channel: visit");
    auto const top = "$" + h + "/" + std::to_string(floors * 100 + 1);
    text += step("T-54", "$" + p, "grid", "survey.Complete", "");
    text += step("T-53", "$" + p, "secretary", "project.Initiate", "applicants: [" + top + "], basis: 申请");
    text += step("T-53", "$" + p, "secretary", "project.AppointLead", "household: " + top + ", chosen_by: 推举");
    text += step("T-52", "$" + p, "builder", "contract.QuotePrice", "firm: $firm, amount: \"420000.00\", reason: 报价");
    text += step("T-45", "$" + p, "secretary", "planning.Publish",
                 "plan: {entry: half_landing, levels: " + std::to_string(floors) +
                     ", doors: 4, corridors: 3, stops_at: [{floor: 1, half: false}, {floor: 3, half: true}], load_kg: "
                     "630, persons: 8, shaft: 钢结构, details: []}");
    text +=
        step("T-40", "$" + p, "secretary", "deliberation.HoldMeeting",
             "channel: 协商, place: 会议室, households_present: 6, parties: [业主], subject: 方案, decisions: [分摊]");
    return text + step("T-39", "$" + p, "secretary", "consent.FreezeRoll", "");
}

std::string vote(std::string const& v, std::string const& p, std::string const& opens, std::string const& closes) {
    return step(opens, "votes", "secretary", "vote.Open",
                "kind: consent, question: 同意吗, projects: [$" + p + "], closes_on: " + closes, v);
}

// The second unit has voted: all but the ground floor agreed.
std::string ballots(std::string const& v, std::string const& h, int floors, std::string const& on) {
    std::string text;
    for (auto const& room : rooms(floors))
        text += step(on, "$" + v, "grid", "vote.CastBallot",
                     "household: $" + h + "/" + room + ", choice: " + (room == "101" ? "oppose" : "agree") +
                         ", channel: paper, plan_version: 1");
    return text;
}

std::string case_text(Dice& dice, int floors_1, int floors_2) {
    std::string text =
        "name: simulated\ntitle: 模拟\ntitle_en: Simulated\ncity: cn-jiangxi-nanchang\nas_of: today\nsource: 虚构\n"
        "assumed:\n  - {text: 全部, reason: 模拟}\ncast:\n";
    for (auto const& office : offices)
        text += "  " + std::string(office.name) + ": {role: " + std::string(office.role) +
                ", area: " + std::string(office.area) + "}\n";
    text += "steps:\n";
    text += step("T-60", "places", "secretary", "place.RegisterCommunity",
                 "name: 模拟小区, areas: [{level: city, code: cn-jiangxi-nanchang, name: 南昌市}, {level: district, "
                 "code: demo, name: 示范区}, {level: street, code: demo-street, name: 示范街道}, {level: "
                 "neighbourhood, code: demo-community, name: 示范社区}], built: \"1998\", storeys: 6",
                 "c");
    text += step("T-60", "$c", "secretary", "place.AddBuilding",
                 "name: 1栋, built: \"1998\", structure: 砖混结构, ground: none, units: [{name: 1单元, floors: " +
                     std::to_string(floors_1) + "}, {name: 2单元, floors: " + std::to_string(floors_2) + "}]",
                 "b");
    text += register_households("1单元", "h1", floors_1, dice) + register_households("2单元", "h2", floors_2, dice);
    text += step("T-53", "firms", "district", "firm.Register", "name: 模拟公司, duties: [contractor], licences: []",
                 "firm");
    text += project_so_far("p1", "h1", "1单元", floors_1) + project_so_far("p2", "h2", "2单元", floors_2);
    text += vote("v1", "p1", "T-6", "T+" + std::to_string(dice.between(1, 9)));
    text += vote("v2", "p2", "T-38", "T-30") + ballots("v2", "h2", floors_2, "T-33");
    text += step("T-30", "$v2", "secretary", "vote.Close", "");
    text += step("T-29", "$p2", "district", "funding.AddLine",
                 "kind: subsidy, payer: 政府补贴, amount: \"150000.00\", basis: 规定, milestone: accepted", "s2");
    text += step("T-29", "$p2", "secretary", "funding.AdoptShares", "rule: equal, among: []");
    text += step("T-28", "$p2", "secretary", "funding.NameAccount", "bank: 模拟银行, kind: 专户, keeper: 居委会");
    return text;
}

// Accounts without passwords: whoever is in the simulation has signed in at the door already.
class AccountMaker {
  public:
    explicit AccountMaker(app::Commands& commands) : commands_(commands) {
        viewer_.city = town_city;
        viewer_.account = AccountId{"maker"};
        viewer_.grants = {{ItemId{"maker"},
                           account::Role::administrator,
                           {account::ScopeKind::area, std::string(town_city) + "/", {}},
                           {},
                           std::nullopt,
                           "maker"}};
    }
    std::string make(std::string const& login, std::string const& role, std::string const& kind,
                     std::string const& value) {
        auto const id =
            send({}, "account.Create", R"({"login":")" + login + R"(","name":"N","label_zh":"L","label_en":"L"})");
        grant(id, role, kind, value);
        return id;
    }
    void grant(std::string const& account, std::string const& role, std::string const& kind, std::string const& value) {
        (void)send(account, "account.GrantRole",
                   R"({"role":")" + role + R"(","scope":{"kind":")" + kind + R"(","value":")" + value +
                       R"(","department":""}})");
    }

    // The last refusal, or nothing.
    [[nodiscard]] std::string const& problem() const { return problem_; }

  private:
    std::string send(std::string const& id, std::string const& type, std::string const& data) {
        app::CommandRequest request;
        request.city = town_city;
        request.aggregate = codec::Aggregate::account;
        request.id = id;
        request.type = type;
        request.data = data;
        request.idempotency_key = "account " + std::to_string(++count_);
        auto const recorded = commands_.execute(viewer_, request);
        if (!recorded) problem_ = type + " " + data + ": " + recorded.error().refusal.code;
        return recorded ? recorded->id : std::string();
    }
    app::Commands& commands_;
    app::Viewer viewer_;
    int count_ = 0;
    std::string problem_;
};

}  // namespace

Actor const& Town::actor(std::string const& name) const {
    auto const found = std::ranges::find(actors, name, &Actor::name);
    CHECK(found != actors.end());
    return *found;
}

Result<Town, std::string> make_town(int variant, app::PolicyLibrary const& policies) {
    Dice dice(static_cast<std::uint64_t>(variant));
    // Every second town lives just before a leap day.
    auto const now = Instant::parse(variant % 2 == 0 ? "2026-11-22T09:00:00.000Z" : "2028-02-27T09:00:00.000Z").value();
    int const floors_1 = static_cast<int>(dice.between(3, 5));
    int const floors_2 = static_cast<int>(dice.between(4, 6));

    Town town;
    town.now = now;
    VirtualDisk disk({"town " + std::to_string(variant), {}, {}}, PlantedBug::none);
    FaultyStore store(disk, dice);
    app::SeededRandomness randomness("town " + std::to_string(variant));
    app::Stores const stores{store, store, store, randomness, [now] { return now; }};
    app::Repository repository(store);
    CHECK(policies.adopt(store, std::string(town_city), now).has_value());
    CHECK(store.replace_all(app::views_format, [] { return std::optional<app::Views::CityRow>(); }).has_value());
    app::Commands commands(stores, repository, policies);
    app::Queries queries(stores, repository, policies);
    app::CasePlayer player(commands, queries, [](Refusal const& refusal) { return refusal.pointer; });
    auto const file = codec::read_case(case_text(dice, floors_1, floors_2), "simulated", now.china_date());
    if (!file) return Failure{file.error().to_string()};
    auto const played = player.play(*file, "simulated");
    if (!played) return Failure{"line " + std::to_string(played.error().line) + ": " + played.error().message};
    town.ids = played->ids;

    AccountMaker accounts(commands);
    for (auto const& office : offices) {
        Actor actor{std::string(office.name), {}, {}, {}};
        if (office.role == "contractor") {  // of these two lifts and no others
            actor.account = accounts.make("office-builder", "contractor", "project", town.ids.at("$p1"));
            accounts.grant(actor.account, "contractor", "project", town.ids.at("$p2"));
        } else {
            actor.account =
                accounts.make("office-" + actor.name, std::string(office.role), "area", std::string(office.area));
        }
        town.actors.push_back(std::move(actor));
    }
    for (auto const& [unit, floors] : {std::pair{std::string("1"), floors_1}, {std::string("2"), floors_2}})
        for (auto const& room : rooms(floors)) {
            auto const household = town.ids.at("$h" + unit + "/" + room);
            auto const project = town.ids.at("$p" + unit);
            town.households[project].push_back(household);
            town.actors.push_back({"resident h" + unit + "/" + room,
                                   accounts.make("flat-" + unit + "-" + room, "resident", "household", household),
                                   household, project});
        }
    if (!accounts.problem().empty()) return Failure{accounts.problem()};
    town.history = disk.history();
    return town;
}

}  // namespace jiati::simulation
