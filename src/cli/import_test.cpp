#include "app/imports/register.h"
#include "app/imports/register_json.h"
#include "cli/commands.h"
#include "documents/xlsx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace jiati::cli {
namespace {

using testing::HasSubstr;

std::string sheet_with(std::vector<std::vector<std::string>> rows) {
    return documents::Xlsx().write(
        {{"住户",
          "幸福小区住户登记表",
          {{"房号"}, {"楼层"}, {"建筑面积", 12, true, 2}, {"人口", 8, true, 0}, {"户主"}, {"电话", 14}},
          std::move(rows)}});
}

class Import : public testing::Test {
  protected:
    Import() {
        auto pattern = (std::filesystem::temp_directory_path() / "jiati-import-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~Import() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::string put(std::string const& bytes) const {
        std::ofstream(path("in.xlsx"), std::ios::binary) << bytes;
        return path("in.xlsx");
    }
    [[nodiscard]] std::string path(std::string const& name) const { return (folder_ / name).string(); }
    // The status and what is printed.
    [[nodiscard]] std::pair<int, std::string> run(std::string const& bytes, std::string const& annotate = "") const {
        testing::internal::CaptureStdout();
        auto const status = import({put(bytes), true, true, annotate, "", ""});
        return {status, testing::internal::GetCapturedStdout()};
    }

  private:
    std::filesystem::path folder_;
};

TEST_F(Import, AGoodRegisterIsTheContractsDocument) {
    auto const [status, out] =
        run(sheet_with({{"301室", "三楼", "80.5", "3", "张三", "13800138000"}, {"501/601", "", "120"}}));
    EXPECT_EQ(status, 0);
    EXPECT_EQ(out, R"({"rows":2,"good":2,"errors":[],"households":[)"
                   R"({"id":"301","floors":[3],"area_m2":"80.50","people":3,"owner":"张三","phone":"13800138000"},)"
                   R"({"id":"501/601","floors":[5,6],"area_m2":"120.00","people":null,"owner":null,"phone":null}]})"
                   "\n");
}

TEST_F(Import, AWrongRowExitsOneAndTheSheetComesBackWithTheReason) {
    auto const file = sheet_with({{"301", "3", "80.50"}, {"401", "4", "0"}});
    auto const [status, out] = run(file, path("out.xlsx"));
    EXPECT_EQ(status, 1);
    EXPECT_THAT(out, HasSubstr(R"("errors":[{"row":4,"column":"建筑面积","reason":"面积应大于 0，现在是 0.00"}])"));
    std::ostringstream bytes;
    bytes << std::ifstream(path("out.xlsx"), std::ios::binary).rdbuf();
    auto const annotated = documents::Xlsx().read(bytes.str());
    ASSERT_TRUE(annotated);
    EXPECT_EQ(annotated->front().rows[1].cells.back().text, "错误原因");
    EXPECT_EQ(annotated->front().rows[3].cells.back().text, "建筑面积：面积应大于 0，现在是 0.00");
    // What came back is read like what was sent.
    EXPECT_EQ(to_json(app::imports::read_register(*annotated)) + "\n", out);
}

TEST_F(Import, AFileThatIsNoRegisterExitsTwo) {
    EXPECT_EQ(run("PK\x03\x04 hostile").first, 2);
    EXPECT_EQ(run(documents::Xlsx().write({{"表", "", {{"姓名"}}, {{"张三"}}}})).first, 2);
    EXPECT_EQ(run(sheet_with({})).first, 2);
    EXPECT_EQ(import({path("none.xlsx"), true, true, "", "", ""}), 2);
    auto const good = put(sheet_with({{"301", "3", "80"}}));
    EXPECT_EQ(import({good, false, false, "", "", ""}), 2);
    EXPECT_EQ(import({good, true, false, "", "sqlite:x", "c"}), 2);
}

RC_GTEST_PROP(ImportProperty, AWrittenRegisterIsReadTheSame, ()) {
    auto const count = *rc::gen::inRange<std::size_t>(1, 30);
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < count; ++i) {
        auto const floor = *rc::gen::inRange<std::int64_t>(1, 30);
        auto const top = floor + *rc::gen::inRange<std::int64_t>(0, 2);
        SquareMetres const area(*rc::gen::inRange<std::int64_t>(100, 200'001));
        rows.push_back({"A" + std::to_string(100 * floor + static_cast<std::int64_t>(i)),
                        std::to_string(floor) + (top > floor ? "-" + std::to_string(top) : ""), area.to_string(),
                        std::to_string(*rc::gen::inRange(0, 31)),
                        *rc::gen::element<std::string>("张三", "=李四", "O'Neil Ann"),
                        std::to_string(*rc::gen::inRange<std::int64_t>(13'000'000'000, 20'000'000'000))});
    }
    auto const sheets = documents::Xlsx().read(sheet_with(rows));
    RC_ASSERT(sheets.has_value());
    auto const found = app::imports::read_register(*sheets);
    std::set<std::string> doors;
    std::vector<std::vector<std::string>> unique, read;
    for (auto const& row : rows)
        if (doors.insert(row.front()).second) unique.push_back(row);
    for (auto const& household : found.households) {
        auto floors = std::to_string(household.floors.front());
        if (household.floors.size() > 1) floors += "-" + std::to_string(household.floors.back());
        read.push_back({household.id, floors, household.area.to_string(), std::to_string(household.people.value_or(-1)),
                        household.owner, household.phone});
    }
    RC_ASSERT(read == unique);
    RC_ASSERT(found.rows == std::ssize(rows));
}

}  // namespace
}  // namespace jiati::cli
