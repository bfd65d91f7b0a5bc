#include "evaluate_mat_bytes.h"

#include <algorithm>
#include <bit>
#include <string_view>

namespace selinet::cli {
namespace {

constexpr size_t kTagBytes = 8;
constexpr char32_t kReplacement = 0xFFFD;

// An unsigned number of any size, `bytes` being exactly it.
uint64_t read_unsigned(std::span<const uint8_t> bytes, bool big_endian) {
  uint64_t value = 0;
  for (size_t i = 0; i < bytes.size(); i++) {
    const uint8_t byte = big_endian ? bytes[i] : bytes[bytes.size() - 1 - i];
    value = value << 8U | byte;
  }
  return value;
}

// Bytes of one number; 0 where the type is none of numbers.
size_t width_of(MatType type) {
  switch (type) {
    case MatType::kInt8:
    case MatType::kUint8:
      return 1;
    case MatType::kInt16:
    case MatType::kUint16:
      return 2;
    case MatType::kInt32:
    case MatType::kUint32:
    case MatType::kSingle:
      return 4;
    case MatType::kDouble:
    case MatType::kInt64:
    case MatType::kUint64:
      return 8;
    default:
      return 0;
  }
}

double to_number(MatType type, uint64_t bits) {
  switch (type) {
    case MatType::kInt8:
      return static_cast<int8_t>(bits);
    case MatType::kInt16:
      return static_cast<int16_t>(bits);
    case MatType::kInt32:
      return static_cast<int32_t>(bits);
    case MatType::kInt64:
      return static_cast<double>(static_cast<int64_t>(bits));
    case MatType::kSingle:
      return static_cast<double>(std::bit_cast<float>(static_cast<uint32_t>(bits)));
    case MatType::kDouble:
      return std::bit_cast<double>(bits);
    default:
      return static_cast<double>(bits);
  }
}

bool is_scalar_value(uint64_t unit) { return unit < 0xD800 || (unit > 0xDFFF && unit <= 0x10FFFF); }

std::u32string decode_utf16(const std::vector<double>& units) {
  std::u32string characters;
  for (size_t i = 0; i < units.size(); i++) {
    const auto unit = static_cast<uint32_t>(units[i]);
    const auto following = i + 1 < units.size() ? static_cast<uint32_t>(units[i + 1]) : 0;
    const bool is_pair =
        unit >= 0xD800 && unit < 0xDC00 && following >= 0xDC00 && following < 0xE000;
    if (is_pair) {
      characters += static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10U) + following - 0xDC00);
      i++;
    } else {
      characters += is_scalar_value(unit) ? static_cast<char32_t>(unit) : kReplacement;
    }
  }
  return characters;
}

std::u32string decode_utf8(std::span<const uint8_t> bytes) {
  std::u32string characters;
  for (size_t i = 0; i < bytes.size();) {
    const uint8_t lead = bytes[i++];
    const auto following = static_cast<size_t>(lead < 0xC2   ? 0
                                               : lead < 0xE0 ? 1
                                               : lead < 0xF0 ? 2
                                               : lead < 0xF5 ? 3
                                                             : 0);
    if (following == 0) {
      characters += lead < 0x80 ? static_cast<char32_t>(lead) : kReplacement;
      continue;
    }
    uint32_t value = lead & (0x3FU >> following);
    size_t taken = 0;
    while (taken < following && i < bytes.size() && (bytes[i] & 0xC0U) == 0x80U) {
      value = value << 6U | (bytes[i++] & 0x3FU);
      taken++;
    }
    characters +=
        taken == following && is_scalar_value(value) ? static_cast<char32_t>(value) : kReplacement;
  }
  return characters;
}

}  // namespace

std::optional<MatData> MatBytes::next() {
  if (left() < kTagBytes) return std::nullopt;
  const auto word = static_cast<uint32_t>(read_unsigned(bytes_.subspan(at_, 4), big_endian_));
  if (word >> 16U != 0) {  // a small element: size, type and data within eight bytes
    const size_t size = word >> 16U;
    if (size > 4) return std::nullopt;
    const MatData data{static_cast<MatType>(word & 0xFFFFU), bytes_.subspan(at_ + 4, size)};
    at_ += kTagBytes;
    return data;
  }
  const size_t size = read_unsigned(bytes_.subspan(at_ + 4, 4), big_endian_);
  if (size > left() - kTagBytes) return std::nullopt;
  const MatData data{static_cast<MatType>(word), bytes_.subspan(at_ + kTagBytes, size)};
  at_ += kTagBytes + size;
  // Everything but compressed data is padded to eight bytes; the last padding may be missing.
  if (data.type != MatType::kCompressed) at_ += std::min((8 - size % 8) % 8, left());
  return data;
}

std::optional<std::vector<double>> numbers_in(const MatData& data, bool big_endian) {
  const size_t width = width_of(data.type);
  if (width == 0 || data.bytes.size() % width != 0) return std::nullopt;
  std::vector<double> numbers;
  numbers.reserve(data.bytes.size() / width);
  for (size_t at = 0; at < data.bytes.size(); at += width) {
    numbers.push_back(
        to_number(data.type, read_unsigned(data.bytes.subspan(at, width), big_endian)));
  }
  return numbers;
}

std::optional<std::u32string> characters_in(const MatData& data, bool big_endian) {
  if (data.type == MatType::kUtf8) return decode_utf8(data.bytes);
  MatType units = data.type;
  if (units == MatType::kUtf16) units = MatType::kUint16;
  if (units == MatType::kUtf32) units = MatType::kUint32;
  if (units == MatType::kInt8) units = MatType::kUint8;
  const auto numbers = numbers_in({units, data.bytes}, big_endian);
  if (!numbers.has_value()) return std::nullopt;
  if (units == MatType::kUint16) return decode_utf16(*numbers);
  if (units != MatType::kUint8 && units != MatType::kUint32) return std::nullopt;
  std::u32string characters;
  for (const double unit : *numbers) {
    const auto value = static_cast<uint32_t>(unit);
    characters += is_scalar_value(value) ? static_cast<char32_t>(value) : kReplacement;
  }
  return characters;
}

std::string to_utf8(std::u32string_view characters) {
  std::string text;
  const auto add = [&](uint32_t byte) { text += static_cast<char>(static_cast<uint8_t>(byte)); };
  for (const char32_t character : characters) {
    const auto value = static_cast<uint32_t>(character);
    if (value < 0x80) {
      add(value);
      continue;
    }
    const unsigned following = value < 0x800 ? 1 : value < 0x10000 ? 2 : 3;
    add((0xFF00U >> (following + 1) & 0xFFU) | value >> 6U * following);
    for (unsigned k = following; k > 0; k--) add(0x80U | (value >> 6U * (k - 1) & 0x3FU));
  }
  return text;
}

}  // namespace selinet::cli
