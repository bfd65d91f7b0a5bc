// Walks a JPEG's markers from start-of-image to end-of-image (ITU-T T.81 annex B).
//
// Within a scan the data is entropy-coded: there 0xFF is followed by 0x00 (a data byte), a restart
// marker, or the next true marker, so looking for 0xFF bytes is all it takes to cross it.
// Thumbnails inside APPn segments are jumped over with their segment and cannot be mistaken for the
// picture.
#include <cstring>

#include "exif.h"
#include "formats.h"

namespace selinet {
namespace {

enum Marker : uint8_t {
  kStuffing = 0x00,
  kTemporary = 0x01,
  kFirstFrame = 0xC0,
  kHuffmanTables = 0xC4,
  kReservedFrame = 0xC8,
  kArithmeticTables = 0xCC,
  kLastFrame = 0xCF,
  kFirstRestart = 0xD0,
  kLastRestart = 0xD7,
  kStartOfImage = 0xD8,
  kEndOfImage = 0xD9,
  kStartOfScan = 0xDA,
  kExif = 0xE1,
  kFill = 0xFF,
};

// Progressive files have about ten scans. Each one makes a decoder visit every block, so thousands
// of nearly empty ones would keep it busy for hours.
constexpr int kMaxScans = 256;

bool is_frame(uint8_t marker) {
  return marker >= kFirstFrame && marker <= kLastFrame && marker != kHuffmanTables &&
         marker != kReservedFrame && marker != kArithmeticTables;
}

bool stands_alone(uint8_t marker) {
  return marker == kStuffing || marker == kTemporary ||
         (marker >= kFirstRestart && marker <= kLastRestart);
}

// The position of the next marker's code byte at or after `at`, or bytes.size().
size_t find_marker(Bytes bytes, size_t at) {
  if (at >= bytes.size()) {
    return bytes.size();
  }
  const void* found = std::memchr(bytes.data() + at, kFill, bytes.size() - at);
  if (found == nullptr) {
    return bytes.size();
  }
  at = static_cast<size_t>(static_cast<const uint8_t*>(found) - bytes.data());
  while (at < bytes.size() && bytes[at] == kFill) {
    ++at;
  }
  return at;
}

Error unusual(const char* detail) {
  return {
      ErrorCode::kUnsupportedFormat,
      "This is a JPEG of a rare kind; open it in a picture editor and save it as an ordinary JPEG.",
      detail};
}

// Frame header: precision, height, width, components (T.81 B.2.2).
Status read_frame(Bytes segment, uint8_t marker, const ImageLimits& limits, ImageInfo& info) {
  if (segment.size() < 6) {
    return corrupt("JPEG", "frame header too short");
  }
  if (info.stored_width != 0) {
    return corrupt("JPEG", "two frame headers");
  }
  const int32_t height = read_u16_be(segment, 1);
  const int32_t width = read_u16_be(segment, 3);
  if (height == 0 && width > 0) {
    return unusual("height given after the first scan (DNL)");
  }
  if (Status status = check_size(width, height, limits); !status.ok()) {
    return status;
  }
  if (marker > kFirstFrame + 2) {
    return unusual("lossless, hierarchical or arithmetic coding");
  }
  if (segment[0] != 8) {
    return unusual("not 8 bits a sample");
  }
  const int components = segment[5];
  if (components != 1 && components != 3 && components != 4) {
    return unusual("not 1, 3 or 4 components");
  }
  info.stored_width = width;
  info.stored_height = height;
  return {};
}

}  // namespace

Result<ImageInfo> inspect_jpeg(Bytes bytes, const ImageLimits& limits) {
  constexpr std::string_view kExifHeader("Exif\0\0", 6);
  ImageInfo info;
  info.format = ImageFormat::kJpeg;
  bool exif_seen = false;
  int scans = 0;
  for (size_t at = 2;;) {
    at = find_marker(bytes, at);
    if (at >= bytes.size()) {
      return truncated("JPEG", "no end-of-image marker");
    }
    const uint8_t marker = bytes[at++];
    if (stands_alone(marker)) {
      continue;
    }
    if (marker == kEndOfImage) {
      break;
    }
    if (marker == kStartOfImage) {
      return truncated("JPEG", "a second picture begins before the first one ends");
    }
    if (!has_bytes(bytes, at, 2)) {
      return truncated("JPEG", "file ends in a segment's length");
    }
    const size_t length = read_u16_be(bytes, at);
    if (length < 2) {
      return corrupt("JPEG", "segment length below 2");
    }
    if (!has_bytes(bytes, at, length)) {
      return truncated("JPEG", "file ends within a segment");
    }
    const Bytes segment = bytes.subspan(at + 2, length - 2);
    at += length;
    if (is_frame(marker)) {
      if (Status status = read_frame(segment, marker, limits, info); !status.ok()) {
        return status.error();
      }
    } else if (marker == kExif && !exif_seen && has_text(segment, 0, kExifHeader)) {
      exif_seen = true;
      info.orientation = read_exif_orientation(segment.subspan(kExifHeader.size()));
    } else if (marker == kStartOfScan) {
      if (info.stored_width == 0 || ++scans > kMaxScans) {
        return corrupt("JPEG", scans == 0 ? "scan before the frame header" : "too many scans");
      }
    }
  }
  if (scans == 0) {
    return corrupt("JPEG", "no scan before the end-of-image marker");
  }
  return info;
}

}  // namespace selinet
