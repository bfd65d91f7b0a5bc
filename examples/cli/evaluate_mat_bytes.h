// The lowest layer of a MAT file: tagged data elements, every size checked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace selinet::cli {

// Data types of elements; the format's numbers.
enum class MatType : uint32_t {
  kInt8 = 1,
  kUint8 = 2,
  kInt16 = 3,
  kUint16 = 4,
  kInt32 = 5,
  kUint32 = 6,
  kSingle = 7,
  kDouble = 9,
  kInt64 = 12,
  kUint64 = 13,
  kMatrix = 14,
  kCompressed = 15,
  kUtf8 = 16,
  kUtf16 = 17,
  kUtf32 = 18,
};

struct MatData {
  MatType type = MatType::kInt8;
  std::span<const uint8_t> bytes;
};

// Walks the elements of a byte range. It only points into the bytes.
class MatBytes {
 public:
  MatBytes(std::span<const uint8_t> bytes, bool big_endian)
      : bytes_(bytes), big_endian_(big_endian) {}

  [[nodiscard]] bool is_at_end() const { return at_ >= bytes_.size(); }
  [[nodiscard]] size_t left() const { return bytes_.size() - at_; }
  [[nodiscard]] bool big_endian() const { return big_endian_; }

  // The next element, its padding skipped; null where the bytes end before it does.
  std::optional<MatData> next();

  // The next `count` elements must fit into what is left: an element has 8 bytes at least.
  [[nodiscard]] bool may_hold(uint64_t count) const { return count <= left() / 8; }

 private:
  std::span<const uint8_t> bytes_;
  size_t at_ = 0;
  bool big_endian_;
};

// All numbers of an element; null where its type is none of numbers or its size no multiple.
std::optional<std::vector<double>> numbers_in(const MatData& data, bool big_endian);

// The code points of an element; null where its type is none of characters. What is no sound UTF-8
// or UTF-16 becomes U+FFFD.
std::optional<std::u32string> characters_in(const MatData& data, bool big_endian);

std::string to_utf8(std::u32string_view characters);

}  // namespace selinet::cli
