// The only door to stb_image.
#pragma once

#include <cstdlib>
#include <memory>
#include <vector>

#include "bytes.h"
#include "selinet/image.h"

namespace selinet {

struct FreeDeleter {
  void operator()(uint8_t* memory) const { std::free(memory); }
};

// A picture as it is stored: not turned, 1 to 4 channels (grey, grey and alpha, RGB, RGB and
// alpha).
struct StoredPicture {
  std::unique_ptr<uint8_t, FreeDeleter> pixels;  // width * height * channels, row by row
  int32_t width = 0;
  int32_t height = 0;
  int32_t channels = 0;
};

// Decodes `bytes`, which inspect() has found to be a whole JPEG, PNG, BMP or GIF as `info` says.
// Errors: kCorruptImage, kImageTooLarge, kUnsupportedFormat, kOutOfMemory.
Result<StoredPicture> decode_with_stb(Bytes bytes, const ImageInfo& info);

// Inflates a zlib stream (RFC 1950), which stb_image can for the sake of PNG; its checksum is not
// looked at. `max_bytes` bounds the result, whatever the stream claims. Errors: kCorruptImage where
// it is damaged, cut short or inflates to more.
Result<std::vector<uint8_t>> inflate_zlib(Bytes stream, size_t max_bytes);

}  // namespace selinet
