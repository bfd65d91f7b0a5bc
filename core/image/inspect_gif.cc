// Walks a GIF's blocks to the end of its first frame (GIF89a specification, sections 17 to 24).
// Later frames are never shown, so a file cut in one of them is still whole for our purpose.
#include "formats.h"

namespace selinet {
namespace {

constexpr size_t kScreenEnd = 13;      // signature and logical screen descriptor
constexpr size_t kDescriptorSize = 9;  // image descriptor after its introducer
constexpr uint8_t kTableFlag = 0x80;
constexpr uint8_t kExtension = 0x21;
constexpr uint8_t kFrame = 0x2C;
constexpr uint8_t kTrailer = 0x3B;

// Bytes of the colour table that `flags` announce: three for each of 2^(n+1) colours.
size_t table_size(uint8_t flags) {
  return (flags & kTableFlag) != 0 ? size_t{3} << ((flags & 7) + 1) : 0;
}

// Moves `at` behind a chain of sub-blocks and its terminator. False where the file ends first.
bool skip_sub_blocks(Bytes bytes, size_t& at) {
  while (has_bytes(bytes, at, 1)) {
    const size_t length = bytes[at];
    at += 1 + length;
    if (length == 0) {
      return true;
    }
  }
  return false;
}

}  // namespace

Result<ImageInfo> inspect_gif(Bytes bytes, const ImageLimits& limits) {
  if (!has_bytes(bytes, 0, kScreenEnd)) {
    return truncated("GIF", "file ends within its header");
  }
  ImageInfo info;
  info.format = ImageFormat::kGif;
  info.stored_width = read_u16_le(bytes, 6);
  info.stored_height = read_u16_le(bytes, 8);
  if (Status status = check_size(info.stored_width, info.stored_height, limits); !status.ok()) {
    return status.error();
  }
  for (size_t at = kScreenEnd + table_size(bytes[10]);;) {
    if (!has_bytes(bytes, at, 2)) {
      return truncated("GIF", "no first frame");
    }
    const uint8_t introducer = bytes[at];
    if (introducer == kExtension) {
      at += 2;  // introducer and label
      if (!skip_sub_blocks(bytes, at)) {
        return truncated("GIF", "file ends within an extension");
      }
    } else if (introducer == kFrame) {
      if (!has_bytes(bytes, at, 1 + kDescriptorSize)) {
        return truncated("GIF", "file ends within an image descriptor");
      }
      at += 1 + kDescriptorSize + table_size(bytes[at + kDescriptorSize]);
      at += 1;  // initial code size
      if (!skip_sub_blocks(bytes, at)) {
        return truncated("GIF", "file ends within its first frame");
      }
      return info;
    } else {
      return corrupt("GIF", introducer == kTrailer ? "no frame" : "unknown block");
    }
  }
}

}  // namespace selinet
