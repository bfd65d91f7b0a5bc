#include "analysis/sha256.h"

#include <mbedtls/sha256.h>

#include <array>

namespace selinet {

std::string sha256_hex(std::span<const uint8_t> bytes) {
  std::array<unsigned char, 32> digest{};
  // The call fails only for a flag other than 0 or 1 or with an accelerator, which this build has
  // not.
  (void)mbedtls_sha256(bytes.data(), bytes.size(), digest.data(), 0);
  constexpr const char* kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(digest.size() * 2);
  for (const unsigned char byte : digest) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

}  // namespace selinet
