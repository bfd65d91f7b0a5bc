// orient(), crop(), blending, and the sizes to aim at.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "image/transform.h"
#include "image_fixtures.h"

namespace selinet {
namespace {

using test::noise;

// Where pixel (x, y) of the stored picture is seen, by the table of the EXIF specification: which
// side the stored row 0 and column 0 are on.
std::pair<int32_t, int32_t> seen_at(int orientation, int32_t x, int32_t y, int32_t width,
                                    int32_t height) {
  switch (orientation) {
    case 2:  // row 0 top, column 0 right
      return {width - 1 - x, y};
    case 3:  // bottom, right
      return {width - 1 - x, height - 1 - y};
    case 4:  // bottom, left
      return {x, height - 1 - y};
    case 5:  // left, top
      return {y, x};
    case 6:  // right, top
      return {height - 1 - y, x};
    case 7:  // right, bottom
      return {height - 1 - y, width - 1 - x};
    case 8:  // left, bottom
      return {y, width - 1 - x};
    default:
      return {x, y};
  }
}

TEST(Orient, FollowsTheTableForAllEight) {
  for (const Size size : {Size{1, 1}, Size{1, 5}, Size{6, 1}, Size{7, 4}, Size{3, 8}}) {
    for (const int32_t channels : {1, 3, 4}) {
      const Image image = noise(size.width, size.height, channels);
      for (int orientation = 1; orientation <= 8; ++orientation) {
        const Image upright = orient(image, orientation);
        ASSERT_EQ(upright.width, orientation >= 5 ? size.height : size.width);
        ASSERT_EQ(upright.height, orientation >= 5 ? size.width : size.height);
        for (int32_t y = 0; y < size.height; ++y) {
          for (int32_t x = 0; x < size.width; ++x) {
            const auto [to_x, to_y] = seen_at(orientation, x, y, size.width, size.height);
            for (int32_t c = 0; c < channels; ++c) {
              ASSERT_EQ(upright.row(to_y)[to_x * channels + c], image.row(y)[x * channels + c])
                  << orientation;
            }
          }
        }
      }
    }
  }
}

TEST(Orient, OtherNumbersChangeNothing) {
  const Image image = noise(4, 3, 3);
  for (const int orientation : {-1, 0, 1, 9, 1000}) {
    EXPECT_EQ(orient(image, orientation).pixels, image.pixels);
  }
}

TEST(Crop, CopiesOrPadsPixelByPixel) {
  const uint8_t colour[3] = {1, 2, 3};
  struct Corner {
    int32_t x, y;
  };
  for (const int32_t channels : {3, 4}) {
    const Image image = noise(6, 5, channels);
    for (const Corner at :
         {Corner{0, 0}, Corner{2, 1}, Corner{-3, -2}, Corner{4, 3}, Corner{-9, 8}, Corner{20, 2}}) {
      for (const Padding padding : {Padding::kReplicate, Padding::kColour}) {
        const Image cut =
            crop(image, at.x, at.y, 5, 4, padding, padding == Padding::kColour ? colour : nullptr);
        ASSERT_EQ(cut.width, 5);
        ASSERT_EQ(cut.height, 4);
        for (int32_t y = 0; y < 4; ++y) {
          for (int32_t x = 0; x < 5; ++x) {
            const int32_t from_x = std::clamp(at.x + x, 0, 5);
            const int32_t from_y = std::clamp(at.y + y, 0, 4);
            const bool inside = from_x == at.x + x && from_y == at.y + y;
            for (int32_t c = 0; c < channels; ++c) {
              const uint8_t pad = c == 3 ? uint8_t{255} : colour[c];
              const uint8_t expected = inside || padding == Padding::kReplicate
                                           ? image.row(from_y)[from_x * channels + c]
                                           : pad;
              ASSERT_EQ(cut.row(y)[x * channels + c], expected);
            }
          }
        }
      }
    }
  }
}

TEST(Crop, CornersAtTheEndsOfTheNumberRangeStayOutside) {
  const Image image = noise(4, 4, 3);
  const uint8_t colour[3] = {7, 8, 9};
  for (const int32_t far :
       {std::numeric_limits<int32_t>::max(), std::numeric_limits<int32_t>::min()}) {
    const Image cut = crop(image, far, far, 3, 3, Padding::kColour, colour);
    for (size_t i = 0; i < cut.pixels.size(); ++i) EXPECT_EQ(cut.pixels[i], colour[i % 3]);
  }
}

TEST(Blend, IsTheRoundedMixWithWhite) {
  for (int value = 0; value < 256; value += 5) {
    for (int alpha = 0; alpha < 256; ++alpha) {
      const uint8_t pixel[4] = {static_cast<uint8_t>(value), 0, 255, static_cast<uint8_t>(alpha)};
      const Image blended = blend_over_white(pixel, 1, 1);
      ASSERT_EQ(blended.channels, 3);
      ASSERT_NEAR(blended.pixels[0], (value * alpha + 255.0 * (255 - alpha)) / 255.0, 0.5);
      ASSERT_EQ(blended.pixels[1], 255 - alpha);
      ASSERT_EQ(blended.pixels[2], 255);
    }
  }
}

TEST(FitWithin, KeepsProportionsAndNeverGrows) {
  const auto fit = [](int32_t width, int32_t height, int32_t side) {
    const Size size = fit_within({width, height}, side);
    return std::pair(size.width, size.height);
  };
  EXPECT_EQ(fit(4000, 3000, 1600), std::pair(1600, 1200));
  EXPECT_EQ(fit(3000, 4000, 1600), std::pair(1200, 1600));
  EXPECT_EQ(fit(1600, 900, 1600), std::pair(1600, 900));
  EXPECT_EQ(fit(20, 10, 1600), std::pair(20, 10));
  EXPECT_EQ(fit(65535, 1, 1600), std::pair(1600, 1));
  EXPECT_EQ(fit(3, 65535, 1), std::pair(1, 1));
  EXPECT_EQ(fit(4032, 3024, 1000), std::pair(1000, 750));
}

TEST(LetterboxGeometry, CentresAndInverts) {
  const Letterbox wide = letterbox({400, 200}, {100, 100});
  EXPECT_FLOAT_EQ(wide.scale, 0.25F);
  EXPECT_FLOAT_EQ(wide.offset_x, 0.0F);
  EXPECT_FLOAT_EQ(wide.offset_y, 25.0F);
  EXPECT_FLOAT_EQ(wide.source.y0, -100.0F);
  EXPECT_FLOAT_EQ(wide.source.y1, 300.0F);
  EXPECT_FLOAT_EQ(wide.source.x0, 0.0F);
  EXPECT_FLOAT_EQ(wide.source.x1, 400.0F);
  const Letterbox tall = letterbox({3, 7}, {224, 224});
  EXPECT_FLOAT_EQ(tall.offset_y, 0.0F);
  EXPECT_NEAR(tall.offset_x * 2 + 3 * tall.scale, 224.0, 1e-3);
}

}  // namespace
}  // namespace selinet
