// The sheets as a reader's programs see them: poppler counts pages, takes the text out and lists the fonts.
#include "documents/output_testing.h"
#include "documents/pdf_typesetter.h"

#include <gtest/gtest.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace jiati::documents {
namespace {

namespace paper = app::paper;

class Pdf {
  public:
    explicit Pdf(std::vector<paper::Document> const& documents) {
        PdfTypesetter typesetter;
        auto made = typesetter.pdf(documents);
        EXPECT_TRUE(made) << made.error();
        if (made) bytes = *made;
        path_ = testing::TempDir() + "jiati-sheet-" + std::to_string(getpid()) + ".pdf";
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    ~Pdf() { std::filesystem::remove(path_); }
    Pdf(Pdf const&) = delete;
    Pdf& operator=(Pdf const&) = delete;
    [[nodiscard]] std::string text() const { return output_of("pdftotext -layout " + path_ + " - 2>&1"); }
    [[nodiscard]] std::string fonts() const { return output_of("pdffonts " + path_ + " 2>&1"); }
    [[nodiscard]] int pages() const {
        return std::atoi(output_of("pdfinfo " + path_ + " | sed -n 's/^Pages: *//p'").c_str());
    }
    std::string bytes;

  private:
    std::string path_;
};

paper::Document document(std::vector<paper::Block> blocks) {
    return {"样张", "记录第 7 条", Date::of(2026, 11, 22), 10.5, std::move(blocks)};
}

paper::Table rooms(int count) {
    paper::Table table{{{"房号", 1, {}}, {"每户（元）", 2, paper::Align::right}}, {}, "还没有", 0};
    for (int i = 0; i < count; ++i) table.rows.push_back({{std::to_string(1001 + i), "60,000.00"}, false});
    table.rows.push_back({{"合计", "1.00"}, true});
    return table;
}

int times(std::string const& text, std::string const& words) {
    int count = 0;
    for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + words.size())) ++count;
    return count;
}

TEST(Typesetter, SetsEveryKindOfBlockWithEmbeddedSubsetFonts) {
    Pdf const pdf({document(
        {paper::Title{"关于二栋二单元加装电梯的公示", "第 2 版"}, paper::Paragraph{"本单元 12 户，现公示如下。"},
         paper::Band{"公示期", "2026年11月26日 至 12月2日", "共七日"},
         paper::Side{
             {paper::FloorFigure{6, "架空层", {{"501", "60,000", 5, 6, 0, 1, 2}}, {{0, false}, {4, true}}, "图一"}},
             {paper::KeyValues{{{"方案", "第 2 版"}}}},
             0.6},
         paper::Heading{"一、钱从哪来", "总价三十一万"}, rooms(3), paper::Choices{{"愿意", "不愿意"}, 2},
         paper::Blanks{{"签名", "日期"}, 2}, paper::CutLine{"沿此线剪下"},
         paper::QrCode{"https://lift.example.org/p/1", "扫码核对", "原件"}, paper::Issuer{{"工作小组"}, "盖章"}})});
    EXPECT_EQ(pdf.pages(), 1);
    auto const text = pdf.text();
    for (auto const* words : {"关于二栋二单元加装电梯的公示", "本单元 12 户，现公示如下。", "2026年11月26日 至 12月2日",
                              "501", "60,000.00", "4–5 层间", "沿此线剪下", "记录第 7 条", "第 1 页，共 1 页"})
        EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
    auto const fonts = pdf.fonts();
    EXPECT_NE(fonts.find("NotoSerifCJKsc"), std::string::npos) << fonts;
    EXPECT_EQ(fonts.find(" no  yes"), std::string::npos) << "a font that is not embedded\n" << fonts;
    EXPECT_EQ(fonts.find("yes no"), std::string::npos) << "a font that is not cut down\n" << fonts;
}

TEST(Typesetter, TheSameRecordGivesTheSameBytes) {
    std::vector<paper::Document> const one{document({paper::Title{"公示", ""}, rooms(40)})};
    EXPECT_EQ(Pdf(one).bytes, Pdf(one).bytes);
    PdfTypesetter typesetter;
    paper::Workbook const book{
        "分摊",
        Date::of(2026, 11, 22),
        {{"分摊", {"标题"}, {{"房号"}, {"元", 12, paper::CellKind::money}}, {{"101", "20000.00"}}, {}}}};
    auto const first = typesetter.xlsx(book), second = typesetter.xlsx(book);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first, *second);
}

TEST(Typesetter, ALongTableRepeatsItsHeaderAndKeepsItsTotalCompany) {
    Pdf const pdf({document({rooms(120)})});
    auto const text = pdf.text();
    EXPECT_GE(pdf.pages(), 3);
    EXPECT_EQ(times(text, "每户（元）"), pdf.pages());
    EXPECT_EQ(times(text, "60,000.00"), 120);
    EXPECT_LT(text.rfind("60,000.00"), text.rfind("合计"));
    EXPECT_GT(text.rfind("60,000.00"), text.rfind("\f", text.size() - 2));
}

TEST(Typesetter, EachDocumentOfAPackIsNumberedByItself) {
    Pdf const pdf({document({rooms(60)}), document({paper::Title{"第二份", ""}})});
    EXPECT_EQ(pdf.pages(), 3);
    EXPECT_NE(pdf.text().find("第 2 页，共 2 页"), std::string::npos);
    EXPECT_NE(pdf.text().find("第 1 页，共 1 页"), std::string::npos);
}

TEST(Typesetter, HostileTextBreaksNothing) {
    std::string const word(3000, 'W');
    std::string const rtl = "\u202E\u0627\u0644\u0645\u0635\u0639\u062F abc \x01\x02\x7F \xFF";
    std::string long_name;
    for (int i = 0; i < 800; ++i) long_name += "很长的名字";
    paper::Table table{{{"甲", 1, {}}, {"乙", 1, {}}}, {}, "", 0};
    table.rows.push_back({{word, rtl}, false});
    table.rows.push_back({{long_name, long_name, "多出来的格"}, false});
    table.rows.push_back({{}, true});
    Pdf const pdf({document(
        {paper::Title{word, rtl}, paper::Heading{long_name, word}, table,
         paper::KeyValues{{{word, long_name}, {rtl, ""}}},
         paper::Side{{paper::Paragraph{long_name}}, {paper::Paragraph{word}}, 0.5},
         paper::FloorFigure{1000, word, {{word, word, -5, 4000, -3, 0, 0}}, {{900, true}, {-9, false}}, long_name},
         paper::Choices{{word, ""}, 3}, paper::Blanks{{word}, 2}, paper::Band{word, word, word},
         paper::QrCode{word, word, word}, paper::Issuer{{word}, word}, paper::CutLine{word}, paper::Table{},
         paper::KeyValues{}, paper::Paragraph{""}, paper::PageBreak{}, paper::PageBreak{}})});
    EXPECT_GE(pdf.pages(), 3);
    EXPECT_LE(pdf.pages(), 60);
    EXPECT_NE(pdf.text().find("很长的名字"), std::string::npos);
}

TEST(Typesetter, ATableWithoutRowsSaysSo) {
    Pdf const pdf({document({paper::Table{{{"房号", 1, {}}}, {}, "还没有人出钱", 0}})});
    EXPECT_NE(pdf.text().find("还没有人出钱"), std::string::npos);
}

TEST(Typesetter, ACellOfASheetNeverCalculates) {
    PdfTypesetter typesetter;
    auto const made = typesetter.xlsx(
        {"表", Date::of(2026, 1, 2), {{"a/b:c[1]", {"=1+1"}, {{"=甲"}}, {{"=cmd|'/c calc'!A1"}}, {"+1"}}}});
    ASSERT_TRUE(made);
    auto const path = testing::TempDir() + "jiati-book-" + std::to_string(getpid()) + ".xlsx";
    std::ofstream(path, std::ios::binary) << *made;
    auto const sheet = output_of(
        "python3 -c \"import "
        "sys,zipfile;print(zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet1.xml').decode())\" " +
        path);
    std::filesystem::remove(path);
    EXPECT_EQ(sheet.find("<f>"), std::string::npos);
    EXPECT_NE(sheet.find("t=\"s\""), std::string::npos) << sheet;
}

}  // namespace
}  // namespace jiati::documents
