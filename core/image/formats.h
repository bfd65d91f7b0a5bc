// What inspect() is made of: one walker a format. Each is called with bytes that begin like its
// format, takes time linear in their number, allocates nothing, and checks the size against the
// limits as soon as it is known, so that a huge picture is named as such even where its file is cut
// short.
#pragma once

#include <string>
#include <string_view>

#include "bytes.h"
#include "selinet/image.h"

namespace selinet {

// Each in inspect_<format>.cc. `bytes` are at least as long as the format's signature, except that
// a cut-off PNG or JPEG may end within it.
Result<ImageInfo> inspect_jpeg(Bytes bytes, const ImageLimits& limits);
Result<ImageInfo> inspect_png(Bytes bytes, const ImageLimits& limits);
Result<ImageInfo> inspect_gif(Bytes bytes, const ImageLimits& limits);
Result<ImageInfo> inspect_bmp(Bytes bytes, const ImageLimits& limits);
Result<ImageInfo> inspect_webp(Bytes bytes);
Result<ImageInfo> inspect_iso_media(Bytes bytes);  // AVIF, HEIC; refuses video

// kUnsupportedFormat for everything else, naming what it seems to be. Never kOk.
Error explain_unknown(Bytes bytes);

// kCorruptImage for a side of 0 or less, kImageTooLarge beyond the limits.
Status check_size(int64_t width, int64_t height, const ImageLimits& limits);

// The sentences that every format shares; `format` as people write it ("JPEG"), `detail` technical.
Error truncated(std::string_view format, std::string detail);
Error corrupt(std::string_view format, std::string detail);

}  // namespace selinet
