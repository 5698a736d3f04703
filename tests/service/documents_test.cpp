// The documents of a project as they come out of the printer: who may have which, on how many pages, and what they say.
#include "app/documents/library.h"
#include "documents/output_testing.h"
#include "documents/pdf_typesetter.h"
#include "service/town.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace jiati::service {
namespace {

using account::Role;
using account::ScopeKind;
using documents::output_of;
using testing::HasSubstr;
using testing::Not;

struct Printed {
    int pages = 0;     // 0: not to be had
    std::string text;  // without spaces and line ends, which are the typesetter's
};

class Documents : public testing::Test {
  protected:
    // One town for all: playing a case is the dear part.
    struct Estate {
        explicit Estate(std::string const& name) : played(town.play(name)) {}
        Town town;
        app::PlayedCase played;
        documents::PdfTypesetter typesetter;
        app::documents::Library library{town.stores, town.repository, policies(), typesetter};

        [[nodiscard]] std::string id(std::string const& alias) const { return played.ids.at(alias); }
        [[nodiscard]] app::Viewer staff(Role role) const {
            return town.with(role, ScopeKind::area, std::string(city) + "/");
        }
        Printed print(app::Viewer const& viewer, std::string const& project, std::string const& name,
                      std::string const& household = {}) {
            auto const made = library.file(viewer, id(project), {name, "pdf", household});
            if (!made) return {};
            auto const path = testing::TempDir() + "jiati-paper-" + std::to_string(getpid()) + ".pdf";
            std::ofstream(path, std::ios::binary) << made->json;
            Printed printed;
            printed.pages = std::atoi(output_of("pdfinfo " + path + " | sed -n 's/^Pages: *//p'").c_str());
            printed.text = output_of("pdftotext " + path + " - | tr -d ' \\n\\f'");
            std::filesystem::remove(path);
            return printed;
        }
    };
    static Estate& demo() {
        static Estate made("demo.yaml");
        return made;
    }
    // Another, in which things happen: each test in a project of its own.
    static Estate& changed() {
        static Estate made("demo.yaml");
        return made;
    }
};

TEST_F(Documents, TheNoticeKeepsToOnePageAndNamesRoomsAlone) {
    auto const printed = demo().print(demo().town.anyone(), "$p3", "notice");
    EXPECT_EQ(printed.pages, 1);
    for (auto const* words : {"关于1栋3单元加装电梯的公示", "业主12人", "101、102", "合计（", "有意见，这样提"})
        EXPECT_THAT(printed.text, HasSubstr(words));
    EXPECT_EQ(demo().print(demo().town.anyone(), "$p2", "notice").pages, 0) << "not posted yet";
}

TEST_F(Documents, TheAgreementBindsOnePlanAndStatesEachShareInWords) {
    auto const printed = demo().print(demo().staff(Role::neighbourhood), "$p4", "agreement");
    EXPECT_EQ(printed.pages, 2);
    for (auto const* words : {"加装电梯协议书", "方案第1版", "398,000.00元（叁拾玖万捌仟元整）", "贰拾肆万捌仟元整",
                              "房屋出售、继承和出租", "已签", "见证：社区居委会"})
        EXPECT_THAT(printed.text, HasSubstr(words));
    EXPECT_THAT(printed.text, Not(HasSubstr("草稿")));
    EXPECT_EQ(demo().print(demo().town.anyone(), "$p4", "agreement").pages, 0);
}

TEST_F(Documents, OnlyWhoNegotiatesReadsWhatOneFlatIsCompensatedWith) {
    auto& estate = changed();
    auto const staff = estate.staff(Role::neighbourhood);
    auto const adopted = estate.town.send(
        staff, estate.id("$p2"), "funding.AdoptShares",
        R"({"rule":"equal","compensation":[{"household":")" + estate.id("$h2/101") + R"(","amount":"4321.00"}]})");
    ASSERT_TRUE(adopted) << adopted.error().refusal.code;
    auto const owner = estate.town.with(Role::resident, ScopeKind::household, estate.id("$h2/502"));
    for (int twice = 0; twice < 2; ++twice) {  // made, then kept
        auto const named = estate.print(staff, "$p2", "agreement");
        EXPECT_THAT(named.text, HasSubstr("4,321.00肆仟叁佰贰拾壹元整"));
        auto const total = estate.print(owner, "$p2", "agreement");
        EXPECT_THAT(total.text, HasSubstr("补偿合计4,321.00元（肆仟叁佰贰拾壹元整）"));
        EXPECT_THAT(total.text, Not(HasSubstr("4,321.00肆仟")));
        EXPECT_THAT(total.text, HasSubstr("草稿")) << "nothing has passed yet";
    }
}

TEST_F(Documents, PromisesToTheLowFloorsAreItsAnnex) {
    static Estate estate("h-wanda-star-city.yaml");
    auto const printed = estate.print(estate.staff(Role::neighbourhood), "$p", "agreement");
    EXPECT_EQ(printed.pages, 3);
    EXPECT_THAT(printed.text, HasSubstr("对低层住户的承诺"));
    EXPECT_THAT(printed.text, HasSubstr("低层老年业主也可以免费乘坐电梯"));
}

TEST_F(Documents, TheCertificateStatesTheFourRatiosAndNoBallot) {
    auto const printed = demo().print(demo().town.anyone(), "$p4", "certificate");
    EXPECT_EQ(printed.pages, 2);
    for (auto const* words :
         {"表决通过", "参加表决的人数", "参加表决的面积", "同意的人数", "同意的面积", "不少于2/3", "第1版", "选票凭据"})
        EXPECT_THAT(printed.text, HasSubstr(words));
    EXPECT_EQ(demo().print(demo().town.anyone(), "$p2", "certificate").pages, 0) << "the vote is open";
}

// Whose page of the certificate names rooms and ballots gets the same paper, to the byte, from a library of its own.
TEST_F(Documents, TheCertificateIsTheSameForWhoMayReadTheBallots) {
    auto const bytes = [](app::Viewer const& viewer) {
        app::documents::Library fresh{demo().town.stores, demo().town.repository, policies(), demo().typesetter};
        auto const made = fresh.file(viewer, demo().id("$p4"), {"certificate", "pdf", ""});
        return made ? made->json : "";
    };
    auto const open = bytes(demo().town.anyone());
    EXPECT_FALSE(open.empty());
    EXPECT_TRUE(bytes(demo().staff(Role::neighbourhood)) == open);
}

TEST_F(Documents, MinutesAreForTheUnitAndWhoWorksWithIt) {
    auto const printed = demo().print(demo().staff(Role::neighbourhood), "$p4", "minutes");
    EXPECT_EQ(printed.pages, 1);
    EXPECT_THAT(printed.text, HasSubstr("一、二层不出钱，可免费乘坐"));
    EXPECT_EQ(demo().print(demo().town.anyone(), "$p4", "minutes").pages, 0);
}

TEST_F(Documents, FormsAreOneForEachFlatAndForWhoCarriesThem) {
    auto const staff = demo().staff(Role::neighbourhood);
    auto const ballots = demo().print(staff, "$p2", "ballot");
    EXPECT_EQ(ballots.pages, 12);
    auto const one = demo().print(staff, "$p2", "ballot", demo().id("$h2/502"));
    EXPECT_EQ(one.pages, 1);
    EXPECT_THAT(one.text, HasSubstr("502室"));
    EXPECT_EQ(demo().print(staff, "$p2", "survey-form").pages, 12);
    EXPECT_EQ(demo().print(staff, "$p2", "evening-pack").pages, 13);
    EXPECT_EQ(demo().print(demo().town.anyone(), "$p2", "ballot").pages, 0);
}

TEST_F(Documents, TheReportOnTheNoticeCountsObjectionsAndNamesNobody) {
    auto& estate = changed();
    auto const staff = estate.staff(Role::neighbourhood);
    EXPECT_EQ(estate.print(staff, "$p3", "notice-report").pages, 0) << "it still hangs";
    auto const answered =
        estate.town.send(staff, estate.id("$p3"), "notice.AnswerObjection",
                         R"({"objection":")" + estate.id("$objection") +
                             R"(","outcome":"dismissed","answer":"井道与2栋相距21米，日照测算没有变化。"})");
    ASSERT_TRUE(answered) << answered.error().refusal.code;
    estate.town.now.unix_ms += 10LL * 24 * 3600 * 1000;
    auto const closed = estate.town.send(staff, estate.id("$p3"), "notice.Close", "{}");
    ASSERT_TRUE(closed) << closed.error().refusal.code;
    auto const printed = estate.print(estate.town.anyone(), "$p3", "notice-report");
    EXPECT_EQ(printed.pages, 1);
    for (auto const* words : {"单元门口、小区公告栏、相邻楼栋", "社区居委会、街道办", "共1条", "已说明"})
        EXPECT_THAT(printed.text, HasSubstr(words));
    EXPECT_THAT(printed.text, Not(HasSubstr("下午的太阳")));
    EXPECT_THAT(printed.text, Not(HasSubstr("相距21米")));
}

}  // namespace
}  // namespace jiati::service
