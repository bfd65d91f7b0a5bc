// Whole pictures to another size, and the sizes to aim at.
#include <algorithm>
#include <cassert>

#include "resample.h"
#include "transform.h"

namespace selinet {

Size fit_within(Size size, int32_t max_side) {
  const int32_t longest = std::max(size.width, size.height);
  assert(size.width > 0 && size.height > 0 && max_side > 0);
  if (longest <= max_side) {
    return size;
  }
  const auto scaled = [&](int32_t side) {
    const int64_t rounded = (int64_t{side} * max_side + longest / 2) / longest;
    return static_cast<int32_t>(std::max<int64_t>(rounded, 1));
  };
  return {scaled(size.width), scaled(size.height)};
}

Letterbox letterbox(Size photo, Size input) {
  assert(photo.width > 0 && photo.height > 0 && input.width > 0 && input.height > 0);
  const auto photo_width = static_cast<float>(photo.width);
  const auto photo_height = static_cast<float>(photo.height);
  const auto input_width = static_cast<float>(input.width);
  const auto input_height = static_cast<float>(input.height);
  Letterbox box;
  box.scale = std::min(input_width / photo_width, input_height / photo_height);
  // Never negative: the product may exceed the input by a rounding.
  box.offset_x = std::max(0.0F, (input_width - photo_width * box.scale) / 2.0F);
  box.offset_y = std::max(0.0F, (input_height - photo_height * box.scale) / 2.0F);
  box.source = {-box.offset_x / box.scale, -box.offset_y / box.scale,
                (input_width - box.offset_x) / box.scale,
                (input_height - box.offset_y) / box.scale};
  return box;
}

Image resize(const Image& image, int32_t width, int32_t height) {
  return resample(view_of(image), width, height);
}

}  // namespace selinet
