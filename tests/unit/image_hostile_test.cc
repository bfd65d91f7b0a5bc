// Random damage to sound files: whatever happens, it is a picture within limits or an error of a
// picture's kind, never a crash. Seeded, so a failure repeats; the sanitizer builds watch the
// memory.
#include <gtest/gtest.h>

#include <random>

#include "image_fixtures.h"
#include "selinet/image.h"

namespace selinet {
namespace {

using test::Buffer;
using test::noise;

constexpr int kRounds = 6000;  // a file, about a second in all

bool is_picture_error(ErrorCode code) {
  switch (code) {
    case ErrorCode::kEmptyFile:
    case ErrorCode::kUnsupportedFormat:
    case ErrorCode::kCorruptImage:
    case ErrorCode::kTruncatedImage:
    case ErrorCode::kImageTooLarge:
      return true;
    default:
      return false;
  }
}

class Damage {
 public:
  explicit Damage(uint32_t seed) : random_(seed) {}

  // One to eight small injuries.
  Buffer operator()(Buffer bytes) {
    for (size_t i = below(8) + 1; i > 0 && !bytes.empty(); --i) {
      const size_t at = below(bytes.size());
      switch (below(6)) {
        case 0:
          bytes[at] = static_cast<uint8_t>(random_());
          break;
        case 1:
          bytes[at] ^= static_cast<uint8_t>(1U << below(8));
          break;
        case 2:
          bytes[at] = below(2) == 0 ? 0xFF : 0x00;
          break;
        case 3:
          bytes.resize(at);
          break;
        case 4:
          bytes.erase(bytes.begin() + static_cast<ptrdiff_t>(at));
          break;
        default:
          bytes.insert(bytes.begin() + static_cast<ptrdiff_t>(at), bytes[below(bytes.size())]);
      }
    }
    return bytes;
  }

 private:
  size_t below(size_t limit) { return random_() % limit; }

  std::mt19937 random_;
};

void hammer(const Buffer& sound, void (*repair)(Buffer&) = nullptr) {
  ASSERT_TRUE(decode(sound, 100).ok());
  ImageLimits limits;
  limits.max_pixels = 300'000;
  Damage damage(static_cast<uint32_t>(sound.size()));
  for (int round = 0; round < kRounds; ++round) {
    Buffer bytes = damage(sound);
    if (repair != nullptr) repair(bytes);
    bytes.shrink_to_fit();  // so that a sanitizer sees the first byte behind the end
    ImageInfo info;
    const Result<Image> result = decode(bytes, 50, limits, &info);
    if (result.ok()) {
      const Image& image = result.value();
      ASSERT_GE(image.width, 1);
      ASSERT_LE(std::max(image.width, image.height), 50);
      ASSERT_EQ(image.pixels.size(), static_cast<size_t>(image.width * image.height * 3));
    } else {
      ASSERT_TRUE(is_picture_error(result.error().code))
          << error_code_name(result.error().code) << round;
      ASSERT_FALSE(result.error().message.empty());
    }
  }
}

TEST(Hostile, DamagedJpeg) {
  hammer(test::jpeg_with(test::baseline_jpeg(), test::exif_segment(test::exif_block(true, 6))));
  hammer(test::progressive_jpeg());
  hammer(test::cmyk_jpeg());
}

TEST(Hostile, DamagedPng) {
  hammer(test::png_of(noise(9, 7, 4), test::png_chunk("eXIf", test::exif_block(false, 3))));
  // With checks made right again, so that the damage reaches the decoder.
  hammer(test::png_of(noise(9, 7, 3)), test::repair_png_checks);
  const Buffer palette = test::png_chunk("PLTE", {255, 0, 0, 0, 255, 0});
  hammer(test::png_file(8, 8, 1, 3, Buffer(8, 0x55), palette), test::repair_png_checks);
  hammer(test::png_file(5, 5, 16, 6, Buffer(200, 0x55)), test::repair_png_checks);
}

TEST(Hostile, DamagedBmp) { hammer(test::bmp_of(noise(9, 7, 3))); }

TEST(Hostile, DamagedGif) {
  hammer(test::gif_of(9, 7, {{1, 1, 5, 5, Buffer(25, 1), 2}, {0, 0, 9, 7, Buffer(63, 2)}}, 1));
}

TEST(Hostile, NoiseOfAllLengths) {
  std::mt19937 random(7);
  for (size_t size = 0; size < 600; ++size) {
    Buffer bytes(size);
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
    EXPECT_FALSE(decode(bytes, 100).ok());
  }
}

}  // namespace
}  // namespace selinet
