// Recognises a file by its first bytes and hands it to its format's walker.
//
// Why walk whole files when a decoder will follow: decoders are lenient. Most show a grey area
// where a download broke off, each a different one. Refusing such a file here, before either
// decoder sees it, makes the browser's path and the portable path agree.
#include <algorithm>
#include <string>

#include "formats.h"

namespace selinet {
namespace {

constexpr std::string_view kPngSignature("\x89PNG\r\n\x1a\n", 8);

// A PNG, or the beginning of one that broke off within its signature.
bool looks_like_png(Bytes bytes) {
  constexpr size_t kTelling = 4;
  return bytes.size() >= kTelling && has_text(bytes, 0, kPngSignature.substr(0, kTelling));
}

// "BM" alone begins many a text: a bitmap has a small number as its header's size as well, and one
// that is cut short of that still has zeros in the reserved words.
bool looks_like_bmp(Bytes bytes) {
  if (!has_text(bytes, 0, "BM")) {
    return false;
  }
  if (has_bytes(bytes, 0, 18)) {
    return read_u32_le(bytes, 14) < 256;
  }
  return !has_bytes(bytes, 0, 10) || read_u32_le(bytes, 6) == 0;
}

std::string megabytes(int64_t bytes) { return std::to_string((bytes + 1'048'575) / 1'048'576); }

}  // namespace

const char* image_format_name(ImageFormat format) {
  switch (format) {
    case ImageFormat::kUnknown:
      return "unknown";
    case ImageFormat::kJpeg:
      return "jpeg";
    case ImageFormat::kPng:
      return "png";
    case ImageFormat::kGif:
      return "gif";
    case ImageFormat::kBmp:
      return "bmp";
    case ImageFormat::kWebp:
      return "webp";
    case ImageFormat::kAvif:
      return "avif";
    case ImageFormat::kHeic:
      return "heic";
    case ImageFormat::kPixels:
      return "pixels";
  }
  return "unknown";
}

Error truncated(std::string_view format, std::string detail) {
  return {ErrorCode::kTruncatedImage,
          "This " + std::string(format) +
              " file ends before its picture does; copy or download it again.",
          std::move(detail)};
}

Error corrupt(std::string_view format, std::string detail) {
  return {
      ErrorCode::kCorruptImage,
      "This " + std::string(format) +
          " file is damaged; open it in a picture editor and save it again, or use another copy.",
      std::move(detail)};
}

Status check_size(int64_t width, int64_t height, const ImageLimits& limits) {
  const std::string size = std::to_string(width) + " x " + std::to_string(height);
  if (width <= 0 || height <= 0) {
    return Error{ErrorCode::kCorruptImage,
                 "This file says that its picture has no pixels; use another copy.", size};
  }
  // Sides first: their product then fits.
  if (width > limits.max_side || height > limits.max_side || width * height > limits.max_pixels) {
    return Error{ErrorCode::kImageTooLarge,
                 "The picture has " + size + " pixels, more than the limit of " +
                     std::to_string(limits.max_pixels / 1'000'000) +
                     " megapixels; make it smaller first.",
                 "limits: side " + std::to_string(limits.max_side) + ", pixels " +
                     std::to_string(limits.max_pixels)};
  }
  return {};
}

Result<ImageInfo> inspect(std::span<const uint8_t> bytes, const ImageLimits& limits) {
  if (bytes.empty()) {
    return Error{ErrorCode::kEmptyFile, "The file is empty; copy or download it again.", {}};
  }
  if (static_cast<uint64_t>(bytes.size()) >
      static_cast<uint64_t>(std::max<int64_t>(limits.max_bytes, 0))) {
    return Error{ErrorCode::kImageTooLarge,
                 "The file has " + megabytes(static_cast<int64_t>(bytes.size())) +
                     " MB, more than the limit of " + megabytes(limits.max_bytes) +
                     " MB; make it smaller first.",
                 std::to_string(bytes.size()) + " bytes"};
  }
  if (has_text(bytes, 0, "\xFF\xD8")) {
    return inspect_jpeg(bytes, limits);
  }
  if (looks_like_png(bytes)) {
    return inspect_png(bytes, limits);
  }
  if (has_text(bytes, 0, "GIF87a") || has_text(bytes, 0, "GIF89a")) {
    return inspect_gif(bytes, limits);
  }
  if (has_text(bytes, 0, "RIFF") && has_text(bytes, 8, "WEBP")) {
    return inspect_webp(bytes);
  }
  if (has_text(bytes, 4, "ftyp")) {
    return inspect_iso_media(bytes);
  }
  if (looks_like_bmp(bytes)) {
    return inspect_bmp(bytes, limits);
  }
  return explain_unknown(bytes);
}

}  // namespace selinet
