// The eight EXIF orientations as one loop: each is a start and two steps through the stored
// picture.
#include <cstddef>

#include "transform.h"

namespace selinet {
namespace {

// Where in the stored picture the upright picture's first pixel is, and how far its right and its
// lower neighbour are from there; in pixels, so in units of `channels` bytes.
struct Walk {
  ptrdiff_t start;
  ptrdiff_t right;
  ptrdiff_t down;
};

Walk walk_for(int32_t orientation, ptrdiff_t width, ptrdiff_t height) {
  const ptrdiff_t last_column = width - 1;
  const ptrdiff_t last_row = (height - 1) * width;
  switch (orientation) {
    case 2:  // mirrored
      return {last_column, -1, width};
    case 3:  // upside down
      return {last_row + last_column, -1, -width};
    case 4:  // upside down and mirrored
      return {last_row, 1, -width};
    case 5:  // mirrored along the falling diagonal
      return {0, width, 1};
    case 6:  // to be turned a quarter clockwise
      return {last_row, -width, 1};
    case 7:  // mirrored along the rising diagonal
      return {last_row + last_column, -width, -1};
    case 8:  // to be turned a quarter anticlockwise
      return {last_column, width, -1};
    default:
      return {0, 1, width};
  }
}

}  // namespace

Image orient(Image image, int32_t orientation) {
  if (orientation < 2 || orientation > 8) {
    return image;
  }
  const bool swapped = orientation >= 5;
  Image upright{swapped ? image.height : image.width, swapped ? image.width : image.height,
                image.channels, std::vector<uint8_t>(image.pixels.size())};
  const Walk walk = walk_for(orientation, image.width, image.height);
  const ptrdiff_t channels = image.channels;
  uint8_t* out = upright.pixels.data();
  for (int32_t y = 0; y < upright.height; ++y) {
    ptrdiff_t from = (walk.start + y * walk.down) * channels;
    for (int32_t x = 0; x < upright.width; ++x, from += walk.right * channels) {
      for (ptrdiff_t c = 0; c < channels; ++c) {
        *out++ = image.pixels[static_cast<size_t>(from + c)];
      }
    }
  }
  return upright;
}

}  // namespace selinet
