// File bytes to an upright picture of bounded size.
//
// In the order that keeps memory low: alpha is blended within the decoder's own buffer, the picture
// is made small before it is turned or given its missing channels, and the big buffer is gone
// before that.
#include <algorithm>
#include <utility>

#include "blend.h"
#include "memory.h"
#include "resample.h"
#include "selinet/image.h"
#include "stb_decoder.h"
#include "transform.h"

namespace selinet {
namespace {

Error browser_only(ImageFormat format) {
  const bool heic = format == ImageFormat::kHeic;
  return {
      ErrorCode::kUnsupportedFormat,
      heic ? "This is a HEIC photo, which cannot be read here; share it as JPEG or set the camera "
             "to "
             "'Most compatible'."
           : "WebP and AVIF pictures can only be read in a browser; save this one as JPEG or PNG.",
      image_format_name(format)};
}

// Blends alpha over white in place: 4 channels become 3, 2 become 1. Writing never overtakes
// reading.
void drop_alpha(StoredPicture& picture) {
  if (picture.channels != 2 && picture.channels != 4) {
    return;
  }
  const int32_t colours = picture.channels - 1;
  const size_t count = static_cast<size_t>(picture.width) * static_cast<size_t>(picture.height);
  const uint8_t* source = picture.pixels.get();
  uint8_t* out = picture.pixels.get();
  for (size_t i = 0; i < count; ++i, source += picture.channels) {
    const uint8_t alpha = source[colours];
    for (int32_t c = 0; c < colours; ++c) {
      *out++ = over_white(source[c], alpha);
    }
  }
  picture.channels = colours;
}

Image grey_to_rgb(const Image& grey) {
  Image rgb{grey.width, grey.height, 3, {}};
  rgb.pixels.reserve(grey.pixels.size() * 3);
  for (const uint8_t value : grey.pixels) {
    rgb.pixels.insert(rgb.pixels.end(), 3, value);
  }
  return rgb;
}

}  // namespace

Result<Image> decode(std::span<const uint8_t> bytes, int32_t max_side, const ImageLimits& limits,
                     ImageInfo* info) {
  if (max_side < 1) {
    return Error{ErrorCode::kInvalidArgument,
                 "The longest side to decode to must be at least 1 pixel.",
                 std::to_string(max_side)};
  }
  const Result<ImageInfo> inspected = inspect(bytes, limits);
  if (!inspected.ok()) {
    return inspected.error();
  }
  const ImageInfo& found = inspected.value();
  if (info != nullptr) {
    *info = found;
  }
  if (found.stored_width == 0) {
    return browser_only(found.format);
  }
  const Size small = fit_within({found.stored_width, found.stored_height}, max_side);
  Image image;
  {
    Result<StoredPicture> decoded = decode_with_stb(bytes, found);
    if (!decoded.ok()) {
      return decoded.error();
    }
    StoredPicture& stored = decoded.value();
    drop_alpha(stored);
    // The result, the copy that turning it makes, and room for the filter's tables.
    const size_t needed =
        static_cast<size_t>(small.width) * static_cast<size_t>(small.height) * 6 +
        (static_cast<size_t>(stored.width) + static_cast<size_t>(stored.height)) * 64;
    if (!can_allocate(needed)) {
      return Error{ErrorCode::kOutOfMemory, kOutOfMemoryMessage, std::to_string(needed) + " bytes"};
    }
    image = resample({stored.pixels.get(), stored.width, stored.height, stored.channels},
                     small.width, small.height);
  }
  if (image.channels == 1) {
    image = grey_to_rgb(image);
  }
  return orient(std::move(image), found.orientation);
}

}  // namespace selinet
