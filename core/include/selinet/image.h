// Pictures: what a file is, and its pixels, upright and of bounded size.
//
// decode() is the portable path (native, Node, tests, deterministic mode). In a browser the page's
// own decoder is quicker and knows more formats; there only inspect() is used, so that both paths
// agree on what is refused and why.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "selinet/error.h"

namespace selinet {

// The numbers are part of the C ABI: append, never renumber.
enum class ImageFormat : int32_t {
  kUnknown = 0,
  kJpeg = 1,
  kPng = 2,
  kGif = 3,
  kBmp = 4,
  kWebp = 5,
  kAvif = 6,
  kHeic = 7,
  kPixels = 8,  // no file: pixels were given
};

// "jpeg", "png", ... "pixels"; never null.
const char* image_format_name(ImageFormat format);

// Checked against the header, before anything of the picture's size is allocated.
struct ImageLimits {
  int64_t max_pixels = 64'000'000;                // width * height as stored
  int64_t max_bytes = int64_t{64} * 1024 * 1024;  // of the file
  int32_t max_side = 65'535;                      // width or height as stored
};

// What a file's header says.
struct ImageInfo {
  ImageFormat format = ImageFormat::kUnknown;
  int32_t stored_width = 0;   // pixels, before the orientation is applied; 0 where the format is
  int32_t stored_height = 0;  // recognised but its header is left to the browser (WebP, AVIF, HEIC)
  int32_t orientation = 1;    // EXIF 1..8; 1 where there is none or it makes no sense

  // The size that a viewer sees: sides swapped for orientations 5 to 8.
  [[nodiscard]] int32_t upright_width() const {
    return orientation >= 5 ? stored_height : stored_width;
  }
  [[nodiscard]] int32_t upright_height() const {
    return orientation >= 5 ? stored_width : stored_height;
  }
};

// An owned picture, 8 bits a channel, rows without padding.
struct Image {
  int32_t width = 0;
  int32_t height = 0;
  int32_t channels = 4;         // 4: red, green, blue, alpha (not premultiplied); 3: without alpha
  std::vector<uint8_t> pixels;  // width * height * channels bytes

  [[nodiscard]] const uint8_t* row(int32_t y) const {
    return pixels.data() +
           static_cast<size_t>(y) * static_cast<size_t>(width) * static_cast<size_t>(channels);
  }
  [[nodiscard]] uint8_t* row(int32_t y) {
    return pixels.data() +
           static_cast<size_t>(y) * static_cast<size_t>(width) * static_cast<size_t>(channels);
  }
};

// Recognises a file by its bytes (never by its name), reads size and orientation, and checks that
// the file is whole: a JPEG must reach its end-of-image marker, a PNG its IEND chunk, a GIF the end
// of its first frame, a BMP its last row, a WebP or AVIF the end of its boxes. `bytes` is only read
// during the call. Errors: kEmptyFile, kUnsupportedFormat (text, SVG, archives, TIFF, ...; the
// message names what it seems to be), kCorruptImage, kTruncatedImage, kImageTooLarge.
Result<ImageInfo> inspect(std::span<const uint8_t> bytes, const ImageLimits& limits = {});

// Decodes JPEG, PNG, BMP or the first frame of a GIF with stb_image, upright, with 3 channels
// (alpha is blended over white), area-averaged so that the longer side is at most `max_side`
// pixels. Errors: those of inspect(); kUnsupportedFormat also for WebP, AVIF and HEIC, which only
// browsers read. `info`, where given, receives what inspect() found.
Result<Image> decode(std::span<const uint8_t> bytes, int32_t max_side,
                     const ImageLimits& limits = {}, ImageInfo* info = nullptr);

}  // namespace selinet
