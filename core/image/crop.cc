#include <algorithm>
#include <cassert>

#include "transform.h"

namespace selinet {

Image crop(const Image& image, int32_t x, int32_t y, int32_t width, int32_t height, Padding padding,
           const uint8_t colour[3]) {
  assert(image.channels == 3 || image.channels == 4);
  assert(image.width > 0 && image.height > 0 && width > 0 && height > 0);
  assert(padding == Padding::kReplicate || colour != nullptr);
  const auto channels = static_cast<size_t>(image.channels);
  Image result{width, height, image.channels, {}};
  result.pixels.resize(static_cast<size_t>(width) * static_cast<size_t>(height) * channels);
  uint8_t outside[4] = {0, 0, 0, 255};
  if (padding == Padding::kColour) {
    std::copy_n(colour, 3, outside);
  }
  // 64 bits: a corner near the ends of the number range must not wrap around into the photo.
  for (int32_t row = 0; row < height; ++row) {
    const int64_t wanted_y = int64_t{y} + row;
    const int64_t source_y = std::clamp<int64_t>(wanted_y, 0, image.height - 1);
    const uint8_t* source = image.row(static_cast<int32_t>(source_y));
    uint8_t* out = result.row(row);
    for (int32_t column = 0; column < width; ++column, out += channels) {
      const int64_t wanted_x = int64_t{x} + column;
      const int64_t source_x = std::clamp<int64_t>(wanted_x, 0, image.width - 1);
      const bool inside = source_x == wanted_x && source_y == wanted_y;
      const bool copied = inside || padding == Padding::kReplicate;
      std::copy_n(copied ? source + static_cast<size_t>(source_x) * channels : outside, channels,
                  out);
    }
  }
  return result;
}

}  // namespace selinet
