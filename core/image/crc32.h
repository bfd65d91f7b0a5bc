// The cyclic redundancy check of PNG (ISO 3309, polynomial 0xEDB88320 reflected).
#pragma once

#include "bytes.h"

namespace selinet {

// The finished value for `bytes`; crc32 of "123456789" is 0xCBF43926.
uint32_t crc32(Bytes bytes);

}  // namespace selinet
