#include "image_fixtures.h"

#include <algorithm>

namespace selinet::test {
namespace {

// The check bit by bit, as the PNG specification's annex writes it: a second opinion on
// core/image/crc32.
uint32_t slow_crc(const uint8_t* bytes, size_t size) {
  uint32_t crc = 0xFFFFFFFFU;
  for (size_t i = 0; i < size; ++i) {
    crc ^= bytes[i];
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? 0xEDB88320U ^ (crc >> 1) : crc >> 1;
  }
  return ~crc;
}

uint32_t adler(const Buffer& bytes) {
  uint32_t a = 1;
  uint32_t b = 0;
  for (const uint8_t byte : bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return (b << 16) | a;
}

Buffer zlib_stored(const Buffer& bytes) {
  Buffer out = {0x78, 0x01};
  size_t at = 0;
  do {
    const size_t count = std::min<size_t>(bytes.size() - at, 65535);
    out.push_back(at + count == bytes.size() ? 1 : 0);
    append_le(out, count, 2);
    append_le(out, ~count & 0xFFFFU, 2);
    out.insert(out.end(), bytes.begin() + static_cast<ptrdiff_t>(at),
               bytes.begin() + static_cast<ptrdiff_t>(at + count));
    at += count;
  } while (at < bytes.size());
  append_be(out, adler(bytes), 4);
  return out;
}

// Bits from the least significant end, as deflate and GIF want them.
class BitWriter {
 public:
  void put(uint32_t value, int bits) {
    for (int i = 0; i < bits; ++i) {
      if (used_ == 0) bytes_.push_back(0);
      bytes_.back() = static_cast<uint8_t>(bytes_.back() | (((value >> i) & 1U) << used_));
      used_ = (used_ + 1) % 8;
    }
  }
  void put_reversed(uint32_t value, int bits) {
    for (int i = bits - 1; i >= 0; --i) put(value >> i, 1);
  }
  Buffer take() { return std::move(bytes_); }

 private:
  Buffer bytes_;
  int used_ = 0;
};

}  // namespace

void append(Buffer& to, const Buffer& more) { to.insert(to.end(), more.begin(), more.end()); }
void append_text(Buffer& to, std::string_view text) {
  to.insert(to.end(), text.begin(), text.end());
}

void append_be(Buffer& to, uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) to.push_back(static_cast<uint8_t>(value >> (8 * i)));
}

void append_le(Buffer& to, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) to.push_back(static_cast<uint8_t>(value >> (8 * i)));
}

Image noise(int32_t width, int32_t height, int32_t channels, uint32_t seed) {
  Image image{width, height, channels, {}};
  image.pixels.resize(static_cast<size_t>(width) * static_cast<size_t>(height) *
                      static_cast<size_t>(channels));
  uint32_t state = seed;
  for (uint8_t& value : image.pixels) {
    state = state * 1664525U + 1013904223U;
    value = static_cast<uint8_t>(state >> 24);
  }
  return image;
}

Image plain(int32_t width, int32_t height, const Buffer& colour) {
  Image image{width, height, static_cast<int32_t>(colour.size()), {}};
  for (int32_t i = 0; i < width * height; ++i) append(image.pixels, colour);
  return image;
}

Buffer png_chunk(std::string_view type, const Buffer& data) {
  Buffer chunk;
  append_be(chunk, data.size(), 4);
  append_text(chunk, type);
  append(chunk, data);
  append_be(chunk, slow_crc(chunk.data() + 4, chunk.size() - 4), 4);
  return chunk;
}

Buffer png_header(uint32_t width, uint32_t height, int depth, int colour_type) {
  Buffer file;
  append_text(file, "\x89PNG\r\n\x1a\n");
  Buffer header;
  append_be(header, width, 4);
  append_be(header, height, 4);
  append(header, {static_cast<uint8_t>(depth), static_cast<uint8_t>(colour_type), 0, 0, 0});
  append(file, png_chunk("IHDR", header));
  return file;
}

Buffer png_file(uint32_t width, uint32_t height, int depth, int colour_type, const Buffer& rows,
                const Buffer& before) {
  Buffer filtered;
  const size_t row_size = rows.size() / height;
  for (size_t y = 0; y < height; ++y) {
    filtered.push_back(0);
    filtered.insert(filtered.end(), rows.begin() + static_cast<ptrdiff_t>(y * row_size),
                    rows.begin() + static_cast<ptrdiff_t>((y + 1) * row_size));
  }
  Buffer file = png_header(width, height, depth, colour_type);
  append(file, before);
  append(file, png_chunk("IDAT", zlib_stored(filtered)));
  append(file, png_chunk("IEND", {}));
  return file;
}

Buffer png_of(const Image& image, const Buffer& before) {
  const int colour_type = image.channels == 1 ? 0 : image.channels == 3 ? 2 : 6;
  return png_file(static_cast<uint32_t>(image.width), static_cast<uint32_t>(image.height), 8,
                  colour_type, image.pixels, before);
}

void repair_png_checks(Buffer& png) {
  for (size_t at = 8; at + 12 <= png.size();) {
    const size_t length = (size_t{png[at]} << 24) | (size_t{png[at + 1]} << 16) |
                          (size_t{png[at + 2]} << 8) | png[at + 3];
    if (length > png.size() - at - 12) return;
    Buffer check;
    append_be(check, slow_crc(png.data() + at + 4, length + 4), 4);
    std::copy(check.begin(), check.end(), png.begin() + static_cast<ptrdiff_t>(at + 8 + length));
    at += 12 + length;
  }
}

Buffer png_bomb(size_t inflated) {
  BitWriter bits;
  bits.put(1, 1);                    // last block
  bits.put(1, 2);                    // fixed codes
  bits.put_reversed(0b00110000, 8);  // literal 0
  for (size_t i = 0; i < inflated / 258; ++i) {
    bits.put_reversed(0b11000101, 8);  // length 258
    bits.put_reversed(0, 5);           // distance 1
  }
  bits.put_reversed(0, 7);  // end of block
  Buffer data = {0x78, 0x01};
  append(data, bits.take());
  append_be(data, 0, 4);
  Buffer file = png_header(8, 8, 8, 2);
  append(file, png_chunk("IDAT", data));
  append(file, png_chunk("IEND", {}));
  return file;
}

Buffer bmp_of(const Image& image, bool top_down) {
  const auto width = static_cast<size_t>(image.width);
  const size_t row_size = (width * 3 + 3) / 4 * 4;
  const size_t data_size = row_size * static_cast<size_t>(image.height);
  Buffer file;
  append_text(file, "BM");
  append_le(file, 54 + data_size, 4);
  append_le(file, 0, 4);
  append_le(file, 54, 4);
  append_le(file, 40, 4);
  append_le(file, width, 4);
  append_le(file, static_cast<uint32_t>(top_down ? -image.height : image.height), 4);
  append_le(file, 1, 2);
  append_le(file, 24, 2);
  file.resize(54);
  for (int32_t y = 0; y < image.height; ++y) {
    const uint8_t* row = image.row(top_down ? y : image.height - 1 - y);
    for (size_t x = 0; x < width; ++x) append(file, {row[x * 3 + 2], row[x * 3 + 1], row[x * 3]});
    file.resize(file.size() + row_size - width * 3);
  }
  return file;
}

Buffer gif_of(uint16_t width, uint16_t height, const std::vector<GifFrame>& frames,
              uint8_t background) {
  Buffer file;
  append_text(file, "GIF89a");
  append_le(file, width, 2);
  append_le(file, height, 2);
  append(file, {0x81, background, 0});  // palette of four
  append(file, {0, 0, 0, 255, 0, 0, 0, 255, 0, 255, 255, 255});
  for (const GifFrame& frame : frames) {
    append(file, {0x21, 0xF9, 4, static_cast<uint8_t>(frame.transparent >= 0 ? 1 : 0), 0, 0,
                  static_cast<uint8_t>(std::max(frame.transparent, 0)), 0});
    file.push_back(0x2C);
    for (const uint16_t value : {frame.x, frame.y, frame.width, frame.height})
      append_le(file, value, 2);
    file.push_back(0);
    // A clear code before every pixel keeps codes at three bits and the encoder at one line.
    BitWriter bits;
    for (const uint8_t index : frame.indices) {
      bits.put(4, 3);
      bits.put(index, 3);
    }
    bits.put(5, 3);
    const Buffer data = bits.take();
    file.push_back(2);
    for (size_t at = 0; at < data.size(); at += 255) {
      const size_t count = std::min<size_t>(data.size() - at, 255);
      file.push_back(static_cast<uint8_t>(count));
      file.insert(file.end(), data.begin() + static_cast<ptrdiff_t>(at),
                  data.begin() + static_cast<ptrdiff_t>(at + count));
    }
    file.push_back(0);
  }
  file.push_back(0x3B);
  return file;
}

Buffer jpeg_segment(uint8_t marker, const Buffer& payload) {
  Buffer segment = {0xFF, marker};
  append_be(segment, payload.size() + 2, 2);
  append(segment, payload);
  return segment;
}

Buffer jpeg_with(const Buffer& jpeg, const Buffer& segment) {
  Buffer file = jpeg;
  file.insert(file.begin() + 2, segment.begin(), segment.end());
  return file;
}

Buffer exif_block(bool little_endian, uint16_t orientation, uint16_t type, uint32_t count) {
  const auto put = [&](Buffer& to, uint64_t value, int bytes) {
    little_endian ? append_le(to, value, bytes) : append_be(to, value, bytes);
  };
  Buffer tiff;
  append_text(tiff, little_endian ? "II" : "MM");
  put(tiff, 42, 2);
  put(tiff, 8, 4);
  put(tiff, 2, 2);  // entries
  put(tiff, 0x010F, 2);
  put(tiff, 2, 2);
  put(tiff, 4, 4);
  append_text(tiff, "cam");
  tiff.push_back(0);
  put(tiff, 0x0112, 2);
  put(tiff, type, 2);
  put(tiff, count, 4);
  put(tiff, orientation, type == 4 ? 4 : 2);
  tiff.resize(8 + 2 + 24);
  put(tiff, 0, 4);
  return tiff;
}

Buffer exif_segment(const Buffer& tiff) {
  Buffer payload;
  append_text(payload, std::string_view("Exif\0\0", 6));
  append(payload, tiff);
  return jpeg_segment(0xE1, payload);
}

}  // namespace selinet::test
