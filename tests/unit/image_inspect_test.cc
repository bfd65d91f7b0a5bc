// What inspect() recognises, refuses, and says.
#include <gtest/gtest.h>

#include <string>

#include "image/crc32.h"
#include "image_fixtures.h"
#include "selinet/image.h"

namespace selinet {
namespace {

using test::append;
using test::append_be;
using test::append_text;
using test::Buffer;
using test::noise;

ErrorCode code_of(const Buffer& bytes, const ImageLimits& limits = {}) {
  const Result<ImageInfo> result = inspect(bytes, limits);
  if (!result.ok()) {
    EXPECT_FALSE(result.error().message.empty());
    EXPECT_EQ(result.error().message.back(), '.') << result.error().message;
  }
  return result.error().code;
}

Buffer text(std::string_view content) { return Buffer(content.begin(), content.end()); }

std::string message_of(std::string_view content) {
  const Result<ImageInfo> result = inspect(text(content));
  EXPECT_EQ(result.error().code, ErrorCode::kUnsupportedFormat) << content;
  return result.error().message;
}

Buffer box(std::string_view type, const Buffer& content) {
  Buffer bytes;
  append_be(bytes, content.size() + 8, 4);
  append_text(bytes, type);
  append(bytes, content);
  return bytes;
}

Buffer iso_file(std::string_view brands) {
  Buffer file = box("ftyp", text(brands));
  append(file, box("meta", Buffer(20)));
  append(file, box("mdat", Buffer(50)));
  return file;
}

Buffer webp_file() {
  Buffer file = text("RIFF");
  test::append_le(file, 4 + 8 + 10, 4);
  append_text(file, "WEBPVP8L");
  test::append_le(file, 10, 4);
  file.resize(file.size() + 10);
  return file;
}

// Every proper beginning of `whole` must be refused, and once its format shows as cut short.
void expect_no_beginning_passes(const Buffer& whole, size_t telling) {
  ASSERT_EQ(code_of(whole), ErrorCode::kOk);
  for (size_t size = 0; size < whole.size(); ++size) {
    const Buffer cut(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size));
    const ErrorCode code = code_of(cut);
    if (size == 0) {
      EXPECT_EQ(code, ErrorCode::kEmptyFile);
    } else if (size >= telling) {
      EXPECT_EQ(code, ErrorCode::kTruncatedImage) << size;
    } else {
      EXPECT_NE(code, ErrorCode::kOk) << size;
    }
    EXPECT_FALSE(decode(cut, 100).ok()) << size;
  }
}

TEST(Inspect, ReadsFormatAndSize) {
  const struct {
    Buffer bytes;
    ImageFormat format;
    int32_t width, height;
  } cases[] = {
      {test::baseline_jpeg(), ImageFormat::kJpeg, 24, 16},
      {test::progressive_jpeg(), ImageFormat::kJpeg, 24, 16},
      {test::png_of(noise(5, 7, 3)), ImageFormat::kPng, 5, 7},
      {test::bmp_of(noise(5, 7, 3)), ImageFormat::kBmp, 5, 7},
      {test::bmp_of(noise(5, 7, 3), true), ImageFormat::kBmp, 5, 7},
      {test::gif_of(5, 7, {{0, 0, 1, 1, {1}}}), ImageFormat::kGif, 5, 7},
      {webp_file(), ImageFormat::kWebp, 0, 0},
      {iso_file(std::string_view("avif\0\0\0\0mif1", 12)), ImageFormat::kAvif, 0, 0},
      {iso_file(std::string_view("mif1\0\0\0\0avifmiaf", 16)), ImageFormat::kAvif, 0, 0},
      {iso_file(std::string_view("heic\0\0\0\0mif1heic", 16)), ImageFormat::kHeic, 0, 0},
  };
  for (const auto& expected : cases) {
    const Result<ImageInfo> info = inspect(expected.bytes);
    ASSERT_TRUE(info.ok()) << image_format_name(expected.format) << info.error().message;
    EXPECT_EQ(info.value().format, expected.format);
    EXPECT_EQ(info.value().stored_width, expected.width);
    EXPECT_EQ(info.value().stored_height, expected.height);
    EXPECT_EQ(info.value().orientation, 1);
  }
}

TEST(Inspect, NothingCutShortPasses) {
  expect_no_beginning_passes(test::baseline_jpeg(), 2);
  expect_no_beginning_passes(test::progressive_jpeg(), 2);
  expect_no_beginning_passes(test::cmyk_jpeg(), 2);
  expect_no_beginning_passes(test::png_of(noise(9, 9, 3)), 4);
  expect_no_beginning_passes(test::bmp_of(noise(5, 7, 3)), 2);
  Buffer gif = test::gif_of(9, 9, {{0, 0, 9, 9, Buffer(81, 1)}});
  gif.pop_back();  // the trailer is behind the first frame
  expect_no_beginning_passes(gif, 6);
  ASSERT_EQ(code_of(webp_file()), ErrorCode::kOk);
  const Buffer avif = iso_file(std::string_view("avif\0\0\0\0mif1", 12));
  for (const Buffer& whole : {webp_file(), avif}) {
    for (size_t size = 12; size < whole.size(); ++size) {
      EXPECT_EQ(code_of(Buffer(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size))),
                ErrorCode::kTruncatedImage)
          << size;
    }
  }
}

TEST(Inspect, BytesBehindTheEndAreFine) {
  for (Buffer file :
       {test::baseline_jpeg(), test::png_of(noise(3, 3, 3)), test::bmp_of(noise(3, 3, 3)),
        test::gif_of(1, 1, {{0, 0, 1, 1, {1}}}), webp_file()}) {
    append(file, Buffer(1000, 0xFF));
    EXPECT_EQ(code_of(file), ErrorCode::kOk);
  }
}

TEST(Inspect, EmptyAndOverTheByteLimit) {
  EXPECT_EQ(code_of({}), ErrorCode::kEmptyFile);
  ImageLimits limits;
  limits.max_bytes = 100;
  EXPECT_EQ(code_of(test::baseline_jpeg(), limits), ErrorCode::kImageTooLarge);
  limits.max_bytes = -1;
  EXPECT_EQ(code_of(test::baseline_jpeg(), limits), ErrorCode::kImageTooLarge);
}

TEST(Inspect, PixelLimitsHoldBeforeAnythingElseIsLookedAt) {
  // Only a header, nothing behind it: the size is what gets reported.
  EXPECT_EQ(code_of(test::png_header(60000, 60000, 8, 6)), ErrorCode::kImageTooLarge);
  EXPECT_EQ(code_of(test::png_header(0x7FFFFFFF, 0x7FFFFFFF, 8, 6)), ErrorCode::kImageTooLarge);
  EXPECT_EQ(code_of(test::png_header(0xFFFFFFFF, 1, 8, 6)), ErrorCode::kImageTooLarge);
  EXPECT_EQ(code_of(test::png_header(70000, 1, 8, 6)), ErrorCode::kImageTooLarge);
  EXPECT_EQ(code_of(test::png_header(0, 5, 8, 6)), ErrorCode::kCorruptImage);
  Buffer wrong_check = test::png_header(60000, 60000, 8, 6);
  wrong_check.back() ^= 1;
  EXPECT_EQ(code_of(wrong_check), ErrorCode::kImageTooLarge);
  Buffer bmp = test::bmp_of(noise(2, 2, 3));
  bmp[20] = 1;  // width 65538
  EXPECT_EQ(code_of(bmp), ErrorCode::kImageTooLarge);
  bmp[20] = 0;
  bmp[22] = bmp[23] = bmp[24] = 0;
  bmp[25] = 0x80;  // height -2^31
  EXPECT_EQ(code_of(bmp), ErrorCode::kImageTooLarge);
  EXPECT_EQ(code_of(test::gif_of(65535, 65535, {})), ErrorCode::kImageTooLarge);
  EXPECT_EQ(code_of(test::gif_of(0, 5, {})), ErrorCode::kCorruptImage);
  ImageLimits limits;
  limits.max_pixels = 24 * 16;
  EXPECT_EQ(code_of(test::baseline_jpeg(), limits), ErrorCode::kOk);
  limits.max_pixels -= 1;
  EXPECT_EQ(code_of(test::baseline_jpeg(), limits), ErrorCode::kImageTooLarge);
}

TEST(Inspect, NamesWhatIsNotAPicture) {
  using std::string_view_literals::operator""sv;
  EXPECT_NE(message_of("Dear diary,\nthis is no photo.\n").find("text"), std::string::npos);
  EXPECT_NE(message_of("BMW is a maker of cars.").find("text"), std::string::npos);
  EXPECT_NE(message_of("<svg xmlns='http://www.w3.org/2000/svg'/>").find("SVG"), std::string::npos);
  EXPECT_NE(message_of("\xEF\xBB\xBF <?xml version='1.0'?><!-- x --><SVG/>").find("SVG"),
            std::string::npos);
  EXPECT_NE(message_of("<!DOCTYPE html><title>x</title>").find("web page"), std::string::npos);
  EXPECT_NE(message_of("PK\x03\x04 and more").find("archive"), std::string::npos);
  EXPECT_NE(message_of("%PDF-1.7").find("PDF"), std::string::npos);
  EXPECT_NE(message_of("II*\0 and more"sv).find("TIFF"), std::string::npos);
  EXPECT_NE(message_of("MM\0* and more"sv).find("TIFF"), std::string::npos);
  EXPECT_NE(message_of("\x1A\x45\xDF\xA3 matroska").find("video"), std::string::npos);
  EXPECT_NE(message_of("RIFF\x10\0\0\0AVI LIST"sv).find("video"), std::string::npos);
  EXPECT_NE(message_of("\0\0\0\x10"
                       "ftypisom\0\0\0\0"sv)
                .find("video"),
            std::string::npos);
  EXPECT_NE(message_of("\0\0\0\x10"
                       "ftypcrx \0\0\0\0"sv)
                .find("raw"),
            std::string::npos);
  EXPECT_NE(message_of("\x01\x02\x03").find("not a picture"), std::string::npos);
}

TEST(InspectJpeg, ReadsTheOrientationAndIgnoresHostileExif) {
  for (uint16_t orientation = 1; orientation <= 8; ++orientation) {
    const Buffer file = test::jpeg_with(test::baseline_jpeg(),
                                        test::exif_segment(test::exif_block(false, orientation)));
    const Result<ImageInfo> info = inspect(file);
    ASSERT_TRUE(info.ok());
    EXPECT_EQ(info.value().orientation, orientation);
    EXPECT_EQ(info.value().upright_width(), orientation >= 5 ? 16 : 24);
    EXPECT_EQ(info.value().upright_height(), orientation >= 5 ? 24 : 16);
  }
  Buffer outside = test::exif_block(true, 6);
  outside[4] = outside[5] = outside[6] = 0xFF;
  const Result<ImageInfo> info =
      inspect(test::jpeg_with(test::baseline_jpeg(), test::exif_segment(outside)));
  ASSERT_TRUE(info.ok());
  EXPECT_EQ(info.value().orientation, 1);
}

TEST(InspectJpeg, AThumbnailInsideASegmentDoesNotEndThePicture) {
  const Buffer whole =
      test::jpeg_with(test::baseline_jpeg(), test::jpeg_segment(0xE1, test::progressive_jpeg()));
  const Result<ImageInfo> info = inspect(whole);
  ASSERT_TRUE(info.ok());
  EXPECT_EQ(info.value().stored_width, 24);
  expect_no_beginning_passes(whole, 2);
}

TEST(InspectJpeg, FillBytesAndStrayBytesBetweenSegmentsAreFine) {
  Buffer filled = test::jpeg_with(test::baseline_jpeg(), {0xFF, 0xFF, 0xFF, 0xFE, 0, 4, 'h', 'i'});
  EXPECT_EQ(code_of(filled), ErrorCode::kOk);
  EXPECT_TRUE(decode(filled, 100).ok());
  filled.insert(filled.end() - 2, {0xFF, 0xFF, 0xFF});
  EXPECT_EQ(code_of(filled), ErrorCode::kOk);
}

TEST(InspectJpeg, ContradictionsAreCorrupt) {
  EXPECT_EQ(code_of({0xFF, 0xD8, 0xFF, 0xD9}), ErrorCode::kCorruptImage);  // nothing between
  EXPECT_EQ(code_of({0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9}),
            ErrorCode::kCorruptImage);  // scan, no frame
  EXPECT_EQ(code_of({0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0xFF, 0xD9}),
            ErrorCode::kCorruptImage);  // length 1
  EXPECT_EQ(code_of({0xFF, 0xD8, 0xFF, 0xC0, 0, 4, 8, 0, 0xFF, 0xD9}), ErrorCode::kCorruptImage);
  const Buffer frame = test::jpeg_segment(0xC0, {8, 0, 16, 0, 24, 1, 1, 0x11, 0});
  EXPECT_EQ(code_of(test::jpeg_with(test::baseline_jpeg(), frame)),
            ErrorCode::kCorruptImage);  // two frames
}

TEST(InspectJpeg, RareKindsAreNamed) {
  const auto with_frame = [](uint8_t marker, const Buffer& payload) {
    Buffer file = {0xFF, 0xD8};
    append(file, test::jpeg_segment(marker, payload));
    return file;
  };
  EXPECT_EQ(code_of(with_frame(0xC3, {8, 0, 16, 0, 24, 3})), ErrorCode::kUnsupportedFormat);
  EXPECT_EQ(code_of(with_frame(0xC9, {8, 0, 16, 0, 24, 3})), ErrorCode::kUnsupportedFormat);
  EXPECT_EQ(code_of(with_frame(0xC1, {12, 0, 16, 0, 24, 3})), ErrorCode::kUnsupportedFormat);
  EXPECT_EQ(code_of(with_frame(0xC0, {8, 0, 16, 0, 24, 2})), ErrorCode::kUnsupportedFormat);
  EXPECT_EQ(code_of(with_frame(0xC0, {8, 0, 0, 0, 24, 3})), ErrorCode::kUnsupportedFormat);
  EXPECT_EQ(code_of(with_frame(0xC0, {8, 0xFF, 0xFF, 0xFF, 0xFF, 3})), ErrorCode::kImageTooLarge);
  EXPECT_EQ(code_of(with_frame(0xC0, {8, 0, 1, 0, 0, 3})), ErrorCode::kCorruptImage);
}

TEST(InspectJpeg, ASecondPictureInsideTheFirstMeansItWasCut) {
  Buffer file = test::baseline_jpeg();
  file.resize(file.size() - 40);
  append(file, test::baseline_jpeg());
  EXPECT_EQ(code_of(file), ErrorCode::kTruncatedImage);
}

TEST(InspectJpeg, ThousandsOfScansAreRefused) {
  Buffer file = test::baseline_jpeg();
  file.resize(file.size() - 2);
  for (int i = 0; i < 1000; ++i) append(file, test::jpeg_segment(0xDA, {1, 1, 0, 0, 63, 0}));
  append(file, {0xFF, 0xD9});
  EXPECT_EQ(code_of(file), ErrorCode::kCorruptImage);
}

TEST(InspectPng, ChecksOfCriticalChunksAreVerified) {
  const Buffer whole = test::png_of(noise(4, 4, 3));
  for (size_t at = 8; at < whole.size(); ++at) {
    Buffer changed = whole;
    changed[at] ^= 0x04;
    EXPECT_NE(code_of(changed), ErrorCode::kOk) << at;
  }
  Buffer comment = test::png_chunk("tEXt", {'a', 0, 'b'});
  comment.back() ^= 1;  // nobody needs a comment
  EXPECT_EQ(code_of(test::png_of(noise(4, 4, 3), comment)), ErrorCode::kOk);
}

TEST(InspectPng, ReadsTheOrientationChunk) {
  const Buffer chunk = test::png_chunk("eXIf", test::exif_block(true, 6));
  const Result<ImageInfo> info = inspect(test::png_of(noise(4, 2, 3), chunk));
  ASSERT_TRUE(info.ok());
  EXPECT_EQ(info.value().orientation, 6);
}

TEST(InspectPng, BadHeadersAndMissingData) {
  Buffer no_data = test::png_header(4, 4, 8, 2);
  append(no_data, test::png_chunk("IEND", {}));
  EXPECT_EQ(code_of(no_data), ErrorCode::kCorruptImage);
  EXPECT_EQ(code_of(test::png_file(4, 4, 3, 2, Buffer(48))), ErrorCode::kCorruptImage);  // depth 3
  EXPECT_EQ(code_of(test::png_file(4, 4, 8, 5, Buffer(48))),
            ErrorCode::kCorruptImage);  // colour type 5
  EXPECT_EQ(code_of(test::png_file(4, 4, 16, 3, Buffer(48))),
            ErrorCode::kCorruptImage);  // 16-bit palette
  Buffer converted = test::png_of(noise(4, 4, 3));
  converted.erase(converted.begin() + 4);  // "\r\n" made "\n"
  EXPECT_EQ(code_of(converted), ErrorCode::kCorruptImage);
  Buffer apple = test::png_of(noise(4, 4, 3));
  const Buffer chunk = test::png_chunk("CgBI", {0, 0, 0, 0});
  apple.insert(apple.begin() + 8, chunk.begin(), chunk.end());
  EXPECT_EQ(code_of(apple), ErrorCode::kUnsupportedFormat);
}

TEST(InspectBmp, RareKindsAreNamed) {
  const Buffer good = test::bmp_of(noise(4, 4, 3));
  const auto changed = [&](size_t at, uint8_t value) {
    Buffer file = good;
    file[at] = value;
    return code_of(file);
  };
  EXPECT_EQ(changed(30, 1), ErrorCode::kUnsupportedFormat);  // run lengths
  EXPECT_EQ(changed(30, 4), ErrorCode::kUnsupportedFormat);  // a JPEG inside
  EXPECT_EQ(changed(28, 2), ErrorCode::kUnsupportedFormat);  // bits a pixel
  EXPECT_EQ(changed(14, 52), ErrorCode::kUnsupportedFormat);
  EXPECT_EQ(changed(14, 3), ErrorCode::kCorruptImage);
  EXPECT_EQ(changed(10, 20), ErrorCode::kCorruptImage);  // pixels within the header
  EXPECT_EQ(changed(11, 20), ErrorCode::kTruncatedImage);
  EXPECT_EQ(changed(18, 200), ErrorCode::kTruncatedImage);  // wider than its data
}

TEST(InspectGif, FilesWithoutAFrameAreCorrupt) {
  EXPECT_EQ(code_of(test::gif_of(4, 4, {})), ErrorCode::kTruncatedImage);  // ends at the trailer
  Buffer file = test::gif_of(4, 4, {});
  append(file, {0, 0});
  EXPECT_EQ(code_of(file), ErrorCode::kCorruptImage);
}

TEST(Crc32, KnownValue) {
  EXPECT_EQ(crc32(text("123456789")), 0xCBF43926U);
  EXPECT_EQ(crc32({}), 0U);
}

}  // namespace
}  // namespace selinet
