// Picture files made by code: tiny encoders, so that tests need no files and no library of others.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "selinet/image.h"

namespace selinet::test {

using Buffer = std::vector<uint8_t>;

// --- bytes
// -----------------------------------------------------------------------------------------

void append(Buffer& to, const Buffer& more);
void append_text(Buffer& to, std::string_view text);
void append_be(Buffer& to, uint64_t value, int bytes);  // most significant byte first
void append_le(Buffer& to, uint64_t value, int bytes);

// --- pictures
// --------------------------------------------------------------------------------------

// Repeatable noise.
Image noise(int32_t width, int32_t height, int32_t channels, uint32_t seed = 1);
// One colour everywhere.
Image plain(int32_t width, int32_t height, const Buffer& colour);

// --- PNG
// -------------------------------------------------------------------------------------------

Buffer png_chunk(std::string_view type, const Buffer& data);
Buffer png_header(uint32_t width, uint32_t height, int depth,
                  int colour_type);  // signature and IHDR
// `rows` of packed samples become filtered (none), stored and wrapped in IDAT; `before` are chunks
// in front of it (PLTE, tRNS, eXIf).
Buffer png_file(uint32_t width, uint32_t height, int depth, int colour_type, const Buffer& rows,
                const Buffer& before = {});
Buffer png_of(const Image& image, const Buffer& before = {});  // 1, 3 or 4 channels, 8 bits
// Recomputes the checks of all chunks, after a test has changed bytes.
void repair_png_checks(Buffer& png);
// A sound header of 8 x 8 pixels whose data inflates to `inflated` zeros.
Buffer png_bomb(size_t inflated);

// --- BMP, GIF
// --------------------------------------------------------------------------------------

Buffer bmp_of(const Image& image, bool top_down = false);  // 3 channels, 24 bits a pixel

struct GifFrame {
  uint16_t x = 0, y = 0, width = 0, height = 0;
  Buffer indices;        // into the palette
  int transparent = -1;  // index that is see-through
};
// Palette: 0 black, 1 red, 2 green, 3 white.
Buffer gif_of(uint16_t width, uint16_t height, const std::vector<GifFrame>& frames,
              uint8_t background = 0);

// --- JPEG (bytes in image_jpegs.cc): 24 x 16, red and green above blue and white
// ---------------------

Buffer baseline_jpeg();
Buffer progressive_jpeg();
Buffer cmyk_jpeg();
Buffer grey_jpeg();
// A marker segment: 0xFF, marker, length, payload.
Buffer jpeg_segment(uint8_t marker, const Buffer& payload);
// `segment` inserted right behind start-of-image.
Buffer jpeg_with(const Buffer& jpeg, const Buffer& segment);

// --- EXIF
// ------------------------------------------------------------------------------------------

// A TIFF block with one directory of a text entry and the orientation.
Buffer exif_block(bool little_endian, uint16_t orientation, uint16_t type = 3, uint32_t count = 1);
Buffer exif_segment(const Buffer& tiff);  // as a JPEG's APP1

}  // namespace selinet::test
