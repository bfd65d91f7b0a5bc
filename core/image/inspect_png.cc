// Walks a PNG's chunks from IHDR to IEND (PNG specification, third edition, sections 5 and 11).
//
// Checks of critical chunks are verified because stb_image does not, and browsers do: a flipped bit
// in the data would be an error in one decoder and a wrong picture in the other.
#include <algorithm>

#include "crc32.h"
#include "exif.h"
#include "formats.h"

namespace selinet {
namespace {

constexpr size_t kSignatureSize = 8;
constexpr size_t kChunkOverhead = 12;  // length, type, check
constexpr size_t kHeaderLength = 13;   // of IHDR's data
constexpr uint32_t kMaxLength = 0x7FFF'FFFF;

bool is_letter(uint8_t byte) {
  return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

// Allowed bit depths for each colour type, table 11.1 of the specification.
bool is_valid_depth(int colour_type, int depth) {
  switch (colour_type) {
    case 0:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    case 3:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case 2:
    case 4:
    case 6:
      return depth == 8 || depth == 16;
    default:
      return false;
  }
}

Status read_header(Bytes header, const ImageLimits& limits, ImageInfo& info) {
  const int64_t width = read_u32_be(header, 0);
  const int64_t height = read_u32_be(header, 4);
  if (Status status = check_size(width, height, limits); !status.ok()) {
    return status;
  }
  if (!is_valid_depth(header[9], header[8]) || header[10] != 0 || header[11] != 0 ||
      header[12] > 1) {
    return corrupt("PNG", "bad IHDR");
  }
  info.stored_width = static_cast<int32_t>(width);
  info.stored_height = static_cast<int32_t>(height);
  return {};
}

// The signature and the header chunk; `info` gets the size.
Status read_beginning(Bytes bytes, const ImageLimits& limits, ImageInfo& info) {
  constexpr std::string_view kSignature("\x89PNG\r\n\x1a\n", kSignatureSize);
  const size_t present = std::min(bytes.size(), kSignatureSize);
  if (!has_text(bytes, 0, kSignature.substr(0, present))) {
    return corrupt("PNG", "bad signature; line ends were converted, it seems");
  }
  if (!has_bytes(bytes, kSignatureSize, 8 + kHeaderLength)) {
    return truncated("PNG", "file ends within its header");
  }
  if (has_text(bytes, kSignatureSize + 4, "CgBI")) {
    return Error{
        ErrorCode::kUnsupportedFormat,
        "This is a picture taken out of an iPhone app, not an ordinary PNG; open it and save it as "
        "PNG or JPEG.",
        "CgBI"};
  }
  if (read_u32_be(bytes, kSignatureSize) != kHeaderLength ||
      !has_text(bytes, kSignatureSize + 4, "IHDR")) {
    return corrupt("PNG", "first chunk is not IHDR");
  }
  return read_header(bytes.subspan(kSignatureSize + 8, kHeaderLength), limits, info);
}

}  // namespace

Result<ImageInfo> inspect_png(Bytes bytes, const ImageLimits& limits) {
  ImageInfo info;
  info.format = ImageFormat::kPng;
  if (Status status = read_beginning(bytes, limits, info); !status.ok()) {
    return status.error();
  }
  bool data_seen = false;
  for (size_t at = kSignatureSize;;) {
    if (!has_bytes(bytes, at, kChunkOverhead)) {
      return truncated("PNG", "no IEND chunk");
    }
    const uint32_t length = read_u32_be(bytes, at);
    const Bytes type = bytes.subspan(at + 4, 4);
    if (length > kMaxLength || !std::all_of(type.begin(), type.end(), is_letter)) {
      return corrupt("PNG", "bad chunk at byte " + std::to_string(at));
    }
    if (length > bytes.size() - at - kChunkOverhead) {
      return truncated("PNG", "file ends within a chunk");
    }
    const Bytes data = bytes.subspan(at + 8, length);
    const bool critical = (type[0] & 0x20) == 0;
    if (critical &&
        crc32(bytes.subspan(at + 4, 4 + length)) != read_u32_be(bytes, at + 8 + length)) {
      return corrupt("PNG", "wrong check of the chunk at byte " + std::to_string(at));
    }
    at += kChunkOverhead + length;
    if (has_text(type, 0, "IDAT")) {
      data_seen = data_seen || length > 0;
    } else if (has_text(type, 0, "eXIf")) {
      info.orientation = read_exif_orientation(data);
    } else if (has_text(type, 0, "IEND")) {
      break;
    }
  }
  if (!data_seen) {
    return corrupt("PNG", "no IDAT chunk");
  }
  return info;
}

}  // namespace selinet
