// SHA-256 of a byte range, by mbed TLS. In the core and not left to the browser, because
// crypto.subtle does not exist on pages served over plain http, as in a shop's local network.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace selinet {

// 64 lower-case hexadecimal digits (FIPS 180-4).
std::string sha256_hex(std::span<const uint8_t> bytes);

}  // namespace selinet
