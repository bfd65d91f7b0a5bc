// resize() and sample_normalised() against the definition in transform.h, written down directly.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "image/transform.h"
#include "image_fixtures.h"

namespace selinet {
namespace {

using test::noise;
using test::plain;

// Weight of source pixel `pixel` in result pixel `index` of an axis.
double naive_weight(double start, double step, int32_t index, int32_t pixel) {
  if (step > 1.0) {
    const double from = start + index * step;
    return std::max(0.0, std::min(from + step, pixel + 1.0) -
                             std::max(from, static_cast<double>(pixel))) /
           step;
  }
  const double centre = start + (index + 0.5) * step - 0.5;
  return std::max(0.0, 1.0 - std::abs(centre - pixel));
}

// One channel of one result pixel; `pad` null replicates.
double naive_sample(const Image& image, RectF box, Size size, int32_t x, int32_t y, int c,
                    const uint8_t* pad) {
  const double step_x = (double{box.x1} - box.x0) / size.width;
  const double step_y = (double{box.y1} - box.y0) / size.height;
  const auto first = [](double at) { return static_cast<int32_t>(std::floor(at)) - 2; };
  double sum = 0.0;
  for (int32_t sy = first(box.y0 + y * step_y); sy <= box.y0 + (y + 1) * step_y + 2; ++sy) {
    const double weight_y = naive_weight(box.y0, step_y, y, sy);
    for (int32_t sx = first(box.x0 + x * step_x);
         weight_y > 0 && sx <= box.x0 + (x + 1) * step_x + 2; ++sx) {
      const double weight = weight_y * naive_weight(box.x0, step_x, x, sx);
      const bool inside = sx >= 0 && sy >= 0 && sx < image.width && sy < image.height;
      const uint8_t* pixel =
          image.row(std::clamp(sy, 0, image.height - 1)) +
          static_cast<ptrdiff_t>(std::clamp(sx, 0, image.width - 1)) * image.channels;
      sum += weight * (inside || pad == nullptr ? pixel[c] : pad[c]);
    }
  }
  return sum;
}

void expect_resize_like_naive(const Image& image, Size size) {
  const Image result = resize(image, size.width, size.height);
  ASSERT_EQ(result.width, size.width);
  ASSERT_EQ(result.height, size.height);
  ASSERT_EQ(result.channels, image.channels);
  ASSERT_EQ(result.pixels.size(), static_cast<size_t>(size.width * size.height * image.channels));
  const RectF whole{0, 0, static_cast<float>(image.width), static_cast<float>(image.height)};
  for (int32_t y = 0; y < size.height; ++y) {
    for (int32_t x = 0; x < size.width; ++x) {
      for (int c = 0; c < image.channels; ++c) {
        const double expected = naive_sample(image, whole, size, x, y, c, nullptr);
        // Half a step of rounding, and a hair for single precision.
        ASSERT_NEAR(result.row(y)[x * image.channels + c], expected, 0.5005)
            << image.width << "x" << image.height << " to " << size.width << "x" << size.height
            << " at " << x << "," << y;
      }
    }
  }
}

void expect_sample_like_naive(const Image& image, RectF box, Size size) {
  const Normalisation scale{{127.0F, 100.0F, 3.5F}, {128.0F, 57.0F, 1.0F}};
  const uint8_t colour[3] = {9, 200, 255};
  for (const Padding padding : {Padding::kReplicate, Padding::kColour}) {
    const uint8_t* pad = padding == Padding::kColour ? colour : nullptr;
    std::vector<float> out(
        static_cast<size_t>(size.width) * static_cast<size_t>(size.height) * 3 + 1, -77.0F);
    sample_normalised(image, box, size.width, size.height, padding, pad, scale, out.data());
    EXPECT_EQ(out.back(), -77.0F) << "wrote behind the end";
    for (int32_t y = 0; y < size.height; ++y) {
      for (int32_t x = 0; x < size.width; ++x) {
        for (int c = 0; c < 3; ++c) {
          const double value = naive_sample(image, box, size, x, y, c, pad);
          const auto index =
              (static_cast<size_t>(y) * static_cast<size_t>(size.width) + static_cast<size_t>(x)) *
                  3 +
              static_cast<size_t>(c);
          ASSERT_NEAR(out[index] * scale.std[c] + scale.mean[c], value, 2e-3)
              << "box " << box.x0 << "," << box.y0 << "," << box.x1 << "," << box.y1 << " to "
              << size.width << "x" << size.height << " at " << x << "," << y << "," << c
              << (pad ? " colour" : " replicate");
        }
      }
    }
  }
}

TEST(Resize, IsTheNaiveFilterOverOddSizes) {
  const Size sizes[] = {{1, 1}, {2, 3}, {5, 1}, {1, 7}, {13, 11}, {16, 16}, {31, 8}, {40, 37}};
  for (const Size from : sizes) {
    for (const int32_t channels : {1, 3, 4}) {
      const Image image = noise(from.width, from.height, channels);
      for (const Size to : sizes) {
        expect_resize_like_naive(image, to);
      }
    }
  }
}

TEST(Resize, HugeRatiosKeepTheAverage) {
  expect_resize_like_naive(noise(4001, 3, 3), {1, 1});
  expect_resize_like_naive(noise(3, 4001, 1), {2, 2});
  expect_resize_like_naive(noise(1, 1, 3), {257, 3});
  const Image white = resize(plain(65535, 1, {255, 128, 0}), 1, 1);
  EXPECT_EQ(white.pixels, (std::vector<uint8_t>{255, 128, 0}));
}

TEST(Resize, SameSizeIsACopy) {
  const Image image = noise(19, 7, 3);
  EXPECT_EQ(resize(image, 19, 7).pixels, image.pixels);
}

TEST(Resize, PlainColoursStayExactly) {
  for (const int value : {0, 1, 127, 254, 255}) {
    const auto grey = static_cast<uint8_t>(value);
    const Image image = plain(37, 23, {grey, grey, grey});
    for (const Size size : {Size{10, 9}, Size{36, 22}, Size{64, 50}, Size{1, 1}}) {
      for (const uint8_t got : resize(image, size.width, size.height).pixels) {
        ASSERT_EQ(got, grey);
      }
    }
  }
}

TEST(Sample, IsTheNaiveFilterInsideAndOutside) {
  const RectF boxes[] = {
      {0, 0, 17, 11},               // all of it
      {3, 2, 9, 10},                // whole pixels
      {2.25F, 1.5F, 12.75F, 9.1F},  // fractions
      {-5, -4, 8, 6},               // over the upper left corner
      {10.5F, 6.3F, 30, 25},        // over the lower right corner
      {-20, -30, 40, 50},           // around everything
      {-40, -40, -20, -15},         // beside it
      {25, 3, 60, 8},               // to the right of it
      {5.4F, 5.4F, 5.6F, 5.6F},     // within one pixel
      {-0.5F, -0.5F, 0.5F, 0.5F},   // half a pixel
      {16.9F, 10.9F, 17.1F, 11.1F},
      {-300, 2, 400, 3},  // wide and flat
  };
  for (const int32_t channels : {3, 4}) {
    const Image image = noise(17, 11, channels, 5);
    for (const RectF box : boxes) {
      for (const Size size : {Size{1, 1}, Size{4, 3}, Size{17, 11}, Size{30, 41}}) {
        expect_sample_like_naive(image, box, size);
      }
    }
  }
}

TEST(Sample, OnePixelPhoto) {
  const Image image = plain(1, 1, {10, 20, 30});
  for (const RectF box : {RectF{0, 0, 1, 1}, RectF{-3, -3, 4, 4}, RectF{0.2F, 0.2F, 0.4F, 0.9F}}) {
    expect_sample_like_naive(image, box, {3, 2});
  }
}

TEST(Sample, BoxesWithoutAnAreaAreAllPadding) {
  const float infinite = std::numeric_limits<float>::infinity();
  const float none = std::numeric_limits<float>::quiet_NaN();
  const Image image = noise(5, 5, 3);
  const uint8_t colour[3] = {50, 60, 70};
  const RectF boxes[] = {{2, 2, 2, 4},        {2, 2, 4, 2},        {4, 1, 2, 3},
                         {none, 0, 5, 5},     {0, 0, infinite, 5}, {-infinite, 0, 5, 5},
                         {1e30F, 0, 1e30F, 5}};
  for (const RectF box : boxes) {
    std::vector<float> out(12, -1.0F);
    sample_normalised(image, box, 2, 2, Padding::kColour, colour, {}, out.data());
    for (size_t i = 0; i < out.size(); ++i) EXPECT_EQ(out[i], colour[i % 3]);
    sample_normalised(image, box, 2, 2, Padding::kReplicate, nullptr, {}, out.data());
    for (const float value : out) EXPECT_EQ(value, 0.0F);
  }
}

TEST(Sample, EnormousBoxesCostNothingAndAreNearlyAllPadding) {
  const Image image = noise(5, 5, 3);
  const uint8_t colour[3] = {50, 60, 70};
  for (const float reach : {1e6F, 1e12F, 1e38F, 3e38F}) {
    std::vector<float> out(27);
    sample_normalised(image, {-reach, -reach, reach, reach}, 3, 3, Padding::kColour, colour, {},
                      out.data());
    for (size_t i = 0; i < out.size(); ++i) EXPECT_NEAR(out[i], colour[i % 3], 1e-3);
    sample_normalised(image, {-reach, -reach, reach, reach}, 3, 3, Padding::kReplicate, nullptr, {},
                      out.data());
    EXPECT_NEAR(out[0], image.pixels[0], 1e-3);
    EXPECT_NEAR(out[26], image.pixels[74], 1e-3);
  }
}

TEST(Sample, LetterboxPutsThePhotoWhereItSays) {
  const Image image = plain(40, 10, {255, 255, 255});
  const Letterbox box = letterbox({40, 10}, {20, 20});
  const uint8_t black[3] = {0, 0, 0};
  std::vector<float> out(20 * 20 * 3);
  sample_normalised(image, box.source, 20, 20, Padding::kColour, black, {}, out.data());
  for (int y = 0; y < 20; ++y) {
    const bool photo = y >= box.offset_y && y < 20 - box.offset_y;
    for (int x = 0; x < 20; ++x) {
      EXPECT_NEAR(out[static_cast<size_t>((y * 20 + x) * 3)],
                  photo && y >= 8 && y < 13 ? 255.0
                  : photo                   ? 127.5
                                            : 0.0,
                  128.0);
    }
  }
  EXPECT_NEAR(out[static_cast<size_t>(10 * 20 * 3)], 255.0, 1e-3);
  EXPECT_NEAR(out[0], 0.0, 1e-3);
}

}  // namespace
}  // namespace selinet
