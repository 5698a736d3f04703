#include "codec/yaml.h"

#include "codec/canonical.h"
#include "codec/commands.h"
#include "codec/refusals.h"
#include "codec/yaml_document.h"
#include "policy/policy_check.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace jiati::codec {
namespace {

std::string as_json(std::string_view yaml) {
    auto const document = read_yaml(yaml, "t.yaml");
    return document ? to_text(document->value) : document.error().to_string();
}

TEST(Yaml, TypesPlainScalarsSensibly) {
    EXPECT_EQ(
        as_json("a: 12\nb: '12'\nc: true\nd: \"true\"\ne: 2023-10-12\nf: 80.50\ng: -3\nh: 007\ni: ~\nj: 20/3\nk: no\n"),
        R"({"a":12,"b":"12","c":true,"d":"true","e":"2023-10-12","f":"80.50","g":-3,"h":"007","i":null,)"
        R"("j":"20/3","k":"no"})");
    EXPECT_EQ(as_json("- 9007199254740993\n- |\n  two\n  lines\n- {x: [1, a]}\n"),
              R"(["9007199254740993","two\nlines\n",{"x":[1,"a"]}])");
}

TEST(Yaml, RefusesNamingTheLine) {
    EXPECT_EQ(as_json("a: 1\nb:\n  c: 1\n  c: 2\n"), "t.yaml:4: /b/c codec.duplicate_key; found c");
    EXPECT_EQ(as_json("a: 1\nb: !!binary abc\n").substr(0, 32), "t.yaml:2: /b codec.bad_value; ex");
    EXPECT_EQ(as_json("a: [1\nb: 2\n").substr(0, 7), "t.yaml:");
    EXPECT_EQ(as_json("[1, 2]: 3\n").substr(0, 26), "t.yaml:1: codec.bad_value;");
    EXPECT_EQ(as_json("a: \xff\n"), "t.yaml: codec.bad_value; expected UTF-8");
    // Escapes that the parser answers with a byte of Latin-1: no-break space, next line, byte 0xFF.
    EXPECT_EQ(as_json("a: \"\\_\"\n"), "t.yaml:1: /a codec.bad_value; expected UTF-8");
    EXPECT_EQ(as_json("a: \"\\N\"\n"), "t.yaml:1: /a codec.bad_value; expected UTF-8");
    EXPECT_EQ(as_json("\"\\_\": 1\n"), "t.yaml:1: codec.bad_value; expected UTF-8");
    EXPECT_EQ(as_json("a: 1\n---\nb: 2\n"), "t.yaml: codec.bad_value; expected one document");
    EXPECT_EQ(as_json(""), "t.yaml:1: codec.missing; expected YAML");
}

TEST(Yaml, ResolvesAliasesWithinALimit) {
    EXPECT_EQ(as_json("a: &x {n: 1}\nb: *x\n"), R"({"a":{"n":1},"b":{"n":1}})");
    std::string laughs = "a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n";
    for (int i = 1; i < 12; ++i) {
        auto const last = "*a" + std::to_string(i - 1);
        laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last + "," + last + "," + last + "," +
                  last + "]\n";
    }
    EXPECT_NE(as_json(laughs).find("codec.too_long"), std::string::npos);
}

TEST(Yaml, RefusesDepthWithoutFalling) {
    EXPECT_NE(as_json(std::string(33, '[') + std::string(33, ']')).find("codec.too_long"), std::string::npos);
    EXPECT_NE(as_json(std::string(5000, '[')).find("codec."), std::string::npos);
    EXPECT_NE(as_json(std::string(200000, '[')).find("codec."), std::string::npos);
}

constexpr std::string_view small_case = R"(name: x
title: 一个单元
city: cn-jiangxi-nanchang
source: 案例
facts:
  - {text: 12户, where: 一}
assumed:
  - {text: 面积, reason: 来源没有写}
disputed:
  - {text: 楼号, taken: 按标题}
cast:
  secretary: {role: neighbourhood, office: 居委会}
  owner: {role: resident, household: $flats/501}
steps:
  - {on: 2023-03-01, in: places, as: secretary, do: place.RegisterCommunity, let: c,
     with: {name: 甲小区, areas: []}}
  - on: 2023-03-05
    in: [$p, $q]
    as: owner
    do: survey.RecordStance
    with:
      household: $flats/501
      stance: oppose
  - {on: 2023-03-06, in: $p, as: secretary, do: survey.Complete, evidence: 记录}
expect:
  - {figure: "projects/$p#/funding/cost", stated: "310000.00", from: 二, kind: computed}
  - {figure: "summary#/projects", stated: 8, from: 摘要, kind: copied}
)";

TEST(CaseFile, IsReadWithLines) {
    auto const read = read_case(small_case, "x.yaml");
    ASSERT_TRUE(read) << read.error().to_string();
    EXPECT_EQ(read->name, "x");
    EXPECT_EQ(read->facts.at(0).where, "一");
    EXPECT_EQ(read->disputed.at(0).taken, "按标题");
    ASSERT_EQ(read->cast.size(), 2U);
    EXPECT_EQ(read->cast[0].name, "secretary");
    EXPECT_EQ(read->cast[1].household, "$flats/501");
    ASSERT_EQ(read->steps.size(), 3U);
    EXPECT_EQ(read->steps[0].let, "c");
    EXPECT_EQ(read->steps[0].line, 15);
    EXPECT_EQ(read->steps[0].line_of("/name"), 16);
    EXPECT_EQ(read->steps[0].data, R"({"name":"甲小区","areas":[]})");
    EXPECT_EQ(read->steps[1].in, (std::vector<std::string>{"$p", "$q"}));
    EXPECT_EQ(read->steps[1].line_of("/stance"), 23);
    EXPECT_EQ(read->steps[1].line_of("/topics/0"), 22);
    EXPECT_EQ(read->steps[2].data, "{}");
    EXPECT_EQ(read->steps[2].line_of("/anything"), 24);
    EXPECT_EQ(read->steps[2].evidence, "记录");
    EXPECT_EQ(read->expect.at(0).stated, R"("310000.00")");
    EXPECT_EQ(read->expect.at(1).stated, "8");
    EXPECT_EQ(read->expect.at(1).kind, FigureKind::copied);
    EXPECT_EQ(read->expect.at(1).line, 27);
}

std::string with_change(std::string_view from, std::string_view to) {
    std::string text(small_case);
    text.replace(text.find(from), from.size(), to);
    auto const read = read_case(text, "x.yaml");
    return read ? "fine" : read.error().to_string();
}

TEST(CaseFile, RefusesNamingFileLineAndRemedy) {
    EXPECT_EQ(with_change("do: survey.Complete, ", ""), "x.yaml:24: /steps/2/do codec.missing; expected text");
    EXPECT_EQ(with_change("2023-03-05", "2023-02-30"),
              "x.yaml:17: /steps/1/on codec.bad_value; expected 2023-10-12; found 2023-02-30");
    EXPECT_EQ(with_change("kind: copied", "kind: guessed"),
              "x.yaml:27: /expect/1/kind codec.bad_value; expected computed | copied; found guessed");
    EXPECT_EQ(with_change("evidence: 记录", "proof: 记录").substr(0, 41), "x.yaml:24: /steps/2/proof codec.unknown_f");
    EXPECT_EQ(with_change("office: 居委会", "ofice: 居委会").substr(0, 33), "x.yaml:12: /cast/secretary/ofice ");
    EXPECT_EQ(with_change("in: [$p, $q]", "in: []"), "x.yaml:18: /steps/1/in codec.missing; expected text");
    EXPECT_EQ(with_change("in: [$p, $q]", "in: 5"), "x.yaml:18: /steps/1/in codec.wrong_type; expected text; found 5");
    EXPECT_EQ(with_change("2023-03-05", "T-5"),
              "x.yaml:17: /steps/1/on codec.bad_value; expected 2023-10-12; found T-5");
}

TEST(CaseFile, CountsFromTheDayOfLoadingWhereItSaysSo) {
    std::string text(small_case);
    text.replace(text.find("source:"), 0, "as_of: today\n");
    text.replace(text.find("2023-03-05"), 10, "T-5");
    text.replace(text.find("oppose"), 6, "[T, T+31, T-, Tx]");
    EXPECT_EQ(read_case(text, "x.yaml").error().refusal.pointer, "/as_of");
    auto const read = read_case(text, "x.yaml", Date::of(2024, 3, 1));
    ASSERT_TRUE(read) << read.error().to_string();
    EXPECT_EQ(read->steps[0].on, Date::of(2023, 3, 1));
    EXPECT_EQ(read->steps[1].on, Date::of(2024, 2, 25));
    EXPECT_EQ(read->steps[1].data, R"({"household":"$flats/501","stance":["2024-03-01","2024-04-01","T-","Tx"]})");
}

constexpr std::string_view small_policy = R"(- id: cn-test
  name: {zh: 试, en: Test}
  area: cn
  valid_from: 2021-01-01
  sources:
    - {id: code, title: 民法典}
  consent:
    - id: cn-test-278
      scope: unit
      majority:
        participation_heads: 2/3
        participation_area: "2/3"
        agreement_heads: 3/4
        agreement_area: 3/4
        strict_agreement: false
        base: participants
        answer_covers_all_flats: false
      matters: [lift_retrofit]
      basis: {article: 第278条, source: code, grade: seen}
  subsidies:
    - id: s
      name: {zh: 补, en: Subsidy}
      tiers: [{floors_min: 4, amount: 150000}]
      payers: [{payer: city, part: 1}]
      milestone: registered
      basis: {source: code, grade: lead}
  interval_tables:
    - id: t
      name: {zh: 表, en: Table}
      building_floors: 3
      entry: half_landing
      new_corridor: true
      floors:
        - {floor: 2, least: 40, most: "45.5", basis: {source: code, grade: derived}}
      incomplete: 三层没有查到
      within_floor: by_area
      basis: {source: code, grade: lead}
)";

TEST(PolicyFile, IsReadWithTheStructsNames) {
    auto const packs = read_policies(small_policy, "p.yaml");
    ASSERT_TRUE(packs) << packs.error().to_string();
    ASSERT_EQ(packs->size(), 1U);
    auto const& pack = packs->front();
    EXPECT_EQ(pack.consent.at(0).majority.agreement_heads, Fraction(3, 4));
    EXPECT_EQ(pack.subsidies.at(0).tiers.at(0).amount, Fen::yuan(150000));
    EXPECT_FALSE(pack.notice);
    auto const& table = pack.interval_tables.value().at(0);
    EXPECT_EQ(table.entry, policy::EntryMode::half_landing);
    EXPECT_EQ(table.new_corridor, true);
    EXPECT_EQ(table.floors.at(0).most, Fraction(91, 2));
    EXPECT_EQ(table.floors.at(0).basis.value().grade, policy::Grade::derived);
    auto const text = encode_policy(pack);
    EXPECT_EQ(canonical(text).value(), text);
    EXPECT_EQ(decode_policy(text).value(), pack);
}

TEST(PolicyFile, RefusesNamingFileLineAndRemedy) {
    std::string text(small_policy);
    text.replace(text.find("scope: unit"), 11, "scope: stair");
    EXPECT_EQ(read_policies(text, "p.yaml").error().to_string(),
              "p.yaml:9: /0/consent/0/scope codec.bad_value; expected unit | building | estate; found stair");
    text = small_policy;
    text.replace(text.find("  area: cn\n"), 11, "");
    EXPECT_EQ(read_policies(text, "p.yaml").error().to_string(), "p.yaml:1: /0/area codec.missing; expected text");
}

// Every published pack can be read, and says the same after the journal kept it.
TEST(PolicyFile, EveryPublishedPackIsReadable) {
    std::filesystem::path const folder = std::filesystem::path(JIATI_SOURCE_DIR) / "policies";
    std::size_t files = 0;
    std::vector<policy::Policy> all;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") continue;
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        auto const packs = read_policies(text.str(), entry.path().filename());
        ASSERT_TRUE(packs) << packs.error().to_string();
        for (auto const& pack : *packs) EXPECT_EQ(decode_policy(encode_policy(pack)).value(), pack);
        all.insert(all.end(), packs->begin(), packs->end());
        ++files;
    }
    EXPECT_GT(files, 0U);
    for (auto const& fault : policy::check_policies(all)) ADD_FAILURE() << policy::describe(fault);
}

// A store whose journal holds a pack refuses to start with another text under its id. A new pack needs a new line.
TEST(PolicyFile, PublishedPacksNeverChange) {
    std::filesystem::path const root = JIATI_SOURCE_DIR;
    std::map<std::string, std::string> hashes;
    for (auto const& entry : std::filesystem::directory_iterator(root / "policies")) {
        if (entry.path().extension() != ".yaml") continue;
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        auto const packs = read_policies(text.str(), entry.path().filename());
        ASSERT_TRUE(packs) << packs.error().to_string();
        for (auto const& pack : *packs) hashes[pack.id] = base64url(sha256(encode_policy(pack)));
    }
    std::map<std::string, std::string> published;
    std::ifstream file(root / "tests/golden/policies.txt");
    for (std::string id, hash; file >> id >> hash;) published[id] = hash;
    EXPECT_EQ(hashes, published);
}

class NoVault final : public VaultWriter {
  public:
    VaultText put(HouseholdId const&, std::string_view) override { return {"ref", "commitment"}; }
    VaultText put_password(std::string_view) override { return {"ref", "commitment"}; }
};

// "$alias" and "$alias/name" stand for ids made before.
std::string with_ids(std::string data) {
    for (std::size_t at = 0; (at = data.find("\"$", at)) != std::string::npos; ++at) {
        data.replace(at, data.find('"', at + 1) - at + 1, "\"id\"");
    }
    return data;
}

std::optional<Refusal> refusal_of(CaseStep const& step) {
    NoVault vault;
    auto const data = with_ids(step.data);
    auto const refusal = [](auto const& answer) {
        return answer ? std::optional<Refusal>() : std::optional(answer.error());
    };
    auto const aggregate = aggregate_of(step.type);
    if (!aggregate) return refuse(unknown_type, "", {{"value", step.type}});
    switch (*aggregate) {
        case Aggregate::project:
            return refusal(decode_project_command(step.type, data, vault));
        case Aggregate::place:
            return refusal(decode_place_command(step.type, data, vault));
        case Aggregate::vote:
            return refusal(decode_vote_command(step.type, data, vault));
        case Aggregate::tender:
            return refusal(decode_tender_command(step.type, data, vault));
        case Aggregate::firm:
            return refusal(decode_firm_command(step.type, data, vault));
        case Aggregate::account:
            return refusal(decode_account_command(step.type, data, vault));
    }
    return std::nullopt;
}

TEST(CaseFile, EveryPublishedCaseAndItsCommandsAreReadable) {
    std::size_t steps = 0;
    for (auto const& entry : std::filesystem::directory_iterator(std::filesystem::path(JIATI_SOURCE_DIR) / "cases")) {
        if (entry.path().extension() != ".yaml") continue;
        auto const name = entry.path().filename().string();
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        auto const read = read_case(text.str(), name, Date::of(2024, 3, 1));
        EXPECT_TRUE(read) << read.error().to_string();
        if (!read) continue;
        for (auto const& step : read->steps) {
            if (auto const wrong = refusal_of(step)) {
                ADD_FAILURE() << YamlError{name, step.line_of(wrong->pointer), *wrong}.to_string();
            }
            ++steps;
        }
    }
    EXPECT_GT(steps, 0U);
}

}  // namespace
}  // namespace jiati::codec
