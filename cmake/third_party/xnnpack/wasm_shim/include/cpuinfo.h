// All that XNNPACK asks of cpuinfo under wasm: there is one kind of processor, chosen when the
// variant was compiled.
#ifndef SELINET_CMAKE_THIRD_PARTY_XNNPACK_WASM_SHIM_CPUINFO_H_
#define SELINET_CMAKE_THIRD_PARTY_XNNPACK_WASM_SHIM_CPUINFO_H_

#include <stdbool.h>

static inline bool cpuinfo_initialize(void) { return true; }

#endif  // SELINET_CMAKE_THIRD_PARTY_XNNPACK_WASM_SHIM_CPUINFO_H_
