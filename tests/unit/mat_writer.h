// Writes MAT files for tests of their reader, sound ones and others.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace selinet::test {

using MatFile = std::vector<uint8_t>;

// Every function gives the bytes of one data element.
class MatWriter {
 public:
  explicit MatWriter(bool big_endian = false) : big_endian_(big_endian) {}

  [[nodiscard]] MatFile element(uint32_t type, const MatFile& data) const;
  // Size, type and at most four bytes of data within eight.
  [[nodiscard]] MatFile small_element(uint32_t type, const MatFile& data) const;
  [[nodiscard]] MatFile matrix(uint32_t array_class, const std::vector<uint32_t>& dimensions,
                               const std::string& name, const MatFile& body) const;

  [[nodiscard]] MatFile numbers(const std::vector<double>& values,
                                const std::string& name = "") const;
  [[nodiscard]] MatFile text(const std::string& value, const std::string& name = "") const;
  [[nodiscard]] MatFile cell(const std::vector<MatFile>& items, const std::string& name = "") const;
  // `values`: names.size() a struct, one struct after the other.
  [[nodiscard]] MatFile structs(const std::vector<std::string>& names,
                                const std::vector<MatFile>& values,
                                const std::string& name = "") const;
  // The element within a zlib stream of stored blocks.
  [[nodiscard]] MatFile compressed(const MatFile& element) const;

  [[nodiscard]] MatFile file(const std::vector<MatFile>& elements) const;

  [[nodiscard]] MatFile u16(uint32_t value) const { return number(value, 2); }
  [[nodiscard]] MatFile u32(uint32_t value) const { return number(value, 4); }

 private:
  [[nodiscard]] MatFile number(uint64_t value, size_t bytes) const;
  bool big_endian_;
};

// Bytes one after the other.
MatFile joined(MatFile first, const MatFile& second);

// A zlib stream (RFC 1950) that holds `data` as it is.
std::vector<uint8_t> stored_zlib(const std::vector<uint8_t>& data);

}  // namespace selinet::test
