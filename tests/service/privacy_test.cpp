// Erasing, withholding, masking and looking: what residents are promised about their data, on a whole town.
#include "app/clock_runner.h"
#include "app/erasure.h"
#include "app/read/vault_refs.h"
#include "app/rebuild.h"
#include "app/retention.h"
#include "service/sql_town.h"
#include "service/town.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <filesystem>

namespace jiati::service {
namespace {

using account::Role;
using account::ScopeKind;
using app::CommandError;
using testing::HasSubstr;
using testing::Not;

std::string const erased_words(app::read::erased_words);
std::string const withheld_words(app::read::withheld_words);

class Privacy : public testing::Test {
  protected:
    Privacy() : played(town.play("demo.yaml")) {}

    [[nodiscard]] std::string id(std::string const& alias) const { return played.ids.at(alias); }
    [[nodiscard]] app::Viewer resident(std::string const& household) const {
        auto viewer = town.with(Role::resident, ScopeKind::household, id(household));
        viewer.account = AccountId{"resident"};
        return viewer;
    }
    [[nodiscard]] app::Viewer staff(Role role = Role::grid_leader) const {
        return town.with(role, ScopeKind::area, std::string(estate));
    }
    [[nodiscard]] std::string worry(std::string const& household, std::string const& text) const {
        return R"({"household":")" + id(household) + R"(","topic":"daylight","text":")" + text + "\"}";
    }
    void say(std::string const& household, std::string const& text) {
        ASSERT_TRUE(town.send(resident(household), id("$p1"), "survey.RaiseWorry", worry(household, text)));
    }
    [[nodiscard]] std::string erasure(std::string const& household, std::string const& more = {}) const {
        return R"({"household":")" + id(household) + R"(","asked_by":"person")" + more + "}";
    }
    void erase(app::Viewer const& who, std::string const& household, std::string const& more = {}) {
        auto const done = town.send(who, id("$c"), "place.ErasePersonalData", erasure(household, more));
        ASSERT_TRUE(done) << done.error().refusal.code;
    }
    [[nodiscard]] std::string page(app::Viewer const& viewer, std::string const& project = "$p1") {
        return town.page(viewer, id(project));
    }
    [[nodiscard]] std::vector<std::string> subjects() { return town.store.subjects(std::string(city), "").value(); }

    Town town;
    app::PlayedCase played;
};

// What one household is offered is its own business: neighbours, helpers and the public do not even learn of the talks.
TEST_F(Privacy, TalksWithOneHouseholdAreHeardByItAndByNegotiatorsAlone) {
    auto const leader = staff(Role::neighbourhood);
    auto const send = [&](app::Viewer const& who, std::string const& type, std::string const& data) {
        return town.send(who, id("$p1"), type, data);
    };
    auto const opened =
        send(leader, "mediation.Open",
             R"({"household":")" + id("$h1/101") + R"(","topic":"daylight","level":"community","text":"怕挡了光"})");
    ASSERT_TRUE(opened) << opened.error().refusal.code;
    auto const talks = opened.value().made.at("");
    auto const offered =
        send(leader, "mediation.MakeOffer",
             R"({"mediation":")" + talks + R"(","kind":"compensation","amount":"6789","text":"补给您家"})");
    ASSERT_TRUE(offered) << offered.error().refusal.code;
    auto const offer = offered.value().made.at("");
    for (auto const& viewer : {leader, resident("$h1/101")}) {
        EXPECT_THAT(page(viewer), HasSubstr("怕挡了光"));
        EXPECT_THAT(page(viewer), HasSubstr("6789.00"));
    }
    for (auto const& viewer : {resident("$h1/102"), staff(Role::helper), town.anyone()}) {
        EXPECT_THAT(page(viewer), Not(HasSubstr("挡了光")));
        EXPECT_THAT(page(viewer), Not(HasSubstr("6789")));
        EXPECT_THAT(page(viewer), Not(HasSubstr(offer)));
    }
    auto const answer = R"({"offer":")" + offer + R"(","answer":"accepted"})";
    EXPECT_FALSE(send(resident("$h1/102"), "mediation.AnswerOffer", answer)) << "a neighbour answers for nobody";
    EXPECT_TRUE(send(resident("$h1/101"), "mediation.AnswerOffer", answer));
    erase(resident("$h1/101"), "$h1/101");
    EXPECT_THAT(page(leader), Not(HasSubstr("挡了光")));
}

TEST_F(Privacy, ErasedWordsSaySoAndTheRestStays) {
    say("$h1/101", "我姓欧阳");
    say("$h1/102", "我姓诸葛");
    ASSERT_THAT(page(staff()), HasSubstr("欧阳"));
    auto const head = town.store.head(std::string(city)).value();
    erase(resident("$h1/101"), "$h1/101");
    auto const after = page(staff());
    EXPECT_THAT(after, Not(HasSubstr("欧阳")));
    EXPECT_THAT(after, HasSubstr(erased_words));
    EXPECT_THAT(after, HasSubstr("诸葛"));
    EXPECT_THAT(page(resident("$h1/101")), HasSubstr(erased_words));
    EXPECT_EQ(town.store.head(std::string(city)).value(), head + 1);
    // Who is erased may go on, under a new subject, and be erased again.
    say("$h1/101", "我改姓司马");
    EXPECT_THAT(page(staff()), HasSubstr("司马"));
    erase(staff(Role::neighbourhood), "$h1/101");
    EXPECT_THAT(page(staff()), Not(HasSubstr("司马")));
    EXPECT_EQ(app::settle_all_erasures(town.stores).value(), 0U);
}

TEST_F(Privacy, NobodyErasesForANeighbour) {
    auto const refused = town.send(resident("$h1/102"), id("$c"), "place.ErasePersonalData", erasure("$h1/101"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, CommandError::Kind::forbidden);
}

TEST_F(Privacy, AnAnswerIsErasedWithTheQuestion) {
    auto const asked = town.send(resident("$h1/101"), id("$p1"), "survey.RaiseWorry", worry("$h1/101", "我怕暗"));
    ASSERT_TRUE(asked);
    ASSERT_TRUE(town.send(staff(), id("$p1"), "survey.AnswerWorry",
                          R"({"worry":")" + asked->made.at("") + R"(","by":"社区","text":"欧阳阿姨放心"})"));
    ASSERT_THAT(page(staff()), HasSubstr("欧阳阿姨放心"));
    erase(resident("$h1/101"), "$h1/101");
    EXPECT_THAT(page(staff()), Not(HasSubstr("欧阳阿姨放心")));
}

TEST_F(Privacy, WhatALawKeepsIsWithheldAndThenErasedByTheClock) {
    auto const objection = R"({"origin":"household","household":")" + id("$h3/101") +
                           R"(","building":"","topic":"daylight","text":"反对，我姓欧阳"})";
    auto const raised = town.send(staff(), id("$p3"), "notice.RaiseObjection", objection);
    ASSERT_TRUE(raised) << raised.error().refusal.code << raised.error().refusal.pointer;
    ASSERT_THAT(page(staff(), "$p3"), HasSubstr("欧阳"));
    erase(resident("$h3/101"), "$h3/101");
    EXPECT_THAT(page(staff(), "$p3"), HasSubstr(withheld_words));
    auto const kept = "household/" + id("$h3/101") + "+objection-2026";
    EXPECT_THAT(subjects(), testing::Contains(kept));
    EXPECT_EQ(app::kept_until(kept), Date::of(2036, 12, 31));
    town.now = Instant::start_of(Date::of(2036, 12, 31));
    (void)app::run_due(town.stores, town.commands);
    EXPECT_THAT(subjects(), testing::Contains(kept));
    town.now = Instant::start_of(Date::of(2037, 1, 1));
    (void)app::run_due(town.stores, town.commands);
    EXPECT_THAT(subjects(), Not(testing::Contains(kept)));
    EXPECT_THAT(page(staff(), "$p3"), Not(HasSubstr(withheld_words)));
    EXPECT_THAT(page(staff(), "$p3"), HasSubstr(erased_words));
}

TEST_F(Privacy, ASaleStartsANewSubjectAndTheFormerOwnerIsErasedAlone) {
    say("$h1/101", "我姓欧阳");
    auto const neighbourhood = staff(Role::neighbourhood);
    auto const sold = town.send(neighbourhood, id("$c"), "place.ChangeTenure",
                                R"({"household":")" + id("$h1/101") + R"(","owner":"","evidence":"不动产权证"})");
    ASSERT_TRUE(sold);
    say("$h1/101", "我姓诸葛");
    auto const own = "household/" + id("$h1/101");
    auto const found = town.store.subjects(std::string(city), own + "/").value();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(subjects(), testing::Contains(own));
    erase(neighbourhood, "$h1/101", R"(,"former":true)");
    EXPECT_THAT(page(staff()), Not(HasSubstr("欧阳")));
    EXPECT_THAT(page(staff()), HasSubstr("诸葛"));
    EXPECT_THAT(subjects(), Not(testing::Contains(own)));
}

TEST_F(Privacy, ANewOwnerDoesNotReadWhatTheFormerOneSaid) {
    auto const send = [&](app::Viewer const& who, std::string const& stream, std::string const& type,
                          std::string const& data) {
        auto const done = town.send(who, stream, type, data);
        EXPECT_TRUE(done) << type << " " << done.error().refusal.code << done.error().refusal.pointer;
        return done ? done->made : std::map<std::string, std::string>{};
    };
    auto const owner = resident("$h1/101");
    auto const leader = staff(Role::neighbourhood);
    auto const household = R"({"household":")" + id("$h1/101") + "\"";
    auto const raised = send(owner, id("$p1"), "survey.RaiseWorry", worry("$h1/101", "我家欧阳怕暗")).at("");
    send(owner, id("$p1"), "survey.RecordStance",
         household + R"(,"stance":"oppose","channel":"web","reason":"我家欧阳不出钱"})");
    auto const talks = send(leader, id("$p1"), "mediation.Open",
                            household + R"(,"topic":"daylight","level":"community","text":"与欧阳谈过"})")
                           .at("");
    ASSERT_THAT(page(owner), HasSubstr("我家欧阳怕暗"));
    ASSERT_THAT(page(owner), HasSubstr("我家欧阳不出钱"));
    ASSERT_THAT(page(owner), HasSubstr("与欧阳谈过"));

    send(leader, id("$c"), "place.ChangeTenure", household + R"(,"owner":"","evidence":"不动产权证"})");
    // The answer comes after the sale and is still to the former owner.
    send(leader, id("$p1"), "survey.AnswerWorry", R"({"worry":")" + raised + R"(","by":"社区","text":"欧阳阿姨放心"})");
    send(owner, id("$p1"), "survey.RaiseWorry", worry("$h1/101", "我是诸葛"));
    send(leader, id("$p1"), "mediation.HoldRound",
         R"({"mediation":")" + talks + R"(","level":"community","parties":["社区"],"note":"与诸葛谈"})");
    auto const seen = page(owner);
    EXPECT_THAT(seen, Not(HasSubstr("欧阳")));
    EXPECT_THAT(seen, HasSubstr(std::string(app::read::former_words)));
    EXPECT_THAT(seen, HasSubstr("我是诸葛"));
    EXPECT_THAT(seen, HasSubstr("与诸葛谈"));
    EXPECT_EQ(page(owner), seen) << "the kept page too";
    for (auto const* const words : {"我家欧阳怕暗", "我家欧阳不出钱", "与欧阳谈过", "欧阳阿姨放心", "我是诸葛"})
        EXPECT_THAT(page(leader), HasSubstr(words));
    // Who lives there and holds an office sees what the office sees.
    auto both = leader;
    both.account = owner.account;
    both.grants.insert(both.grants.end(), owner.grants.begin(), owner.grants.end());
    EXPECT_THAT(page(both), HasSubstr("我家欧阳怕暗"));
    // Neighbours were there to hear what was asked.
    EXPECT_THAT(page(resident("$h1/102")), HasSubstr("我家欧阳怕暗"));
    EXPECT_THAT(page(resident("$h1/102")), Not(HasSubstr("我家欧阳不出钱")));
}

TEST_F(Privacy, ACommandThatIsRefusedLeavesNoSecretBehind) {
    auto const before = subjects();
    auto const stranger = town.with(Role::resident, ScopeKind::household, "nobody");
    EXPECT_FALSE(town.send(stranger, id("$p1"), "survey.RaiseWorry", worry("$h1/101", "x")));
    EXPECT_FALSE(
        town.send(staff(), id("$p1"), "survey.RaiseWorry", R"({"household":"made-up","topic":"daylight","text":"x"})"));
    EXPECT_FALSE(town.send(staff(), {}, "account.Create", R"({"login":"new-one","name":"欧阳"})"));
    EXPECT_FALSE(town.send(town.anyone(), id("$p1"), "survey.RaiseWorry", worry("$h1/101", "x")));
    EXPECT_EQ(subjects(), before);
    auto const administrator = town.with(Role::administrator, ScopeKind::area, std::string(city) + "/");
    EXPECT_TRUE(town.send(administrator, {}, "account.Create", R"({"login":"new-one","name":"欧阳"})"));
    EXPECT_NE(subjects(), before);
}

TEST_F(Privacy, ViewsAfterAnErasureEqualARebuild) {
    erase(resident("$h1/101"), "$h1/101");
    auto const rows = app::rows_from_journal(town.stores, town.repository, std::string(city)).value();
    bool listed = false;
    for (auto const& [in_city, row] : rows) {
        if (row.view != "erased") continue;
        listed = true;
        EXPECT_EQ(town.store.get(in_city, row.view, row.key).value()->body, row.body);
    }
    EXPECT_TRUE(listed);
}

TEST_F(Privacy, NumbersAreMaskedUntilALookIsRecordedAndThePersonSeesIt) {
    say("$h1/101", "电话13800138000");
    EXPECT_THAT(page(staff()), HasSubstr("电话138****8000"));
    EXPECT_THAT(page(staff()), Not(HasSubstr("13800138000")));
    EXPECT_THAT(page(resident("$h1/101")), HasSubstr("13800138000"));
    auto const question = [&](std::string const& reason) {
        return R"({"household":")" + id("$h1/101") + R"(","fields":["worry"],"purpose":"contact","reason":")" + reason +
               "\"}";
    };
    auto const head = [&] { return town.store.head(std::string(city)).value(); };
    auto const before = head();
    EXPECT_FALSE(town.queries.reveal(town.commands, staff(), question(""), "a"));
    EXPECT_FALSE(town.queries.reveal(town.commands, resident("$h1/102"), question("好奇"), "b"));
    EXPECT_FALSE(town.queries.reveal(town.commands, town.anyone(), question("好奇"), "c"));
    EXPECT_FALSE(town.queries.reveal(town.commands, staff(), R"({"fields":["worry"]})", "d"));
    EXPECT_FALSE(town.queries.reveal(town.commands, staff(), "[]", "e"));
    EXPECT_EQ(head(), before);
    auto const seen = town.queries.reveal(town.commands, staff(), question("约定上门时间"), "f");
    ASSERT_TRUE(seen) << seen.error().refusal.code;
    EXPECT_THAT(seen->json, HasSubstr("13800138000"));
    EXPECT_EQ(head(), before + 1);
    EXPECT_THAT(town.store.read_all(std::string(city), before, 1).value().front().payload,
                Not(HasSubstr("13800138000")));
    auto const mine = town.queries.reads(resident("$h1/101"));
    ASSERT_TRUE(mine);
    EXPECT_THAT(mine->json, HasSubstr("约定上门时间"));
    EXPECT_THAT(mine->json, HasSubstr("\"purpose\":\"contact\""));
    EXPECT_THAT(mine->json, Not(HasSubstr("13800138000")));
    EXPECT_THAT(town.queries.reads(resident("$h1/102"))->json, Not(HasSubstr("约定上门时间")));
    EXPECT_FALSE(town.queries.reads(town.anyone()));
}

TEST_F(Privacy, AnAccountIsShownMaskedAndItsHolderMayHaveItErased) {
    auto const administrator = town.with(Role::administrator, ScopeKind::area, std::string(city) + "/");
    auto const made = town.send(administrator, {}, "account.Create", R"({"login":"ouyang","name":"欧阳娜娜"})");
    ASSERT_TRUE(made) << made.error().refusal.code;
    EXPECT_THAT(town.queries.account(administrator, made->id)->json, HasSubstr("欧***"));
    EXPECT_FALSE(town.queries.account(staff(), made->id));
    auto holder = town.anyone();
    holder.account = AccountId{made->id};
    EXPECT_THAT(town.queries.account(holder, made->id)->json, HasSubstr("欧阳娜娜"));
    auto const seen = town.queries.reveal(
        town.commands, administrator,
        R"({"account":")" + made->id + R"(","fields":["name"],"purpose":"verification","reason":"核对身份"})", "k");
    ASSERT_TRUE(seen);
    EXPECT_THAT(seen->json, HasSubstr("欧阳娜娜"));
    EXPECT_THAT(town.queries.reads(holder)->json, HasSubstr("核对身份"));
    auto other = holder;
    other.account = AccountId{"somebody"};
    EXPECT_FALSE(town.send(other, made->id, "account.ErasePersonalData", R"({"asked_by":"person"})"));
    ASSERT_TRUE(town.send(holder, made->id, "account.ErasePersonalData", R"({"asked_by":"person"})"));
    EXPECT_THAT(town.queries.account(administrator, made->id)->json, HasSubstr(erased_words));
    EXPECT_FALSE(town.send(administrator, made->id, "account.ErasePersonalData", R"({"asked_by":"office"})"));
}

TEST(PrivacyOnDisk, ARestoredKeysFileIsErasedAgainAtTheStart) {
    SqlTown town;
    auto const person = town.create_account("ouyang", "欧阳娜娜");
    town.close();
    std::filesystem::copy(town.folder() / "keys.db", town.folder() / "keys.backup");
    town.open();
    ASSERT_TRUE(town.send(town.administrator(), person, "account.ErasePersonalData", R"({"asked_by":"person"})"));
    town.close();
    std::filesystem::rename(town.folder() / "keys.backup", town.folder() / "keys.db");
    town.open();
    auto const name = town.name_ref(person);
    ASSERT_EQ(town.store().load(std::string(city), {name}).value().size(), 1U);
    EXPECT_EQ(app::settle_all_erasures(town.stores()).value(), 1U);
    EXPECT_TRUE(town.store().load(std::string(city), {name}).value().empty());
    EXPECT_EQ(app::settle_all_erasures(town.stores()).value(), 0U);
}

}  // namespace
}  // namespace jiati::service
