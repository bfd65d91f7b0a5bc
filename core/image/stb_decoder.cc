// stb_image in a translation unit of its own, with only the formats that we offer and no file
// access.
//
// It is lenient and its authors do not promise safety on hostile files, so it gets three guards:
// files were walked by inspect() before; memory comes zeroed and from a budget that the picture's
// size sets (a small PNG can inflate to gigabytes otherwise); and its failure reason is looked at
// even when it reports success, because it does that for a JPEG that is damaged between two scans.
#include "stb_decoder.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cstring>

namespace {

// stb_image calls its allocator without a context, hence a variable instead of a parameter. Set
// only within decode_with_stb(), one a thread.
thread_local size_t largest_allocation = 0;
thread_local bool allocation_refused = false;

bool may_allocate(size_t size) {
  if (size <= largest_allocation) {
    return true;
  }
  allocation_refused = true;
  return false;
}

void* stb_allocate(size_t size) { return may_allocate(size) ? std::calloc(1, size) : nullptr; }

void* stb_reallocate(void* memory, size_t size) {
  return may_allocate(size) ? std::realloc(memory, size) : nullptr;
}

}  // namespace

#define STBI_MALLOC(size) stb_allocate(size)
#define STBI_REALLOC(memory, size) stb_reallocate(memory, size)
#define STBI_FREE(memory) std::free(memory)
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_ONLY_BMP
#define STBI_ONLY_GIF
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_MAX_DIMENSIONS 65535  // as ImageLimits::max_side
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include "stb_image.h"
#pragma GCC diagnostic pop

namespace selinet {
namespace {

// What one allocation may need at most: 8 bytes a pixel (16-bit RGBA), sides rounded up to whole
// JPEG blocks; or the compressed data, which is gathered in a buffer that doubles.
size_t allocation_budget(Bytes bytes, const ImageInfo& info) {
  constexpr uint64_t kBlock = 64;
  const uint64_t pixels = (static_cast<uint64_t>(info.stored_width) + kBlock) *
                          (static_cast<uint64_t>(info.stored_height) + kBlock);
  const uint64_t budget = std::max(pixels * 8, uint64_t{bytes.size()} * 2) + 65'536;
  return static_cast<size_t>(std::min<uint64_t>(budget, SIZE_MAX));
}

// A GIF's background colour: stb_image paints with it where the first frame is transparent,
// browsers leave such places transparent. Index 0 means "none" to stb_image, so the reader puts it
// there.
constexpr size_t kGifBackground = 11;

struct Source {
  Bytes bytes;
  size_t at = 0;
  bool is_gif = false;
};

int read_source(void* user, char* data, int size) {
  auto& source = *static_cast<Source*>(user);
  const size_t count = std::min(static_cast<size_t>(size), source.bytes.size() - source.at);
  std::memcpy(data, source.bytes.data() + source.at, count);
  if (source.is_gif && source.at <= kGifBackground && kGifBackground - source.at < count) {
    data[kGifBackground - source.at] = 0;
  }
  source.at += count;
  return static_cast<int>(count);
}

void skip_source(void* user, int count) {
  auto& source = *static_cast<Source*>(user);
  if (count > 0) {
    source.at += std::min(static_cast<size_t>(count), source.bytes.size() - source.at);
  }
}

int is_source_at_end(void* user) {
  const auto& source = *static_cast<const Source*>(user);
  return source.at >= source.bytes.size() ? 1 : 0;
}

const char* format_title(ImageFormat format) {
  switch (format) {
    case ImageFormat::kJpeg:
      return "JPEG";
    case ImageFormat::kPng:
      return "PNG";
    case ImageFormat::kGif:
      return "GIF";
    default:
      return "BMP";
  }
}

Error explain_failure(ImageFormat format) {
  const char* reason = stbi_failure_reason();
  const std::string_view text = reason == nullptr ? "" : reason;
  const char* title = format_title(format);
  const std::string detail = "decoder: " + std::string(text);
  if (text == "outofmem" && !allocation_refused) {
    return {ErrorCode::kOutOfMemory,
            "There is not enough memory to open this picture; close other programs or make it "
            "smaller first.",
            detail};
  }
  if (text == "too large") {
    return {ErrorCode::kImageTooLarge, "The picture is too large; make it smaller first.", detail};
  }
  return {
      ErrorCode::kCorruptImage,
      "This " + std::string(title) +
          " file is damaged; open it in a picture editor and save it again, or use another copy.",
      detail};
}

// True where stb_image returned a picture but gave up on part of it. Before it tries the JPEG
// reader it asks the PNG reader, which leaves "bad png sig": that one is no failure.
bool gave_up_silently(ImageFormat format) {
  const char* reason = stbi_failure_reason();
  return format == ImageFormat::kJpeg && reason != nullptr &&
         std::string_view(reason) != "bad png sig";
}

}  // namespace

Result<StoredPicture> decode_with_stb(Bytes bytes, const ImageInfo& info) {
  if (bytes.size() > INT_MAX) {
    return Error{
        ErrorCode::kImageTooLarge, "The file is too large; make the picture smaller first.", {}};
  }
  largest_allocation = allocation_budget(bytes, info);
  allocation_refused = false;
  stbi__g_failure_reason = nullptr;
  StoredPicture picture;
  if (info.format == ImageFormat::kGif) {
    Source source{bytes, 0, true};
    const stbi_io_callbacks callbacks{read_source, skip_source, is_source_at_end};
    picture.pixels.reset(stbi_load_from_callbacks(&callbacks, &source, &picture.width,
                                                  &picture.height, &picture.channels, 0));
    picture.channels = 4;  // always decoded so; it reports the palette's own number
  } else {
    picture.pixels.reset(stbi_load_from_memory(bytes.data(), static_cast<int>(bytes.size()),
                                               &picture.width, &picture.height, &picture.channels,
                                               0));
  }
  if (picture.pixels == nullptr || gave_up_silently(info.format)) {
    return explain_failure(info.format);
  }
  if (picture.width != info.stored_width || picture.height != info.stored_height ||
      picture.channels < 1 || picture.channels > 4) {
    return Error{ErrorCode::kCorruptImage,
                 "This file contradicts itself about its size; use another copy.",
                 {}};
  }
  return picture;
}

Result<std::vector<uint8_t>> inflate_zlib(Bytes stream, size_t max_bytes) {
  constexpr size_t kUsualRatio = 8;
  const auto limit = static_cast<int>(std::min<size_t>(max_bytes, INT_MAX / 2));
  if (stream.size() > INT_MAX / kUsualRatio) {
    return Error{ErrorCode::kCorruptImage, "The compressed data are too large to be sound.", {}};
  }
  const int guess = std::clamp(static_cast<int>(stream.size() * kUsualRatio), 1, limit);
  // stb_image doubles its buffer, so the last allocation may be up to twice what is used.
  largest_allocation = static_cast<size_t>(limit) * 2;
  allocation_refused = false;
  int length = 0;
  const std::unique_ptr<uint8_t, FreeDeleter> inflated(
      reinterpret_cast<uint8_t*>(stbi_zlib_decode_malloc_guesssize_headerflag(
          reinterpret_cast<const char*>(stream.data()), static_cast<int>(stream.size()), guess,
          &length, 1)));
  if (inflated == nullptr || length > limit) {
    const char* reason = stbi_failure_reason();
    return Error{ErrorCode::kCorruptImage, "The compressed data are damaged or cut short.",
                 reason == nullptr ? "" : reason};
  }
  return std::vector<uint8_t>(inflated.get(), inflated.get() + length);
}

}  // namespace selinet
