// Reads only the first directory and follows no pointer but the one to it, so neither cycles nor
// counts can cost more than one pass over the block.
#include "exif.h"

#include <algorithm>

namespace selinet {
namespace {

constexpr size_t kHeaderSize = 8;
constexpr size_t kEntrySize = 12;
constexpr uint16_t kOrientationTag = 0x0112;
constexpr uint16_t kShortType = 3;
constexpr uint16_t kTiffMagic = 42;

}  // namespace

int read_exif_orientation(Bytes tiff) {
  constexpr int kUpright = 1;
  if (!has_bytes(tiff, 0, kHeaderSize)) {
    return kUpright;
  }
  const bool little = has_text(tiff, 0, "II");
  if (!little && !has_text(tiff, 0, "MM")) {
    return kUpright;
  }
  const auto u16 = [&](size_t at) {
    return little ? read_u16_le(tiff, at) : read_u16_be(tiff, at);
  };
  const auto u32 = [&](size_t at) {
    return little ? read_u32_le(tiff, at) : read_u32_be(tiff, at);
  };
  if (u16(2) != kTiffMagic) {
    return kUpright;
  }
  const size_t directory = u32(4);
  if (!has_bytes(tiff, directory, 2)) {
    return kUpright;
  }
  const size_t first = directory + 2;
  const size_t entries = std::min<size_t>(u16(directory), (tiff.size() - first) / kEntrySize);
  for (size_t i = 0; i < entries; ++i) {
    const size_t entry = first + i * kEntrySize;
    if (u16(entry) != kOrientationTag) {
      continue;
    }
    const bool single_short = u16(entry + 2) == kShortType && u32(entry + 4) == 1;
    const int value = u16(entry + 8);
    return single_short && value >= 1 && value <= 8 ? value : kUpright;
  }
  return kUpright;
}

}  // namespace selinet
