#include "http/words.h"

#include "http/test_words.h"

#include <gtest/gtest.h>

namespace jiati::http {
namespace {

Words small_words() {
    return Words::parse(R"({"vote.closed": "表决已于{date}结束。", "odd": "{a}{b}{a} {"})",
                        R"({"vote.closed": "Closed on {date}."})")
        .value();
}

TEST(Words, PutArgumentsInTheirPlaces) {
    auto const words = small_words();
    EXPECT_EQ(words.render("vote.closed", {{"date", "5月3日"}}, Language::zh), "表决已于5月3日结束。");
    EXPECT_EQ(words.render("vote.closed", {{"date", "3 May"}}, Language::en), "Closed on 3 May.");
    EXPECT_EQ(words.render("odd", {{"a", "{b}"}, {"b", "x"}}, Language::zh), "{b}x{b} {");
}

TEST(Words, KeepANameThatHasNoArgument) {
    EXPECT_EQ(small_words().render("vote.closed", {}, Language::en), "Closed on {date}.");
}

TEST(Words, FallBackToTheCode) {
    EXPECT_EQ(small_words().render("vote.unheard_of", {}, Language::zh), "vote.unheard_of");
    EXPECT_FALSE(small_words().knows("odd", Language::en));
}

TEST(Words, SayWhatIsWrongWithTheirFile) {
    EXPECT_EQ(Words::parse("[]", "{}").error(), "refusals.json (zh): expected an object of sentences");
    EXPECT_EQ(Words::parse("{}", R"({"a": 1})").error(), "refusals.json (en): a is not a sentence");
    EXPECT_FALSE(Words::parse("{", "{}"));
}

TEST(Language, IsTheOneLikedBest) {
    EXPECT_EQ(preferred_language(""), Language::zh);
    EXPECT_EQ(preferred_language("zh-CN,zh;q=0.9,en;q=0.8"), Language::zh);
    EXPECT_EQ(preferred_language("en-US,en;q=0.9,zh;q=0.8"), Language::en);
    EXPECT_EQ(preferred_language("zh;q=0.2, en;q=0.8"), Language::en);
    EXPECT_EQ(preferred_language("fr, en;q=0.1"), Language::en);
    EXPECT_EQ(preferred_language("en;q=0"), Language::zh);
    EXPECT_EQ(preferred_language("de-DE, *;q=0.5"), Language::zh);
    EXPECT_EQ(preferred_language("en;q=abc,,;"), Language::zh);
}

TEST(Words, OfThisLayerExistInEveryLanguage) {
    auto const words = test_words();
    auto const declarations = read_file(JIATI_SOURCE_DIR "/src/http/codes.h");
    std::size_t seen = 0;
    for (auto at = declarations.find("{\"http."); at != std::string::npos; at = declarations.find("{\"http.", at + 1)) {
        auto const code = declarations.substr(at + 2, declarations.find('"', at + 2) - at - 2);
        EXPECT_TRUE(words.knows(code, Language::zh)) << code;
        EXPECT_TRUE(words.knows(code, Language::en)) << code;
        ++seen;
    }
    EXPECT_EQ(seen, 22U);
}

}  // namespace
}  // namespace jiati::http
