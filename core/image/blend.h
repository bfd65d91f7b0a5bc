// Laying transparent pixels over white.
#pragma once

#include <cstdint>

namespace selinet {

// `value` with opacity `alpha` over white, rounded to the nearest.
inline uint8_t over_white(uint8_t value, uint8_t alpha) {
  return static_cast<uint8_t>((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

}  // namespace selinet
