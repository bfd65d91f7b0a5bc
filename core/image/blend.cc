#include "blend.h"

#include <cassert>

#include "transform.h"

namespace selinet {

Image blend_over_white(const uint8_t* rgba, int32_t width, int32_t height) {
  assert(rgba != nullptr && width > 0 && height > 0);
  const size_t count = static_cast<size_t>(width) * static_cast<size_t>(height);
  Image image{width, height, 3, std::vector<uint8_t>(count * 3)};
  uint8_t* out = image.pixels.data();
  for (size_t i = 0; i < count; ++i, rgba += 4) {
    const uint8_t alpha = rgba[3];
    *out++ = over_white(rgba[0], alpha);
    *out++ = over_white(rgba[1], alpha);
    *out++ = over_white(rgba[2], alpha);
  }
  return image;
}

}  // namespace selinet
