// Bounds-checked reading of a file's bytes. Every walker goes through these, so that no offset
// taken from a file is ever used before it is compared with what is left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace selinet {

using Bytes = std::span<const uint8_t>;

// Whether `count` bytes can be read at `at`. Cannot overflow: nothing is added.
inline bool has_bytes(Bytes bytes, size_t at, size_t count) {
  return at <= bytes.size() && count <= bytes.size() - at;
}

// Whether the text `expected` stands at `at`.
inline bool has_text(Bytes bytes, size_t at, std::string_view expected) {
  return has_bytes(bytes, at, expected.size()) &&
         std::memcmp(bytes.data() + at, expected.data(), expected.size()) == 0;
}

// Numbers at `at`; the caller has asked has_bytes(). "be" most significant byte first, "le" last.
inline uint16_t read_u16_be(Bytes bytes, size_t at) {
  return static_cast<uint16_t>((bytes[at] << 8) | bytes[at + 1]);
}

inline uint16_t read_u16_le(Bytes bytes, size_t at) {
  return static_cast<uint16_t>((bytes[at + 1] << 8) | bytes[at]);
}

inline uint32_t read_u32_be(Bytes bytes, size_t at) {
  return (uint32_t{read_u16_be(bytes, at)} << 16) | read_u16_be(bytes, at + 2);
}

inline uint32_t read_u32_le(Bytes bytes, size_t at) {
  return (uint32_t{read_u16_le(bytes, at + 2)} << 16) | read_u16_le(bytes, at);
}

inline uint64_t read_u64_be(Bytes bytes, size_t at) {
  return (uint64_t{read_u32_be(bytes, at)} << 32) | read_u32_be(bytes, at + 4);
}

}  // namespace selinet
