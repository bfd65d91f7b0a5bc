#include "memory.h"

#include <cstdlib>

namespace selinet {

bool can_allocate(size_t size) {
  // Volatile, or the compiler drops an allocation that nobody uses and answers yes.
  void* volatile memory = std::malloc(size);
  const bool possible = memory != nullptr;
  std::free(memory);
  return possible;
}

}  // namespace selinet
