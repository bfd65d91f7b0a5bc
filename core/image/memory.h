// Asking for memory before a container takes it. The core is built without exceptions, so a vector
// that finds no memory ends the program; buffers whose size depends on a photo are asked for here
// first.
#pragma once

#include <cstddef>

namespace selinet {

// Whether `size` bytes can be had at this moment.
bool can_allocate(size_t size);

// The message that goes with kOutOfMemory wherever a picture is opened.
inline constexpr const char* kOutOfMemoryMessage =
    "There is not enough memory to open this picture; close other programs or make it smaller "
    "first.";

}  // namespace selinet
