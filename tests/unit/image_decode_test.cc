// decode(): the right colours from every format and kind, upright and of bounded size.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "image/crc32.h"
#include "image/transform.h"
#include "image_fixtures.h"
#include "selinet/image.h"

namespace selinet {
namespace {

using test::append;
using test::Buffer;
using test::noise;
using test::plain;

Image decoded(const Buffer& bytes, int32_t max_side = 1000) {
  Result<Image> result = decode(bytes, max_side);
  EXPECT_TRUE(result.ok()) << result.error().message << " " << result.error().detail;
  return result.ok() ? result.value() : Image{};
}

ErrorCode code_of(const Buffer& bytes) { return decode(bytes, 1000).error().code; }

// Each channel within `tolerance` of `colour`.
void expect_colour(const Image& image, int32_t x, int32_t y, const Buffer& colour, int tolerance) {
  ASSERT_LT(x, image.width);
  ASSERT_LT(y, image.height);
  for (int c = 0; c < 3; ++c) {
    EXPECT_NEAR(image.row(y)[x * 3 + c], colour[static_cast<size_t>(c)], tolerance)
        << x << "," << y << "," << c;
  }
}

const Buffer kRed = {255, 0, 0};
const Buffer kGreen = {0, 255, 0};
const Buffer kBlue = {0, 0, 255};
const Buffer kWhite = {255, 255, 255};

TEST(Decode, LosslessFormatsGiveTheirPixels) {
  const Image image = noise(13, 9, 3);
  EXPECT_EQ(decoded(test::png_of(image)).pixels, image.pixels);
  EXPECT_EQ(decoded(test::bmp_of(image)).pixels, image.pixels);
  EXPECT_EQ(decoded(test::bmp_of(image, true)).pixels, image.pixels);
}

TEST(Decode, OnePixelPictures) {
  EXPECT_EQ(decoded(test::png_of(plain(1, 1, {1, 2, 3}))).pixels, (Buffer{1, 2, 3}));
  EXPECT_EQ(decoded(test::bmp_of(plain(1, 1, {1, 2, 3}))).pixels, (Buffer{1, 2, 3}));
  EXPECT_EQ(decoded(test::gif_of(1, 1, {{0, 0, 1, 1, {1}}})).pixels, kRed);
}

TEST(Decode, GreyBecomesThreeChannels) {
  const Image image = decoded(test::png_of(plain(2, 2, {77})));
  EXPECT_EQ(image.channels, 3);
  EXPECT_EQ(image.pixels, Buffer(12, 77));
}

TEST(Decode, AlphaIsBlendedOverWhite) {
  const Image rgba = noise(11, 6, 4);
  EXPECT_EQ(decoded(test::png_of(rgba)).pixels, blend_over_white(rgba.pixels.data(), 11, 6).pixels);
  const Buffer grey_alpha = {0, 0, 0, 255, 100, 51, 200, 128};  // 2 x 2, pairs of grey and alpha
  const Image grey = decoded(test::png_file(2, 2, 8, 4, grey_alpha));
  EXPECT_EQ(grey.channels, 3);
  EXPECT_EQ(grey.row(0)[0], 255);
  EXPECT_EQ(grey.row(0)[3], 0);
  EXPECT_EQ(grey.row(1)[0], 224);
  EXPECT_EQ(grey.row(1)[3], 227);
}

TEST(Decode, SixteenBitsBecomeEight) {
  const Buffer rows = {0x12, 0xFF, 0x80, 0x00, 0xFF, 0x01};  // one RGB pixel
  EXPECT_EQ(decoded(test::png_file(1, 1, 16, 2, rows)).pixels, (Buffer{0x12, 0x80, 0xFF}));
}

TEST(Decode, PalettesWithAndWithoutTransparency) {
  Buffer palette = test::png_chunk("PLTE", {255, 0, 0, 0, 255, 0});
  EXPECT_EQ(decoded(test::png_file(2, 1, 8, 3, {0, 1}, palette)).pixels,
            (Buffer{255, 0, 0, 0, 255, 0}));
  EXPECT_EQ(decoded(test::png_file(2, 1, 1, 3, {0x40}, palette)).pixels,
            (Buffer{255, 0, 0, 0, 255, 0}));
  append(palette, test::png_chunk("tRNS", {0}));
  EXPECT_EQ(decoded(test::png_file(2, 1, 8, 3, {0, 1}, palette)).pixels,
            (Buffer{255, 255, 255, 0, 255, 0}));
}

TEST(Decode, JpegsOfAllKindsHaveTheirColours) {
  for (const Buffer& file : {test::baseline_jpeg(), test::progressive_jpeg()}) {
    const Image image = decoded(file);
    ASSERT_EQ(image.width, 24);
    ASSERT_EQ(image.height, 16);
    expect_colour(image, 3, 2, kRed, 12);
    expect_colour(image, 20, 2, kGreen, 12);
    expect_colour(image, 3, 13, kBlue, 12);
    expect_colour(image, 20, 13, kWhite, 12);
  }
  const Image grey = decoded(test::grey_jpeg());
  expect_colour(grey, 3, 2, {76, 76, 76}, 4);
  expect_colour(grey, 20, 13, kWhite, 4);
}

TEST(Decode, CmykJpegHasItsColours) {
  const Image image = decoded(test::cmyk_jpeg());
  expect_colour(image, 3, 2, kRed, 12);
  expect_colour(image, 20, 2, kGreen, 12);
  expect_colour(image, 3, 13, kBlue, 12);
  expect_colour(image, 20, 13, kWhite, 12);
}

TEST(Decode, TurnsThePictureUpright) {
  const Buffer upright_corners[] = {kRed, kGreen, kBlue, kWhite};
  for (uint16_t orientation = 1; orientation <= 8; ++orientation) {
    const Buffer exif = test::exif_segment(test::exif_block(true, orientation));
    ImageInfo info;
    Result<Image> result = decode(test::jpeg_with(test::baseline_jpeg(), exif), 1000, {}, &info);
    ASSERT_TRUE(result.ok());
    const Image& image = result.value();
    EXPECT_EQ(info.orientation, orientation);
    EXPECT_EQ(image.width, info.upright_width());
    EXPECT_EQ(image.height, info.upright_height());
    // Corners in reading order, as indices of the stored ones.
    const int corners[8][4] = {{0, 1, 2, 3}, {1, 0, 3, 2}, {3, 2, 1, 0}, {2, 3, 0, 1},
                               {0, 2, 1, 3}, {2, 0, 3, 1}, {3, 1, 2, 0}, {1, 3, 0, 2}};
    for (int i = 0; i < 4; ++i) {
      const int32_t x = i % 2 == 0 ? 2 : image.width - 3;
      const int32_t y = i < 2 ? 2 : image.height - 3;
      expect_colour(image, x, y, upright_corners[corners[orientation - 1][i]], 16);
    }
  }
}

TEST(Decode, GifShowsItsFirstFrameOverWhite) {
  const test::GifFrame part{1, 1, 2, 1, {1, 2}, 2};  // one red, one see-through pixel in the middle
  const test::GifFrame later{0, 0, 4, 3, Buffer(12, 3)};
  for (const uint8_t background : {0, 1, 2}) {
    const Image image = decoded(test::gif_of(4, 3, {part, later}, background));
    ASSERT_EQ(image.width, 4);
    ASSERT_EQ(image.height, 3);
    for (int32_t y = 0; y < 3; ++y) {
      for (int32_t x = 0; x < 4; ++x)
        expect_colour(image, x, y, x == 1 && y == 1 ? kRed : kWhite, 0);
    }
  }
}

TEST(Decode, GifCutInALaterFrameIsWhole) {
  const Buffer one = test::gif_of(4, 3, {{0, 0, 4, 3, Buffer(12, 1)}});
  Buffer two = test::gif_of(4, 3, {{0, 0, 4, 3, Buffer(12, 1)}, {0, 0, 4, 3, Buffer(12, 2)}});
  two.resize(one.size() + 12);
  EXPECT_EQ(decoded(two).pixels, decoded(one).pixels);
}

TEST(Decode, ShrinksToTheLongerSideOnly) {
  const Image image = noise(40, 30, 3);
  const Image small = decoded(test::png_of(image), 20);
  EXPECT_EQ(small.width, 20);
  EXPECT_EQ(small.height, 15);
  EXPECT_EQ(small.pixels, resize(image, 20, 15).pixels);
  EXPECT_EQ(decoded(test::png_of(image), 40).pixels, image.pixels);
  EXPECT_EQ(decoded(test::png_of(image), 1).pixels.size(), 3U);
  // Turned pictures are measured by the same longer side.
  const Image turned =
      decoded(test::png_of(image, test::png_chunk("eXIf", test::exif_block(true, 6))), 20);
  EXPECT_EQ(turned.width, 15);
  EXPECT_EQ(turned.height, 20);
  EXPECT_EQ(turned.pixels, orient(resize(image, 20, 15), 6).pixels);
}

TEST(Decode, ErrorsHaveTheirCodes) {
  EXPECT_EQ(decode(test::baseline_jpeg(), 0).error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(code_of({}), ErrorCode::kEmptyFile);
  EXPECT_EQ(code_of({'h', 'e', 'l', 'l', 'o'}), ErrorCode::kUnsupportedFormat);
  EXPECT_EQ(code_of(test::png_header(60000, 60000, 8, 6)), ErrorCode::kImageTooLarge);
  // Whole chunks with right checks, but no zlib data in them.
  Buffer garbage = test::png_header(4, 4, 8, 2);
  append(garbage, test::png_chunk("IDAT", Buffer(60, 0x55)));
  append(garbage, test::png_chunk("IEND", {}));
  EXPECT_EQ(code_of(garbage), ErrorCode::kCorruptImage);
  // Fewer rows than the header promises.
  EXPECT_EQ(code_of(test::png_file(4, 4, 8, 2, Buffer(12))), ErrorCode::kCorruptImage);
  // A frame larger than the screen.
  EXPECT_EQ(code_of(test::gif_of(2, 2, {{0, 0, 3, 3, Buffer(9, 1)}})), ErrorCode::kCorruptImage);
}

TEST(Decode, HeicSaysWhatToDo) {
  Buffer heic;
  test::append_be(heic, 20, 4);
  test::append_text(heic, std::string_view("ftypheic\0\0\0\0heic", 16));
  test::append_be(heic, 8, 4);
  test::append_text(heic, "meta");
  test::append_be(heic, 8, 4);
  test::append_text(heic, "mdat");
  EXPECT_TRUE(inspect(heic).ok());
  const Error error = decode(heic, 100).error();
  EXPECT_EQ(error.code, ErrorCode::kUnsupportedFormat);
  EXPECT_NE(error.message.find("'Most compatible'"), std::string::npos);
}

TEST(Decode, DamageBetweenTheScansOfAProgressiveJpegIsAnError) {
  // stb_image returns a picture, half of it unset, when a segment behind the first scan is wrong.
  Buffer file = test::progressive_jpeg();
  const Buffer bad_table = test::jpeg_segment(0xDB, {0xF0, 1, 2, 3});
  bool scan_seen = false;
  for (size_t at = 2; at + 1 < file.size(); ++at) {
    if (file[at] == 0xFF && file[at + 1] != 0 && scan_seen) {
      file.insert(file.begin() + static_cast<ptrdiff_t>(at), bad_table.begin(), bad_table.end());
      break;
    }
    scan_seen = scan_seen || (file[at] == 0xFF && file[at + 1] == 0xDA);
  }
  EXPECT_TRUE(inspect(file).ok());
  EXPECT_EQ(code_of(file), ErrorCode::kCorruptImage);
}

TEST(Decode, APngThatInflatesBeyondItsSizeIsStopped) {
  const Buffer bomb = test::png_bomb(64U << 20);
  EXPECT_TRUE(inspect(bomb).ok());
  EXPECT_EQ(code_of(bomb), ErrorCode::kCorruptImage);
}

TEST(Decode, EveryBuildGivesTheSameBits) {
  // The constants are from a native build: vector code, fused arithmetic or another decoder path in
  // one of the builds would show here first.
  EXPECT_EQ(crc32(decoded(test::baseline_jpeg()).pixels), 0x97194A37U);
  EXPECT_EQ(crc32(decoded(test::progressive_jpeg()).pixels), 0x78FBCD2CU);
  const Image image = noise(101, 67, 3);
  EXPECT_EQ(crc32(resize(image, 40, 90).pixels), 0xC9575426U);
  std::vector<float> out(24 * 24 * 3);
  const Normalisation scale{{123.7F, 116.3F, 103.5F}, {58.4F, 57.1F, 57.4F}};
  sample_normalised(image, {-7.3F, 5.1F, 88.8F, 20.9F}, 24, 24, Padding::kReplicate, nullptr, scale,
                    out.data());
  const auto* bytes = reinterpret_cast<const uint8_t*>(out.data());
  EXPECT_EQ(crc32({bytes, out.size() * sizeof(float)}), 0x26B11990U);
}

}  // namespace
}  // namespace selinet
