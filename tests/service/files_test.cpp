// Attachments on a real socket: taken, sealed, shown to who sent them, refused when they are not what they say, and
// removed when nothing came to mention them.
#include "app/files.h"
#include "blobs/directory_blobs.h"
#include "blobs/picture_testing.h"
#include "blobs/vips_pictures.h"
#include "http/api/resources.h"
#include "service/interface.h"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace jiati::service {
namespace {

namespace fs = std::filesystem;
using app::StoreError;

// The files of a test, on a disk that can be full.
class SomeBlobs final : public app::Blobs {
  public:
    explicit SomeBlobs(fs::path const& folder) : kept_(folder) {}
    Result<Done, StoreError> put(std::string const& where, FileId const& id, std::string_view bytes) override {
        if (is_full) return Failure{StoreError{StoreError::Kind::full, "no space left"}};
        return kept_.put(where, id, bytes);
    }
    Result<std::optional<std::string>, StoreError> get(std::string const& where, FileId const& id) override {
        return kept_.get(where, id);
    }
    Result<Done, StoreError> remove(std::string const& where, FileId const& id) override {
        return kept_.remove(where, id);
    }
    bool is_full = false;

  private:
    blobs::DirectoryBlobs kept_;
};

class FilesOverHttp : public Interface {
  protected:
    FilesOverHttp() {
        services.files = &files;
        http::api::add_files(router, services);
    }
    ~FilesOverHttp() override { fs::remove_all(folder); }

    http::Answer send(std::string const& about, std::string const& type, std::string const& bytes,
                      std::string const& key) {
        http::TestClient client(server->port());
        client.send("POST /api/v1/files?" + about + " HTTP/1.1\r\nHost: localhost\r\n" + cookie +
                    "Idempotency-Key: " + key + "\r\nContent-Type: " + type +
                    "\r\nContent-Length: " + std::to_string(bytes.size()) + "\r\n\r\n" + bytes);
        return client.read(false).value_or(http::Answer{});
    }
    [[nodiscard]] std::string here() const { return "household=" + id("$h1/601"); }
    [[nodiscard]] std::size_t files_kept() const {
        std::size_t count = 0;
        if (fs::exists(folder))
            for (auto const& entry : fs::recursive_directory_iterator(folder)) count += entry.is_regular_file() ? 1 : 0;
        return count;
    }
    std::string photo(std::string const& mark = "GPS 28.68N") {
        return blobs::with_exif(pictures.redraw(blobs::png(60, 20)).value(), mark);
    }

    fs::path folder = fs::temp_directory_path() / ("jiati-files-" + std::to_string(::getpid()));
    SomeBlobs kept{folder};
    blobs::VipsPictures pictures;
    app::Files files{town.stores, town.repository, town.store, kept, pictures};
};

TEST_F(FilesOverHttp, AreKeptSealedWithoutTheirPlaceAndShownToTheirSenderAlone) {
    sign_in_as("demo-grid");
    auto const sent = send(here(), "image/jpeg", photo(), "one");
    ASSERT_EQ(sent.status, 201) << sent.body;
    auto const answer = json::parse(sent.body).as_object();
    EXPECT_EQ(answer.at("type").as_string(), "image/jpeg");
    EXPECT_EQ(answer.at("commitment").as_string().size(), 43U);
    auto const path = "/api/v1/files/" + std::string(answer.at("id").as_string());
    EXPECT_EQ(sent.headers.at("location"), path);

    auto const shown = ask("GET", path);
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(static_cast<std::int64_t>(shown.body.size()), answer.at("size").as_int64());
    EXPECT_EQ(blobs::size_of(shown.body), (blobs::Pixels{20, 60})) << "upright";
    EXPECT_EQ(shown.body.find("GPS"), std::string::npos);
    EXPECT_EQ(shown.headers.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(shown.headers.at("cache-control"), "private, no-cache");
    EXPECT_TRUE(shown.headers.at("content-disposition").starts_with("inline; filename="));
    EXPECT_NE(shown.headers.at("content-security-policy").find("sandbox"), std::string::npos);

    ASSERT_EQ(files_kept(), 1U);
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::string const bytes(std::istreambuf_iterator<char>(in), {});
        EXPECT_EQ(bytes.find("\xFF\xD8\xFF"), std::string::npos) << "a picture in the clear";
        EXPECT_EQ(bytes.find(shown.body.substr(200, 40)), std::string::npos);
    }
    sign_in_as("demo-resident");
    EXPECT_EQ(ask("GET", path).status, 404);
    cookie.clear();
    EXPECT_EQ(ask("GET", path).status, 404);
    sign_in_as("demo-grid");
    EXPECT_EQ(ask("GET", "/api/v1/files/..%2F..%2Fetc%2Fpasswd").status, 400) << "no path is made of it";
    EXPECT_EQ(ask("GET", "/api/v1/files/.incoming").status, 404);
}

TEST_F(FilesOverHttp, TheSameKeyAnswersTheSameAndTakesNoOtherFile) {
    sign_in_as("demo-grid");
    auto const picture = photo();
    auto const first = send(here(), "image/jpeg", picture, "one");
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(send(here(), "image/jpeg", picture, "one").body, first.body);
    EXPECT_EQ(files_kept(), 1U);
    EXPECT_EQ(code_of(send(here(), "image/jpeg", photo("another"), "one")), "http.idempotency_key_reused");
    EXPECT_EQ(send("household=" + id("$h1/502"), "image/jpeg", picture, "one").status, 422);
    EXPECT_EQ(send(here(), "image/jpeg", picture, "").status, 400);
}

TEST_F(FilesOverHttp, HostileOnesAreRefusedAndLeaveNothing) {
    sign_in_as("demo-grid");
    auto const picture = photo();
    std::string const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    struct Try {
        std::string type, bytes, code;
    };
    for (auto const& [type, bytes, code] :
         std::vector<Try>{{"image/png", picture, "files.not_its_type"},
                          {"application/pdf", picture, "files.not_its_type"},
                          {"application/pdf", "%PDF-1.7\ncut off", "files.not_its_type"},
                          {"image/jpeg", "<html><script>alert(1)</script></html>", "files.not_its_type"},
                          {"image/jpeg", picture.substr(0, picture.size() / 2), "files.picture_unreadable"},
                          {"image/jpeg", "\xFF\xD8\xFF" + std::string(1000, 'x'), "files.picture_unreadable"},
                          {"image/svg+xml", "<svg/>", "files.type_unknown"},
                          {"text/html", "<p>", "files.type_unknown"},
                          {xlsx, "PK\x03\x04" + std::string(60, 'x'), "files.not_its_type"},
                          {xlsx, "PK\x03\x04PK\x05\x06" + std::string(18, '\xFF'), "files.not_its_type"}}) {
        auto const answer = send(here(), type, bytes, "hostile");
        EXPECT_EQ(answer.status, 422) << type << " " << bytes.size();
        EXPECT_EQ(code_of(answer), code);
    }
    EXPECT_EQ(files_kept(), 0U);
    auto const large = "POST /api/v1/files?" + here() + " HTTP/1.1\r\nHost: localhost\r\n" + cookie +
                       "Idempotency-Key: k\r\nContent-Type: image/jpeg\r\nContent-Length: 99999999\r\n\r\n";
    http::TestClient client(server->port());
    client.send(large);
    EXPECT_EQ(client.read(false).value_or(http::Answer{}).status, 413);
    // A picture with an archive or a page behind it is kept as a picture.
    auto const both = send(here(), "image/jpeg", picture + "<script>PK\x03\x04</script>", "both");
    ASSERT_EQ(both.status, 201) << both.body;
    auto const shown = ask("GET", both.headers.at("location"));
    EXPECT_EQ(shown.body.find("script"), std::string::npos);
}

TEST_F(FilesOverHttp, AreTakenFromThoseWhoseAffairItIs) {
    auto const picture = photo();
    EXPECT_EQ(send(here(), "image/jpeg", picture, "k").status, 404) << "nobody is signed in";
    sign_in_as("demo-grid");
    EXPECT_EQ(send("project=" + id("$p1"), "image/jpeg", picture, "k").status, 201);
    EXPECT_EQ(send("household=nowhere", "image/jpeg", picture, "k2").status, 404);
    EXPECT_EQ(code_of(send("", "image/jpeg", picture, "k3")), "files.about_nothing");
    EXPECT_EQ(code_of(send(here() + "&project=" + id("$p1"), "image/jpeg", picture, "k4")), "files.about_nothing");
    sign_in_as("demo-resident");
    EXPECT_EQ(send("project=" + id("$p1"), "image/jpeg", picture, "k").status, 403);
    EXPECT_EQ(send("household=" + id("$h2/502"), "image/jpeg", picture, "k5").status, 201) << "their own flat";
    EXPECT_EQ(send("household=" + id("$h2/101"), "image/jpeg", picture, "k6").status, 404) << "a neighbour's";
}

TEST_F(FilesOverHttp, AFullDiskTakesNothingAndWhatFollowsIsTaken) {
    sign_in_as("demo-grid");
    auto const picture = photo();
    auto const head = town.store.head(std::string(city)).value();
    kept.is_full = true;
    auto const refused = send(here(), "image/jpeg", picture, "one");
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(code_of(refused), "http.store_failed");
    EXPECT_EQ(files_kept(), 0U);
    EXPECT_EQ(town.store.head(std::string(city)).value(), head);
    kept.is_full = false;
    EXPECT_EQ(send(here(), "image/jpeg", picture, "one").status, 201);
}

TEST_F(FilesOverHttp, WhatIsNeverAttachedIsRemovedAfterADay) {
    sign_in_as("demo-grid");
    auto const sent = send(here(), "image/jpeg", photo(), "one");
    ASSERT_EQ(sent.status, 201) << sent.body;
    town.now = Instant{town.now.unix_ms + app::Files::attach_within_ms};
    EXPECT_EQ(files.remove_orphans().value(), 0U);
    town.now = Instant{town.now.unix_ms + app::Files::removed_after_ms - app::Files::attach_within_ms};
    EXPECT_EQ(files.remove_orphans().value(), 1U);
    EXPECT_EQ(files.remove_orphans().value(), 0U);
    EXPECT_EQ(files_kept(), 0U);
}

TEST_F(FilesOverHttp, OfAnErasedHouseholdNobodyOpensThem) {
    sign_in_as("demo-grid");
    auto const sent = send(here(), "image/jpeg", photo(), "one");
    ASSERT_EQ(sent.status, 201) << sent.body;
    ASSERT_TRUE(town.store.erase(std::string(city), {"household/" + id("$h1/601")}));
    EXPECT_EQ(ask("GET", sent.headers.at("location")).status, 404);
}

}  // namespace
}  // namespace jiati::service
