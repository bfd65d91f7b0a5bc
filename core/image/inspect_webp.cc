// Checks that a WebP's RIFF chunks lie within the file and hold a picture (RFC 9649). Size and
// pixels are the browser's affair.
#include "formats.h"

namespace selinet {
namespace {

constexpr size_t kRiffHeader = 8;
constexpr size_t kFirstChunk = 12;

bool is_picture(Bytes bytes, size_t at) {
  return has_text(bytes, at, "VP8 ") || has_text(bytes, at, "VP8L") || has_text(bytes, at, "ANMF");
}

}  // namespace

Result<ImageInfo> inspect_webp(Bytes bytes) {
  const uint64_t riff_size = read_u32_le(bytes, 4);
  if (riff_size + kRiffHeader > bytes.size()) {
    return truncated("WebP", "RIFF size beyond the end of the file");
  }
  const Bytes riff = bytes.first(static_cast<size_t>(riff_size) + kRiffHeader);
  bool picture_seen = false;
  for (size_t at = kFirstChunk; has_bytes(riff, at, 8);) {
    const uint64_t length = read_u32_le(riff, at + 4);
    picture_seen = picture_seen || is_picture(riff, at);
    if (length > riff.size() - at - 8) {
      return corrupt("WebP", "chunk beyond the end of RIFF");
    }
    at += 8 + static_cast<size_t>(length) + (length & 1);
  }
  if (!picture_seen) {
    return corrupt("WebP", "no picture chunk");
  }
  ImageInfo info;
  info.format = ImageFormat::kWebp;
  return info;
}

}  // namespace selinet
