#include "codec/commands.h"

#include "codec/json.h"

#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <set>

namespace jiati::codec {
namespace {

class NotingVault final : public VaultWriter {
  public:
    VaultText put(HouseholdId const& household, std::string_view text) override {
        notes.push_back(household.text + ": " + std::string(text));
        return {"ref" + std::to_string(notes.size()), "commitment"};
    }
    VaultText put_password(std::string_view password) override {
        notes.push_back("password " + std::string(password));
        return {"ref", "commitment"};
    }
    std::vector<std::string> notes;
};

std::string code_and_place(Refusal const& refusal) { return refusal.code + " " + refusal.pointer; }
std::string argument(Refusal const& refusal, std::string_view name) {
    for (auto const& one : refusal.arguments) {
        if (one.name == name) return one.value;
    }
    return "(none)";
}
std::string refusal_of(std::string_view type, std::string_view data) {
    NotingVault vault;
    auto const decoded = decode_project_command(type, data, vault);
    if (decoded) return "fine";
    EXPECT_TRUE(vault.notes.empty()) << "a refused command left " << vault.notes.front();
    return code_and_place(decoded.error());
}

TEST(Commands, ReadWhatPeopleSend) {
    NotingVault vault;
    auto const decoded = decode_project_command(
        "survey.RecordStance",
        R"({"reason":"怕挡光","household":"h101","stance":"oppose","topics":["daylight"],"channel":"visit"})", vault);
    ASSERT_TRUE(decoded) << code_and_place(decoded.error());
    auto const& command = std::get<project::survey::RecordStance>(std::get<project::survey::Command>(*decoded));
    EXPECT_EQ(command.household, HouseholdId{"h101"});
    EXPECT_EQ(command.stance, project::survey::Stance::oppose);
    EXPECT_EQ(command.topics, std::vector{project::survey::Topic::daylight});
    EXPECT_EQ(command.reason.ref, "ref1");
    EXPECT_EQ(vault.notes, std::vector<std::string>{"h101: 怕挡光"});
}

TEST(Commands, MayLeaveOutRemarksListsAndAbsentFields) {
    NotingVault vault;
    auto const decoded = decode_project_command("survey.RecordStance",
                                                R"({"household":"h101","stance":"agree","channel":"phone"})", vault);
    ASSERT_TRUE(decoded);
    EXPECT_TRUE(vault.notes.empty());
    EXPECT_EQ(refusal_of("survey.RecordVisit", R"({"household":"h1","outcome":"met","next_on":null})"), "fine");
    EXPECT_EQ(refusal_of("survey.Complete", "{}"), "fine");
}

TEST(Commands, TakeAmountsAsTextOrAsWholeNumbers) {
    auto const amount = [](std::string const& json) -> std::string {
        NotingVault vault;
        auto const decoded = decode_project_command(
            "funding.AddLine", R"({"kind":"subsidy","payer":"区财政","amount":)" + json + "}", vault);
        if (!decoded) return code_and_place(decoded.error());
        return std::get<project::funding::AddLine>(std::get<project::funding::Command>(*decoded)).amount.to_string();
    };
    EXPECT_EQ(amount(R"("150000.00")"), "150000.00");
    EXPECT_EQ(amount(R"("0.5")"), "0.50");
    EXPECT_EQ(amount("150000"), "150000.00");
    EXPECT_EQ(amount("150000.5"), "codec.wrong_type /amount");
    EXPECT_EQ(amount(R"("1.005")"), "codec.bad_value /amount");
    EXPECT_EQ(amount(R"("1e5")"), "codec.bad_value /amount");
    EXPECT_EQ(amount("9007199254740991"), "codec.bad_value /amount");
    EXPECT_EQ(amount("18446744073709551615"), "codec.bad_value /amount");
    EXPECT_EQ(amount("1e400"), "codec.bad_value /amount");
}

TEST(Commands, RefuseNamingThePlaceTheValueAndWhatWouldBeRight) {
    NotingVault vault;
    auto const decoded = decode_project_command(
        "funding.AdoptShares",
        R"({"rule":"fixed","amounts":[{"household":"h1","amount":"1"},{"household":"h2","amount":"two"}]})", vault);
    ASSERT_FALSE(decoded);
    EXPECT_EQ(code_and_place(decoded.error()), "codec.bad_value /amounts/1/amount");
    EXPECT_EQ(argument(decoded.error(), "value"), "two");
    EXPECT_EQ(argument(decoded.error(), "expected"), "\"20000.00\"");
}

TEST(Commands, AreReadStrictly) {
    EXPECT_EQ(refusal_of("survey.RecordStance", R"({"household":"h1","stance":"agree"})"), "codec.missing /channel");
    EXPECT_EQ(refusal_of("survey.Complete", R"({"done":true})"), "codec.unknown_field /done");
    EXPECT_EQ(refusal_of("survey.Complete", "[]"), "codec.wrong_type ");
    EXPECT_EQ(refusal_of("survey.Complete", "{"), "codec.bad_json ");
    EXPECT_EQ(refusal_of("survey.Finish", "{}"), "codec.unknown_type ");
    EXPECT_EQ(refusal_of("vote.Close", "{}"), "codec.unknown_type ");
    EXPECT_EQ(refusal_of("survey.RecordStance", R"({"household":"h1","stance":"yes","channel":"visit"})"),
              "codec.bad_value /stance");
    EXPECT_EQ(refusal_of("survey.RecordStance", R"({"household":"","stance":"agree","channel":"visit"})"),
              "codec.bad_value /household");
    EXPECT_EQ(refusal_of("survey.RecordStance", R"({"household":"张三","stance":"agree","channel":"visit"})"),
              "codec.bad_value /household");
    EXPECT_EQ(refusal_of("survey.RecordStance", R"({"household":"h1","household":"h2"})"),
              "codec.duplicate_key /household");
    EXPECT_EQ(refusal_of("survey.RecordVisit", R"({"household":"h1","outcome":"met","next_on":"2023-02-29"})"),
              "codec.bad_value /next_on");
    EXPECT_EQ(
        refusal_of("planning.Publish", R"({"plan":{"entry":"level","levels":7.0,"doors":6,"stops_at":[{"floor":1}]}})"),
        "codec.wrong_type /plan/levels");
    EXPECT_EQ(refusal_of("planning.Publish",
                         R"({"plan":{"entry":"level","levels":9007199254740992,"doors":6,"stops_at":[]}})"),
              "codec.bad_value /plan/levels");
    EXPECT_EQ(refusal_of("planning.Publish",
                         R"({"plan":{"entry":"level","levels":7,"doors":6,"stops_at":[{"floor":1,"hlf":true}]}})"),
              "codec.unknown_field /plan/stops_at/0/hlf");
    EXPECT_EQ(refusal_of("construction.ReachMilestone", R"({"code":"挖到基础"})"), "codec.bad_value /code");
    EXPECT_EQ(
        refusal_of("project.Open", R"({"community":"c","building":"b","unit":"u","title":"t","area":"Nanchang"})"),
        "codec.bad_value /area");
}

TEST(Commands, KeepTextsCleanAndBounded) {
    auto const reason = [](std::string const& text) {
        return refusal_of("project.Pause", R"({"reason":")" + text + R"("})");
    };
    EXPECT_EQ(reason("下雨\\n停工"), "fine");
    EXPECT_EQ(reason("a\\u0000b"), "codec.bad_value /reason");
    EXPECT_EQ(reason("a\\u0007b"), "codec.bad_value /reason");
    std::string most;
    for (int i = 0; i < 4000; ++i) most += "字";
    EXPECT_EQ(reason(most), "fine");
    EXPECT_EQ(reason(most + "字"), "codec.too_long /reason");
}

TEST(Commands, BringTextsIntoNormalFormC) {
    NotingVault vault;
    auto const decoded = decode_project_command("project.Pause", R"({"reason":"Cafe\u0301"})", vault);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(std::get<project::lifecycle::Pause>(std::get<project::lifecycle::Command>(*decoded)).reason, "Café");
}

TEST(Commands, NeverShowAVaultTextInARefusal) {
    NotingVault vault;
    for (auto const* data : {R"({"worry":"w1","by":"社区","text":["王大爷住院了"]})",
                             R"({"worry":"w1","by":"社区","text":"王大爷\u0000住院了"})"}) {
        auto const decoded = decode_project_command("survey.AnswerWorry", data, vault);
        ASSERT_FALSE(decoded);
        for (auto const& one : decoded.error().arguments) {
            EXPECT_EQ(one.value.find("王大爷"), std::string::npos) << one.value;
        }
    }
    EXPECT_TRUE(vault.notes.empty());
    EXPECT_EQ(refusal_of("survey.AnswerWorry", R"({"worry":"w1","by":"社区","text":""})"), "codec.missing /text");
}

TEST(Commands, NeverReadAFact) {
    EXPECT_EQ(refusal_of("consent.FreezeRoll", "{}"), "fine");
    EXPECT_EQ(refusal_of("consent.FreezeRoll", R"({"fact":{"place_version":1,"households":[]}})"),
              "codec.unknown_field /fact");
    EXPECT_EQ(refusal_of("contract.ChooseFirm", R"({"firm":"f1","tender_fact":null})"),
              "codec.unknown_field /tender_fact");
    NotingVault vault;
    auto const opened = decode_vote_command(
        "vote.Open", R"({"kind":"consent","question":"同意吗","projects":["p1"],"closes_on":"2023-04-01"})", vault);
    ASSERT_TRUE(opened) << code_and_place(opened.error());
    EXPECT_TRUE(std::get<vote::Open>(*opened).fact.voters.empty());
    EXPECT_EQ(decode_vote_command("vote.Open", R"({"fact":{}})", vault).error().code, "codec.unknown_field");
}

TEST(Commands, TakeInAResultByTheVotesIdAlone) {
    NotingVault vault;
    auto const decoded = decode_project_command("consent.TakeInResult", R"({"vote":"v1"})", vault);
    ASSERT_TRUE(decoded) << code_and_place(decoded.error());
    auto const& command = std::get<project::consent::TakeInResult>(std::get<project::consent::Command>(*decoded));
    EXPECT_EQ(command.fact.vote, VoteId{"v1"});
    EXPECT_FALSE(command.fact.closed);
}

TEST(Commands, GiveAPasswordToTheVaultAlone) {
    NotingVault vault;
    auto const decoded = decode_account_command("account.SetPassword", R"({"credential":"lift-2023"})", vault);
    ASSERT_TRUE(decoded) << code_and_place(decoded.error());
    EXPECT_EQ(vault.notes, std::vector<std::string>{"password lift-2023"});
}

TEST(CommandRequest, IsTypeAndData) {
    auto const request = read_command_request(R"({"type":"survey.Complete","data":{"b":1,"a":[2]}})");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->type, "survey.Complete");
    EXPECT_EQ(request->data, R"({"b":1,"a":[2]})");
    EXPECT_EQ(read_command_request(R"({"type":"survey.Complete"})")->data, "{}");
    EXPECT_EQ(code_and_place(read_command_request(R"({"data":{}})").error()), "codec.missing /type");
    EXPECT_EQ(code_and_place(read_command_request(R"({"type":1})").error()), "codec.wrong_type /type");
    EXPECT_EQ(code_and_place(read_command_request(R"({"type":"a","data":[]})").error()), "codec.wrong_type /data");
    EXPECT_EQ(code_and_place(read_command_request(R"({"type":"a","more":1})").error()), "codec.unknown_field /more");
    EXPECT_EQ(code_and_place(read_command_request(R"({"type":"a","data":{"x":1,"x":2}})").error()),
              "codec.duplicate_key /data/x");
}

TEST(CommandTypes, BelongToOneAggregateEach) {
    std::set<std::string_view> all;
    for (auto const aggregate : {Aggregate::project, Aggregate::place, Aggregate::vote, Aggregate::tender,
                                 Aggregate::firm, Aggregate::account}) {
        for (auto const type : command_types(aggregate)) {
            EXPECT_TRUE(all.insert(type).second) << type;
            EXPECT_EQ(aggregate_of(type), aggregate) << type;
        }
    }
    EXPECT_GT(all.size(), 90U);
    EXPECT_EQ(aggregate_of("survey.StanceRecorded"), std::nullopt);
}

// What the schema demands and what the reader demands are the same: an empty object lacks a required field or is fine.
TEST(CommandSchema, RequiresWhatTheReaderRequires) {
    for (auto const type : command_types(Aggregate::project)) {
        auto const schema = parse_json(command_schema(type)).value().as_object();
        EXPECT_EQ(schema.at("type"), "object");
        EXPECT_EQ(schema.at("additionalProperties"), false);
        auto const answer = refusal_of(type, "{}");
        auto const* required = schema.if_contains("required");
        if (required == nullptr) {
            EXPECT_EQ(answer, "fine") << type;
        } else {
            ASSERT_TRUE(answer.starts_with("codec.missing /")) << type << " " << answer;
            auto const& names = required->as_array();
            EXPECT_NE(std::find(names.begin(), names.end(), json::value(answer.substr(15))), names.end()) << answer;
        }
    }
}

TEST(CommandSchema, SpellsOutOneCommand) {
    EXPECT_EQ(command_schema("survey.RecordVisit"),
              R"({"type":"object","properties":{"household":{"$ref":"#/components/schemas/Id"},)"
              R"("outcome":{"type":"string","enum":["met","absent","refused"]},)"
              R"("next_on":{"$ref":"#/components/schemas/Date"},"note":{"type":"string","maxLength":4000,)"
              R"("description":"Kept apart from the record; the record holds a commitment only."}},)"
              R"("additionalProperties":false,"required":["household","outcome"]})");
    EXPECT_EQ(command_schema("consent.FreezeRoll"),
              R"({"type":"object","properties":{},"additionalProperties":false})");
}

void collect_references(json::value const& value, std::set<std::string>& found) {
    if (auto const* items = value.if_array()) {
        for (auto const& item : *items) collect_references(item, found);
    } else if (auto const* members = value.if_object()) {
        for (auto const& member : *members) {
            if (member.key() == "$ref") found.insert(std::string(member.value().as_string()));
            collect_references(member.value(), found);
        }
    }
}

TEST(OpenApiComponents, HoldEverythingTheyReferTo) {
    auto const components = parse_json(openapi_components()).value().as_object();
    auto const& schemas = components.at("schemas").as_object();
    std::set<std::string> references;
    collect_references(components.at("schemas"), references);
    EXPECT_GT(references.size(), 90U);
    std::string const start = "#/components/schemas/";
    for (auto const& reference : references) {
        ASSERT_TRUE(reference.starts_with(start)) << reference;
        EXPECT_TRUE(schemas.contains(reference.substr(start.size()))) << reference;
    }
    auto const& money = schemas.at("Money").as_object().at("oneOf").as_array();
    ASSERT_EQ(money.size(), 2U);
    EXPECT_EQ(money.at(1).as_object().at("type"), "integer");
    EXPECT_EQ(schemas.at("VoteCommand").as_object().at("oneOf").as_array().size(), 9U);
}

}  // namespace
}  // namespace jiati::codec
