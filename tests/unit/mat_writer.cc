#include "mat_writer.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace selinet::test {
namespace {

constexpr uint32_t kInt8 = 1;
constexpr uint32_t kUint16 = 4;
constexpr uint32_t kInt32 = 5;
constexpr uint32_t kUint32 = 6;
constexpr uint32_t kDouble = 9;
constexpr uint32_t kMatrix = 14;
constexpr uint32_t kCompressed = 15;

MatFile bytes_of(const std::string& text) { return {text.begin(), text.end()}; }

MatFile operator+(MatFile a, const MatFile& b) { return joined(std::move(a), b); }

}  // namespace

MatFile joined(MatFile first, const MatFile& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

MatFile MatWriter::number(uint64_t value, size_t bytes) const {
  MatFile result;
  for (size_t i = 0; i < bytes; i++) {
    const size_t place = big_endian_ ? bytes - 1 - i : i;
    result.push_back(static_cast<uint8_t>(value >> (8 * place)));
  }
  return result;
}

MatFile MatWriter::element(uint32_t type, const MatFile& data) const {
  MatFile result = u32(type) + u32(static_cast<uint32_t>(data.size())) + data;
  if (type != kCompressed) result.resize((result.size() + 7) / 8 * 8);
  return result;
}

MatFile MatWriter::small_element(uint32_t type, const MatFile& data) const {
  MatFile result = u32(static_cast<uint32_t>(data.size()) << 16U | type) + data;
  result.resize(8);
  return result;
}

MatFile MatWriter::matrix(uint32_t array_class, const std::vector<uint32_t>& dimensions,
                          const std::string& name, const MatFile& body) const {
  MatFile sides;
  for (const uint32_t side : dimensions) sides = sides + u32(side);
  return element(kMatrix, element(kUint32, u32(array_class) + u32(0)) + element(kInt32, sides) +
                              element(kInt8, bytes_of(name)) + body);
}

MatFile MatWriter::numbers(const std::vector<double>& values, const std::string& name) const {
  MatFile data;
  for (const double value : values) data = data + number(std::bit_cast<uint64_t>(value), 8);
  return matrix(6, {1, static_cast<uint32_t>(values.size())}, name, element(kDouble, data));
}

MatFile MatWriter::text(const std::string& value, const std::string& name) const {
  MatFile data;
  for (const char letter : value) data = data + u16(static_cast<uint8_t>(letter));
  return matrix(4, {1, static_cast<uint32_t>(value.size())}, name, element(kUint16, data));
}

MatFile MatWriter::cell(const std::vector<MatFile>& items, const std::string& name) const {
  MatFile body;
  for (const MatFile& item : items) body = body + item;
  return matrix(1, {1, static_cast<uint32_t>(items.size())}, name, body);
}

MatFile MatWriter::structs(const std::vector<std::string>& names,
                           const std::vector<MatFile>& values, const std::string& name) const {
  constexpr size_t kNameLength = 32;
  MatFile fields;
  for (const std::string& field : names) {
    MatFile padded = bytes_of(field);
    padded.resize(kNameLength);
    fields = fields + padded;
  }
  MatFile body = small_element(kInt32, u32(kNameLength)) + element(kInt8, fields);
  for (const MatFile& value : values) body = body + value;
  return matrix(2, {1, static_cast<uint32_t>(values.size() / names.size())}, name, body);
}

MatFile MatWriter::compressed(const MatFile& element) const {
  return this->element(kCompressed, stored_zlib(element));
}

MatFile MatWriter::file(const std::vector<MatFile>& elements) const {
  MatFile result = bytes_of("MATLAB 5.0 MAT-file, made by a test");
  result.resize(124, ' ');
  result = result + u16(0x0100) + u16(0x4D49);  // "MI" to a reader of the same byte order
  for (const MatFile& element : elements) result = result + element;
  return result;
}

std::vector<uint8_t> stored_zlib(const std::vector<uint8_t>& data) {
  constexpr size_t kBlock = 65'535;
  constexpr uint32_t kAdlerModulus = 65'521;
  std::vector<uint8_t> stream{0x78, 0x01};
  size_t at = 0;
  do {
    const size_t size = std::min(kBlock, data.size() - at);
    const bool last = at + size == data.size();
    const auto low = static_cast<uint8_t>(size & 0xFFU);
    const auto high = static_cast<uint8_t>(size >> 8U);
    stream.insert(stream.end(),
                  {static_cast<uint8_t>(last ? 1 : 0), low, high, static_cast<uint8_t>(low ^ 0xFFU),
                   static_cast<uint8_t>(high ^ 0xFFU)});
    for (size_t i = 0; i < size; i++) stream.push_back(data[at++]);
  } while (at < data.size());
  uint32_t a = 1;
  uint32_t b = 0;
  for (const uint8_t byte : data) {
    a = (a + byte) % kAdlerModulus;
    b = (b + a) % kAdlerModulus;
  }
  for (const uint32_t half : {b, a}) {
    stream.push_back(static_cast<uint8_t>(half >> 8U));
    stream.push_back(static_cast<uint8_t>(half));
  }
  return stream;
}

}  // namespace selinet::test
