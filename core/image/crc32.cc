// Eight bytes a step through eight tables ("slicing by 8", Kounavis and Berry 2005): the check
// costs a small part of inflating the same bytes, where a table of one byte would double it.
#include "crc32.h"

#include <array>

namespace selinet {
namespace {

using Tables = std::array<std::array<uint32_t, 256>, 8>;

constexpr Tables make_tables() {
  Tables tables{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) {
      value = (value >> 1) ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    tables[0][i] = value;
  }
  for (size_t step = 1; step < tables.size(); ++step) {
    for (size_t i = 0; i < 256; ++i) {
      const uint32_t before = tables[step - 1][i];
      tables[step][i] = (before >> 8) ^ tables[0][before & 0xFFU];
    }
  }
  return tables;
}

constexpr Tables kTables = make_tables();

}  // namespace

uint32_t crc32(Bytes bytes) {
  uint32_t crc = 0xFFFFFFFFU;
  size_t at = 0;
  for (; bytes.size() - at >= 8; at += 8) {
    const uint32_t low = crc ^ read_u32_le(bytes, at);
    const uint32_t high = read_u32_le(bytes, at + 4);
    crc = kTables[7][low & 0xFFU] ^ kTables[6][(low >> 8) & 0xFFU] ^
          kTables[5][(low >> 16) & 0xFFU] ^ kTables[4][low >> 24] ^ kTables[3][high & 0xFFU] ^
          kTables[2][(high >> 8) & 0xFFU] ^ kTables[1][(high >> 16) & 0xFFU] ^
          kTables[0][high >> 24];
  }
  for (; at < bytes.size(); ++at) {
    crc = (crc >> 8) ^ kTables[0][(crc ^ bytes[at]) & 0xFFU];
  }
  return crc ^ 0xFFFFFFFFU;
}

}  // namespace selinet
