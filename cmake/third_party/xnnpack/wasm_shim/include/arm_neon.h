// Two wasm kernels of XNNPACK include <arm_neon.h> by mistake; what they use is in
// <wasm_simd128.h>. Debian's Emscripten has no emulation of the real arm_neon.h.
#ifndef SELINET_CMAKE_THIRD_PARTY_XNNPACK_WASM_SHIM_ARM_NEON_H_
#define SELINET_CMAKE_THIRD_PARTY_XNNPACK_WASM_SHIM_ARM_NEON_H_

#include <wasm_simd128.h>

#endif  // SELINET_CMAKE_THIRD_PARTY_XNNPACK_WASM_SHIM_ARM_NEON_H_
