// Reads a BMP's headers and checks that its rows are there (Windows BITMAPINFOHEADER and
// successors, and OS/2's BITMAPCOREHEADER). Only what stb_image decodes rightly is let through; the
// rest is refused here, in one place, instead of half-way through a decoder.
#include "formats.h"

namespace selinet {
namespace {

constexpr size_t kFileHeaderSize = 14;
constexpr uint32_t kCoreHeader = 12;
constexpr uint32_t kUncompressed = 0;
constexpr uint32_t kBitFields = 3;

struct Header {
  uint32_t size = 0;  // of the header itself
  int64_t width = 0;
  int64_t height = 0;  // negative: top row first
  uint32_t depth = 0;  // bits a pixel
  uint32_t compression = kUncompressed;
};

Header read_header(Bytes bytes) {
  Header header;
  header.size = read_u32_le(bytes, kFileHeaderSize);
  if (header.size == kCoreHeader) {
    header.width = read_u16_le(bytes, 18);
    header.height = read_u16_le(bytes, 20);
    header.depth = read_u16_le(bytes, 24);
  } else {
    header.width = static_cast<int32_t>(read_u32_le(bytes, 18));
    header.height = static_cast<int32_t>(read_u32_le(bytes, 22));
    header.depth = read_u16_le(bytes, 28);
    header.compression = read_u32_le(bytes, 30);
  }
  return header;
}

bool is_known_header(uint32_t size) {
  return size == kCoreHeader || size == 40 || size == 56 || size == 108 || size == 124;
}

bool is_supported(const Header& header) {
  switch (header.depth) {
    case 1:
    case 4:
    case 8:  // stb_image misreads the palette of the core header
      return header.compression == kUncompressed && header.size != kCoreHeader;
    case 24:
      return header.compression == kUncompressed;
    case 16:
    case 32:
      return header.size != kCoreHeader &&
             (header.compression == kUncompressed || header.compression == kBitFields);
    default:
      return false;
  }
}

}  // namespace

Result<ImageInfo> inspect_bmp(Bytes bytes, const ImageLimits& limits) {
  if (!has_bytes(bytes, 0, kFileHeaderSize + 4)) {
    return truncated("BMP", "file ends within its header");
  }
  const uint32_t header_size = read_u32_le(bytes, kFileHeaderSize);
  if (header_size < kCoreHeader) {
    return corrupt("BMP", "header of " + std::to_string(header_size) + " bytes");
  }
  // The header's own size is checked too; every known one but the smallest has the fields read
  // above.
  if (!has_bytes(bytes, kFileHeaderSize, header_size) ||
      (header_size > kCoreHeader && bytes.size() < 34)) {
    return truncated("BMP", "file ends within its header");
  }
  const Error unusual = {
      ErrorCode::kUnsupportedFormat,
      "This is a BMP of a rare kind; open it in a picture editor and save it as PNG or JPEG.",
      "header of " + std::to_string(header_size) + " bytes"};
  if (!is_known_header(header_size)) {
    return unusual;
  }
  const Header header = read_header(bytes);
  const int64_t rows = header.height < 0 ? -header.height : header.height;
  if (Status status = check_size(header.width, rows, limits); !status.ok()) {
    return status.error();
  }
  if (!is_supported(header)) {
    Error error = unusual;
    error.detail += ", " + std::to_string(header.depth) + " bits a pixel, compression " +
                    std::to_string(header.compression);
    return error;
  }
  const uint64_t data = read_u32_le(bytes, 10);
  if (data < kFileHeaderSize + header_size) {
    return corrupt("BMP", "pixels begin within the header");
  }
  // Rows are padded to four bytes. The sides are at most 2^31, so nothing here overflows.
  const uint64_t row_bytes = (static_cast<uint64_t>(header.width) * header.depth + 31) / 32 * 4;
  const uint64_t available = bytes.size() > data ? bytes.size() - data : 0;
  if (available / row_bytes < static_cast<uint64_t>(rows)) {
    return truncated("BMP", "rows missing");
  }
  ImageInfo info;
  info.format = ImageFormat::kBmp;
  info.stored_width = static_cast<int32_t>(header.width);
  info.stored_height = static_cast<int32_t>(rows);
  return info;
}

}  // namespace selinet
