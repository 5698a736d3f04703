#include "http/static_site.h"

#include "http/test_words.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <filesystem>

namespace jiati::embedded {
std::span<http::EmbeddedFile const> test_site();
std::span<http::EmbeddedFile const> missing_site();
}  // namespace jiati::embedded

namespace jiati::http {
namespace {

std::string const site = JIATI_SOURCE_DIR "/src/http/testdata/site/";

Response get(Assets const& assets, std::string path, Headers headers = {}) {
    static Problems const problems(test_words());
    Request request;
    request.method = "GET";
    request.path = std::move(path);
    request.headers = std::move(headers);
    return static_site(assets, problems, {"/api", "/healthz"})(request);
}

class StaticSite : public testing::TestWithParam<bool> {
  protected:
    std::unique_ptr<Assets> assets = GetParam() ? embedded_assets(embedded::test_site()) : directory_assets(site);
};
INSTANTIATE_TEST_SUITE_P(Kinds, StaticSite, testing::Bool(),
                         [](auto const& given) { return given.param ? "Embedded" : "Directory"; });

TEST_P(StaticSite, ServesFilesWithTheirTypes) {
    auto const script = get(*assets, "/assets/app-4f2a.js");
    EXPECT_EQ(script.status, 200);
    EXPECT_EQ(script.bytes(), read_file(site + "assets/app-4f2a.js"));
    EXPECT_EQ(script.headers.find("Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(script.headers.find("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(get(*assets, "/robots.txt").headers.find("Cache-Control"), "no-cache");
}

TEST_P(StaticSite, ServesTheIndexForEachPage) {
    for (auto const* path : {"/", "/projects/8f3k", "/加梯", "/apiary", "/index.html"}) {
        auto const page = get(*assets, path);
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_EQ(page.bytes(), read_file(site + "index.html")) << path;
        EXPECT_EQ(page.headers.find("Cache-Control"), "no-cache") << path;
        EXPECT_TRUE(page.headers.has("ETag")) << path;
    }
}

TEST_P(StaticSite, DoesNotTakeForPagesWhatIsNone) {
    for (auto const* path : {"/assets/gone-1234.js", "/favicon.ico", "/api", "/api/v1/nothing", "/healthz"})
        EXPECT_EQ(get(*assets, path).status, 404) << path;
}

TEST(EmbeddedSite, SendsThePackedVariantToThoseWhoTakeIt) {
    auto const assets = embedded_assets(embedded::test_site());
    auto const plain = get(*assets, "/assets/app-4f2a.js", {{"Accept-Encoding", "br"}});
    auto const packed = get(*assets, "/assets/app-4f2a.js", {{"Accept-Encoding", "br, gzip"}});
    EXPECT_FALSE(plain.headers.has("Content-Encoding"));
    EXPECT_EQ(packed.headers.find("Content-Encoding"), "gzip");
    EXPECT_EQ(packed.bytes().substr(0, 2), "\x1f\x8b");
    EXPECT_LT(packed.bytes().size(), plain.bytes().size());
    EXPECT_EQ(plain.headers.find("Vary"), "Accept-Encoding");
    EXPECT_NE(plain.headers.find("ETag"), packed.headers.find("ETag"));
    EXPECT_FALSE(
        get(*assets, "/assets/app-4f2a.js", {{"Accept-Encoding", "gzip;q=0"}}).headers.has("Content-Encoding"));
}

TEST(EmbeddedSite, IsEmptyWhereNothingWasBuilt) {
    EXPECT_TRUE(embedded::missing_site().empty());
    EXPECT_EQ(get(*embedded_assets(embedded::missing_site()), "/").status, 404);
}

TEST(DirectorySite, StaysInItsFolder) {
    auto const folder = std::filesystem::temp_directory_path() / ("jiati-site-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder / "inside");
    std::filesystem::create_symlink("/etc/hostname", folder / "inside" / "link.txt");
    auto const assets = directory_assets(folder / "inside");
    EXPECT_FALSE(assets->find("link.txt").has_value());
    EXPECT_FALSE(assets->find("../inside").has_value());
    EXPECT_FALSE(assets->find("/etc/hostname").has_value());
    EXPECT_FALSE(assets->find("").has_value());
    std::filesystem::remove_all(folder);
}

TEST(DirectorySite, TellsAChangedFileByItsTag) {
    auto const folder = std::filesystem::temp_directory_path() / ("jiati-tag-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    auto const tag_of_text = [&](std::string const& text) {
        std::ofstream(folder / "a.txt") << text;
        return directory_assets(folder)->find("a.txt")->etag;
    };
    auto const first = tag_of_text("one");
    EXPECT_NE(first, tag_of_text("two"));
    EXPECT_EQ(first, tag_of_text("one"));
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace jiati::http
