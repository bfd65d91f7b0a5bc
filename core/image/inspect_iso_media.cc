// Files of boxes (ISO/IEC 14496-12): AVIF and HEIC pictures, and the videos that look alike. Checks
// brands and that the top-level boxes lie within the file; what is in them is the browser's affair.
#include <algorithm>
#include <array>
#include <optional>

#include "formats.h"

namespace selinet {
namespace {

constexpr std::array<std::string_view, 2> kAvifBrands = {"avif", "avis"};
constexpr std::array<std::string_view, 8> kHeicBrands = {"heic", "heix", "heim", "heis",
                                                         "hevc", "hevx", "mif1", "msf1"};

struct Box {
  std::string_view type;
  size_t content = 0;  // offsets in the file
  size_t end = 0;
};

// The box at `at`; nothing where it is damaged or reaches beyond the end of the file.
std::optional<Box> read_box(Bytes bytes, size_t at) {
  if (!has_bytes(bytes, at, 8)) {
    return std::nullopt;
  }
  uint64_t size = read_u32_be(bytes, at);
  size_t header = 8;
  if (size == 1) {
    if (!has_bytes(bytes, at, 16)) {
      return std::nullopt;
    }
    size = read_u64_be(bytes, at + 8);
    header = 16;
  } else if (size == 0) {
    size = bytes.size() - at;
  }
  if (size < header || size > bytes.size() - at) {
    return std::nullopt;
  }
  const char* type = reinterpret_cast<const char*>(bytes.data() + at + 4);
  return Box{std::string_view(type, 4), at + header, at + static_cast<size_t>(size)};
}

template <size_t kCount>
bool has_brand(Bytes brands, const std::array<std::string_view, kCount>& wanted) {
  for (size_t at = 0; has_bytes(brands, at, 4); at += 4) {
    // The second word is the minor version, which is no brand.
    if (at != 4 && std::any_of(wanted.begin(), wanted.end(), [&](std::string_view brand) {
          return has_text(brands, at, brand);
        })) {
      return true;
    }
  }
  return false;
}

}  // namespace

Result<ImageInfo> inspect_iso_media(Bytes bytes) {
  const std::optional<Box> file_type = read_box(bytes, 0);
  if (!file_type) {
    return truncated("HEIC or AVIF", "file ends within its ftyp box");
  }
  const Bytes brands = bytes.subspan(file_type->content, file_type->end - file_type->content);
  ImageInfo info;
  if (has_brand(brands, kAvifBrands)) {
    info.format = ImageFormat::kAvif;
  } else if (has_brand(brands, kHeicBrands)) {
    info.format = ImageFormat::kHeic;
  } else {
    const bool raw = has_text(brands, 0, "crx ");
    return Error{ErrorCode::kUnsupportedFormat,
                 raw ? "This seems to be a camera's raw file; export it as JPEG."
                     : "This seems to be a video; take a still picture from it and use that.",
                 "ftyp without a picture's brand"};
  }
  const char* name = info.format == ImageFormat::kAvif ? "AVIF" : "HEIC";
  bool index_seen = false;
  bool data_seen = false;
  for (size_t at = file_type->end; at < bytes.size();) {
    const std::optional<Box> box = read_box(bytes, at);
    if (!box) {
      // Some writers leave a few bytes behind the last box; they do not make a picture incomplete.
      if (index_seen && data_seen) {
        break;
      }
      return truncated(name, "box at byte " + std::to_string(at) + " beyond the end of the file");
    }
    index_seen = index_seen || box->type == "meta" || box->type == "moov";
    // Small pictures may keep their data in an `idat` box within `meta`.
    const std::string_view content(reinterpret_cast<const char*>(bytes.data() + box->content),
                                   box->end - box->content);
    data_seen = data_seen || box->type == "mdat" ||
                (box->type == "meta" && content.find("idat") != std::string_view::npos);
    at = box->end;
  }
  if (!index_seen || !data_seen) {
    return truncated(name, index_seen ? "no mdat box" : "no meta box");
  }
  return info;
}

}  // namespace selinet
