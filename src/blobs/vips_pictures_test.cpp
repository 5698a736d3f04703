#include "blobs/vips_pictures.h"

#include "blobs/picture_testing.h"

#include <gtest/gtest.h>
#include <filesystem>

namespace jiati::blobs {
namespace {

using Kind = app::PictureError::Kind;

class VipsPicturesTest : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(pictures.is_available()) << "apt-get install libvips-tools"; }
    VipsPictures pictures;
};

TEST_F(VipsPicturesTest, KeepsThePictureAndNothingElse) {
    auto const photo = with_exif(pictures.redraw(png(60, 20)).value(), "GPS 28.68N 115.85E");
    ASSERT_NE(photo.find("GPS 28.68N"), std::string::npos);
    auto const kept = pictures.redraw(photo).value();
    EXPECT_EQ(kept.find("GPS 28.68N"), std::string::npos);
    EXPECT_EQ(kept.find("Exif"), std::string::npos);
    EXPECT_EQ(size_of(photo), (Pixels{60, 20}));
    EXPECT_EQ(size_of(kept), (Pixels{20, 60})) << "the camera lay on its side";
}

TEST_F(VipsPicturesTest, ShrinksWhatIsLargeAndLeavesWhatIsSmall) {
    EXPECT_EQ(size_of(pictures.redraw(png(3000, 600)).value()), (Pixels{2000, 400}));
    EXPECT_EQ(size_of(pictures.redraw(png(100, 50)).value()), (Pixels{100, 50}));
}

TEST_F(VipsPicturesTest, WhatFollowsThePictureIsLeftBehind) {
    auto const photo = pictures.redraw(png(60, 20)).value() + "<script>alert(1)</script>PK\x03\x04 an archive";
    auto const kept = pictures.redraw(photo).value();
    EXPECT_EQ(kept.find("script"), std::string::npos);
    EXPECT_EQ(kept.find("archive"), std::string::npos);
}

TEST_F(VipsPicturesTest, RefusesWhatIsNoWholePicture) {
    auto const photo = pictures.redraw(png(600, 400)).value();
    for (std::string const& wrong :
         {std::string(), std::string("\xFF\xD8\xFF"), photo.substr(0, photo.size() / 2), std::string(5000, 'x'),
          std::string("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"),
          std::string("P6 4 2 255\n") + std::string(24, 'x')}) {
        auto const drawn = pictures.redraw(wrong);
        ASSERT_FALSE(drawn) << wrong.size();
        EXPECT_EQ(drawn.error().kind, Kind::unreadable) << drawn.error().detail;
    }
}

TEST_F(VipsPicturesTest, ALargePromiseCostsTheChildAlone) {
    auto bomb = png(8, 8);
    auto const head = bomb.find("IHDR");
    bomb.replace(head - 4, 25,
                 png_chunk("IHDR" + big_endian(60000) + big_endian(60000) + std::string("\x08\0\0\0\0", 5)));
    EXPECT_EQ(pictures.redraw(bomb).error().kind, Kind::unreadable);
    VipsPictures hurried({.time = std::chrono::milliseconds{0}});
    EXPECT_EQ(hurried.redraw(png(60, 20)).error().kind, Kind::unreadable);
    VipsPictures narrow({.memory_bytes = std::size_t{16} << 20U});
    EXPECT_FALSE(narrow.redraw(png(60, 20)));
}

TEST_F(VipsPicturesTest, WithoutTheProgramThereAreNoPictures) {
    VipsPictures none({.program = "vipsthumbnail-that-is-not-there"});
    EXPECT_FALSE(none.is_available());
    EXPECT_EQ(none.redraw(png(60, 20)).error().kind, Kind::unavailable);
}

}  // namespace
}  // namespace jiati::blobs
