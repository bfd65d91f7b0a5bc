// Says what a file that is no picture of ours seems to be, so that its owner knows what to do next.
#include <algorithm>
#include <array>
#include <cctype>

#include "formats.h"

namespace selinet {
namespace {

struct Known {
  size_t at;
  std::string_view magic;
  const char* message;
};

using namespace std::string_view_literals;

constexpr const char* kVideo =
    "This seems to be a video or sound file; take a still picture from it and use that.";
constexpr const char* kArchive =
    "This seems to be an archive or an office document; take the picture out of it and use that.";
constexpr const char* kTiff =
    "This seems to be a TIFF or a camera's raw file; export it as JPEG or PNG.";
constexpr const char* kPhotoshop =
    "This seems to be a Photoshop document; export it as JPEG or PNG.";
constexpr const char* kRarePicture =
    "This is a picture in a format that is not read here; save it as JPEG or PNG.";

constexpr std::array kKnown = {
    Known{0, "%PDF"sv, "This seems to be a PDF document; export the picture as JPEG or PNG."},
    Known{0, "PK\x03\x04"sv, kArchive},
    Known{0, "PK\x05\x06"sv, kArchive},
    Known{0, "\x1F\x8B"sv, kArchive},
    Known{0, "7z\xBC\xAF\x27\x1C"sv, kArchive},
    Known{0, "Rar!\x1A\x07"sv, kArchive},
    Known{0, "BZh"sv, kArchive},
    Known{0,
          "\xFD"
          "7zXZ"sv,
          kArchive},
    Known{0, "\xD0\xCF\x11\xE0"sv, kArchive},
    Known{0, "II*\0"sv, kTiff},
    Known{0, "MM\0*"sv, kTiff},
    Known{0, "II+\0"sv, kTiff},
    Known{0, "MM\0+"sv, kTiff},
    Known{0, "IIRO"sv, kTiff},
    Known{0, "IIU\0"sv, kTiff},
    Known{0, "FUJIFILM"sv, kTiff},
    Known{0, "8BPS"sv, kPhotoshop},
    Known{0, "\0\0\1\0"sv, kRarePicture},
    Known{0, "\xFF\x0A"sv, kRarePicture},
    Known{4, "JXL "sv, kRarePicture},
    Known{4, "jP  "sv, kRarePicture},
    Known{0, "\xFF\x4F\xFF\x51"sv, kRarePicture},
    Known{0, "qoif"sv, kRarePicture},
    Known{8, "AVI "sv, kVideo},
    Known{8, "WAVE"sv, kVideo},
    Known{0, "\x1A\x45\xDF\xA3"sv, kVideo},
    Known{0, "OggS"sv, kVideo},
    Known{0, "ID3"sv, kVideo},
    Known{0, "FLV\1"sv, kVideo},
    Known{0, "\0\0\1\xBA"sv, kVideo},
    Known{0, "\x30\x26\xB2\x75"sv, kVideo},
    Known{4, "moov"sv, kVideo},
    Known{4, "mdat"sv, kVideo},
};

constexpr size_t kLookedAt = 1024;

// The beginning in lower case, without a byte order mark and leading white space.
std::string beginning(Bytes bytes) {
  size_t at = has_text(bytes, 0, "\xEF\xBB\xBF") ? 3 : 0;
  while (at < bytes.size() && at < kLookedAt && std::isspace(bytes[at]) != 0) {
    ++at;
  }
  std::string text;
  for (size_t i = at; i < bytes.size() && i < at + kLookedAt; ++i) {
    text.push_back(static_cast<char>(std::tolower(bytes[i])));
  }
  return text;
}

bool looks_like_text(Bytes bytes) {
  if (has_text(bytes, 0, "\xFF\xFE") || has_text(bytes, 0, "\xFE\xFF")) {
    return true;  // UTF-16
  }
  const Bytes first = bytes.first(std::min(bytes.size(), kLookedAt));
  return std::all_of(first.begin(), first.end(), [](uint8_t byte) {
    return (byte >= 0x20 && byte != 0x7F) || (byte >= 0x09 && byte <= 0x0D);
  });
}

const char* message_for_text(const std::string& text) {
  if (text.starts_with("<svg") || ((text.starts_with("<?xml") || text.starts_with("<!")) &&
                                   text.find("<svg") != std::string::npos)) {
    return "This seems to be an SVG drawing; analysis needs a photo, as JPEG or PNG.";
  }
  if (text.starts_with("<!doctype html") || text.starts_with("<html")) {
    return "This seems to be a web page, not a picture; save the picture itself and use that.";
  }
  return nullptr;
}

}  // namespace

Error explain_unknown(Bytes bytes) {
  std::string detail = "begins with";
  for (size_t i = 0; i < std::min<size_t>(bytes.size(), 8); ++i) {
    constexpr const char* kDigits = "0123456789abcdef";
    detail += {' ', kDigits[bytes[i] >> 4], kDigits[bytes[i] & 15]};
  }
  const auto refuse = [&](const char* message) {
    return Error{ErrorCode::kUnsupportedFormat, message, detail};
  };
  for (const Known& known : kKnown) {
    if (has_text(bytes, known.at, known.magic)) {
      return refuse(known.message);
    }
  }
  if (const char* message = message_for_text(beginning(bytes))) {
    return refuse(message);
  }
  if (looks_like_text(bytes)) {
    return refuse("This seems to be a text file, not a picture; use a JPEG or PNG file.");
  }
  return refuse("This is not a picture that can be read here; use a JPEG or PNG file.");
}

}  // namespace selinet
